import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { NO_FLAGS, resolveConfig } from '../../src/cli/config/resolve-config.ts';
import type { WrittenConfig } from '../../src/cli/config/written-config.ts';
import { digestOf } from '../../src/domain/digest.ts';
import type { RunEvent } from '../../src/domain/event.ts';
import { createRunModel } from '../../src/models/run-model.ts';
import { summariseChunks, type Chunk } from '../../src/pipeline/summarise.ts';
import { createSummaryCache } from '../../src/provenance/summary-cache.ts';
import { startMessagesServer, type MessagesServer, type Scenario } from '../support/messages-server.ts';
import { realClock } from '../support/model-requests.ts';
import { scratchFolders } from '../support/scratch.ts';

const scratch = scratchFolders();

async function serve(...scenarios: readonly Scenario[]): Promise<MessagesServer> {
  const server = await startMessagesServer({ scenarios });
  onTestFinished(() => server.close());
  return server;
}

function chunk(text: string, path = 'src/orders.ts'): Chunk {
  return { path, text, sha256: digestOf(text) };
}

/** A run at a server, as the command line sets it up: redacted, metered, recorded. */
function runAt(root: string, { url }: MessagesServer, written: WrittenConfig = {}) {
  const environment = { ANTHROPIC_BASE_URL: url, ANTHROPIC_API_KEY: 'test-key', OUROBOROS_RETRY_DELAYS: '0' };
  const config = resolveConfig(NO_FLAGS, environment, { summaries: 'model', ...written });
  const events: RunEvent[] = [];
  const model = createRunModel({
    config,
    key: { kind: 'key', value: 'test-key' },
    scriptText: null,
    factors: { factorOf: () => null, learn: async () => undefined },
    recorder: {
      emit: (event) => events.push(event),
      storeBlob: digestOf,
      clock: realClock,
      place: () => ({ stepId: null, attempt: 1 }),
    },
  });
  const signal = AbortSignal.timeout(20_000);
  const run = { config, model, signal, warmUp: () => undefined, summaries: createSummaryCache(root) };
  return { events, summarise: async (...chunks: readonly Chunk[]) => summariseChunks(chunks, run) };
}

const TOTAL = chunk('export function total(prices) {\n  return sum(prices);\n}');
const ROUND = chunk('export function round(price) {\n  return Math.round(price);\n}');

test('the model is asked once for each part, and never again in a later run', async () => {
  const root = scratch();
  const server = await serve({ text: 'Adds up prices.\n' }, { text: ' Rounds\n a price. ' });
  const first = runAt(root, server);
  expect(await first.summarise(TOTAL, ROUND, TOTAL)).toEqual([
    'Adds up prices.',
    'Rounds a price.',
    'Adds up prices.',
  ]);
  expect(server.requests).toHaveLength(2);
  expect(first.events.map((event) => event.type)).toEqual([
    'model.requested',
    'model.replied',
    'model.requested',
    'model.replied',
  ]);
  const second = runAt(root, server);
  expect(await second.summarise(ROUND, TOTAL)).toEqual(['Rounds a price.', 'Adds up prices.']);
  expect(second.events).toEqual([]);
  expect(server.requests).toHaveLength(2);
});

test('a part that has moved is known, one with a changed byte is not', async () => {
  const root = scratch();
  const server = await serve({ text: 'Old.' }, { text: 'New.' });
  await runAt(root, server).summarise(TOTAL);
  const { summarise } = runAt(root, server);
  expect(await summarise({ ...TOTAL, path: 'lib/moved.ts' })).toEqual(['Old.']);
  expect(await summarise(chunk(`${TOTAL.text} `))).toEqual(['New.']);
  expect(server.requests).toHaveLength(2);
});

test('another model is asked for words of its own', async () => {
  const root = scratch();
  const server = await serve({ text: 'One.' }, { text: 'Other.' });
  await runAt(root, server).summarise(TOTAL);
  const other = runAt(root, server, { models: { compressor: 'claude-sonnet-5-5' } });
  expect(await other.summarise(TOTAL)).toEqual(['Other.']);
  expect(await runAt(root, server).summarise(TOTAL)).toEqual(['One.']);
  expect(server.requests.map(({ body }) => body['model'])).toEqual(['claude-haiku-5-5', 'claude-sonnet-5-5']);
});

test('nobody is asked where the config wants none', async () => {
  const server = await serve();
  const { summarise } = runAt(scratch(), server, { summaries: 'static' });
  expect(await summarise(TOTAL, ROUND)).toEqual([null, null]);
  expect(server.requests).toEqual([]);
});

test.each<[string, Scenario]>([
  ['says nothing', { text: ' \n' }],
  ['is cut short', { text: 'Adds', stop_reason: 'max_tokens' }],
  ['refuses', { text: 'I would rather not.', stop_reason: 'refusal' }],
  ['cannot take the prompt', { fault: '413' }],
])('of a model that %s there is none, and it is asked again another time', async (_, scenario) => {
  const root = scratch();
  const server = await serve(scenario, { text: 'Adds up prices.' });
  expect(await runAt(root, server).summarise(TOTAL)).toEqual([null]);
  expect(await runAt(root, server).summarise(TOTAL)).toEqual(['Adds up prices.']);
});

test('a server out of reach leaves the outline, and a used-up budget ends the run', async () => {
  const server = await serve({ fault: '529' }, { fault: '529' });
  expect(await runAt(scratch(), server).summarise(TOTAL)).toEqual([null]);
  const poor = runAt(scratch(), server, { maxTokens: 50 });
  await expect(poor.summarise(TOTAL)).rejects.toMatchObject({ code: 'budget' });
  expect(server.requests).toHaveLength(2);
});

test('no secret of the code is sent or kept, and both runs read the same', async () => {
  const root = scratch();
  const password = 's3cret-horse-7';
  const secret = chunk(`const password = "${password}";\nconnect(password);`);
  const server = await serve({ text: 'Connects with [REDACTED:assigned-secret:1].' });
  const first = await runAt(root, server).summarise(secret);
  expect(first).toEqual(['Connects with [REDACTED:assigned-secret:1].']);
  expect(await runAt(root, server).summarise(secret)).toEqual(first);
  expect(JSON.stringify(server.requests)).not.toContain(password);
  const folder = join(root, '.ouroboros', 'summaries');
  const kept = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  expect(kept).toHaveLength(1);
  expect(kept.join('\n')).not.toContain(password);
});

test('a model that talks too long is cut off', async () => {
  const server = await serve({ text: 'word '.repeat(400) });
  const [summary] = await runAt(scratch(), server).summarise(TOTAL);
  expect(summary).toHaveLength(600);
  expect(summary).toMatch(/word…$/);
});
