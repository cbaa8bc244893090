import type { ImportEdge } from '../../codebase/index/imports/import-edge.ts';
import { createImportResolver, type EdgeResolver } from '../../codebase/index/imports/import-resolver.ts';
import {
  createNamesOfModules,
  isCertain,
  type NamesOfModule,
} from '../../codebase/offered-names/names-of-modules.ts';
import type { Candidate } from '../../domain/ports.ts';
import { hasJudgedImports } from '../imports/added-imports.ts';
import type { JudgedTree } from '../imports/judged-tree.ts';
import type { LostExports } from './lost-exports.ts';
import { takingText } from './taking-text.ts';

/** Files that Python reads. */
export const PYTHON = /\.(?:pyi?|ipynb)$/;
const MAX_FILES = 3000;

/** A candidate as imports are followed in it, on both sides of the change. */
export type Lookup = {
  readonly tree: JudgedTree;
  /** Where imports led before the change, and where they lead now: the two differ where files come or go. */
  readonly before: EdgeResolver;
  readonly now: EdgeResolver;
  readonly namesOf: NamesOfModule;
};

/** Reads what resolves imports; of a change that makes and deletes no file both sides are one. */
export async function createLookup(candidate: Candidate, tree: JudgedTree): Promise<Lookup> {
  const { root, paths, readText, listing } = tree;
  const now = await createImportResolver({ root, paths, readText });
  const come = new Set(candidate.changes.flatMap(({ path, before }) => (before === null ? [path] : [])));
  const gone = candidate.changes.flatMap(({ path, after }) => (after === null ? [path] : []));
  const isSame = come.size === 0 && gone.length === 0;
  const pathsBefore = [...paths.filter((path) => !come.has(path)), ...gone].toSorted();
  const before = isSame ? now : await createImportResolver({ root, paths: pathsBefore, readText });
  const namesOf = createNamesOfModules({ listing, readText, edges: async (...asked) => now.edges(...asked) });
  return { tree, before, now, namesOf };
}

/** The files that may take something lost from a module, by their texts alone; none where the tree is too large to look. */
export async function importersOf(
  { paths, readText }: JudgedTree,
  lost: LostExports,
): Promise<readonly { readonly path: string; readonly text: string }[]> {
  const isPython = PYTHON.test(lost.path);
  const others = paths.filter(
    (other) => other !== lost.path && hasJudgedImports(other) && PYTHON.test(other) === isPython,
  );
  if (others.length > MAX_FILES) return [];
  const mayTake = takingText(lost);
  const found: { path: string; text: string }[] = [];
  for (const other of others) {
    const text = (await readText(other)) ?? '';
    if (mayTake(text)) found.push({ path: other, text });
  }
  return found;
}

/** Whether an import leads to a file beyond doubt. */
export function leadsTo(edge: ImportEdge, path: string): boolean {
  return edge.resolved.path === path && isCertain(edge);
}
