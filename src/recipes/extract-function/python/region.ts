import { scopesAround } from '../../python/scopes.ts';
import { ancestorsOf, isWithin, nodesBelow, type PyNode, type PyTree } from '../../python/tree.ts';
import { indentationAt } from '../../python/lines.ts';

/** Whole statements of one block in a function. */
export type Region = {
  readonly tree: PyTree;
  readonly start: number;
  readonly end: number;
  readonly statements: readonly PyNode[];
  /** The function that runs the statements. */
  readonly home: PyNode;
};

/** The statements that a stretch of text holds, or why it holds none that can be taken out. */
export function regionOf(
  tree: PyTree,
  span: { readonly start: number; readonly end: number },
): Region | string {
  const block = blockOf(tree.root, span);
  const inside = block.children.filter((one) => one.end > span.start && one.start < span.end);
  const statements = inside.filter(({ type }) => type !== 'comment' && type !== ';');
  const [first] = statements;
  if (first === undefined) return 'they hold no statement';
  const isWhole = inside.every((one) => span.start <= one.start && one.end <= span.end);
  const rest = inside.reduceRight(
    (text, one) => text.slice(0, one.start - span.start) + text.slice(one.end - span.start),
    tree.text.slice(span.start, span.end),
  );
  const isComment = rest.split('\n').every((line) => /^\s*(?:#.*)?$/.test(line));
  if (!isWhole || !isComment || indentationAt(tree.text, first.start) === null) {
    return 'they are not whole statements of one block';
  }
  const [home] = scopesAround(first);
  if (home?.type !== 'function_definition') return 'they are not inside a function';
  return { tree, ...span, statements, home };
}

/** The nodes that run with the statements themselves: not those of functions and classes in them. */
export function ownNodes(region: Region): readonly PyNode[] {
  const isDescended = ({ type }: PyNode): boolean =>
    !['function_definition', 'class_definition', 'lambda'].includes(type);
  return region.statements.flatMap((one) => [...nodesBelow(one, isDescended)]);
}

/** Whether a node lies among the statements. */
export function isInRegion({ start, end }: Region, node: PyNode): boolean {
  return start <= node.start && node.end <= end;
}

/** The loops and other statements of the function around the lines, the nearest first. */
export function aroundRegion({ statements, home }: Region): readonly PyNode[] {
  const [first] = statements;
  return first === undefined
    ? []
    : [...ancestorsOf(first)].filter((one) => one !== home && isWithin(home, one));
}

function blockOf(root: PyNode, span: { readonly start: number; readonly end: number }): PyNode {
  let found = root;
  for (const node of nodesBelow(root, (one) => one.start <= span.start && span.end <= one.end)) {
    const isAround = node.start <= span.start && span.end <= node.end;
    if (node.type === 'block' && isAround) found = node;
  }
  return found;
}
