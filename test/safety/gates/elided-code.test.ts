import { describe, expect, test } from 'vitest';
import { objections } from '../../support/guards.ts';

describe('what stands in place of code', () => {
  test.each([
    ['def f():\n    # same logic as above\n    return 1\n', []],
    ['def f():\n    a()\n    # same logic as above\n\n\ndef g():\n    pass\n', ['placeholder:a.py:3']],
    [
      'def f():\n    if a:\n        # implementation continues as before\n    else:\n        b()\n',
      ['placeholder:a.py:3'],
    ],
    ['def f():\n    if a:\n    # same logic as above\n    else:\n        b()\n', ['placeholder:a.py:3']],
  ])('is a comment that code goes on as elsewhere where none follows: %j', async (after, expected) => {
    expect(await objections({ 'a.py': ['x = 1\n', after] })).toEqual(expected);
  });

  test.each([
    ['  "...": "rest unchanged"', true],
    ['  "…": "other members unchanged",', true],
    ['  "//": "rest of the file unchanged",', true],
    ['  "_comment": "... existing entries ...",', true],
    ['  "... rest of the list ..."', true],
    ['  "...": "..."', false],
    ['  "...": "weiter",', false],
    ['  "_comment": "The rest of the settings is in base.json",', false],
    ['  "state": "unchanged",', false],
    ['  "...and more"', false],
  ])('in JSON: %j is one: %s', async (line, isOne) => {
    const expected = isOne ? ['placeholder:a.json:2'] : [];
    expect(await objections({ 'a.json': ['[]\n', `{\n${line}\n}\n`] })).toEqual(expected);
  });

  describe('where code went in the same place', () => {
    const LOOP = `function fill(rows, size) {
  const cells = [];
  for (const row of rows) {
    for (let at = 0; at < size; at++) {
      const cell = row[at] ?? null;
      cells.push(cell);
    }
  }
  return cells;
}
`;
    const withoutLoop = (line: string): string =>
      LOOP.replace(/ {2}for \(const row[^]*?\n {2}\}\n/, `  const count = rows.length;\n  ${line}\n`);
    const beside = (line: string): string => LOOP.replace('  return', `  ${line}\n  return`);

    test.each([
      '// as above',
      '// (loop body elided)',
      '// keep your existing loop here',
      '// previous code here',
      '// … (identical to the current version)',
      '// [filling loop preserved]',
      '// [...]',
      '// same loop as earlier',
      '// Leave the remaining part untouched',
      '// ↓ no modifications past this point',
      '/* (rows, size as they were) */',
      '// The loop stays as it was.',
      '// Retain the original nested loops as is',
      '// nothing changes below',
      '// existing loop stays',
      '// (unchanged from here down)',
      '// everything below stays as it is',
      '// <rest of loop>',
      '// the previous filling logic goes here',
      '// See above.',
      '// see the loop above',
      '// refer to the original version',
      '// your loop goes here',
      '// put your filling logic here',
      '// implementation goes here',
      '// unchanged from before',
      '// same',
      '// etc.',
      '// ...',
    ])('is a comment about it: %j', async (line) => {
      expect(await objections({ 'a.js': [LOOP, withoutLoop(line)] })).toContain('placeholder:a.js:4');
      expect(await objections({ 'a.js': [LOOP, beside(line)] }, 'Explain it')).toEqual([]);
    });

    test.each([
      '// Cells are pushed as they come',
      '// keep the old value here',
      '// Keep the rest of the cells',
      '// The order of rows is preserved, whatever is in them',
      '// No changes after the last commit are lost',
      '// the same as Array.from, but for holes',
      '// existing users keep their rows',
      '// works as in the original paper',
      '// [rows, size]',
      '// Everything below the limit is taken',
      '// The remaining rows stay in memory',
      '// See the manual',
      '// see https://example.org/fill',
      '// your rows go first',
      '// the same cell twice',
      '// Put your hat here and there',
      '// See below for why rows are cut',
    ])('is not a comment that says something else: %j', async (line) => {
      const found = await objections({ 'a.js': [LOOP, withoutLoop(line)] });
      expect(found.filter((one) => one.startsWith('placeholder'))).toEqual([]);
    });

    test('is one in data too', async () => {
      const json = '{\n  "a": 1,\n  "b": 2,\n  "prettier": 3,\n  "d": 4\n}\n';
      const elided = json.replace(/ {2}"b"[^]*3,\n/, '  "//": "prettier etc. as before",\n');
      expect(await objections({ 'a.json': [json, elided] })).toEqual(['placeholder:a.json:3']);
      const yaml = 'steps:\n  - run: a\n  - run: b\n  - run: c\n  - run: d\n';
      const rest = yaml.replace(/ {2}- run: b[^]*/, '  # remaining steps stay the way they are\n');
      expect(await objections({ 'a.yml': [yaml, rest] })).toEqual(['placeholder:a.yml:3']);
    });
  });
});
