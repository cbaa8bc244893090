import type { Gate } from '../../domain/ports.ts';
import { pureLossIn } from './pure-loss.ts';
import { gateOf, type Finding, type TextChange } from './text-guard.ts';

const MIN_LINES = 20;
const MIN_EMPTIED_LINES = 3;
const MAX_LOST_SHARE = 0.5;

/**
 * Refuses a change that makes much of a file vanish: more than half of the lines of a file of over 20, with nothing in
 * their place, or all of them, or everything from the middle of a block to its end; and a change of code that only takes
 * away, where nobody asks for less. Lines that the same patch puts into another file are not lost. Blank lines do not count.
 */
export function createShrinkageGate(): Gate {
  return gateOf({
    id: 'shrinkage',
    noun: 'shrinkage',
    judges: 'whole-change',
    appliesTo: () => true,
    find: (changes, { words }) => {
      const found = changes.flatMap((change) => findIn(change, changes));
      return found.length > 0 ? found : pureLossIn(changes, words);
    },
  });
}

function findIn({ path, before, after }: TextChange, changes: readonly TextChange[]): readonly Finding[] {
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
  if (old.length <= MIN_LINES || contentLines(after).length >= limit) return [];
  const kept = countsOf(changes.flatMap((change) => contentLines(change.after ?? '')));
  const lost = old.filter((line) => !take(kept, line)).length;
  if (lost <= old.length * MAX_LOST_SHARE) return [];
  const message = `${lost} of the ${old.length} lines of the file are gone. Change only what the task needs, and keep the rest.`;
  return [{ path, line: 1, message }];
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

function contentLines(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
}

function countsOf(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

function take(counts: Map<string, number>, line: string): boolean {
  const left = counts.get(line) ?? 0;
  counts.set(line, left - 1);
  return left > 0;
}
