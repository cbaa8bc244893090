import { expect, test } from 'vitest';
import { lintPython } from '../../../src/codebase/languages/ruff-lint.ts';

const select = ['F401', 'S307'];

test('the selected rules alone speak, in order, with the offset of the place', async () => {
  const problems = await lintPython('x = "😀"; eval(y); assert x\nimport os\n', { select });
  expect(problems).toEqual([
    { code: 'S307', message: expect.stringContaining('ast.literal_eval'), offset: 10 },
    { code: 'F401', message: '`os` imported but unused', offset: 35 },
  ]);
});

test('a suppression counts unless it is to be ignored', async () => {
  const text = '# ruff: noqa: F401\nimport os\neval(y)  # noqa: S307\n';
  expect(await lintPython(text, { select })).toEqual([]);
  const all = await lintPython(text, { select, suppressions: 'ignored' });
  expect(all.map(({ code }) => code)).toEqual(['F401', 'S307']);
});

test('a syntax error is left to the parsers', async () => {
  expect(await lintPython('x = (\n', { select })).toEqual([]);
});

test('a text that breaks the linter is no clean text', async () => {
  const deep = `${'('.repeat(20_000)}1${')'.repeat(20_000)}`;
  await expect(lintPython(deep, { select })).rejects.toThrow(/./);
});
