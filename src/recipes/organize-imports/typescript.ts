import type { SingleFile } from '../../codebase/languages/typescript-single-file.ts';
import type { TypeScript } from '../../codebase/languages/typescript.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { applyTextEdits, type TextEdit } from '../../domain/text-edit.ts';
import { positionAt } from '../../domain/text.ts';
import type { FileResult, FileWork } from '../each-file.ts';
import { openAlone, proveAlone } from '../typescript/file-alone.ts';
import { blocksOf, type Block, type Import } from './typescript/blocks.ts';
import { whatElseChanged } from './typescript/difference.ts';
import { loadedBy } from '../typescript/static-loads.ts';
import { loadGraphOf } from './typescript/load-graph.ts';
import { movedInTime } from './typescript/load-order.ts';
import { memberEdits } from './typescript/members.ts';
import { compareModules, type MemberOrder, type Order } from './typescript/order.ts';
import { reasonToStay } from './typescript/reasons-to-stay.ts';
import { styleAround } from './typescript/style.ts';

/** A block with the order that its imports get, and why that is the one they have if another was wanted. */
type Ordered = { readonly block: Block; readonly imports: readonly Import[]; readonly reason: string | null };

/** Sorts the imports of each block of a file and the names of each import, as the files around it have them. */
export const organizeImportsTypeScript: FileWork = async ({ path, text }, { tree }) => {
  if (!/^import\b/m.test(text)) return { kind: 'unchanged' };
  const opened = await openAlone({ path, text });
  if (opened.kind === 'refused') return opened;
  const { checked } = opened;
  const style = await styleAround(path, tree);
  if (style.kind === 'refused') return style;
  const wanted = blocksOf(checked).map((block) => ordered(checked, block, style.modules));
  const blocks = await keptInTime(checked, wanted, { path, tree });
  const notes = blocks.flatMap(({ block, reason }) =>
    reason === null
      ? []
      : [`${placeOf(path, checked, block)}: imports keep their order here, because ${reason}.`],
  );
  const edits = blocks.flatMap((one) => placeEdits(checked, one, style.members));
  return edits.length === 0
    ? { kind: 'unchanged', notes }
    : proven(checked, { path, text: applyTextEdits(text, edits) }, notes);
};

function ordered(checked: SingleFile, block: Block, order: Order): Ordered {
  const imports = block.imports.toSorted((one, other) =>
    compareModules(order, { ...one, text: one.module }, { ...other, text: other.module }),
  );
  if (imports.every((one, at) => one === block.imports[at]))
    return { block, imports: block.imports, reason: null };
  const reason = reasonToStay(checked, block, imports);
  return { block, imports: reason === null ? imports : block.imports, reason };
}

/** Leaves the blocks alone that would load a module of the project at a time that counts. */
async function keptInTime(
  checked: SingleFile,
  wanted: readonly Ordered[],
  { path, tree }: { readonly path: string; readonly tree: SourceTree },
): Promise<readonly Ordered[]> {
  const isMoved = ({ block, imports }: Ordered): boolean => block.imports !== imports;
  if (!wanted.some(isMoved)) return wanted;
  const { ts, file } = checked;
  let statements: readonly TypeScript.Statement[] = file.statements;
  const graph = await loadGraphOf(ts, { path, specifiers: loadedBy(ts, statements) }, tree);
  return wanted.map((one) => {
    if (!isMoved(one)) return one;
    const next = afterMove(statements, one);
    const reason =
      graph === null
        ? 'it loads too many modules to follow'
        : movedInTime(graph, loadedBy(ts, statements), loadedBy(ts, next));
    if (reason !== null) return { ...one, imports: one.block.imports, reason };
    statements = next;
    return one;
  });
}

function afterMove(
  statements: readonly TypeScript.Statement[],
  { block, imports }: Ordered,
): readonly TypeScript.Statement[] {
  return statements.map((statement) => {
    const at = block.imports.findIndex((one) => one.statement === statement);
    return imports[at]?.statement ?? statement;
  });
}

/** Writes each import, its names in order, into the place that it gets. */
function placeEdits(
  checked: SingleFile,
  { block, imports }: Ordered,
  order: MemberOrder,
): readonly TextEdit[] {
  return block.imports.flatMap(({ start, end }, at) => {
    const moved = imports[at];
    const newText = moved === undefined ? '' : textOf(checked, moved, order);
    return newText === checked.text.slice(start, end) ? [] : [{ start, end, newText }];
  });
}

function textOf(checked: SingleFile, { statement, start, end }: Import, order: MemberOrder): string {
  const edits = memberEdits(checked, statement, order).map((edit) => ({
    ...edit,
    start: edit.start - start,
    end: edit.end - start,
  }));
  return applyTextEdits(checked.text.slice(start, end), edits);
}

function proven(
  before: SingleFile,
  after: { readonly path: string; readonly text: string },
  notes: readonly string[],
): FileResult {
  const proved = proveAlone(before, after);
  const fault = typeof proved === 'string' ? proved : whatElseChanged(before, proved.checked);
  if (typeof proved === 'string' || fault !== null)
    return { kind: 'refused', reason: `The imports of ${after.path} were left, because ${fault}.` };
  const detail =
    'between the same other code and imports for side effects, the same names are imported from the same modules';
  return { kind: 'changed', text: after.text, notes, proofs: [...proved.proofs, { level: 'A', detail }] };
}

function placeOf(path: string, { text }: SingleFile, { imports }: Block): string {
  return `${path}:${positionAt(text, imports[0]?.start ?? 0).line}`;
}
