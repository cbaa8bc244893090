import { readFileSync, statSync } from 'node:fs';
import * as z from 'zod';
import { systemCodeOf } from '../domain/errors.ts';
import { OUTCOMES } from '../domain/outcome.ts';
import { foldEvents } from '../domain/run-record.ts';
import { hasEnded } from './artifact.ts';
import { artifactSchema } from './artifact-schema.ts';
import { deriveArtifact } from './derive-artifact.ts';
import { readEventLog } from './read-event-log.ts';
import { artifactPathOf, eventLogPathOf, runIdOfArtifact, type RecordPlace } from './run-paths.ts';

/** What a list shows of a run. */
export const runSummarySchema = z.object({
  runId: z.string(),
  kind: artifactSchema.shape.kind,
  parentRunId: z.string().nullable(),
  task: z.string(),
  startedAt: z.string(),
  durationSeconds: z.number(),
  outcome: z.enum(OUTCOMES),
  success: z.boolean(),
  mock: z.boolean(),
  /** Paths that the run wrote, each once. */
  filesModified: z.array(z.string()),
  /** False while a run's log has no last event: its process lives, or was killed. */
  hasEnded: z.boolean(),
});

export type RunSummary = Readonly<z.infer<typeof runSummarySchema>>;

/** Where a run's summary comes from: its artifact, or its log while it has none. Its name is unique in the place. */
export type RunSource = { readonly name: string; readonly runId: string; readonly path: string };

/** What a source says of its run; `nothing` where the file is gone, or the run was killed before it began. */
export type ReadSummary =
  | { readonly kind: 'summary'; readonly summary: RunSummary }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'nothing' };

/** Only what a list shows is checked, so that records of later minor versions are listed as well. */
const listedSchema = artifactSchema
  .pick({
    schema_version: true,
    run_id: true,
    kind: true,
    parent_run_id: true,
    issue_description: true,
    timestamp_start: true,
    duration_seconds: true,
    outcome: true,
    success: true,
    mock: true,
  })
  .extend({ file_modifications: z.array(z.object({ file_path: z.string() })) });

/** The source with this name; see {@link RunSource}. */
export function sourceOf(place: RecordPlace, name: string): RunSource {
  const runId = runIdOfArtifact(name);
  if (runId !== null) return { name, runId, path: artifactPathOf(place.artifactsDir, runId) };
  return { name, runId: name, path: eventLogPathOf(place.artifactsDir, name) };
}

/**
 * Reads the summary of a run, from its log where the artifact is damaged; a file that is broken or not ours is a value,
 * never an error.
 */
export function readSummary(place: RecordPlace, source: RunSource): ReadSummary {
  const isArtifact = source.name !== source.runId;
  const read = isArtifact ? summaryOfArtifact(source) : summaryOfLog(place, source);
  if (!isArtifact || read.kind !== 'unreadable') return read;
  const fromLog = summaryOfLog(place, sourceOf(place, source.runId));
  return fromLog.kind === 'summary' ? fromLog : read;
}

/** The modification time and size of a file as one text; `none` where there is no file. */
export function fileStamp(path: string): string {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? 'none' : `${stats.mtimeNs}:${stats.size}`;
}

function summaryOfArtifact({ path, runId }: RunSource): ReadSummary {
  try {
    const parsed = listedSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    if (!parsed.success || parsed.data.run_id !== runId) return { kind: 'unreadable' };
    return { kind: 'summary', summary: summaryOf(parsed.data, true) };
  } catch (error) {
    return { kind: systemCodeOf(error) === 'ENOENT' ? 'nothing' : 'unreadable' };
  }
}

function summaryOfLog(place: RecordPlace, { path, runId }: RunSource): ReadSummary {
  const log = readEventLog(path);
  if (log.kind === 'missing' || log.kind === 'empty') return { kind: 'nothing' };
  if (log.kind === 'broken' || log.events[0].runId !== runId) return { kind: 'unreadable' };
  const record = foldEvents(log.events);
  return { kind: 'summary', summary: summaryOf(deriveArtifact(place, record, log), hasEnded(record)) };
}

function summaryOf(artifact: z.infer<typeof listedSchema>, ended: boolean): RunSummary {
  return {
    runId: artifact.run_id,
    kind: artifact.kind,
    parentRunId: artifact.parent_run_id,
    task: artifact.issue_description,
    startedAt: new Date(artifact.timestamp_start).toISOString(),
    durationSeconds: artifact.duration_seconds,
    outcome: artifact.outcome,
    success: artifact.success,
    mock: artifact.mock,
    hasEnded: ended,
    filesModified: [...new Set(artifact.file_modifications.map((file) => file.file_path))],
  };
}
