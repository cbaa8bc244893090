import { ancestorsOf, textOf, type PyNode, type PyTree } from './tree.ts';

/** Whether a text in quotes is an annotation, or a part of one, that names types. */
export function isQuotedAnnotation(tree: PyTree, node: PyNode): boolean {
  const around = [...ancestorsOf(node)];
  const at = around.findIndex(
    ({ type, field }) => type === 'type' && (field === 'type' || field === 'return_type'),
  );
  if (at === -1) return false;
  const inside = around.slice(0, at);
  if (inside.some(({ type }) => type === 'call' || type === 'interpolation')) return false;
  return !inside.some(
    (one) =>
      ['generic_type', 'subscript'].includes(one.type) &&
      /^(?:\w+\.)*(?:Literal|Annotated)\b/.test(textOf(tree, one)),
  );
}
