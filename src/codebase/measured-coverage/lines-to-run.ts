/** Blank lines, brackets alone, and lines of comments of the languages that write them like C. */
const NOTHING = /^\s*(?:[\])};,]*|\/\/.*|\/\*(?:(?!\*\/).)*(?:\*\/)?|\*(?:[\s/].*)?)\s*$/;

/** The numbers, from 1, of the lines of a text on which something can be run, for reports that do not tell. */
export function linesToRun(text: string): ReadonlySet<number> {
  return new Set(text.split('\n').flatMap((line, index) => (NOTHING.test(line) ? [] : [index + 1])));
}
