import { contentOf, type EditableText } from './edit-text.ts';

/** Lines that stand in more places than this say nothing about where an edit belongs. */
const MAX_PLACES = 50;
const MAX_SHOWN_LINES = 12;
const MAX_LINE_LENGTH = 200;

/**
 * The lines of a file that come closest to a search text that is not in it, numbered, for the eyes of the model only:
 * nothing is ever replaced by closeness. Null where nothing is alike. Takes time in proportion to the file.
 */
export function nearestLines(search: string, text: EditableText): string | null {
  const searched = search.split(/\r?\n/);
  const first = startBySharedLines(searched, text) ?? startBySharedWords(searched, text);
  if (first === null) return null;
  const count = Math.min(Math.max(searched.length, 3), MAX_SHOWN_LINES);
  const shown = text.lines().slice(first, first + count);
  return shown.map((line, index) => `${first + index + 1} | ${line.slice(0, MAX_LINE_LENGTH)}`).join('\n');
}

/** Each line that both have votes for the place where the search text would then begin. */
function startBySharedLines(searched: readonly string[], text: EditableText): number | null {
  const votes = new Map<number, number>();
  for (const [index, line] of searched.entries()) {
    const places = text.linesByContent().get(contentOf(line)) ?? [];
    if (places.length > MAX_PLACES) continue;
    for (const place of places) {
      const start = Math.max(place - index, 0);
      votes.set(start, (votes.get(start) ?? 0) + 1 / places.length);
    }
  }
  return bestOf(votes);
}

/** Without a shared line: the line with the most words in common with the longest line that was searched. */
function startBySharedWords(searched: readonly string[], text: EditableText): number | null {
  const longest = searched.map((line) => line.trim()).toSorted((a, b) => b.length - a.length)[0] ?? '';
  const wanted = new Set(wordsOf(longest));
  const index = searched.findIndex((line) => line.trim() === longest);
  const votes = new Map<number, number>();
  for (const [place, line] of text.lines().entries()) {
    const shared = new Set(wordsOf(line).filter((word) => wanted.has(word))).size;
    if (shared * 2 >= wanted.size && shared > 0) votes.set(Math.max(place - index, 0), shared);
  }
  return bestOf(votes);
}

function wordsOf(line: string): readonly string[] {
  return line.match(/[\p{L}\p{N}_$]+/gu) ?? [];
}

function bestOf(votes: ReadonlyMap<number, number>): number | null {
  let best: readonly [start: number, votes: number] | null = null;
  for (const entry of votes) if (best === null || entry[1] > best[1]) best = entry;
  return best?.[0] ?? null;
}
