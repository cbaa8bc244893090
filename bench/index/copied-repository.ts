import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { languageOf } from '../../src/domain/language.ts';
import { walkFiles } from '../../src/codebase/walk-files.ts';

/** Copies a folder into a repository of its own, because its files are edited; gives the paths that the index reads. */
export async function copyRepository(
  folder: string,
  root: string,
): Promise<{ readonly root: string; readonly paths: readonly string[] }> {
  cpSync(folder, root, {
    recursive: true,
    preserveTimestamps: true,
    filter: (path) => !/[\\/]\.(?:git|ouroboros)$/.test(path),
  });
  for (const args of [
    ['init', '-q'],
    ['add', '-A'],
  ]) {
    const child = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
    if (child.status !== 0) throw new Error(child.stderr);
  }
  const paths = await walkFiles(root);
  return { root, paths: paths.filter((path) => languageOf(path) !== null).toSorted() };
}

/** A source in the middle of the list; its language is likely that of most files. */
export function editedPath(paths: readonly string[]): string {
  const sources = paths.filter((path) => /\.(?:ts|py|js|go|rs|java)$/.test(path));
  const middle = sources[Math.floor(sources.length / 2)];
  if (middle === undefined) throw new Error('The folder holds no source that could be edited.');
  return middle;
}
