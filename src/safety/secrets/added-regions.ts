import { lineStartsOf } from '../../domain/text.ts';

/** A part of a text in UTF-16 code units; the end is excluded. */
export type Region = { readonly start: number; readonly end: number };

/** As far as a rule's context reaches from a secret on a line of its own, e.g. an assignment that breaks before its value. */
const LINES_AROUND = 4;

/** The frame of a key may be old and its body new; the whole of such a text is looked at. */
const LONG_FRAME = /PRIVATE KEY|Private-Lines/;

/** The parts of a text in which a secret can be that the text before did not have: its new lines and those around. */
export function addedRegions(before: string | null, text: string): readonly Region[] {
  if (before === null || LONG_FRAME.test(text)) return [{ start: 0, end: text.length }];
  const known = new Set(before.split('\n'));
  const starts = lineStartsOf(text);
  const regions: { start: number; end: number }[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (known.has(line)) continue;
    const start = starts[Math.max(0, index - LINES_AROUND)] ?? 0;
    const end = starts[index + LINES_AROUND + 1] ?? text.length;
    const last = regions.at(-1);
    if (last !== undefined && start <= last.end) last.end = end;
    else regions.push({ start, end });
  }
  return regions;
}
