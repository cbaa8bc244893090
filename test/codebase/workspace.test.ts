import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../src/codebase/workspace.ts';
import { createGitVcs } from '../../src/safety/git.ts';
import { git, makeFolder, makeRepository, writeFiles } from '../support/work-tree.ts';

const vcs = createGitVcs();

describe('reading', () => {
  test('gives bytes and permission bits as they are', async () => {
    const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0x0d, 0x0a, 0xe9]);
    const root = makeFolder({ 'a/b.bin': bytes });
    chmodSync(join(root, 'a/b.bin'), 0o755);
    expect(await createWorkspace({ root, vcs: null }).read('a/b.bin')).toEqual({
      path: 'a/b.bin',
      bytes,
      mode: 0o755,
    });
  });

  test('gives null where there is no file', async () => {
    const root = makeFolder({ 'a.py': 'x\n' });
    symlinkSync('gone.py', join(root, 'dangling.py'));
    const workspace = createWorkspace({ root, vcs: null });
    expect(
      await Promise.all(['b.py', 'no/b.py', 'a.py/b', 'dangling.py'].map((path) => workspace.read(path))),
    ).toEqual([null, null, null, null]);
  });

  test('follows links that stay inside and keeps their names', async () => {
    const root = makeFolder({ 'src/a.py': 'x\n' });
    symlinkSync('src/a.py', join(root, 'link.py'));
    symlinkSync('src', join(root, 'folder'));
    const workspace = createWorkspace({ root, vcs: null });
    expect(await workspace.read('link.py')).toMatchObject({ path: 'link.py', bytes: Buffer.from('x\n') });
    expect(await workspace.read('folder/a.py')).toMatchObject({ path: 'folder/a.py' });
  });

  test('never leaves the root', async () => {
    const outside = makeFolder({ 'secret.txt': 'x\n' });
    const root = makeFolder({ 'a.py': 'x\n' });
    symlinkSync(join(outside, 'secret.txt'), join(root, 'file-link'));
    symlinkSync(outside, join(root, 'folder-link'));
    const workspace = createWorkspace({ root, vcs: null });
    for (const path of [
      'file-link',
      'folder-link/secret.txt',
      '../a.py',
      'a/../../a.py',
      join(outside, 'secret.txt'),
      join(root, 'a.py'),
    ]) {
      await expect(workspace.read(path)).rejects.toMatchObject({ code: 'outside-repository' });
    }
  });

  test('refuses what is no regular file, and what belongs to git', async () => {
    const root = makeRepository({ 'a.py': 'x\n' });
    mkdirSync(join(root, 'folder'));
    execFileSync('mkfifo', [join(root, 'pipe')]);
    symlinkSync('loop', join(root, 'loop'));
    symlinkSync('.git/config', join(root, 'config-link'));
    const workspace = createWorkspace({ root, vcs });
    for (const path of ['folder', '', 'pipe', 'loop', '.git/config', 'config-link', 'a\0b']) {
      await expect(workspace.read(path)).rejects.toMatchObject({ code: 'bad-file' });
    }
  });

  test('works from a root that is reached by a link', async () => {
    const real = makeFolder({ 'a.py': 'x\n' });
    const link = join(makeFolder(), 'link');
    symlinkSync(real, link);
    const workspace = createWorkspace({ root: link, vcs: null });
    expect(workspace.root).toBe(real);
    expect(await workspace.read('a.py')).toMatchObject({ path: 'a.py' });
  });
});

describe('listing', () => {
  test('holds tracked and new files in order, by names of any script', async () => {
    const root = makeRepository({ 'b.py': 'x\n', 'größe.py': 'x\n', '.gitignore': '*.log\n' });
    writeFiles(root, { 'a.py': 'x\n', 'debug.log': 'x\n' });
    expect(await createWorkspace({ root, vcs }).list()).toEqual(['.gitignore', 'a.py', 'b.py', 'größe.py']);
  });

  test('leaves out deleted files, links, submodules, special files, and the folders of this tool', async () => {
    const inner = makeRepository({ 'inner.py': 'x\n' });
    const root = makeRepository({
      'a.py': 'x\n',
      'gone.py': 'x\n',
      'artifacts/x.py': 'x\n',
      'src/artifacts/y.py': 'x\n',
    });
    git(root, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'sub');
    rmSync(join(root, 'gone.py'));
    symlinkSync('a.py', join(root, 'link.py'));
    execFileSync('mkfifo', [join(root, 'pipe')]);
    writeFiles(root, { '.ouroboros/runs.db': 'x' });
    expect(await createWorkspace({ root, vcs }).list()).toEqual([
      '.gitmodules',
      'a.py',
      'src/artifacts/y.py',
    ]);
  });

  test('leaves out what .ouroborosignore names, with git and without', async () => {
    const files = {
      '.ouroborosignore': 'vendor/\n*.gen.ts\n!keep.gen.ts\n',
      'vendor/a.ts': 'x',
      'a.gen.ts': 'x',
      'keep.gen.ts': 'x',
    };
    const expected = ['.ouroborosignore', 'keep.gen.ts'];
    expect(await createWorkspace({ root: makeRepository(files), vcs }).list()).toEqual(expected);
    expect(await createWorkspace({ root: makeFolder(files), vcs: null }).list()).toEqual(expected);
  });

  test('without git follows .gitignore of every folder, and walks no dependencies', async () => {
    const files = {
      '.gitignore': '*.log\n/build\nsecret/\n',
      'a.log': 'x',
      'build/a.py': 'x',
      'src/build/b.py': 'x',
      'src/.gitignore': '!keep.log\nlocal.py\n',
      'src/keep.log': 'x',
      'src/local.py': 'x',
      'local.py': 'x',
      'secret/.gitignore': '!a.py\n',
      'secret/a.py': 'x',
      'node_modules/m/index.js': 'x',
      '.venv/lib/a.py': 'x',
    };
    const root = makeFolder(files);
    symlinkSync('src', join(root, 'linked'));
    const listed = await createWorkspace({ root, vcs: null }).list();
    expect(listed).toEqual(['.gitignore', 'local.py', 'src/.gitignore', 'src/build/b.py', 'src/keep.log']);
  });

  test('walks the folder where there is no repository, or no git', async () => {
    const root = makeFolder({ 'a.py': 'x\n' });
    expect(await createWorkspace({ root, vcs }).list()).toEqual(['a.py']);
    const withoutGit = createGitVcs({ env: { PATH: root } });
    expect(
      await createWorkspace({ root: makeRepository({ 'b.py': 'x\n' }), vcs: withoutGit }).list(),
    ).toEqual(['b.py']);
  });

  test('without git finds what git finds', async () => {
    const files = {
      '.gitignore': 'out/*\n!out/keep/\n*.tmp\n',
      'out/a.py': 'x',
      'out/keep/b.py': 'x',
      'c.tmp': 'x',
      'd/e.py': 'x',
    };
    const root = makeRepository(files);
    const byGit = await createWorkspace({ root, vcs }).list();
    expect(await createWorkspace({ root, vcs: null }).list()).toEqual(byGit);
  });

  test('shows the tree as it was at the first call', async () => {
    const root = makeFolder({ 'a.py': 'x\n' });
    const workspace = createWorkspace({ root, vcs: null });
    await workspace.list();
    writeFileSync(join(root, 'b.py'), 'x\n');
    expect(await workspace.list()).toEqual(['a.py']);
  });
});
