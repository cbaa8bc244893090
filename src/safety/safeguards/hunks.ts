import { lineChanges } from '../../domain/line-diff.ts';
import { trimmedLines } from '../lost-code/gone-lines.ts';
import type { TextChange } from '../gates/text-guard.ts';

/** A place where a text changed: the lines that went and those that came, each without its indentation. */
export type Hunk = {
  readonly path: string;
  /** Of the text after, from 1. */
  readonly line: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
};

/** Where a text changed, in order; nowhere in files that are new or deleted. */
export function hunksOf({ path, before, after }: TextChange): readonly Hunk[] {
  if (before === null || after === null) return [];
  const [old, now] = [trimmedLines(before), trimmedLines(after)];
  return lineChanges(old, now).map(({ beforeStart, beforeEnd, afterStart, afterEnd }) => ({
    path,
    line: Math.min(afterStart + 1, now.length),
    removed: old.slice(beforeStart, beforeEnd),
    added: now.slice(afterStart, afterEnd),
  }));
}

/** How often a pattern is found in what one side of a change holds. */
export function countIn(changes: readonly TextChange[], side: 'before' | 'after', pattern: RegExp): number {
  return changes.reduce((sum, change) => sum + countOf(pattern, change[side] ?? ''), 0);
}

/** How often a pattern is found in a text. */
export function countOf(pattern: RegExp, text: string): number {
  return text.match(new RegExp(pattern, `${pattern.flags.replace('g', '')}g`))?.length ?? 0;
}
