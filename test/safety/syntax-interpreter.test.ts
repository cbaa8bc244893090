import { expect, it } from 'vitest';
import { checkSyntax } from '../../src/safety/syntax-check.ts';
import { testsPython } from '../support/python.ts';

const LINE = `# ${'a'.repeat(97)}\n`;

it.runIf(testsPython).each([0, 2_500])('python3 is asked of a text behind %i lines', async (count) => {
  const judge = async (length: number): Promise<boolean> => {
    // More names before the star than the compiler can count: no parser minds.
    const names = Array.from({ length }, (_, index) => `a${index}`).join(', ');
    const after = Buffer.from(`${LINE.repeat(count)}${names}, *rest = values\n`);
    return (await checkSyntax({ path: 'a.py', before: null, after })).valid;
  };
  expect([await judge(3), await judge(256)]).toEqual([true, false]);
});
