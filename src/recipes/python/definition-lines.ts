import { downWhile, isBlank, nextLine, upWhile, type LineRange } from './lines.ts';

// Lines that divide a file or a class into sections belong to the section, not to the method below them.
const DIVIDER = /^\s*#.*[-=#*~_+]{4,}|^\s*#\s*(?:region\b|endregion\b|%%)/;

/** Where the comments begin that stand directly above a definition, on lines of the same indentation. */
export function gluedComments(text: string, from: number, indentation: string): number {
  const isComment = (line: string): boolean => line.startsWith(`${indentation}#`);
  const start = upWhile(text, from, isComment);
  return text
    .slice(start, from)
    .split('\n')
    .some((line) => DIVIDER.test(line))
    ? from
    : start;
}

/** Comments that are indented deeper than a definition still belong to its body, blank lines between them or not. */
export function endOfDefinition(text: string, { start, end }: LineRange, indentation: string): number {
  const lastCode = start + text.slice(start, end).trimEnd().length;
  const codeEnd = nextLine(text, lastCode);
  const isDeeper = (line: string): boolean =>
    line.startsWith(indentation) && /^[ \t]+#/.test(line.slice(indentation.length));
  const reached = downWhile(text, codeEnd, (line) => isBlank(line) || isDeeper(line));
  return Math.max(codeEnd, upWhile(text, reached, isBlank));
}

/** The lines of a definition with blank lines on the side where there are fewer: the wider gap stays. */
export function freedLines(text: string, { start, end }: LineRange): LineRange {
  const above = upWhile(text, start, isBlank);
  const below = downWhile(text, end, isBlank);
  if (below === text.length) return { start: above, end: text.length };
  const isWiderBelow = linesIn(text, end, below) > linesIn(text, above, start);
  return isWiderBelow ? { start: above, end } : { start, end: below };
}

function linesIn(text: string, start: number, end: number): number {
  return text.slice(start, end).split('\n').length - 1;
}
