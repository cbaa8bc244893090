import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { STATES } from '../support/git-states.ts';
import { landFiles, landingRepository, undoRuns } from '../support/landed.ts';
import { readTree } from '../support/tree-state.ts';
import { git, makeFolder, writeFiles } from '../support/work-tree.ts';

const A = '{"a": 1}\n';
const A2 = '{"a": 2}\n';
const FILES = { 'a.json': A, 'aside.txt': 'aside\n' };

/** What becomes of `--branch` and `--commit` in a state; null where both go through. */
const REFUSED: Readonly<Record<string, { readonly branch: boolean; readonly reason: string }>> = {
  'on an unborn branch': { branch: true, reason: 'There is no commit yet' },
  'in a merge with a conflict': { branch: false, reason: 'a merge is under way' },
  'in a rebase that stopped': { branch: false, reason: 'a rebase is under way' },
  'in a cherry-pick that stopped': { branch: false, reason: 'a cherry-pick is under way' },
  'in a revert that stopped': { branch: false, reason: 'a revert is under way' },
  'in a bisect': { branch: false, reason: 'a bisect is under way' },
  'with the index locked': { branch: false, reason: 'The index of git is locked' },
};

/** What nothing but a commit on what is checked out may change. */
function stateOf(folder: string): unknown {
  const gitDir = git(folder, 'rev-parse', '--absolute-git-dir').trim();
  return {
    tree: readTree(folder),
    index: readFileSync(join(gitDir, 'index')).toString('base64'),
    head: readFileSync(join(gitDir, 'HEAD'), 'utf8'),
  };
}

describe.each(Object.keys(STATES))('%s', (name) => {
  const refused = REFUSED[name];
  const arranged = (): string => STATES[name]?.(landingRepository(FILES)) ?? '';

  it('puts a change on a branch, or says why not, and leaves the state alone', async () => {
    const folder = arranged();
    const before = stateOf(folder);
    const artifact = await landFiles(folder, { 'a.json': A2 }, { branch: 'change' });
    expect(stateOf(folder)).toEqual(before);
    expect(artifact.outcome).toBe(refused?.branch === true ? 'refused' : 'applied');
    const branch = git(folder, 'branch', '--list', 'change').trim();
    expect(branch).toBe(refused?.branch === true ? '' : 'change');
  });

  it('commits a change, or says why not; an undo brings the state back', async () => {
    const folder = arranged();
    const before = [readTree(folder), git(folder, 'ls-files', '--stage'), git(folder, 'for-each-ref')];
    const artifact = await landFiles(folder, { 'a.json': A2 }, { commit: true });
    expect(artifact.outcome).toBe(refused === undefined ? 'applied' : 'refused');
    expect(artifact.reason).toContain(refused?.reason ?? 'committed it');
    if (refused === undefined) await undoRuns(folder, []);
    expect([readTree(folder), git(folder, 'ls-files', '--stage'), git(folder, 'for-each-ref')]).toEqual(
      before,
    );
  });
});

it('says in a folder without git what is lost, and changes nothing', async () => {
  const folder = makeFolder({ 'a.json': A });
  for (const options of [{ branch: true }, { commit: true }] as const) {
    const artifact = await landFiles(folder, { 'a.json': A2 }, options);
    expect(artifact).toMatchObject({ outcome: 'error', exit_code: 5, file_modifications: [] });
    expect(artifact.hint).toContain('the files alone are changed');
  }
  expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe(A);
  expect((await landFiles(folder, { 'a.json': A2 })).outcome).toBe('applied');
  expect((await undoRuns(folder, [])).outcome).toBe('applied');
});

it('takes a bare repository for a folder without git', async () => {
  const folder = makeFolder();
  git(folder, 'init', '--quiet', '--bare');
  writeFiles(folder, { 'a.json': A });
  const artifact = await landFiles(folder, { 'a.json': A2 }, { branch: true });
  expect(artifact).toMatchObject({ outcome: 'error', exit_code: 5, repository: null });
});
