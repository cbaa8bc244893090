import { textOf, type PyNode, type PyTree } from './tree.ts';

/** Whether a file has `from __future__ import annotations`. */
export function postponesAnnotations(tree: PyTree): boolean {
  return tree.root.children.some(
    (node) => node.type === 'future_import_statement' && /\bannotations\b/.test(textOf(tree, node)),
  );
}

/** Whether a node is an annotation of a parameter, a result or a variable, or a part of one. */
export function isAnnotation(node: PyNode): boolean {
  for (let one: PyNode | null = node; one !== null; one = one.parent) {
    if (one.type === 'type' && (one.field === 'type' || one.field === 'return_type')) return true;
  }
  return false;
}
