import { ancestorsOf, childIn, nameOf, type PyNode, type PyTree } from '../python/tree.ts';
import type { Unused } from './unused.ts';

/** The same, but that a variable is left where its function would have nothing to do any more. */
export function withoutEmptied(tree: PyTree, judged: readonly Unused[]): readonly Unused[] {
  const dropped = new Set(judged.flatMap((one) => (one.kind === 'dropped' ? [one.statement] : [])));
  return judged.map((one): Unused => {
    const home = one.kind === 'dropped' ? functionAround(one.statement) : null;
    if (one.kind !== 'dropped' || home === null || !isEmptied(home, dropped)) return one;
    const reason = `${nameOf(tree, home)} would do nothing without it`;
    return { kind: 'left', name: one.name, node: one.statement, reason };
  });
}

function functionAround(statement: PyNode): PyNode | null {
  return [...ancestorsOf(statement)].find(({ type }) => type === 'function_definition') ?? null;
}

/** Whether nothing is left of the body of a function but its docstring. */
function isEmptied(home: PyNode, dropped: ReadonlySet<PyNode>): boolean {
  const statements = childIn(home, 'body')?.children.filter(({ type }) => type !== 'comment') ?? [];
  return statements.every((one, at) => dropped.has(one) || (at === 0 && isText(one)));
}

function isText({ children: [only] }: PyNode): boolean {
  return only?.type === 'string' || only?.type === 'concatenated_string';
}
