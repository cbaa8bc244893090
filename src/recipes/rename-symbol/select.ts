import type { Candidate } from './candidates.ts';
import { firstKindOfWord, kindsOfWord } from './declaration-kind.ts';
import type { NameIndex, ResolvedOccurrence } from './name-index.ts';

/** Which symbol the user means. */
export type Wanted = {
  readonly name: string;
  /** `Class` of `Class.member`, or null. */
  readonly container: string | null;
  readonly kind: string | null;
  readonly at: { readonly path: string; readonly line: number } | null;
  readonly targets: readonly string[];
};

export type Selection =
  | { readonly kind: 'found'; readonly candidate: Candidate; readonly isCertain: boolean }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly Candidate[]; readonly isCertain: boolean }
  | { readonly kind: 'none' };

/**
 * Chooses the symbol: prominent declarations before locals, with targets only among what is declared in them.
 * Declarations that are renamed together count as one. It is certain when it is prominent, or when the request says more
 * than the name; else a rename that was done before would be done to a namesake.
 */
export function selectSymbol(
  index: NameIndex,
  declarations: readonly Candidate[],
  wanted: Wanted,
): Selection {
  const { at, container } = wanted;
  if (at !== null) return pick(atPlace(index, declarations, at), true);
  const fittingAnywhere = declarations.filter((one) => fits(one, wanted));
  const groups = new Set(fittingAnywhere.filter(({ isProminent }) => isProminent).map(({ group }) => group));
  const fitting = declaredInTargets(declarations, wanted).filter((one) => fits(one, wanted));
  const prominent = fitting.filter(({ group }) => groups.has(group));
  return prominent.length > 0
    ? pick(ofFirstKind(prominent, wanted), true)
    : pick(ofFirstKind(fitting, wanted), container !== null);
}

/** A word such as function may mean a method too, but not where there is a function. */
function ofFirstKind(candidates: readonly Candidate[], { kind }: Wanted): readonly Candidate[] {
  const first = kind === null ? null : firstKindOfWord(kind);
  const groups = new Set(candidates.filter((one) => one.kind === first).map(({ group }) => group));
  return groups.size === 0 ? candidates : candidates.filter(({ group }) => groups.has(group));
}

/** What the targets declare themselves. An import declares nothing but the local name of what no source declares. */
function declaredInTargets(declarations: readonly Candidate[], { targets }: Wanted): readonly Candidate[] {
  if (targets.length === 0) return declarations;
  const places = new Set(targets);
  const isDeclared = new Set(declarations.filter(({ kind }) => kind !== 'import').map(({ group }) => group));
  const groups = new Set(
    declarations
      .filter(({ path, kind, group }) => places.has(path) && (kind !== 'import' || !isDeclared.has(group)))
      .map(({ group }) => group),
  );
  return declarations.filter(({ group, path }) => groups.has(group) && places.has(path));
}

function fits(candidate: Candidate, { container, kind }: Wanted): boolean {
  const kinds = kind === null ? null : kindsOfWord(kind);
  return (
    (container === null || candidate.container === container) &&
    (kinds === null || candidate.kind === 'import' || kinds.includes(candidate.kind))
  );
}

/** A place may name a declaration or any use; declarations on the line go first. */
function atPlace(
  index: NameIndex,
  declarations: readonly Candidate[],
  at: { readonly path: string; readonly line: number },
): readonly Candidate[] {
  const declared = declarations.filter(({ path, line }) => path === at.path && line === at.line);
  if (declared.length > 0) return declared;
  return referredTo(index, declarations, (one) => one.path === at.path && lineOf(one) === at.line);
}

function lineOf({ node, start }: ResolvedOccurrence): number {
  return node.getSourceFile().getLineAndCharacterOfPosition(start).line + 1;
}

function referredTo(
  index: NameIndex,
  candidates: readonly Candidate[],
  isHere: (occurrence: ResolvedOccurrence) => boolean,
): readonly Candidate[] {
  const groups = new Set(index.occurrences.filter(isHere).flatMap(({ sides }) => sides.map(index.groupOf)));
  return candidates.filter(({ group }) => groups.has(group));
}

function pick(candidates: readonly Candidate[], isCertain: boolean): Selection {
  const byGroup = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const known = byGroup.get(candidate.group);
    if (known === undefined || isBetter(candidate, known)) byGroup.set(candidate.group, candidate);
  }
  const [first, ...others] = byGroup.values();
  if (first === undefined) return { kind: 'none' };
  return others.length === 0
    ? { kind: 'found', candidate: first, isCertain }
    : { kind: 'ambiguous', candidates: [...byGroup.values()], isCertain };
}

function isBetter(candidate: Candidate, known: Candidate): boolean {
  return candidate.isProminent && !known.isProminent;
}
