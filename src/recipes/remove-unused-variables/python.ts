import { applyTextEdits, type TextEdit } from '../../domain/text-edit.ts';
import { positionAt } from '../../domain/text.ts';
import type { FileWork } from '../each-file.ts';
import { mostProved } from '../most-proved.ts';
import { lineStart, nextLine } from '../python/lines.ts';
import { lookAt } from '../python/looked-at.ts';
import { firstDifference, normalForm } from '../python/normal-form.ts';
import { proveFile } from '../python/prove-file.ts';
import { nodesBelow, type PyNode, type PyTree } from '../python/tree.ts';
import type { Proof } from '../recipe.ts';
import { withoutEmptied } from './emptied.ts';
import { judge, type Unused } from './unused.ts';

const RULE = 'F841';
const RULES_AFTER = ['F821', 'F823', 'F811', 'PLE'] as const;
const MAX_ROUNDS = 10;

type Removed = Exclude<Unused, { readonly kind: 'left' }>;

/** Removes round by round: what only an unused variable read is unused after it. */
export const removeUnusedVariables: FileWork = async ({ path, text }, around) => {
  let now = text;
  let proofs: readonly Proof[] = [];
  const names: string[] = [];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const looked = await lookAt({ path, text: now }, { select: [RULE] });
    if (looked.kind === 'refused') return looked;
    const { tree, findings } = looked;
    const judged = withoutEmptied(
      tree,
      await Promise.all(
        identifiersAt(tree, findings).map(async (node) => judge(tree, node, { path, tree: around.tree })),
      ),
    );
    const removable = judged.flatMap((one) => (one.kind === 'left' ? [] : [one]));
    const { best, left } = await mostProved(removable, (some) => prove(tree, some));
    const unprovable = left.map(({ one, why }) => noteOf(path, tree, { ...leftAs(one), reason: why }));
    if (best === null) {
      const notes = judged.flatMap((one) => (one.kind === 'left' ? [noteOf(path, tree, one)] : []));
      const stay = [...notes, ...unprovable];
      if (now === text) return { kind: 'unchanged', notes: stay };
      const done = `${path}: removed ${names.join(', ')}.`;
      return { kind: 'changed', text: now, notes: [done, ...stay], proofs };
    }
    names.push(...best.ones.map(({ name }) => name));
    ({ proofs, text: now } = best.proven);
  }
  return { kind: 'refused', reason: `${path} was left: there is always one more unused variable.` };
};

/** The text without some variables, with what is proved of it; or what speaks against it. */
async function prove(
  tree: PyTree,
  removed: readonly Removed[],
): Promise<{ readonly text: string; readonly proofs: readonly Proof[] } | string> {
  const after = applyTextEdits(tree.text, editsFor(tree, removed));
  const proofs = await proveFile(tree, after, {
    differenceFrom: (changed) =>
      firstDifference(expected(tree, removed).split(' '), formOf(changed).split(' ')),
    declared: 'the unused variables and the constants that they were given',
    rules: RULES_AFTER,
  });
  return typeof proofs === 'string' ? proofs : { text: after, proofs };
}

function leftAs(one: Removed): { readonly name: string; readonly node: PyNode } {
  return { name: one.name, node: one.kind === 'dropped' ? one.statement : one.node };
}

/** Where ruff points: at the name itself. */
function identifiersAt(
  tree: PyTree,
  findings: readonly { readonly start: number; readonly end: number }[],
): readonly PyNode[] {
  const places = new Set(findings.map(({ start, end }) => `${start}-${end}`));
  return [...nodesBelow(tree.root)].filter(
    ({ type, start, end }) => type === 'identifier' && places.has(`${start}-${end}`),
  );
}

function noteOf(
  path: string,
  tree: PyTree,
  { name, node, reason }: Omit<Extract<Unused, { kind: 'left' }>, 'kind'>,
): string {
  return `${path}:${positionAt(tree.text, node.start).line}: ${name} stays, because ${reason}.`;
}

function editsFor({ text }: PyTree, removed: readonly Removed[]): readonly TextEdit[] {
  return removed.flatMap((one): readonly TextEdit[] => {
    if (one.kind === 'bared') {
      const { node, value } = one;
      return [
        { start: node.start, end: value.start, newText: '' },
        { start: value.end, end: node.end, newText: '' },
      ].filter(({ start, end }) => start < end);
    }
    const { start, end } = one.statement;
    return [{ start: lineStart(text, start), end: nextLine(text, end), newText: '' }];
  });
}

/** The form that the file must have: each variable gone, each value that may do something in its place. */
function expected(tree: PyTree, removed: readonly Removed[]): string {
  const skipped = new Set(removed.flatMap((one) => (one.kind === 'dropped' ? [one.statement] : [])));
  const bared = removed.flatMap((one) => (one.kind === 'bared' ? [one] : []));
  // The innermost first: a value may itself hold a function with an unused variable.
  const replaced = new Map<PyNode, string>();
  for (const { node, value } of bared.toSorted(
    (a, b) => a.node.end - a.node.start - (b.node.end - b.node.start),
  ))
    replaced.set(node, normalForm(tree, value, { skipped, replaced }).join(' '));
  return formOf(tree, { skipped, replaced });
}

function formOf(
  tree: PyTree,
  declared: { readonly skipped: ReadonlySet<PyNode>; readonly replaced: ReadonlyMap<PyNode, string> } = {
    skipped: new Set(),
    replaced: new Map(),
  },
): string {
  return normalForm(tree, tree.root, declared).join(' ');
}
