import { importsOf, type ImportGraph } from './import-graph.ts';

type Visit = { readonly path: string; readonly targets: readonly string[]; next: number };
type Search = {
  readonly orderOf: Map<string, number>;
  readonly lowest: Map<string, number>;
  readonly open: string[];
  readonly isOpen: Set<string>;
  readonly components: (readonly string[])[];
};

/**
 * The groups of files that import each other in a circle: strongly connected components of more than one file, largest
 * first, paths sorted. Tarjan's algorithm (SIAM J. Comput. 1, 1972) without recursion, as chains may be long.
 */
export function cyclesOf(graph: ImportGraph): readonly (readonly string[])[] {
  const search: Search = {
    orderOf: new Map(),
    lowest: new Map(),
    open: [],
    isOpen: new Set(),
    components: [],
  };
  for (const path of graph.files.toSorted()) {
    if (!search.orderOf.has(path)) searchFrom(graph, path, search);
  }
  const first = (group: readonly string[]): string => group[0] ?? '';
  return search.components
    .filter((group) => group.length > 1)
    .map((group) => group.toSorted())
    .toSorted((a, b) => b.length - a.length || (first(a) < first(b) ? -1 : 1));
}

function searchFrom(graph: ImportGraph, start: string, search: Search): void {
  const visits = [enter(graph, start, search)];
  for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
    const target = visit.targets[visit.next];
    visit.next += 1;
    if (target === undefined) {
      visits.pop();
      leave(visit.path, visits.at(-1)?.path ?? null, search);
    } else if (!search.orderOf.has(target)) {
      visits.push(enter(graph, target, search));
    } else if (search.isOpen.has(target)) {
      lower(search, visit.path, search.orderOf.get(target) ?? 0);
    }
  }
}

function enter(graph: ImportGraph, path: string, search: Search): Visit {
  const order = search.orderOf.size;
  search.orderOf.set(path, order);
  search.lowest.set(path, order);
  search.open.push(path);
  search.isOpen.add(path);
  return { path, targets: importsOf(graph, path), next: 0 };
}

/** A file from which no earlier one can be reached closes its component. */
function leave(path: string, parent: string | null, search: Search): void {
  const lowest = search.lowest.get(path) ?? 0;
  if (parent !== null) lower(search, parent, lowest);
  if (lowest !== search.orderOf.get(path)) return;
  const component = search.open.splice(search.open.lastIndexOf(path));
  for (const member of component) search.isOpen.delete(member);
  search.components.push(component);
}

function lower(search: Search, path: string, order: number): void {
  search.lowest.set(path, Math.min(search.lowest.get(path) ?? order, order));
}
