import { expect, test } from 'vitest';
import { isInOtherWords } from '../../../src/safety/lost-code/in-other-words.ts';

const LOST = [
  'if user is None or not user.basket:',
  'raise ValueError("empty")',
  'while self.open:',
  'for item in basket:',
  'total += item.price',
  'return total',
];

test.each([
  ['the same names', ['return sum(item.price for item in user.basket) or ValueError("empty")'], true],
  [
    'the words of the language alone',
    [
      'if door is None or not key:',
      'raise Locked("shut")',
      'while self.shut:',
      'for key in keys:',
      'return key',
    ],
    false,
  ],
])('new code with %s does what went in other words: %j', (_, added, isSame) => {
  expect(isInOtherWords(LOST, added, 0.2)).toBe(isSame);
});
