import { expect, it } from 'vitest';
import { counted } from '../../src/recipes/counted.ts';

it.each([
  [0, '0 files stay'],
  [1, '1 file stays'],
  [2, '2 files stay'],
])('says %i as %j', (count, text) => {
  expect(counted(count, ['file stays', 'files stay'])).toBe(text);
});
