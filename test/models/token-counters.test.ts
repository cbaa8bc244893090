import { readFileSync } from 'node:fs';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, test } from 'vitest';
import { createTokenCounters } from '../../src/models/token-counters.ts';
import { defaultTokenFactor } from '../../src/models/token-factors.ts';

const CODE = readFileSync(import.meta.filename, 'utf8');
const NOTHING_LEARNT = { factorOf: () => null };

describe('a counter', () => {
  test('is exact where the texts may not fit, by the factor of the family', async () => {
    const counters = createTokenCounters('claude-sonnet-5-5', NOTHING_LEARNT);
    const counter = await counters.counterFor([CODE], 100);
    expect(counter.basis).toEqual({ tokenizer: 'o200k_base', model: 'claude-sonnet-5-5', factor: 1.45 });
    expect(counter.count(CODE)).toBe(Math.ceil(countTokens(CODE) * 1.45));
  });

  test('goes by what replies taught', async () => {
    const counters = createTokenCounters('claude-sonnet-5-5', { factorOf: () => 1.2 });
    const counter = await counters.counterFor([CODE], 100);
    expect(counter.basis.factor).toBe(1.2);
    expect(counter.count(CODE)).toBe(Math.ceil(countTokens(CODE) * 1.2));
  });

  test('is an estimate where all of them are sure to fit, one byte more and it is exact', async () => {
    const counters = createTokenCounters('claude-sonnet-4-5', NOTHING_LEARNT);
    const sure = Math.ceil(1.1 * 600) + Math.ceil(1.1 * 400);
    const texts = ['a'.repeat(600), 'b'.repeat(400)];
    const fits = await counters.counterFor(texts, sure);
    expect(fits.basis.tokenizer).toBe('estimate');
    expect(fits.count('a'.repeat(700))).toBe(Math.ceil((700 / 3.5) * 1.1));
    expect((await counters.counterFor(texts, sure - 1)).basis.tokenizer).toBe('o200k_base');
    expect((await counters.counterFor([...texts, 'é'], sure + 2)).basis.tokenizer).toBe('o200k_base');
  });
});

test.each([
  ['claude-haiku-4-5-20251001', 1.1],
  ['claude-sonnet-4-5', 1.1],
  ['claude-sonnet-4-6', 1.1],
  ['claude-opus-4-6', 1.1],
  ['claude-opus-4-20250514', 1.1],
  ['claude-opus-4-1-20250805', 1.1],
  ['claude-3-7-sonnet-latest', 1.1],
  ['claude-2.1', 1.1],
  ['claude-opus-4-7', 1.45],
  ['claude-opus-4-8', 1.45],
  ['claude-opus-5', 1.45],
  ['claude-sonnet-5', 1.45],
  ['claude-haiku-5-5', 1.45],
  ['claude-fable-5-2', 1.45],
  ['qwen3-coder', 1.45],
  ['mock', 1.45],
])('%s begins with the factor %s', (model, factor) => {
  expect(defaultTokenFactor(model)).toBe(factor);
});
