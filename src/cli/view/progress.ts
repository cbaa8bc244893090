import type { WorkProgress } from '../../domain/progress.ts';
import type { RunEvent } from '../../domain/event.ts';
import type { RunRecord } from '../../domain/run-record.ts';
import { counted, tokensOf } from './wording.ts';

/** The stages of a run in their order, as the live view shows them. */
export const STAGES = ['plan', 'context', 'build', 'gates', 'risk', 'decision', 'apply'] as const;

export type Stage = (typeof STAGES)[number];

/** What the live view shows of a run that is under way. */
export type Progress = {
  readonly stage: Stage;
  /** The file in hand, or the files of the step in hand; empty where none is known yet. */
  readonly place: string;
  /** 0 before the first attempt. */
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly tokens: number;
  /** What the run waits for, or why the last attempt failed; empty where there is nothing to add. */
  readonly detail: string;
};

/** The progress of a run of which nothing is known yet. */
export const NO_PROGRESS: Progress = {
  stage: 'plan',
  place: '',
  attempt: 0,
  maxAttempts: 0,
  tokens: 0,
  detail: '',
};

/** The progress after one more event; `record` is the run's record with that event in it. */
export function nextProgress(progress: Progress, event: RunEvent, record: RunRecord): Progress {
  const { maxAttempts } = record.start.options;
  return { ...progress, ...changeBy(event, record), maxAttempts, tokens: tokensOf(record) };
}

/** The progress within work that no event tells of: the index, a recipe at many places. */
export function progressWithin(progress: Progress, work: WorkProgress): Progress {
  return {
    ...progress,
    stage: work.work === INDEXING ? 'context' : 'build',
    detail: progressText(work),
  };
}

const INDEXING = 'indexing';

/** How far the work is, in words: `var-to-let-const: 12 of 40 files`. */
export function progressText({ work, unit, done, total }: WorkProgress): string {
  return `${work}: ${done} of ${counted(total, unit)}`;
}

const STAGE_OF_ROLE = { reasoner: 'plan', compressor: 'context', generator: 'build' } as const;

function changeBy(event: RunEvent, record: RunRecord): Partial<Progress> {
  switch (event.type) {
    case 'plan.made':
      return { stage: 'context', place: placeOf(event.steps.flatMap((step) => step.paths)) };
    case 'index.updated':
      return { detail: '' };
    case 'context.compressed':
      return { stage: 'build' };
    case 'attempt.started': {
      const step = record.plan?.steps.find(({ id }) => id === event.stepId);
      return { stage: 'build', attempt: event.attempt, place: placeOf(step?.paths ?? []) };
    }
    case 'model.requested':
      return { stage: STAGE_OF_ROLE[event.phase], detail: `waiting for ${event.model}` };
    case 'model.replied':
      return { detail: '' };
    case 'model.failed':
      return { detail: faultDetail(event) };
    case 'recipe.ran':
    case 'gate.passed':
      return { stage: 'gates', detail: '' };
    case 'tests.ran':
    case 'tests.skipped':
      return { stage: 'gates', detail: '' };
    case 'gate.failed':
      return { stage: 'gates', detail: `the ${event.gate} gate failed: ${event.summary}` };
    case 'reply.rejected':
      return { stage: 'build', detail: event.reason };
    case 'patch.staged':
    case 'risk.scored':
      return { stage: 'risk', place: event.path };
    case 'decision.made':
      return { stage: 'decision', place: event.path };
    case 'backup.made':
    case 'change.applied':
      return { stage: 'apply', place: event.path };
    case 'commit.made':
    case 'refs.moved':
      return { stage: 'apply', detail: '' };
    case 'refs.kept':
    case 'merge.refused':
    case 'branch.pushed':
    case 'push.refused':
    case 'run.started':
    case 'run.recovered':
    case 'metrics.compared':
    case 'changes.reverted':
    case 'phase.skipped':
    case 'notice.given':
    case 'run.finished':
      return {};
  }
}

function placeOf(paths: readonly string[]): string {
  const [first, ...others] = new Set(paths);
  if (first === undefined) return '';
  return others.length === 0 ? first : `${first} and ${counted(others.length, 'more file')}`;
}

function faultDetail(event: Extract<RunEvent, { type: 'model.failed' }>): string {
  const next = {
    retry: `, next try in ${Math.round(event.waitMs / 1000)} s`,
    fallback: ', asking the fallback model',
    'give-up': '',
  };
  return `${event.model} is ${event.fault}${next[event.next]}`;
}
