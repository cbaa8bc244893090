import type { TypeScriptProject } from '../../codebase/languages/typescript-project.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { positionAt } from '../../domain/text.ts';
import { describeDeclaration, type DeclarationInfo } from './declaration.ts';
import type { NameIndex, ResolvedOccurrence } from './name-index.ts';

/** A declaration of a name, with the group that is renamed with it. */
export type Candidate = DeclarationInfo & {
  readonly group: string;
  readonly path: string;
  readonly start: number;
  readonly line: number;
};

const UNTYPED = '?';
const MAX_LISTED = 5;

/** All declarations of the index's name, by file and line. */
export function declarationsIn(project: TypeScriptProject, index: NameIndex): readonly Candidate[] {
  const { ts } = project;
  const values = index.occurrences.map((occurrence) => untypedValue(ts, occurrence));
  const untyped = new Set(values.filter((value) => value !== null));
  return index.occurrences.flatMap((occurrence, at) => {
    const { path, start, node, sides } = occurrence;
    // The function's own name in `response.send = function send() {}` goes with the member.
    if (untyped.has(node.parent)) return [];
    const declaring = sides.find(({ keys }) => keys.includes(`${path}:${start}`));
    const known = declaring === undefined ? null : index.groupOf(declaring);
    const group = known ?? (values[at] === null ? null : `${UNTYPED}${path}:${start}`);
    if (group === null) return [];
    const { line } = positionAt(project.files.texts.get(path) ?? '', start);
    return [{ ...describeDeclaration(ts, node), group, path, start, line }];
  });
}

/** Whether a candidate is a member that is assigned to a value of unknown type, so that no use of it can be proven. */
export function isUntyped({ group }: Pick<Candidate, 'group'>): boolean {
  return group.startsWith(UNTYPED);
}

/** The function or class that is assigned to a member of a value of which nothing is known. */
function untypedValue(ts: typeof TypeScript, { node, sides }: ResolvedOccurrence): TypeScript.Node | null {
  const { parent } = node;
  const isMember = ts.isPropertyAccessExpression(parent) && parent.name === node;
  if (!isMember || sides.some(({ keys }) => keys.length > 0)) return null;
  const assignment = parent.parent;
  if (!ts.isBinaryExpression(assignment) || assignment.left !== parent) return null;
  const { right } = assignment;
  return ts.isFunctionExpression(right) || ts.isArrowFunction(right) || ts.isClassExpression(right)
    ? right
    : null;
}

/** `src/a.ts:3 (function), src/b.ts:7 (method of Calculator)`. */
export function listed(candidates: readonly Candidate[]): string {
  const shown = candidates.slice(0, MAX_LISTED).map((one) => `${placeOf(one)} (${describe(one)})`);
  const more = candidates.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

/** `src/a.ts:3`. */
export function placeOf(candidate: Pick<Candidate, 'path' | 'line'> | undefined): string {
  return candidate === undefined ? 'file:line' : `${candidate.path}:${candidate.line}`;
}

/** `method of Calculator`, `function`. */
export function describe({ kind, container }: Pick<Candidate, 'kind' | 'container'>): string {
  return container === null ? kind : `${kind} of ${container}`;
}
