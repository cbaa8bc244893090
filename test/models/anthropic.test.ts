import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import type { ModelReply, ModelRequest } from '../../src/domain/ports.ts';
import { createAnthropicModel, type AnthropicOptions } from '../../src/models/anthropic.ts';
import { startMessagesServer, type MessagesServer, type Scenario } from '../support/messages-server.ts';
import { modelRequest, patchTool, realClock, timeless } from '../support/model-requests.ts';

const EDITS = [{ file: 'a.py', search: 'x = 1', replace: 'x = 2' }];
const PATCH = { edits: EDITS, files: [], explanation: 'scripted' };
const KEY = { kind: 'key', value: 'sk-ant-test-0123456789abcdef' } as const;

let server: MessagesServer | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

async function serve(...scenarios: readonly Scenario[]): Promise<MessagesServer> {
  server = await startMessagesServer({ scenarios });
  return server;
}

function modelAt(
  url: string,
  different: Partial<AnthropicOptions> = {},
): ReturnType<typeof createAnthropicModel> {
  return createAnthropicModel({
    key: KEY,
    baseUrl: url,
    isLocal: false,
    stallTimeoutMs: 2000,
    clock: realClock,
    ...different,
  });
}

async function answerTo(scenario: Scenario, different: Partial<AnthropicOptions> = {}): Promise<object> {
  const { url } = await serve(scenario);
  return timeless(await modelAt(url, different).complete(modelRequest(), AbortSignal.timeout(20_000)));
}

describe('a reply', () => {
  test('holds the input of the tool, the usage with the cache, and the request id', async () => {
    const usage = {
      input_tokens: 10,
      cache_read_input_tokens: 300,
      cache_creation_input_tokens: 20,
      output_tokens: 44,
    };
    expect(await answerTo({ edits: EDITS, text: 'Done.', usage })).toEqual({
      kind: 'reply',
      text: 'Done.',
      toolInput: PATCH,
      stopReason: 'tool_use',
      model: 'claude-sonnet-5-5',
      usage: { tokensIn: 330, tokensOut: 44, cacheReadTokens: 300, cacheWriteTokens: 20 },
      requestId: 'req_000001',
    });
  });

  test.each<[string, Scenario, unknown, string]>([
    ['is cut short by the token limit', { fault: 'truncated', edits: EDITS }, undefined, 'max_tokens'],
    [
      'is whole but stopped for another reason',
      { edits: EDITS, stop_reason: 'max_tokens' },
      undefined,
      'max_tokens',
    ],
    ['is a refusal', { text: '', stop_reason: 'refusal' }, undefined, 'refusal'],
    ['calls another tool', { edits: EDITS, tool_name: 'bash' }, undefined, 'tool_use'],
    ['has only text', { text: 'I would rather not.' }, undefined, 'end_turn'],
    ['is no JSON', { tool_json: '{"edits": [', stop_reason: 'tool_use' }, '{"edits": [', 'tool_use'],
    ['is made twice', { edits: EDITS, tool_calls: 2 }, [PATCH, PATCH], 'tool_use'],
  ])('that %s gives no patch for whole', async (_, scenario, toolInput, stopReason) => {
    expect(await answerTo(scenario)).toMatchObject({ kind: 'reply', toolInput, stopReason });
  });

  test('keeps text of every script through the stream', async () => {
    const text = 'Grüße, 世界 🐍 \u2028 and "quotes" \\n '.repeat(20);
    expect(await answerTo({ text })).toMatchObject({ text });
  });
});

