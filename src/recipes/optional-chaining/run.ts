import type { SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { applyTextEdits, type TextEdit } from '../../domain/text-edit.ts';
import { positionAt } from '../../domain/text.ts';
import { changeEachFile, type FileWork } from '../each-file.ts';
import type { RecipeRequest, RecipeResult } from '../recipe.ts';
import { openAlone, proveAlone } from '../typescript/file-alone.ts';
import { accessAfter, chainsIn, type Chain } from './chains.ts';
import { formOf } from './prove.ts';
import { reasonToStay } from './reasons-to-stay.ts';

/** Writes the chains of checks of the targets with optional chaining where nothing can tell the difference. */
export async function optionalChainingIn(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  return changeEachFile(
    {
      byLanguage: new Map(
        ['javascript', 'typescript', 'tsx'].map((language) => [language, optionalChaining]),
      ),
      done: (where) => `Checks written with optional chaining in ${where}.`,
      nothing: (where) => `No chain of checks in ${where} can be written with optional chaining.`,
    },
    request,
    tree,
  );
}

const optionalChaining: FileWork = async ({ path, text }) => {
  if (!text.includes('&&')) return { kind: 'unchanged' };
  const opened = await openAlone({ path, text });
  if (opened.kind === 'refused') return opened;
  const { checked } = opened;
  const judged = chainsIn(checked.ts, checked.file).map((chain) => ({
    chain,
    reason: reasonToStay(checked, chain),
  }));
  const notes = judged.flatMap(({ chain, reason }) =>
    reason === null
      ? []
      : [`${path}:${lineOf(checked, chain)}: the chain of checks stays, because ${reason}.`],
  );
  const edits = judged.flatMap(({ chain, reason }) => (reason === null ? editsOf(checked, chain) : []));
  if (edits.length === 0) return { kind: 'unchanged', notes };
  const after = applyTextEdits(text, edits);
  const proved = proveAlone(checked, { path, text: after });
  if (typeof proved === 'string' || formOf(checked) !== formOf(proved.checked)) {
    const fault = typeof proved === 'string' ? proved : 'more than the checks would change';
    return { kind: 'refused', reason: `The checks of ${path} were left, because ${fault}.` };
  }
  const detail = 'the tokens are the same, with a chain of checks and its optional chain as one';
  return { kind: 'changed', text: after, notes, proofs: [...proved.proofs, { level: 'A', detail }] };
};

/** The last operand says it all; those before it go, and each step of it becomes optional. */
function editsOf({ ts, file }: SingleFile, { operands, steps }: Chain): readonly TextEdit[] {
  const [first] = operands;
  const last = operands.at(-1);
  if (first === undefined || last === undefined) return [];
  const dropped = { start: first.getStart(file), end: last.getStart(file), newText: '' };
  const questions = steps.flatMap(({ checked }): readonly TextEdit[] => {
    const access = accessAfter({ ts, file }, last, checked);
    if (access === null) return [];
    const from = access.expression.end;
    const start = from + file.text.slice(from).search(/\S/);
    return [{ start, end: start + (ts.isPropertyAccessExpression(access) ? 1 : 0), newText: '?.' }];
  });
  return [dropped, ...questions];
}

function lineOf({ file }: SingleFile, { whole }: Chain): number {
  return positionAt(file.text, whole.getStart(file)).line;
}
