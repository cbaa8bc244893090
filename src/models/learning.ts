import type { Model, ModelRequest } from '../domain/ports.ts';
import { canTeach, correctFactor, type TokenFactors } from '../domain/tokens.ts';
import { textsOf } from './request-texts.ts';
import { defaultTokenFactor } from './token-factors.ts';
import { loadTokenizer, type Tokenizer } from './tokenizer.ts';

/**
 * Compares what replies report with what the offline tokenizer makes of the same prompt, and learns the factor of the
 * model. The tokenizer is loaded while a long prompt is on its way; short ones teach nothing.
 */
export function createLearningModel(inner: Model, factors: TokenFactors): Model {
  let tokenizer: Promise<Tokenizer> | null = null;
  return {
    complete: async (request, signal) => {
      const text = promptOf(request);
      if (!canTeach(Buffer.byteLength(text))) return inner.complete(request, signal);
      const onSent = (): void => {
        request.onSent?.();
        tokenizer ??= loadTokenizer();
      };
      const reply = await inner.complete({ ...request, onSent }, signal);
      if (reply.kind !== 'reply') return reply;
      tokenizer ??= loadTokenizer();
      const rawTokens = (await tokenizer)(text);
      const { tokensIn } = reply.usage;
      await factors.learn(request.model, (learnt) =>
        correctFactor(learnt ?? defaultTokenFactor(request.model), { tokensIn, rawTokens }),
      );
      return reply;
    },
  };
}

/** All of a request that the server counts. */
function promptOf(request: ModelRequest): string {
  const tool = request.tool === null ? [] : [JSON.stringify(request.tool)];
  return [...textsOf(request), ...tool].join('\n');
}
