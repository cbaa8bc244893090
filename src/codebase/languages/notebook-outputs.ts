/** Lines of a file, from 1, both ends included. */
export type LineRange = { readonly startLine: number; readonly endLine: number };

const OPENS = /^(\s+)"(?:outputs|attachments)":\s*([[{])\s*$/;
/** Less is soon read. */
const MIN_LENGTH = 500;

/**
 * The lines between the brackets of what the cells of a notebook printed, and of the images in them, where that is much
 * and the file has its lines as Jupyter writes them. No code is among them.
 */
export function outputLines(text: string): readonly LineRange[] {
  const lines = text.split(/\r?\n/);
  const ranges: LineRange[] = [];
  for (let at = 0; at < lines.length; at++) {
    const [, indent = '', bracket = ''] = OPENS.exec(lines[at] ?? '') ?? [];
    if (bracket === '') continue;
    const closer = `${indent}${bracket === '[' ? ']' : '}'}`;
    const end = lines.findIndex((line, index) => index > at && (line === closer || line === `${closer},`));
    if (end === -1) continue;
    const size = lines.slice(at + 1, end).reduce((sum, line) => sum + line.length, 0);
    if (size >= MIN_LENGTH) ranges.push({ startLine: at + 2, endLine: end });
    at = end;
  }
  return ranges;
}
