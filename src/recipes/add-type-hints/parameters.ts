import type { TextEdit } from '../../domain/text-edit.ts';
import { ownNodes, parametersOf, type PyFunction } from '../python/functions.ts';
import { childIn, nodesBelow, textOf, type PyNode, type PyTree } from '../python/tree.ts';

const TYPES: ReadonlyMap<string, string> = new Map([
  ['true', 'bool'],
  ['false', 'bool'],
  ['integer', 'int'],
  ['float', 'float'],
  ['string', 'str'],
]);

/** The types of parameters that have a constant as their default and are used as one of its kind. */
export function parameterTypes(
  tree: PyTree,
  { node }: PyFunction,
): readonly { readonly edit: TextEdit; readonly type: string }[] {
  return parametersOf(node).flatMap((parameter) => {
    const name = childIn(parameter, 'name');
    const value = childIn(parameter, 'value');
    if (parameter.type !== 'default_parameter' || name === null || value === null) return [];
    const type = typeOf(tree, value);
    if (type === null || isUsedOtherwise(tree, node, textOf(tree, name))) return [];
    const newText = `: ${type} = `;
    return [{ edit: { start: name.end, end: value.start, newText }, type }];
  });
}

function typeOf(tree: PyTree, value: PyNode): string | null {
  const text = textOf(tree, value);
  if (value.type === 'unary_operator') return /^-\d+$/.test(text) ? 'int' : null;
  if (value.type === 'string' && /^[a-z]*b/i.test(text)) return 'bytes';
  return TYPES.get(value.type) ?? null;
}

/** Set anew, compared with None or another constant by `is`, tested for its type: it may be of other types too. */
function isUsedOtherwise(tree: PyTree, node: PyNode, name: string): boolean {
  const isName = (one: PyNode | undefined): boolean =>
    one?.type === 'identifier' && one.field !== 'attribute' && textOf(tree, one) === name;
  const nodes = [...ownNodes(node)];
  return nodes.some((one) => {
    if (one.type === 'assignment' || one.type === 'augmented_assignment' || one.type === 'for_statement') {
      const left = childIn(one, 'left');
      return left !== null && [...nodesBelow(left)].some(isName);
    }
    if (one.type === 'comparison_operator' && /\bis\b/.test(textOf(tree, one)))
      return one.children.some(isName);
    if (one.type !== 'call') return false;
    const called = textOf(tree, childIn(one, 'function') ?? one);
    const given = childIn(one, 'arguments')?.children ?? [];
    return /^(?:isinstance|callable|hasattr|type|issubclass)$/.test(called) && given.some(isName);
  });
}
