import { lineChanges } from '../../domain/line-diff.ts';
import type { Finding, TextChange } from '../gates/text-guard.ts';
import { trimmedLines } from './gone-lines.ts';
import { isJudgedCode } from './hunk-losses.ts';

const CLAUSE = /^except\b\*?\s*(.*?)(?:\s+as\s+\w+|,\s*\w+)?\s*:/;
/** How much a clause catches: what it names, every error, or whatever ends the program too. */
const ALL = /^\(?\s*(?:builtins\.)?Exception\s*,?\s*\)?$|(?<=[(,]\s*)Exception\b/;
const ANYTHING = /^$|\bBaseException\b/;
/** Tasks that speak of what fails. */
const ASKED =
  /\b(?:\w*except|\w*error|catch|handl|robust|fail|crash|broad|wid(?:e|er|en)|swallow|ignor|suppress|safe|resilien|tolera)/i;

/** Clauses of Python in whose place one stands that catches every error, where the task speaks of none. A doubt: no rule says which errors can come. */
export function widenedHandlers(changes: readonly TextChange[], words: string): readonly Finding[] {
  if (ASKED.test(words)) return [];
  return changes.flatMap(({ path, before, after }): readonly Finding[] => {
    if (before === null || after === null || !path.endsWith('.py') || !isJudgedCode(path)) return [];
    const [old, now] = [trimmedLines(before), trimmedLines(after)];
    return lineChanges(old, now).flatMap(({ beforeStart, beforeEnd, afterStart, afterEnd }) => {
      const gone = clausesIn(old, beforeStart, beforeEnd);
      const come = clausesIn(now, afterStart, afterEnd);
      // Which is which cannot be told where there are more or fewer.
      if (gone.length !== come.length) return [];
      return come.flatMap(({ caught, line }, index): readonly Finding[] => {
        const known = gone[index]?.caught ?? '';
        if (breadthOf(caught) <= breadthOf(known)) return [];
        const message = `\`except ${known}\` catches ${caught === '' ? 'everything' : `\`${caught}\``} now, so that other errors are dealt with as if they were expected. Keep it, unless the task asks for it.`;
        return [{ path, line, message, isDoubt: true }];
      });
    });
  });
}

type Clause = {
  readonly caught: string;
  /** From 1. */
  readonly line: number;
};

function clausesIn(lines: readonly string[], start: number, end: number): readonly Clause[] {
  return lines.slice(start, end).flatMap((line, index) => {
    const caught = CLAUSE.exec(line)?.[1];
    return caught === undefined ? [] : [{ caught, line: start + index + 1 }];
  });
}

function breadthOf(caught: string): number {
  if (ANYTHING.test(caught)) return 2;
  return ALL.test(caught) ? 1 : 0;
}
