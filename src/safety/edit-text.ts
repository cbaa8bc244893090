import { once } from '../domain/once.ts';
import { lineStartsOf } from '../domain/text.ts';

/** A file's text made ready for several searches. Offsets of `lf` are turned into offsets of `raw` by `rawOffset`. */
export type EditableText = {
  readonly raw: string;
  /** The text as a model sees it: every CRLF is LF. */
  readonly lf: string;
  readonly rawOffset: (offset: number) => number;
  /** The lines of `lf` without their endings; a final newline makes no empty last line. */
  readonly lines: () => readonly string[];
  /** Where each of those lines starts in `lf`. */
  readonly lineStarts: () => readonly number[];
  /** The lines by their content without spaces and tabs around it; blank lines are left out. */
  readonly linesByContent: () => ReadonlyMap<string, readonly number[]>;
};

/** The parts that only tolerant matching and feedback need are made when they are first asked for. */
export function editableText(raw: string): EditableText {
  const lf = raw.replaceAll('\r\n', '\n');
  const starts = once(() => lineStartsOf(lf));
  const rawStarts = once(() => lineStartsOf(raw));
  const lines = once(() => splitLines(lf));
  return {
    raw,
    lf,
    rawOffset: (offset) => (raw.length === lf.length ? offset : toRaw(offset, starts(), rawStarts())),
    lines,
    lineStarts: starts,
    linesByContent: once(() => indexByContent(lines())),
  };
}

/** The index (from 0) of the line that holds an offset. */
export function lineIndexAt(lineStarts: readonly number[], offset: number): number {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Both texts have the same lines; within a line only the character before its newline differs. */
function toRaw(offset: number, starts: readonly number[], rawStarts: readonly number[]): number {
  const line = lineIndexAt(starts, offset);
  return (rawStarts[line] ?? 0) + offset - (starts[line] ?? 0);
}

function splitLines(lf: string): readonly string[] {
  const lines = lf.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function indexByContent(lines: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  for (const [number, line] of lines.entries()) {
    const content = contentOf(line);
    if (content === '') continue;
    const known = index.get(content);
    if (known === undefined) index.set(content, [number]);
    else known.push(number);
  }
  return index;
}

/** A line without the spaces and tabs around it. No other white space is ever looked past. */
export function contentOf(line: string): string {
  let start = 0;
  let end = line.length;
  while (start < end && isBlank(line[start])) start++;
  while (end > start && isBlank(line[end - 1])) end--;
  return line.slice(start, end);
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}
