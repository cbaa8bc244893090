import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createProject, runCli, type Project } from '../support/cli.ts';

const SOURCE = 'import os\n\n\ndef parse_date(text):\n    return text\n';

/** A project whose config names these roots, and another project beside it. */
async function twoProjects(
  roots: (web: Project) => readonly object[],
): Promise<{ readonly main: Project; readonly web: Project }> {
  const web = await createProject({ 'src/dates.py': SOURCE });
  const config = JSON.stringify({ roots: roots(web) });
  const main = await createProject({ 'ouroboros.config.json': config, 'src/other.py': 'other = 1\n' });
  return { main, web };
}

it('works in a root of the config as if started there: targets, state and records are its own', async () => {
  const { main, web } = await twoProjects(({ root }) => [{ name: 'web', path: root }]);
  const task = ['refactor', 'Remove unused imports', '-t', 'src/dates.py', '--auto-apply'];
  const result = await main.ouroboros([...task, '--root', 'web']);
  expect(result.exitCode).toBe(0);
  expect(result.stdout).toMatch(/ouroboros --root web undo gen_/);
  expect(web.read('src/dates.py')).not.toContain('import os');
  expect(web.artifacts()).toHaveLength(1);
  expect(() => main.artifacts()).toThrow(/ENOENT/);
  const listed = await main.ouroboros(['list-runs', '--json', '--root', 'web']);
  expect(JSON.parse(listed.stdout)).toHaveLength(1);
  const undone = await main.ouroboros(['--root', 'web', 'undo', '--latest']);
  expect(undone.exitCode).toBe(0);
  expect(web.read('src/dates.py')).toBe(SOURCE);
});

it('finds a root from any folder of the work tree, and by a path as well', async () => {
  const { main, web } = await twoProjects(({ root }) => [{ name: 'web', path: root }]);
  const relevant = ['relevant', 'parse a date', '--root'];
  const inside = await main.ouroboros([...relevant, 'web'], { cwd: join(main.root, 'src') });
  expect(inside).toMatchObject({ exitCode: 0, stdout: 'src/dates.py\n' });
  const byCwd = await runCli([...relevant, 'web', '--cwd', main.root], { cwd: web.root });
  expect(byCwd.stdout).toBe('src/dates.py\n');
  expect((await main.ouroboros([...relevant, web.root])).stdout).toBe('src/dates.py\n');
});

it('reads the paths of roots from the root of the work tree', async () => {
  const main = await createProject({
    'ouroboros.config.json': '{"roots": [{"name": "web", "path": "packages/web"}]}',
    'packages/web/dates.py': SOURCE,
    'src/a.py': 'a = 1\n',
  });
  const result = await main.ouroboros(['check', 'dates.py', '--root', 'web'], {
    cwd: join(main.root, 'src'),
  });
  expect(result.exitCode).toBe(0);
});

it.each([
  [
    'is neither a name nor a folder, with the names there are',
    'wbe',
    /Known roots: web, gone\. Did you mean web\?/,
  ],
  ['is empty', '', /Known roots: web, gone/],
  ['is named and not there', 'gone', /gone is not there: .*\n.*\.\.\/missing/],
])('refuses a root that %s, with exit 2', async (_what, root, message) => {
  const { main } = await twoProjects((web) => [
    { name: 'web', path: web.root },
    { name: 'gone', path: '../missing' },
  ]);
  const result = await main.ouroboros(['index', '--root', root]);
  expect(result.exitCode).toBe(2);
  expect(result.stderr).toMatch(message);
});

it('is not led elsewhere by a config that gives a root the name of a folder', async () => {
  const { main, web } = await twoProjects(({ root }) => [{ name: 'src', path: root }]);
  const task = ['refactor', 'Remove unused imports', '-t', 'dates.py', '--auto-apply', '--root', 'src'];
  const result = await main.ouroboros(task, { cwd: main.root });
  expect(result).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('./src') });
  expect(web.read('src/dates.py')).toBe(SOURCE);
});

it.each([
  ['an unknown key', [{ name: 'web', path: '../web', url: 'x' }]],
  ['no path', [{ name: 'web' }]],
  ['a name with a slash', [{ name: 'a/b', path: '../web' }]],
  ['a name of dots', [{ name: '..', path: '../web' }]],
  [
    'a name twice',
    [
      { name: 'web', path: '../web' },
      { name: 'web', path: '../other' },
    ],
  ],
])('refuses a config whose roots have %s', async (_what, roots) => {
  const main = await createProject({ 'ouroboros.config.json': JSON.stringify({ roots }) });
  const result = await main.ouroboros(['list-runs']);
  expect(result).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('roots') });
});

it('lists the roots in doctor, and those that are not there', async () => {
  const { main, web } = await twoProjects(({ root }) => [
    { name: 'web', path: root },
    { name: 'api', path: '../no-api' },
  ]);
  const missing = await main.ouroboros(['doctor']);
  expect(missing.stdout).toMatch(/missing +roots +web at .*api at \.\.\/no-api, which is no folder/s);
  rmSync(web.root, { recursive: true });
  mkdirSync(web.root);
  main.write('ouroboros.config.json', JSON.stringify({ roots: [{ name: 'web', path: web.root }] }));
  expect((await main.ouroboros(['doctor'])).stdout).toMatch(/ok +roots +web at/);
});

it('spells the command of a hint so that it leads to the same root', async () => {
  const { main } = await twoProjects(({ root }) => [{ name: 'web', path: root }]);
  const result = await main.ouroboros(['undo', 'gen_unknown', '--root', 'web']);
  expect(result).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('ouroboros --root web ') });
});

it('runs in several roots, one after the other, and ends as the first that did not end well', async () => {
  const { main, web } = await twoProjects(({ root }) => [{ name: 'web', path: root }]);
  main.write('src/dates.py', SOURCE);
  const task = ['refactor', 'Remove unused imports', '--all', '-t', 'src', '--auto-apply'];
  const roots = ['--root', 'web', '--root', '.', '--root', 'web'];
  const result = await main.ouroboros([...task, ...roots]);
  expect(result.exitCode).toBe(0);
  expect(result.stderr.match(/^root .*/gm)).toEqual([`root web: ${web.root}`, `root .: ${main.root}`]);
  expect([main, web].map((project) => project.read('src/dates.py'))).toEqual(
    Array(2).fill(SOURCE.slice('import os\n\n\n'.length)),
  );
  expect([main, web].map((project) => project.artifacts().length)).toEqual([1, 1]);
  web.write('src/broken.py', '(\n');
  const checked = await main.ouroboros(['check', 'src', ...roots]);
  expect(checked).toMatchObject({ exitCode: 1 });
  expect(checked.stdout).toContain('broken.py');
});

it('finds every root before it works in the first', async () => {
  const { main, web } = await twoProjects(({ root }) => [{ name: 'web', path: root }]);
  const result = await main.ouroboros([
    'refactor',
    'Remove unused imports',
    '--all',
    '--auto-apply',
    '--root',
    'web',
    '--root',
    'wbe',
  ]);
  expect(result.exitCode).toBe(2);
  expect(web.read('src/dates.py')).toBe(SOURCE);
});
