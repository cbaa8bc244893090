import { describe, expect, it } from 'vitest';
import { mostProved } from '../../src/recipes/most-proved.ts';

async function proveWithout(bad: readonly number[], ones: readonly number[]): Promise<object | string> {
  const found = ones.find((one) => bad.includes(one));
  return found === undefined ? { sum: ones.length } : `${found} is bad`;
}

describe('mostProved', () => {
  it.each([
    [[1, 2, 3, 4, 5], [3]],
    [
      [1, 2, 3, 4, 5],
      [1, 5],
    ],
    [
      [1, 2],
      [1, 2],
    ],
    [[1], []],
    [[], []],
  ])('keeps of %j all but %j', async (ones, bad) => {
    const { best, left } = await mostProved(ones, (some) => proveWithout(bad, some));
    expect(best?.ones ?? []).toEqual(ones.filter((one) => !bad.includes(one)));
    expect(left).toEqual(bad.map((one) => ({ one, why: `${one} is bad` })));
  });

  it('says of what fails beside others that it stays', async () => {
    const { best, left } = await mostProved([1, 2], async (some) => (some.length > 1 ? 'too many' : {}));
    expect(best?.ones).toEqual([1]);
    expect(left).toEqual([{ one: 2, why: 'too many' }]);
  });
});
