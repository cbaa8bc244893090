import { isMangled } from '../python/mangled.ts';
import { isPythonName } from '../python/names.ts';
import { childIn, textOf, type PyNode, type PyTree } from '../python/tree.ts';

/** The keys of a dictionary that is to be a dataclass, with their types, in the order of the first literal. */
export type Shape = ReadonlyMap<string, string>;

/** The type of a field whose values are not all literals of one type. */
export const UNKNOWN_TYPE = 'object';

const TYPE_OF: Readonly<Record<string, string>> = {
  integer: 'int',
  float: 'float',
  true: 'bool',
  false: 'bool',
  not_operator: 'bool',
  list: 'list',
  list_comprehension: 'list',
  dictionary: 'dict',
  dictionary_comprehension: 'dict',
  set: 'set',
  set_comprehension: 'set',
  tuple: 'tuple',
};
// As names of fields, they would hide the types of the fields below them.
const TYPES = new Set([...Object.values(TYPE_OF), 'str', 'bytes', UNKNOWN_TYPE]);

/** The shape that all the literals have, or the node that stands against it and why. */
export function shapeOf(tree: PyTree, literals: readonly PyNode[]): Shape | Against {
  const shape = new Map<string, string>();
  for (const literal of literals) {
    const pairs = pairsOf(tree, literal);
    if ('reason' in pairs) return pairs;
    const isFirst = literal === literals[0];
    if (!isFirst && (pairs.length !== shape.size || pairs.some(({ key }) => !shape.has(key))))
      return { node: literal, reason: 'has other keys than the first' };
    for (const { key, value } of pairs) {
      const type = typeOf(tree, value);
      shape.set(key, isFirst || shape.get(key) === type ? type : UNKNOWN_TYPE);
    }
  }
  return shape;
}

/** A node that speaks against the change, and why, going on from its place. */
export type Against = { readonly node: PyNode; readonly reason: string };

type Pair = { readonly node: PyNode; readonly key: string; readonly value: PyNode };

/** The entries of a literal, each of which can be a field. */
export function pairsOf(tree: PyTree, literal: PyNode): readonly Pair[] | Against {
  const pairs: Pair[] = [];
  for (const node of literal.children) {
    if (/^(?:[{},]|comment)$/.test(node.type)) continue;
    const name = childIn(node, 'key');
    const value = childIn(node, 'value');
    const key = name === null ? null : keyOf(tree, name);
    if (value === null || key === null) return { node, reason: 'has a key that is no plain string' };
    if (!canBeField(key)) return { node, reason: `has the key "${key}", which cannot name a field` };
    if (pairs.some((other) => other.key === key)) return { node, reason: `has the key "${key}" again` };
    pairs.push({ node, key, value });
  }
  return pairs.length === 0 ? { node: literal, reason: 'is a dictionary without keys' } : pairs;
}

/** What a plain string reads, or null. */
export function keyOf(tree: PyTree, node: PyNode): string | null {
  if (node.type !== 'string') return null;
  return /^(?:"([^"'\\]*)"|'([^"'\\]*)')$/.exec(textOf(tree, node))?.slice(1).find(Boolean) ?? null;
}

function canBeField(key: string): boolean {
  const isName = /^\w+$/.test(key) && isPythonName(key);
  return isName && !isMangled(key) && !TYPES.has(key) && key !== 'self';
}

/** The type of a value where its text says it. */
export function typeOf(tree: PyTree, value: PyNode): string {
  const [first] = value.children;
  switch (value.type) {
    case 'string':
      return /^[a-z]*b/i.test(textOf(tree, value)) ? 'bytes' : 'str';
    case 'concatenated_string':
      return first === undefined ? UNKNOWN_TYPE : typeOf(tree, first);
    case 'unary_operator': {
      const argument = childIn(value, 'argument');
      return argument !== null && /^(?:integer|float)$/.test(argument.type)
        ? typeOf(tree, argument)
        : UNKNOWN_TYPE;
    }
    default:
      return TYPE_OF[value.type] ?? UNKNOWN_TYPE;
  }
}
