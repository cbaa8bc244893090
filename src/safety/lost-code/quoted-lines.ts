import { nodesOfTypes, tryTree, type Node } from '../../codebase/languages/tree-sitter.ts';
import { languageOf } from '../../domain/language.ts';
import { isString } from './dead-nodes.ts';

const TIMEOUT_MS = 1_000;
const FENCE = /^\s*(?:`{3,}|~{3,})/;

/** The lines (from 1) of a text that belong to a value: a string over several lines that is no statement of its own. */
export async function quotedLines(path: string, text: string): Promise<ReadonlySet<number>> {
  const language = languageOf(path);
  if (language === null) return new Set();
  const limits = { timeoutMs: TIMEOUT_MS };
  const result = await tryTree({ language, text, limits }, ({ rootNode }) =>
    nodesOfTypes(rootNode, isString).filter(isValue).flatMap(linesOf),
  );
  return new Set(result.kind === 'parsed' ? result.value : []);
}

/** The lines (from 1) inside of the fences of a text for people. */
export function fencedLines(text: string): ReadonlySet<number> {
  const lines = new Set<number>();
  let isInside = false;
  for (const [index, line] of text.split('\n').entries()) {
    if (FENCE.test(line)) isInside = !isInside;
    else if (isInside) lines.add(index + 1);
  }
  return lines;
}

function isValue(node: Node): boolean {
  return node.parent?.type !== 'expression_statement' && node.startPosition.row !== node.endPosition.row;
}

function linesOf({ startPosition, endPosition }: Node): readonly number[] {
  return Array.from(
    { length: endPosition.row - startPosition.row + 1 },
    (_, index) => startPosition.row + index + 1,
  );
}
