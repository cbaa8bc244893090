import { expect, it } from 'vitest';
import { createProject, eventsOf } from '../support/cli.ts';

const CHANGE = ['refactor', 'Tidy up', '-t', 'a.json', '--mock', '--auto-apply'];

it('tells of the branch in plain lines, as events, in the status and with the way back', async () => {
  const project = await createProject({ 'a.json': '{"a": 1}\n' });
  await project.git('config', 'user.name', 'Test');
  await project.git('config', 'user.email', 'test@example.org');

  const plain = await project.ouroboros([...CHANGE, '--branch', 'one']);
  const events = eventsOf(await project.ouroboros([...CHANGE, '--branch=two', '--json']));
  const status = await project.ouroboros(['status', '--latest']);

  const [one, two] = [await project.git('rev-parse', 'one'), await project.git('rev-parse', 'two')];
  expect(plain.stdout).toContain(`new branch one at ${one.slice(0, 10)}\n`);
  expect(plain.stdout).toMatch(/next: To get it: git merge one\n.*ouroboros undo gen_/);
  expect(events.slice(-3)).toMatchObject([
    { type: 'commit.made', commit: two.trim(), is_signed: false },
    { type: 'refs.moved', purpose: 'branch', moves: [{ ref: 'refs/heads/two', before: null }] },
    { type: 'run.finished', outcome: 'applied' },
  ]);
  expect(status.stdout).toContain(`new branch two at ${two.slice(0, 10)} (--branch)`);
  expect(status.stdout).toMatch(/Options .*branch two/);
  expect(status.stdout).toMatch(/Undo +ouroboros undo gen_/);
});

it('repeats the options of git in the command for a held change', async () => {
  const project = await createProject({ 'a.json': '{"a": 1}\n' });
  await project.git('config', 'user.name', 'Test');
  await project.git('config', 'user.email', 'test@example.org');
  const held = await project.ouroboros([...CHANGE.slice(0, -1), '--commit']);
  expect(held.exitCode).toBe(4);
  expect(held.stdout).toMatch(/ouroboros apply gen_\S+ --commit/);
});

it.each([
  [['--push'], '--push needs a commit.'],
  [['--trailers'], '--trailers needs a commit.'],
  [['--commit', '--revert-if-worse'], '--revert-if-worse takes back files, and no commit.'],
  [['--branch', '--dry-run'], 'A dry run writes nothing'],
])('is a usage error: %j', async (options, message) => {
  const project = await createProject({ 'a.json': '{"a": 1}\n' });
  const result = await project.ouroboros([...CHANGE.slice(0, -1), ...options]);
  expect(result).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(message) });
});
