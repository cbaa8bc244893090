import { readFileSync } from 'node:fs';
import { messageOf, systemCodeOf } from '../domain/errors.ts';
import { foldEvents, type RunRecord } from '../domain/run-record.ts';
import { artifactText, hasEnded } from './artifact.ts';
import { artifactSchema, type Artifact } from './artifact-schema.ts';
import { contradictionsOf } from './artifact-totals.ts';
import { deriveArtifact } from './derive-artifact.ts';
import { readEventLog, type IntactLog } from './read-event-log.ts';
import { artifactPathOf, eventLogPathOf, pathFromRoot, type RecordPlace } from './run-paths.ts';

/**
 * What is on record of one run. `problems` says where the record contradicts itself, a sentence each; `record` is null
 * where only the artifact is left.
 */
export type ReadRun =
  | {
      readonly kind: 'run';
      readonly artifact: Artifact;
      readonly record: RunRecord | null;
      readonly hasEnded: boolean;
      readonly problems: readonly string[];
    }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Reads a run from its log, the truth; from its artifact where the log is gone or its chain is broken. */
export function readRun(place: RecordPlace, runId: string): ReadRun {
  const log = readEventLog(eventLogPathOf(place.artifactsDir, runId));
  if (log.kind === 'intact') return fromLog(place, runId, log);
  const file = readArtifact(place, runId);
  if (log.kind === 'broken')
    return fromFile(file, `the event log is broken in line ${log.line}: ${log.reason}`);
  return file.kind === 'artifact' && file.artifact.event_log !== null
    ? fromFile(file, `the event log ${file.artifact.event_log.path} is missing`)
    : fromFile(file, null);
}

function fromLog(place: RecordPlace, runId: string, log: IntactLog): ReadRun {
  const record = foldEvents(log.events);
  if (record.runId !== runId) return { kind: 'unreadable', reason: `its log is that of ${record.runId}` };
  const artifact = deriveArtifact(place, record, log);
  const ended = hasEnded(record);
  const problems = ended ? [...tailProblems(log), ...fileProblems(place, artifact)] : [];
  return { kind: 'run', artifact, record, hasEnded: ended, problems };
}

function tailProblems({ tornBytes }: IntactLog): readonly string[] {
  return tornBytes === 0
    ? []
    : [`the event log goes on after its last line, with ${tornBytes} bytes that are no line`];
}

function fileProblems(place: RecordPlace, derived: Artifact): readonly string[] {
  const path = artifactPathOf(place.artifactsDir, derived.run_id);
  const name = pathFromRoot(place.root, path);
  try {
    const isSame = readFileSync(path, 'utf8') === artifactText(derived);
    return isSame ? [] : [`${name} differs from what the event log gives; the log is shown`];
  } catch (error) {
    return [`${name} cannot be read (${systemCodeOf(error) ?? messageOf(error)}); the event log is shown`];
  }
}

type ReadArtifact =
  | { readonly kind: 'artifact'; readonly artifact: Artifact }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: string };

function readArtifact(place: RecordPlace, runId: string): ReadArtifact {
  try {
    const parsed = artifactSchema.safeParse(
      JSON.parse(readFileSync(artifactPathOf(place.artifactsDir, runId), 'utf8')),
    );
    if (!parsed.success)
      return { kind: 'unreadable', reason: 'its artifact does not have the form of a record' };
    if (parsed.data.run_id !== runId)
      return { kind: 'unreadable', reason: `its artifact is that of ${parsed.data.run_id}` };
    return { kind: 'artifact', artifact: parsed.data };
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return { kind: 'missing' };
    return { kind: 'unreadable', reason: `its artifact cannot be read: ${messageOf(error)}` };
  }
}

function fromFile(file: ReadArtifact, problem: string | null): ReadRun {
  if (file.kind === 'missing' && problem !== null) return { kind: 'unreadable', reason: problem };
  if (file.kind !== 'artifact') return file;
  const problems = [...(problem === null ? [] : [problem]), ...contradictionsOf(file.artifact)];
  return { kind: 'run', artifact: file.artifact, record: null, hasEnded: true, problems };
}