describe('a request', () => {
  test('offers the tool strictly, in words where a strict schema cannot say it, and never forces it', async () => {
    const { url, requests } = await serve({ edits: EDITS });
    await modelAt(url).complete(modelRequest(), AbortSignal.timeout(20_000));
    expect(requests).toHaveLength(1);
    expect(requests[0]?.headers).toMatchObject({ authorization: `Bearer ${KEY.value}` });
    expect(requests[0]?.body).toEqual({
      model: 'claude-sonnet-5-5',
      max_tokens: 32_000,
      system: 'You change source code.',
      messages: [{ role: 'user', content: 'Task: rename x' }],
      stream: true,
      tools: [
        {
          name: 'submit_patch',
          description: 'Submit the complete change.',
          strict: true,
          input_schema: {
            type: 'object',
            properties: {
              edits: { type: 'array', items: { type: 'string', description: '{minLength: 1}' } },
            },
            required: ['edits'],
            additionalProperties: false,
          },
        },
      ],
      tool_choice: { type: 'auto', disable_parallel_tool_use: true },
      output_config: { effort: 'medium' },
    });
  });

  test('marks the cache from the second turn of a conversation on', async () => {
    const { url, requests } = await serve({ text: 'a' });
    const messages = [
      { role: 'user', text: 'first' },
      { role: 'assistant', text: 'wrong' },
      { role: 'user', text: 'again' },
    ] as const;
    await modelAt(url).complete(modelRequest({ messages, tool: null }), AbortSignal.timeout(20_000));
    expect(requests[0]?.body).toMatchObject({ cache_control: { type: 'ephemeral' } });
    expect(requests[0]?.body).not.toHaveProperty('tools');
  });

  test('marks the system text and the stable part, whose bytes do not depend on the task', async () => {
    const { url, requests } = await serve({ text: 'a' }, { text: 'b' });
    const model = modelAt(url);
    const stable = 'src/a.ts\n  f(x: number): string';
    const later = [
      { role: 'assistant', text: 'wrong' },
      { role: 'user', text: 'again' },
    ] as const;
    for (const messages of [
      [{ role: 'user', text: 'Task: rename x' } as const],
      [{ role: 'user', text: 'Task: split f' } as const, ...later],
    ]) {
      await model.complete(modelRequest({ stable, messages }), AbortSignal.timeout(20_000));
    }
    const mark = { type: 'ephemeral' };
    const system = [{ type: 'text', text: 'You change source code.', cache_control: mark }];
    const first = { type: 'text', text: `${stable}\n\n`, cache_control: mark };
    expect(requests.map(({ body }) => body['system'])).toEqual([system, system]);
    expect(requests[0]?.body['messages']).toEqual([
      { role: 'user', content: [first, { type: 'text', text: 'Task: rename x' }] },
    ]);
    expect(requests[1]?.body['messages']).toEqual([
      { role: 'user', content: [first, { type: 'text', text: 'Task: split f' }] },
      { role: 'assistant', content: 'wrong' },
      { role: 'user', content: 'again' },
    ]);
    expect(requests.map(({ body }) => body['cache_control'])).toEqual([undefined, mark]);
    expect(requests.map(({ body }) => JSON.stringify(body).split('cache_control').length - 1)).toEqual([
      2, 3,
    ]);
  });

  describe('to a server that keeps what is marked', () => {
    async function cacheUseOf(requests: readonly Partial<ModelRequest>[]) {
      server = await startMessagesServer({ scenarios: [{ text: 'a' }], hasCache: true, repeatsLast: true });
      const model = modelAt(server.url);
      const uses: { readonly read: number; readonly written: number }[] = [];
      for (const different of requests) {
        const reply = await model.complete(modelRequest(different), AbortSignal.timeout(20_000));
        const { usage } = reply as Extract<ModelReply, { kind: 'reply' }>;
        uses.push({ read: usage.cacheReadTokens, written: usage.cacheWriteTokens });
      }
      return uses;
    }

    const TASK = { role: 'user', text: 'Task: split f' } as const;
    const AGAIN = [TASK, { role: 'assistant', text: 'wrong' }, { role: 'user', text: 'no' }] as const;
    const ONCE_MORE = [...AGAIN, { role: 'assistant', text: 'bad' }, { role: 'user', text: 'no' }] as const;

    test('has it read the stable part of another task, in every attempt, for one model', async () => {
      const stable = 'src/a.ts\n  f(x: number): string\n'.repeat(40);
      const [first, other, attempt, elsewhere] = await cacheUseOf([
        { stable },
        { stable, messages: [TASK] },
        { stable, messages: AGAIN },
        { stable, model: 'claude-opus-5-5' },
      ]);
      expect(first?.read).toBe(0);
      expect(first?.written).toBeGreaterThan(stable.length / 4);
      expect(other).toEqual({ read: first?.written, written: 0 });
      expect(attempt?.read).toBe(first?.written);
      expect(elsewhere?.read).toBe(0);
    });

    test('has a third attempt read all that the second wrote, and a first write nothing', async () => {
      const [first, second, third] = await cacheUseOf([
        { messages: [TASK] },
        { messages: AGAIN },
        { messages: ONCE_MORE },
      ]);
      expect(first).toEqual({ read: 0, written: 0 });
      expect(second?.read).toBe(0);
      expect(second?.written).toBeGreaterThan(100);
      expect(third?.read).toBe(second?.written);
    });
  });

  test.each(['', ' \n'])('leaves out a stable part of %j', async (stable) => {
    const { url, requests } = await serve({ text: 'a' });
    await modelAt(url).complete(modelRequest({ stable }), AbortSignal.timeout(20_000));
    expect(requests[0]?.body['messages']).toEqual([{ role: 'user', content: 'Task: rename x' }]);
  });

  test('gives a local server the stable part before the first message, unmarked', async () => {
    const { url, requests } = await serve({ text: 'a' });
    const request = modelRequest({ stable: 'src/a.ts', tool: null });
    await modelAt(url, { isLocal: true }).complete(request, AbortSignal.timeout(20_000));
    expect(requests[0]?.body).toMatchObject({
      system: 'You change source code.',
      messages: [{ role: 'user', content: 'src/a.ts\n\nTask: rename x' }],
    });
    expect(JSON.stringify(requests[0]?.body)).not.toContain('cache_control');
  });

  test('holds nothing optional for a local server', async () => {
    const { url, requests } = await serve({ edits: EDITS });
    const model = modelAt(`${url}/v1/`, { isLocal: true, key: null });
    const messages = [
      { role: 'user', text: 'a' } as const,
      { role: 'assistant', text: 'b' } as const,
      { role: 'user', text: 'c' } as const,
    ];
    await model.complete(modelRequest({ messages, model: 'qwen3-coder' }), AbortSignal.timeout(20_000));
    expect(Object.keys(requests[0]?.body ?? {}).toSorted()).toEqual(
      ['max_tokens', 'messages', 'model', 'stream', 'system', 'tools'].toSorted(),
    );
    expect(requests[0]?.body['tools']).toEqual([
      { name: patchTool.name, description: patchTool.description, input_schema: patchTool.inputSchema },
    ]);
  });

  test('leaves the effort out for a model that does not know it', async () => {
    const { url, requests } = await serve({ text: 'a' });
    await modelAt(url).complete(
      modelRequest({ model: 'claude-haiku-4-5-20251001' }),
      AbortSignal.timeout(20_000),
    );
    expect(requests[0]?.body).not.toHaveProperty('output_config');
  });
});

