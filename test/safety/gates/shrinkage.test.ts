import { describe, expect, test } from 'vitest';
import { objections } from '../../support/guards.ts';

const numbered = (count: number, what = 'line'): string =>
  Array.from({ length: count }, (_, index) => `${what}_${index} = ${index}\n`).join('');

describe('a file that shrinks', () => {
  test.each([
    ['keeps a part of what it was', `${numbered(10)}more = 1\n`],
    ['is a line in place of all', 'more = 1\n'],
  ])('is refused where it %s', async (_, after) => {
    expect(await objections({ 'a.py': [numbered(60), after] })).toEqual(['shrinkage:a.py:1']);
  });

  test('may lose most where the task speaks of what nothing uses', async () => {
    const sides = [numbered(60), numbered(10)] as const;
    expect(await objections({ 'a.py': sides }, 'chore: clean up dead code')).toEqual([]);
    expect(await objections({ 'a.py': sides }, 'chore: clean up the code')).toEqual(['shrinkage:a.py:1']);
  });

  test('may lose what speaks of the files that the change deletes, where less is asked for', async () => {
    const rest = (names: readonly string[]): string =>
      names
        .map(
          (name) =>
            `  get('/${name}', () => {\n    const one = 1;\n    two(one);\n    three(one);\n    return four();\n  }),\n`,
        )
        .join('');
    const handlers = (names: readonly string[]): string => `export const all = [\n${rest(names)}];\n`;
    const sides = [handlers(['team', 'updateTeam', 'myTeam', 'users']), handlers(['users'])] as const;
    const gone = { 'api/updateTeam.ts': ['export const a = 1;\n', null] } as const;
    expect(await objections({ 'server.ts': sides, ...gone }, 'cleanup api')).toEqual([]);
    expect(await objections({ 'server.ts': sides }, 'cleanup api')).toEqual(['shrinkage:server.ts:1']);
    const other = { 'api/setUser.ts': ['export const a = 1;\n', null] } as const;
    expect(await objections({ 'server.ts': sides, ...other }, 'cleanup api')).toEqual([
      'shrinkage:server.ts:1',
    ]);
  });

  test('may be a scratch file', async () => {
    expect(await objections({ 'src/playground.ts': [numbered(60), numbered(10)] }, 'Fix types')).toEqual([]);
  });

  test('may be one of tests that went along with what they are about', async () => {
    const tests = (names: string): string =>
      Array.from(names, (name) => `test('${name}', () => {\n  expect(${name}(1)).toBe(2);\n});\n\n`).join('');
    const sources = ['export function a() {}\nexport const h = 1;\n', 'export function a() {}\n'] as const;
    const files = { 'src/f.test.ts': [tests('abcdefghi'), tests('ab')], 'src/f.ts': sources } as const;
    const refused = await objections(files, 'Always round what is given');
    expect(refused.filter((one) => one.startsWith('shrinkage'))).toEqual([]);
    const helpers = { 'tests/helpers.ts': [numbered(60), numbered(10)], 'src/f.ts': sources } as const;
    expect(await objections(helpers, 'Always round what is given')).toEqual(['shrinkage:tests/helpers.ts:1']);
  });

  test('may lose one side of a merge along with its marks', async () => {
    const merged = `x = 1\n<<<<<<< HEAD\n${numbered(30)}=======\n${numbered(4, 'row')}>>>>>>> theirs\n`;
    expect(await objections({ 'a.py': [merged, `x = 1\n${numbered(4, 'row')}`] })).toEqual([]);
    const unmarked = merged.replaceAll(/^[<=>]{7}.*$/gm, '');
    expect(await objections({ 'a.py': [unmarked, `x = 1\n${numbered(4, 'row')}`] })).toEqual([
      'shrinkage:a.py:1',
    ]);
  });

  test('was rewritten where what is left of it is new', async () => {
    expect(await objections({ 'a.py': [numbered(60), `${numbered(3)}${numbered(12, 'row')}`] })).toEqual([]);
  });

  test('was rewritten where few long lines stand for many short ones', async () => {
    const paragraph = `${'All that was said above, in other words. '.repeat(6)}\n`;
    expect(await objections({ 'a.md': [numbered(60), paragraph] })).toEqual([]);
  });

  test('was rewritten where the change has as many new lines elsewhere', async () => {
    const files = {
      'a.py': [numbered(60), numbered(10)],
      'b.py': [null, numbered(60, 'row')],
    } as const;
    expect(await objections(files)).toEqual([]);
  });

  test('may be a text for people or its layout where the task speaks of less, but no code', async () => {
    const sides = [numbered(60), numbered(10)] as const;
    const words = 'Clean up what is old';
    expect(await objections({ 'a.md': sides, 'a.css': sides }, words)).toEqual([]);
    expect(await objections({ 'a.md': sides })).toEqual(['shrinkage:a.md:1']);
    expect(await objections({ 'a.py': sides }, words)).toEqual(['shrinkage:a.py:1']);
  });

  test('may lose to a removal what the change stops using', async () => {
    const helper = `def turn(a):\n${numbered(30).replaceAll(/^/gm, '    ').trimEnd()}\n`;
    const lib = { 'lib.py': [`${numbered(9)}${helper}`, numbered(9)] } as const;
    const use = ['b = turn(c)\n', 'b = c\n'] as const;
    const words = 'Remove the single dash';
    expect(await objections({ ...lib, 'main.py': use }, words)).toEqual([]);
    expect(await objections(lib, words)).toEqual(['shrinkage:lib.py:1']);
    expect(await objections({ ...lib, 'main.py': use }, 'Rename the options')).toContain(
      'shrinkage:lib.py:1',
    );
  });

  test('may be what a package manager writes', async () => {
    const sides = [numbered(60), numbered(4)] as const;
    for (const path of ['go.sum', 'package-lock.json', 'tools/poetry.lock'])
      expect(await objections({ [path]: sides }, 'Update the build')).toEqual([]);
    expect(await objections({ 'go.sum': [numbered(60), ''] }, 'Update the build')).toHaveLength(1);
  });

  test('may be a text of which each part became shorter', async () => {
    const part = (of: string): string => `# ${of}\n\nSee ${of}:\n\n${numbered(30, of)}\n`;
    const before = ['a', 'b', 'c'].map(part).join('');
    const after = ['a', 'b', 'c'].map((of) => `# ${of}\n\nSee ${of}:\n\n{* ${of} *}\n`).join('');
    expect(await objections({ 'a.md': [before, after] }, 'Update includes')).toEqual([]);
    // A line that stays parts what went from what came.
    const fenced = [before, after].map((text) => text.replaceAll(/(See .:\n)/g, '$1////\n'));
    expect(await objections({ 'a.md': [fenced[0] ?? '', fenced[1] ?? ''] }, 'Update includes')).toEqual([]);
    expect(
      await objections({ 'a.md': [before, after.replaceAll(/\{.*\n/g, '')] }, 'Update includes'),
    ).toEqual(['shrinkage:a.md:1']);
  });

  test('is a notebook only where its cells shrink', async () => {
    const notebook = (count: number, outputs: readonly string[]): string =>
      JSON.stringify({ cells: [{ cell_type: 'code', outputs, source: [numbered(count)] }] }, null, 1);
    const printed = Array.from({ length: 90 }, (_, index) => `printed ${index}`);
    expect(await objections({ 'a.ipynb': [notebook(30, printed), notebook(30, [])] })).toEqual([]);
    expect(await objections({ 'a.ipynb': ['{ "nbformat": 4 }', notebook(1, [])] })).toEqual([]);
    expect(await objections({ 'a.ipynb': [notebook(30, printed), notebook(9, printed)] })).toEqual([
      'shrinkage:a.ipynb:1',
    ]);
  });

  test('is told of where it was emptied, unless as much stands elsewhere', async () => {
    expect(await objections({ 'a.py': [numbered(8), ''] })).toEqual(['shrinkage:a.py:1']);
    expect(
      await objections({ 'a.py': [numbered(8), ''], 'b.py': ['x = 1\n', `x = 1\n${numbered(8, 'rows')}`] }),
    ).toEqual([]);
  });
});

test('a file may end before a text that speaks of definitions', async () => {
  const kept = 'class A:\n    a = """\ntext\n"""\n';
  const before = `${kept}\n    b = """\nTo make it, ask\n"""\n`;
  expect(await objections({ 'a.py': [before, kept] }, 'Move the second text away')).toEqual([]);
});
