import { samePairs, takeFrom, type Sides } from './sides.ts';
import type { WeighedTest } from './weigh-tests.ts';

/** Of a test so much stands in another one that it is there still, as a part of that. */
const MIN_TAKEN_SHARE = 0.6;
const MIN_LINES = 3;
const DECLARES = /^(?:(?:const|let|var|val|final|auto)\s+)+/;

/** Makes the test whether most lines of a test that is gone are new in one that is left. */
export function takenUpBy(sides: Sides): (gone: WeighedTest) => boolean {
  const grown = samePairs(sides).map(({ was, is }): readonly string[] => {
    const known = [...linesOf(was)];
    return linesOf(is).filter((line) => !takeFrom(known, line));
  });
  return (gone) => {
    const own = linesOf(gone).slice(1);
    return own.length >= MIN_LINES && grown.some((lines) => shareIn(lines, own) >= MIN_TAKEN_SHARE);
  };
}

function shareIn(lines: readonly string[], own: readonly string[]): number {
  const over = [...lines];
  return own.filter((line) => takeFrom(over, line)).length / own.length;
}

/** Lines with a word, whether they declare what they set or not. */
function linesOf({ code }: WeighedTest): readonly string[] {
  return code.split('\n').flatMap((line) => (/\w/.test(line) ? [line.trim().replace(DECLARES, '')] : []));
}
