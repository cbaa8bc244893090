import { nameOf, type PyNode, type PyTree } from '../python/tree.ts';
import type { Unused } from './unused.ts';

/** The same, but that a variable is left where its block would have nothing to do any more. */
export function withoutEmptied(tree: PyTree, judged: readonly Unused[]): readonly Unused[] {
  const dropped = new Set(judged.flatMap((one) => (one.kind === 'dropped' ? [one.statement] : [])));
  return judged.map((one): Unused => {
    const block = one.kind === 'dropped' ? one.statement.parent : null;
    if (one.kind !== 'dropped' || block === null || !isEmptied(block, dropped)) return one;
    const { parent } = block;
    const isBody = parent?.type === 'function_definition';
    const what = isBody ? nameOf(tree, parent) : 'its block';
    return {
      kind: 'left',
      name: one.name,
      node: one.statement,
      reason: `${what} would do nothing without it`,
    };
  });
}

/** Whether nothing is left of a block but a docstring. */
function isEmptied({ children }: PyNode, dropped: ReadonlySet<PyNode>): boolean {
  const statements = children.filter(({ type }) => type !== 'comment');
  return statements.every((one, at) => dropped.has(one) || (at === 0 && isText(one)));
}

function isText({ children: [only] }: PyNode): boolean {
  return only?.type === 'string' || only?.type === 'concatenated_string';
}
