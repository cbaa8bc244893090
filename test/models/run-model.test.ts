import { afterEach, expect, test } from 'vitest';
import type { Config } from '../../src/domain/config.ts';
import { digestOf } from '../../src/domain/digest.ts';
import type { RunEvent } from '../../src/domain/event.ts';
import type { Model } from '../../src/domain/ports.ts';
import { createRunModel } from '../../src/models/run-model.ts';
import { startMessagesServer, type MessagesServer } from '../support/messages-server.ts';
import { builderPrompt, modelRequest, realClock } from '../support/model-requests.ts';

const KEY = { kind: 'key', value: 'sk-ant-run-0123456789abcdef' } as const;
const EDITS = [{ file: 'a.py', search: 'x = 1', replace: 'x = 2' }];

let server: MessagesServer | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

function setUp(access: Config['access'], { scriptText = null as string | null, budget = {} } = {}) {
  const events: RunEvent[] = [];
  const blobs: string[] = [];
  const limits = { maxTokens: null, maxCostUsd: null, timeoutMs: null, ...budget };
  const config = {
    access,
    budget: limits,
    fallbackModel: 'claude-opus-5-5',
    retryDelaysMs: [0, 0],
    stallTimeoutMs: 300,
  };
  const model = createRunModel({
    config,
    key: access.kind === 'anthropic' ? KEY : null,
    scriptText,
    factors: { factorOf: () => null, learn: async () => undefined },
    recorder: {
      emit: (event) => events.push(event),
      storeBlob: (text) => {
        blobs.push(text);
        return digestOf(text);
      },
      clock: realClock,
      place: () => ({ stepId: 'step-1', attempt: 1 }),
    },
  });
  return { model, events, blobs };
}

async function complete(model: Model | null, text: string, name = 'claude-sonnet-5-5') {
  const request = modelRequest({ model: name, messages: [{ role: 'user', text }] });
  return model?.complete(request, AbortSignal.timeout(20_000));
}

test('faults of a real server are retried, then the fallback model answers, and no secret is on the wire or on record', async () => {
  const prompt = `password = "s3cret-horse-7"\nkey ${KEY.value}`;
  server = await startMessagesServer({
    scenarios: [
      { fault: 'cut' },
      { fault: 'stall' },
      { fault: '529' },
      { text: 'the key is [REDACTED:known-value:1]' },
    ],
  });
  const { model, events, blobs } = setUp({ kind: 'anthropic', baseUrl: server.url, isLocal: false });
  expect(await complete(model, prompt)).toMatchObject({
    text: `the key is ${KEY.value}`,
    model: 'claude-opus-5-5',
  });
  expect(
    events.map((event) => (event.type === 'model.failed' ? `${event.fault} ${event.next}` : event.type)),
  ).toEqual([
    'model.requested',
    'stream-broken retry',
    'model.requested',
    'stalled retry',
    'model.requested',
    'overloaded fallback',
    'model.requested',
    'model.replied',
  ]);
  expect(server.requests.map((request) => request.body['model'])).toEqual([
    'claude-sonnet-5-5',
    'claude-sonnet-5-5',
    'claude-sonnet-5-5',
    'claude-opus-5-5',
  ]);
  for (const text of [...blobs, ...server.requests.map((request) => JSON.stringify(request.body))]) {
    expect(text).not.toContain('s3cret-horse-7');
    expect(text).not.toContain(KEY.value);
  }
});

test('the budget stops the call that would pass it before anything is sent', async () => {
  server = await startMessagesServer({
    scenarios: [{ text: 'a', usage: { input_tokens: 900, output_tokens: 50 } }],
  });
  const access = { kind: 'anthropic', baseUrl: server.url, isLocal: false } as const;
  const { model, events } = setUp(access, { budget: { maxTokens: 1000 } });
  expect(await complete(model, 'x')).toMatchObject({ kind: 'reply' });
  await expect(complete(model, 'x')).rejects.toMatchObject({ code: 'budget' });
  expect(server.requests).toHaveLength(1);
  expect(events.map((event) => event.type)).toEqual(['model.requested', 'model.replied']);
});

test('the mock and a script answer behind the same record, without a price', async () => {
  const prompt = builderPrompt({ 'a.py': 'x = 1\n' });
  const mock = setUp({ kind: 'mock' });
  expect(await complete(mock.model, prompt, 'mock')).toMatchObject({ model: 'mock', stopReason: 'tool_use' });
  expect(mock.events).toMatchObject([
    { type: 'model.requested' },
    { type: 'model.replied', costUsd: null, model: 'mock' },
  ]);
  const scriptText = JSON.stringify([{ fault: '429' }, { edits: EDITS }]);
  const script = setUp({ kind: 'script', path: 'replies.json' }, { scriptText });
  expect(await complete(script.model, prompt, 'mock')).toMatchObject({ toolInput: { edits: EDITS } });
  expect(script.events).toMatchObject([
    { type: 'model.requested', callId: 'call-1' },
    { type: 'model.failed', callId: 'call-1', fault: 'rate-limited', next: 'retry' },
    { type: 'model.requested', callId: 'call-2' },
    { type: 'model.replied', callId: 'call-2' },
  ]);
});

test('there is no model without a way to reach one', () => {
  expect(setUp({ kind: 'none' }).model).toBeNull();
});
