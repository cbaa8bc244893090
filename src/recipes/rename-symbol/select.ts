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
  | { readonly kind: 'found'; readonly candidate: Candidate }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'none' };

/**
 * Chooses the symbol: in the targets first, then the project; prominent declarations before locals. Declarations that
 * are renamed together count as one.
 */
export function selectSymbol(
  index: NameIndex,
  declarations: readonly Candidate[],
  wanted: Wanted,
): Selection {
  const fitting = declarations.filter((one) => fits(one, wanted));
  const { at, targets } = wanted;
  if (at !== null) return pick(atPlace(index, declarations, at));
  const prominent = new Set(fitting.filter(({ isProminent }) => isProminent).map(({ group }) => group));
  const isInTargets = ({ path }: { readonly path: string }): boolean => targets.includes(path);
  const tiers = [
    fitting.filter((one) => isInTargets(one) && prominent.has(one.group)),
    fitting.filter((one) => isInTargets(one)),
    referredTo(index, fitting, isInTargets),
    fitting.filter(({ isProminent }) => isProminent),
    fitting,
  ];
  return pick(tiers.find((tier) => tier.length > 0) ?? []);
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

function pick(candidates: readonly Candidate[]): Selection {
  const byGroup = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const known = byGroup.get(candidate.group);
    if (known === undefined || isBetter(candidate, known)) byGroup.set(candidate.group, candidate);
  }
  const [first, ...others] = byGroup.values();
  if (first === undefined) return { kind: 'none' };
  return others.length === 0
    ? { kind: 'found', candidate: first }
    : { kind: 'ambiguous', candidates: [...byGroup.values()] };
}

function isBetter(candidate: Candidate, known: Candidate): boolean {
  return candidate.isProminent && !known.isProminent;
}
