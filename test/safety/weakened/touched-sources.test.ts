import { describe, expect, test } from 'vitest';
import { createTextReaders } from '../../../src/safety/text-readers.ts';
import { isInBranch } from '../../../src/safety/weakened/conditional-skips.ts';
import { touchedSources } from '../../../src/safety/weakened/touched-sources.ts';

const { facts } = createTextReaders();
const SUMS = `export function total(list) {
  const start = 0;
  return list.length + start;
}

export function other(list) {
  return list;
}
`;

async function mayDepend(
  code: string,
  [path, before, after]: readonly [path: string, before: string, after: string],
  test = '',
): Promise<boolean> {
  const tests = { path: 'test/z.test.js', before: `${test}\n// more\n`, after: `${test}\n` };
  const touches = await touchedSources([{ path, before, after }, tests], facts);
  return touches('test/z.test.js', code);
}

describe('code of tests may depend on a change', () => {
  test('of a function that it calls, and not of the one beside that', async () => {
    const change = ['src/sums.js', SUMS, SUMS.replace('start = 0', 'start = 1')] as const;
    expect(await mayDepend('expect(total([])).toBe(1)', change)).toBe(true);
    expect(await mayDepend('expect(other([])).toEqual([])', change)).toBe(false);
  });

  test('of a function that is gone', async () => {
    const change = ['src/sums.js', SUMS, SUMS.slice(0, SUMS.indexOf('\nexport function other'))] as const;
    expect(await mayDepend('expect(other([])).toEqual([])', change)).toBe(true);
    expect(await mayDepend('expect(total([])).toBe(0)', change)).toBe(false);
  });

  test('of a name or a short text on a changed line, and not of a plain word there', async () => {
    const change = ['src/run.js', "run(legacyMode, 'back', plain);\n", 'run(plain);\n'] as const;
    expect(await mayDepend('start({ legacyMode: true })', change)).toBe(true);
    expect(await mayDepend("go('back')", change)).toBe(true);
    expect(await mayDepend('go(plain)', change)).toBe(false);
  });

  test('of a file that has the name of its folder', async () => {
    const change = ['src/parser/index.js', 'go(1);\n', 'go(2);\n'] as const;
    expect(await mayDepend("parser('x')", change)).toBe(true);
    expect(await mayDepend("index('x')", change)).toBe(false);
  });

  test('of the package as a whole that the tests import', async () => {
    const change = ['src/sums.js', 'go(1);\n', 'go(2);\n'] as const;
    expect(await mayDepend('sure()', change, "import { sure } from '../..';")).toBe(true);
    expect(await mayDepend('sure()', change, "import { sure } from '../../lib';")).toBe(false);
  });
});

test.each([
  [
    'an if that stands around a test is none of a test after it',
    'if (a) {\n  go();\n}\nit("b", () => {\n  this.skip();\n});\n',
    false,
  ],
  ['an if in the test is one', 'it("b", () => {\n  if (a) {\n    this.skip();\n  }\n});\n', true],
  [
    'an if around the test is none of what stands in it',
    'if (a) {\n  it("b", () => {\n    this.skip();\n  });\n}\n',
    false,
  ],
])('a branch: %s', (_, text, isBranch) => {
  expect(isInBranch(text, text.indexOf('this.skip'))).toBe(isBranch);
});
