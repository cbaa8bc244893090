import { ancestorsOf, childIn, textOf, type PyNode } from '../../python/tree.ts';
import { bindingsOf, classNamed, type ClassValue } from './classes.ts';
import { moduleOf } from '../../python/modules.ts';
import type { PythonFile, PythonProject } from '../../python/project.ts';

const UNKNOWN: ClassValue = { kind: 'unknown' };
const FOREIGN: ClassValue = { kind: 'foreign' };
const LITERALS = new Set([
  'string',
  'concatenated_string',
  'integer',
  'float',
  'list',
  'dictionary',
  'set',
  'tuple',
  'list_comprehension',
  'dictionary_comprehension',
  'set_comprehension',
  'generator_expression',
  'true',
  'false',
  'none',
]);
const BUILTINS =
  /^(?:str|bytes|int|float|bool|list|dict|set|tuple|frozenset|open|len|range|sorted|enumerate|zip|type)$/;

/** The class that a value before a dot is, or is an object of; a module counts as foreign. */
export function classOfReceiver(project: PythonProject, file: PythonFile, node: PyNode): ClassValue {
  if (LITERALS.has(node.type)) return FOREIGN;
  if (node.type === 'parenthesized_expression') {
    const [, inner] = node.children;
    return inner === undefined ? UNKNOWN : classOfReceiver(project, file, inner);
  }
  if (node.type === 'call') return classOfCall(project, file, node);
  if (node.type === 'attribute') {
    return moduleOf(project, file, node).kind === 'unknown' ? classNamed(project, file, node) : FOREIGN;
  }
  return node.type === 'identifier' ? classOfName(project, file, node) : UNKNOWN;
}

function classOfCall(project: PythonProject, file: PythonFile, call: PyNode): ClassValue {
  const callee = childIn(call, 'function');
  if (callee === null) return UNKNOWN;
  const name = textOf(file.tree, callee);
  if (name === 'super') return classAround(file, call);
  const found = classNamed(project, file, callee);
  if (found.kind === 'class') return found;
  return found.kind === 'foreign' && callee.type === 'identifier' && BUILTINS.test(name) ? FOREIGN : UNKNOWN;
}

function classOfName(project: PythonProject, file: PythonFile, node: PyNode): ClassValue {
  if (moduleOf(project, file, node).kind !== 'unknown') return FOREIGN;
  const bindings = bindingsOf(file, node);
  const [only, ...others] = bindings;
  if (only === undefined) return classNamed(project, file, node);
  if (others.length > 0) return UNKNOWN;
  const named = classNamed(project, file, node);
  if (named.kind !== 'unknown') return named;
  const holder = [...ancestorsOf(only.node)].find(({ type }) =>
    ['parameters', 'assignment', 'for_statement', 'with_item'].includes(type),
  );
  if (holder?.type === 'parameters') return classOfParameter(project, file, only.node);
  if (holder?.type !== 'assignment' || childIn(holder, 'left') !== only.node) return UNKNOWN;
  const annotation = childIn(holder, 'type');
  const value = childIn(holder, 'right');
  if (annotation !== null) return classAnnotated(project, file, annotation);
  return value?.type === 'call' ? classOfCall(project, file, value) : UNKNOWN;
}

/** The receiver of a method, or what its annotation says. */
function classOfParameter(project: PythonProject, file: PythonFile, node: PyNode): ClassValue {
  const parameter = [node, ...ancestorsOf(node)].find(({ parent }) => parent?.type === 'parameters');
  const definition = parameter?.parent?.parent;
  if (parameter === undefined || definition === undefined || definition === null) return UNKNOWN;
  const annotation = childIn(parameter, 'type');
  if (
    annotation !== null &&
    /typed/.test(parameter.type) &&
    parameter.children[0]?.type !== 'list_splat_pattern'
  ) {
    const found = classAnnotated(project, file, annotation);
    if (found.kind !== 'unknown') return found;
  }
  const first = parameter.parent?.children.find(({ type }) => !['(', ',', 'comment'].includes(type));
  if (first !== parameter || /splat/.test(parameter.type)) return UNKNOWN;
  const whole = definition.parent?.type === 'decorated_definition' ? definition.parent : definition;
  const isStatic = whole.children.some(
    (one) => one.type === 'decorator' && /@\s*staticmethod\b/.test(textOf(file.tree, one)),
  );
  const owner = whole.parent?.parent;
  const isMethod = whole.parent?.type === 'block' && owner?.type === 'class_definition';
  return isMethod && !isStatic && owner !== undefined && owner !== null
    ? { kind: 'class', found: { file, node: owner } }
    : UNKNOWN;
}

/** `C`, `C | None`, `Optional[C]`, `type[C]`. */
function classAnnotated(project: PythonProject, file: PythonFile, annotation: PyNode): ClassValue {
  const [node] = annotation.type === 'type' ? annotation.children : [annotation];
  if (node === undefined) return UNKNOWN;
  if (node.type === 'binary_operator') {
    const parts = node.children.filter(({ type }) => type !== '|' && type !== 'none');
    const [part] = parts;
    return parts.length === 1 && part !== undefined ? classAnnotated(project, file, part) : UNKNOWN;
  }
  if (node.type === 'generic_type') {
    const name = textOf(file.tree, node.children[0] ?? node);
    const given = node.children[1]?.children.filter(({ type }) => type === 'type') ?? [];
    const [part] = given;
    if (!/^(?:Optional|type|Type)$/.test(name)) return classNamed(project, file, node);
    return given.length === 1 && part !== undefined ? classAnnotated(project, file, part) : UNKNOWN;
  }
  return classNamed(project, file, node);
}

function classAround(file: PythonFile, node: PyNode): ClassValue {
  const around = [...ancestorsOf(node)].find(({ type }) => type === 'class_definition');
  return around === undefined ? UNKNOWN : { kind: 'class', found: { file, node: around } };
}
