import { uniformShifts, type IndentShift } from './edit-indentation.ts';
import { contentOf, type EditableText } from './edit-text.ts';

/** So many places are listed at most where a search text fits several; further ones are not looked for. */
export const MAX_LISTED = 20;

/** A run of whole lines of a file, from line `first` (from 0), and the shifts that lead to it from a search text. */
export type Window = {
  readonly first: number;
  readonly count: number;
  readonly shifts: readonly IndentShift[];
};

/** The runs of whole lines that are the search text but for white space at their ends and an even shift. */
export function windowsWithSameContent(search: string, text: EditableText): readonly Window[] {
  const searched = linesOfSearch(search);
  const anchor = rarestLine(searched, text);
  const windows: Window[] = [];
  for (const place of anchor.places) {
    const first = place - anchor.index;
    if (first < 0 || first + searched.length > text.lines().length) continue;
    if (!searched.every((line, index) => contentOf(text.lines()[first + index] ?? '') === contentOf(line)))
      continue;
    const shifts = uniformShifts(text.lines().slice(first, first + searched.length), searched);
    if (shifts.length > 0) windows.push({ first, count: searched.length, shifts });
    if (windows.length === MAX_LISTED) break;
  }
  return windows;
}

/** The lines of a search text; a final newline makes no empty last line. */
export function linesOfSearch(search: string): readonly string[] {
  const lines = search.split(/\r?\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** The line of the search text that stands in the fewest places of the file, which keeps long files quick to search. */
function rarestLine(
  searched: readonly string[],
  text: EditableText,
): { readonly index: number; readonly places: readonly number[] } {
  let rarest: { index: number; places: readonly number[] } | null = null;
  for (const [index, line] of searched.entries()) {
    const content = contentOf(line);
    if (content === '') continue;
    const places = text.linesByContent().get(content) ?? [];
    if (rarest === null || places.length < rarest.places.length) rarest = { index, places };
  }
  return rarest ?? { index: 0, places: [] };
}
