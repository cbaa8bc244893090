import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { landFiles, landingRepository } from '../support/landed.ts';
import { git, makeFolder, writeFiles } from '../support/work-tree.ts';

const A = '{"a": 1}\n';
const A2 = '{"a": 2}\n';

function withRemote(files: Readonly<Record<string, string>>): {
  readonly root: string;
  readonly remote: string;
} {
  const root = landingRepository(files);
  const remote = makeFolder();
  git(remote, 'init', '--quiet', '--bare');
  git(root, 'remote', 'add', 'origin', remote);
  git(root, 'push', '--quiet', 'origin', 'main');
  return { root, remote };
}

it('pushes the branch of the change, and only on request', async () => {
  const { root, remote } = withRemote({ 'a.json': A });
  await landFiles(root, { 'a.json': A2 }, { branch: 'quiet' });
  const { git: done, outcome } = await landFiles(root, { 'a.json': A2 }, { branch: 'loud', push: true });
  expect(outcome).toBe('applied');
  expect(done?.pushed).toMatchObject({ remote: 'origin', branch: 'loud', approver: '--push' });
  expect(git(remote, 'branch', '--format=%(refname:short)')).toBe('loud\nmain\n');
});

it.each<readonly [string, (root: string) => void, string]>([
  ['where commits of the user would go along', ahead, 'origin does not have the commit'],
  ['without a remote', (root) => git(root, 'remote', 'remove', 'origin'), 'There is no remote to push to.'],
  ['a file of Git LFS, whose content a hook would send', largeFiles, 'a.json is stored by Git LFS'],
  [
    'to a remote that does not answer',
    (root) => git(root, 'config', 'remote.origin.pushurl', '/nowhere'),
    'git could not push to origin',
  ],
])('keeps the commit and does not push %s', async (_name, arrange, reason) => {
  const { root, remote } = withRemote({ 'a.json': A });
  arrange(root);
  const artifact = await landFiles(root, { 'a.json': A2 }, { commit: true, push: true });
  expect(artifact).toMatchObject({ outcome: 'error', exit_code: 5 });
  expect(artifact.git?.push_refused?.reason).toContain(reason);
  expect(artifact.file_modifications).toHaveLength(1);
  expect(git(root, 'log', '-1', '--format=%s').trim()).toBe('Change the files');
  expect(git(remote, 'log', '--format=%s', 'main').trim()).toBe('first');
});

/** A remote whose `pre-receive` hook ends with this exit code, after it has written down what it was asked for. */
function withHook(exitCode: number): { readonly root: string; readonly remote: string } {
  const place = withRemote({ 'a.json': A });
  const hook = join(place.remote, 'hooks/pre-receive');
  const lines = ['#!/bin/sh', 'cat > asked', 'echo "the branch is frozen" >&2', `exit ${exitCode}`];
  writeFiles(place.remote, { 'hooks/pre-receive': `${lines.join('\n')}\n` });
  chmodSync(hook, 0o755);
  return place;
}

it('keeps the commit, and passes on what the remote says, where its hook refuses', async () => {
  const { root, remote } = withHook(1);
  const artifact = await landFiles(root, { 'a.json': A2 }, { branch: 'change', push: true });
  expect(artifact).toMatchObject({
    outcome: 'error',
    exit_code: 5,
    hint: expect.stringContaining('git push origin change'),
  });
  expect(artifact.git?.push_refused?.reason).toMatch(/git could not push to origin: .*the branch is frozen/s);
  expect(artifact.git?.push_refused?.reason).toContain('pre-receive hook declined');
  expect(artifact.git?.pushed).toBeNull();
  expect(git(root, 'show', 'change:a.json')).toBe(A2);
  expect(readFileSync(join(remote, 'asked'), 'utf8')).toContain(' refs/heads/change\n');
  expect(git(remote, 'branch', '--format=%(refname:short)')).toBe('main\n');
});

it('pushes exactly its branch and commit where the hook of the remote accepts', async () => {
  const { root, remote } = withHook(0);
  const artifact = await landFiles(root, { 'a.json': A2 }, { branch: 'change', push: true });
  const commit = git(root, 'rev-parse', 'change').trim();
  expect(artifact).toMatchObject({ outcome: 'applied', exit_code: 0, git: { pushed: { commit } } });
  expect(readFileSync(join(remote, 'asked'), 'utf8')).toBe(`${'0'.repeat(40)} ${commit} refs/heads/change\n`);
  expect(git(remote, 'show', 'change:a.json')).toBe(A2);
});

function ahead(root: string): void {
  git(root, 'commit', '--quiet', '--allow-empty', '-m', 'mine');
}

function largeFiles(root: string): void {
  git(root, 'config', 'filter.lfs.clean', 'cat');
  writeFiles(root, { '.git/info/attributes': '*.json filter=lfs\n' });
}
