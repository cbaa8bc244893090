import { expect, it } from 'vitest';
import { landFiles, landingRepository, undoRuns } from '../support/landed.ts';
import { git, writeFiles } from '../support/work-tree.ts';

const A = '{"a": 1}\n';
const A2 = '{"a": 2}\n';

it('deletes the branch of a run that is still at its commit, and an undo of that makes it again', async () => {
  const root = landingRepository({ 'a.json': A });
  const landed = await landFiles(root, { 'a.json': A2 }, { branch: 'change' });
  const undone = await undoRuns(root, [landed.run_id]);
  expect(undone).toMatchObject({ outcome: 'applied', reason: 'Deleted the branch change.' });
  expect(git(root, 'branch', '--list')).toBe('* main\n');

  await undoRuns(root, [undone.run_id]);
  expect(git(root, 'rev-parse', 'change').trim()).toBe(landed.git?.commit?.commit);
});

it.each<readonly [string, (root: string) => void, string]>([
  ['has moved on', advance, 'change has moved on since the run, and was left alone.'],
  [
    'is checked out',
    (root) => git(root, 'checkout', '--quiet', 'change'),
    'change is checked out, and was left alone.',
  ],
  [
    'was merged elsewhere',
    (root) => git(root, 'merge', '--quiet', '--ff-only', 'change'),
    'main has the commit too.',
  ],
])('leaves a branch alone that %s, and says so', async (_name, arrange, reason) => {
  const root = landingRepository({ 'a.json': A });
  await landFiles(root, { 'a.json': A2 }, { branch: 'change' });
  arrange(root);
  const refs = git(root, 'for-each-ref');
  expect(await undoRuns(root, [])).toMatchObject({ outcome: 'refused', reason });
  expect(git(root, 'for-each-ref')).toBe(refs);
});

it('says that a branch is back where it was when the user has deleted it', async () => {
  const root = landingRepository({ 'a.json': A });
  await landFiles(root, { 'a.json': A2 }, { branch: 'change' });
  git(root, 'branch', '--quiet', '-D', 'change');
  expect((await undoRuns(root, [])).outcome).toBe('unchanged');
});

it('takes a commit back by another one where the branch has gone on', async () => {
  const root = landingRepository({ 'a.json': A, 'b.json': A });
  const landed = await landFiles(root, { 'a.json': A2 }, { commit: true });
  writeFiles(root, { 'b.json': '{"mine": 1}\n' });
  git(root, 'commit', '--quiet', '--all', '-m', 'mine');

  const refused = await undoRuns(root, [landed.run_id]);
  expect(refused).toMatchObject({ outcome: 'refused', hint: expect.stringContaining('--revert') });
  expect(git(root, 'show', 'HEAD:a.json')).toBe(A2);

  const reverted = await undoRuns(root, [landed.run_id], { revert: true });
  expect(reverted.outcome).toBe('applied');
  expect(git(root, 'log', '--format=%s')).toBe('Revert "Change the files"\nmine\nChange the files\nfirst\n');
  expect(git(root, 'show', 'HEAD:a.json')).toBe(A);
  expect(git(root, 'status', '--porcelain')).toBe('');
});

it('takes nothing back in git where a file is neither as before nor as after', async () => {
  const root = landingRepository({ 'a.json': A });
  await landFiles(root, { 'a.json': A2 }, { commit: true });
  writeFiles(root, { 'a.json': '{"theirs": 1}\n' });
  const refused = await undoRuns(root, []);
  expect(refused).toMatchObject({
    outcome: 'error',
    reason: expect.stringContaining('a.json: it was changed since'),
  });
  expect(git(root, 'log', '--format=%s')).toBe('Change the files\nfirst\n');
});

it('undoes several runs, the newest first, whatever their order on the command line', async () => {
  const root = landingRepository({ 'a.json': A });
  const one = await landFiles(root, { 'a.json': A2 }, { commit: true });
  const two = await landFiles(root, { 'a.json': '{"a": 3}\n' }, { commit: true });
  const three = await landFiles(root, { 'a.json': '{"a": 4}\n' });
  const last = await undoRuns(root, [one.run_id, three.run_id, two.run_id]);
  expect(last).toMatchObject({ outcome: 'applied', parent_run_id: one.run_id });
  expect(git(root, 'log', '--format=%s')).toBe('first\n');
  expect(git(root, 'status', '--porcelain')).toBe('');
});

function advance(root: string): void {
  git(root, 'checkout', '--quiet', 'change');
  git(root, 'commit', '--quiet', '--allow-empty', '-m', 'more');
  git(root, 'checkout', '--quiet', 'main');
}
