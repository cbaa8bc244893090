import type { TextEdit } from '../../domain/text-edit.ts';
import { indentationAt, nextLine } from '../python/lines.ts';
import { textOf, type PyNode } from '../python/tree.ts';
import { docstringOf } from './delegate.ts';
import type { Method } from './method.ts';

/** A docstring whose later lines go to the left with the method, so that `inspect.getdoc` gives the same before and after. */
export type DocstringShift = { readonly node: PyNode; readonly indentation: string };

const QUOTES = 3;

/**
 * The docstring that can be shifted, or null. Its later lines all begin with the method's indentation; what is escaped
 * could make or join lines, a tab behind spaces is as wide as its place says, and blank lines alone are not dedented.
 */
export function docstringShift(method: Method): DocstringShift | null {
  const node = docstringOf(method.definition);
  const indentation = indentationAt(method.tree.text, method.whole.start);
  if (node?.type !== 'string' || indentation === null || indentation === '') return null;
  const text = textOf(method.tree, node);
  const [, prefix = ''] = /^([rRuU]?)(?:"""|''')/.exec(text) ?? [];
  const isPlain = /^[rRuU]?(?:"""|''')/.test(text) && (/r/i.test(prefix) || !text.includes('\\'));
  const [, ...later] = text.slice(0, -QUOTES).split('\n');
  const isBlankLine = (line: string): boolean => /^[ \t]*\r?$/.test(line);
  const isIndented = later.every((line) => line.startsWith(indentation) || isBlankLine(line));
  const hasSafeTabs = !text.includes('\t') || /^\t+$/.test(indentation);
  return isPlain && isIndented && hasSafeTabs && !later.every(isBlankLine) ? { node, indentation } : null;
}

/** Takes the indentation from every later line; lines of white space lose what they have of it. */
export function shiftEdits(method: Method, { node, indentation }: DocstringShift): readonly TextEdit[] {
  const { text } = method.tree;
  const edits: TextEdit[] = [];
  for (let start = nextLine(text, node.start); start < node.end; start = nextLine(text, start)) {
    const [blank = ''] = /^[ \t]*/.exec(text.slice(start, start + indentation.length)) ?? [];
    edits.push({ start, end: start + blank.length, newText: '' });
  }
  return edits;
}
