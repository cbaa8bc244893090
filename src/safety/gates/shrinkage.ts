import { isTestFile } from '../../codebase/test-files.ts';
import type { Gate } from '../../domain/ports.ts';
import { asksForLess } from '../lost-code/asks-for-less.ts';
import { hunkLosses, isJudgedCode } from '../lost-code/hunk-losses.ts';
import { contentLines, countsOf, take } from '../lost-code/line-counts.ts';
import { silencedIn } from '../lost-code/silenced.ts';
import { pureLossIn } from './pure-loss.ts';
import { gateOf, type Finding, type TextChange } from './text-guard.ts';

const MIN_LINES = 20;
const MIN_EMPTIED_LINES = 3;
const MAX_LOST_SHARE = 0.5;
/** A file was rewritten where so much of it is new, and so many lines of the change for each that is lost. */
const MIN_NEW_SHARE = 0.25;
const MIN_NEW_FOR_LOST = 0.1;

/**
 * Refuses a change that makes much of a file vanish: more than half of the lines of a file of over 20, with nothing in
 * their place, or all of them, or everything from the middle of a block to its end; a change of code that only takes away,
 * where nobody asks for less; and code that stands there still and runs no more. Lines that the same patch puts into
 * another file are not lost. Blank lines do not count.
 */
export function createShrinkageGate(): Gate {
  return gateOf({
    id: 'shrinkage',
    noun: 'shrinkage',
    judges: 'whole-change',
    appliesTo: () => true,
    find: async (changes, { words }) => {
      const isLessAsked = asksForLess(words);
      const found = changes.flatMap((change) => findIn(change, changes, isLessAsked));
      if (found.length > 0) return found;
      const lost = isLessAsked ? [] : pureLossIn(changes);
      if (lost.length > 0) return lost;
      const silenced = await silencedIn(changes, words);
      return silenced.length > 0 || isLessAsked ? silenced : hunkLosses(changes);
    },
  });
}

function findIn(
  { path, before, after }: TextChange,
  changes: readonly TextChange[],
  isLessAsked: boolean,
): readonly Finding[] {
  if (before === null || after === null) return [];
  const old = contentLines(before);
  const limit = old.length * (1 - MAX_LOST_SHARE);
  if (old.length >= MIN_EMPTIED_LINES && contentLines(after).length === 0) {
    return [
      {
        path,
        line: 1,
        message: `All ${old.length} lines of the file are gone. Delete what the task names, and keep the rest.`,
      },
    ];
  }
  const cut = lineOfCut(before, after);
  if (cut !== null) {
    const message = 'The file ends here, in the middle of a block that went on. Write it to its end.';
    return [{ path, line: cut, message }];
  }
  const now = contentLines(after);
  // Texts for people and their layout are often cut to half by one who says so.
  if (isLessAsked && !isTestFile(path) && !isJudgedCode(path)) return [];
  if (old.length <= MIN_LINES || now.length >= limit) return [];
  const kept = countsOf(changes.flatMap((change) => contentLines(change.after ?? '')));
  const lost = old.filter((line) => !take(kept, line)).length;
  if (lost <= old.length * MAX_LOST_SHARE || isRewritten(now, lost, changes)) return [];
  const message = `${lost} of the ${old.length} lines of the file are gone. Change only what the task needs, and keep the rest.`;
  return [{ path, line: 1, message }];
}

/** Whether something stands in place of what is lost: most of what the file holds now, or as much in the whole change. */
function isRewritten(now: readonly string[], lost: number, changes: readonly TextChange[]): boolean {
  const known = new Set(changes.flatMap((change) => contentLines(change.before ?? '')));
  const newIn = (lines: readonly string[]): number => lines.filter((line) => !known.has(line)).length;
  const newLines = newIn(changes.flatMap((change) => contentLines(change.after ?? '')));
  if (newLines >= lost) return true;
  return newIn(now) >= now.length * MIN_NEW_SHARE && newLines >= lost * MIN_NEW_FOR_LOST;
}

const BEGINS_DEFINITION =
  /^\s*(?:@|#|\/[/*]|\*|[})\]])|\b(?:def|class|function|func|fn|it|test|describe|case|when|else|elif|except)\b/;

/** The last line of a text that is the beginning of the one before, cut off inside of a block with more behind it. */
function lineOfCut(before: string, after: string): number | null {
  const [old, now] = [before, after].map((text) => text.trimEnd().split('\n'));
  if (old === undefined || now === undefined || now.length >= old.length) return null;
  if (!now.every((line, index) => line.trimEnd() === old[index]?.trimEnd())) return null;
  const lost = old.slice(now.length).filter((line) => line.trim() !== '');
  const depth = indentOf(lost[0] ?? '');
  const isInside = depth > 0 && !BEGINS_DEFINITION.test(lost[0] ?? '');
  return isInside &&
    lost.some((line) => indentOf(line) < depth && BEGINS_DEFINITION.test(line) && /\w/.test(line))
    ? now.length
    : null;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
