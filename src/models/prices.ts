import { OuroborosError } from '../domain/errors.ts';
import type { ModelUsage } from '../domain/ports.ts';
import { MOCK_MODEL } from './profiles.ts';

/** The day on which the prices below were looked up; the API gives none. */
const PRICES_AS_OF = '2026-11-21';

/** US dollars for a million tokens. Cache writes are those of the 5-minute cache, the only one that is used here. */
type Rates = {
  readonly input: number;
  readonly output: number;
  readonly cacheWrite: number;
  readonly cacheRead: number;
};

/** A prompt above so many tokens, those of the cache included, pays other rates for the whole request. */
type Price = Rates & { readonly long?: Rates & { readonly aboveTokens: number } };

// https://platform.claude.com/docs/en/about-claude/pricing and the overview page of each model.
const PRICES: ReadonlyMap<string, Price> = new Map<string, Price>([
  ['claude-fable-5-2', { input: 8, output: 40, cacheWrite: 10, cacheRead: 0.2 }],
  ['claude-fable-5-1', { input: 10, output: 50, cacheWrite: 12.5, cacheRead: 0.25 }],
  ['claude-fable-5', { input: 10, output: 50, cacheWrite: 12.5, cacheRead: 1 }],
  ['claude-opus-5-5', { input: 4, output: 20, cacheWrite: 5, cacheRead: 0.2 }],
  ['claude-opus-5', { input: 5, output: 25, cacheWrite: 6.25, cacheRead: 0.5 }],
  ['claude-opus-4-8', { input: 5, output: 25, cacheWrite: 6.25, cacheRead: 0.5 }],
  ['claude-opus-4-6', { input: 5, output: 25, cacheWrite: 6.25, cacheRead: 0.5 }],
  ['claude-opus-4-5', { input: 5, output: 25, cacheWrite: 6.25, cacheRead: 0.5 }],
  ['claude-sonnet-5-5', { input: 2, output: 10, cacheWrite: 2.5, cacheRead: 0.1 }],
  ['claude-sonnet-5', { input: 2, output: 10, cacheWrite: 2.5, cacheRead: 0.2 }],
  ['claude-sonnet-4-6', { input: 3, output: 15, cacheWrite: 3.75, cacheRead: 0.3 }],
  ['claude-sonnet-4-5', { input: 3, output: 15, cacheWrite: 3.75, cacheRead: 0.3 }],
  [
    'claude-haiku-5-5',
    {
      input: 0.1,
      output: 0.5,
      cacheWrite: 0.125,
      cacheRead: 0.01,
      long: { aboveTokens: 100_000, input: 0.5, output: 2.5, cacheWrite: 0.625, cacheRead: 0.05 },
    },
  ],
  ['claude-haiku-4-5', { input: 1, output: 5, cacheWrite: 1.25, cacheRead: 0.1 }],
]);

/** What a reply cost in US dollars, or null where no price is known: never a guess, never 0. */
export function costUsdOf(model: string, usage: ModelUsage): number | null {
  const price = priceOf(model);
  if (price === null) return null;
  const { tokensIn, tokensOut, cacheReadTokens, cacheWriteTokens } = usage;
  const rates = price.long !== undefined && tokensIn > price.long.aboveTokens ? price.long : price;
  const uncached = tokensIn - cacheReadTokens - cacheWriteTokens;
  const dollars =
    uncached * rates.input +
    tokensOut * rates.output +
    cacheReadTokens * rates.cacheRead +
    cacheWriteTokens * rates.cacheWrite;
  return dollars / 1_000_000;
}

/**
 * Refuses a cost limit that could not be kept. The mock costs nothing.
 * @throws OuroborosError `config` naming the models without a price
 */
export function requirePrices(models: readonly string[], maxCostUsd: number | null): void {
  if (maxCostUsd === null) return;
  const unpriced = [...new Set(models)].filter((model) => model !== MOCK_MODEL && priceOf(model) === null);
  if (unpriced.length === 0) return;
  throw new OuroborosError(
    'config',
    `A cost limit needs prices, and none is known for ${unpriced.join(', ')}.`,
    {
      hint: `Limit the tokens instead with --max-tokens. Prices as of ${PRICES_AS_OF} are known for ${[...PRICES.keys()].join(', ')}.`,
    },
  );
}

/** A dated snapshot, such as `claude-haiku-4-5-20251001`, costs what its model does. */
function priceOf(model: string): Price | null {
  return PRICES.get(model.replace(/-20\d{6}$/, '')) ?? null;
}
