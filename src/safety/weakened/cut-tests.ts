import { evenCode } from '../../codebase/test-suites/suite.ts';
import { samePairs, textsOf, type Sides } from './sides.ts';
import type { WeighedTest } from './weigh-tests.ts';

const ASSERTS = /assert|expect|should|raises/i;
const WORD = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

/**
 * Tests that stay and make fewer assertions, with less that is new in them than assertions went: they were cut. One that
 * was written anew may say the same in fewer words, which nobody can tell from here.
 */
export function cutTests(sides: Sides, lost: readonly string[]): readonly WeighedTest[] {
  return samePairs(sides).flatMap(({ was, is }) => {
    const gone = was.made - is.made;
    // Those of a function that it calls are gone with that, and stand in no test.
    const isOwn =
      was.checks.length <= is.checks.length || textsOf(was.checks).some((text) => lost.includes(text));
    return gone > 0 && isOwn && (standsIdle(was, is) || newIn(was, is) < gone) ? [is] : [];
  });
}

/** Whether all assertions that went are still written down, where they are never reached or nobody hears of them. */
function standsIdle(was: WeighedTest, is: WeighedTest): boolean {
  const kept = textsOf(is.checks);
  const code = evenCode(is.code);
  const idle = textsOf(was.checks).filter((text) => !kept.includes(text));
  return idle.length > 0 && idle.every((text) => code.includes(text));
}

/** New assertions of what a value is that are no part of one before, and lines with words that the test did not have. */
function newIn(was: WeighedTest, is: WeighedTest): number {
  const known = textsOf(was.checks);
  const checks = is.checks.filter(
    ({ strength, text }) => strength === 'exact' && !known.some((one) => saysAll(one, text)),
  );
  const words = new Set(was.code.match(WORD));
  const lines = is.code
    .split('\n')
    .filter((line) => !ASSERTS.test(line) && !/^\s*(?:#|\/\/|\/?\*)/.test(line))
    .filter((line) => (line.match(WORD) ?? []).some((word) => !words.has(word)));
  return checks.length + lines.length;
}

function saysAll(one: string, other: string): boolean {
  const words = new Set(one.match(WORD));
  return (other.match(WORD) ?? []).every((word) => words.has(word));
}
