import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { afterEach, expect, test } from 'vitest';
import type { ModelRequest } from '../../src/domain/ports.ts';
import type { TokenFactors } from '../../src/domain/tokens.ts';
import { createAnthropicModel } from '../../src/models/anthropic.ts';
import { createLearningModel } from '../../src/models/learning.ts';
import { startMessagesServer, type MessagesServer, type Scenario } from '../support/messages-server.ts';
import { modelRequest, realClock } from '../support/model-requests.ts';

const LONG = 'const total = sum(prices) * (1 + rate);\n'.repeat(500);
const REQUEST = modelRequest({ messages: [{ role: 'user', text: LONG }], tool: null });

let server: MessagesServer | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

function keeping(
  start: Readonly<Record<string, number>> = {},
): TokenFactors & { known: Map<string, number> } {
  const known = new Map(Object.entries(start));
  return {
    known,
    factorOf: (model) => known.get(model) ?? null,
    learn: async (model, change) => {
      known.set(model, change(known.get(model) ?? null));
    },
  };
}

async function ask(scenario: Scenario, factors: TokenFactors, request: ModelRequest = REQUEST) {
  server = await startMessagesServer({ scenarios: [scenario] });
  const options = { key: null, baseUrl: server.url, isLocal: true, stallTimeoutMs: 2000, clock: realClock };
  return createLearningModel(createAnthropicModel(options), factors).complete(
    request,
    AbortSignal.timeout(20_000),
  );
}

function usageFor(ratio: number): NonNullable<Scenario['usage']> {
  const rawTokens = countTokens(`${REQUEST.system}\n${LONG}`);
  const tokensIn = Math.round(rawTokens * ratio);
  return { input_tokens: tokensIn - 300, cache_read_input_tokens: 200, cache_creation_input_tokens: 100 };
}

test('a reply moves the factor of its model towards what it reports, the cache counted in', async () => {
  const factors = keeping({ 'claude-opus-5-5': 2 });
  await ask({ text: 'ok', usage: usageFor(1.25), delay_ms: 100 }, factors);
  expect(factors.known.get('claude-sonnet-5-5')).toBeCloseTo(1.45 + 0.3 * (1.25 - 1.45), 3);
  expect(factors.known.get('claude-opus-5-5')).toBe(2);
});

test('the caller still hears that the request is on its way', async () => {
  let sent = 0;
  await ask({ text: 'ok', delay_ms: 100 }, keeping(), { ...REQUEST, onSent: () => sent++ });
  expect(sent).toBe(1);
});

test('a fault and a short prompt teach nothing', async () => {
  const factors = keeping();
  expect(await ask({ fault: '529' }, factors)).toMatchObject({ fault: 'overloaded' });
  await server?.close();
  await ask({ text: 'ok', usage: { input_tokens: 5000 } }, factors, modelRequest({ tool: null }));
  expect(factors.known.size).toBe(0);
});
