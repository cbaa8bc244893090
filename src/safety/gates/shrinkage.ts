import { isLockFile } from '../../codebase/manifests/lock-files.ts';
import { isTestFile } from '../../codebase/test-files.ts';
import { lineChanges } from '../../domain/line-diff.ts';
import type { Gate } from '../../domain/ports.ts';
import { asksForLess, asksForNothingUnused } from '../lost-code/asks-for-less.ts';
import { cutEnd } from '../lost-code/cut-end.ts';
import { hunkLosses, isJudgedCode } from '../lost-code/hunk-losses.ts';
import { contentLines, countsOf, take } from '../lost-code/line-counts.ts';
import { uncommented } from '../lost-code/live-text.ts';
import { asCells } from '../lost-code/notebook-sources.ts';
import { isMeant } from '../lost-code/meant-removal.ts';
import { silencedIn } from '../lost-code/silenced.ts';
import { pureLossIn } from './pure-loss.ts';
import { partsOf } from '../vanished/named-in-words.ts';
import { gateOf, type Finding, type TextChange } from './text-guard.ts';

const MIN_LINES = 20;
const MIN_EMPTIED_LINES = 3;
const MAX_LOST_SHARE = 0.5;
/** A file was rewritten where so much of it is new, and as much of the change for what is lost. */
const MIN_NEW_SHARE = 0.25;
const MIN_NEW_FOR_LOST = 0.1;
const MIN_REPLACED = 3;
/** Shorter words are of any name. */
const MIN_NAME = 4;
/** Where people try things out, code comes and goes. */
const SCRATCH = /(?:^|\/)(?:playground|sandbox|scratch(?:pad)?)\.\w+$/i;

/**
 * Refuses a change that makes much of a file vanish: more than half of the lines of a file of over 20, with nothing in
 * their place, or all of them, or everything from the middle of a block to its end; a change of code that only takes away,
 * where nobody asks for less; and code that stands there still and runs no more. Lines that the same patch puts into
 * another file are not lost. Blank lines do not count, nor do comments and other texts about the code.
 */
export function createShrinkageGate(): Gate {
  return gateOf({
    id: 'shrinkage',
    noun: 'shrinkage',
    judges: 'whole-change',
    appliesTo: () => true,
    find: async (written, { words }) => {
      const judged = written.filter((change) => !resolvesConflict(change) && !SCRATCH.test(change.path));
      const changes = judged.map(asCells);
      const isLessAsked = asksForLess(words);
      const isUnusedAsked = isLessAsked && asksForNothingUnused(words);
      const cut = await Promise.all(changes.map(cutEnd));
      const shrunk = await confirmed(changes, (some) =>
        some
          .map((change, at) => cut[at] ?? shrunken(change, some, { isLessAsked, isUnusedAsked, words }))
          .filter((one) => one !== null),
      );
      if (shrunk.length > 0) return shrunk;
      const lost = isLessAsked ? [] : await confirmed(changes, (some) => pureLossIn(some, words));
      if (lost.length > 0) return lost;
      const silenced = await silencedIn(changes, words);
      return silenced.length > 0 || isLessAsked ? silenced : hunkLosses(changes, words);
    },
  });
}

