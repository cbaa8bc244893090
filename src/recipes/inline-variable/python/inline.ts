import { applyTextEdits, type TextEdit } from '../../../domain/text-edit.ts';
import { lineStart, nextLine } from '../../python/lines.ts';
import { proveFile } from '../../python/prove-file.ts';
import { usesOfName } from '../../python/scopes.ts';
import type { PyNode } from '../../python/tree.ts';
import { refused, type RecipeRequest, type RecipeResult } from '../../recipe.ts';
import { changeTo } from '../../source-file.ts';
import type { PyVariable } from './find.ts';
import { inliningDifference } from './inlining-difference.ts';
import { objectionTo, readsOf } from './objection.ts';
import { valueAt } from './value-text.ts';

const RULES = ['F', 'E9', 'PLE'] as const;
const MAX_LISTED = 5;

/** Inlines the one variable among those that were found; see inline-variable.ts for what it refuses. */
export async function inlineInPython(
  { slots }: RecipeRequest,
  found: readonly PyVariable[],
): Promise<RecipeResult> {
  const { name = '' } = slots;
  const [variable] = found;
  if (variable === undefined) return refused(`There is no variable ${name} there.`, 'Name its file with -t.');
  const homes = new Set(found.map(({ home, file }) => `${file.path} ${home.start}`));
  if (homes.size > 1) return several(name, found);
  const { tree, file, statement, place } = variable;
  const all = usesOfName(tree, name).filter(({ home }) => home === variable.home);
  const why = objectionTo(variable, all) ?? objectionToLine(variable);
  if (why !== null) return refused(`${name} at ${place} ${why}.`, null);
  const uses = readsOf(all).map(({ node }) => node);
  const edits = uses.map((use) => replacement(variable, use));
  const unfit = edits.find((edit) => typeof edit === 'string');
  if (unfit !== undefined) return refused(`${name} at ${place} ${unfit}.`, null);
  const written = edits.filter((edit) => typeof edit !== 'string');
  const lines = { start: lineStart(tree.text, statement.start), end: nextLine(tree.text, statement.end) };
  const after = applyTextEdits(tree.text, [{ ...lines, newText: '' }, ...written]);
  const count = uses.length === 1 ? 'its one use' : `its ${uses.length} uses`;
  const proofs = await proveFile(tree, after, {
    differenceFrom: (changed) => inliningDifference(variable, uses, changed),
    declared: `the value at ${count} and the statement of ${name}`,
    rules: RULES,
  });
  if (typeof proofs === 'string')
    return refused(`${name} at ${place} cannot be inlined, because ${proofs}.`, null);
  return {
    kind: 'changed',
    changes: [changeTo(file, after)],
    summary: `${name} of ${place} is inlined at ${count}.`,
    notes: [],
    proofs: [...proofs, { level: 'R', detail: `every use of ${name} is replaced` }],
  };
}

function several(name: string, found: readonly PyVariable[]): RecipeResult {
  const places = found.slice(0, MAX_LISTED).map(({ place }) => place);
  const [first = ''] = places;
  const listed = found.length > MAX_LISTED ? `${places.join(', ')}, …` : places.join(', ');
  return refused(`Several variables have the name ${name}: ${listed}.`, `Say which: at=${first}`);
}

/** The statement goes with its lines, which must be its own. */
function objectionToLine({ tree: { text }, statement }: PyVariable): string | null {
  const before = text.slice(lineStart(text, statement.start), statement.start);
  const behind = text.slice(statement.end, nextLine(text, statement.end));
  if (before.trim() !== '' || /^\s*;/.test(behind)) return 'shares its line with other statements';
  return behind.trim() === '' ? null : 'has a comment on its line, which would be lost';
}

function replacement(variable: PyVariable, use: PyNode): TextEdit | string {
  const newText = valueAt(variable, use);
  if (newText === null) return 'is used in an f-string, in which its value cannot stand';
  return { start: use.start, end: use.end, newText };
}