describe('a fault', () => {
  test.each<[Scenario, Partial<Extract<ModelReply, { kind: 'fault' }>>]>([
    [
      { fault: '429', retry_after: '7' },
      { fault: 'rate-limited', httpStatus: 429, retryAfterMs: 7000 },
    ],
    [
      { fault: '429', retry_after: '3600' },
      { fault: 'rate-limited', httpStatus: 429, retryAfterMs: 3_600_000 },
    ],
    [{ fault: '429' }, { fault: 'rate-limited', httpStatus: 429, retryAfterMs: null }],
    [{ fault: '529' }, { fault: 'overloaded', httpStatus: 529 }],
    [{ fault: '500' }, { fault: 'server-error', httpStatus: 500 }],
    [{ fault: '502' }, { fault: 'server-error', httpStatus: 502, message: '502 Bad Gateway' }],
    [{ fault: '401' }, { fault: 'unauthorised', httpStatus: 401 }],
    [{ fault: '403' }, { fault: 'unauthorised', httpStatus: 403 }],
    [{ fault: '404' }, { fault: 'bad-request', httpStatus: 404 }],
    [{ fault: '400' }, { fault: 'bad-request', httpStatus: 400, message: 'scripted 400' }],
    [
      { fault: '400', message: 'prompt is too long: 1000001 tokens > 1000000 maximum' },
      { fault: 'context-exceeded', httpStatus: 400 },
    ],
    [{ fault: '413' }, { fault: 'context-exceeded', httpStatus: 413 }],
    [{ fault: 'reset' }, { fault: 'unreachable', httpStatus: null }],
    [{ fault: 'reset-midstream' }, { fault: 'stream-broken', httpStatus: null }],
    [{ fault: 'cut' }, { fault: 'stream-broken' }],
    [{ fault: 'broken-line' }, { fault: 'stream-broken' }],
    [{ fault: 'not-a-stream' }, { fault: 'stream-broken' }],
    [{ fault: 'sse-error' }, { fault: 'overloaded', message: 'Overloaded' }],
    [{ fault: 'sse-error', error_type: 'rate_limit_error' }, { fault: 'rate-limited' }],
    [{ fault: 'sse-error', error_type: 'invalid_request_error' }, { fault: 'bad-request' }],
    [{ fault: 'sse-error', error_type: 'new_error' }, { fault: 'stream-broken' }],
  ])('%j is a value', async (scenario, expected) => {
    const { url, requests } = await serve(scenario);
    const reply = await modelAt(url).complete(modelRequest(), AbortSignal.timeout(20_000));
    expect(reply).toMatchObject({ kind: 'fault', ...expected });
    expect(requests).toHaveLength(1);
  });

  test('names the refused connection where nothing listens', async () => {
    const { url } = await serve();
    await server?.close();
    expect(await modelAt(url).complete(modelRequest(), AbortSignal.timeout(20_000))).toMatchObject({
      kind: 'fault',
      fault: 'unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  test('of a key that no header can hold is a bad request, not a broken stream', async () => {
    const key = { kind: 'key', value: 'sk-ant-\nbroken' } as const;
    expect(await answerTo({ text: 'a' }, { key })).toMatchObject({ kind: 'fault', fault: 'bad-request' });
  });
});

describe('the watchdog', () => {
  test.each<Scenario>([{ fault: 'stall' }, { fault: 'stall-headers' }])('ends %j', async (scenario) => {
    expect(await answerTo(scenario, { stallTimeoutMs: 150 })).toEqual({
      kind: 'fault',
      fault: 'stalled',
      message: 'Nothing arrived from the model for 150 ms.',
      httpStatus: null,
      retryAfterMs: null,
    });
  });

  test('lets a model think as long as pings arrive', async () => {
    const scenario = { edits: EDITS, pings: 12, ping_ms: 60 };
    expect(await answerTo(scenario, { stallTimeoutMs: 400 })).toMatchObject({
      kind: 'reply',
      toolInput: PATCH,
    });
  });
});

describe('an abort', () => {
  test.each<Scenario>([{ fault: 'stall' }, { fault: 'stall-headers' }])(
    'throws its reason during %j',
    async (scenario) => {
      const { url } = await serve(scenario);
      const controller = new AbortController();
      const call = modelAt(url, { stallTimeoutMs: 20_000 }).complete(modelRequest(), controller.signal);
      setTimeout(() => controller.abort(new Error('the user left')), 100);
      await expect(call).rejects.toThrow('the user left');
    },
  );

  test('before the call sends nothing', async () => {
    const { url, requests } = await serve({ text: 'a' });
    await expect(
      modelAt(url).complete(modelRequest(), AbortSignal.abort(new Error('early'))),
    ).rejects.toThrow('early');
    expect(requests).toEqual([]);
  });
});

test('the SDK reads no key, base URL or log level from the environment, and prints nothing', async () => {
  const { url, requests } = await serve({ text: 'a' }, { fault: '500' });
  const program = `
    import { createAnthropicModel } from ${JSON.stringify(new URL('../../src/models/anthropic.ts', import.meta.url).href)};
    const clock = { now: () => new Date(), elapsedMs: () => performance.now() };
    const model = createAnthropicModel({ key: { kind: 'token', value: 'given' }, baseUrl: ${JSON.stringify(url)}, isLocal: false, stallTimeoutMs: 5000, clock });
    const request = { role: 'compressor', model: 'm', effort: null, system: 's', messages: [{ role: 'user', text: 'u' }], tool: null, maxOutputTokens: 100, purpose: 'p' };
    for (let call = 0; call < 2; call++) await model.complete(request, new AbortController().signal);
  `;
  const environment = {
    PATH: process.env['PATH'],
    ANTHROPIC_API_KEY: 'from-the-environment',
    ANTHROPIC_BASE_URL: 'http://127.0.0.1:1',
    ANTHROPIC_LOG: 'debug',
  };
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
    env: environment,
  });
  expect(await run).toEqual({ stdout: '', stderr: '' });
  expect(requests.map((request) => request.headers['authorization'])).toEqual([
    'Bearer given',
    'Bearer given',
  ]);
});
