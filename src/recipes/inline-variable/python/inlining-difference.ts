import type { PyNode, PyTree } from '../../python/tree.ts';
import { firstDifference } from '../../python/normal-form.ts';
import type { PyVariable } from './find.ts';

/** What differs between two texts besides the value at the uses and the statement that is gone, or null. */
export function inliningDifference(
  { tree, statement, value }: PyVariable,
  uses: readonly PyNode[],
  after: PyTree,
): string | null {
  const inlined = new Map(uses.map((use) => [use, value]));
  const expected = outline(tree, tree.root, { gone: statement, inlined });
  return firstDifference(expected, outline(after, after.root, { gone: null, inlined: new Map() }));
}

type Declared = { readonly gone: PyNode | null; readonly inlined: ReadonlyMap<PyNode, PyNode> };

/** The tree as a list of nodes and texts without parentheses: what they say, the nesting of the nodes says too. */
function outline(tree: PyTree, node: PyNode, declared: Declared): readonly string[] {
  if (node.type === 'comment' || node === declared.gone) return [];
  const shown = declared.inlined.get(node) ?? node;
  if (shown.type === 'parenthesized_expression')
    return shown.children.flatMap((child) =>
      /^[()]$/.test(child.type) ? [] : outline(tree, child, declared),
    );
  if (isTrailingComma(shown)) return [];
  if (shown.children.length === 0 || shown.type === 'string')
    return [`${shown.type} ${textIn(tree, shown, declared)}`];
  return [`(${shown.type}`, ...shown.children.flatMap((child) => outline(tree, child, declared)), ')'];
}

const LISTS = /^(?:argument_list|list|dictionary|set)$/;

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
        ? outline(tree, child, declared).join(' ')
        : tree.text.slice(child.start, child.end);
    at = child.end;
  }
  return text + tree.text.slice(at, node.end);
}
