import { wereDead } from '../lost-code/dead-definitions.ts';
import { isDecided } from '../lost-code/decided-condition.ts';
import { isJudgedCode } from '../lost-code/hunk-losses.ts';
import { asksToRestructure } from '../lost-code/leave-to-remove.ts';
import type { Finding, TextChange } from './text-guard.ts';

const MIN_LOST_LINES = 3;
/** What stood under a condition of a preprocessor is there without it. */
const CONDITION = /^#\s*(?:if(?:n?def)?\b|elif\b|else\b|endif\b)/;
/**
 * What a change that adds nothing takes away: the ends of files that were cut off and the definitions that were left out
 * in a copy look like that; not a condition that was decided, nor definitions of a module that nothing used. Meant for changes whose task speaks of no less. Lines are compared without their indentation.
 */
export function pureLossIn(changes: readonly TextChange[], words = ''): readonly Finding[] {
  const lost: Finding[] = [];
  for (const { path, before, after } of changes) {
    if (before === null || after === null) return [];
    const { gone, added, firstLine } = compareLines(before, after);
    if (added > 0) return [];
    if (!asksToRestructure(words) && isDecided(before, after)) continue;
    if (gone >= MIN_LOST_LINES && isJudgedCode(path) && !wereDead(path, before, after))
      lost.push({ path, line: firstLine, message: messageOf(gone) });
  }
  return lost;
}

function messageOf(gone: number): string {
  return `${gone} lines are gone here and nothing is in their place, though the task speaks of no removal. Keep what the task does not name.`;
}

type Line = { readonly text: string; readonly number: number };

/** Whether the later lines are some of the earlier ones in their order; `firstLine` is where they go on after the first loss, from 1. */
function compareLines(
  before: string,
  after: string,
): { readonly gone: number; readonly added: number; readonly firstLine: number } {
  const now = contentLines(after);
  const old = contentLines(before);
  let at = 0;
  let firstLine: number | null = null;
  for (const line of old) {
    if (now[at]?.text === line.text) at += 1;
    else firstLine ??= (now[at] ?? now.at(-1))?.number ?? 1;
  }
  const rest = now.slice(at);
  // A line that was cut short is no new one.
  const isCut = rest.length === 1 && old.some(({ text }) => text.startsWith(rest[0]?.text ?? ''));
  return { gone: old.length - at, added: isCut ? 0 : rest.length, firstLine: firstLine ?? 1 };
}

function contentLines(text: string): readonly Line[] {
  return text
    .split('\n')
    .map((line, index) => ({ text: line.trim(), number: index + 1 }))
    .filter(({ text }) => text !== '' && !CONDITION.test(text));
}
