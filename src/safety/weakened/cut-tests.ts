import { evenCode } from '../../codebase/test-suites/suite.ts';
import { samePairs, textsOf, type SameTest, type Sides } from './sides.ts';
import type { WeighedTest } from './weigh-tests.ts';

const ASSERTS =
  /\bassert|\bself\.assert|\bexpect\(|\bshould\b|\brefute|\b(?:must|wont)_|\bis_expected\b|\bverify\(|\bAssert\b|\braises\(/;
/** `_, _ = buf, err`, by which Go takes what nobody uses. */
const UNUSED = /^\s*_(?:,\s*_)*\s*=[^=]/;
const WORD = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

/**
 * Tests that stay and make fewer assertions, with nothing new in them: they were cut. One in which something is new, or
 * decided on no more, may say the same in fewer words, which nobody can tell from here.
 */
export function cutTests(sides: Sides, lost: readonly string[]): readonly SameTest[] {
  return samePairs(sides).flatMap(({ was, is }) => {
    const gone = was.made - is.made;
    // Those of a function that it calls are gone with that, and stand in no test.
    const isOwn =
      was.checks.length <= is.checks.length || textsOf(was.checks).some((text) => lost.includes(text));
    return gone > 0 && isOwn && (standsIdle(was, is) || (newIn({ was, is }) === 0 && !losesBranch(was, is)))
      ? [{ was, is }]
      : [];
  });
}

/** Whether a condition went that decided between assertions. */
function losesBranch(was: WeighedTest, is: WeighedTest): boolean {
  const countIn = ({ code }: WeighedTest): number => code.match(/\b(?:else|elif|except)\b/g)?.length ?? 0;
  return countIn(is) < countIn(was);
}

/** Whether all assertions that went are still written down, where they are never reached or nobody hears of them. */
function standsIdle(was: WeighedTest, is: WeighedTest): boolean {
  const kept = textsOf(is.checks);
  const code = evenCode(is.code);
  const idle = textsOf(was.checks).filter((text) => !kept.includes(text));
  return idle.length > 0 && idle.every((text) => code.includes(text));
}

/** New assertions of what a value is, and lines with words that the test did not have. */
export function newIn({ was, is }: SameTest): number {
  const known = textsOf(was.checks);
  const checks = is.checks.filter(({ strength, text }) => strength === 'exact' && !known.includes(text));
  // What an assertion of Go is about stands in the condition around it.
  const isGo = is.path.endsWith('.go');
  const words = new Set([...(was.code.match(WORD) ?? []), '_']);
  const lines = is.code
    .split('\n')
    .filter((line) => !ASSERTS.test(line) && !/^\s*(?:#|\/\/|\/?\*)/.test(line))
    .filter(
      (line) =>
        (line.match(WORD) ?? []).some((word) => !words.has(word)) ||
        (isGo && !was.code.includes(line.trim()) && !UNUSED.test(line)),
    );
  return checks.length + lines.length;
}
