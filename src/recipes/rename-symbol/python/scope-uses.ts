import { isQuotedAnnotation } from '../../python/quoted-annotations.ts';
import { usesOfName } from '../../python/scopes.ts';
import { ancestorsOf, nodesBelow, textOf, type PyNode } from '../../python/tree.ts';
import { placeOf, type PythonFile } from '../../python/project.ts';
import type { Home, Renaming } from './renaming.ts';

/** The old and the new name of a symbol. */
export type Names = { readonly name: string; readonly to: string };

/**
 * The places of a scope's name, forward references in annotations included. `isOwnImport` tells whether an import
 * brings the symbol.
 */
export function scopeRenamings(
  { file, scope }: Home,
  names: Names,
  isOwnImport: (node: PyNode) => boolean = () => false,
): readonly Renaming[] {
  const uses = usesOfName(file.tree, names.name).filter(
    ({ role, home }) => home === scope && role !== 'attribute' && role !== 'label',
  );
  const places = uses.map(({ node, role }): Renaming => {
    const isOther = role === 'bound' && isUnaliasedImport(node) && !isOwnImport(node);
    return { file, node, text: isOther ? `${names.name} as ${names.to}` : names.to };
  });
  return [...places, ...quotedAnnotations(file, scope, names)];
}

/** What in the scope's uses cannot be followed: the value under the name is told by its name, or read before it is bound. */
export function scopeObstacle(file: PythonFile, scope: PyNode, name: string): string | null {
  const uses = usesOfName(file.tree, name);
  const own = uses.filter(({ home, role }) => home === scope && role !== 'attribute' && role !== 'label');
  const shown = own.find(
    ({ node }) =>
      node.parent?.type === 'interpolation' && node.parent.children.some(({ type }) => type === '='),
  );
  if (shown !== undefined) return `the text of the name is shown at ${placeOf(file, shown.node)}`;
  const submodule = own.find(
    ({ node }) =>
      node.parent?.type === 'dotted_name' && node.parent.children.length > 1 && isUnaliasedImport(node),
  );
  if (submodule !== undefined) return `it is a package at ${placeOf(file, submodule.node)}`;
  const twofold = uses.find(({ node, role, home }) => {
    if (role !== 'read' || home.type !== 'class_definition' || home === scope) return false;
    const bound = uses.find((use) => use.role === 'bound' && use.home === home);
    return bound !== undefined && node.start < statementOf(bound.node).end;
  });
  return twofold === undefined
    ? null
    : `a class binds the name itself and may mean the other one at ${placeOf(file, twofold.node)}`;
}

/** `def f(x: "Node")`: the word in a string of an annotation that sees the scope's name. */
function quotedAnnotations(file: PythonFile, scope: PyNode, { name, to }: Names): readonly Renaming[] {
  const word = new RegExp(String.raw`(?<![\w.'"])${name}(?!\w)`, 'g');
  const homes = new Set(
    usesOfName(file.tree, name).flatMap(({ role, home }) => (role === 'bound' ? [home] : [])),
  );
  return [...nodesBelow(scope)].flatMap((node) => {
    if (node.type !== 'string_content' || !isQuotedAnnotation(file.tree, node)) return [];
    const text = textOf(file.tree, node);
    if (text.replace(word, to) === text) return [];
    const around = [...ancestorsOf(node)];
    const isSeen = around.find((one) => homes.has(one)) === scope || scope.type === 'module';
    const isHidden = around.some((one) => one !== scope && homes.has(one) && one.type !== 'class_definition');
    return isSeen && !isHidden ? [{ file, node, text: text.replace(word, to) }] : [];
  });
}

function isUnaliasedImport(node: PyNode): boolean {
  const clause = node.parent;
  return (
    clause?.type === 'dotted_name' &&
    ['import_statement', 'import_from_statement'].includes(clause.parent?.type ?? '')
  );
}

function statementOf(node: PyNode): PyNode {
  return [node, ...ancestorsOf(node)].find(({ parent }) => parent?.type === 'block') ?? node;
}
