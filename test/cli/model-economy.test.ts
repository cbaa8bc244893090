import { expect, it, onTestFinished } from 'vitest';
import { createProject, type CliResult, type Project } from '../support/cli.ts';
import { startMessagesServer, type MessagesServer, type Scenario } from '../support/messages-server.ts';

const ORDERS = 'import money\n\n\ndef total(prices):\n    return sum(prices)\n';
const FILES = { 'orders.py': ORDERS, 'money.py': 'def to_cents(amount):\n    return round(amount * 100)\n' };
const WRONG = { edits: [{ file: 'orders.py', search: 'return product(prices)', replace: 'return 1' }] };
const BROKEN = {
  edits: [{ file: 'orders.py', search: 'return sum(prices)', replace: 'return (sum(prices)' }],
};
const RIGHT = {
  edits: [{ file: 'orders.py', search: 'return sum(prices)', replace: 'return round(sum(prices), 2)' }],
};

const LOADED = 'the tokenizer was loaded';
const WATCHES_LOADING = `--import=data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({
    load: (url, context, next) => {
      if (url.includes('gpt-tokenizer')) process.stderr.write('${LOADED}');
      return next(url, context);
    },
  });
`)}`;

async function serve(scenarios: readonly Scenario[]): Promise<MessagesServer> {
  const server = await startMessagesServer({ scenarios });
  onTestFinished(() => server.close());
  return server;
}

async function refactor(project: Project, { url }: MessagesServer): Promise<CliResult> {
  const env = { ANTHROPIC_BASE_URL: url, ANTHROPIC_API_KEY: 'test', NODE_OPTIONS: WATCHES_LOADING };
  return project.ouroboros(['refactor', 'Round the total', '-t', 'orders.py', '--auto-apply'], { env });
}

it('does without the tokenizer where a prompt is short', async () => {
  const project = await createProject(FILES);
  const server = await serve([RIGHT]);
  const result = await refactor(project, server);
  expect(result.exitCode).toBe(0);
  expect(result.stderr).not.toContain(LOADED);
  expect(project.artifacts()[0]?.context?.counted_by).toEqual({
    tokenizer: 'estimate',
    model_name: 'claude-sonnet-5-5',
    factor: 1.45,
  });
});

it('begins every attempt with the bytes of the one before, so that a server need not read them again', async () => {
  const project = await createProject(FILES);
  const server = await serve([WRONG, BROKEN, RIGHT]);
  expect(await refactor(project, server)).toMatchObject({ exitCode: 0 });
  const parts = server.requests.map(({ body }) => {
    const { messages, system, tools, model, output_config: effort, tool_choice: choice } = body;
    return {
      messages: messages as readonly unknown[],
      head: JSON.stringify({ system, tools, model, effort, choice }),
    };
  });
  expect(parts.map(({ messages }) => messages.length)).toEqual([1, 3, 5]);
  expect(new Set(parts.map(({ head }) => head)).size).toBe(1);
  const [first = [], second = [], third = []] = parts.map(({ messages }) => messages);
  expect(JSON.stringify(second.slice(0, 1))).toBe(JSON.stringify(first));
  expect(JSON.stringify(third.slice(0, 3))).toBe(JSON.stringify(second));
});

it('records and shows what was read from the cache and written to it', async () => {
  const project = await createProject(FILES);
  const server = await serve([
    { ...WRONG, usage: { input_tokens: 200, cache_creation_input_tokens: 1200 } },
    {
      ...RIGHT,
      usage: { input_tokens: 100, cache_read_input_tokens: 1200, cache_creation_input_tokens: 150 },
    },
  ]);
  expect(await refactor(project, server)).toMatchObject({ exitCode: 0 });
  const calls = project.artifacts()[0]?.model_calls ?? [];
  expect(calls.map((call) => [call.tokens_in, call.cache_read_tokens, call.cache_write_tokens])).toEqual([
    [1400, 0, 1200],
    [1450, 1200, 150],
  ]);
  const { stdout } = await project.ouroboros(['status', '--latest']);
  expect(stdout).toContain('cache: 1,200 read, 1,350 written');
});

it('learns from the reply to a long prompt how the model counts, and keeps it for the next run', async () => {
  const lines = Array.from({ length: 400 }, (_, index) => `price_of_${index} = total([${index}, 2, 3])\n`);
  const project = await createProject({ ...FILES, 'orders.py': ORDERS + lines.join('') });
  const server = await serve([{ ...RIGHT, usage: { input_tokens: 8000 }, delay_ms: 100 }, { fault: '400' }]);
  expect(await refactor(project, server)).toMatchObject({
    exitCode: 0,
    stderr: expect.stringContaining(LOADED),
  });
  const kept = JSON.parse(project.read('.ouroboros/token-factors.json')) as {
    factors: Readonly<Record<string, number>>;
  };
  expect(kept).toEqual({ tokenizer: 'o200k_base', factors: { 'claude-sonnet-5-5': expect.any(Number) } });
  await refactor(project, server);
  expect(project.artifacts().map((artifact) => artifact.context?.counted_by?.factor)).toEqual([
    1.45,
    kept.factors['claude-sonnet-5-5'],
  ]);
  expect(await project.git('status', '--short')).not.toContain('.ouroboros');
});
