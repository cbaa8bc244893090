import { lstatSync } from 'node:fs';
import { join } from 'node:path';

/** The most that a file which nobody committed may hold to be copied: it is data, or was left lying about. */
const UNTRACKED_BYTES = 256 * 1024 ** 2;

/** The paths of a work tree that are copied, and those that are left out for their size. */
export type CopiedPaths = { readonly paths: readonly string[]; readonly leftOut: readonly string[] };

/** Leaves out large files that are not tracked. What is tracked is only asked where there is a large one. */
export async function copiedPaths(
  root: string,
  paths: readonly string[],
  listUntracked: () => Promise<readonly string[]>,
): Promise<CopiedPaths> {
  const large = paths.filter(
    (path) => (lstatSync(join(root, path), { throwIfNoEntry: false })?.size ?? 0) > UNTRACKED_BYTES,
  );
  const untracked = new Set(large.length === 0 ? [] : await listUntracked());
  const leftOut = large.filter((path) => untracked.has(path));
  return { paths: paths.filter((path) => !leftOut.includes(path)), leftOut };
}
