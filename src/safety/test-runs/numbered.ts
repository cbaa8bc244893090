import type { TestResult } from './suite.ts';

/** Gives tests of the same name a number, in the order in which they ran. */
export function numbered(tests: readonly TestResult[]): readonly TestResult[] {
  const seen = new Map<string, number>();
  return tests.map((test) => {
    const count = (seen.get(test.key) ?? 0) + 1;
    seen.set(test.key, count);
    return count === 1 ? test : { ...test, key: `${test.key} (${count})` };
  });
}
