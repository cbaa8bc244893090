/** Letters, spaces or signs without an end: a tokenizer takes each run as one word, in time that grows with its square. */
const LONG_RUN = /[\p{L}\p{M}]{256}|\s{256}|[^\s\p{L}\p{N}]{256}/gu;
/** Every long run holds one of these, which is far quicker to look for. */
const MAYBE_LONG_RUN = /[^\s\d]{256}|\s{256}/;

/**
 * Cuts a text inside of runs that are longer than any word, such as a picture in base64 without its digits or a line of
 * equals signs. Where there are none, which is nearly always, the one piece is the text.
 */
export function piecesOf(text: string): readonly string[] {
  if (!MAYBE_LONG_RUN.test(text)) return [text];
  const pieces: string[] = [];
  let start = 0;
  for (const run of text.matchAll(LONG_RUN)) {
    const end = run.index + run[0].length;
    pieces.push(text.slice(start, end));
    start = end;
  }
  return [...pieces, text.slice(start)];
}
