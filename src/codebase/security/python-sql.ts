import { tryTree, type Node } from '../languages/tree-sitter.ts';
import { isFixedPython, namesOf, pythonPieces, type PythonNames } from './python-values.ts';
import { isPartOfSql, valuesInSql } from './sql-values.ts';

/** Whether a query is SQL that values are put into over more than one expression: ruff sees those that are one. */
export function isBuiltPythonSql(query: Node, names: PythonNames): boolean {
  if (query.type !== 'identifier' && query.type !== 'call') return false;
  const pieces = pythonPieces(query, names) ?? [];
  return valuesInSql(pieces).some((value) => isPutValue(value, names));
}

function isPutValue(value: Node, names: PythonNames): boolean {
  if (isFixedPython(value, names) || /^(?:int|float|len|bool)\(/.test(value.text)) return false;
  return !isPartOfSql(value.text.split('.').at(-1) ?? '');
}

/** Those of the places at which a text stands that is put together of nothing but literals and constants of the file. */
export async function fixedTexts(text: string, offsets: readonly number[]): Promise<ReadonlySet<number>> {
  const read = await tryTree({ language: 'python', text }, ({ rootNode }) => {
    const names = namesOf(rootNode);
    return offsets.filter((offset) => {
      const value = textAt(rootNode, offset);
      return value !== null && isFixedPython(value, names);
    });
  });
  return new Set(read.kind === 'parsed' ? read.value : []);
}

/** The outermost expression that makes a text and starts there. */
function textAt(root: Node, offset: number): Node | null {
  let found: Node | null = null;
  for (let node = root.descendantForIndex(offset); node !== null; node = node.parent) {
    if (node.startIndex !== offset) break;
    if (/^(?:string|concatenated_string|binary_operator|call)$/.test(node.type)) found = node;
  }
  return found;
}
