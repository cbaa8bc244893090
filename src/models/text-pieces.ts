/** Letters, spaces or signs: a tokenizer takes each run as one word, in time that grows with the square of its length. */
const RUN = /[\p{L}\p{M}]+|\s+|[^\s\p{L}\p{N}]+/gu;
const LONG = 256;
const LONG_PIECE = /.{256}/gsu;

/**
 * Cuts a text inside of runs that are longer than any word, such as a picture in base64 without its digits or a line of
 * equals signs. Where there are none, which is nearly always, the one piece is the text.
 */
export function piecesOf(text: string): readonly string[] {
  if (!mayHoldLongRun(text)) return [text];
  const pieces: string[] = [];
  let start = 0;
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (run.length < LONG) continue;
    for (const piece of run.matchAll(LONG_PIECE)) {
      const end = index + piece.index + piece[0].length;
      pieces.push(text.slice(start, end));
      start = end;
    }
  }
  return [...pieces, text.slice(start)];
}

/**
 * Whether so many characters follow each other of which all or none are spaces, and none is a digit: every long run is
 * among them. Such a one covers a place of every {@link LONG}, so that few have to be looked at.
 */
function mayHoldLongRun(text: string): boolean {
  for (let at = LONG - 1; at < text.length; at += LONG) {
    const kind = kindOf(text, at);
    if (kind === 'digit') continue;
    let start = at;
    while (start > 0 && at - start < LONG && kindOf(text, start - 1) === kind) start--;
    let end = at + 1;
    while (end < text.length && end - start < LONG && kindOf(text, end) === kind) end++;
    if (end - start >= LONG) return true;
  }
  return false;
}

function kindOf(text: string, at: number): 'space' | 'digit' | 'other' {
  const character = text.charAt(at);
  if (character >= '0' && character <= '9') return 'digit';
  return /\s/.test(character) ? 'space' : 'other';
}
