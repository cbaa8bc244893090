import type { TextEdit } from '../domain/text-edit.ts';
import { contentOf } from './edit-text.ts';

/** How the indentation of a passage in the file differs from that of the search text, in every line by the same. */
export type IndentShift =
  | { readonly kind: 'none' }
  /** The file has this much more in front of every line. */
  | { readonly kind: 'deeper'; readonly by: string }
  /** The search text has this much more. */
  | { readonly kind: 'shallower'; readonly by: string }
  /** The file has tabs, `more` more than the spaces of the search text stand for. */
  | { readonly kind: 'tabs'; readonly width: number; readonly more: number };

const TAB_WIDTHS = [4, 2, 8, 3, 1];

/**
 * The shifts that lead from each searched line to its line of the file; none where no single one does. Several fit
 * where spaces stand for tabs and no line tells how many.
 */
export function uniformShifts(file: readonly string[], searched: readonly string[]): readonly IndentShift[] {
  const pairs = file.flatMap((line, index) => {
    const other = searched[index] ?? '';
    return contentOf(line) === '' && contentOf(other) === ''
      ? []
      : [{ file: indentOf(line), searched: indentOf(other) }];
  });
  const first = pairs[0];
  if (first === undefined || pairs.every((pair) => pair.file === pair.searched)) return [{ kind: 'none' }];
  const isTabbed = pairs.some((pair) => pair.file.includes('\t'));
  const candidates = [...stringShifts(first), ...(isTabbed ? tabShifts(first) : [])];
  const fits = (shift: IndentShift): boolean =>
    pairs.every((pair) => shiftIndent(pair.searched, shift) === pair.file);
  return candidates.filter(fits);
}

/** A line with the shift applied to its indentation, or null where it has too little or is indented otherwise. */
export function shiftLine(line: string, shift: IndentShift): string | null {
  if (line.trim() === '') return line;
  const indent = indentOf(line);
  const shifted = shiftIndent(indent, shift);
  return shifted === null ? null : shifted + line.slice(indent.length);
}

/** Whether edits put lines indented by spaces into a text in which every indented line begins with a tab. */
export function bringsSpaces(edits: readonly TextEdit[], raw: string): boolean {
  if (!/^\t/m.test(raw) || SPACE_INDENTED.test(raw)) return false;
  return edits.some(({ start, newText }) =>
    SPACE_INDENTED.test(raw.slice(lineStart(raw, start), start) + newText),
  );
}

// One space is no indentation: it stands before the stars of a block comment.
const SPACE_INDENTED = /^ {2,}\S/m;

function lineStart(raw: string, offset: number): number {
  return offset === 0 ? 0 : raw.lastIndexOf('\n', offset - 1) + 1;
}

type Indents = { readonly file: string; readonly searched: string };

function stringShifts({ file, searched }: Indents): readonly IndentShift[] {
  if (file === searched) return [{ kind: 'none' }];
  if (file.endsWith(searched)) return [{ kind: 'deeper', by: file.slice(0, file.length - searched.length) }];
  if (!searched.endsWith(file)) return [];
  return [{ kind: 'shallower', by: searched.slice(0, searched.length - file.length) }];
}

/** Spaces in the search text for tabs in the file: a width is tried only where it divides the spaces. */
function tabShifts({ file, searched }: Indents): readonly IndentShift[] {
  if (/[^\t]/.test(file) || /[^ ]/.test(searched)) return [];
  const widths = TAB_WIDTHS.filter((width) => searched.length % width === 0);
  return widths.map((width) => ({ kind: 'tabs', width, more: file.length - searched.length / width }));
}

function shiftIndent(indent: string, shift: IndentShift): string | null {
  switch (shift.kind) {
    case 'none':
      return indent;
    case 'deeper':
      return shift.by + indent;
    case 'shallower':
      return indent.startsWith(shift.by) ? indent.slice(shift.by.length) : null;
    case 'tabs':
      return spacesAsTabs(indent, shift);
  }
}

function spacesAsTabs(indent: string, shift: Extract<IndentShift, { kind: 'tabs' }>): string | null {
  const tabs = indent.length / shift.width + shift.more;
  return /[^ ]/.test(indent) || !Number.isInteger(tabs) || tabs < 0 ? null : '\t'.repeat(tabs);
}

function indentOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}
