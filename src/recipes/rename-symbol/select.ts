import type { Candidate } from './candidates.ts';
import { kindsOfWord } from './declaration-kind.ts';
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
 * Chooses the symbol: in the targets first, then the project; prominent declarations before locals. Declarations that
 * are renamed together count as one. It is certain when the request says more than the name, or when the symbol is
 * prominent and stands in the targets; else a rename that was done before would be done to a namesake.
 */
export function selectSymbol(
  index: NameIndex,
  declarations: readonly Candidate[],
  wanted: Wanted,
): Selection {
  const { at, kind, container, targets } = wanted;
  if (at !== null) return pick(atPlace(index, declarations, at), true);
  const fitting = declarations.filter((one) => fits(one, wanted));
  const groups = new Set(fitting.filter(({ isProminent }) => isProminent).map(({ group }) => group));
  const prominent = fitting.filter(({ group }) => groups.has(group));
  const isInTargets = ({ path }: { readonly path: string }): boolean => targets.includes(path);
  const tiers: readonly (readonly [candidates: readonly Candidate[], isCertain: boolean])[] = [
    [prominent.filter(isInTargets), true],
    [fitting.filter(isInTargets), false],
    [referredTo(index, prominent, isInTargets), true],
    [referredTo(index, fitting, isInTargets), false],
    [prominent, targets.length === 0],
    [fitting, false],
  ];
  const [candidates, isCertain] = tiers.find(([tier]) => tier.length > 0) ?? [[], false];
  return pick(candidates, isCertain || kind !== null || container !== null);
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
