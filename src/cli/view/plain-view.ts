import { formatDiagnostic } from '../../domain/diagnostic.ts';
import type { EventOf, RunEvent } from '../../domain/event.ts';
import type { RunRecord } from '../../domain/run-record.ts';
import { closingLines, totalsLines } from './closing.ts';
import { fullFailure } from './failures.ts';
import { patchTable } from './patch-table.ts';
import { progressText } from './progress.ts';
import { gitLine } from './git-words.ts';
import { diffSections, interfaceLines, noteLines } from './report.ts';
import { writeLines, type RunView, type ViewIo } from './run-view.ts';
import { plainLook } from './style.ts';
import { oneLine } from './text-width.ts';
import { counted, formatDuration, formatRisk } from './wording.ts';

/** A log that stands still makes CI end the run; one that grows by itself is not read. */
const PROGRESS_EVERY_MS = 10_000;

/** The view for pipes and CI: a line for every milestone, then the patches as an aligned table, and the end. */
export function createPlainView(io: ViewIo): RunView {
  let lastRecord: RunRecord | null = null;
  let lastProgressMs = performance.now();
  return {
    onEvent({ event }, record) {
      lastRecord = record;
      for (const line of milestoneLines(event, record)) io.stdout.write(`${line}\n`);
    },
    onProgress(work) {
      const nowMs = performance.now();
      if (nowMs - lastProgressMs < PROGRESS_EVERY_MS) return;
      lastProgressMs = nowMs;
      io.stdout.write(`${progressText(work)}\n`);
    },
    pause() {},
    async close() {
      if (lastRecord !== null) {
        const lines = summaryLines(lastRecord, io.diffOf);
        await writeLines(io.stdout, io.spell === undefined ? lines : lines.map(io.spell));
      }
    },
  };
}

/** The lines that one event is worth; none for what only the record needs. */
function milestoneLines(event: RunEvent, record: RunRecord): readonly string[] {
  switch (event.type) {
    case 'run.started':
      return [`${event.kind} ${record.runId}: ${oneLine(event.task)}`];
    case 'run.recovered':
      return [`recovered: ${oneLine(event.detail)}`];
    case 'plan.made':
      return planLines(event);
    case 'index.updated':
      return event.indexed === 0
        ? []
        : [`index: ${counted(event.indexed, 'file')} read in ${formatDuration(event.durationMs)}`];
    case 'context.compressed':
      return [`context: ${counted(event.tokensAfter, 'token')} of ${counted(event.sources.length, 'file')}`];
    case 'attempt.started':
      return attemptLines(event, record);
    case 'recipe.ran':
      return [`recipe ${event.recipe} ${event.version}: ${oneLine(event.summary)}`];
    case 'model.replied':
    case 'model.failed':
      return [modelLine(event)];
    case 'reply.rejected':
    case 'gate.failed':
      return fullFailure(event, plainLook());
    case 'gate.passed':
      return doubtLines(event);
    case 'risk.scored':
      return [`risk ${formatRisk(event.risk)}: ${oneLine(event.path)}`];
    case 'decision.made':
      return decisionLines(event);
    case 'change.applied':
      return [`${record.start.kind === 'undo' ? 'restored' : 'applied'} ${oneLine(event.path)}`];
    case 'refs.moved':
    case 'branch.pushed':
    case 'merge.refused':
    case 'push.refused':
      return [oneLine(gitLine(event))];
    case 'changes.reverted':
      return [`taken back: ${oneLine(event.reason)}`];
    case 'phase.skipped':
    case 'model.requested':
    case 'tests.ran':
    case 'tests.skipped':
    case 'patch.staged':
    case 'metrics.compared':
    case 'backup.made':
    case 'commit.made':
    case 'refs.kept':
    case 'notice.given':
    case 'run.finished':
      return [];
  }
}

const MAX_PLAN_PATHS = 5;

function planLines({ steps }: EventOf<'plan.made'>): readonly string[] {
  return [
    `plan: ${counted(steps.length, 'step')}`,
    ...steps.map(({ title, engine, paths }, index) => {
      const by = engine.kind === 'model' ? 'model' : recipeName(engine);
      const more = paths.length - MAX_PLAN_PATHS;
      const shown = more > 0 ? [...paths.slice(0, MAX_PLAN_PATHS), `${more} more files`] : paths;
      return `  ${index + 1}. ${oneLine(`${title} (${[by, ...shown].join(', ')})`)}`;
    }),
  ];
}

function recipeName({
  recipe,
  replacesModel,
}: {
  readonly recipe: string;
  readonly replacesModel: boolean;
}): string {
  return `recipe ${recipe}${replacesModel ? ' in place of the model' : ''}`;
}

/** The first attempt is news only where several steps have one. */
function attemptLines(event: EventOf<'attempt.started'>, record: RunRecord): readonly string[] {
  const steps = record.plan?.steps ?? [];
  if (event.attempt === 1 && steps.length < 2) return [];
  const step = steps.find(({ id }) => id === event.stepId);
  const most = step?.engine.kind === 'recipe' ? '' : ` of ${record.start.options.maxAttempts}`;
  return [`attempt ${event.attempt}${most}: ${oneLine(step?.title ?? event.stepId)}`];
}

/** What the builder is asked about before a person is. */
function doubtLines({ gate, attempt, doubts = [] }: EventOf<'gate.passed'>): readonly string[] {
  return doubts.map((doubt) =>
    oneLine(`Attempt ${attempt}: ${gate} gate is in doubt: ${formatDiagnostic(doubt)}`),
  );
}

/** That a patch is applied or previewed is told by the lines that follow. */
function decisionLines({ decision, path, reason }: EventOf<'decision.made'>): readonly string[] {
  const word = { hold: 'held', decline: 'declined', apply: null, preview: null }[decision];
  return word === null ? [] : [`${word} ${oneLine(path)}: ${oneLine(reason)}`];
}

function modelLine(event: EventOf<'model.replied' | 'model.failed'>): string {
  const call = `model ${oneLine(event.model)} (${event.phase})`;
  const time = formatDuration(event.durationMs);
  if (event.type === 'model.failed')
    return `${call} failed after ${time}: ${oneLine(event.message)}, next: ${event.next}`;
  const { tokensIn, tokensOut } = event.usage;
  return `${call}: ${counted(tokensIn, 'token')} in, ${counted(tokensOut, 'token')} out, ${time}`;
}

function summaryLines(record: RunRecord, diffOf: ViewIo['diffOf']): readonly string[] {
  const look = plainLook();
  const sections = [
    ...diffSections(record, look, diffOf ?? (() => null)),
    patchTable(record, look),
    interfaceLines(record, look),
    noteLines(record, look),
    [...totalsLines(record, look), ...closingLines(record, look)],
  ];
  return sections.filter((section) => section.length > 0).flatMap((section) => ['', ...section]);
}
