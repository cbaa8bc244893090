import { lineChanges } from '../../domain/line-diff.ts';
import { isCodeLine } from './hunk-losses.ts';

const LOGS =
  /^(?:(?:self|this)\.)?(?:_?logg?(?:er|ing)?|console|warnings|fmt)\??\.\w+\s*\(|^(?:print(?:ln!?)?|eprintln!|debug|log|echo)\b\s*\(/i;

/** A place where lines went and no code came, each line without its indentation. Lines count from 1. */
export type GoneLines = {
  /** Of the text before: each line that went there, with the line of the text after where it stood. */
  readonly standing: ReadonlyMap<number, number>;
  readonly old: readonly string[];
};

/** Where a text lost lines with no code in their place. */
export function goneLines(before: string, after: string): GoneLines {
  const [old, now] = [trimmedLines(before), trimmedLines(after)];
  const standing = new Map<number, number>();
  for (const { beforeStart, beforeEnd, afterStart, afterEnd } of lineChanges(old, now)) {
    if (now.slice(afterStart, afterEnd).some((line) => isCodeLine(line) && !isLogLine(line))) continue;
    const at = Math.min(afterStart + 1, now.length);
    for (let line = beforeStart + 1; line <= beforeEnd; line++) standing.set(line, at);
  }
  return { standing, old };
}

/** Whether a line begins what only tells of something: it does no other work. */
export function isLogLine(line: string): boolean {
  return LOGS.test(line.trim());
}

/** The lines of a text without their indentation. */
export function trimmedLines(text: string): readonly string[] {
  return text.split('\n').map((line) => line.trim());
}
