import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createGitWriter } from '../../src/safety/git/git-writer.ts';
import { applyRun, changedIn, landFiles, landingRepository } from '../support/landed.ts';
import { readTree } from '../support/tree-state.ts';
import { git, writeFiles } from '../support/work-tree.ts';

const A = '{"a": 1}\n';
const A2 = '{"a": 2}\n';
const HOOKS = [
  'pre-commit',
  'commit-msg',
  'post-commit',
  'reference-transaction',
  'post-index-change',
  'post-merge',
  'pre-push',
];

function arrangedWithHooks(): string {
  const root = landingRepository({ 'a.json': A, 'b.json': A, 'c.json': A });
  writeFiles(root, { 'b.json': '{"put": "aside"}\n' });
  git(root, 'stash', '--quiet');
  writeFiles(root, { 'b.json': '{"staged": 1}\n', 'new.json': '{}\n' });
  git(root, 'add', 'b.json');
  writeFiles(root, { 'b.json': '{"staged": 1, "more": 2}\n' });
  for (const hook of HOOKS) {
    writeFiles(root, {
      [`.git/hooks/${hook}`]: '#!/bin/sh\ntouch "$(git rev-parse --show-toplevel)/HOOKRAN"\n',
    });
    chmodSync(join(root, '.git/hooks', hook), 0o755);
  }
  return root;
}

it('puts the change on a branch of its own and leaves checkout, index, stash, work tree and hooks alone', async () => {
  const root = arrangedWithHooks();
  const state = (): unknown => ({
    tree: readTree(root),
    index: readFileSync(join(root, '.git/index')).toString('base64'),
    head: readFileSync(join(root, '.git/HEAD'), 'utf8'),
    main: git(root, 'rev-parse', 'main', 'refs/stash'),
  });
  const before = state();

  const {
    outcome,
    git: done,
    file_modifications: written,
    run_id: runId,
    request,
  } = await landFiles(root, { 'a.json': A2 }, { branch: true });

  expect(state()).toEqual(before);
  const branch = `ouroboros/refactor/${runId.slice('gen_'.length, -9)}`;
  expect({ outcome, written, refs: done?.refs }).toMatchObject({
    outcome: 'applied',
    written: [],
    refs: [{ ref: `refs/heads/${branch}`, before: null, purpose: 'branch', approver: '--branch' }],
  });
  expect(request?.landing).toMatchObject({ kind: 'branch', branch: null, merge: false });
  expect(git(root, 'show', `${branch}:a.json`)).toBe(A2);
  expect(changedIn(root, branch)).toBe('M a.json');
  expect(git(root, 'log', '-1', '--format=%an <%ae>%n%B', branch).trim()).toBe(
    'Test <test@example.org>\nChange the files',
  );
});

it('keeps the executable bit, on a branch with the prefix of the config', async () => {
  const root = landingRepository({ 'run.sh': '#!/bin/sh\necho 1\n' });
  chmodSync(join(root, 'run.sh'), 0o755);
  git(root, 'commit', '--quiet', '--all', '-m', 'mode');
  writeFiles(root, { 'ouroboros.config.json': '{"git": {"branchPrefix": "bot/"}}' });

  const { git: done } = await landFiles(root, { 'run.sh': '#!/bin/sh\necho 2\n' }, { branch: true });

  expect(done?.refs[0]?.ref).toMatch(/^refs\/heads\/bot\/\d{8}_\d{6}$/);
  expect(git(root, 'ls-tree', done?.commit?.commit ?? '', 'run.sh')).toMatch(/^100755 /);
});

it.each([
  ['a name that is taken', { branch: 'main' }, 'There is a branch main already.'],
  ['a name that is none', { branch: 'a b' }, '"a b" cannot name a branch.'],
  ['a short name of HEAD', { branch: '@' }, '"@" cannot name a branch.'],
  ['a name for what is fetched', { branch: 'FETCH_HEAD' }, '"FETCH_HEAD" cannot name a branch.'],
  ['the whole name of a ref', { branch: 'refs/heads/x' }, '"refs/heads/x" cannot name a branch.'],
  ['a name like an option', { branch: '--all' }, '"--all" cannot name a branch.'],
  ['a name below a branch', { branch: 'main/x' }, 'The branch main stands in the way of one named main/x.'],
])('refuses %s before any work is done', async (_name, options, reason) => {
  const root = landingRepository({ 'a.json': A });
  const artifact = await landFiles(root, { 'a.json': A2 }, options);
  expect(artifact).toMatchObject({ outcome: 'refused', reason, model_calls: [] });
});

it('refuses a name that is the folder of other branches', async () => {
  const root = landingRepository({ 'a.json': A });
  git(root, 'branch', 'side/x');
  const artifact = await landFiles(root, { 'a.json': A2 }, { branch: 'side' });
  const reason = 'The branch side/x stands in the way of one named side.';
  expect(artifact).toMatchObject({ outcome: 'refused', reason });
});

it('takes no name for the author that git would make up from the machine', async () => {
  const root = landingRepository({ 'a.json': A });
  const env = { PATH: process.env['PATH'], HOME: root, GIT_CONFIG_NOSYSTEM: '1' };
  const named = await createGitWriter(root, { env }).knowsAuthor();
  git(root, 'config', '--unset', 'user.email');
  const unnamed = await createGitWriter(root, { env }).knowsAuthor();
  expect([named, unnamed]).toEqual([true, false]);
});

it('holds a change of a file with work that is not committed, and puts it on a branch once that is', async () => {
  const root = landingRepository({ 'a.json': A });
  writeFiles(root, { 'a.json': '{"a": 1, "mine": 1}\n' });
  const after = '{"a": 2, "mine": 1}\n';

  const held = await landFiles(root, { 'a.json': after }, { branch: 'change' });

  expect(held).toMatchObject({ outcome: 'held', exit_code: 4 });
  expect(held.reason).toContain('a.json is not as in the last commit');
  expect(git(root, 'branch', '--list')).toBe('* main\n');

  git(root, 'commit', '--quiet', '--all', '-m', 'mine');
  const applied = await applyRun(root, held.run_id, { branch: 'change' });
  expect(applied.outcome).toBe('applied');
  expect(git(root, 'show', 'change:a.json')).toBe(after);
  expect(changedIn(root, 'change')).toBe('M a.json');
});
