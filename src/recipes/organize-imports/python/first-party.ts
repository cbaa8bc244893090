import { posix } from 'node:path';
import { pythonStdlib } from '../../../codebase/index/imports/python-stdlib.ts';
import type { SourceTree } from '../../../domain/ports.ts';

const MODULE = /\.pyi?$/;

/**
 * The names of the project's own modules: what stands in its source folders, and the package that the file is part of.
 * Ruff finds them on disk, which its build for the web does not see, and asks for those of the language first.
 */
export async function firstPartyNames(
  path: string,
  tree: SourceTree,
  { folder, roots }: { readonly folder: string; readonly roots: readonly string[] },
): Promise<readonly string[]> {
  const paths = (await tree.list()).filter((one) => MODULE.test(one));
  const starts = roots
    .map((root) => posix.join(folder, root))
    .map((root) => (root === '.' ? '' : `${root}/`));
  const names = starts.flatMap((start) =>
    paths.flatMap((one) => (one.startsWith(start) ? [one.slice(start.length).split('/')[0] ?? ''] : [])),
  );
  const stdlib = pythonStdlib();
  const own = ownPackage(path, new Set(paths));
  return [
    ...new Set([...names.map((name) => name.replace(MODULE, '')), ...(own === null ? [] : [own])]),
  ].filter((name) => /^\w+$/.test(name) && name !== '__init__' && !stdlib.has(name));
}

/** The outermost of the packages around a file. */
function ownPackage(path: string, paths: ReadonlySet<string>): string | null {
  let own: string | null = null;
  for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder)) {
    if (!paths.has(`${folder}/__init__.py`)) break;
    own = posix.basename(folder);
  }
  return own;
}
