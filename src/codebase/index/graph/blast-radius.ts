import type { GraphImport, ImportGraph } from './import-graph.ts';

/** The symbols of a file that change, by name or qualified name; `*` stands for all of the file, its side effects too. */
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
  /** The names by which the change comes in, sorted. */
  readonly symbols: readonly string[];
};

/** Names that a file gives to others, each with the part of it that changed; null where all of it did. */
type Exposed = ReadonlyMap<string, string | null>;
type Step = { readonly path: string; readonly exposed: Exposed };
type Entry = { readonly depth: number; readonly symbols: Set<string> };
type Search = { readonly seen: Map<string, Set<string>>; readonly touched: Map<string, Entry> };

const DEFAULT_MAX_DEPTH = 6;
/** Members that run without being named. */
const IMPLICIT_MEMBER = /^(?:constructor|__\w+__)$/;

/**
 * The files that a change may touch, nearest first, then by path. An import counts where it names a changed symbol, or
 * takes the module and mentions one, or gives it on: who imports from such a barrel is as near as if there were none.
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

/** A method is taken with its class: `Client.get` is exposed as `Client`, of which `get` changed. */
function exposedBy(graph: ImportGraph, { path, symbols }: Change): Exposed {
  const known = graph.symbols.get(path) ?? [];
  const exposed = new Map<string, string | null>();
  const all = symbols.includes('*')
    ? known.flatMap(({ name, qualifiedName }) => (name === qualifiedName ? name : []))
    : [];
  for (const symbol of [...symbols, ...all]) {
    const isTop = symbol.includes('.') || known.some(({ qualifiedName }) => qualifiedName === symbol);
    const inside = isTop ? [] : known.filter(({ name }) => name === symbol);
    for (const qualified of inside.length === 0 ? [symbol] : inside.map((one) => one.qualifiedName)) {
      const [head = qualified, ...rest] = qualified.split('.');
      const member = rest.at(-1) ?? null;
      const isWhole = member === null || IMPLICIT_MEMBER.test(member) || exposed.has(head);
      exposed.set(head, isWhole ? null : member);
    }
  }
  return exposed;
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
    if (exposed.size === 0) continue;
    for (const edge of graph.importersByFile.get(step.path) ?? []) {
      const taken = takenBy(graph, edge, exposed);
      if (taken.size === 0) continue;
      note(search, { path: edge.from, depth, symbols: taken.keys() });
      if (edge.isReexport) waiting.push({ path: edge.from, exposed: givenOn(graph, edge, taken) });
      else next.set(edge.from, { path: edge.from, exposed: allExports(graph, edge.from) });
    }
  }
  return [...next.values()];
}

/** What of a step was not followed before; the same name of a file is followed once, at its least depth. */
function unseen({ seen }: Search, { path, exposed }: Step): Exposed {
  const followed = seen.get(path) ?? new Set();
  seen.set(path, followed);
  const fresh = new Map<string, string | null>();
  for (const [name, member] of exposed) {
    const key = member === null ? name : `${name}.${member}`;
    if (!followed.has(key)) fresh.set(name, member);
    followed.add(key);
  }
  return fresh;
}

/** The exposed names that an import takes. Of a file that changed as a whole it takes what it names. */
function takenBy(graph: ImportGraph, edge: GraphImport, exposed: Exposed): Exposed {
  const taken = new Map<string, string | null>();
  if (exposed.has('*'))
    for (const name of edge.names.length === 0 ? ['*'] : edge.names) taken.set(name, null);
  for (const [name, member] of exposed) {
    const isUsed = member === null || edge.isReexport || graph.mentions(edge.from, member);
    if (isUsed && takesName(graph, edge, name)) taken.set(name, member);
  }
  return taken;
}

function takesName(graph: ImportGraph, edge: GraphImport, name: string): boolean {
  if (edge.names.includes(name)) return true;
  if (edge.names.includes('*') && (edge.isReexport || graph.mentions(edge.from, name))) return true;
  return edge.names.includes('default') && isMaybeDefault(graph, edge, name);
}

/** Which symbol is the default export is not known by name: one that the importer mentions, or that nobody takes by name. */
function isMaybeDefault(graph: ImportGraph, { from, to }: GraphImport, name: string): boolean {
  if (graph.exportsOf(to).has(name) && !graph.takenFrom(to).has(name)) return true;
  return graph.mentions(from, name);
}

/** What a barrel gives on of what it takes. A default is given on by a name that only the importers of the barrel show. */
function givenOn(graph: ImportGraph, edge: GraphImport, taken: Exposed): Exposed {
  const isDefault =
    edge.names.includes('default') &&
    [...taken.keys()].some((name) => name === 'default' || !edge.names.includes(name));
  // What changed as a whole is followed through its symbols, unless none are known.
  const kept = [...taken].filter(([name]) => name !== '*' || !graph.symbols.has(edge.to));
  if (!isDefault) return new Map(kept);
  const claimed = new Set((graph.symbols.get(edge.from) ?? []).map(({ name }) => name));
  for (const { names, to, isReexport } of graph.importsByFile.get(edge.from) ?? []) {
    const given = names.includes('*') ? graph.exportsOf(to) : names;
    if (isReexport) for (const name of given) claimed.add(name);
  }
  const open = [...graph.takenFrom(edge.from)].filter((name) => name !== '*' && !claimed.has(name));
  return new Map([...kept, ...[...open, 'default'].map((name) => [name, null] as const)]);
}

function allExports(graph: ImportGraph, path: string): Exposed {
  return new Map([...graph.exportsOf(path), 'default'].map((name) => [name, null] as const));
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
