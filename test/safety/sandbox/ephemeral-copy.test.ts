import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { FileChange } from '../../../src/domain/patch.ts';
import { createGitVcs } from '../../../src/safety/git.ts';
import { findDependencies } from '../../../src/safety/sandbox/dependencies.ts';
import { makeCopy, type CopyRequest } from '../../../src/safety/sandbox/ephemeral-copy.ts';
import { makeFolder, makeRepository, writeFiles } from '../../support/work-tree.ts';

const signal = new AbortController().signal;

async function copyOf(root: string, changes: readonly FileChange[] = []): Promise<string> {
  const paths = await createGitVcs().listFiles(root);
  const copy = await makeCopy({ root, paths, changes, owner: null }, signal);
  onTestFinished(copy.remove);
  return copy.folder;
}

function change(path: string, after: string | null): FileChange {
  return { path, before: null, after: after === null ? null : Buffer.from(after), tolerances: [] };
}

/** A folder for temporary files of this test alone. */
function ownTemporaryFolder(): string {
  const folder = makeFolder();
  vi.stubEnv('TMPDIR', folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  return folder;
}

test('tracked and untracked files are copied, ignored and deleted ones are not', async () => {
  const root = makeRepository({ '.gitignore': 'secret\n', 'src/a.ts': 'a', 'gone.ts': 'gone' });
  writeFiles(root, { 'new.ts': 'new', secret: 'key' });
  rmSync(join(root, 'gone.ts'));
  const copied = readdirSync(await copyOf(root), { recursive: true }).map(String);
  expect(copied.toSorted()).toEqual(['.gitignore', 'new.ts', 'src', 'src/a.ts']);
});

test('links stay links, and modes stay', async () => {
  const root = makeRepository({ 'run.sh': 'exit 0\n' });
  chmodSync(join(root, 'run.sh'), 0o755);
  symlinkSync('/nowhere/at/all', join(root, 'link'));
  const copy = await copyOf(root);
  expect(readlinkSync(join(copy, 'link'))).toBe('/nowhere/at/all');
  expect(lstatSync(join(copy, 'run.sh')).mode & 0o777).toBe(0o755);
});

test('changes lie over the copy, and the work tree stays as it is', async () => {
  const root = makeRepository({ 'a.ts': 'old', 'b.ts': 'b' });
  const copy = await copyOf(root, [change('a.ts', 'new'), change('b.ts', null), change('deep/c.ts', 'c')]);
  expect(readFileSync(join(copy, 'a.ts'), 'utf8')).toBe('new');
  expect(existsSync(join(copy, 'b.ts'))).toBe(false);
  expect(readFileSync(join(copy, 'deep/c.ts'), 'utf8')).toBe('c');
  expect(readFileSync(join(root, 'a.ts'), 'utf8')).toBe('old');
});

test('nothing is written behind a link out of the copy, and nothing is left of the attempt', async () => {
  const outside = makeFolder();
  const root = makeRepository({ 'a.ts': 'a' });
  symlinkSync(outside, join(root, 'link'));
  const temporary = ownTemporaryFolder();
  await expect(copyOf(root, [change('link/deep/evil.ts', 'evil')])).rejects.toThrow(/link/);
  expect(readdirSync(outside)).toEqual([]);
  expect(readdirSync(temporary)).toEqual([]);
});

test('an abort leaves no copy', async () => {
  const root = makeRepository({ 'a.ts': 'a' });
  const request: CopyRequest = { root, paths: ['a.ts'], changes: [], owner: null };
  const temporary = ownTemporaryFolder();
  await expect(makeCopy(request, AbortSignal.abort())).rejects.toThrow(/abort/);
  expect(readdirSync(temporary)).toEqual([]);
});

test('dependencies are mounted to read only at every level, through links, and are no files of the project', () => {
  const store = join(makeFolder({ 'node_modules/left-pad/index.js': '' }), 'node_modules');
  const root = makeFolder({ 'package.json': '{}', 'web/package.json': '{}', '.venv/pyvenv.cfg': '' });
  mkdirSync(join(root, 'node_modules'));
  symlinkSync(store, join(root, 'web/node_modules'));
  const found = findDependencies(root, ['package.json', 'web/node_modules', 'web/package.json']);
  expect(found.mounts).toEqual([
    { from: join(root, 'node_modules'), at: join(root, 'node_modules'), writable: false },
    { from: store, at: join(root, 'web/node_modules'), writable: false },
    { from: join(root, '.venv'), at: join(root, '.venv'), writable: false },
  ]);
  expect(found.isDependency('web/node_modules')).toBe(true);
  expect(found.isDependency('web/package.json')).toBe(false);
});

test('packages that are under version control are files of the project', () => {
  const root = makeFolder({ 'package.json': '{}', 'node_modules/own/index.js': '' });
  expect(findDependencies(root, ['node_modules/own/index.js', 'package.json']).mounts).toEqual([]);
});
