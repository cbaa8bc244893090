import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createProject, eventsOf, type CliResult, type Project } from '../support/cli.ts';
import { startMessagesServer, type MessagesServer, type Scenario } from '../support/messages-server.ts';

const KEY = 'sk-ant-api03-test-test-test-test-test-test';
const ORDERS = 'import money\n\n\ndef total(prices):\n    return sum(prices)\n';
const FILES = { 'orders.py': ORDERS, 'money.py': 'def to_cents(amount):\n    return round(amount * 100)\n' };
const EDIT = {
  edits: [{ file: 'orders.py', search: 'return sum(prices)', replace: 'return round(sum(prices), 2)' }],
};

async function serve(scenarios: readonly Scenario[]): Promise<MessagesServer> {
  const server = await startMessagesServer({ scenarios });
  onTestFinished(() => server.close());
  return server;
}

async function ask(project: Project, url: string, args: readonly string[] = []): Promise<CliResult> {
  const env = { ANTHROPIC_BASE_URL: url, ANTHROPIC_API_KEY: KEY, OUROBOROS_RETRY_DELAYS: '0,0,0' };
  const task = ['refactor', 'Round the total', '-t', 'orders.py', '--auto-apply', '--json', ...args];
  return project.ouroboros(task, { env });
}

function textsBelow(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
}

it('asks the builder once for one small file, and records what it used', async () => {
  const project = await createProject(FILES);
  const server = await serve([EDIT]);
  const result = await ask(project, server.url);
  expect(result).toMatchObject({ exitCode: 0, stderr: '' });
  expect(project.read('orders.py')).toContain('round(sum(prices), 2)');
  expect(server.requests).toHaveLength(1);
  const [artifact] = project.artifacts();
  expect(artifact?.models_used.map((use) => use.phase)).toEqual(['generator']);
  expect(artifact?.metadata.total_tokens_used).toBeGreaterThan(0);
  expect(artifact?.mock).toBe(false);
});

it('runs all roles in the quality profile, where other files matter', async () => {
  const uses = `${ORDERS}\n\ndef cents(prices):\n    return money.to_cents(prices)\n`;
  const project = await createProject({ ...FILES, 'orders.py': uses });
  const plan = { steps: [{ title: 'Round', files: ['orders.py'], depends_on: [] }] };
  const server = await serve([{ for: 'submit_plan', plan }, { for: 'none', text: 'to_cents rounds.' }, EDIT]);
  const result = await ask(project, server.url, ['-c', 'quality', '--max-risk', '1']);
  expect(result.exitCode).toBe(0);
  const [artifact] = project.artifacts();
  expect(artifact?.models_used.map((use) => use.phase)).toEqual(['reasoner', 'compressor', 'generator']);
  expect(artifact?.models_used[1]).toMatchObject({ compression_ratio: expect.any(Number) });
});

it('keeps the key out of everything that is written and printed', async () => {
  const project = await createProject(FILES);
  const server = await serve([{ fault: '500' }, { fault: '401' }]);
  const result = await ask(project, server.url);
  expect(result.exitCode).toBe(5);
  const written = [
    ...textsBelow(join(project.root, 'artifacts')),
    ...textsBelow(join(project.root, '.ouroboros')),
  ];
  expect([result.stdout, result.stderr, ...written].filter((text) => text.includes(KEY))).toEqual([]);
});

it('sends no secret of a file, and writes the file with the secret as it was', async () => {
  const secret = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`;
  const source = `TOKEN = "${secret}"\n${ORDERS}`;
  const project = await createProject({ ...FILES, 'orders.py': source });
  const server = await serve([EDIT]);
  const result = await ask(project, server.url);
  expect(result.exitCode).toBe(0);
  expect(JSON.stringify(server.requests[0]?.body)).not.toContain(secret);
  expect(project.read('orders.py')).toBe(
    source.replace('return sum(prices)', 'return round(sum(prices), 2)'),
  );
});

it.each([
  ['a server that is not there', 'http://127.0.0.1:9', 'error'],
  ['a server that refuses the key', null, 'error'],
])('ends with exit 5 for %s, with a record and nothing changed', async (_name, url, outcome) => {
  const project = await createProject(FILES);
  const server = await serve([{ fault: '401' }]);
  const result = await ask(project, url ?? server.url);
  expect(eventsOf(result).at(-1)).toMatchObject({ type: 'run.finished', outcome, exit_code: 5 });
  expect(result.exitCode).toBe(5);
  expect(project.read('orders.py')).toBe(ORDERS);
  expect(project.artifacts()).toHaveLength(1);
});

it('never sends a credential file that was not confirmed', async () => {
  const project = await createProject({ ...FILES, '.env': 'PASSWORD=hunter2hunter2\n' });
  const server = await serve([EDIT]);
  const env = { ANTHROPIC_BASE_URL: server.url, ANTHROPIC_API_KEY: KEY };
  const result = await project.ouroboros(['refactor', 'Tidy up', '-t', '.env', '--auto-apply'], { env });
  expect(result.exitCode).not.toBe(0);
  expect(server.requests).toHaveLength(0);
});

it('strips escape sequences of the model before it prints them', async () => {
  const project = await createProject(FILES);
  const evil = '\u001b]0;owned\u0007\u001b[2Jdone';
  const server = await serve([
    { edits: [{ file: `${evil}.py`, search: 'a', replace: 'b' }] },
    { text: evil },
    { text: `${evil}!` },
  ]);
  const env = { ANTHROPIC_BASE_URL: server.url, ANTHROPIC_API_KEY: KEY };
  const result = await project.ouroboros(['refactor', 'Round', '-t', 'orders.py', '--auto-apply'], { env });
  expect(result.exitCode).toBe(1);
  expect(result.stdout + result.stderr).not.toContain('\u001b');
});

it('stops at the time limit, also while the server is silent', async () => {
  const project = await createProject(FILES);
  const server = await serve([{ fault: 'stall-headers' }]);
  const result = await ask(project, server.url, ['--timeout', '2s']);
  expect(eventsOf(result).at(-1)).toMatchObject({ outcome: 'stopped', exit_code: 6 });
  expect(project.read('orders.py')).toBe(ORDERS);
});
