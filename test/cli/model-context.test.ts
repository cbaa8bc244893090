import { expect, it, onTestFinished } from 'vitest';
import { loadTokenizer } from '../../src/models/tokenizer.ts';
import { createProject, type Project } from '../support/cli.ts';
import { startMessagesServer, type MessagesServer, type Scenario } from '../support/messages-server.ts';
import { makeRepository } from '../support/work-tree.ts';

const MONEY = 'def to_cents(amount):\n    """Rounds an amount to cents."""\n    return round(amount * 100)\n';
const ORDERS = `from money import to_cents


def total(prices):
    return to_cents(sum(prices))
`;
const EDIT = {
  edits: [
    {
      file: 'orders.py',
      search: 'return to_cents(sum(prices))',
      replace: 'return to_cents(sum(prices) * 2)',
    },
  ],
};

async function serve(...scenarios: readonly Scenario[]): Promise<MessagesServer> {
  const server = await startMessagesServer({ scenarios });
  onTestFinished(() => server.close());
  return server;
}

/** Runs one task on `orders.py` and gives what the server was told first, as one text. */
async function promptsOf(
  project: Project,
  server: MessagesServer,
  options: { readonly args?: readonly string[]; readonly task?: string } = {},
): Promise<readonly string[]> {
  const env = { ANTHROPIC_BASE_URL: server.url, ANTHROPIC_API_KEY: 'test', OUROBOROS_RETRY_DELAYS: '0' };
  const args = [
    'refactor',
    options.task ?? 'Double the total',
    '-t',
    'orders.py',
    '--auto-apply',
    '--max-risk',
    '1',
  ];
  const result = await project.ouroboros([...args, ...(options.args ?? [])], { env });
  expect(result).toMatchObject({ exitCode: 0 });
  return server.requests.map(({ body }) => JSON.stringify(body.messages));
}

it('shows the model the target whole, and what it uses of other files by signature', async () => {
  const project = await createProject({
    'orders.py': ORDERS,
    'money.py': MONEY,
    'zoo.py': 'def feed():\n    pass\n',
  });
  const [prompt] = await promptsOf(project, await serve(EDIT));
  expect(prompt).toContain('def to_cents(amount)');
  expect(prompt).not.toContain('zoo.py');
  expect(project.artifacts()[0]?.context).toMatchObject({
    sources: [
      { path: 'orders.py', form: 'whole' },
      { path: 'money.py', form: 'outline' },
    ],
  });
});

it('cuts a large target at its definitions, and has the rest described once where the config asks for it', async () => {
  const others = Array.from(
    { length: 400 },
    (_, at) => `def other_${at}(a, b):\n    return a * ${at} + b - ${at}\n`,
  );
  const project = await createProject({
    'orders.py': `${ORDERS}\n\n${others.join('\n\n')}`,
    'money.py': MONEY,
    'ouroboros.config.json': JSON.stringify({ summaries: 'model', contextTokens: 4000 }),
  });
  const step = { title: 'Double it', files: ['orders.py'], depends_on: [] };
  const server = await serve(
    ...Array.from({ length: 4 }, () => ({ for: 'none', text: 'Many sums of products.' }) as const),
    { for: 'submit_plan', plan: { steps: [step] } },
    { for: 'submit_patch', ...EDIT },
    { for: 'submit_plan', plan: { steps: [step] } },
    {
      for: 'submit_patch',
      edits: [{ file: 'orders.py', search: 'sum(prices) * 2', replace: 'sum(prices) * 3' }],
    },
  );
  const prompts = await promptsOf(project, server, { task: 'Double what total gives' });
  expect(prompts).toHaveLength(6);
  expect(prompts[5]).toContain('[Many sums of products.]');
  expect(prompts[5]).toMatch(/\[lines 6-\d+ not shown: other_0/);
  expect(prompts[5]).not.toContain('return a * 7');
  const context = project.artifacts()[0]?.context;
  expect(context?.tokens_after).toBeLessThanOrEqual(4000);
  expect(context?.ratio).toBeLessThan(1);
  expect(context?.sources[0]).toEqual({ path: 'orders.py', form: 'excerpt' });
  expect(await promptsOf(project, server, { task: 'Triple what total gives' })).toHaveLength(8);
});

it('shows examples of other roots with their licence, when the user asks for them', async () => {
  const other = makeRepository({
    'src/sums.py':
      'def double_total(prices):\n    """Doubles the total of prices."""\n    return 2 * sum(prices)\n',
    'pyproject.toml': '[project]\nname = "other"\nlicense = "MIT"\n',
  });
  const files = {
    'orders.py': ORDERS,
    'money.py': MONEY,
    'ouroboros.config.json': JSON.stringify({
      roots: [
        { name: 'other', path: other },
        { name: 'gone', path: '../gone' },
      ],
    }),
  };
  const project = await createProject(files);
  const [prompt] = await promptsOf(project, await serve(EDIT), { args: ['--snippets'] });
  expect(prompt).toContain('other:src/sums.py');
  expect(prompt).toContain('licence MIT; not changeable');
  expect(project.artifacts()[0]?.context?.sources).toContainEqual({
    path: 'other:src/sums.py',
    form: 'excerpt',
    licence: 'MIT',
  });
  expect(project.artifacts()[0]?.notices).toEqual([
    expect.stringMatching(/^root gone was left out: .*gone is no folder$/),
  ]);
  const [without] = await promptsOf(await createProject(files), await serve(EDIT));
  expect(without).not.toContain('other:');
});

it('begins the calls of a plan with a map of the repository, the same bytes for another task', async () => {
  const modules = Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => [`shop/part_${at}.py`, `def run_${at}():\n    return ${at}\n`]),
  );
  const firstBlocks: unknown[] = [];
  for (const task of ['Double the total', 'Name the sum']) {
    const project = await createProject({ ...modules, 'orders.py': ORDERS, 'money.py': MONEY });
    const plan = { steps: [{ title: 'Double it', files: ['orders.py'], depends_on: [] }] };
    const server = await serve(
      { for: 'submit_plan', plan },
      { for: 'none', text: 'Notes.' },
      { for: 'submit_patch', ...EDIT },
    );
    const prompts = await promptsOf(project, server, { task, args: ['-c', 'quality'] });
    const maps = prompts.map((prompt) => /<repository>.*<\/repository>/.exec(prompt)?.[0]);
    expect(maps[0]).toContain('shop');
    expect(maps.at(-1)).toBe(maps[0]);
    firstBlocks.push(maps[0]);
  }
  expect(firstBlocks[1]).toBe(firstBlocks[0]);
});

