import type { Finding } from '../gates/text-guard.ts';
import { samePairs, takeFrom, type SameTest, type Sides } from './sides.ts';

/** Tests with assertions that are still written down and never reached: in a loop that runs over nothing, or behind the end of each turn. */
export function idleTests(sides: Sides): readonly Finding[] {
  return samePairs(sides)
    .filter(stoppedIn)
    .map(({ is: { path, line, name } }) => {
      const message = `What \`${name}\` checked stands now where a loop or a condition never gets to. Let it run as it did.`;
      return { path, line, message };
    });
}

/** Whether an assertion that was made is made no more, and stands where it is not reached. */
function stoppedIn({ was, is }: SameTest): boolean {
  const kept = [...is.said];
  const old = [...was.idle];
  const idle = is.idle.filter((text) => !takeFrom(old, text));
  const lost = was.said.filter((text) => !takeFrom(kept, text));
  return lost.some((text) => idle.includes(text));
}
