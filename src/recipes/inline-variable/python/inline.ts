import type { SourceTree } from '../../../domain/ports.ts';
import { applyTextEdits, type TextEdit } from '../../../domain/text-edit.ts';
import { lineWidthOf } from '../../python/line-width.ts';
import { lineStart, nextLine, type LineRange } from '../../python/lines.ts';
import { proveFile } from '../../python/prove-file.ts';
import { usesOfName } from '../../python/scopes.ts';
import type { PyNode } from '../../python/tree.ts';
import { wrappedAt } from '../../python/wrapped.ts';
import { refused, type Proof, type RecipeRequest, type RecipeResult } from '../../recipe.ts';
import { changeTo } from '../../source-file.ts';
import { wideLineNotes } from '../wide-lines.ts';
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
  files: SourceTree,
): Promise<RecipeResult> {
  const { name = '' } = slots;
  const [variable] = found;
  if (variable === undefined)
    return refused(`There is no variable ${name} there.`, 'Name the file that has it with -t.');
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
  const plain = applyTextEdits(tree.text, [{ ...lines, newText: '' }, ...written]);
  const width = await lineWidthOf(file, files);
  const wrapped = await wrappedAt(plain, { offsets: offsetsAfter(lines, written), width });
  const laidOut = wrapped === plain ? 'unchanged' : await provedText(variable, uses, wrapped);
  const proved = typeof laidOut === 'string' ? await provedText(variable, uses, plain) : laidOut;
  if (typeof proved === 'string')
    return refused(`${name} at ${place} cannot be inlined, because ${proved}.`, null);
  return {
    kind: 'changed',
    changes: [changeTo(file, proved.text)],
    summary: `${name} of ${place} is inlined at ${countOf(uses)}.`,
    notes: wideLineNotes({ path: file.path, before: tree.text, after: proved.text }, width),
    proofs: [...proved.proofs, { level: 'R', detail: `every use of ${name} is replaced` }],
  };
}

type Proved = { readonly text: string; readonly proofs: readonly Proof[] };

async function provedText(
  variable: PyVariable,
  uses: readonly PyNode[],
  text: string,
): Promise<Proved | string> {
  const proofs = await proveFile(variable.tree, text, {
    differenceFrom: (changed) => inliningDifference(variable, uses, changed),
    declared: `the value at ${countOf(uses)} and the statement of ${variable.name}`,
    rules: RULES,
  });
  return typeof proofs === 'string' ? proofs : { text, proofs };
}

function countOf(uses: readonly PyNode[]): string {
  return uses.length === 1 ? 'its one use' : `its ${uses.length} uses`;
}

/** Where the values begin in the text without the lines of the variable, which stand above them. */
function offsetsAfter(gone: LineRange, written: readonly TextEdit[]): readonly number[] {
  let shift = gone.start - gone.end;
  return written
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, end, newText }) => {
      const offset = start + shift;
      shift += newText.length - (end - start);
      return offset;
    });
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
