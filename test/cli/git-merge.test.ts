import { join } from 'node:path';
import { expect, it } from 'vitest';
import { landFiles, landingRepository, undoRuns } from '../support/landed.ts';
import { git, makeFolder, writeFiles } from '../support/work-tree.ts';

const A = '{"a": 1}\n';
const A2 = '{"a": 2}\n';
const CONFIG = JSON.stringify({ tests: { command: 'grep -q a a.json' } });
const FILES = { 'a.json': A, 'b.json': A, 'ouroboros.config.json': CONFIG };

it('fast-forwards what is checked out once the tests have passed, and an undo takes both branches back', async () => {
  const root = landingRepository(FILES);
  writeFiles(root, { 'b.json': '{"dirty": 1}\n' });
  const first = git(root, 'rev-parse', 'main');

  const artifact = await landFiles(root, { 'a.json': A2 }, { branch: 'change', merge: true });

  expect(artifact).toMatchObject({
    outcome: 'applied',
    tests: { runs: [{ result: 'passed' }] },
    git: {
      refs: [
        { ref: 'refs/heads/change', approver: '--branch' },
        { ref: 'refs/heads/main', before: first.trim(), approver: '--merge, tests passed' },
      ],
      merge_refused: null,
    },
  });
  expect(git(root, 'rev-parse', 'main')).toBe(git(root, 'rev-parse', 'change'));
  expect(git(root, 'status', '--porcelain')).toBe(' M b.json\n');

  expect((await undoRuns(root, [])).outcome).toBe('applied');
  expect(git(root, 'rev-parse', 'main')).toBe(first);
  expect(git(root, 'branch', '--list')).toBe('* main\n');
  expect(git(root, 'status', '--porcelain')).toBe(' M b.json\n');
});

it('fast-forwards a named branch that nobody has checked out, and no file', async () => {
  const root = landingRepository(FILES);
  git(root, 'branch', 'release');
  const artifact = await landFiles(root, { 'a.json': A2 }, { branch: 'change', merge: 'release' });
  expect(artifact).toMatchObject({ outcome: 'applied', file_modifications: [] });
  expect(git(root, 'rev-parse', 'release')).toBe(git(root, 'rev-parse', 'change'));
  expect(git(root, 'status', '--porcelain')).toBe('');
});

it.each<readonly [string, (root: string) => void, string | true, string]>([
  ['a detached HEAD', (root) => git(root, 'checkout', '--quiet', '--detach'), true, 'HEAD is detached'],
  ['a branch that is not there', () => undefined, 'none', 'There is no branch none.'],
  [
    'a branch that another work tree has checked out',
    (root) => git(root, 'worktree', 'add', '--quiet', join(makeFolder(), 'tree'), '-b', 'other'),
    'other',
    'other is checked out in another work tree.',
  ],
  [
    'a branch with other commits',
    (root) => commitOn(root, 'ahead'),
    'ahead',
    'ahead has commits that the change',
  ],
  [
    'a branch that would get commits of the user along',
    (root) => {
      git(root, 'branch', 'behind');
      git(root, 'commit', '--quiet', '--allow-empty', '-m', 'mine');
    },
    'behind',
    'behind is behind what the change was made on',
  ],
  ['staged content of the same file', stageOther, true, 'a.json has staged changes of yours.'],
])('keeps the change on its branch and refuses to merge into %s', async (_name, arrange, merge, reason) => {
  const root = landingRepository(FILES);
  arrange(root);
  const artifact = await landFiles(root, { 'a.json': A2 }, { branch: 'change', merge });
  expect(artifact).toMatchObject({ outcome: 'held', exit_code: 4, file_modifications: [] });
  expect(artifact.git?.merge_refused?.reason).toContain(reason);
  expect(git(root, 'show', 'change:a.json')).toBe(A2);

  expect((await undoRuns(root, [])).outcome).toBe('applied');
  expect(git(root, 'branch', '--list', 'change')).toBe('');
});

it('refuses to merge what no test was run on', async () => {
  const root = landingRepository({ 'a.json': A });
  const artifact = await landFiles(root, { 'a.json': A2 }, { merge: true });
  expect(artifact.git?.merge_refused?.reason).toBe(
    "The project's tests were not run: no tests were found around the changed files.",
  );
  expect(git(root, 'show', 'main:a.json')).toBe(A);
});

it('puts nothing on a branch that the tests refuse', async () => {
  const root = landingRepository(FILES);
  const artifact = await landFiles(root, { 'a.json': '{"b": 2}\n' }, { branch: 'change', merge: true });
  expect(artifact.outcome).toBe('failed');
  expect(git(root, 'branch', '--list')).toBe('* main\n');
});

function commitOn(root: string, branch: string): void {
  git(root, 'checkout', '--quiet', '-b', branch);
  git(root, 'commit', '--quiet', '--allow-empty', '-m', 'ahead');
  git(root, 'checkout', '--quiet', 'main');
}

function stageOther(root: string): void {
  writeFiles(root, { 'a.json': '{"a": "staged"}\n' });
  git(root, 'add', 'a.json');
  writeFiles(root, { 'a.json': A });
}
