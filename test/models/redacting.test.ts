import { expect, test } from 'vitest';
import type { Model, ModelReply } from '../../src/domain/ports.ts';
import { createRedactingModel } from '../../src/models/redacting.ts';
import type { SafeRequest } from '../../src/models/resilient.ts';
import { fakeSecrets } from '../support/fake-secrets.ts';
import { modelRequest } from '../support/model-requests.ts';

const PASSWORD = 's3cret-horse-7';
const KEY = 'the-key-of-this-run';

function answering(answer: (request: SafeRequest) => Partial<Extract<ModelReply, { kind: 'reply' }>>) {
  const requests: SafeRequest[] = [];
  const usage = { tokensIn: 1, tokensOut: 1, cacheReadTokens: 0, cacheWriteTokens: 0 };
  const model: Model = createRedactingModel(
    {
      complete: async (request) => {
        requests.push(request);
        const rest = {
          text: '',
          toolInput: undefined,
          stopReason: 'tool_use',
          requestId: null,
          durationMs: 1,
        };
        return { kind: 'reply', model: request.model, usage, ...rest, ...answer(request) };
      },
    },
    [KEY],
  );
  return { model, requests };
}

test('nothing that is sent holds a secret, and the reply has them back', async () => {
  const { model, requests } = answering((request) => ({
    text: `Kept ${request.messages[2]?.text}`,
    toolInput: { edits: [{ search: request.messages[0]?.text, 'replace all': true, count: 2, none: null }] },
  }));
  const messages = [
    { role: 'user', text: `password = "${PASSWORD}"` },
    { role: 'assistant', text: JSON.stringify({ search: `password = "${PASSWORD}"` }) },
    { role: 'user', text: `No ${PASSWORD} there` },
  ] as const;
  const reply = await model.complete(
    modelRequest({ system: `key ${KEY}`, messages }),
    new AbortController().signal,
  );
  expect(requests).toEqual([
    {
      ...modelRequest(),
      system: 'key [REDACTED:known-value:1]',
      messages: [
        { role: 'user', text: 'password = "[REDACTED:assigned-secret:2]"' },
        { role: 'assistant', text: '{"search":"password = \\"[REDACTED:assigned-secret:2]\\""}' },
        { role: 'user', text: 'No [REDACTED:assigned-secret:2] there' },
      ],
      redactions: 4,
    },
  ]);
  expect(reply).toMatchObject({
    text: `Kept No ${PASSWORD} there`,
    toolInput: { edits: [{ search: `password = "${PASSWORD}"`, 'replace all': true, count: 2, none: null }] },
  });
});

test('the stable part loses its secrets too, and reads the same whatever the task is', async () => {
  const { model, requests } = answering(() => ({}));
  for (const text of ['Rename x', `Drop the token "${PASSWORD}"`, 'key = "an0ther-horse-9"']) {
    const messages = [{ role: 'user', text }] as const;
    const stable = `a.py\npassword = "${PASSWORD}"\n`;
    await model.complete(modelRequest({ stable, messages }), new AbortController().signal);
  }
  const redacted = 'a.py\npassword = "[REDACTED:assigned-secret:1]"\n';
  expect(requests.map((request) => request.stable)).toEqual([redacted, redacted, redacted]);
  expect(requests[1]?.messages).toEqual([
    { role: 'user', text: 'Drop the token "[REDACTED:assigned-secret:1]"' },
  ]);
});

test('no fake secret of any kind reaches the model behind it', async () => {
  const { model, requests } = answering(() => ({}));
  for (const { text, secret } of fakeSecrets(3)) {
    await model.complete(modelRequest({ messages: [{ role: 'user', text }] }), new AbortController().signal);
    expect(JSON.stringify(requests.at(-1))).not.toContain(JSON.stringify(secret).slice(1, -1));
    expect(requests.at(-1)?.redactions).toBeGreaterThan(0);
  }
});

test('a fault passes through as it is', async () => {
  const fault = {
    kind: 'fault',
    fault: 'overloaded',
    message: 'm',
    httpStatus: 529,
    retryAfterMs: null,
    durationMs: 1,
  } as const;
  const model = createRedactingModel({ complete: async () => fault }, []);
  expect(await model.complete(modelRequest(), new AbortController().signal)).toBe(fault);
});
