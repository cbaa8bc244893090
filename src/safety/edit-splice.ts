import { lineChanges, type LineChange } from '../domain/line-diff.ts';
import type { TextEdit } from '../domain/text-edit.ts';
import { shiftLine, type IndentShift } from './edit-indentation.ts';
import type { EditableText } from './edit-text.ts';

/** A passage of a file and what takes its place; `search` says how the writer saw the passage, line by line. */
export type Splice = {
  /** Offsets of `EditableText.lf`. */
  readonly start: number;
  readonly end: number;
  readonly search: string;
  readonly replace: string;
  readonly shift: IndentShift;
};

/**
 * The smallest edits of the raw text that make a replacement: lines that search and replacement share stay as they are
 * to the byte, and new lines take the line ending of the lines in their place. Null where a new line is indented less
 * than the passage was shifted.
 */
export function spliceEdits(splice: Splice, text: EditableText): readonly TextEdit[] | null {
  const passage = piecesOf(text.lf.slice(splice.start, splice.end));
  const replaced = piecesOf(splice.replace);
  const changes = lineChanges(piecesOf(splice.search), replaced);
  const offsets = offsetsOf(passage, splice.start);
  const edits: TextEdit[] = [];
  for (const change of changes) {
    const newLines = shifted(replaced.slice(change.afterStart, change.afterEnd), splice.shift);
    if (newLines === null) return null;
    edits.push(editOf(change, { newLines, offsets, text }));
  }
  return edits.filter(({ start, end, newText }) => text.raw.slice(start, end) !== newText);
}

/** Lines with their newline; only the last one may lack it. */
function piecesOf(lf: string): readonly string[] {
  return lf === '' ? [] : lf.split(/(?<=\n)/);
}

/** Where each piece starts, and after them where the last one ends. */
function offsetsOf(pieces: readonly string[], start: number): readonly number[] {
  const offsets = [start];
  for (const piece of pieces) offsets.push((offsets.at(-1) ?? start) + piece.length);
  return offsets;
}

function shifted(pieces: readonly string[], shift: IndentShift): readonly string[] | null {
  const lines = pieces.map((piece) => shiftLine(piece, shift));
  return lines.every((line) => line !== null) ? lines : null;
}

type NewLines = {
  readonly newLines: readonly string[];
  readonly offsets: readonly number[];
  readonly text: EditableText;
};

function editOf({ beforeStart, beforeEnd }: LineChange, { newLines, offsets, text }: NewLines): TextEdit {
  const start = text.rawOffset(offsets[beforeStart] ?? 0);
  const end = text.rawOffset(offsets[beforeEnd] ?? 0);
  const endingFor = (index: number): string => {
    if (beforeEnd === beforeStart) return lineEndingAt(text.raw, start - 1);
    const line = Math.min(beforeStart + index, beforeEnd - 1);
    return lineEndingAt(text.raw, text.rawOffset(offsets[line] ?? 0));
  };
  const newText = newLines
    .map((line, index) => (line.endsWith('\n') ? line.slice(0, -1) + endingFor(index) : line))
    .join('');
  return { start, end, newText: end === text.raw.length ? withFinalNewlineOf(text.raw, newText) : newText };
}

/** The ending of the line that holds an offset; a last line without one takes that of the line above. */
function lineEndingAt(raw: string, offset: number): '\n' | '\r\n' {
  const own = raw.indexOf('\n', Math.max(offset, 0));
  const newline = own === -1 ? raw.lastIndexOf('\n') : own;
  return newline > 0 && raw[newline - 1] === '\r' ? '\r\n' : '\n';
}

/** New text at the end of a file ends in a newline exactly if the file did. An empty file has no habit to keep. */
function withFinalNewlineOf(raw: string, newText: string): string {
  if (raw === '' || newText === '') return newText;
  if (!raw.endsWith('\n')) return newText.replace(/(?:\r?\n)+$/, '');
  return newText.endsWith('\n') ? newText : newText + lineEndingAt(raw, raw.length - 1);
}
