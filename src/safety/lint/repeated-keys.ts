import { tryTree, type Node } from '../../codebase/languages/tree-sitter.ts';

const TIMEOUT_MS = 1_000;

/**
 * Whether the key at an offset of a Python text stands in its dictionary before, in the same letters and with another value:
 * that value is lost.
 */
export async function replacesOtherValue(text: string, offset: number): Promise<boolean> {
  const source = { language: 'python', text, limits: { timeoutMs: TIMEOUT_MS } };
  const result = await tryTree(source, ({ rootNode }) => {
    const pair = pairAt(rootNode, offset);
    const own = pair?.childForFieldName('value')?.text;
    const key = pair?.childForFieldName('key')?.text;
    const others = (pair?.parent?.namedChildren ?? []).filter(
      (other) => other?.type === 'pair' && other.startIndex < offset,
    );
    return others.some(
      (other) =>
        other?.childForFieldName('key')?.text === key && other?.childForFieldName('value')?.text !== own,
    );
  });
  return result.kind === 'parsed' && result.value;
}

function pairAt(root: Node, offset: number): Node | null {
  let node = root.descendantForIndex(offset);
  while (node !== null && !(node.type === 'pair' && node.startIndex === offset)) node = node.parent;
  return node;
}
