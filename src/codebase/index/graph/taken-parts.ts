import { MODULE_ITSELF, type GivenName } from '../file-facts.ts';
import { isDefault, type GraphImport, type ImportGraph } from './import-graph.ts';

/** A name that a file gives to others, and the member of it that changed; null where all of it did. `*`: the whole file. */
export type Part = { readonly name: string; readonly member: string | null };

/** What an import takes of the parts of a file that changed. */
export type Taken = {
  /** The names by which the importer takes them. */
  readonly names: ReadonlySet<string>;
  /** Whether it takes any for itself. */
  readonly isUsed: boolean;
  /** Those that it gives on, by the names that it gives them. */
  readonly given: readonly Part[];
};

type Step = { readonly graph: ImportGraph; readonly edge: GraphImport };

/** Follows parts of a file that changed through one import of it. */
export function takenBy(graph: ImportGraph, edge: GraphImport, parts: readonly Part[]): Taken {
  const step = { graph, edge };
  const own = edge.names.filter((name) => !edge.given.some((given) => given.name === name));
  const names = new Set<string>();
  const given: Part[] = [];
  let isUsed = false;
  for (const part of parts) {
    const isOwn = isUsedOf(step, own, part);
    const passed = edge.given.filter((one) => isGivenOn(step, one, part));
    const isPassing = isRelayed(step, own, part);
    isUsed ||= isOwn;
    if (isPassing) given.push(part);
    given.push(...passed.flatMap((one) => partAsGiven(step, one, part) ?? []));
    if (isOwn || isPassing || passed.length > 0) for (const name of namesOf(edge, part)) names.add(name);
  }
  return { names, isUsed, given };
}

/** Who takes a module uses what of it he mentions. Of a file that changed as a whole he uses whatever he takes. */
function isUsedOf({ graph, edge }: Step, own: readonly string[], { name, member }: Part): boolean {
  if (name === '*') return own.length > 0 || edge.names.length === 0;
  if (member !== null && !graph.mentions(edge.from, member)) return false;
  return own.some(
    (taken) => isSame(taken, name) || (isModule({ graph, edge }, taken) && graph.mentions(edge.from, name)),
  );
}

function isGivenOn(step: Step, { name, as }: GivenName, part: Part): boolean {
  if (as === '*' && isDefault(part.name)) return false;
  return part.name === '*' || isSame(name, part.name) || isModule(step, name);
}

/** What of a part goes on under a given name; null where its symbols go on one by one. */
function partAsGiven({ graph, edge }: Step, { name, as }: GivenName, part: Part): Part | null {
  if (as === '*') return part.name === '*' && graph.symbols.has(edge.to) ? null : part;
  if (part.name === '*') return { name: as, member: null };
  if (name !== '*' && isSame(name, part.name)) return { name: as, member: part.member };
  if (as === MODULE_ITSELF) return part;
  return { name: as, member: part.name === MODULE_ITSELF ? part.member : (part.member ?? part.name) };
}

/** A name that others take from a file which only imports it goes through it, as in Python and CommonJS it does. */
function isRelayed({ graph, edge }: Step, own: readonly string[], { name }: Part): boolean {
  if (name === '*' || isDefault(name) || !(own.includes(name) || own.includes('*'))) return false;
  if (!graph.takenFrom(edge.from).has(name) || graph.givenBy(edge.from).has(name)) return false;
  return !(graph.symbols.get(edge.from) ?? []).some(({ qualifiedName }) => qualifiedName === name);
}

/** What stands for its module is taken by who takes the default or all. */
function isSame(taken: string, name: string): boolean {
  return taken === name || (name === MODULE_ITSELF && (taken === '*' || taken === 'default'));
}

/** The default of a file without one is, between the kinds of modules, the module. */
function isModule({ graph, edge }: Step, taken: string): boolean {
  return taken === '*' || (taken === 'default' && !graph.givenBy(edge.to).has('default'));
}

function namesOf({ names }: GraphImport, { name }: Part): readonly string[] {
  const isAll = name === '*' || name === MODULE_ITSELF;
  if (!isAll) return [name];
  return names.length === 0 ? ['*'] : names;
}
