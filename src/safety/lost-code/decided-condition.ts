import { lineChanges } from '../../domain/line-diff.ts';

/** More than that is taken for code left out. */
const MAX_LOST = 8;
/** The beginning of a line that asks which branch is taken. */
export const CONDITION = /^(?:#\s*)?(?:if|unless|case|match|switch)\b/;
/** That of one that begins another branch. */
export const OTHERWISE = /^(?:\}\s*)?(?:#\s*)?(?:else|elif|elsif|when|case|default)\b/;

/**
 * Whether a few lines went because a condition is decided for good: the condition and its other branches are gone, and
 * one branch stands there still, less indented.
 */
export function isDecided(before: string, after: string): boolean {
  const [old, now] = [contentLines(before), contentLines(after)];
  const changes = lineChanges(textsOf(old), textsOf(now));
  const gone = changes.flatMap(({ beforeStart, beforeEnd }) => textsOf(old).slice(beforeStart, beforeEnd));
  if (gone.length > MAX_LOST || !gone.some((line) => CONDITION.test(line))) return false;
  return (
    gone.some((line) => OTHERWISE.test(line)) &&
    changes.some(({ beforeEnd, afterEnd }) => {
      const [kept, moved] = [old[beforeEnd], now[afterEnd]];
      return kept !== undefined && moved !== undefined && indentOf(moved) < indentOf(kept);
    })
  );
}

function contentLines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

function textsOf(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.trim());
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
