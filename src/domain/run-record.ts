import type { EventOf, StampedEvent } from './event.ts';
import type { Measured } from './metrics-events.ts';

type ModelCall = EventOf<'model.replied'> | EventOf<'model.failed'>;
type GateCheck = EventOf<'gate.passed'> | EventOf<'gate.failed'>;

/** A value with the time at which it was recorded (RFC 3339, UTC). */
export type Timed<T> = { readonly at: string; readonly value: T };

/** One patch as the run sees it so far: what was staged, its risk, and what was decided about it. */
export type PatchRecord = {
  readonly staged: EventOf<'patch.staged'>;
  readonly risk: EventOf<'risk.scored'>['risk'] | null;
  readonly decision: EventOf<'decision.made'> | null;
  readonly isApplied: boolean;
};

/** What a run did in git beside the work tree. */
export type GitRecord = {
  readonly commit: EventOf<'commit.made'> | null;
  /** In order; each entry moved all of its refs at once. */
  readonly moves: readonly Timed<EventOf<'refs.moved'>>[];
  readonly mergeRefused: EventOf<'merge.refused'> | null;
  readonly pushed: EventOf<'branch.pushed'> | null;
  readonly pushRefused: EventOf<'push.refused'> | null;
};

const NOTHING_IN_GIT: GitRecord = {
  commit: null,
  moves: [],
  mergeRefused: null,
  pushed: null,
  pushRefused: null,
};

/** All that is known of a run: a fold of its events, and the one source of views, `status` and the artifact. */
export type RunRecord = {
  readonly runId: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** When the run itself last wrote: for a killed run this, and not its recovery, is where its time ends. */
  readonly lastActiveAt: string;
  readonly start: EventOf<'run.started'>;
  readonly plan: EventOf<'plan.made'> | null;
  readonly skipped: readonly EventOf<'phase.skipped'>[];
  readonly index: EventOf<'index.updated'> | null;
  readonly context: EventOf<'context.compressed'> | null;
  readonly attempts: readonly EventOf<'attempt.started'>[];
  readonly recipes: readonly EventOf<'recipe.ran'>[];
  readonly modelRequests: readonly EventOf<'model.requested'>[];
  readonly modelCalls: readonly ModelCall[];
  readonly rejections: readonly Timed<EventOf<'reply.rejected'>>[];
  readonly gates: readonly Timed<GateCheck>[];
  readonly tests: readonly EventOf<'tests.ran'>[];
  readonly testsSkipped: readonly EventOf<'tests.skipped'>[];
  readonly patches: readonly PatchRecord[];
  readonly decisions: readonly Timed<EventOf<'decision.made'>>[];
  readonly backups: readonly EventOf<'backup.made'>[];
  readonly applied: readonly Timed<EventOf<'change.applied'>>[];
  readonly git: GitRecord;
  readonly metrics: readonly Measured[];
  /** Why what was written was put back; null where it stands, or nothing was. */
  readonly reverted: string | null;
  readonly notices: readonly string[];
  readonly recovered: EventOf<'run.recovered'> | null;
  readonly end: EventOf<'run.finished'> | null;
};

/** The record of a run that just began. */
export function startRecord(stamped: StampedEvent & { readonly event: EventOf<'run.started'> }): RunRecord {
  return {
    runId: stamped.runId,
    startedAt: stamped.ts,
    endedAt: null,
    lastActiveAt: stamped.ts,
    start: stamped.event,
    plan: null,
    skipped: [],
    index: null,
    context: null,
    attempts: [],
    recipes: [],
    modelRequests: [],
    modelCalls: [],
    rejections: [],
    gates: [],
    tests: [],
    testsSkipped: [],
    patches: [],
    decisions: [],
    backups: [],
    applied: [],
    git: NOTHING_IN_GIT,
    metrics: [],
    reverted: null,
    notices: [],
    recovered: null,
    end: null,
  };
}

/** The record after one more event. Pure: replaying a log gives the record that its run had. */
export function addEvent(record: RunRecord, stamped: StampedEvent): RunRecord {
  const next = withEvent(record, stamped);
  return next.recovered === null ? { ...next, lastActiveAt: stamped.ts } : next;
}

