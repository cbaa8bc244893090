import { tryTree, type Node } from '../languages/tree-sitter.ts';
import { isFixedPython, namesOf, pythonPieces, type PythonNames } from './python-values.ts';

const SQL = /^\s*(?:SELECT\b[\s\S]*\bFROM|INSERT\s+INTO|UPDATE\b[\s\S]*\bSET|DELETE\s+FROM)\b/i;
/** What stands before a value in SQL; names of tables and columns, which no parameter can be, stand elsewhere. */
const BEFORE_VALUE = /(?:[=<>]|\bLIKE|\bVALUES\s*\([^)]*)\s*(?:\\?['"]%?)?$/i;
const NO_VALUE =
  /placeholder|param|column|table|name|limit|offset|count|sql|clause|quot|escap|^(?:i|n|id[xs]?|index)$/i;

/** Whether a query is SQL that values are put into over more than one expression: ruff sees those that are one. */
export function isBuiltPythonSql(query: Node, names: PythonNames): boolean {
  if (query.type !== 'identifier' && query.type !== 'call') return false;
  const pieces = pythonPieces(query, names) ?? [];
  if (!SQL.test(pieces.map((piece) => ('text' in piece ? piece.text : 'x')).join(''))) return false;
  let before = '';
  for (const piece of pieces) {
    if ('value' in piece && BEFORE_VALUE.test(before) && isPutValue(piece.value, names)) return true;
    before += 'text' in piece ? piece.text : 'x';
  }
  return false;
}

function isPutValue(value: Node, names: PythonNames): boolean {
  if (isFixedPython(value, names) || /^(?:int|float|len|bool)\(/.test(value.text)) return false;
  return !NO_VALUE.test(value.text.split('.').at(-1) ?? '');
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
