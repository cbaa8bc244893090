import type { ImportFact, ResolvedImport } from '../file-facts.ts';

/** One file that an import leads to, and the names it takes there and gives on; `*` where it takes the module itself. */
export type ImportEdge = Pick<ImportFact, 'names' | 'given'> & { readonly resolved: ResolvedImport };

/** Resolves the imports of one language. Never empty: an import that leads to no file gives one edge that says why. */
export type ResolveEdges = (from: string, imported: ImportFact) => readonly ImportEdge[];

/** An import that leads to no file of the root. */
export function noFile(
  imported: ImportFact,
  state: 'external' | 'builtin' | 'unresolved',
): readonly ImportEdge[] {
  return [{ ...taken(imported), resolved: { state, path: null } }];
}

/** An import of one file in a language whose imports without names take the whole file. */
export function toFile(
  imported: ImportFact,
  path: string,
  state: 'resolved' | 'workspace' | 'guessed',
): readonly ImportEdge[] {
  return [{ ...takenOrAll(imported), resolved: { state, path } }];
}

/** What is known only by its folder: any of the files may be meant, so each is an edge that may be wrong. */
export function toAnyOf(imported: ImportFact, paths: readonly string[]): readonly ImportEdge[] {
  return paths
    .slice(0, MAX_FILES)
    .map((path) => ({ ...takenOrAll(imported), resolved: { state: 'guessed', path } }));
}

/** A folder with more files than this is named by its first ones: edges grow with files times importers. */
const MAX_FILES = 50;

function takenOrAll({ names, given }: ImportFact): Pick<ImportEdge, 'names' | 'given'> {
  return { names: names.length === 0 ? ['*'] : names, given };
}

/** What an import takes, where all of it is of one file. */
export function taken({ names, given }: ImportFact): Pick<ImportEdge, 'names' | 'given'> {
  return { names, given };
}
