import { ancestorsOf, childIn, nameOf, nodesBelow, textOf, type PyNode, type PyTree } from './tree.ts';

/** A function definition with what stands around it. */
export type PyFunction = {
  readonly node: PyNode;
  readonly name: string;
  /** The class that holds it directly, or null. */
  readonly owner: PyNode | null;
  readonly decorators: readonly PyNode[];
};

/** Every function and method of a file, in the order of the text. */
export function functionsOf(tree: PyTree): readonly PyFunction[] {
  return [...nodesBelow(tree.root)]
    .filter(({ type }) => type === 'function_definition')
    .map((node) => {
      const decorated = node.parent?.type === 'decorated_definition' ? node.parent : null;
      const holder = (decorated ?? node).parent?.parent ?? null;
      return {
        node,
        name: nameOf(tree, node),
        owner: holder?.type === 'class_definition' ? holder : null,
        decorators: decorated?.children.filter(({ type }) => type === 'decorator') ?? [],
      };
    });
}

/** What users call a function: its name, with the class of a method. */
export function labelOf(tree: PyTree, { name, owner }: PyFunction): string {
  return owner === null ? name : `${nameOf(tree, owner)}.${name}`;
}

/** The nodes of a function's own body: not those of functions, classes and lambdas in it. */
export function* ownNodes(node: PyNode): Generator<PyNode> {
  const body = childIn(node, 'body');
  if (body === null) return;
  const inner = new Set(['function_definition', 'class_definition', 'lambda']);
  yield* nodesBelow(body, ({ type }) => !inner.has(type));
}

/** Whether a function stands in another. */
export function isNested({ node }: PyFunction): boolean {
  return [...ancestorsOf(node)].some(({ type }) => type === 'function_definition');
}

/** The parameters of a function, without separators. */
export function parametersOf(node: PyNode): readonly PyNode[] {
  const list = childIn(node, 'parameters')?.children ?? [];
  return list.filter(({ type }) => !/^(?:[(),]|comment|(?:keyword|positional)_separator)$/.test(type));
}

/** Whether a decorator is one of these names, dotted or called. */
export function isDecorator(tree: PyTree, decorator: PyNode, names: RegExp): boolean {
  const text = textOf(tree, decorator)
    .replace(/^@\s*/, '')
    .replace(/\([^]*$/, '');
  return names.test(text.trim());
}
