import { accessSync, constants, lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, OuroborosError } from '../domain/errors.ts';
import type { RunEvent } from '../domain/event.ts';
import type { Clock } from '../domain/ports.ts';
import { addEvent, foldEvents, type RunRecord } from '../domain/run-record.ts';
import { hasEnded } from './artifact.ts';
import { createEventLog, type EventLog, type Recorded } from './event-log.ts';
import { claimRun, type RunClaim } from './run-owner.ts';
import { eventLogPathOf, isRunId, runFolderOf, type RecordPlace } from './run-paths.ts';
import { writeArtifact } from './write-artifact.ts';

/** Puts a run on record: first of all who hear of an event, and synchronous, so that nothing happens unrecorded. */
export interface Recorder {
  /**
   * Appends the event to the log and folds it into the record; `run.finished` also writes the artifact.
   * @throws OuroborosError `disk` when it could not be recorded: the run must stop.
   */
  emit(event: RunEvent): Recorded;
  /** The record so far. Throws RangeError before `run.started`. */
  record(): RunRecord;
  close(): void;
}

export type RecorderOptions = RecordPlace & { readonly runId: string; readonly clock: Clock };

/**
 * Opens the record of a new run, and the artifacts folder with its own .gitignore where there is none.
 * @throws OuroborosError `environment` when it cannot be written: then nothing may begin.
 */
export function createRecorder(options: RecorderOptions): Recorder {
  const { log, claim } = openLog(options);
  let record: RunRecord | null = null;
  const recordSoFar = (): RunRecord => {
    if (record === null) throw new RangeError('A run is on record from run.started on.');
    return record;
  };
  return {
    emit: (event) => {
      refuseOutOfPlace(record, event);
      const recorded = log.append(event);
      record = record === null ? foldEvents([recorded.stamped]) : addEvent(record, recorded.stamped);
      if (event.type === 'run.finished') writeArtifact(options, record, log.head());
      return recorded;
    },
    record: recordSoFar,
    close: () => {
      log.close();
      claim.release();
    },
  };
}

/** A log begins with run.started, holds it once, and is never written again after run.finished. */
function refuseOutOfPlace(record: RunRecord | null, event: RunEvent): void {
  const isStart = event.type === 'run.started';
  if (isStart !== (record === null)) throw new RangeError('A run begins with run.started, once.');
  if (record !== null && hasEnded(record))
    throw new RangeError(`The run ${record.runId} has ended: ${event.type} came later.`);
}

function openLog({ artifactsDir, runId, clock }: RecorderOptions): {
  readonly log: EventLog;
  readonly claim: RunClaim;
} {
  if (!isRunId(runId)) throw new OuroborosError('usage', `"${runId}" cannot name a run.`);
  try {
    makeArtifactsFolder(artifactsDir);
    const folder = runFolderOf(artifactsDir, runId);
    mkdirSync(folder, { recursive: true });
    const log = createEventLog(eventLogPathOf(artifactsDir, runId), { runId, clock });
    return { log, claim: claimRun(folder) };
  } catch (cause) {
    throw new OuroborosError('environment', `The record of the run cannot be written: ${messageOf(cause)}`, {
      hint: `Make ${artifactsDir} writable, or choose another folder with artifactsDir in ouroboros.config.json.`,
      cause,
    });
  }
}

/**
 * Only a folder made here gets the .gitignore: a user who took it out wants the records in git. A link is not followed,
 * since it could come with a cloned repository and lead anywhere.
 */
function makeArtifactsFolder(artifactsDir: string): void {
  if (lstatSync(artifactsDir, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
    throw new Error(`${artifactsDir} is a link.`);
  }
  const created = mkdirSync(artifactsDir, { recursive: true });
  if (created !== undefined) writeFileSync(join(artifactsDir, '.gitignore'), '*\n');
  accessSync(artifactsDir, constants.W_OK);
}
