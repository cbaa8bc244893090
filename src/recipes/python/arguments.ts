import { childIn, nodesBelow, textOf, type PyNode, type PyTree } from './tree.ts';

/** The arguments of a call, keyword arguments among them. */
export function argumentsOf(call: PyNode): readonly PyNode[] {
  const list = childIn(call, 'arguments');
  return list?.type === 'argument_list' ? itemsOf(list) : [];
}

/** What stands between the commas of a list. */
export function itemsOf({ children }: PyNode): readonly PyNode[] {
  return children.filter(({ type }) => /^\w/.test(type) && type !== 'comment');
}

/** The name that a parameter binds. */
export function nameOfParameter(tree: PyTree, parameter: PyNode): string {
  const own = parameter.type === 'identifier' ? parameter : childIn(parameter, 'name');
  const name = own ?? [...nodesBelow(parameter)].find(({ type }) => type === 'identifier');
  return name === undefined ? '' : textOf(tree, name);
}

/** The place of a parameter in the head of its function; null behind `*`. */
export function placeOfParameter(tree: PyTree, node: PyNode, parameter: PyNode): number | null {
  const list = node.children.find(({ field }) => field === 'parameters')?.children ?? [];
  const before = list.slice(0, list.indexOf(parameter));
  const isBehindStar = before.some(({ type, start, end }) =>
    type === 'keyword_separator' || type === 'list_splat_pattern'
      ? true
      : /^\*(?!\*)/.test(tree.text.slice(start, end)),
  );
  if (isBehindStar) return null;
  return before.filter(({ type }) => !/^(?:[(),]|comment|positional_separator)$/.test(type)).length;
}
