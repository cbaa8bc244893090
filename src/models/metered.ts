import type { Budget } from '../domain/config.ts';
import { OuroborosError } from '../domain/errors.ts';
import type { ModelRequest, ModelUsage } from '../domain/ports.ts';
import { estimateTokens } from '../domain/tokens.ts';
import { costUsdOf, requirePrices } from './prices.ts';
import { textsOf } from './request-texts.ts';

/** Keeps count of what the model's calls of one run used, over all models and attempts. */
export interface Meter {
  /**
   * Says whether a call may be made: the limits are not used up, and the prompt alone fits what is left.
   * @throws OuroborosError `budget`, or `config` for a cost limit on a model without a price
   */
  check(request: ModelRequest): void;
  /** Counts a call by what the server said it used, and returns its price, or null where none is known. */
  add(request: ModelRequest, reply: { readonly model: string; readonly usage: ModelUsage }): number | null;
  /** Counts a call whose reply was lost on the way: its prompt was read, and is paid for. */
  addLost(request: ModelRequest): void;
}

/** Starts at nothing used. */
export function createMeter({ maxTokens, maxCostUsd }: Budget): Meter {
  let usedTokens = 0;
  let usedUsd = 0;
  const count = (usage: ModelUsage, costUsd: number | null): void => {
    usedTokens += usage.tokensIn + usage.tokensOut;
    usedUsd += costUsd ?? 0;
  };
  return {
    check: (request) => {
      requirePrices([request.model], maxCostUsd);
      const next = promptUsage(request);
      const nextUsd = costUsdOf(request.model, next) ?? 0;
      if (maxTokens !== null && usedTokens + next.tokensIn > maxTokens) {
        throw used(`${usedTokens} of ${maxTokens} tokens`, `about ${next.tokensIn}`, '--max-tokens');
      }
      if (maxCostUsd !== null && usedUsd + nextUsd > maxCostUsd) {
        throw used(
          `$${usedUsd.toFixed(4)} of $${maxCostUsd}`,
          `about $${nextUsd.toFixed(4)}`,
          '--max-cost-usd',
        );
      }
    },
    add: (request, { model, usage }) => {
      const costUsd = costUsdOf(model, usage);
      // A server may answer under a name of its own; towards the limit the price of the model asked for counts then.
      count(usage, costUsd ?? costUsdOf(request.model, usage));
      return costUsd;
    },
    addLost: (request) => {
      const usage = promptUsage(request);
      count(usage, costUsdOf(request.model, usage));
    },
  };
}

/** What the prompt of a request will use at least, estimated. */
function promptUsage(request: ModelRequest): ModelUsage {
  const texts = [...textsOf(request), request.tool === null ? '' : JSON.stringify(request.tool)];
  const tokensIn = texts.reduce((sum, text) => sum + estimateTokens(text), 0);
  return { tokensIn, tokensOut: 0, cacheReadTokens: 0, cacheWriteTokens: 0 };
}

function used(spent: string, next: string, flag: string): OuroborosError {
  return new OuroborosError('budget', `The budget is used up: ${spent}, and the next prompt needs ${next}.`, {
    hint: `Nothing was changed. Raise ${flag}, or name fewer files.`,
  });
}
