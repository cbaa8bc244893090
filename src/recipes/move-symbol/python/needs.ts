import { isAnnotation, postponesAnnotations } from '../../python/annotations.ts';
import { isQuotedAnnotation } from '../../python/quoted-annotations.ts';
import { scopesAround, usesOfName } from '../../python/scopes.ts';
import { nodesBelow, textOf, type PyNode, type PyTree } from '../../python/tree.ts';
import { isMoved, type Definition } from './definition.ts';

/** A name of its module that the moved text uses. */
export type Need = {
  readonly name: string;
  /** Where the moved text reads it; a text in quotes that names it as a type counts. */
  readonly reads: readonly PyNode[];
  /** Where the module binds it; empty for what Python itself has, and for what `import *` brings. */
  readonly bindings: readonly PyNode[];
  /** Whether a value is wanted while the module loads: a base class, a decorator, a default. */
  readonly isWantedOnLoad: boolean;
};

/** Everything of its module that the moved text uses, by the name; its own name is left out. */
export function needsOf(definition: Definition): readonly Need[] {
  const { tree } = definition.file;
  const quoted = quotedNames(definition);
  const names = [...tree.identifiers.keys(), ...quoted.keys()].filter((name) => name !== definition.name);
  return [...new Set(names)].flatMap((name) => {
    const uses = usesOfName(tree, name).filter(({ home }) => home === tree.root);
    const moved = uses.filter(({ role, node }) => role === 'read' && isMoved(definition, node));
    const reads = [...moved.map(({ node }) => node), ...(quoted.get(name) ?? [])];
    if (reads.length === 0) return [];
    const bindings = uses.filter(({ role }) => role === 'bound').map(({ node }) => node);
    return [
      { name, reads, bindings, isWantedOnLoad: moved.some(({ node }) => isEvaluatedOnLoad(tree, node)) },
    ];
  });
}

/** Whether an expression is evaluated while its module loads: it stands in no function, and is no postponed annotation. */
export function isEvaluatedOnLoad(tree: PyTree, node: PyNode): boolean {
  const isLater = scopesAround(node).some(({ type }) => type === 'function_definition' || type === 'lambda');
  return !isLater && !(postponesAnnotations(tree) && isAnnotation(node));
}

function quotedNames(definition: Definition): ReadonlyMap<string, readonly PyNode[]> {
  const { tree } = definition.file;
  const found = new Map<string, PyNode[]>();
  for (const node of definition.statements.flatMap((statement) => [...nodesBelow(statement)])) {
    if (node.type !== 'string_content' || !isQuotedAnnotation(tree, node)) continue;
    for (const [name] of textOf(tree, node).matchAll(/(?<![\w.'"])[A-Za-z_]\w*/g)) {
      found.set(name, [...(found.get(name) ?? []), node]);
    }
  }
  return found;
}
