import type { Span } from '../../codebase/index/facts/symbol-fact.ts';
import { samePairs, takeFrom, textsOf, type Sides } from './sides.ts';

/** Tasks after which something fails no more. */
const FAILS_NO_MORE =
  /\b(?:do not|don't|does not|doesn't|no longer|never|stop)\s+(?:\w+\s+)?(?:error|rais|throw|fail|reject|crash)\w*/i;
/** An assertion about the error that was expected, by the names that it usually gets. */
const OF_ERROR = /\b(?:exc\w*|e|err|error|cm|ctx|context|caught)\b/;

/**
 * Expectations of errors that a test of Python had, where the task says that there is no error any more and the test still
 * does all else. Without them it says that nothing fails.
 */
export function expectedErrors(sides: Sides, words: string): ReadonlyMap<string, readonly Span[]> {
  if (!FAILS_NO_MORE.test(words)) return new Map();
  const freed = samePairs(sides).flatMap(({ was, is }) => {
    const left = [...textsOf(is.checks)];
    const lost = was.checks.filter(({ text }) => !takeFrom(left, text));
    const isExpected = lost.some(({ subjects }) => subjects.includes('raises'));
    const parts = lost.filter(({ subjects, text }) => subjects.includes('raises') || OF_ERROR.test(text));
    return isExpected ? parts.map((part) => ({ path: was.path, part })) : [];
  });
  const byPath = Map.groupBy(freed, ({ path }) => path);
  return new Map([...byPath].map(([path, all]) => [path, all.map(({ part }) => part)]));
}
