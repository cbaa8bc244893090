import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, type Digest } from '../domain/digest.ts';
import type { RunEvent } from '../domain/event.ts';
import { EXIT_CODE_BY_OUTCOME } from '../domain/outcome.ts';
import type { Clock } from '../domain/ports.ts';
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
 * repository and has taken an interrupted apply back, so that files are either as before their run or as after it.
 * @throws OuroborosError `disk` when a record cannot be written
 */
export function recoverUnfinished(place: RecordPlace, clock: Clock): readonly RecoveredRun[] {
  return unfinishedRuns(place).flatMap((runId) => recoverRun(place, runId, clock) ?? []);
}

function unfinishedRuns({ artifactsDir }: RecordPlace): readonly string[] {
  const runsFolder = runsFolderOf(artifactsDir);
  if (!existsSync(runsFolder)) return [];
  const recorded = new Set(readdirSync(artifactsDir).map(runIdOfArtifact));
  return readdirSync(runsFolder).filter((name) => isRunId(name) && !recorded.has(name));
}

function recoverRun(place: RecordPlace, runId: string, clock: Clock): RecoveredRun | null {
  const folder = runFolderOf(place.artifactsDir, runId);
  if (isClaimed(folder)) return null;
  const log = readEventLog(eventLogPathOf(place.artifactsDir, runId));
  if (log.kind === 'missing' || log.kind === 'empty') return null;
  if (log.kind === 'broken' || log.events[0].runId !== runId) return { runId, kind: 'broken' };
  const record = foldEvents(log.events);
  if (hasEnded(record)) writeArtifact(place, record, log);
  const kind = hasEnded(record) ? 'artifact-written' : endRun(place, { log, record }, clock);
  clearClaim(folder);
  return { runId, kind };
}

type UnfinishedRun = { readonly log: IntactLog; readonly record: RunRecord };

function endRun(place: RecordPlace, run: UnfinishedRun, clock: Clock): 'interrupted' | 'applied' {
  const { log, record } = run;
  const writer = continueEventLog(eventLogPathOf(place.artifactsDir, record.runId), log, clock);
  try {
    const isApplied = changesStand(place.root, record);
    const events = closingEvents(place, run, isApplied);
    const ended = events.reduce((before, event) => addEvent(before, writer.append(event).stamped), record);
    writeArtifact(place, ended, writer.head());
    return isApplied ? 'applied' : 'interrupted';
  } finally {
    writer.close();
  }
}

function closingEvents(
  place: RecordPlace,
  { log, record }: UnfinishedRun,
  isApplied: boolean,
): readonly RunEvent[] {
  const detail = `The run last wrote at ${record.lastActiveAt}.`;
  const recovered = { type: 'run.recovered', tornBytes: log.tornBytes, detail } as const;
  const end = interruptedEnd(place, record.runId);
  if (isApplied) {
    const reason = 'The process ended after the changes were applied and before that was on record.';
    const exitCode = EXIT_CODE_BY_OUTCOME.applied;
    return [recovered, { ...end, outcome: 'applied', exitCode, reason, hint: null }];
  }
  if (record.applied.length === 0) return [recovered, end];
  return [recovered, { type: 'changes.reverted', reason: 'The apply was interrupted and taken back.' }, end];
}

/** An apply is all or none, so one file that is as it was before the run shows that all were taken back. */
function changesStand(root: string, { applied }: RunRecord): boolean {
  const wasTakenBack = applied.some(({ value }) => {
    const now = digestOnDisk(root, value.path);
    return now === value.originalHash && now !== value.modifiedHash;
  });
  return applied.length > 0 && !wasTakenBack;
}

function digestOnDisk(root: string, path: string): Digest | null {
  const absolute = join(root, path);
  return whyPathIsUnsafe(path) === null && existsSync(absolute) ? digestOf(readFileSync(absolute)) : null;
}
