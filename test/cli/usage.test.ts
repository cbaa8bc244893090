import { expect, it } from 'vitest';
import { createProject } from '../support/cli.ts';

it.each([
  ['an unknown option', ['refactor', 'x', '-t', 'a.py', '--nonsense']],
  ['an unknown command', ['frobnicate']],
  ['a missing file', ['refactor', 'x', '-t', 'missing.py']],
  ['a file outside the repository', ['refactor', 'x', '-t', '../outside.py']],
  ['no target', ['refactor', 'x']],
  ['an empty task', ['refactor', '   ', '-t', 'a.py']],
  ['a risk above 1', ['refactor', 'x', '-t', 'a.py', '--max-risk', '1.5']],
  ['a risk that is no number', ['refactor', 'x', '-t', 'a.py', '--max-risk', 'low']],
  ['zero attempts', ['refactor', 'x', '-t', 'a.py', '--max-attempts', '0']],
  ['a profile that does not exist', ['refactor', 'x', '-t', 'a.py', '-c', 'best']],
  ['two modes that exclude each other', ['refactor', 'x', '-t', 'a.py', '--dry-run', '--auto-apply']],
  ['a folder without sources', ['refactor', 'x', '-t', 'empty', '--mock']],
  ['a mock script that is missing', ['refactor', 'x', '-t', 'a.py', '--mock-script', 'missing.json']],
  ['a run that does not exist', ['status', '--run-id', 'gen_1']],
  ['an undo of nothing', ['undo', '--latest']],
  ['a check of a missing file', ['check', 'gone.js']],
  ['a folder to work in that is missing', ['list-runs', '--cwd', 'nowhere']],
])('refuses %s with exit 2, one clear sentence and no run', async (_name, args) => {
  const project = await createProject({
    'a.py': 'a = 1\n',
    'empty/.keep': '',
  });
  const result = await project.ouroboros(args);
  expect(result.exitCode).toBe(2);
  expect(result.stderr).toMatch(/^error: /);
  expect(result.stderr).not.toMatch(/\n\s+at /);
  expect(() => project.artifacts()).toThrow(/ENOENT/);
});

it('refuses an unknown key of the config by its name', async () => {
  const project = await createProject({ 'a.py': 'a = 1\n', 'ouroboros.config.json': '{"maxrisk": 0.5}' });
  const result = await project.ouroboros(['refactor', 'x', '-t', 'a.py', '--mock']);
  expect(result.exitCode).toBe(2);
  expect(result.stderr).toContain('maxrisk');
});

it('refuses a task that no recipe covers where there is no model, with exit 3 and a record', async () => {
  const project = await createProject({ 'a.py': 'a = 1\n' });
  const result = await project.ouroboros(['refactor', 'Make it faster', '-t', 'a.py', '--auto-apply']);
  expect(result.exitCode).toBe(3);
  expect(project.artifacts()[0]).toMatchObject({ outcome: 'refused', success: false });
  expect(project.read('a.py')).toBe('a = 1\n');
});

it('prints its version and its help', async () => {
  const project = await createProject({});
  expect((await project.ouroboros(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  const help = await project.ouroboros(['refactor', '--help']);
  expect(help).toMatchObject({ exitCode: 0 });
  expect(help.stdout).toContain('--max-risk');
});

it.each([
  ['ANTHROPIC_API_KEY', 'sk-ant-SECRET\nfoo'],
  ['ANTHROPIC_API_KEY', '\u201csk-ant-SECRET\u201d'],
  ['ANTHROPIC_BASE_URL', 'http://user:SECRET@127.0.0.1:9'],
  ['ANTHROPIC_BASE_URL', 'ftp://SECRET'],
])('refuses an unusable %s before a run begins, and does not repeat it', async (name, value) => {
  const project = await createProject({ 'a.py': 'a = 1\n' });
  const result = await project.ouroboros(['refactor', 'x', '-t', 'a.py'], { env: { [name]: value } });
  expect(result.exitCode).toBe(2);
  expect(result.stderr).toContain(name);
  expect(result.stdout + result.stderr).not.toContain('SECRET');
  expect(() => project.artifacts()).toThrow(/ENOENT/);
});
