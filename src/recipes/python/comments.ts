import { nodesBelow, textOf, type PyNode, type PyTree } from './tree.ts';

/** Every comment of the file, in the order of the text. */
export function commentNodes(tree: PyTree): readonly PyNode[] {
  return [...nodesBelow(tree.root)].filter(({ type }) => type === 'comment');
}

/** What is wrong when a comment of one text is missing in another, or null. */
export function lostComment(before: PyTree, after: PyTree): string | null {
  const left = commentsOf(after);
  for (const [comment, count] of commentsOf(before)) {
    if ((left.get(comment) ?? 0) < count) return `the comment "${comment}" would be lost`;
  }
  return null;
}

function commentsOf(tree: PyTree): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const node of commentNodes(tree)) {
    const text = textOf(tree, node).trimEnd();
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}
