import type { PythonFile } from '../python/project.ts';
import { ancestorsOf, childIn, textOf, type PyNode } from '../python/tree.ts';
import { basesOf, bindingsOf, classNamed, type PythonClass } from '../rename-symbol/python/classes.ts';
import type { Situation } from './situation.ts';

/** Whether an expression is certain to be an object of the class, and never None. */
export function isInstance(situation: Situation, file: PythonFile, node: PyNode): boolean {
  if (node.type === 'parenthesized_expression') {
    const [, inner] = node.children;
    return inner !== undefined && isInstance(situation, file, inner);
  }
  if (node.type === 'call') {
    const callee = childIn(node, 'function');
    return callee !== null && isClass(situation, file, callee);
  }
  if (node.type !== 'identifier') return false;
  const [only, ...others] = bindingsOf(file, node);
  if (only === undefined || others.length > 0) return false;
  const holder = [only.node, ...ancestorsOf(only.node)].find(
    ({ type, parent }) => parent?.type === 'parameters' || type === 'assignment' || type === 'block',
  );
  if (holder?.parent?.type === 'parameters')
    return isTypedParameter(situation, file, holder) || isSelf(situation, file, holder);
  if (holder?.type !== 'assignment' || childIn(holder, 'left') !== only.node) return false;
  const type = childIn(holder, 'type');
  const value = childIn(holder, 'right');
  if (type !== null) return isAnnotated(situation, file, type);
  return value?.type === 'call' && isInstance(situation, file, value);
}

/** Whether an annotation is the class itself, in quotes or not. */
export function isAnnotated(situation: Situation, file: PythonFile, type: PyNode): boolean {
  const [node, ...others] = type.children;
  if (node === undefined || others.length > 0) return false;
  if (node.type === 'string') {
    return file === situation.file && textOf(file.tree, node).slice(1, -1) === situation.className;
  }
  return isClass(situation, file, node);
}

function isTypedParameter(situation: Situation, file: PythonFile, parameter: PyNode): boolean {
  const type = childIn(parameter, 'type');
  const value = childIn(parameter, 'value');
  const isStarred = parameter.children.some(({ type: one }) => /splat/.test(one));
  return type !== null && !isStarred && value?.type !== 'none' && isAnnotated(situation, file, type);
}

/** `self` in a method of the class, or of one below it. */
function isSelf(situation: Situation, file: PythonFile, parameter: PyNode): boolean {
  const definition = parameter.parent?.parent;
  const isFirst = parameter.parent?.children[1] === parameter && parameter.type === 'identifier';
  const owner = definition?.parent?.type === 'block' ? definition.parent.parent : null;
  const isPlain = owner?.type === 'class_definition' && isBelow(situation, { file, node: owner });
  const name = definition === null || definition === undefined ? null : childIn(definition, 'name');
  return isFirst && isPlain && name !== null && textOf(file.tree, name) !== '__new__';
}

/** Whether a class is the one, or has it as the first of its bases, through others or not: no base comes before it then. */
function isBelow(situation: Situation, own: PythonClass, seen: readonly PyNode[] = []): boolean {
  if (own.node === situation.classNode) return true;
  const [first] = basesOf(own);
  const base = first === undefined ? null : classNamed(situation.project, own.file, first);
  if (base?.kind !== 'class' || seen.includes(own.node)) return false;
  return isBelow(situation, base.found, [...seen, own.node]);
}

function isClass({ project, classNode }: Situation, file: PythonFile, node: PyNode): boolean {
  const found = classNamed(project, file, node);
  return found.kind === 'class' && found.found.node === classNode;
}