it('puts a secret back only where it stood: no other file can get it', async () => {
  const token = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
  const project = await createProject({
    'orders.py': ORDERS,
    'money.py': `def to_cents(amount):\n    send("${token}")\n    return round(amount * 100)\n`,
    'keys.py': `TOKEN = "${token}"\n\n\ndef total_key():\n    return TOKEN\n`,
  });
  const placeholder = '[REDACTED:github-token:1]';
  const edit = {
    file: 'orders.py',
    search: 'def total(prices):',
    replace: `KEY = "${placeholder}"\n\n\ndef total(prices):`,
  };
  const plan = { steps: [{ title: 'Send it', files: ['orders.py', 'keys.py'], depends_on: [] }] };
  const server = await serve(
    { for: 'submit_plan', plan },
    { for: 'submit_patch', edits: [edit] },
    { for: 'submit_patch', edits: [{ ...edit, replace: 'def total(prices, key):' }] },
  );
  const env = { ANTHROPIC_BASE_URL: server.url, ANTHROPIC_API_KEY: 'test' };
  const args = ['refactor', 'Send the total with the key', '-t', 'orders.py', '-t', 'keys.py'];
  await project.ouroboros([...args, '--auto-apply', '--max-risk', '1'], { env });
  const sent = JSON.stringify(server.requests.map(({ body }) => body));
  expect(sent).toContain(placeholder);
  expect(sent).not.toContain(token);
  expect(sent).toContain('orders.py would get a value that was taken out of another file');
  expect(project.read('orders.py')).toBe(ORDERS.replace('def total(prices):', 'def total(prices, key):'));
});

it('keeps examples of text far denser than code within the budget', async () => {
  const signs = Array.from({ length: 85 }, (_, at) => String.fromCodePoint(0x2_00_00 + at * 7)).join('');
  const functions = Array.from(
    { length: 5 },
    (_, at) => `def double_total_${at}():\n    return "${signs}"\n`,
  );
  const project = await createProject({
    'orders.py': ORDERS,
    'money.py': MONEY,
    'ouroboros.config.json': JSON.stringify({
      contextTokens: 2000,
      roots: [{ name: 'other', path: makeRepository({ 'signs.py': functions.join('\n\n') }) }],
    }),
  });
  const [prompt = ''] = await promptsOf(project, await serve(EDIT), { args: ['--snippets'] });
  const context = project.artifacts()[0]?.context;
  const { factor = 0 } = context?.counted_by ?? {};
  expect(context?.sources.map(({ path }) => path)).toContain('other:signs.py');
  expect((await loadTokenizer())(prompt) * factor).toBeLessThanOrEqual(2000);
  expect(context?.tokens_after).toBeLessThanOrEqual(2000);
});