function withEvent(record: RunRecord, { event, ts }: StampedEvent): RunRecord {
  switch (event.type) {
    case 'run.started':
      return record;
    case 'plan.made':
      return { ...record, plan: event };
    case 'phase.skipped':
      return { ...record, skipped: [...record.skipped, event] };
    case 'index.updated':
      return { ...record, index: event };
    case 'context.compressed':
      return { ...record, context: event };
    case 'attempt.started':
      return { ...record, attempts: [...record.attempts, event] };
    case 'recipe.ran':
      return { ...record, recipes: [...record.recipes, event] };
    case 'model.requested':
      return { ...record, modelRequests: [...record.modelRequests, event] };
    case 'model.replied':
    case 'model.failed':
      return { ...record, modelCalls: [...record.modelCalls, event] };
    case 'reply.rejected':
      return { ...record, rejections: [...record.rejections, { at: ts, value: event }] };
    case 'gate.passed':
    case 'gate.failed':
      return { ...record, gates: [...record.gates, { at: ts, value: event }] };
    case 'tests.ran':
      return { ...record, tests: [...record.tests, event] };
    case 'tests.skipped':
      return { ...record, testsSkipped: [...record.testsSkipped, event] };
    case 'metrics.compared':
      return { ...record, metrics: event.metrics };
    case 'changes.reverted':
      return {
        ...record,
        reverted: event.reason,
        applied: [],
        patches: record.patches.map((patch) => ({ ...patch, isApplied: false })),
      };
    case 'commit.made':
    case 'refs.moved':
    case 'refs.kept':
    case 'merge.refused':
    case 'branch.pushed':
    case 'push.refused':
      return { ...record, git: withGitEvent(record.git, event, ts) };
    case 'notice.given':
      return { ...record, notices: [...record.notices, event.message] };
    case 'run.recovered':
      return { ...record, recovered: event };
    case 'run.finished':
      return { ...record, end: event, endedAt: ts };
    default:
      return addPatchEvent(record, event, ts);
  }
}

type GitEvent = EventOf<
  'commit.made' | 'refs.moved' | 'refs.kept' | 'merge.refused' | 'branch.pushed' | 'push.refused'
>;

function withGitEvent(git: GitRecord, event: GitEvent, at: string): GitRecord {
  switch (event.type) {
    case 'commit.made':
      return { ...git, commit: event };
    case 'refs.moved':
      return { ...git, moves: [...git.moves, { at, value: event }] };
    case 'refs.kept':
      return { ...git, moves: git.moves.slice(0, -1) };
    case 'merge.refused':
      return { ...git, mergeRefused: event };
    case 'branch.pushed':
      return { ...git, pushed: event };
    case 'push.refused':
      return { ...git, pushRefused: event };
  }
}

type PatchEvent = EventOf<
  'patch.staged' | 'risk.scored' | 'decision.made' | 'backup.made' | 'change.applied'
>;

function addPatchEvent(record: RunRecord, event: PatchEvent, at: string): RunRecord {
  switch (event.type) {
    case 'patch.staged': {
      const others = record.patches.filter((patch) => patch.staged.path !== event.path);
      return {
        ...record,
        patches: [...others, { staged: event, risk: null, decision: null, isApplied: false }],
      };
    }
    case 'risk.scored':
      return withPatch(record, event.path, (patch) => ({ ...patch, risk: event.risk }));
    case 'decision.made': {
      const decided = withPatch(record, event.path, (patch) => ({ ...patch, decision: event }));
      return { ...decided, decisions: [...decided.decisions, { at, value: event }] };
    }
    case 'backup.made':
      return { ...record, backups: [...record.backups, event] };
    case 'change.applied': {
      const marked = withPatch(record, event.path, (patch) => ({ ...patch, isApplied: true }));
      return { ...marked, applied: [...record.applied, { at, value: event }] };
    }
  }
}

function withPatch(record: RunRecord, path: string, change: (patch: PatchRecord) => PatchRecord): RunRecord {
  return {
    ...record,
    patches: record.patches.map((patch) => (patch.staged.path === path ? change(patch) : patch)),
  };
}

/**
 * Folds a whole log.
 * @throws RangeError when the log does not begin with `run.started`; readers check that first.
 */
export function foldEvents(events: readonly StampedEvent[]): RunRecord {
  const [first, ...rest] = events;
  if (first === undefined || first.event.type !== 'run.started') {
    throw new RangeError('A log begins with run.started.');
  }
  return rest.reduce(addEvent, startRecord({ ...first, event: first.event }));
}
