import { applyCommand } from '../../domain/apply-command.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { isSuccess } from '../../domain/outcome.ts';
import type { RunRecord } from '../../domain/run-record.ts';
import { printable } from '../../domain/terminal-text.ts';
import { textColumns, type Look } from './style.ts';
import { oneLine, wrapToWidth } from './text-width.ts';
import { costOf, counted, formatDuration, tokensOf } from './wording.ts';

const LABEL_COLUMNS = 9;

/** How the run ended: the outcome with its reason, what to do next, where the record is, and what takes it back. */
export function closingLines(record: RunRecord, look: Look): readonly string[] {
  const { end, runId } = record;
  if (end === null) return [];
  const hint = printable(end.hint ?? '')
    .replaceAll('\t', '  ')
    .trim();
  const commands = [
    ...(hasChanged(record) ? [['Undo', `ouroboros undo ${runId}`] as const] : []),
    ...(end.outcome === 'held' && !hasChanged(record)
      ? [['Apply', applyCommand(runId, record.start.options.landing)] as const]
      : []),
  ].filter(([, command]) => !hint.includes(command));
  return [
    ...outcomeLines(end.outcome, oneLine(end.reason), look),
    ...hint.split('\n').flatMap((line, index) => labelled(index === 0 ? 'Next' : '', line, look)),
    ...labelled('Record', oneLine(end.artifact), look),
    ...commands.flatMap(([label, command]) => labelled(label, command, look)),
  ];
}

function hasChanged({ applied, git }: RunRecord): boolean {
  return applied.length + git.moves.length > 0;
}

/** What the run came to: files and lines, calls, tokens and cost of models, and time; nothing for a run without any. */
export function totalsLines(record: RunRecord, { columns, style }: Look): readonly string[] {
  const facts = [...changeFacts(record), ...modelFacts(record)];
  if (facts.length === 0) return [];
  const endedAt = record.endedAt ?? record.lastActiveAt;
  const durationMs = Math.max(0, Date.parse(endedAt) - Date.parse(record.startedAt));
  return wrapToWidth([...facts, formatDuration(durationMs)].join(', '), columns - 1).map(style.dim);
}

/** What was written counts; of a run that wrote nothing, what it could have written. */
function changeFacts(record: RunRecord): readonly string[] {
  const written = record.applied.map(({ value }) => value);
  const offered = record.patches.map(({ staged }) => staged).filter(({ valid }) => valid);
  const counts = written.length > 0 ? written : offered;
  if (counts.length === 0) return [];
  const added = counts.reduce((sum, each) => sum + each.linesAdded, 0);
  const removed = counts.reduce((sum, each) => sum + each.linesRemoved, 0);
  return [
    `${counted(counts.length, 'file')}${written.length > 0 ? ' changed' : ''}`,
    `+${added} -${removed} lines`,
  ];
}

function modelFacts(record: RunRecord): readonly string[] {
  if (record.modelCalls.length === 0) return [];
  const cost = costOf(record);
  return [
    counted(record.modelCalls.length, 'model call'),
    counted(tokensOf(record), 'token'),
    ...(cost === null ? [] : [`$${cost.toFixed(cost < 0.1 ? 4 : 2)}`]),
  ];
}

const GLYPH_BY_SUCCESS = { yes: '✓', no: '✗', open: '•' } as const;

function outcomeLines(outcome: Outcome, reason: string, look: Look): readonly string[] {
  const { good, bad, strong } = look.style;
  const tone = isSuccess(outcome) ? 'yes' : toneOfFailure(outcome);
  const paint = { yes: good, no: bad, open: strong }[tone];
  const word = outcome.charAt(0).toUpperCase() + outcome.slice(1);
  const label = look.kind === 'plain' ? `${outcome}: ` : `${GLYPH_BY_SUCCESS[tone]} ${word}  `;
  const [first = '', ...rest] = wrapToWidth(reason, textColumns(look) - label.length);
  return [paint(label) + first, ...rest.map((line) => ' '.repeat(label.length) + line)];
}

/** What waits for somebody or was stopped on purpose is not painted as a defect. */
function toneOfFailure(outcome: Outcome): 'no' | 'open' {
  return outcome === 'failed' || outcome === 'error' || outcome === 'bug' ? 'no' : 'open';
}

/** A command or a path is never broken, for it is there to be pasted. */
function labelled(label: string, value: string, look: Look): readonly string[] {
  if (value === '') return [];
  if (look.kind === 'plain') return [label === '' ? `  ${value}` : `${label.toLowerCase()}: ${value}`];
  const room = textColumns(look) - LABEL_COLUMNS - 2;
  const isPasted = value.includes('ouroboros ') || !value.includes(' ');
  const lines = isPasted ? [value] : wrapToWidth(value, room);
  return lines.map((line, index) => {
    const head = (index === 0 ? label : '').padEnd(LABEL_COLUMNS);
    return `  ${look.style.dim(head)}${line}`;
  });
}
