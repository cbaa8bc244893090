import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createProject, eventsOf, type WireEvent } from '../support/cli.ts';

const HOLD_LOCK = fileURLToPath(new URL('../support/hold-lock.ts', import.meta.url));
const LAUNCHER = fileURLToPath(new URL('../../bin/ouroboros.js', import.meta.url));
const BEFORE = '{"a": 1}\n';
const REFACTOR = ['refactor', 'Tidy', '-t', 'a.json', '--auto-apply', '--json'];

it('does not write while another run holds the repository, and names it', async () => {
  const project = await createProject({ 'a.json': BEFORE });
  const since = new Date(Date.now() - 60_000).toISOString();
  const holder = spawn(process.execPath, [HOLD_LOCK, project.root, 'gen_first', since], { stdio: 'pipe' });
  onTestFinished(() => void holder.kill('SIGKILL'));
  await once(holder.stdout, 'data');
  const result = await project.ouroboros([...REFACTOR, '--mock']);
  expect(result.exitCode).toBe(5);
  expect(eventsOf(result).at(-1)).toMatchObject({
    outcome: 'error',
    exit_code: 5,
    reason: expect.stringContaining(`Run gen_first (process ${holder.pid})`),
  });
  expect(project.read('a.json')).toBe(BEFORE);
});

it('lets two runs at once both end on record, each file whole', async () => {
  const project = await createProject({ 'a.json': BEFORE, 'b.json': BEFORE });
  const results = await Promise.all(
    ['a.json', 'b.json'].map(async (path) => ({
      path,
      last: eventsOf(
        await project.ouroboros(['refactor', 'Tidy', '-t', path, '--auto-apply', '--json', '--mock']),
      ).at(-1),
    })),
  );
  expect(project.artifacts()).toHaveLength(2);
  for (const { path, last } of results) {
    const wasApplied = last?.['outcome'] === 'applied';
    expect([0, 5]).toContain(last?.['exit_code']);
    expect(project.read(path) === BEFORE).toBe(!wasApplied);
  }
});

it('leaves a read-only file alone and says how to go on', async () => {
  const project = await createProject({ 'a.json': BEFORE });
  chmodSync(join(project.root, 'a.json'), 0o444);
  const result = await project.ouroboros([...REFACTOR, '--mock']);
  expect(eventsOf(result).at(-1)).toMatchObject({
    exit_code: 5,
    reason: 'a.json is read-only.',
    hint: expect.stringContaining('chmod u+w a.json'),
  });
  expect(project.read('a.json')).toBe(BEFORE);
});

it('changes nothing when there is no room for the record of it', async () => {
  const large = Array.from({ length: 100 }, (_, index) => functionNamed(`f${index}`)).join('');
  const project = await createProject({ 'large.js': large });
  const edits = [{ file: 'large.js', search: 'return "f7";', replace: 'return 7;' }];
  project.write('script.json', JSON.stringify([{ edits }]));
  const args = [
    'refactor',
    'Tidy',
    '-t',
    'large.js',
    '-f',
    'f7',
    '--auto-apply',
    '--json',
    '--max-risk',
    '1',
  ];
  const last = await lastEventWithFileLimit([...args, '--mock-script', 'script.json'], project.root);
  expect(last).toMatchObject({
    outcome: 'error',
    exit_code: 5,
    reason: expect.stringContaining('could not be written: EFBIG'),
  });
  expect(project.read('large.js')).toBe(large);
});

const functionNamed = (name: string): string =>
  `function ${name}() {\n${'  // one step after the other\n'.repeat(40)}  return "${name}";\n}\n`;

/** Runs the command line in a process that may write no file of more than 64 KiB, as on a disk that fills up. */
async function lastEventWithFileLimit(args: readonly string[], cwd: string): Promise<WireEvent | undefined> {
  const command = 'ulimit -f 128 && exec "$0" "$@"';
  const child = spawn('sh', ['-c', command, process.execPath, LAUNCHER, ...args], { cwd, stdio: 'pipe' });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  const [exitCode] = await once(child, 'close');
  return eventsOf({ exitCode: Number(exitCode), stdout, stderr: '' }).at(-1);
}
