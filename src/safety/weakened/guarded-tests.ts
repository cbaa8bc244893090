import type { Finding } from '../gates/text-guard.ts';
import { samePairs, type Sides } from './sides.ts';

/** A test that may end before it has done anything: `if …: return` or `if (…) return;` comes first. */
const LEAVES_FIRST =
  /^[^\n]*def\b[^\n]*:\s*\n(?:\s*(?:"""[^]*?"""|#[^\n]*)\n)*\s*if\b[^\n]*:\s*return\s*\n|^[^\n]*\{\s*\n(?:\s*\/\/[^\n]*\n)*\s*if \([^\n]*\)\s*(?:\{\s*)?return;?\s*\n/;
const DECORATORS = /^(?:\s*@[^\n]*\n)+/;

/** Tests that under some condition end at once, and did not before. */
export function guardedTests(sides: Sides): readonly Finding[] {
  const leavesFirst = (code: string): boolean => LEAVES_FIRST.test(code.replace(DECORATORS, ''));
  return samePairs(sides)
    .filter(({ was, is }) => was.made > 0 && leavesFirst(is.code) && !leavesFirst(was.code))
    .map(({ is: { path, line, name } }) => {
      const message = `\`${name}\` may end now before it checks anything. Let it run to its end.`;
      return { path, line, message };
    });
}
