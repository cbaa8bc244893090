import type { ImportFact } from '../index/file-facts.ts';
import type { ImportEdge } from '../index/imports/import-edge.ts';
import type { Listing } from '../index/imports/listing.ts';
import { offeredNames } from './offered-names.ts';
import { ANY_NAME, type OfferedNames } from './names-of-text.ts';

/** The files of a tree, as names are looked up in them. */
export type ModuleTree = {
  readonly listing: Listing;
  readonly readText: (path: string) => Promise<string | null>;
  readonly edges: (from: string, imported: ImportFact) => Promise<readonly ImportEdge[]>;
};

/** The names that a module offers, those too that it gives on; null where any name may be there. */
export type NamesOfModule = (path: string) => Promise<ReadonlySet<string> | null>;

/** Folders that a build fills: what is committed there may be of another day. */
const BUILT = /(?:^|\/)_*(?:generated|__generated__|gen|dist|build|out)_*\//;
const DECLARED_BESIDE = /\.([cm]?)jsx?$/;

/** Looks names up through the modules of one tree, each of which is read once. */
export function createNamesOfModules(tree: ModuleTree): NamesOfModule {
  const known = new Map<string, Promise<OfferedNames>>();
  const offered = (path: string): Promise<OfferedNames> => {
    const found = known.get(path) ?? readOffered(tree, path);
    known.set(path, found);
    return found;
  };
  return async (path) => {
    const names = new Set<string>();
    const isWhole = await addNames({ tree, offered, names, seen: new Set([path]) }, path);
    return isWhole ? names : null;
  };
}

type Search = {
  readonly tree: ModuleTree;
  readonly offered: (path: string) => Promise<OfferedNames>;
  readonly names: Set<string>;
  readonly seen: Set<string>;
};

/** Adds what a module offers, and what the modules offer that it gives on; says whether all of them are known. */
async function addNames(search: Search, path: string): Promise<boolean> {
  const { isOpen, names, stars } = await search.offered(path);
  if (isOpen) return false;
  const isFirst = search.seen.size === 1;
  // A star gives on no default.
  for (const name of names) if (isFirst || name !== 'default') search.names.add(name);
  for (const specifier of stars) {
    const target = await certainTarget(search.tree, path, specifier);
    if (target === null) return false;
    if (search.seen.has(target)) continue;
    search.seen.add(target);
    if (!(await addNames(search, target))) return false;
  }
  return true;
}

async function certainTarget(tree: ModuleTree, from: string, specifier: string): Promise<string | null> {
  const edges = await tree.edges(from, { line: 1, specifier, names: ['*'], given: [] });
  const [edge] = edges;
  return edges.length === 1 && edge !== undefined && isCertain(edge) ? edge.resolved.path : null;
}

/** Whether an import leads to a file of the tree beyond doubt. */
export function isCertain({ resolved }: ImportEdge): boolean {
  return resolved.state === 'resolved' || resolved.state === 'workspace';
}

async function readOffered({ listing, readText }: ModuleTree, path: string): Promise<OfferedNames> {
  if (BUILT.test(path)) return ANY_NAME;
  const text = await readText(path);
  if (text === null) return ANY_NAME;
  // Declarations, or a source, beside a script may declare names that only the compiler knows, and takes first.
  const declared = [
    path.replace(DECLARED_BESIDE, '.d.$1ts'),
    path.replace(DECLARED_BESIDE, '.d.ts'),
    path.replace(DECLARED_BESIDE, '.$1ts'),
    path.replace(/\.py$/, '.pyi'),
  ];
  if (declared.some((beside) => beside !== path && listing.has(beside))) return ANY_NAME;
  return offeredNames(path, text);
}
