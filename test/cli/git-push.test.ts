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

function ahead(root: string): void {
  git(root, 'commit', '--quiet', '--allow-empty', '-m', 'mine');
}

function largeFiles(root: string): void {
  git(root, 'config', 'filter.lfs.clean', 'cat');
  writeFiles(root, { '.git/info/attributes': '*.json filter=lfs\n' });
}
