import {
  ancestorsOf,
  childIn,
  nameOf,
  nodesBelow,
  textOf,
  type PyNode,
  type PyTree,
} from '../python/tree.ts';
import { isMangled } from '../python/mangled.ts';
import { scopesAround } from '../python/scopes.ts';
import type { SourceFile } from '../source-file.ts';

/** A decorator with what it means for a move: it says how the method is bound, it only marks it, or it may do anything. */
export type Decorator = {
  readonly node: PyNode;
  readonly text: string;
  readonly kind: 'binding' | 'mark' | 'other';
};

/** A method of a class, in a tree of its file. */
export type Method = {
  readonly file: SourceFile;
  readonly tree: PyTree;
  readonly name: string;
  readonly className: string;
  /** With the names of the classes around it: `Outer.Inner`. */
  readonly qualifiedClass: string;
  readonly classNode: PyNode;
  readonly definition: PyNode;
  /** The definition with its decorators. */
  readonly whole: PyNode;
  readonly decorators: readonly Decorator[];
  /** What Python passes as the first argument: the instance, the class, or nothing. */
  readonly binding: Binding;
};

export type Binding = 'instance' | 'class' | 'static';

// Python makes these class methods, or static ones that are given the class, without a decorator.
const GIVEN_THE_CLASS = new Set(['__new__', '__init_subclass__', '__class_getitem__']);

/** Every class of a file. */
export function classesOf(tree: PyTree): readonly PyNode[] {
  return [...nodesBelow(tree.root)].filter((node) => node.type === 'class_definition');
}

/** The methods that stand directly in the body of a class, in order. */
export function methodsOf(file: SourceFile, tree: PyTree, classNode: PyNode): readonly Method[] {
  const statements = childIn(classNode, 'body')?.children ?? [];
  return statements.flatMap((whole) => {
    const definition = whole.type === 'decorated_definition' ? childIn(whole, 'definition') : whole;
    if (definition?.type !== 'function_definition') return [];
    const decorators = decoratorsOf(tree, whole);
    return {
      file,
      tree,
      name: nameOf(tree, definition),
      className: nameOf(tree, classNode),
      qualifiedClass: qualifiedName(tree, classNode),
      classNode,
      definition,
      whole,
      decorators,
      binding: bindingOf(nameOf(tree, definition), decorators),
    };
  });
}

/** `Outer.Inner` for a class in a class. */
export function qualifiedName(tree: PyTree, classNode: PyNode): string {
  const around = [...ancestorsOf(classNode)].filter((node) => node.type === 'class_definition');
  return [classNode, ...around]
    .map((node) => nameOf(tree, node))
    .toReversed()
    .join('.');
}

/** The parameters of a definition, without brackets, commas and comments. */
export function parametersOf(definition: PyNode): readonly PyNode[] {
  const list = childIn(definition, 'parameters')?.children ?? [];
  return list.filter((node) => !['(', ')', ',', 'comment'].includes(node.type));
}

/** The parameter that Python fills by itself, or null where the method has none that can be dropped. */
export function receiverOf(method: Pick<Method, 'definition' | 'binding'>): PyNode | null {
  const [first] = parametersOf(method.definition);
  if (method.binding === 'static' || first === undefined) return null;
  if (first.type === 'identifier') return first;
  return first.type === 'typed_parameter' && first.children[0]?.type === 'identifier' ? first : null;
}

/** The identifier of a parameter that {@link receiverOf} gave. */
export function receiverName(tree: PyTree, receiver: PyNode): string {
  return textOf(tree, receiver.type === 'identifier' ? receiver : (receiver.children[0] ?? receiver));
}

/** The function that stands directly in the class and holds the node, or null. */
export function memberAround(classNode: PyNode, node: PyNode): PyNode | null {
  const scopes = scopesAround(node);
  const at = scopes.indexOf(classNode);
  const member = at > 0 ? scopes[at - 1] : undefined;
  return member?.type === 'function_definition' ? member : null;
}

/** How a function that stands directly in a class is bound. */
export function bindingOfMember(tree: PyTree, definition: PyNode): Binding {
  const whole = definition.parent?.type === 'decorated_definition' ? definition.parent : definition;
  return bindingOf(nameOf(tree, definition), decoratorsOf(tree, whole));
}

/** The name that Python makes inside a class of one that begins with two underscores; others stay. */
export function mangled(className: string, name: string): string {
  const owner = className.replace(/^_+/, '');
  return isMangled(name) && owner !== '' ? `_${owner}${name}` : name;
}

function decoratorsOf(tree: PyTree, whole: PyNode): readonly Decorator[] {
  return whole.children
    .filter((node) => node.type === 'decorator')
    .map((node) => ({ node, text: textOf(tree, node), kind: kindOf(textOf(tree, node)) }));
}

function kindOf(decorator: string): Decorator['kind'] {
  const expression = decorator.replace(/^@\s*/, '');
  if (expression === 'staticmethod' || expression === 'classmethod') return 'binding';
  return /^pytest\.mark\.\w+/.test(expression) ? 'mark' : 'other';
}

function bindingOf(name: string, decorators: readonly Decorator[]): Binding {
  if (decorators.some(({ text }) => /^@\s*staticmethod$/.test(text))) return 'static';
  if (decorators.some(({ text }) => /^@\s*classmethod$/.test(text))) return 'class';
  return GIVEN_THE_CLASS.has(name) ? 'class' : 'instance';
}
