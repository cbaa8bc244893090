import type { Finding } from '../gates/text-guard.ts';
import { samePairs, textsOf, type SameTest, type Sides } from './sides.ts';
import type { WeighedTest } from './weigh-tests.ts';

type Check = WeighedTest['checks'][number];

const CONDITION = /^\s*\}?\s*(?:else\s+|el)?if\b(.*)$/;
/** The other case has assertions of its own. */
const OTHERWISE = /^\s*\}?\s*(?:else|elif)\b/m;
const WORD = /[\p{L}_$][\p{L}\p{N}_$]*/gu;
const USUAL =
  /^(?:if|not|is|in|and|or|None|null|undefined|typeof|await|len|length|self|this|expect|assert\w*)$/;

/**
 * Assertions that a test made in any case, and makes now only where what they are about is something: a doubt, for the
 * condition may be asserted elsewhere.
 */
export function conditionedChecks(sides: Sides): readonly Finding[] {
  return samePairs(sides).flatMap(({ was, is }) => {
    const check = is.checks.find((one) => isConditioned(one, { was, is }));
    if (check === undefined) return [];
    const message = `\`${is.name}\` asserts something now only under a condition about the same value. Let it be asserted in any case.`;
    return [{ path: is.path, line: is.line, message, isDoubt: true }];
  });
}

function isConditioned(check: Check, { was, is }: SameTest): boolean {
  if (OTHERWISE.test(is.code) || !textsOf(was.checks).includes(check.text)) return false;
  const [condition, ...more] = conditionsOf(check, is).filter((one) => !was.code.includes(one));
  if (condition === undefined || more.length > 0) return false;
  const olds = was.checks.filter(({ text }) => text === check.text);
  if (olds.some((old) => conditionsOf(old, was).length > 0)) return false;
  const asked = wordsOf(condition);
  const isAsserted = is.checks.some(
    (other) =>
      other.text !== check.text &&
      conditionsOf(other, is).length === 0 &&
      asked.every((word) => wordsOf(other.text).includes(word)),
  );
  return !isAsserted && wordsOf(check.text).some((word) => asked.includes(word));
}

/** The conditions that a line of a test stands under, as far as its indentation tells. */
function conditionsOf(check: Check, { code, start }: WeighedTest): readonly string[] {
  const lines = code.slice(0, check.start - start).split('\n');
  const own = lines.pop() ?? '';
  let indent = indentOf(own);
  const found = /^\s*if\b/.test(own) ? [own.trim()] : [];
  for (const line of lines.toReversed()) {
    if (line.trim() === '' || indentOf(line) >= indent) continue;
    indent = indentOf(line);
    const [, condition] = CONDITION.exec(line) ?? [];
    if (condition !== undefined) found.push(condition.trim());
  }
  return found;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function wordsOf(code: string): readonly string[] {
  return (code.match(WORD) ?? []).filter((word) => !USUAL.test(word));
}
