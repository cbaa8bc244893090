import type { LineChange } from '../../domain/line-diff.ts';
import { CONDITION, OTHERWISE } from './decided-condition.ts';

const OF_CONDITIONS =
  /^(?:and|case|elif|else|false|hasattr|isinstance|len|match|nil|none|not|null|self|switch|this|true|typeof|undefined|unless)$/i;

const COMMENT = /^(?:#|\/\/|\/?\*)/;

type Sides = { readonly old: readonly string[]; readonly now: readonly string[] };

/**
 * Whether a branch went because the other one does its work: their condition is gone, the other branch stands there still,
 * and a new line in it has what the condition asked for.
 */
export function areBranchesMerged(
  { old, now }: Sides,
  change: LineChange,
  all: readonly LineChange[],
): boolean {
  const isGone = (index: number): boolean =>
    all.some(({ beforeStart, beforeEnd }) => beforeStart <= index && index < beforeEnd);
  const otherwise = old.findIndex(
    (line, index) => index >= change.beforeStart && index < change.beforeEnd && OTHERWISE.test(line.trim()),
  );
  const depth = indentOf(old[otherwise] ?? '');
  const isOutside = (line: string): boolean => isCode(line) && indentOf(line) <= depth;
  const head = old.findLastIndex((line, index) => index < otherwise && isOutside(line));
  const condition = old[head]?.trim() ?? '';
  if (!CONDITION.test(condition) || indentOf(old[head] ?? '') !== depth || !isGone(head)) return false;
  const next = old.findIndex((line, index) => index > otherwise && isOutside(line));
  const end = next === -1 ? old.length : next;
  const isKept = old.some((line, index) => index > head && index < end && isCode(line) && !isGone(index));
  const asked = wordsIn(condition).filter((name) => !OF_CONDITIONS.test(name));
  const come = all
    .filter(({ beforeStart, beforeEnd }) => beforeEnd >= head && beforeStart <= end)
    .flatMap(({ afterStart, afterEnd }) => now.slice(afterStart, afterEnd).flatMap(wordsIn));
  return isKept && asked.some((name) => come.includes(name));
}

function isCode(line: string): boolean {
  return /\w/.test(line) && !COMMENT.test(line.trim());
}

function wordsIn(line: string): readonly string[] {
  return line.match(/[A-Za-z_]\w{2,}/g) ?? [];
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
