const MAX_LENGTH = 240;
const DIRECTIVE =
  /^(?:[@#]|eslint|oxlint|prettier|biome|istanbul|v8 |c8 |ts-|region|endregion|global |jshint|noqa|type:|pylint|nolint|go:)/i;
// A full stop after a single letter or a known short form ends no sentence.
const SENTENCE_END = /(?<!\b(?:\p{L}|e\.g|i\.e|etc|vs|cf|approx|incl))[.!?](?=\s|$)|[。！？]/u;

/**
 * The first sentence of a comment or a doc string, on one line and without its marks; null where it says nothing.
 * It ends at an empty line or a `@tag` at the latest.
 */
export function firstSentence(comment: string): string | null {
  const said: string[] = [];
  for (const raw of comment.split('\n')) {
    const line = withoutMarks(raw);
    const isBreak = line === '' || line.startsWith('@');
    if (isBreak && said.length > 0) break;
    if (!isBreak && !DIRECTIVE.test(line)) said.push(line);
  }
  const text = said.join(' ').replaceAll(/\s+/g, ' ');
  const end = SENTENCE_END.exec(text);
  const sentence = end === null ? text : text.slice(0, end.index + 1);
  if (!/[\p{L}\p{N}]/u.test(sentence)) return null;
  return sentence.length <= MAX_LENGTH ? sentence : `${sentence.slice(0, MAX_LENGTH - 1)}…`;
}

/**
 * The comment that ends on the line above an offset, or before it on its line; one empty line may follow a doc block.
 * Null where there is none, or code is between.
 */
export function commentAbove(text: string, start: number, mark: '//' | '#' = '//'): string | null {
  let end = start;
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--;
  const gap = newlinesIn(text, end, start);
  if (end === 0 || gap > 2) return null;
  if (!text.endsWith('*/', end)) return gap > 1 ? null : lineCommentsAbove(text, end, mark);
  const open = text.lastIndexOf('/*', end - 3);
  // Before an empty line at the head of a file it speaks of the file.
  const isApart = gap > 1 && (open <= 0 || !text.startsWith('/**', open));
  return open === -1 || isApart ? null : text.slice(open, end);
}

function lineCommentsAbove(text: string, end: number, mark: string): string | null {
  const lines: string[] = [];
  for (let at = end; at > 0;) {
    const lineStart = text.lastIndexOf('\n', at - 1) + 1;
    const line = text.slice(lineStart, at).trim();
    if (!line.startsWith(mark) || line.startsWith('#!') || line.startsWith('#[')) break;
    lines.push(line);
    at = lineStart - 1;
  }
  return lines.length === 0 ? null : lines.toReversed().join('\n');
}

function withoutMarks(line: string): string {
  return line
    .replace(/^\s*(?:\/\*+!?|\/{2,}!?|\*+(?!\/)|#+)?\s*/, '')
    .replace(/\s*\*+\/\s*$/, '')
    .replaceAll(/<\/?(?:summary|p|para)>/g, '')
    .trim();
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function newlinesIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === 10) count++;
  return count;
}
