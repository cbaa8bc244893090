import type { RuffDiagnostic, RuffSettings } from '../../codebase/languages/ruff.ts';
import { positionAt } from '../../domain/text.ts';
import { applyTextEdits, type TextEdit } from '../../domain/text-edit.ts';
import type { FileResult, FileWork } from '../each-file.ts';
import { importedNames } from '../python/imports.ts';
import { lookAt } from '../python/looked-at.ts';
import { firstDifference, normalForm } from '../python/normal-form.ts';
import type { Place } from '../python/project-modules.ts';
import { proveFile } from '../python/prove-file.ts';
import { ancestorsOf, nodesBelow, parsePython, textOf, type PyNode, type PyTree } from '../python/tree.ts';
import { reasonToLeave, type Block } from './python/reasons-to-leave.ts';
import { loadOrderReason } from './python/load-order.ts';
import { styleFor } from './python/style.ts';

const RULE = 'I001';
const MAX_ROUNDS = 4;
const RULES_AFTER = ['F821', 'F811', 'F823', 'F404', 'F401'] as const;
const STATEMENTS = new Set(['import_statement', 'import_from_statement', 'future_import_statement']);

/** Sorts the blocks of imports that ruff finds unsorted, unless their order may have a meaning. */
export const organizeImportsPython: FileWork = async ({ path, text }, { tree }) => {
  const style = await styleFor(path, tree);
  if (style.kind === 'refused') return style;
  const file = { path, tree, settings: style.settings };
  let now = await sortOnce(text, file);
  if (now.kind === 'refused') return now;
  const before = now.before;
  for (let round = 1; now.text !== null && round < MAX_ROUNDS; round++) {
    const last: string = now.text;
    now = await sortOnce(last, file);
    if (now.kind === 'refused') return now;
    if (now.text === null) return proven(before, last, { path, notes: now.notes });
  }
  if (now.text === null) return { kind: 'unchanged', notes: now.notes };
  return {
    kind: 'refused',
    reason: `The imports of ${path} were left: they change each time they are sorted.`,
  };
};

type File = Place & { readonly settings: RuffSettings };
type Sorted =
  | {
      readonly kind: 'sorted';
      readonly before: PyTree;
      /** Null when nothing is left to sort. */
      readonly text: string | null;
      readonly notes: readonly string[];
    }
  | { readonly kind: 'refused'; readonly reason: string };

async function sortOnce(text: string, { path, tree, settings }: File): Promise<Sorted> {
  const looked = await lookAt({ path, text }, { select: [RULE], settings });
  if (looked.kind === 'refused') return looked;
  const notes: string[] = [];
  const edits: TextEdit[] = [];
  for (const finding of looked.findings) {
    const reason = await blockReason(looked.tree, finding, { path, tree });
    if (reason === null) edits.push(...(finding.fix ?? []));
    else notes.push(`${path}:${lineOf(text, finding)}: this block of imports stays, because ${reason}.`);
  }
  const after = applyTextEdits(text, edits);
  return { kind: 'sorted', before: looked.tree, text: after === text ? null : after, notes };
}

/** Why one block is not sorted, or null. */
async function blockReason(
  before: PyTree,
  { fix, start, end }: RuffDiagnostic,
  place: Place,
): Promise<string | null> {
  if (fix === null) return 'ruff cannot sort it: it shares lines with other code';
  const after = await parsePython(applyTextEdits(before.text, fix));
  if (after === null) return 'the result would not parse';
  const last = before.text.length - Math.max(end, ...fix.map((edit) => edit.end));
  const first = Math.min(start, ...fix.map((edit) => edit.start));
  const isInside = (tree: PyTree, node: PyNode): boolean =>
    node.start >= first && node.end <= tree.text.length - last;
  const blockOf = (tree: PyTree): Block => ({
    tree,
    names: importedNames(tree).filter(({ statement }) => isInside(tree, statement)),
    start: first,
    end: tree.text.length - last,
  });
  const blocks = { before: blockOf(before), after: blockOf(after) };
  return reasonToLeave(blocks) ?? (await loadOrderReason(blocks, place));
}

async function proven(
  before: PyTree,
  after: string,
  { path, notes }: { readonly path: string; readonly notes: readonly string[] },
): Promise<FileResult> {
  const proofs = await proveFile(before, after, {
    differenceFrom: (tree) => difference(before, tree),
    declared: 'the order and the layout of its imports',
    rules: RULES_AFTER,
  });
  if (typeof proofs === 'string')
    return { kind: 'refused', reason: `The imports of ${path} were left, because ${proofs}.` };
  return { kind: 'changed', text: after, notes, proofs };
}

/** Everything but the imports must be the same, and in each block of the code the same names must be imported. */
function difference(before: PyTree, after: PyTree): string | null {
  return (
    firstDifference(formWithoutImports(before), formWithoutImports(after)) ??
    firstDifference(importsOf(before), importsOf(after))
  );
}

/** Each run of imports becomes one mark, so that none can move over other code. */
function formWithoutImports(tree: PyTree): readonly string[] {
  const statements = [...nodesBelow(tree.root)].filter(({ type }) => STATEMENTS.has(type));
  const form = normalForm(tree, tree.root, {
    replaced: new Map(statements.map((node) => [node, 'imports'])),
  }).filter((part) => part !== 'text ;' && part !== '; ;');
  return form.filter((part, at) => part !== 'imports' || form[at - 1] !== 'imports');
}

function importsOf(tree: PyTree): readonly string[] {
  const all = [...nodesBelow(tree.root)];
  // The order of the blocks tells two functions of one name apart.
  const blocks = new Map(
    all.filter(({ type }) => type === 'block').map((block, at) => [block, `block ${at}`]),
  );
  const scopeOf = (node: PyNode): string =>
    [...ancestorsOf(node)].map((outer) => blocks.get(outer)).find((name) => name !== undefined) ?? 'module';
  const names = importedNames(tree).map(
    ({ statement, label, bound }) => `${scopeOf(statement)} ${label} as ${bound}`,
  );
  const others = all
    .filter(({ type }) => type === 'wildcard_import' || type === 'future_import_statement')
    .map((node) => (node.type === 'wildcard_import' ? (node.parent ?? node) : node))
    .map((node) => `${scopeOf(node)} ${textOf(tree, node).replace(/\s+/g, ' ')}`);
  return [...new Set([...names, ...others])].toSorted();
}

function lineOf(text: string, { start }: RuffDiagnostic): number {
  return positionAt(text, start).line;
}
