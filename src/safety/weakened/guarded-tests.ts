import type { Finding } from '../gates/text-guard.ts';
import { samePairs, type Sides } from './sides.ts';

/** A test that may end before it has done anything: `if …: return` or `if (…) return;` comes first. */
const LEAVES_FIRST =
  /^[^\n]*def\b[^\n]*:\s*\n(?:\s*(?:"""[^]*?"""|#[^\n]*)\n)*\s*if\b[^\n]*:\s*return\s*\n|^[^\n]*\{\s*\n(?:\s*\/\/[^\n]*\n)*\s*if \([^\n]*\)\s*(?:\{\s*)?return;?\s*\n/;
/** Of the machine or the runtime, on which a test may have nothing to check. */
const ASKS_WHAT_IS = /\btypeof\b|\bhasattr\b|\bplatform\b|\bversion/;
const DECORATORS = /^(?:\s*@[^\n]*\n)+/;

/** Tests that under some condition end at once, and did not before. */
export function guardedTests(sides: Sides): readonly Finding[] {
  const leavesFirst = (code: string): boolean => LEAVES_FIRST.test(code.replace(DECORATORS, ''));
  return samePairs(sides)
    .filter(({ was, is }) => was.made > 0 && leavesFirst(is.code) && !leavesFirst(was.code))
    .map(({ was, is: { path, line, name, code } }) => {
      const message = `\`${name}\` may end now before it checks anything. Let it run to its end.`;
      // A condition that stood around what is checked may lead out now, and one may ask what there is.
      return {
        path,
        line,
        message,
        isDoubt: conditionsIn(was.code) >= conditionsIn(code) || ASKS_WHAT_IS.test(firstCondition(code)),
      };
    });
}

function firstCondition(code: string): string {
  return code.split('\n').find((line) => /\bif\b/.test(line)) ?? '';
}

function conditionsIn(code: string): number {
  return code.match(/\bif\b/g)?.length ?? 0;
}
