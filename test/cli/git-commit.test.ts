import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { changedIn, landFiles, landingRepository, undoRuns } from '../support/landed.ts';
import { readTree } from '../support/tree-state.ts';
import { git, writeFiles } from '../support/work-tree.ts';

const A = '{"a": 1}\n';
const A2 = '{"a": 2}\n';

it('commits its own paths on the current branch, and what the user staged stays staged', async () => {
  const root = landingRepository({ 'a.json': A, 'b.json': A });
  writeFiles(root, { 'b.json': '{"staged": 1}\n', 'new.json': '{}\n' });
  git(root, 'add', 'b.json');

  const artifact = await landFiles(root, { 'a.json': A2 }, { commit: true, trailers: true });

  expect(artifact).toMatchObject({ outcome: 'applied', file_modifications: [{ file_path: 'a.json' }] });
  expect(changedIn(root, 'HEAD')).toBe('M a.json');
  expect(git(root, 'status', '--porcelain')).toBe('M  b.json\n?? new.json\n');
  expect(git(root, 'log', '-1', '--format=%(trailers)').trim()).toBe(
    `Ouroboros-Run: ${artifact.run_id}\nOuroboros-Engine: mock`,
  );

  await undoRuns(root, []);
  expect(git(root, 'log', '--format=%s')).toBe('first\n');
  expect(git(root, 'status', '--porcelain')).toBe('M  b.json\n?? new.json\n');
});

it('holds a change of a file whose index has other content', async () => {
  const root = landingRepository({ 'a.json': A });
  writeFiles(root, { 'a.json': '{"mine": 1}\n' });
  git(root, 'add', 'a.json');
  writeFiles(root, { 'a.json': A });
  const before = git(root, 'ls-files', '--stage');

  const artifact = await landFiles(root, { 'a.json': A2 }, { commit: true });

  expect(artifact).toMatchObject({ outcome: 'held', file_modifications: [] });
  expect(artifact.reason).toContain('a.json has staged changes of yours.');
  expect(git(root, 'ls-files', '--stage')).toBe(before);
  expect(git(root, 'log', '--format=%s')).toBe('first\n');
});

it('signs where the configuration says so, and changes nothing where that fails', async () => {
  const root = landingRepository({ 'a.json': A, '.git/sign.sh': SIGNER });
  chmodSync(join(root, '.git/sign.sh'), 0o755);
  git(root, 'config', 'commit.gpgSign', 'true');
  git(root, 'config', 'gpg.program', join(root, '.git/sign.sh'));

  const signed = await landFiles(root, { 'a.json': A2 }, { commit: true });
  expect(signed.git?.commit?.signed).toBe(true);
  expect(git(root, 'cat-file', 'commit', 'HEAD')).toContain('gpgsig -----BEGIN PGP SIGNATURE-----');

  git(root, 'config', 'gpg.program', 'false');
  const refused = await landFiles(root, { 'a.json': '{"a": 3}\n' }, { commit: true });
  expect(refused).toMatchObject({ outcome: 'error', file_modifications: [] });
  expect(refused.reason).toContain('git could not sign the commit: ');
  expect(git(root, 'show', 'HEAD:a.json')).toBe(A2);
  expect(git(root, 'status', '--porcelain')).toBe('');
});

const SIGNER = `#!/bin/sh
cat > /dev/null
echo "[GNUPG:] SIG_CREATED D" >&2
printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nnone\\n-----END PGP SIGNATURE-----\\n'
`;

it('names neither the tool nor the run in a commit unless it is asked to', async () => {
  const root = landingRepository({ 'a.json': A });
  const artifact = await landFiles(root, { 'a.json': A2 }, { commit: true });
  const message = git(root, 'log', '-1', '--format=%B%(trailers)%an%cn');
  expect(artifact.outcome).toBe('applied');
  expect(message).not.toMatch(/ouroboros|co-authored|generated|gen_/i);
});

it('cuts a long task in the subject and tells it whole below', async () => {
  const root = landingRepository({ 'a.json': A });
  const task = `Change the value ${'of a '.repeat(20)}file`;
  await landFiles(root, { 'a.json': A2 }, { commit: true, task });
  const [subject = '', , body] = git(root, 'log', '-1', '--format=%B').split('\n');
  expect(subject.length).toBeLessThanOrEqual(72);
  expect(subject).toMatch(/^Change the value of a .*…$/);
  expect(body).toBe(task);
});

it('takes files and index back where git cannot move the branch, and the record says so', async () => {
  const root = landingRepository({ 'a.json': A });
  writeFiles(root, { '.git/refs/heads/main.lock': '' });
  const before = [readTree(root), git(root, 'ls-files', '--stage'), git(root, 'for-each-ref')];

  const artifact = await landFiles(root, { 'a.json': A2 }, { commit: true });

  expect([readTree(root), git(root, 'ls-files', '--stage'), git(root, 'for-each-ref')]).toEqual(before);
  expect(artifact).toMatchObject({
    outcome: 'error',
    exit_code: 5,
    file_modifications: [],
    git: { refs: [] },
    reason: expect.stringContaining('git could not move main'),
  });
});
