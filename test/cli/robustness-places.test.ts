import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createProject, eventsOf, type CliResult, type Project } from '../support/cli.ts';

const JSON_TEXT = '{"a": 1}\n';
const MOCK = ['--mock', '--auto-apply', '--json'];

/** Lets the mock change `a.json` in this folder and undoes it again. */
async function applyAndUndo(project: Project, cwd: string): Promise<readonly (CliResult | string)[]> {
  const applied = await project.ouroboros(['refactor', 'Tidy', '-t', 'a.json', ...MOCK], { cwd });
  const undone = await project.ouroboros(['undo', '--latest', '--json'], { cwd });
  return [applied, undone].map((result) => String(eventsOf(result).at(-1)?.['outcome']));
}

it.each<readonly [string, (project: Project) => Promise<string>]>([
  [
    'on an unborn branch',
    async ({ git, root }) => {
      await git('checkout', '-q', '--orphan', 'unborn');
      return root;
    },
  ],
  [
    'with a detached HEAD',
    async ({ git, root }) => {
      await git('checkout', '-q', '--detach');
      return root;
    },
  ],
  [
    'in a worktree',
    async ({ git, root }) => {
      await git('worktree', 'add', '-q', 'tree');
      return join(root, 'tree');
    },
  ],
  [
    'in a submodule',
    async ({ git, root }) => {
      await git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', root, 'sub');
      return join(root, 'sub');
    },
  ],
])('applies and undoes %s', async (_name, arrange) => {
  const project = await createProject({ 'a.json': JSON_TEXT });
  expect(await applyAndUndo(project, await arrange(project))).toEqual(['applied', 'applied']);
  expect(project.read('a.json')).toBe(JSON_TEXT);
});

it('leaves index, staged hunks, other changes and untracked files of a dirty work tree alone', async () => {
  const project = await createProject({ 'a.json': JSON_TEXT, 'b.json': JSON_TEXT, 'c.json': JSON_TEXT });
  project.write('b.json', '{"staged": 1}\n');
  await project.git('add', 'b.json');
  project.write('b.json', '{"staged": 1, "more": 2}\n');
  project.write('new.json', '{}\n');
  const state = async (): Promise<readonly string[]> =>
    Promise.all([project.git('diff', '--cached'), project.git('diff'), project.git('status', '--porcelain')]);
  const before = await state();
  expect(await applyAndUndo(project, project.root)).toEqual(['applied', 'applied']);
  expect(await state()).toEqual(before);
  expect(await project.git('stash', 'list')).toBe('');
});

it('takes names that look like options or are beyond ASCII, and a task after --', async () => {
  const paths = ['-x.json', 'größe.json', '你好 x.json'];
  const project = await createProject(Object.fromEntries(paths.map((path) => [path, JSON_TEXT])));
  const targets = paths.flatMap((path) => ['-t', path]);
  const result = await project.ouroboros(['refactor', ...targets, ...MOCK, '--', '--dry-run']);
  expect(eventsOf(result).at(-1)).toMatchObject({ outcome: 'applied', exit_code: 0 });
  expect(project.artifacts()[0]?.file_modifications.map(({ file_path: path }) => path)).toEqual(paths);
});

it('neither changes nor creates a file whose name Windows reserves', async () => {
  const project = await createProject({ 'a.json': JSON_TEXT, 'nul.json': JSON_TEXT });
  const named = await project.ouroboros(['refactor', 'Tidy', '-t', 'nul.json', ...MOCK]);
  expect(eventsOf(named).at(-1)).toMatchObject({
    outcome: 'refused',
    exit_code: 3,
    reason: 'nul.json cannot be a target: "nul.json" is a reserved name on Windows.',
  });
  const files = [{ file: 'con.json', content: JSON_TEXT }];
  writeFileSync(join(project.root, '.git/script.json'), JSON.stringify([{ files }]));
  const script = ['--mock-script', '.git/script.json', '--auto-apply', '--max-attempts', '1', '--json'];
  const made = await project.ouroboros(['refactor', 'Tidy', '-t', 'a.json', ...script]);
  expect(eventsOf(made).at(-1)).toMatchObject({
    outcome: 'failed',
    reason: expect.stringContaining('"con.json" is a reserved name on Windows'),
  });
  expect(await project.git('status', '--porcelain')).toBe('');
});
