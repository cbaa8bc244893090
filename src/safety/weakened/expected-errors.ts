import type { Span } from '../../codebase/index/facts/symbol-fact.ts';
import { samePairs, takeFrom, textsOf, type Sides } from './sides.ts';
import type { WeighedTest } from './weigh-tests.ts';

/** Tasks after which something fails no more. */
const FAILS_NO_MORE =
  /\b(?:do not|don't|does not|doesn't|no longer|never|stop)\s+(?:\w+\s+)?(?:error|rais|throw|fail|reject|crash)\w*/i;
/** An assertion about the error that was expected, by the names that it usually gets. */
const OF_ERROR = /\b(?:exc\w*|e|err|error|cm|ctx|context|caught)\b/;

const CALL = /(\w+)\(/g;

/**
 * Expectations of errors that a test of Python had, where the task says that there is no error any more and the test still
 * calls all that it called. Without them it says that nothing fails.
 */
export function expectedErrors(sides: Sides, words: string): ReadonlyMap<string, readonly Span[]> {
  if (!FAILS_NO_MORE.test(words)) return new Map();
  const freed = samePairs(sides).flatMap(({ was, is }) => {
    const left = [...textsOf(is.checks)];
    const lost = was.checks.filter(({ text }) => !takeFrom(left, text));
    const isExpected = lost.some(({ subjects }) => subjects.includes('raises'));
    const parts = lost.filter(({ subjects, text }) => subjects.includes('raises') || OF_ERROR.test(text));
    return isExpected && keepsCalls(was, is, parts) ? parts.map((part) => ({ path: was.path, part })) : [];
  });
  const byPath = Map.groupBy(freed, ({ path }) => path);
  return new Map([...byPath].map(([path, all]) => [path, all.map(({ part }) => part)]));
}

/** Whether a test still calls all that it called, but for what it asked the error. */
function keepsCalls(was: WeighedTest, is: WeighedTest, parts: readonly Span[]): boolean {
  const rest = parts
    .toSorted((a, b) => b.start - a.start)
    .reduce(
      (code, { start, end }) => code.slice(0, start - was.start) + code.slice(end - was.start),
      was.code,
    );
  const calls = rest.matchAll(CALL).map(([, name = '']) => name);
  const given = parts.flatMap(({ start, end }) =>
    handedIn(was.code.slice(start - was.start, end - was.start)),
  );
  const words = new Set(is.code.match(/\w+/g));
  return [...calls, ...given].every((name) => words.has(name));
}

/** The function that `assertRaises(ValueError, send, name)` calls. */
function handedIn(code: string): readonly string[] {
  const [, name] = /\b(?:assertRaises\w*|raises)\([^,()]+,\s*(?:\w+\.)*(\w+)\s*[,)]/.exec(code) ?? [];
  return name === undefined ? [] : [name];
}
