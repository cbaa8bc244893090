import { lineChanges, type LineChange } from '../../domain/line-diff.ts';
import type { Finding, TextChange } from '../gates/text-guard.ts';
import { withoutCodeNames } from './code-names.ts';
import { trimmedLines } from './gone-lines.ts';
import { addedCode, isCodeLine, isJudgedCode, keptLines } from './hunk-losses.ts';
import { hasLeaveToRemove } from './leave-to-remove.ts';
import { wordPattern } from '../vanished/bound-names.ts';

const UNWRITTEN = /^raise NotImplementedError\b/;
const NOTHING = /^(?:pass|\.\.\.)$/;
/** The head of a block of statements, not that of a type or of a value. */
const HEAD = /(?:\)|\b(?:else|try|catch|finally|do|loop|defer)|=>|(?<=\bcase\b.*|\bdefault)\s*:)\s*\{$/;
const EMPTY = /\{\s*\}[;,)]*$/;
/** The head of a block that handles errors: what it catches may change with what it does. */
const HANDLER = /^(?:\}\s*)?(?:except|catch)\b.*[:{]$/;
const DEFINES_MANY =
  /^(?:(?:export|default|abstract|public|final)\s+)*(?:class|struct|interface|enum|namespace|type)\b/;
/** Tasks that ask for blocks without code. */
const ASKED =
  /\b(?:stub|abstract|protocol|interface|no-?op|placeholder|skeleton|empt(?:y|ied)|ignor|silen|swallow|suppress)/i;
/** A change with so much more new code than went is about something else than a small edit. */
const MUCH_MORE = 20;

type Sides = { readonly old: readonly string[]; readonly now: readonly string[] };

/** Blocks whose statements are gone so that `pass`, `...` or a pair of braces is left, though the task does not name what went. */
export function emptiedBlocks(changes: readonly TextChange[], words: string): readonly Finding[] {
  if (ASKED.test(withoutCodeNames(words))) return [];
  const kept = keptLines(changes);
  const added = addedCode(changes).length;
  return changes.flatMap(({ path, before, after }) => {
    if (before === null || after === null || !isJudgedCode(path)) return [];
    const sides = { old: trimmedLines(before), now: trimmedLines(after) };
    return lineChanges(sides.old, sides.now).flatMap((change) => {
      const lost = lostStatements(sides, change).filter((line) => !kept.has(line));
      const [first] = lost;
      if (lost.every((line) => isOfGoneName(line, changes))) return [];
      if (first === undefined || added >= lost.length * MUCH_MORE || hasLeaveToRemove(words, lost)) return [];
      const message = `\`${first}\` is gone and the block around it does nothing now, though the task does not name it. Keep what it did.`;
      return [{ path, line: change.afterStart + 1, message }];
    });
  });
}

/** Whether a statement begins with a name that the change has nowhere any more, though other lines had it too. */
function isOfGoneName(line: string, changes: readonly TextChange[]): boolean {
  const name = /^(?:(?:this|self)\.)?([\p{L}_$][\p{L}\p{N}_$]{2,})\s*[.(=]/u.exec(line)?.[1];
  if (name === undefined) return false;
  const pattern = new RegExp(wordPattern(name), 'g');
  const countOn = (side: 'before' | 'after'): number =>
    changes.reduce((sum, change) => sum + (change[side]?.match(pattern)?.length ?? 0), 0);
  return countOn('after') === 0 && countOn('before') > 1;
}

/** What a change took out of a block that is left without a statement. */
function lostStatements({ old, now }: Sides, change: LineChange): readonly string[] {
  const gone = old.slice(change.beforeStart, change.beforeEnd).filter(isCodeLine);
  const come = now.slice(change.afterStart, change.afterEnd).filter(isCodeLine);
  if (gone.some((line) => NOTHING.test(line) || DEFINES_MANY.test(line))) return [];
  const [only, ...others] = come;
  if (only !== undefined && HANDLER.test(only.replace(EMPTY, '{')))
    return isEmptyHandler([only, ...others], now, change) ? handlerBody(gone) : [];
  if (others.length > 0) return [];
  if (only === undefined) return isBetweenBraces(now, change) ? gone : [];
  if (NOTHING.test(only))
    return isAbstract(now, change) && gone.every((line) => UNWRITTEN.test(line)) ? [] : gone;
  const head = only.replace(EMPTY, '{');
  return EMPTY.test(only) && HEAD.test(head) && gone[0] === head ? gone.slice(1) : [];
}

/** Whether the definition around a place is marked as one that others write. */
function isAbstract(now: readonly string[], { afterStart }: LineChange): boolean {
  const head = now.findLastIndex((line, index) => index < afterStart && /^(?:async )?def\b/.test(line));
  return /^@[\w.]*abstract/.test(now[head - 1] ?? '');
}

/** Whether nothing stands in a handler, whose head the change brings. */
function isEmptyHandler(come: readonly string[], now: readonly string[], change: LineChange): boolean {
  const [head = '', ...body] = come;
  if (head.endsWith(':')) return body.length === 1 && body.every((line) => NOTHING.test(line));
  return body.length === 0 && (EMPTY.test(head) || lineAfter(now, change).startsWith('}'));
}

/** What a handler did whose head, on one line or more, comes first; nothing where that is none. */
function handlerBody(gone: readonly string[]): readonly string[] {
  const [first = ''] = gone;
  if (!/^(?:\}\s*)?(?:except|catch)\b/.test(first)) return [];
  return gone.slice(gone.findIndex((line) => /[:{]$/.test(line)) + 1);
}

function isBetweenBraces(now: readonly string[], change: LineChange): boolean {
  const head = now.slice(0, change.afterStart).findLast((line) => line !== '') ?? '';
  return HEAD.test(head) && !DEFINES_MANY.test(head) && lineAfter(now, change).startsWith('}');
}

function lineAfter(now: readonly string[], { afterEnd }: LineChange): string {
  return now.slice(afterEnd).find((line) => line !== '') ?? '';
}
