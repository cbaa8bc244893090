/** A stretch of whole lines, the ending of the last one included. */
export type LineRange = { readonly start: number; readonly end: number };

/** Where the line of an offset starts. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line after the one of an offset starts: behind its newline, or the end of the text. */
export function nextLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline === -1 ? text.length : newline + 1;
}

/** The line ending that the text uses at its first line; `\n` where it has one line only. */
export function newlineOf(text: string): '\r\n' | '\n' {
  const newline = text.indexOf('\n');
  return newline > 0 && text[newline - 1] === '\r' ? '\r\n' : '\n';
}

/** The white space before an offset when its line has nothing else before it; null otherwise. */
export function indentationAt(text: string, offset: number): string | null {
  const before = text.slice(lineStart(text, offset), offset);
  return /^[ \t]*$/.test(before) ? before : null;
}

/** The start of each line of a range. */
export function lineStartsIn(text: string, range: LineRange): readonly number[] {
  const starts: number[] = [];
  for (let at = range.start; at < range.end; at = nextLine(text, at)) starts.push(at);
  return starts;
}

/** Moves up over the lines before an offset as long as each passes. */
export function upWhile(text: string, offset: number, passes: (line: string) => boolean): number {
  let at = offset;
  while (at > 0) {
    const above = lineStart(text, at - 1);
    if (!passes(text.slice(above, at).replace(/\r?\n$/, ''))) break;
    at = above;
  }
  return at;
}

/** Moves down over the lines from an offset as long as each passes. */
export function downWhile(text: string, offset: number, passes: (line: string) => boolean): number {
  let at = offset;
  while (at < text.length) {
    const below = nextLine(text, at);
    if (!passes(text.slice(at, below).replace(/\r?\n$/, ''))) break;
    at = below;
  }
  return at;
}

/** Whether a line holds nothing but white space. */
export function isBlank(line: string): boolean {
  return line.trim() === '';
}
