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
});
