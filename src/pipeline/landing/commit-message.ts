import { printableLine } from '../../domain/terminal-text.ts';
import type { RunRecord } from '../../domain/run-record.ts';

/** Where many tools cut the first line of a message. */
const SUBJECT_CHARACTERS = 72;

/** The message of a run's commit: the task, the steps of the plan where they say more, and on request who made it. */
export function commitMessage(record: RunRecord, { trailers }: { readonly trailers: boolean }): string {
  const task = line(record.start.task);
  const subject = cut(task);
  const steps = (record.plan?.steps ?? []).map(({ title }) => line(title)).filter((title) => title !== task);
  const parts = [
    subject,
    ...(subject === task ? [] : [task]),
    ...(steps.length === 0 ? [] : [steps.map((title) => `- ${title}`).join('\n')]),
    ...(trailers ? [trailersOf(record).join('\n')] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The message of a commit that takes another back, in the words that git itself uses. */
export function revertMessage(message: string, commit: string): string {
  const [subject = ''] = message.split('\n');
  return `Revert "${subject}"\n\nThis reverts commit ${commit}.\n`;
}

function trailersOf({ runId, patches }: RunRecord): readonly string[] {
  const engines = patches.flatMap(({ staged }) =>
    staged.engines.map((engine) =>
      engine.kind === 'recipe' ? `recipe ${engine.id} ${engine.version}` : engine.model,
    ),
  );
  return [
    `Ouroboros-Run: ${runId}`,
    ...[...new Set(engines)].map((name) => `Ouroboros-Engine: ${line(name)}`),
  ];
}

function line(text: string): string {
  return printableLine(text.replaceAll(/\s+/g, ' ').trim());
}

function cut(text: string): string {
  if (text.length <= SUBJECT_CHARACTERS) return text;
  const head = text.slice(0, SUBJECT_CHARACTERS - 1);
  const lastSpace = head.lastIndexOf(' ');
  return `${lastSpace > SUBJECT_CHARACTERS / 2 ? head.slice(0, lastSpace) : head}…`;
}
