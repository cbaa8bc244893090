import { isTopExport, namesOutside, type ImportGraph } from './import-graph.ts';
import { takenBy, type Part } from './taken-parts.ts';

/**
 * The symbols of a file that change, by name or qualified name, and names that it only gives on; `*` stands for all of
 * the file, its side effects too.
 */
export type Change = {
  readonly path: string;
  readonly symbols: readonly string[];
  /** How many imports in a row are followed; barrels do not count. */
  readonly maxDepth?: number;
};

/** A file that a change may touch. */
export type Touched = {
  readonly path: string;
  /** 1 for who uses the changed symbols themselves, 2 for who uses those users, … */
  readonly depth: number;
  /** 1 / 2^(depth - 1) */
  readonly weight: number;
  /** The names by which it takes what changed, sorted. */
  readonly symbols: readonly string[];
};

type Step = { readonly path: string; readonly exposed: readonly Part[] };
type Entry = { readonly depth: number; readonly symbols: Set<string> };
type Search = { readonly seen: Map<string, Set<string>>; readonly touched: Map<string, Entry> };

const DEFAULT_MAX_DEPTH = 6;
/** Members that run without being named. */
const IMPLICIT_MEMBER = /^(?:constructor|__\w+__)$/;

/**
 * The files that a change may touch, nearest first, then by path. An import counts where it names a changed symbol, or
 * takes the module and mentions one, or gives it on, by whatever name: who imports from such a barrel is as near as if
 * there were none.
 * Past the first users all that they export counts as changed, since references are known by file alone.
 */
export function blastRadius(graph: ImportGraph, change: Change): readonly Touched[] {
  const search: Search = { seen: new Map(), touched: new Map() };
  let level: readonly Step[] = [{ path: change.path, exposed: exposedBy(graph, change) }];
  for (let depth = 1; level.length > 0 && depth <= (change.maxDepth ?? DEFAULT_MAX_DEPTH); depth += 1) {
    level = usersOf(graph, { level, depth, search });
  }
  search.touched.delete(change.path);
  return [...search.touched]
    .map(([path, { depth, symbols }]) => ({
      path,
      depth,
      weight: 1 / 2 ** (depth - 1),
      symbols: [...symbols].toSorted(),
    }))
    .toSorted((a, b) => a.depth - b.depth || (a.path < b.path ? -1 : 1));
}

/** What others see of a change: `*` is all that the file gives, too. */
function exposedBy(graph: ImportGraph, { path, symbols }: Change): readonly Part[] {
  const all = symbols.includes('*') ? [...graph.givenBy(path), ...topNames(graph, path)] : [];
  return [...symbols.flatMap((symbol) => partsOf(graph, path, symbol)), ...all.map(wholePart)];
}

/** A method is taken with its class: `Client.get` is exposed as `Client`, of which `get` changed. */
function partsOf(graph: ImportGraph, path: string, symbol: string): readonly Part[] {
  const known = graph.symbols.get(path) ?? [];
  const isTop = symbol.includes('.') || known.some(({ qualifiedName }) => qualifiedName === symbol);
  const inside = isTop ? [] : known.filter(({ name }) => name === symbol);
  const meant = inside.length === 0 ? [symbol] : inside.map(({ qualifiedName }) => qualifiedName);
  return meant.flatMap((qualified) => {
    const [head = qualified, ...rest] = qualified.split('.');
    const last = rest.at(-1) ?? null;
    const member = last === null || IMPLICIT_MEMBER.test(last) ? null : last;
    const heads = known.filter(({ qualifiedName }) => qualifiedName === head).flatMap(namesOutside);
    return (heads.length === 0 ? [head] : heads).map((name) => ({ name, member }));
  });
}

function topNames(graph: ImportGraph, path: string): readonly string[] {
  const known = graph.symbols.get(path) ?? [];
  return known.filter(({ name, qualifiedName }) => name === qualifiedName).flatMap(namesOutside);
}

function wholePart(name: string): Part {
  return { name, member: null };
}

/** Notes the files one import further, with those behind barrels, and gives the steps that lead on from them. */
function usersOf(
  graph: ImportGraph,
  {
    level,
    depth,
    search,
  }: { readonly level: readonly Step[]; readonly depth: number; readonly search: Search },
): readonly Step[] {
  const next = new Map<string, Step>();
  const waiting = [...level];
  for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
    const exposed = unseen(search, step);
    if (exposed.length === 0) continue;
    for (const edge of graph.importersByFile.get(step.path) ?? []) {
      const { names, isUsed, given } = takenBy(graph, edge, exposed);
      if (names.size > 0) note(search, { path: edge.from, depth, symbols: names });
      if (given.length > 0) waiting.push({ path: edge.from, exposed: given });
      if (isUsed) next.set(edge.from, { path: edge.from, exposed: allExports(graph, edge.from) });
    }
  }
  return [...next.values()];
}

/** What of a step was not followed before; the same part of a file is followed once, at its least depth. */
function unseen({ seen }: Search, { path, exposed }: Step): readonly Part[] {
  const followed = seen.get(path) ?? new Set();
  seen.set(path, followed);
  return exposed.filter(({ name, member }) => {
    const key = member === null ? name : `${name}.${member}`;
    const isFresh = !followed.has(key) && !followed.has(name);
    followed.add(key);
    return isFresh;
  });
}

/** A default that no symbol stands for, as of a component, counts as well. */
function allExports(graph: ImportGraph, path: string): readonly Part[] {
  const symbols = (graph.symbols.get(path) ?? []).filter(isTopExport);
  return [...new Set([...symbols.flatMap(namesOutside), 'default'])].map(wholePart);
}

function note(
  { touched }: Search,
  {
    path,
    depth,
    symbols,
  }: { readonly path: string; readonly depth: number; readonly symbols: Iterable<string> },
): void {
  const entry = touched.get(path) ?? { depth, symbols: new Set() };
  touched.set(path, entry);
  if (entry.depth === depth) for (const symbol of symbols) entry.symbols.add(symbol);
}
