import { printable } from '../../domain/terminal-text.ts';

const ASCII_ONLY = /^[\u0020-\u007e]*$/;
const NO_WIDTH = /^[\p{Mark}\p{Format}\p{Control}]+$/u;
/** The wide and fullwidth blocks of Unicode's EastAsianWidth.txt. */
const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{20000}-\u{3fffd}]/u;
const EMOJI = /\p{Emoji_Presentation}|\p{Emoji}\ufe0f/u;

/** The columns that a text takes in a terminal; escape sequences must be out of it. */
export function displayWidth(text: string): number {
  if (ASCII_ONLY.test(text)) return text.length;
  return graphemesOf(text).reduce((sum, grapheme) => sum + graphemeWidth(grapheme), 0);
}

/** The text in at most so many columns; what is cut off is shown by an ellipsis. */
export function cutToWidth(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  return `${takeColumns(graphemesOf(text), Math.max(0, width - 1)).join('')}…`;
}

/** A path in at most so many columns; its end is kept, for that is where the name of the file is. */
export function cutPathToWidth(path: string, width: number): string {
  if (displayWidth(path) <= width) return path;
  const kept = takeColumns(graphemesOf(path).toReversed(), Math.max(0, width - 1));
  return `…${kept.toReversed().join('')}`;
}

/** The text with spaces after it up to so many columns. */
export function padToWidth(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** The text in lines of at most so many columns, broken at spaces; a longer word is broken inside. */
export function wrapToWidth(text: string, width: number): readonly string[] {
  if (displayWidth(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((each) => piecesOf(each, Math.max(1, width)))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && displayWidth(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

/** Untrusted text as one line that is safe to print: runs of white space, line breaks included, become one space. */
export function oneLine(text: string): string {
  return printable(text).replaceAll(/\s+/g, ' ').trim();
}

function piecesOf(word: string, width: number): readonly string[] {
  const pieces: string[] = [];
  let rest = graphemesOf(word);
  while (rest.length > 0) {
    // A grapheme wider than the whole line still has to go somewhere.
    const end = Math.max(1, takeColumns(rest, width).length);
    pieces.push(rest.slice(0, end).join(''));
    rest = rest.slice(end);
  }
  return pieces;
}

function takeColumns(graphemes: readonly string[], width: number): readonly string[] {
  let used = 0;
  const end = graphemes.findIndex((grapheme) => (used += graphemeWidth(grapheme)) > width);
  return end === -1 ? graphemes : graphemes.slice(0, end);
}

function graphemesOf(text: string): readonly string[] {
  if (ASCII_ONLY.test(text)) return text.split('');
  return Array.from(new Intl.Segmenter('en').segment(text), ({ segment }) => segment);
}

function graphemeWidth(grapheme: string): number {
  if (NO_WIDTH.test(grapheme)) return 0;
  return WIDE.test(grapheme) || EMOJI.test(grapheme) ? 2 : 1;
}
