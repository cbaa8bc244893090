import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canTeach,
  correctFactor,
  correctTokens,
  estimateCorrected,
  estimateTokens,
  isFactor,
  mostTokens,
} from '../../src/domain/tokens.ts';

const factor = fc.double({ min: 0.5, max: 3, noNaN: true });
const rawTokens = fc.integer({ min: 4000, max: 2_000_000 });
/** A reply that a model can give. */
const believable = fc
  .record({ rawTokens, ratio: factor })
  .map((seen) => ({ rawTokens: seen.rawTokens, tokensIn: Math.round(seen.rawTokens * seen.ratio) }))
  .filter((seen) => isFactor(seen.tokensIn / seen.rawTokens));

describe('a corrected count', () => {
  test('is never below what its factor says, and rises with the tokens', () => {
    fc.assert(
      fc.property(rawTokens, fc.nat(1000), factor, (tokens, more, by) => {
        expect(correctTokens(tokens, by)).toBeGreaterThanOrEqual(tokens * by);
        expect(correctTokens(tokens + more, by)).toBeGreaterThanOrEqual(correctTokens(tokens, by));
      }),
    );
  });

  test('of texts together is at most the sum of theirs', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(1e6), factor, (one, other, by) => {
        expect(correctTokens(one + other, by)).toBeLessThanOrEqual(
          correctTokens(one, by) + correctTokens(other, by),
        );
      }),
    );
  });

  test('by bytes is never below the estimate, and both grow with the text', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, factor, (one, other, by) => {
        expect(mostTokens(one, by)).toBeGreaterThanOrEqual(estimateCorrected(one, by));
        expect(mostTokens(one + other, by)).toBeGreaterThanOrEqual(mostTokens(one, by));
        expect(estimateCorrected(one + other, by)).toBeGreaterThanOrEqual(estimateCorrected(one, by));
      }),
    );
  });
});

describe('a factor', () => {
  test('stays between what it was and what replies said, in whatever order they come', () => {
    fc.assert(
      fc.property(factor, fc.array(believable, { maxLength: 20 }), (start, replies) => {
        const ratios = replies.map((seen) => seen.tokensIn / seen.rawTokens);
        const end = replies.reduce(correctFactor, start);
        expect(end).toBeGreaterThanOrEqual(Math.min(start, ...ratios) - 1e-9);
        expect(end).toBeLessThanOrEqual(Math.max(start, ...ratios) + 1e-9);
        expect(isFactor(end)).toBe(true);
      }),
    );
  });

  test('comes to what all replies say, from anywhere', () => {
    fc.assert(
      fc.property(factor, believable, (start, seen) => {
        const end = Array.from({ length: 30 }, () => seen).reduce(correctFactor, start);
        expect(end).toBeCloseTo(seen.tokensIn / seen.rawTokens, 3);
      }),
    );
  });

  test('is drawn more by the later of two replies', () => {
    fc.assert(
      fc.property(factor, believable, believable, (start, one, other) => {
        const oneRatio = one.tokensIn / one.rawTokens;
        const otherRatio = other.tokensIn / other.rawTokens;
        const oneLast = [other, one].reduce(correctFactor, start);
        const otherLast = [one, other].reduce(correctFactor, start);
        expect((oneLast - otherLast) * (oneRatio - otherRatio)).toBeGreaterThanOrEqual(-1e-9);
      }),
    );
  });

  test.each([
    ['a short prompt', { tokensIn: 5000, rawTokens: 3999 }],
    ['a server that counts nothing', { tokensIn: 0, rawTokens: 10_000 }],
    ['a server that leaves its cache out', { tokensIn: 4000, rawTokens: 10_000 }],
    ['a server that counts characters', { tokensIn: 40_000, rawTokens: 10_000 }],
    ['no prompt at all', { tokensIn: 10, rawTokens: 0 }],
  ])('learns nothing from %s', (_, seen) => {
    expect(correctFactor(1.45, seen)).toBe(1.45);
  });

  test('moves a third of the way, so that one odd reply does little', () => {
    expect(correctFactor(1.45, { tokensIn: 12_500, rawTokens: 10_000 })).toBeCloseTo(1.39, 9);
  });
});

test('a prompt that is too small to hold enough tokens is known by its size', () => {
  expect(canTeach(13_999)).toBe(false);
  expect(canTeach(14_000)).toBe(true);
});

test('the estimate for any model counts bytes, so that other scripts than Latin are not under-counted', () => {
  expect(estimateTokens('const x = 1;')).toBe(4);
  expect(estimateTokens('世界')).toBe(2);
  expect(estimateTokens('')).toBe(0);
});
