import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { positionAt } from '../../domain/text.ts';
import { kindsOfWord } from './declaration-kind.ts';
import { describeDeclaration, type DeclarationInfo } from './declaration.ts';
import type { NameIndex, ResolvedOccurrence } from './name-index.ts';

const UNTYPED = '?';

/** A declaration of a name, with the group that is renamed with it. */
export type Candidate = DeclarationInfo & {
  readonly group: string;
  readonly path: string;
  readonly start: number;
  readonly line: number;
};

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

/** All declarations of the index's name, by file and line. */
export function declarationsIn(project: TypeScriptProject, index: NameIndex): readonly Candidate[] {
  return index.occurrences.flatMap((occurrence) => {
    const { path, start, node, sides } = occurrence;
    const declaring = sides.find(({ keys }) => keys.includes(`${path}:${start}`));
    const known = declaring === undefined ? null : index.groupOf(declaring);
    const isUntyped = known === null && isUntypedDeclaration(project.ts, occurrence);
    const group = isUntyped ? `${UNTYPED}${path}:${start}` : known;
    if (group === null) return [];
    const { line } = positionAt(project.files.texts.get(path) ?? '', start);
    return [{ ...describeDeclaration(project.ts, node), group, path, start, line }];
  });
}

/** Whether a candidate is a member that is assigned to a value of unknown type, so that no use of it can be proven. */
export function isUntyped({ group }: Pick<Candidate, 'group'>): boolean {
  return group.startsWith(UNTYPED);
}

/** `response.send = function send() {}` where nothing is known of the response; the function's own name goes with it. */
function isUntypedDeclaration(ts: typeof TypeScript, { node, sides }: ResolvedOccurrence): boolean {
  const { parent } = node;
  if (
    !ts.isPropertyAccessExpression(parent) ||
    parent.name !== node ||
    sides.some(({ keys }) => keys.length > 0)
  )
    return false;
  const assignment = parent.parent;
  if (!ts.isBinaryExpression(assignment) || assignment.left !== parent) return false;
  return (
    ts.isFunctionExpression(assignment.right) ||
    ts.isArrowFunction(assignment.right) ||
    ts.isClassExpression(assignment.right)
  );
}

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
