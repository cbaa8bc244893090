import { isDecorator } from '../python/functions.ts';
import {
  ancestorsOf,
  childIn,
  nameOf,
  nodesBelow,
  textOf,
  type PyNode,
  type PyTree,
} from '../python/tree.ts';

/** A function or class that may have a docstring. */
export type Documented = {
  readonly node: PyNode;
  readonly name: string;
  readonly kind: 'function' | 'class';
  /** The class that holds it directly, or null. */
  readonly owner: PyNode | null;
  readonly decorators: readonly PyNode[];
  readonly body: PyNode;
};

/** Every function and class of a file, in the order of the text. */
export function documentedIn(tree: PyTree): readonly Documented[] {
  return [...nodesBelow(tree.root)].flatMap((node): readonly Documented[] => {
    const kind = KINDS[node.type];
    const body = childIn(node, 'body');
    if (kind === undefined || body === null) return [];
    const decorated = node.parent?.type === 'decorated_definition' ? node.parent : null;
    const holder = (decorated ?? node).parent?.parent ?? null;
    const owner = holder?.type === 'class_definition' ? holder : null;
    const decorators = decorated?.children.filter(({ type }) => type === 'decorator') ?? [];
    return [{ node, name: nameOf(tree, node), kind, owner, decorators, body }];
  });
}

const KINDS: Readonly<Record<string, Documented['kind']>> = {
  function_definition: 'function',
  class_definition: 'class',
};

/** The statement that is the docstring of a definition, or null. */
export function docstringOf({ body }: Documented): PyNode | null {
  const first = body.children.find(({ type }) => type !== 'comment');
  const isString =
    first?.type === 'expression_statement' &&
    first.children.length === 1 &&
    /^(?:string|concatenated_string)$/.test(first.children[0]?.type ?? '');
  return isString ? first : null;
}

/** What users call it: its name, with the class of a method. */
export function labelOfDocumented(tree: PyTree, { name, owner }: Documented): string {
  return owner === null ? name : `${nameOf(tree, owner)}.${name}`;
}

// A docstring below any other may be shown to users of the program.
const HARMLESS =
  /^(?:property|staticmethod|classmethod|final|(?:functools\.)?(?:lru_cache|cache|cached_property|wraps)|(?:abc\.)?abstractmethod|(?:contextlib\.)?(?:async)?contextmanager|(?:dataclasses\.)?dataclass)$/;
const OVERLOAD = /^(?:\w+\.)?(?:overload|override)$|^\w+\.(?:setter|deleter|getter)$/;

/** Whether a definition is one that readers look for a docstring at, when nobody has named it. */
export function isPublic(tree: PyTree, { node, name, decorators, owner }: Documented): boolean {
  if (name.startsWith('_') || /^(?:test_|Test[A-Z_])/.test(name)) return false;
  if (owner !== null && nameOf(tree, owner).startsWith('_')) return false;
  if ([...ancestorsOf(node)].some(({ type }) => type === 'function_definition')) return false;
  return !decorators.some((decorator) => isDecorator(tree, decorator, OVERLOAD));
}

/** Why a definition is left as it is, or null. One that was named is meant, whoever reads it. */
export function whyLeft(
  tree: PyTree,
  { node, decorators, body }: Documented,
  isNamed: boolean,
): string | null {
  const reader = decorators.find(
    (decorator) => !isDecorator(tree, decorator, HARMLESS) && !isDecorator(tree, decorator, OVERLOAD),
  );
  if (reader !== undefined && !isNamed)
    return `${textOf(tree, reader).split('\n')[0]} may read its docstring`;
  const head = tree.text.slice(node.start, body.start);
  return head.includes('\n') && /\n[ \t]*$/.test(tree.text.slice(0, body.start))
    ? null
    : 'its body stands on the line of its head';
}