const TEST_HEAD =
  /^\s*(?:(?:it|test|specify)(?:\.\w+)*[ (]|(?:async )?def test|func (?:Test|\([^)]*\) Test)|@Test\b|#\[(?:\w+::)?test\b|\[(?:Fact|Theory|Test\w*)\b|(?:public )?function test)/gm;

/** Whether whole tests went, which the gate against weakened ones reads: it knows what they were about. */
function losesTests({ path, before, after }: TextChange): boolean {
  const countIn = (text: string | null): number => text?.match(TEST_HEAD)?.length ?? 0;
  const isWeighed = isTestFile(path) && /\.(?:py|[cm]?[jt]sx?|go|rb|java|php|rs|cs)$/.test(path);
  return isWeighed && countIn(after) < countIn(before);
}

/** Of a merge one side goes with the marks. */
function resolvesConflict({ before, after }: TextChange): boolean {
  const marks = (text: string | null): number => text?.match(/^(?:<{7}|>{7}) \S/gm)?.length ?? 0;
  return marks(before) > 1 && marks(after) === 0;
}

type Asked = {
  readonly isLessAsked: boolean;
  readonly isUnusedAsked: boolean;
  readonly words: string;
};
type Look = (changes: readonly TextChange[]) => readonly Finding[];

/** What is found in the texts, if it is found in their code as well: who takes away comments takes no code. */
async function confirmed(changes: readonly TextChange[], look: Look): Promise<readonly Finding[]> {
  return look(changes).length === 0 ? [] : look(await uncommented(changes));
}

function shrunken(
  change: TextChange,
  changes: readonly TextChange[],
  { isLessAsked, isUnusedAsked, words }: Asked,
): Finding | null {
  const { path, before, after } = change;
  if (before === null || after === null) return null;
  const old = contentLines(before);
  const now = contentLines(after);
  const isEmptied = old.length >= MIN_EMPTIED_LINES && now.length === 0;
  // A package manager drops what nothing asks for any more; texts for people and their layout are often cut to half by one who says so.
  const isExcused =
    isUnusedAsked ||
    isLockFile(path) ||
    losesTests(change) ||
    (isLessAsked && !isTestFile(path) && !isJudgedCode(path));
  const isHalved = !isExcused && old.length > MIN_LINES && now.length < old.length * (1 - MAX_LOST_SHARE);
  if (!isEmptied && !isHalved) return null;
  const kept = countsOf(changes.flatMap((change) => contentLines(change.after ?? '')));
  const lost = old.filter((line) => !take(kept, line));
  if (lost.length <= old.length * MAX_LOST_SHARE || isRewritten(now, lost, changes)) return null;
  if (!isEmptied && isLessAsked && areMeant(change, changes, words)) return null;
  if (!isEmptied && isLessAsked && wentWithFiles(change, changes)) return null;
  if (!isEmptied && !isJudgedCode(path) && !isTestFile(path) && isReplacedThroughout(before, after))
    return null;
  const message = isEmptied
    ? `All ${old.length} lines of the file are gone. Delete what the task names, and keep the rest.`
    : `${lost.length} of the ${old.length} lines of the file are gone. Change only what the task needs, and keep the rest.`;
  return { path, line: 1, message };
}

/** Whether every part that went is of definitions that the task names or that the change stopped using. */
function areMeant(change: TextChange, changes: readonly TextChange[], words: string): boolean {
  return lostParts(change).every((lines) => isMeant(lines, changes, words));
}

/** Whether every part that went speaks of code whose files the same change deletes. */
function wentWithFiles(change: TextChange, changes: readonly TextChange[]): boolean {
  const deleted = changes.filter(({ path, after }) => after === null && isJudgedCode(path));
  const names = new Set(
    deleted.flatMap(({ path }) => partsOf(stemOf(path))).filter((name) => name.length >= MIN_NAME),
  );
  const speaks = (lines: readonly string[]): boolean =>
    partsOf(lines.join('\n')).some((part) => names.has(part));
  return names.size > 0 && lostParts(change).every(speaks);
}

/** What went in one place, but for a line or two. */
function lostParts({ before, after }: TextChange): readonly (readonly string[])[] {
  const old = (before ?? '').split('\n');
  return lineChanges(old, (after ?? '').split('\n'))
    .map(({ beforeStart, beforeEnd }) => old.slice(beforeStart, beforeEnd))
    .filter((lines) => lines.filter((line) => line.trim() !== '').length >= MIN_EMPTIED_LINES);
}

function stemOf(path: string): string {
  return /([^/.]+)[^/]*$/.exec(path)?.[1] ?? path;
}

/**
 * Whether something stands in place of what is lost: most of what the file holds now, or as much in the whole change. By
 * characters, for a paragraph may be one line or many.
 */
function isRewritten(
  now: readonly string[],
  lost: readonly string[],
  changes: readonly TextChange[],
): boolean {
  const known = new Set(changes.flatMap((change) => contentLines(change.before ?? '')));
  const newIn = (lines: readonly string[]): number => sizeOf(lines.filter((line) => !known.has(line)));
  const added = newIn(changes.flatMap((change) => contentLines(change.after ?? '')));
  if (added >= sizeOf(lost)) return true;
  return (
    now.length > 0 && newIn(now) >= sizeOf(now) * MIN_NEW_SHARE && added >= sizeOf(lost) * MIN_NEW_FOR_LOST
  );
}

/** Whether something new stands in many of the places where lines of a text went, as where each part became shorter. */
function isReplacedThroughout(before: string, after: string): boolean {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const holdsText = (lines: readonly string[]): boolean => lines.some((line) => line.trim() !== '');
  const hunks = lineChanges(old, now).filter(({ beforeStart, beforeEnd }) =>
    holdsText(old.slice(beforeStart, beforeEnd)),
  );
  const replaced = hunks.filter(({ afterStart, afterEnd }) => holdsText(now.slice(afterStart, afterEnd)));
  return replaced.length >= MIN_REPLACED && replaced.length * 2 >= hunks.length;
}

function sizeOf(lines: readonly string[]): number {
  return lines.reduce((sum, { length }) => sum + length, 0);
}
