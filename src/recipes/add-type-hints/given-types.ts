import { argumentsOf, itemsOf, nameOfParameter } from '../python/arguments.ts';
import { parametersOf } from '../python/functions.ts';
import { ancestorsOf, childIn, nodesBelow, textOf, type PyNode, type PyTree } from '../python/tree.ts';

const OF_NODES: ReadonlyMap<string, string> = new Map([
  ['true', 'bool'],
  ['false', 'bool'],
  ['not_operator', 'bool'],
  ['integer', 'int'],
  ['float', 'float'],
  ['none', 'None'],
  ['list', 'list'],
  ['list_comprehension', 'list'],
  ['dictionary', 'dict'],
  ['dictionary_comprehension', 'dict'],
  ['set', 'set'],
  ['set_comprehension', 'set'],
  ['tuple', 'tuple'],
  ['generator_expression', 'generator'],
  ['lambda', 'function'],
  ['ellipsis', 'ellipsis'],
]);
const CONVERSIONS = /^(?:bool|int|float|str|bytes|list|dict|set|tuple|frozenset)$/;
const CLASS_NAME = /^_*[A-Z]\w*[a-z]\w*$/;
const MAX_STEPS = 3;

/** The types that a value certainly has in one case or another, as words of Python; none where nothing is certain. */
export function typesOfValue(tree: PyTree, node: PyNode, steps: number = MAX_STEPS): readonly string[] {
  const known = OF_NODES.get(node.type);
  if (known !== undefined) return [known];
  const parts = node.children.filter(({ type }) => type !== 'comment');
  const types = (inner: readonly (PyNode | null | undefined)[]): readonly string[] => [
    ...new Set(
      inner.flatMap((part) => (part === null || part === undefined ? [] : typesOfValue(tree, part, steps))),
    ),
  ];
  if (node.type === 'string') return [/^[a-z]*b/i.test(textOf(tree, node)) ? 'bytes' : 'str'];
  if (node.type === 'concatenated_string') return types(parts.slice(0, 1));
  if (node.type === 'parenthesized_expression') return types(parts.slice(1, -1));
  if (node.type === 'conditional_expression') return types([parts[0], parts.at(-1)]);
  if (node.type === 'boolean_operator') return types([childIn(node, 'left'), childIn(node, 'right')]);
  if (node.type === 'unary_operator') return types(parts.slice(1));
  if (node.type === 'binary_operator') return ofOperation(tree, node, types);
  if (node.type === 'call') return ofCall(textOf(tree, childIn(node, 'function') ?? node));
  return node.type === 'identifier' && steps > 0 ? ofName(tree, node, steps - 1) : [];
}

function ofOperation(
  tree: PyTree,
  node: PyNode,
  types: (parts: readonly (PyNode | null)[]) => readonly string[],
): readonly string[] {
  const operator = childIn(node, 'operator');
  const left = types([childIn(node, 'left')]);
  const both = [...left, ...types([childIn(node, 'right')])];
  const isNumber = both.length > 0 && both.every((type) => type === 'int' || type === 'float');
  const sign = operator === null ? '' : textOf(tree, operator);
  if (isNumber && (sign === '/' || both.includes('float'))) return ['float'];
  const isText = left.length === 1 && /^(?:str|bytes)$/.test(left[0] ?? '');
  return isText && /^[%+]$/.test(sign) ? left : [];
}

function ofCall(called: string): readonly string[] {
  if (CONVERSIONS.test(called)) return [called];
  if (called === 'len') return ['int'];
  const name = called.split('.').at(-1) ?? '';
  return CLASS_NAME.test(name) ? [name] : [];
}

/** What a variable was given in its function, by the head of that or by the tests that `parametrize` makes of it. */
function ofName(tree: PyTree, node: PyNode, steps: number): readonly string[] {
  const name = textOf(tree, node);
  const functions = [...ancestorsOf(node)].filter(({ type }) => type === 'function_definition');
  for (const around of functions) {
    const parameter = parametersOf(around).find((one) => nameOfParameter(tree, one) === name);
    const given = [
      ...(parameter === undefined ? [] : ofParameter(tree, around, parameter)),
      ...ofAssignments(tree, around, name).flatMap((value) => typesOfValue(tree, value, steps)),
    ];
    if (parameter !== undefined || given.length > 0) return [...new Set(given)];
  }
  const all = ofAssignments(tree, tree.root, name).filter(
    (value) => ![...ancestorsOf(value)].some(({ type }) => type === 'function_definition'),
  );
  return [...new Set(all.flatMap((value) => typesOfValue(tree, value, steps)))];
}

function ofParameter(tree: PyTree, around: PyNode, parameter: PyNode): readonly string[] {
  const annotation = childIn(parameter, 'type');
  if (annotation !== null) return ofAnnotation(textOf(tree, annotation));
  const value = childIn(parameter, 'value');
  return [
    ...(value === null ? [] : typesOfValue(tree, value, 0)),
    ...ofParametrized(tree, around, nameOfParameter(tree, parameter)),
  ];
}

function ofAnnotation(text: string): readonly string[] {
  const plain = text.replace(/\s+/g, '').replace(/^(["'])(.*)\1$/, '$2');
  if (/\bAny\b/.test(plain)) return [];
  const inner = /^(?:\w+\.)?Optional\[(.*)\]$/.exec(plain)?.[1];
  return inner === undefined ? plain.split('|') : [inner, 'None'];
}

/** The values of `@pytest.mark.parametrize("name", [...])`, one name or several. */
function ofParametrized(tree: PyTree, around: PyNode, name: string): readonly string[] {
  const decorated = around.parent?.type === 'decorated_definition' ? around.parent : null;
  const decorators = decorated?.children.filter(({ type }) => type === 'decorator') ?? [];
  return decorators.flatMap((decorator): readonly string[] => {
    const call = decorator.children.find(({ type }) => type === 'call');
    const [names, values] = call === undefined ? [null, null] : argumentsOf(call);
    if (!names || !values) return [];
    const words: readonly string[] = textOf(tree, names).match(/\w+/g) ?? [];
    const at = words.indexOf(name);
    if (at === -1) return [];
    return itemsOf(values).flatMap((row) => {
      const cell = words.length === 1 ? row : itemsOf(row)[at];
      return cell === undefined ? [] : typesOfValue(tree, cell, 0);
    });
  });
}

function ofAssignments(tree: PyTree, around: PyNode, name: string): readonly PyNode[] {
  return [...nodesBelow(around)].flatMap((node): readonly PyNode[] => {
    if (node.type !== 'assignment' && node.type !== 'for_statement') return [];
    const left = childIn(node, 'left');
    const right = childIn(node, 'right');
    if (left === null || right === null || textOf(tree, left) !== name) return [];
    if (node.type === 'assignment') return [right];
    return /^(?:list|tuple|set)$/.test(right.type) ? itemsOf(right) : [];
  });
}
