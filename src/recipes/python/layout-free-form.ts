import type { PyNode, PyTree } from './tree.ts';

/** A statement that is left out, and nodes that stand in the place of others. */
type Declared = { readonly gone: PyNode | null; readonly inlined: ReadonlyMap<PyNode, PyNode> };

const AS_IT_IS: Declared = { gone: null, inlined: new Map() };

/**
 * A tree as a list of nodes and texts without what lays it out: white space, parentheses, whose meaning the nesting of the
 * nodes has too, and commas behind the last of several.
 */
export function layoutFreeForm(tree: PyTree, node: PyNode, declared: Declared = AS_IT_IS): readonly string[] {
  if (node.type === 'comment' || node === declared.gone) return [];
  const shown = declared.inlined.get(node) ?? node;
  if (shown.type === 'parenthesized_expression')
    return shown.children.flatMap((child) =>
      /^[()]$/.test(child.type) ? [] : layoutFreeForm(tree, child, declared),
    );
  if (isTrailingComma(shown)) return [];
  if (shown.children.length === 0 || shown.type === 'string')
    return [`${shown.type} ${textIn(tree, shown, declared)}`];
  return [`(${shown.type}`, ...shown.children.flatMap((child) => layoutFreeForm(tree, child, declared)), ')'];
}

const LISTS = /^(?:argument_list|parameters|list|dictionary|set)$/;

/** A comma behind the last item says nothing, but for a tuple. */
function isTrailingComma(node: PyNode): boolean {
  const { type, parent } = node;
  return type === ',' && parent !== null && LISTS.test(parent.type) && parent.children.at(-2) === node;
}

/** Strings count to the last character, but for what was inlined in them. */
function textIn(tree: PyTree, node: PyNode, declared: Declared): string {
  let text = '';
  let at = node.start;
  for (const child of node.children) {
    text += tree.text.slice(at, child.start);
    text +=
      child.type === 'interpolation'
        ? layoutFreeForm(tree, child, declared).join(' ')
        : tree.text.slice(child.start, child.end);
    at = child.end;
  }
  return text + tree.text.slice(at, node.end);
}
