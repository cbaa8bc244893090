import { expect, it } from 'vitest';
import { newOnEditedLines } from '../../src/domain/edited-lines.ts';

const BEFORE = 'a\nb(1)\nc\nd\n';

it.each([
  ['an edited line', 'a\nb(2)\nc\nd\n', 'x', []],
  ['an edited line, with something else to tell', 'a\nb(2)\nc\nd\n', 'y', ['y']],
  ['a line elsewhere', 'a\nc\nd\nb(2)\n', 'x', ['x']],
])('what is told of %s: %j', (_, after, key, left) => {
  const told = [{ key, offset: after.indexOf('b') }];
  const gone = [{ key: 'x', offset: BEFORE.indexOf('b') }];
  expect(newOnEditedLines(told, gone, { before: BEFORE, after }).map((one) => one.key)).toEqual(left);
});

it('what was told once stands for one', () => {
  const after = 'a\nb(2)\nb(3)\nc\nd\n';
  const told = [2, 7].map((offset) => ({ key: 'x', offset }));
  const gone = [{ key: 'x', offset: 2 }];
  expect(newOnEditedLines(told, gone, { before: BEFORE, after })).toEqual(told.slice(1));
});
