import { joinPath } from '../../codebase/languages/source-paths.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { readSource } from '../source-file.ts';
import { parsePython, type PyTree } from './tree.ts';

/** A module of the project with its tree. */
export type Module = { readonly path: string; readonly tree: PyTree };

/** The file that imports something, and the tree that it stands in. */
export type Place = { readonly path: string; readonly tree: SourceTree };

const ROOTS = ['', 'src/', 'lib/'];

/** The files that a module may be, parsed: beside the importing file, from the root or from a folder between. */
export async function modulesOf(module: string, place: Place): Promise<readonly Module[]> {
  const found: Module[] = [];
  for (const path of await modulePathsOf(module, place)) {
    const source = await readSource(place.tree, path);
    const parsed = source.kind === 'source' ? await parsePython(source.file.text) : null;
    if (parsed !== null) found.push({ path, tree: parsed });
  }
  return found;
}

/** The paths of those files. */
export async function modulePathsOf(module: string, { path, tree }: Place): Promise<readonly string[]> {
  const found: string[] = [];
  for (const candidate of candidatesOf(module, path)) {
    if (candidate !== path && (await tree.read(candidate)) !== null) found.push(candidate);
  }
  return found;
}

function candidatesOf(module: string, path: string): readonly string[] {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const folders = path.split('/').map((_, depth, parts) =>
    parts
      .slice(0, depth)
      .map((part) => `${part}/`)
      .join(''),
  );
  const bare = module.slice(dots).replaceAll('.', '/');
  const roots =
    dots === 0 ? folders.flatMap((folder) => ROOTS.map((root) => folder + root)) : [folders.at(-dots)];
  return roots
    .flatMap((root) => (root === undefined ? [] : [joinPath(root, bare)]))
    .flatMap((stem) => [`${stem}.py`, joinPath(`${stem}/`, '__init__.py')]);
}
