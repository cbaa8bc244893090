import type { TreeCursor } from 'web-tree-sitter';
import { tryTree } from '../../codebase/languages/tree-sitter.ts';
import { OuroborosError } from '../../domain/errors.ts';

/** A node of a Python syntax tree as plain data. Offsets are in UTF-16 code units, the end is exclusive. */
export type PyNode = {
  readonly type: string;
  /** The role that the grammar gives the node in its parent, or null. */
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  readonly parent: PyNode | null;
  readonly children: readonly PyNode[];
};

/** A text with its tree; the tree belongs to this very text. */
export type PyTree = {
  readonly text: string;
  readonly root: PyNode;
  /** Every identifier by what it reads, in the order of the text. */
  readonly identifiers: ReadonlyMap<string, readonly PyNode[]>;
};

// A file of a megabyte takes seconds on a busy machine; there is no answer to wait for less long.
const TIMEOUT_MS = 60_000;
// Ruff, which proves every change, breaks down on what is nested about half as deep again.
const MAX_DEPTH = 2_000;

/**
 * The tree of a Python text, copied out of the parser's memory, or null when the text has a syntax error.
 * @throws OuroborosError `bad-file` when the parser gives up on the text, or when its tree is too deep to work on
 */
export async function parsePython(text: string): Promise<PyTree | null> {
  const source = { language: 'python', text, limits: { timeoutMs: TIMEOUT_MS } };
  const result = await tryTree(source, (tree) => {
    if (tree.rootNode.hasError) return null;
    const cursor = tree.walk();
    try {
      const root = copyOf(cursor, null, 0);
      return { text, root, identifiers: identifiersOf(text, root) };
    } finally {
      cursor.delete();
    }
  });
  if (result.kind === 'parsed') return result.value;
  const reason = result.kind === 'no-grammar' ? 'there is no grammar' : result.reason;
  throw new OuroborosError('bad-file', `The Python text could not be parsed: ${reason}.`);
}

/** The text of a node. */
export function textOf(tree: PyTree, node: PyNode): string {
  return tree.text.slice(node.start, node.end);
}

/** A node and all below it, in the order of the text. `isDescended` false skips what is below a node. */
export function* nodesBelow(
  node: PyNode,
  isDescended: (node: PyNode) => boolean = () => true,
): Generator<PyNode> {
  const waiting = [node];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    if (isDescended(next)) waiting.push(...next.children.toReversed());
  }
}

/** The nodes around a node, the nearest first. */
export function* ancestorsOf(node: PyNode): Generator<PyNode> {
  for (let next = node.parent; next !== null; next = next.parent) yield next;
}

/** The statement of the module that holds a node. */
export function topLevelStatement(node: PyNode): PyNode {
  return [node, ...ancestorsOf(node)].find(({ parent }) => parent?.type === 'module') ?? node;
}

/** Whether one node lies in another, or is it. */
export function isWithin(outer: PyNode, inner: PyNode): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The child that plays a role, or null. */
export function childIn(node: PyNode, field: string): PyNode | null {
  return node.children.find((child) => child.field === field) ?? null;
}

/** The name that a definition, an attribute or a keyword argument carries; empty where there is none. */
export function nameOf(tree: PyTree, node: PyNode): string {
  const name = childIn(node, 'name');
  return name === null ? '' : textOf(tree, name);
}

function identifiersOf(text: string, root: PyNode): ReadonlyMap<string, readonly PyNode[]> {
  const byName = new Map<string, PyNode[]>();
  for (const node of nodesBelow(root)) {
    if (node.type !== 'identifier') continue;
    const name = text.slice(node.start, node.end);
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [node]);
    else known.push(node);
  }
  return byName;
}

function copyOf(cursor: TreeCursor, parent: PyNode | null, depth: number): PyNode {
  if (depth > MAX_DEPTH) {
    throw new OuroborosError('bad-file', `The Python text is nested more than ${MAX_DEPTH} levels deep.`);
  }
  const children: PyNode[] = [];
  const node: PyNode = {
    type: cursor.nodeType,
    field: cursor.currentFieldName,
    start: cursor.startIndex,
    end: cursor.endIndex,
    parent,
    children,
  };
  if (!cursor.gotoFirstChild()) return node;
  do children.push(copyOf(cursor, node, depth + 1));
  while (cursor.gotoNextSibling());
  cursor.gotoParent();
  return node;
}
