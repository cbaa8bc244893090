import { messageOf, OuroborosError } from '../domain/errors.ts';
import type { RunRecord } from '../domain/run-record.ts';
import { artifactText } from './artifact.ts';
import { deriveArtifact } from './derive-artifact.ts';
import type { LogHead } from './read-event-log.ts';
import { artifactPathOf, type RecordPlace } from './run-paths.ts';
import { writeAtomic } from './write-atomic.ts';

/** Writes the artifact of an ended run, whole or not at all. Throws OuroborosError `disk`. */
export function writeArtifact(place: RecordPlace, record: RunRecord, log: LogHead): void {
  try {
    writeAtomic(
      artifactPathOf(place.artifactsDir, record.runId),
      artifactText(deriveArtifact(place, record, log)),
    );
  } catch (cause) {
    throw new OuroborosError('disk', `The artifact of the run could not be written: ${messageOf(cause)}`, {
      hint: 'The event log of the run is whole; its artifact is written again at the next start.',
      cause,
    });
  }
}
