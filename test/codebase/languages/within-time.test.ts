import { expect, it } from 'vitest';
import { withinTime } from '../../../src/codebase/languages/within-time.ts';

it('gives what the code gives, and passes on what it throws', () => {
  expect(withinTime(10_000, () => [1])).toEqual({ kind: 'done', value: [1] });
  expect(withinTime(Infinity, () => 2)).toEqual({ kind: 'done', value: 2 });
  const thrown = (): never => {
    throw new RangeError('mine');
  };
  expect(() => withinTime(10_000, thrown)).toThrow(RangeError);
});

it('stops code that would not end', () => {
  let turns = 0;
  const endless = (): never => {
    for (;;) turns += 1;
  };
  expect(withinTime(20, endless)).toEqual({ kind: 'stopped' });
  expect(turns).toBeGreaterThan(0);
});
