import type { TextEdit } from '../../domain/text-edit.ts';
import { placeOfParameter } from '../python/arguments.ts';
import { parametersOf, type PyFunction } from '../python/functions.ts';
import { isTaken, type Typed } from './contradictions.ts';
import { childIn, nodesBelow, textOf, type PyNode, type PyTree } from '../python/tree.ts';

const TYPES: ReadonlyMap<string, string> = new Map([
  ['true', 'bool'],
  ['false', 'bool'],
  ['integer', 'int'],
  ['float', 'float'],
  ['string', 'str'],
]);

/** Where a statement sets names: in a part of it, or anywhere in it. */
const TARGETS: ReadonlyMap<string, string | null> = new Map([
  ['assignment', 'left'],
  ['augmented_assignment', 'left'],
  ['for_statement', 'left'],
  ['named_expression', 'name'],
  ['as_pattern_target', null],
  ['delete_statement', null],
]);
const CONSTANTS: ReadonlyMap<string, string> = new Map([...TYPES, ['none', 'None']]);
const SEVERAL = /^(?:tuple|list|set)$/;
const TYPE_WORD = /\b(?:bool|boolean|int|integer|float|str|string|bytes|None|tuple|list|dict|callable)\b/g;
const LONG_WORDS: ReadonlyMap<string, string> = new Map([
  ['boolean', 'bool'],
  ['integer', 'int'],
  ['string', 'str'],
]);

/** A parameter with the type that its default says. */
export type TypedParameter = Typed & { readonly edit: TextEdit };

/** The types of parameters that have a constant as their default and are used as one of its kind. */
export function parameterTypes(tree: PyTree, { node }: PyFunction): readonly TypedParameter[] {
  return parametersOf(node).flatMap((parameter): readonly TypedParameter[] => {
    const name = childIn(parameter, 'name');
    const value = childIn(parameter, 'value');
    if (parameter.type !== 'default_parameter' || name === null || value === null) return [];
    const type = typeOf(tree, value);
    const text = textOf(tree, name);
    if (type === null || isUsedOtherwise(tree, node, { name: text, type })) return [];
    const edit = { start: name.end, end: value.start, newText: `: ${type} = ` };
    return [{ edit, type, name: text, index: placeOfParameter(tree, node, parameter) }];
  });
}

function typeOf(tree: PyTree, value: PyNode): string | null {
  const text = textOf(tree, value);
  if (value.type === 'unary_operator') return /^-\d+$/.test(text) ? 'int' : null;
  if (value.type === 'string' && /^[a-z]*b/i.test(text)) return 'bytes';
  return TYPES.get(value.type) ?? null;
}

type Sought = { readonly name: string; readonly type: string };

/**
 * Whether the code or the documentation of a function speaks of another type: the parameter is set anew, compared with
 * None or a constant of another type, tested for its type, or taken apart as no number is.
 */
function isUsedOtherwise(tree: PyTree, node: PyNode, sought: Sought): boolean {
  const body = childIn(node, 'body');
  if (body === null || isDocumentedOtherwise(tree, body, sought)) return true;
  return [...nodesBelow(body)].some(
    (one) => isSet(tree, one, sought) || isTested(tree, one, sought) || isTakenApart(tree, one, sought),
  );
}

function isNamed(tree: PyTree, node: PyNode | null | undefined, { name }: Sought): boolean {
  return node?.type === 'identifier' && node.field !== 'attribute' && textOf(tree, node) === name;
}

function isSet(tree: PyTree, node: PyNode, sought: Sought): boolean {
  const field = TARGETS.get(node.type);
  const target = field === undefined ? null : field === null ? node : childIn(node, field);
  return target !== null && [...nodesBelow(target)].some((inner) => isNamed(tree, inner, sought));
}

function isTested(tree: PyTree, node: PyNode, sought: Sought): boolean {
  if (node.type === 'match_statement') return isNamed(tree, childIn(node, 'subject'), sought);
  if (node.type === 'comparison_operator') {
    const { children } = node;
    if (!children.some((one) => isNamed(tree, one, sought))) return false;
    const compared = children.flatMap((one) => (SEVERAL.test(one.type) ? one.children : [one]));
    const types = compared.flatMap((one) => CONSTANTS.get(one.type) ?? []);
    const isIdentity = children.some(({ type, field }) => field === 'operators' && /^is\b/.test(type));
    return isIdentity || types.some((type) => !isTaken(sought.type, type));
  }
  if (node.type !== 'call') return false;
  const called = textOf(tree, childIn(node, 'function') ?? node);
  const isTest = /^(?:isinstance|callable|hasattr|type|issubclass)$/.test(called);
  return isTest && (childIn(node, 'arguments')?.children ?? []).some((one) => isNamed(tree, one, sought));
}

/** `a.b`, `a[0]`, `len(a)`, `a()`: no number and no bool is used like that. */
function isTakenApart(tree: PyTree, node: PyNode, sought: Sought): boolean {
  const isOf = (field: string): boolean => isNamed(tree, childIn(node, field), sought);
  if (node.type === 'call' && isOf('function')) return true;
  if (!/^(?:bool|int|float)$/.test(sought.type)) return false;
  if (node.type === 'attribute') return isOf('object');
  if (node.type === 'subscript') return isOf('value');
  if (node.type === 'for_statement' || node.type === 'for_in_clause') return isOf('right');
  const isLength = node.type === 'call' && textOf(tree, childIn(node, 'function') ?? node) === 'len';
  return isLength && (childIn(node, 'arguments')?.children ?? []).some((one) => isNamed(tree, one, sought));
}

/** Whether the docstring names other types on the line that is about the parameter. */
function isDocumentedOtherwise(tree: PyTree, body: PyNode, { name, type }: Sought): boolean {
  const [first] = body.children.filter((one) => one.type !== 'comment');
  const text = first?.children[0]?.type === 'string' ? textOf(tree, first) : '';
  const about = new RegExp(String.raw`^\s*(?::\w+\s[^:\n]*\b)?\*{0,2}${name}\b\s*[:(](.*)$`, 'gm');
  const words = [...text.matchAll(about)].flatMap(([, said = '']) => said.match(TYPE_WORD) ?? []);
  return words.some((word) => !isTaken(type, LONG_WORDS.get(word) ?? word));
}
