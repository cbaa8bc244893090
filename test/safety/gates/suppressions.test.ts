import { describe, expect, test } from 'vitest';
import { createLintGate } from '../../../src/safety/gates/lint.ts';
import { createTypesGate } from '../../../src/safety/gates/types.ts';
import { judgeBy, judgePatch, placesIn, type Sides } from '../../support/judge.ts';
import { makeFolder } from '../../support/work-tree.ts';

const LINT = createLintGate({ root: '/nowhere' });
const refuses = async (path: string, sides: Sides, words = ''): Promise<boolean> =>
  !(await judgeBy(LINT, { [path]: sides }, words)).passed;

describe('a new comment hides no mistake from the linter', () => {
  test.each([
    ['a.py', 'print(gone)  # noqa\n'],
    ['a.py', 'print(gone)  # noqa: F821\n'],
    ['a.py', '# ruff: noqa\nprint(gone)\n'],
    ['a.py', '# flake8: noqa\nprint(gone)\n'],
    ['a.js', 'export const a = 1;\n// @ts-ignore\ngone();\n'],
    ['a.ts', '// @ts-nocheck\nexport const a = gone();\n'],
    ['a.tsx', 'export const A = () => <p>{/* @ts-expect-error */ gone}</p>;\n'],
  ])('%s: %j', async (path, after) => {
    expect(await refuses(path, [null, after])).toBe(true);
    expect(await refuses(path, [after, `\n${after}`])).toBe(false);
  });

  test('what a text of a script says is no comment', async () => {
    const { summary } = await judgeBy(LINT, {
      'a.ts': [null, "export const hint = 'Write eslint-disable or @ts-ignore above the line.';\n"],
    });
    expect(summary).toBe('No new lint errors.');
  });

  test('the summary names the comment, also where it hides nothing', async () => {
    expect(await judgeBy(LINT, { 'a.py': ['x = 1\n', 'x = 2  # noqa: E501\n'] })).toMatchObject({
      passed: true,
      summary: 'No new lint errors. New comments that silence a checker do not count: `# noqa` in a.py:1.',
    });
    expect((await judgeBy(LINT, { 'a.js': [null, '/* eslint-disable */\nexport {};\n'] })).summary).toContain(
      '`eslint-disable` in a.js:1',
    );
  });
});

describe('a comment counts', () => {
  const silent = 'print(gone)  # noqa\n';

  test('where it was before, wherever it moves and however its line is edited', async () => {
    expect(await refuses('a.py', [silent, 'print(gone, 1)  # noqa\n'])).toBe(false);
    const moved = { 'a.py': [silent, 'x = 1\n'], 'b.py': [null, silent] } as const;
    expect((await judgeBy(LINT, moved)).passed).toBe(true);
  });

  test('where it was before does not make a second one count', async () => {
    expect(await refuses('a.py', [silent, `${silent}print(lost)  # noqa\n`])).toBe(true);
  });

  test.each([
    ['Silence the warnings of ruff', false],
    ['Add a noqa comment to the call', false],
    ['Clean up, but do not suppress any lint rule', true],
    ['Remove the noqa comments', true],
  ])('where the task asks for it: %s', async (words, isRefused) => {
    expect(await refuses('a.py', [null, silent], words)).toBe(isRefused);
  });
});

describe('a new comment hides no type error', () => {
  const CONFIG = '{ "compilerOptions": { "strict": true, "noEmit": true, "lib": ["es5"], "types": [] } }';
  const FILES = { 'tsconfig.json': CONFIG, 'src/a.ts': 'export const a: number = 1;\n' };
  const silent = (comment: string): string => `// ${comment}\nexport const a: number = '1';\n`;

  test.each(['@ts-ignore', '@ts-expect-error', '@ts-nocheck'])('%s', async (comment) => {
    const root = makeFolder(FILES);
    const gate = createTypesGate({ root });
    const verdict = await judgePatch(gate, root, { patch: { 'src/a.ts': silent(comment) } });
    expect(placesIn(verdict)).toEqual([
      "src/a.ts:2 Type 'string' is not assignable to type 'number'. (TS2322)",
    ]);
    expect(verdict.diagnostics[0]?.context).toContain(`// ${comment}`);
    expect(verdict.summary).toBe(
      `New type errors in src/a.ts. New comments that silence a checker do not count: \`${comment}\` in src/a.ts:1.`,
    );
  });

  test('a test of types may expect an error, and a comment that was there stays', async () => {
    const root = makeFolder({ ...FILES, 'src/b.ts': silent('@ts-ignore') });
    const patch = {
      'src/a.test-d.ts': silent('@ts-expect-error'),
      'src/b.ts': `export const b = 1;\n${silent('@ts-ignore')}`,
    };
    expect(await judgePatch(createTypesGate({ root }), root, { patch })).toMatchObject({
      passed: true,
      unjudged: [],
    });
  });

  test('where nothing checks types, the comment is told and counts as risk', async () => {
    const root = makeFolder({ 'a.py': 'x = 1\n' });
    const patch = { 'a.py': 'x: str = 1  # type: ignore\n' };
    expect(await judgePatch(createTypesGate({ root }), root, { patch })).toMatchObject({
      passed: true,
      summary:
        'The project checks no types of these files. New comments that silence a checker do not count: `# type: ignore` in a.py:1.',
      unjudged: ['a.py'],
    });
  });
});
