import { isTestFile } from '../../codebase/test-files.ts';
import { lineChanges } from '../../domain/line-diff.ts';
import type { Finding, TextChange } from '../gates/text-guard.ts';
import { withoutCodeNames } from './code-names.ts';
import { isInOtherWords } from './in-other-words.ts';
import { hasLeaveToRemove } from './leave-to-remove.ts';
import { countsOf, take } from './line-counts.ts';
import { hasLiveText, liveText } from './live-text.ts';
import { mayBeQuoted, mayBeSilenced, withoutSigns } from './silencing-lines.ts';

const MIN_LINES = 2;
/** People comment out an entry or two of a list; a definition, or a block, is more than that. */
const MIN_COMMENTS = 3;
/** New code beside what became a comment stands in its place where it is as much of it. */
const MIN_REPLACED_SHARE = 0.25;
const DEFINES = /\b(?:def|class|function|func|fn|interface|struct)\b|=>\s*\{?$/;
/** Tasks that ask for code to stay and not to run. */
const ASKED =
  /\bcomment(?:s|ed|ing)?[ -]+out\b|\bdisabl|\bdeactivat|\b(?:switch|turn)(?:ed|ing|es|s)? (?:\w+ ){0,3}off\b|\bskip|\bdebug|\bwip\b|\btemporar|\bquote|\bembed|\btemplate/i;

/**
 * Code that ran before the change and stands in the file still, as a comment, in a string, in a branch that is never
 * taken, or behind the end of its block; where the task does not ask for that. Lines that run elsewhere now do not count,
 * nor those that were left as a comment beside what does their work.
 */
export async function silencedIn(changes: readonly TextChange[], words: string): Promise<readonly Finding[]> {
  if (ASKED.test(withoutCodeNames(words))) return [];
  const found: Finding[] = [];
  for (const change of changes) {
    const lines = await silencedLines(change, changes);
    const [first] = lines;
    if (first === undefined || lines.length < leastOf(lines)) continue;
    if (hasLeaveToRemove(words, [lines.map(({ text }) => text).join('\n')])) continue;
    const message = `${lines.length} lines of code from here on stand in the file and run no more: they are commented out, quoted, or never reached. Keep them as code, or take away what the task names.`;
    found.push({ path: change.path, line: first.number, message });
  }
  return found;
}

function leastOf(lines: readonly DeadLine[]): number {
  const isTrifle = lines.every(({ text, isSigned }) => isSigned && !DEFINES.test(text));
  return isTrifle ? MIN_COMMENTS : MIN_LINES;
}

async function silencedLines(
  { path, before, after }: TextChange,
  changes: readonly TextChange[],
): Promise<readonly DeadLine[]> {
  if (before === null || after === null || isTestFile(path) || !hasLiveText(path)) return [];
  if (!mayBeSilenced(before, after) && !mayBeQuoted(path, before, after)) return [];
  const liveBefore = await liveText(path, before);
  const liveAfter = await liveText(path, after);
  if (liveBefore === null || liveAfter === null) return [];
  const moved = changes
    .filter((change) => change.path !== path)
    .flatMap((change) => contentOf(change.after ?? ''));
  const running = countsOf([...contentOf(liveAfter), ...moved]);
  const gone = countsOf(contentOf(liveBefore).filter((line) => !take(running, line)));
  const known = countsOf(deadLines(before, liveBefore).map(({ text }) => text));
  const dead = deadLines(after, liveAfter).filter(({ text }) => !take(known, text) && take(gone, text));
  if (dead.length < MIN_LINES || isDoneElsewhere(dead, liveBefore, liveAfter)) return [];
  return withoutReplaced(dead, { before, after, live: liveAfter });
}

/** Whether as much new code of the file does what was left in it as comments. */
function isDoneElsewhere(dead: readonly DeadLine[], liveBefore: string, liveAfter: string): boolean {
  const known = new Set(contentOf(liveBefore));
  const added = contentOf(liveAfter).filter((line) => !known.has(line));
  return (
    dead.every(({ isSigned }) => isSigned) &&
    isInOtherWords(
      dead.map(({ text }) => text),
      added,
      1,
    )
  );
}

type Texts = { readonly before: string; readonly after: string; readonly live: string };

/** Lines beside which the change puts hardly any that run. */
function withoutReplaced(dead: readonly DeadLine[], { before, after, live }: Texts): readonly DeadLine[] {
  const liveLines = live.split('\n');
  const replaced = changedPlaces(before, after).flatMap(({ afterStart, afterEnd }) => {
    const own = dead.filter(({ number, isSigned }) => isSigned && number > afterStart && number <= afterEnd);
    const added = contentOf(liveLines.slice(afterStart, afterEnd).join('\n'));
    const left = own.map(({ text }) => text);
    return sizeOf(added) >= sizeOf(left) * MIN_REPLACED_SHARE ? own : [];
  });
  return dead.filter((line) => !replaced.includes(line));
}

type Place = { readonly afterStart: number; readonly afterEnd: number };

/** Where a text changed, as one place what only blank lines part. */
function changedPlaces(before: string, after: string): readonly Place[] {
  const now = after.split('\n');
  const places: Place[] = [];
  for (const { afterStart, afterEnd } of lineChanges(before.split('\n'), now)) {
    const last = places.at(-1);
    const isNext =
      last !== undefined && now.slice(last.afterEnd, afterStart).every((line) => line.trim() === '');
    if (isNext) places.pop();
    places.push({ afterStart: isNext ? last.afterStart : afterStart, afterEnd });
  }
  return places;
}

function sizeOf(lines: readonly string[]): number {
  return lines.reduce((sum, { length }) => sum + length, 0);
}

/** Lines that hold a word. */
function contentOf(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => (/\w/.test(line) ? [line.trim()] : []));
}

type DeadLine = {
  /** Without the signs of comments. */
  readonly text: string;
  /** Whether it had any. */
  readonly isSigned: boolean;
  /** From 1. */
  readonly number: number;
};

/** Lines of which nothing runs. */
function deadLines(text: string, live: string): readonly DeadLine[] {
  const liveLines = live.split('\n');
  return text.split('\n').flatMap((line, index) => {
    if (!/\w/.test(line) || /\w/.test(liveLines[index] ?? '')) return [];
    const bare = withoutSigns(line);
    return [{ text: bare, isSigned: bare !== line.trim(), number: index + 1 }];
  });
}
