import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { expect, test } from 'vitest';
import { startMessagesServer } from '../support/messages-server.ts';

const HEADERS = {
  authorization: 'Bearer k',
  'anthropic-version': '2026-10-21',
  'content-type': 'application/json',
};
const BODY = { model: 'm', max_tokens: 10, messages: [{ role: 'user', content: 'u' }], stream: true };

async function post(url: string, body: object, headers: Record<string, string> = HEADERS): Promise<Response> {
  return fetch(`${url}/v1/messages`, { method: 'POST', headers, body: JSON.stringify(body) });
}

test.each([
  ['a forced tool', { ...BODY, tool_choice: { type: 'tool', name: 't' } }, HEADERS, 400],
  ['a sampling parameter', { ...BODY, temperature: 0 }, HEADERS, 400],
  [
    'a prefilled reply',
    { ...BODY, messages: [...BODY.messages, { role: 'assistant', content: '{' }] },
    HEADERS,
    400,
  ],
  [
    'five marks for the cache',
    {
      ...BODY,
      tools: Array.from({ length: 5 }, () => ({ name: 't', cache_control: { type: 'ephemeral' } })),
    },
    HEADERS,
    400,
  ],
  [
    'a block without text',
    { ...BODY, messages: [{ role: 'user', content: [{ type: 'text', text: '\n' }] }] },
    HEADERS,
    400,
  ],
  ['no limit of output', { model: 'm', messages: BODY.messages }, HEADERS, 400],
  ['no key', BODY, { 'anthropic-version': '2026-10-21' }, 401],
  ['more than the scenarios', BODY, HEADERS, 400],
])(
  'the scripted server refuses a request with %s, as the real one does',
  async (_, body, headers, status) => {
    const server = await startMessagesServer({ scenarios: [] });
    expect((await post(server.url, body, headers)).status).toBe(status);
    await server.close();
  },
);

test('the scripted server gives each request the first scenario for its tool', async () => {
  const scenarios = [
    { for: 'submit_patch', text: 'patch' },
    { for: 'none', text: 'summary' },
  ];
  const server = await startMessagesServer({ scenarios });
  expect(await (await post(server.url, BODY)).text()).toContain('summary');
  const tools = [{ name: 'submit_patch', input_schema: { type: 'object' } }];
  expect(await (await post(server.url, { ...BODY, tools })).text()).toContain('patch');
  expect(server.remaining()).toBe(0);
  await server.close();
});

test('the scripted server runs by itself, records what it is sent, and ends by SIGTERM', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'messages-server-'));
  const script = join(folder, 'script.json');
  const record = join(folder, 'requests.ndjson');
  await writeFile(script, '[{"text":"hello"}]');
  const program = new URL('../support/messages-server.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [program, '--script', script, '--record', record], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { value: url = '' } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  expect(await (await post(url, BODY)).text()).toContain('"text":"hello"');
  const recorded: unknown = JSON.parse(await readFile(record, 'utf8'));
  expect(recorded).toMatchObject({ method: 'POST', path: '/v1/messages', body: BODY });
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
  await rm(folder, { recursive: true });
});
