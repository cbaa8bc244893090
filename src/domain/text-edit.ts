/** Replaces the text between two offsets (UTF-16 code units, end exclusive) by another. */
export type TextEdit = { readonly start: number; readonly end: number; readonly newText: string };

/**
 * Applies edits that all speak of the same original text. Edits may touch but not overlap;
 * insertions at one offset keep their listed order.
 * @throws RangeError when edits overlap or lie outside the text: a caller's bug.
 */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const pieces: string[] = [];
  let at = 0;
  for (const edit of ordered) {
    if (edit.start < at || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(`Edit ${edit.start}-${edit.end} overlaps another or lies outside the text.`);
    }
    pieces.push(text.slice(at, edit.start), edit.newText);
    at = edit.end;
  }
  return pieces.join('') + text.slice(at);
}
