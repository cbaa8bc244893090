import { childIn, nodesBelow, textOf, type PyNode, type PyTree } from '../python/tree.ts';
import { parametersOf, receiverOf, type Method } from './method.ts';

// Values that may be made twice, once for the method and once for the function, with nobody the wiser.
const PLAIN_VALUES = new Set([
  'integer',
  'float',
  'string',
  'concatenated_string',
  'none',
  'true',
  'false',
  'ellipsis',
  'identifier',
  'attribute',
  'lambda',
]);
const PLAIN_IF_PARTS_ARE = new Set([
  'unary_operator',
  'not_operator',
  'binary_operator',
  'boolean_operator',
  'comparison_operator',
  'parenthesized_expression',
  'tuple',
  'subscript',
]);

const TO_TOOLS = /^#\s*(?:type:\s*ignore|noqa|pyright:|pylint:|pragma:|nosec|pyre-)/;
const ON_OVERRIDING =
  /^#\s*(?:type:\s*ignore\[override\]|pyright:\s*ignore\[reportIncompatibleMethodOverride\])\s*$/;

/** The statements of the method that stays: its docstring, which programs and people read there, and a call of the function. */
export function delegateBody(method: Method): readonly string[] {
  const receiver = receiverOf(method);
  const parameters = parametersOf(method.definition).filter((parameter) => parameter !== receiver);
  const call = `${method.name}(${argumentsFor(method.tree, parameters).join(', ')})`;
  const docstring = docstringOf(method.definition);
  return [
    ...(docstring === null ? [] : [textOf(method.tree, docstring)]),
    isCoroutine(method.definition) ? `return await ${call}` : `return ${call}`,
  ];
}

/** The string at the start of a body, or null. */
export function docstringOf(definition: PyNode): PyNode | null {
  const first = childIn(definition, 'body')?.children.find(({ type }) => type !== 'comment');
  const [value, ...others] = first?.type === 'expression_statement' ? first.children : [];
  const isString = value?.type === 'string' || value?.type === 'concatenated_string';
  return isString && others.length === 0 && !hasInterpolation(value) ? value : null;
}

/**
 * The head of the method up to its colon, with what its comment tells tools; a generator that is async gives its
 * iterator at once, so nothing is awaited.
 */
export function delegateHead(method: Method): string {
  const { definition, tree } = method;
  const colon = definition.children.find(({ type }) => type === ':');
  const head = tree.text.slice(definition.start, colon?.end ?? definition.end);
  const said = headComment(method);
  const told = said !== null && TO_TOOLS.test(tree.text.slice(said.start, said.end)) ? said : null;
  const comment = told === null ? '' : tree.text.slice(colon?.end ?? told.start, told.end).trimEnd();
  const isAwaited = !isAsync(definition) || isCoroutine(definition);
  return `${isAwaited ? head : head.replace(/^async\s+/, '')}${comment}`;
}

/** Whether the comment on the line of the head speaks of a base class, of which a function has none. */
export function isOnOverriding(method: Method, comment: PyNode): boolean {
  return ON_OVERRIDING.test(textOf(method.tree, comment));
}

/** The comment behind the colon of the head, or null. */
export function headComment({ definition }: Method): PyNode | null {
  const at = definition.children.findIndex(({ type }) => type === ':');
  const next = definition.children[at + 1];
  return at !== -1 && next?.type === 'comment' ? next : null;
}

/** Defaults that a second definition would make anew: lists, dictionaries, the results of calls. */
export function unsharedDefaults(method: Method): readonly string[] {
  return parametersOf(method.definition)
    .map((parameter) => childIn(parameter, 'value'))
    .filter((value) => value !== null && !isPlain(value))
    .map((value) => (value === null ? '' : textOf(method.tree, value)));
}

function isPlain(value: PyNode): boolean {
  if (PLAIN_VALUES.has(value.type)) return true;
  if (!PLAIN_IF_PARTS_ARE.has(value.type)) return false;
  return value.children.every((child) => !isExpression(child) || isPlain(child));
}

/** Operators and brackets are named by what they read. */
function isExpression(node: PyNode): boolean {
  return (
    /^[a-z]/.test(node.type) &&
    !['and', 'or', 'not', 'in', 'is', 'not in', 'is not', 'comment'].includes(node.type)
  );
}

/** What a call with the same parameters passes on: positional up to a star, by keyword after it. */
export function argumentsFor(tree: PyTree, parameters: readonly PyNode[]): readonly string[] {
  let isKeywordOnly = false;
  return parameters.flatMap((parameter) => {
    if (parameter.type === 'positional_separator') return [];
    const splat = splatOf(parameter);
    if (parameter.type === 'keyword_separator' || splat?.type === 'list_splat_pattern') isKeywordOnly = true;
    if (parameter.type === 'keyword_separator') return [];
    if (splat !== null) return [textOf(tree, splat)];
    const name = parameterName(tree, parameter);
    return [isKeywordOnly ? `${name}=${name}` : name];
  });
}

function splatOf(parameter: PyNode): PyNode | null {
  const node = parameter.type === 'typed_parameter' ? parameter.children[0] : parameter;
  return node?.type === 'list_splat_pattern' || node?.type === 'dictionary_splat_pattern' ? node : null;
}

function parameterName(tree: PyTree, parameter: PyNode): string {
  const identifier =
    parameter.type === 'identifier' ? parameter : (childIn(parameter, 'name') ?? parameter.children[0]);
  return identifier === undefined ? '' : textOf(tree, identifier);
}

function hasInterpolation(node: PyNode): boolean {
  return [...nodesBelow(node)].some(({ type }) => type === 'interpolation');
}

function isAsync(definition: PyNode): boolean {
  return definition.children[0]?.type === 'async';
}

function isCoroutine(definition: PyNode): boolean {
  return isAsync(definition) && !hasOwnYield(definition);
}

function hasOwnYield(definition: PyNode): boolean {
  const isOwn = (node: PyNode): boolean =>
    node === definition || !['function_definition', 'lambda', 'class_definition'].includes(node.type);
  return [...nodesBelow(definition, isOwn)].some((node) => node.type === 'yield');
}
