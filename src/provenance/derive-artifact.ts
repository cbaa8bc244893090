import type { RunRecord } from '../domain/run-record.ts';
import { EXIT_CODE_BY_OUTCOME } from '../domain/outcome.ts';
import { hasEnded, toArtifact, type EndedRecord } from './artifact.ts';
import type { Artifact } from './artifact-schema.ts';
import type { LogHead } from './read-event-log.ts';
import { artifactPathOf, eventLogPathOf, pathFromRoot, type RecordPlace } from './run-paths.ts';

/** The artifact that a log gives; a run that did not finish counts as interrupted. */
export function deriveArtifact(place: RecordPlace, record: RunRecord, log: LogHead): Artifact {
  const path = pathFromRoot(place.root, eventLogPathOf(place.artifactsDir, record.runId));
  const ended = hasEnded(record) ? record : { ...record, end: endOfKilled(place, record) };
  return toArtifact(ended, { path, count: log.count, head: log.head });
}

/** What was written stands until the next run, or an undo, has put right what the process left. */
function endOfKilled(place: RecordPlace, record: RunRecord): EndedRecord['end'] {
  const end = interruptedEnd(place, record.runId);
  const [change] = record.applied;
  if (change === undefined) return end;
  const more = record.applied.length - 1;
  const files = more === 0 ? change.value.path : `${change.value.path} and ${more} more`;
  return {
    ...end,
    reason: `The process ended before the run did, with ${files} written.`,
    hint: `ouroboros undo ${record.runId} puts back what stands of it.`,
  };
}

/** The last event of a run whose process ended without a word. */
export function interruptedEnd(place: RecordPlace, runId: string): EndedRecord['end'] {
  return {
    type: 'run.finished',
    outcome: 'interrupted',
    exitCode: EXIT_CODE_BY_OUTCOME.interrupted,
    reason: 'The process ended before the run did.',
    hint: 'Run the task again.',
    artifact: pathFromRoot(place.root, artifactPathOf(place.artifactsDir, runId)),
  };
}
