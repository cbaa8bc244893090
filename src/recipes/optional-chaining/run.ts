import type { SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { applyTextEdits, type TextEdit } from '../../domain/text-edit.ts';
import { positionAt } from '../../domain/text.ts';
import { changeEachFile, type FileWork } from '../each-file.ts';
import { mostProved } from '../most-proved.ts';
import type { Proof, RecipeRequest, RecipeResult } from '../recipe.ts';
import { openAlone, proveAlone } from '../typescript/file-alone.ts';
import { forNode, OPTIONAL_CHAINING } from '../typescript/needs-node.ts';
import { accessAfter, chainsIn, type Chain } from './chains.ts';
import { formOf } from './prove.ts';
import { reasonToStay } from './reasons-to-stay.ts';

/** Writes the chains of checks of the targets with optional chaining where nothing can tell the difference. */
export async function optionalChainingIn(request: RecipeRequest, tree: SourceTree): Promise<RecipeResult> {
  return changeEachFile(
    {
      byLanguage: new Map(
        ['javascript', 'typescript', 'tsx'].map((language) => [
          language,
          forNode(OPTIONAL_CHAINING, optionalChaining),
        ]),
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
  const fitting = judged.flatMap(({ chain, reason }) => (reason === null ? [chain] : []));
  const { best, left } = await mostProved(fitting, async (chains) => proved(checked, path, chains));
  const stay = [
    ...notes,
    ...left.map(
      ({ one, why }) => `${path}:${lineOf(checked, one)}: the chain of checks stays, because ${why}.`,
    ),
  ];
  if (best === null) return { kind: 'unchanged', notes: stay };
  return { kind: 'changed', notes: stay, ...best.proven };
};

/** The text with optional chains, with what is proved of it; or what speaks against it. */
function proved(
  checked: SingleFile,
  path: string,
  chains: readonly Chain[],
): { readonly text: string; readonly proofs: readonly Proof[] } | string {
  const edits = chains.flatMap((chain) => editsOf(checked, chain));
  const text = applyTextEdits(checked.file.text, edits);
  const alone = proveAlone(checked, { path, text });
  if (typeof alone === 'string') return alone;
  if (formOf(checked) !== formOf(alone.checked)) return 'more than the checks would change';
  const detail = 'the tokens are the same, with a chain of checks and its optional chain as one';
  return { text, proofs: [...alone.proofs, { level: 'A', detail }] };
}

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
