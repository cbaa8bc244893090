import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, type Digest } from '../domain/digest.ts';
import type { EventOf, RunEvent } from '../domain/event.ts';
import { EXIT_CODE_BY_OUTCOME } from '../domain/outcome.ts';
import type { Clock, RefMove } from '../domain/ports.ts';
import { whyPathIsUnsafe } from '../domain/repo-path.ts';
import { addEvent, foldEvents, type RunRecord } from '../domain/run-record.ts';
import { hasEnded } from './artifact.ts';
import { interruptedEnd } from './derive-artifact.ts';
import { continueEventLog } from './event-log.ts';
import { readEventLog, type IntactLog } from './read-event-log.ts';
import { clearClaim, isClaimed } from './run-owner.ts';
import {
  eventLogPathOf,
  isRunId,
  runFolderOf,
  runIdOfArtifact,
  runsFolderOf,
  type RecordPlace,
} from './run-paths.ts';
import { writeArtifact } from './write-artifact.ts';

/** What became of a run without an artifact. `broken` logs are evidence and stay as they are. */
export type RecoveredRun = {
  readonly runId: string;
  readonly kind: 'interrupted' | 'applied' | 'artifact-written' | 'broken';
};

/**
 * Ends the record of every run whose process was killed: cuts the torn tail off, appends `run.recovered` and
 * `run.finished`, and writes the artifact. Runs of live processes are left alone. The caller holds the lock of the
 * repository and has taken an interrupted apply back, so that files are either as before their run or as after it, and
 * names the runs whose last moves of refs happened (see {@link unsettledMoves}).
 * @throws OuroborosError `disk` when a record cannot be written
 */
export function recoverUnfinished(
  place: RecordPlace,
  clock: Clock,
  refsMovedBy: ReadonlySet<string> = new Set(),
): readonly RecoveredRun[] {
  const now = { clock, refsMovedBy };
  return unfinishedRuns(place).flatMap((runId) => recoverRun(place, runId, now) ?? []);
}

/** The refs that killed runs were about to move when they last wrote: whether that happened only git knows. */
export function unsettledMoves(place: RecordPlace): readonly UnsettledMoves[] {
  return unfinishedRuns(place).flatMap((runId) => {
    const run = killedRun(place, runId);
    const last = run?.kind === 'killed' ? run.record.git.moves.at(-1) : undefined;
    return last === undefined ? [] : [{ runId, moves: last.value.moves }];
  });
}

/** What killed runs had applied and were to check once more, as `--revert-if-worse` asks, when they ended. */
export function uncheckedChanges(place: RecordPlace): readonly UncheckedChange[] {
  return unfinishedRuns(place).flatMap((runId) => {
    const run = killedRun(place, runId);
    if (run?.kind !== 'killed') return [];
    const { start, applied, metrics } = run.record;
    const isSettled = metrics.length > 0 && !metrics.some(({ isWorse }) => isWorse);
    const isUnchecked = start.options.revertIfWorse === true && !isSettled;
    return isUnchecked && applied.length > 0 ? [{ runId, applied: applied.map(({ value }) => value) }] : [];
  });
}

type UncheckedChange = { readonly runId: string; readonly applied: readonly EventOf<'change.applied'>[] };
type UnsettledMoves = { readonly runId: string; readonly moves: readonly RefMove[] };
type Now = { readonly clock: Clock; readonly refsMovedBy: ReadonlySet<string> };

function unfinishedRuns({ artifactsDir }: RecordPlace): readonly string[] {
  const runsFolder = runsFolderOf(artifactsDir);
  if (!existsSync(runsFolder)) return [];
  const recorded = new Set(readdirSync(artifactsDir).map(runIdOfArtifact));
  return readdirSync(runsFolder).filter((name) => isRunId(name) && !recorded.has(name));
}

function recoverRun(place: RecordPlace, runId: string, now: Now): RecoveredRun | null {
  const run = killedRun(place, runId);
  if (run === null || run.kind === 'broken') return run;
  const { log, record } = run;
  if (hasEnded(record)) writeArtifact(place, record, log);
  const kind = hasEnded(record) ? 'artifact-written' : endRun(place, { log, record }, now);
  clearClaim(runFolderOf(place.artifactsDir, runId));
  return { runId, kind };
}

type UnfinishedRun = { readonly log: IntactLog; readonly record: RunRecord };
type KilledRun = ({ readonly kind: 'killed' } & UnfinishedRun) | (RecoveredRun & { readonly kind: 'broken' });

/** Null for a run that is still at work, and for one that was killed before it began. */
function killedRun(place: RecordPlace, runId: string): KilledRun | null {
  if (isClaimed(runFolderOf(place.artifactsDir, runId))) return null;
  const log = readEventLog(eventLogPathOf(place.artifactsDir, runId));
  if (log.kind === 'missing' || log.kind === 'empty') return null;
  if (log.kind === 'broken' || log.events[0].runId !== runId) return { runId, kind: 'broken' };
  return { kind: 'killed', log, record: foldEvents(log.events) };
}

function endRun(place: RecordPlace, run: UnfinishedRun, now: Now): 'interrupted' | 'applied' {
  const { log, record } = run;
  const writer = continueEventLog(eventLogPathOf(place.artifactsDir, record.runId), log, now.clock);
  try {
    const append = (before: RunRecord, event: RunEvent): RunRecord =>
      addEvent(before, writer.append(event).stamped);
    const settled = settlingEvents(place, run, now).reduce(append, record);
    const isApplied = settled.applied.length + settled.git.moves.length > 0;
    writeArtifact(place, append(settled, endOf(place, record.runId, isApplied)), writer.head());
    return isApplied ? 'applied' : 'interrupted';
  } finally {
    writer.close();
  }
}

/** What of the recorded changes does not stand. */
function settlingEvents(
  place: RecordPlace,
  { log, record }: UnfinishedRun,
  { refsMovedBy }: Now,
): readonly RunEvent[] {
  const events: RunEvent[] = [
    {
      type: 'run.recovered',
      tornBytes: log.tornBytes,
      detail: `The run last wrote at ${record.lastActiveAt}.`,
    },
  ];
  if (record.applied.length > 0 && !changesStand(place.root, record))
    events.push({ type: 'changes.reverted', reason: 'The apply was interrupted and taken back.' });
  if (record.git.moves.length > 0 && !refsMovedBy.has(record.runId))
    events.push({ type: 'refs.kept', reason: 'The run was interrupted before it moved them.' });
  return events;
}

function endOf(place: RecordPlace, runId: string, isApplied: boolean): RunEvent {
  const end = interruptedEnd(place, runId);
  if (!isApplied) return end;
  const reason = 'The process ended after the changes were applied and before that was on record.';
  return { ...end, outcome: 'applied', exitCode: EXIT_CODE_BY_OUTCOME.applied, reason, hint: null };
}

/** An apply is all or none, so one file that is as it was before the run shows that all were taken back. */
function changesStand(root: string, { applied }: RunRecord): boolean {
  const wasTakenBack = applied.some(({ value }) => {
    const now = digestOnDisk(root, value.path);
    return now === value.originalHash && now !== value.modifiedHash;
  });
  return !wasTakenBack;
}

function digestOnDisk(root: string, path: string): Digest | null {
  const absolute = join(root, path);
  return whyPathIsUnsafe(path) === null && existsSync(absolute) ? digestOf(readFileSync(absolute)) : null;
}
