import { lineChanges } from '../../domain/line-diff.ts';
import type { Finding, TextChange } from '../gates/text-guard.ts';
import { wordPattern } from '../vanished/bound-names.ts';
import { trimmedLines } from './gone-lines.ts';
import { isJudgedCode } from './hunk-losses.ts';

const WAITING = /\.(?:pyw?|cs|[cm]?[jt]sx?)$/;
/** Tasks that speak of what is waited for, by words of their own: `BackgroundTasks` is but a name. */
const ASKED =
  /\b(?:[Aa]wait|[Aa]?[Ss]ync|[Aa]synchron|[Ss]ynchron|[Pp]romis|[Cc]oncurren|[Pp]arallel|[Bb]ackground|[Cc]oroutine|[Tt]hread)[a-z]*\b(?![.]\w|_)|\bfire.and.forget|\bblocking\b/;
const AWAIT = /\bawait\s+(?!new\b)(?=[\w$.?]+\s*(?:<[^>]*>)?\()/;
/** A promise that a name holds is waited for, and for nothing else. */
const AWAIT_OF_NAME = /^await\s+([\w$.]+;?)$/;
/** A call is given on, and who takes it waits. */
const GIVEN_ON =
  /^(?:return|yield)\b|=>\s*await\b|\b(?:gather|create_task|ensure_future|wait|(?:Promise|Task)\.\w+)\(|^(?:async\s+)?(?:for|with)\b/;
const ASSIGNED = /^(?:(?:const|let|var|Task(?:<[^>]*>)?)\s+)?([\w$]+)\s*(?::[^=]+)?=(?!=|>)/;

/** Lines that are as they were but for an `await` that is gone, where nothing waits for the call later. */
export function droppedAwaits(changes: readonly TextChange[], words: string): readonly Finding[] {
  if (ASKED.test(words)) return [];
  const made = changes.map(({ after }) => after ?? '').join('\n');
  return changes.flatMap(({ path, before, after }) => {
    if (
      before === null ||
      after === null ||
      !WAITING.test(path) ||
      !isJudgedCode(path) ||
      !/\bawait\s/.test(before)
    )
      return [];
    // A file whose functions wait no more calls what needs no waiting.
    if (countOf(/\basync\b/g, after) < countOf(/\basync\b/g, before)) return [];
    const [old, now] = [trimmedLines(before), trimmedLines(after)];
    return lineChanges(old, now).flatMap(({ beforeStart, beforeEnd, afterStart, afterEnd }) => {
      if (beforeEnd - beforeStart !== afterEnd - afterStart) return [];
      return now.slice(afterStart, afterEnd).flatMap((line, index): readonly Finding[] => {
        const was = old[beforeStart + index] ?? '';
        if (!lostAwait(was, line) || isAwaitedLater(line, after) || isPlain(was, made)) return [];
        const message = `The \`await\` before the call is gone, and nothing waits for it. Keep it.`;
        return [{ path, line: afterStart + index + 1, message }];
      });
    });
  });
}

function lostAwait(was: string, line: string): boolean {
  if (AWAIT_OF_NAME.exec(was)?.[1] === line) return true;
  return AWAIT.test(was) && !GIVEN_ON.test(was) && was.replace(AWAIT, '') === line;
}

function isAwaitedLater(line: string, after: string): boolean {
  const name = ASSIGNED.exec(line)?.[1];
  if (name === undefined) return false;
  const word = wordPattern(name);
  return new RegExp(
    String.raw`\bawait\s+${word}|${word}\s*\.\s*(?:then|catch|finally)\b|\breturn\s+${word}|\b(?:gather|wait|wait_for|create_task|ensure_future|(?:Promise|Task)\.\w+)\([^)]*${word}`,
  ).test(after);
}

/** Whether the change itself defines what is called as a function that needs no waiting. */
function isPlain(was: string, made: string): boolean {
  const name = /\bawait\s+(?:[\w$]+\s*\.\s*)*([\w$]+)\s*(?:<[^>]*>)?\(/.exec(was)?.[1];
  if (name === undefined) return false;
  const head = String.raw`(?:\bdef\s+|\bfunction\s+|^\s*(?:(?:public|private|protected|static)\s+)*)${wordPattern(name)}\s*\([^;]*(?:\{|:)\s*$`;
  return (
    new RegExp(String.raw`(?<!async\s+)${head}`, 'm').test(made) &&
    !new RegExp(String.raw`\basync\b[^\n]*${wordPattern(name)}`).test(made)
  );
}

function countOf(pattern: RegExp, text: string): number {
  return text.match(pattern)?.length ?? 0;
}
