import { isAbsolute, join, relative, sep } from 'node:path';

const RUN_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;
const ARTIFACT_NAME = /^artifact_metadata_(?<runId>.+)\.json$/;

/** Where the records of a work tree are; both are absolute. */
export type RecordPlace = { readonly root: string; readonly artifactsDir: string };

/** Whether a text can name a run; only such texts become parts of paths. */
export function isRunId(text: string): boolean {
  return RUN_ID.test(text);
}

/** `gen_YYYYMMDD_HHMMSS_<random>` in UTC. */
export function formatRunId(now: Date, random: string): string {
  const [date = '', time = ''] = now.toISOString().split('T');
  return `gen_${date.replaceAll('-', '')}_${time.slice(0, 8).replaceAll(':', '')}_${random}`;
}

/** The artifact of a run: at the top of the artifacts folder. */
export function artifactPathOf(artifactsDir: string, runId: string): string {
  return join(artifactsDir, `artifact_metadata_${runId}.json`);
}

/** The run that a file of the artifacts folder is the artifact of, or null for any other file. */
export function runIdOfArtifact(fileName: string): string | null {
  const runId = ARTIFACT_NAME.exec(fileName)?.groups?.['runId'];
  return runId !== undefined && isRunId(runId) ? runId : null;
}

/** The folder with the log of each run. */
export function runsFolderOf(artifactsDir: string): string {
  return join(artifactsDir, 'runs');
}

/** The folder with the log, the diffs and the backups of one run. */
export function runFolderOf(artifactsDir: string, runId: string): string {
  return join(runsFolderOf(artifactsDir), runId);
}

/** The event log of a run. */
export function eventLogPathOf(artifactsDir: string, runId: string): string {
  return join(runFolderOf(artifactsDir, runId), 'events.ndjson');
}

/** A path as records name it: relative to the root of the work tree, with forward slashes. */
export function pathFromRoot(root: string, path: string): string {
  const fromRoot = relative(root, path);
  return isAbsolute(fromRoot) ? path : fromRoot.split(sep).join('/');
}
