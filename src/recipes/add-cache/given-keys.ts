import { positionAt } from '../../domain/text.ts';
import { argumentsOf, nameOfParameter, placeOfParameter } from '../python/arguments.ts';
import type { PyFunction } from '../python/functions.ts';
import { usesOfName } from '../python/scopes.ts';
import { childIn, nameOf, textOf, type PyNode, type PyTree } from '../python/tree.ts';
import type { KeyKind } from './key-types.ts';
import type { PythonTexts } from './python-texts.ts';

const OF_VALUES: ReadonlyMap<string, KeyKind> = new Map([
  ['string', 'text'],
  ['concatenated_string', 'text'],
  ['integer', 'int'],
  ['float', 'float'],
  ['true', 'bool'],
  ['false', 'bool'],
  ['none', 'none'],
]);
const OF_CALLS: ReadonlyMap<string, KeyKind> = new Map([
  ['str', 'text'],
  ['bytes', 'text'],
  ['int', 'int'],
  ['len', 'int'],
  ['float', 'float'],
  ['bool', 'bool'],
]);

type Asked = { readonly tree: PyTree; readonly one: PyFunction; readonly parameter: PyNode };

/** The kinds of all that the default and the calls of the project give a parameter without a type; or why they are not known. */
export async function kindsGiven(asked: Asked, texts: PythonTexts): Promise<readonly KeyKind[] | string> {
  const { tree, one, parameter } = asked;
  const name = nameOfParameter(tree, parameter);
  const value = childIn(parameter, 'value');
  const kinds: KeyKind[] = [];
  if (value !== null) {
    const kind = kindOf(tree, value);
    if (kind === null) return `the default of ${name} is no plain value`;
    kinds.push(kind);
  }
  for (const { file, tree: caller } of await texts.mentioning(one.name)) {
    for (const use of usesOfName(caller, one.name)) {
      const given = givenAt(caller, use.node, asked);
      if (given === 'nothing') continue;
      const kind = given === 'unknown' ? null : kindOf(caller, given);
      if (kind === null) {
        const place = `${file.path}:${positionAt(file.text, use.node.start).line}`;
        return `${name} has no type, and what ${place} gives it is not known`;
      }
      kinds.push(kind);
    }
  }
  return kinds.some((kind) => kind !== 'none')
    ? kinds
    : `${name} has no type, and no call of the project shows one`;
}

/** What a use of the function gives the parameter: a value, nothing, or what cannot be told. */
function givenAt(
  tree: PyTree,
  node: PyNode,
  { tree: own, one, parameter }: Asked,
): PyNode | 'nothing' | 'unknown' {
  const called = node.parent?.type === 'attribute' ? node.parent : node;
  const { parent } = called;
  if (parent === null || isNamed(parent, called)) return 'nothing';
  if (parent.type !== 'call' || called.field !== 'function') return 'unknown';
  const args = argumentsOf(parent);
  const list = childIn(parent, 'arguments');
  if (list?.type !== 'argument_list' || args.some(({ type }) => type.endsWith('_splat'))) return 'unknown';
  const name = nameOfParameter(own, parameter);
  const byName = args.find((arg) => arg.type === 'keyword_argument' && nameOf(tree, arg) === name);
  if (byName !== undefined) return childIn(byName, 'value') ?? 'unknown';
  const index = placeOfParameter(own, one.node, parameter);
  const byPlace = index === null ? undefined : args.filter(({ type }) => type !== 'keyword_argument')[index];
  return byPlace ?? 'nothing';
}

/** The definition itself, imports under the same name, and keywords of other calls. */
function isNamed(parent: PyNode, node: PyNode): boolean {
  if (parent.type === 'function_definition' || parent.type === 'keyword_argument')
    return node.field === 'name';
  return parent.type === 'dotted_name' && parent.parent?.type !== 'aliased_import';
}

function kindOf(tree: PyTree, node: PyNode): KeyKind | null {
  const known = OF_VALUES.get(node.type);
  if (known !== undefined) return known;
  const inner = node.children.filter(({ type }) => /^\w/.test(type) && type !== 'comment');
  const [first] = inner;
  if (/^(?:parenthesized_expression|unary_operator)$/.test(node.type) && inner.length === 1)
    return first === undefined ? null : kindOf(tree, first);
  const called = node.type === 'call' ? childIn(node, 'function') : null;
  return called === null ? null : (OF_CALLS.get(textOf(tree, called)) ?? null);
}
