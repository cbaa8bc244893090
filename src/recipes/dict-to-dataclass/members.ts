import { ancestorsOf, childIn, textOf, type PyNode, type PyTree } from '../python/tree.ts';
import { keyOf } from './shape.ts';

/** `d["key"]` or `d.get("key")`: the whole of it, what it is taken of, and the key. */
export type Member = { readonly node: PyNode; readonly of: PyNode; readonly key: string };

/** The member that is taken of a value at once, or null. */
export function memberOf(tree: PyTree, value: PyNode): Member | null {
  const { parent } = value;
  if (parent === null || parent.children[0] !== value) return null;
  if (parent.type === 'subscript') {
    const given = parent.children.filter(({ field }) => field === 'subscript');
    const key = onlyKey(tree, given);
    const isPlain = parent.children.length === 4;
    return key === null || !isPlain ? null : { node: parent, of: value, key };
  }
  const call = parent.type === 'attribute' ? parent.parent : null;
  const name = childIn(parent, 'attribute');
  if (call?.type !== 'call' || childIn(call, 'function') !== parent || name === null) return null;
  const given = childIn(call, 'arguments')?.children.filter(({ type }) => !/^[(),]$/.test(type)) ?? [];
  const key = onlyKey(tree, given);
  return key === null || textOf(tree, name) !== 'get' ? null : { node: call, of: value, key };
}

function onlyKey(tree: PyTree, given: readonly PyNode[]): string | null {
  const [only] = given;
  return only === undefined || given.length > 1 ? null : keyOf(tree, only);
}

/** What speaks against a value being used as it is, or null; `keys` are those that the literal has. */
export function faultOf(tree: PyTree, value: PyNode, keys: ReadonlySet<string>): string | null {
  const member = memberOf(tree, value);
  if (member === null) return `uses it as a whole, in \`${shownAround(tree, value)}\``;
  if (!keys.has(member.key)) return `uses the key "${member.key}", which the literal does not have`;
  const statement = [...ancestorsOf(value)].find(({ type }) => type.endsWith('_statement'));
  if (statement?.type === 'delete_statement') return 'deletes a key';
  const shown = [...ancestorsOf(value)].find(({ type }) => type === 'interpolation');
  return shown?.children.some(({ type }) => type === '=') === true ? 'shows its own text' : null;
}

const MAX_SHOWN = 60;

/** The expression around a node, as a message shows it. */
export function shownAround(tree: PyTree, node: PyNode): string {
  const around = [...ancestorsOf(node)].find(({ type }) => !/^(?:argument_list|expression_list)$/.test(type));
  const line = textOf(tree, around ?? node).split('\n')[0] ?? '';
  return line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN)}…` : line.trimEnd();
}

// A place that is given a value, but for the left of a plain assignment.
const GIVEN =
  /^(?:pattern_list|tuple_pattern|list_pattern|list_splat_pattern|as_pattern_target|augmented_assignment|for_statement|for_in_clause)$/;

/** What a member is set to: a node, `anything`, or null where it is only read. */
export function givenTo({ node }: Member): PyNode | 'anything' | null {
  const { parent } = node;
  if (parent?.type === 'assignment' && node.field === 'left') return childIn(parent, 'right') ?? 'anything';
  const isGiven = parent !== null && GIVEN.test(parent.type) && !/^(?:right|body)$/.test(node.field ?? '');
  return isGiven ? 'anything' : null;
}
