import { isTestFile } from '../../codebase/test-files.ts';
import { languageOf } from '../../domain/language.ts';
import { lineChanges, type LineChange } from '../../domain/line-diff.ts';
import type { Finding, TextChange } from '../gates/text-guard.ts';
import { wereDeadLines } from './dead-definitions.ts';
import { uncommentedText } from './live-text.ts';
import { isInOtherWords } from './in-other-words.ts';
import { isMeant } from './meant-removal.ts';
import { contentLines, countsOf } from './line-counts.ts';
import { areBranchesMerged } from './merged-branches.ts';
import { putsToUse } from './put-to-use.ts';

const MIN_BLOCK_LINES = 8;
const MAX_REPLACED_SHARE = 0.1;
/** Where more of a block stands elsewhere than is gone, it was moved and changed on the way. */
const MIN_LOST_SHARE = 0.5;
/** A long line may stand for many short ones. */
const MAX_SIZE_SHARE = 0.5;
const MIN_COMMENTED_LINES = 3;
const MAX_COMMENTS = 2;
const MIN_CUT_LINES = 2;
/** Where so much of what went came behind a line or two that stayed, it is there in another form. */
const MIN_NEAR_SHARE = 0.5;
const MAX_PARTING = 3;
/** Code that does the same in another place may be shorter. */
const MIN_ANEW = 0.5;
/** Languages in which entries come and go without a word. */
const DATA = new Set(['json', 'toml', 'yaml', 'html', 'css']);
const COMMENT = /^(?:#(?!\[|!|\s*(?:include|define|undef|if|el|end))|\/\/|\/\*|\*|--\s|<!--|\{\/\*|"""|''')/;
const DOTTED = /^\s*\W{1,4}\s*[([]?\s*(?:\.{3}|…).*\w.*(?:\.{3}|…)\s*\W{0,4}$/;
/** The end of a function that gives back what its first lines made, or nothing. */
const BARE_END = /^(?:return(?: (?:[\w.$]+|\[\]|\{\}|\(\)|''|""))?;?|pass)$/;

/** Lists of packages that are written in a language. */
const MANIFEST = /(?:^|\/)(?:Gemfile|Brewfile|Podfile)$/;

/** Whether losses in a file are judged by its lines of code: it is code, and no test, which another gate looks after. */
export function isJudgedCode(path: string): boolean {
  const language = languageOf(path);
  return language !== null && !DATA.has(language) && !MANIFEST.test(path) && !isTestFile(path);
}

/**
 * Places where code went and nothing came: a long block with hardly a line for it, some lines with a comment for them, or
 * the rest of a function with a bare `return` for it. What the change has elsewhere, or makes up for by as many new lines,
 * is not lost, nor is what it stopped using or never used, or what the task asks to use does now. Meant for changes whose task speaks of no less.
 */
export async function hunkLosses(changes: readonly TextChange[], words: string): Promise<readonly Finding[]> {
  const kept = keptLines(changes);
  const found = await Promise.all(changes.map((change) => lossesIn(change, kept)));
  const wasDead = ({ path, removed }: Loss): boolean =>
    wereDeadLines(path, changes.find((change) => change.path === path)?.before ?? '', removed);
  const fresh = found.flat().length === 0 ? [] : addedCode(changes);
  const losses = found.flat().filter((loss) => {
    const { removed, added } = loss;
    const isGone = !isMeant(removed, changes, words) && !putsToUse(added, removed, words) && !wasDead(loss);
    return isGone && !isInOtherWords(removed.filter(isCodeLine), fresh, MIN_ANEW);
  });
  const lost = losses.reduce((sum, loss) => sum + loss.lost, 0);
  if (lost === 0 || fresh.length >= lost) return [];
  return losses.map((loss) => ({
    path: loss.path,
    line: loss.line,
    message: `${loss.lost} lines of code are gone here and nothing does their work, though the task speaks of no removal. Write them out, or keep what was there.`,
  }));
}

type Loss = {
  readonly path: string;
  readonly line: number;
  readonly lost: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
};

async function lossesIn(
  { path, before, after }: TextChange,
  kept: ReadonlySet<string>,
): Promise<readonly Loss[]> {
  if (before === null || after === null || !isJudgedCode(path)) return [];
  const old = before.split('\n');
  const sides = { path, old, code: old, now: after.split('\n') };
  const quick = lossesOf(sides, kept);
  if (quick.length === 0) return [];
  // Texts about the code look like code where they go over lines: only a tree tells them.
  const code = await uncommentedText(path, before);
  return code === null ? quick : lossesOf({ ...sides, code: code.split('\n') }, kept);
}

function lossesOf(sides: Sides, kept: ReadonlySet<string>): readonly Loss[] {
  const { path, old, now } = sides;
  const all = lineChanges(trimmed(old), trimmed(now));
  return all.flatMap((change) => {
    const hunk = hunkOf(sides, change, kept);
    if (!isLoss(hunk) || growthNearby(sides, change, all) >= hunk.lost * MIN_NEAR_SHARE) return [];
    if (areBranchesMerged(sides, change, all)) return [];
    const removed = old.slice(change.beforeStart, change.beforeEnd);
    const line = Math.min(change.afterStart + 1, now.length);
    return [{ path, line, lost: hunk.lost, removed, added: hunk.code }];
  });
}

/** By how many lines of code the neighbours of a change grew, from which a line or two part it. */
function growthNearby({ code, now }: Sides, change: LineChange, all: readonly LineChange[]): number {
  const near = all.filter(
    (other) =>
      other !== change &&
      other.beforeStart <= change.beforeEnd + MAX_PARTING &&
      other.beforeEnd >= change.beforeStart - MAX_PARTING,
  );
  const countIn = (lines: readonly string[]): number => lines.filter(isCodeLine).length;
  return near.reduce(
    (sum, { beforeStart, beforeEnd, afterStart, afterEnd }) =>
      sum + countIn(now.slice(afterStart, afterEnd)) - countIn(code.slice(beforeStart, beforeEnd)),
    0,
  );
}

type Sides = {
  readonly path: string;
  readonly old: readonly string[];
  /** The same lines without comments. */
  readonly code: readonly string[];
  readonly now: readonly string[];
};
type Hunk = {
  /** How many lines of code went here. */
  readonly removed: number;
  /** How many of them are in no file any more. */
  readonly lost: number;
  /** The same in characters. */
  readonly lostSize: number;
  readonly code: readonly string[];
  readonly comments: number;
  /** Whether one of the comments stands between dots, as what was left out does in any language. */
  readonly isDotted: boolean;
  readonly isLastInBlock: boolean;
  /** Whether it gives back at once what was put into a variable before. */
  readonly givesDirectly: boolean;
};

function hunkOf({ code: old, now }: Sides, change: LineChange, kept: ReadonlySet<string>): Hunk {
  const { beforeStart, beforeEnd, afterStart, afterEnd } = change;
  const added = now.slice(afterStart, afterEnd).filter((line) => line.trim() !== '');
  const next = now.slice(afterEnd).find((line) => line.trim() !== '');
  const code = added.filter(isCodeLine);
  const comments = added.filter((line) => COMMENT.test(line.trim()));
  const removed = trimmed(old.slice(beforeStart, beforeEnd).filter(isCodeLine));
  const lost = removed.filter((line) => !kept.has(line));
  return {
    removed: removed.length,
    lost: lost.length,
    lostSize: sizeOf(lost),
    code: trimmed(code),
    comments: comments.length,
    isDotted: comments.some((line) => DOTTED.test(line)),
    givesDirectly: givesDirectly(trimmed(code), trimmed(old.slice(beforeStart, beforeEnd))),
    isLastInBlock: next === undefined || indentOf(next) < indentOf(code.at(-1) ?? ''),
  };
}

function sizeOf(lines: readonly string[]): number {
  return lines.reduce((sum, { length }) => sum + length, 0);
}

/** `fn = x; break;` may become `return x;`. */
function givesDirectly([only = '', ...more]: readonly string[], removed: readonly string[]): boolean {
  const value = /^return ([\w.$]+);?$/.exec(only)?.[1];
  const isSet = (line: string): boolean => /[^=!<>]=\s*([\w.$]+);?$/.exec(line)?.[1] === value;
  return value !== undefined && more.length === 0 && removed.some(isSet);
}

function isLoss({ lost, code, comments, isDotted, isLastInBlock, ...hunk }: Hunk): boolean {
  const isMoved = lost < hunk.removed * MIN_LOST_SHARE;
  const isReplaced =
    code.length > lost * MAX_REPLACED_SHARE || sizeOf(code) >= hunk.lostSize * MAX_SIZE_SHARE;
  if (lost >= MIN_BLOCK_LINES && !isReplaced && !isMoved) return true;
  if (code.length === 0 && isDotted && lost > 0) return true;
  if (code.length === 0) return lost >= MIN_COMMENTED_LINES && comments > 0 && comments <= MAX_COMMENTS;
  const [end = ''] = code;
  return (
    lost >= MIN_CUT_LINES && code.length === 1 && isLastInBlock && BARE_END.test(end) && !hunk.givesDirectly
  );
}

/** Lines that the change has as often as before, without their indentation: what went in one place stands in another. */
export function keptLines(changes: readonly TextChange[]): ReadonlySet<string> {
  const left = countsOf(changes.flatMap(({ before }) => contentLines(before ?? '')));
  const now = countsOf(changes.flatMap(({ after }) => contentLines(after ?? '')));
  return new Set([...now].filter(([line, count]) => count >= (left.get(line) ?? 0)).map(([line]) => line));
}

/** The lines of code, without indentation, that the change has and none of its files had. */
export function addedCode(changes: readonly TextChange[]): readonly string[] {
  const known = new Set(changes.flatMap(({ before }) => contentLines(before ?? '')));
  const now = changes.flatMap(({ after }) => contentLines(after ?? ''));
  return now.filter((line) => isCodeLine(line) && !known.has(line));
}

/** The lines of code, without indentation, that the change has more often than its files had. */
export function moreOftenCode(changes: readonly TextChange[]): readonly string[] {
  const known = countsOf(changes.flatMap(({ before }) => contentLines(before ?? '')));
  const now = countsOf(changes.flatMap(({ after }) => contentLines(after ?? '')));
  return [...now].flatMap(([line, count]) =>
    isCodeLine(line) && count > (known.get(line) ?? 0) ? [line] : [],
  );
}

/** Whether a line, with or without its indentation, holds more than signs and a comment. */
export function isCodeLine(line: string): boolean {
  return /\w/.test(line) && !COMMENT.test(line.trim());
}

function trimmed(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.trim());
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
