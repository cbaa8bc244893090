import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import { boundSymbols } from './bound-members.ts';
import { hasLinkedSides, linkedSymbols } from './links.ts';
import type { Occurrence } from './occurrences.ts';
import { declarationsOf, sidesOf, type Declared, type Side } from './sides.ts';

/** One side of an occurrence, resolved: the keys of all declarations that it stands for, sorted. */
export type ResolvedSide = { readonly role: Side['role']; readonly keys: readonly string[] };

export type ResolvedOccurrence = Occurrence & {
  readonly sides: readonly ResolvedSide[];
  /** Keys of the members that must keep one name with the one declared here, sorted. */
  readonly bound: readonly string[];
  /** Keys of what is renamed along although the language would let the names differ. */
  readonly linked: readonly string[];
};

/** All occurrences of one name, resolved and grouped by what they stand for. */
export type NameIndex = {
  readonly name: string;
  readonly occurrences: readonly ResolvedOccurrence[];
  /** The group of a side: sides of one group are renamed together. Null where nothing of this name is declared. */
  readonly groupOf: (side: ResolvedSide) => string | null;
};

/** Resolves every occurrence and joins what must keep one name: overrides, re-exports, overloads, exported properties. */
export function indexName(
  project: TypeScriptProject,
  name: string,
  occurrences: readonly Occurrence[],
): NameIndex {
  const named = new Set<string>();
  const note = (declared: Declared): void => void (declared.name === name && named.add(declared.key));
  const resolved = occurrences.map((occurrence) => resolveName(project, occurrence, note));
  const groups = createGroups();
  for (const { sides, bound, linked } of resolved) {
    const own = sides[0]?.keys ?? [];
    const together = [...sides.map(({ keys }) => keys), [...own, ...bound], [...own, ...linked]];
    for (const keys of together) groups.join(keys.filter((key) => named.has(key)));
  }
  return {
    name,
    occurrences: resolved,
    groupOf: ({ keys }) => {
      const key = keys.find((one) => named.has(one));
      return key === undefined ? null : groups.find(key);
    },
  };
}

/** Resolves one occurrence; every declaration met on the way is handed to `note`. */
export function resolveName(
  project: TypeScriptProject,
  occurrence: Occurrence,
  note: (declared: Declared) => void = () => undefined,
): ResolvedOccurrence {
  const keysOf = (symbols: Side['symbols']): readonly string[] => {
    const all = symbols.flatMap((symbol) => declarationsOf(project, symbol));
    for (const declared of all) note(declared);
    return [...new Set(all.map(({ key }) => key))].toSorted();
  };
  const sides = sidesOf(project, occurrence).map(({ role, symbols }) => ({ role, keys: keysOf(symbols) }));
  const linkedSides = hasLinkedSides(project, occurrence) ? sides.flatMap(({ keys }) => keys) : [];
  return {
    ...occurrence,
    sides,
    bound: keysOf(boundSymbols(project, occurrence)),
    linked: [...keysOf(linkedSymbols(project, occurrence)), ...linkedSides],
  };
}

/** Union-find over keys. */
function createGroups(): { join(keys: readonly string[]): void; find(key: string): string } {
  const parents = new Map<string, string>();
  const find = (key: string): string => {
    let root = key;
    for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next;
    return root;
  };
  return {
    find,
    join: (keys) => {
      const [first, ...others] = keys.map(find);
      for (const other of others)
        if (first !== undefined && find(other) !== first) parents.set(find(other), first);
    },
  };
}
