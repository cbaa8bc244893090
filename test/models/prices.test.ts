import { describe, expect, test } from 'vitest';
import { costUsdOf, requirePrices } from '../../src/models/prices.ts';
import { modelProfile } from '../../src/models/profiles.ts';

const MILLION = 1_000_000;

function usage(tokensIn: number, tokensOut: number, cache: { read?: number; write?: number } = {}) {
  return { tokensIn, tokensOut, cacheReadTokens: cache.read ?? 0, cacheWriteTokens: cache.write ?? 0 };
}

describe('the cost of a reply', () => {
  test.each([
    ['claude-sonnet-5-5', usage(MILLION, MILLION), 12],
    ['claude-opus-5-5', usage(MILLION, MILLION), 24],
    ['claude-fable-5-1', usage(MILLION, MILLION), 60],
    ['claude-haiku-4-5-20251001', usage(MILLION, MILLION), 6],
    // Only what is left of the input pays its full price.
    ['claude-sonnet-5-5', usage(MILLION, 0, { read: 600_000, write: 400_000 }), 0.06 + 1],
    ['claude-opus-5-5', usage(MILLION, 0, { read: MILLION }), 0.2],
  ] as const)('of %s for %j is %s', (model, used, expected) => {
    expect(costUsdOf(model, used)).toBeCloseTo(expected, 9);
  });

  test('of haiku rises for the whole request above 100,000 tokens of prompt, those of the cache included', () => {
    expect(costUsdOf('claude-haiku-5-5', usage(100_000, 1000))).toBeCloseTo(0.01 + 0.0005, 9);
    expect(costUsdOf('claude-haiku-5-5', usage(100_001, 1000))).toBeCloseTo(0.050_000_5 + 0.0025, 9);
    expect(costUsdOf('claude-haiku-5-5', usage(200_000, 0, { read: 200_000 }))).toBeCloseTo(0.01, 9);
  });

  test.each(['qwen3-coder', 'mock', 'claude-sonnet-6', 'claude-mythos-5-2', 'constructor', ''])(
    'of %j is unknown',
    (model) => {
      expect(costUsdOf(model, usage(1000, 1000))).toBeNull();
    },
  );
});

test('every model of the profiles has a price', () => {
  for (const profile of ['fast', 'balanced', 'quality'] as const) {
    const { roles, fallbackModel } = modelProfile(profile);
    const models = [...Object.values(roles).map((role) => role.model), fallbackModel ?? ''];
    expect(() => requirePrices(models, 1)).not.toThrow();
  }
});

test('a cost limit names every model without a price, and is no matter without the limit', () => {
  expect(() => requirePrices(['llama', 'claude-sonnet-5-5', 'qwen', 'mock'], 1)).toThrow(
    expect.objectContaining({ code: 'config', message: expect.stringContaining('llama, qwen.') }),
  );
  expect(() => requirePrices(['llama'], null)).not.toThrow();
});
