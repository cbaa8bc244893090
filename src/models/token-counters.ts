import {
  correctTokens,
  estimateCorrected,
  mostTokens,
  type TokenCounter,
  type TokenCounters,
  type TokenFactors,
} from '../domain/tokens.ts';
import { defaultTokenFactor } from './token-factors.ts';
import { loadTokenizer, type Tokenizer } from './tokenizer.ts';

/** Counters for one model, by what its replies taught or else by its family. */
export function createTokenCounters(model: string, factors: Pick<TokenFactors, 'factorOf'>): TokenCounters {
  let tokenizer: Promise<Tokenizer> | null = null;
  return {
    counterFor: async (texts, budgetTokens): Promise<TokenCounter> => {
      const factor = factors.factorOf(model) ?? defaultTokenFactor(model);
      const most = texts.reduce((sum, text) => sum + mostTokens(text, factor), 0);
      if (most <= budgetTokens) {
        return {
          basis: { tokenizer: 'estimate', model, factor },
          count: (text) => estimateCorrected(text, factor),
        };
      }
      tokenizer ??= loadTokenizer();
      const countRaw = await tokenizer;
      return {
        basis: { tokenizer: 'o200k_base', model, factor },
        count: (text) => correctTokens(countRaw(text), factor),
      };
    },
  };
}
