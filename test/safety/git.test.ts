import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createGitVcs } from '../../src/safety/git.ts';
import { commitAll, git, makeFolder, makeRepository, writeFiles } from '../support/work-tree.ts';

const vcs = createGitVcs();

describe('the state of a repository', () => {
  test('names root, head and branch, and says that nothing differs', async () => {
    const root = makeRepository({ 'src/a.py': 'x\n' });
    const head = git(root, 'rev-parse', 'HEAD').trim();
    expect(await vcs.describe(join(root, 'src'))).toEqual({ root, head, branch: 'main', isDirty: false });
  });

  test.each([
    ['a changed file', (root: string) => writeFileSync(join(root, 'a.py'), 'y\n')],
    ['a staged file', (root: string) => (writeFiles(root, { 'b.py': 'b\n' }), git(root, 'add', 'b.py'))],
    ['an untracked file', (root: string) => writeFiles(root, { 'c.py': 'c\n' })],
    ['a deleted file', (root: string) => rmSync(join(root, 'a.py'))],
  ])('is dirty with %s', async (_, change) => {
    const root = makeRepository({ 'a.py': 'x\n' });
    change(root);
    expect((await vcs.describe(root))?.isDirty).toBe(true);
  });

  test('is clean when only ignored files are there', async () => {
    const root = makeRepository({ '.gitignore': 'artifacts/\n' });
    writeFiles(root, { 'artifacts/x.json': '{}' });
    expect((await vcs.describe(root))?.isDirty).toBe(false);
  });

  test('is known on an unborn branch', async () => {
    const root = makeFolder({ 'a.py': 'x\n' });
    git(root, 'init', '--quiet', '--initial-branch=trunk');
    expect(await vcs.describe(root)).toEqual({ root, head: null, branch: 'trunk', isDirty: true });
    expect(await vcs.listFiles(root)).toEqual(['a.py']);
  });

  test('has no branch when HEAD is detached', async () => {
    const root = makeRepository();
    git(root, 'checkout', '--quiet', '--detach');
    const head = git(root, 'rev-parse', 'HEAD').trim();
    expect(await vcs.describe(root)).toEqual({ root, head, branch: null, isDirty: false });
  });

  test('is that of the worktree in a worktree', async () => {
    const root = makeRepository({ 'a.py': 'x\n' });
    const other = join(makeFolder(), 'tree');
    git(root, 'worktree', 'add', '--quiet', '-b', 'side', other);
    expect(await vcs.describe(other)).toMatchObject({ root: other, branch: 'side', isDirty: false });
    expect(await vcs.listFiles(other)).toEqual(['a.py']);
  });

  test('is that of the submodule in a submodule', async () => {
    const inner = makeRepository({ 'inner.py': 'x\n' });
    const root = makeRepository({ 'a.py': 'x\n' });
    git(root, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'sub');
    commitAll(root, 'add the submodule');
    expect((await vcs.describe(join(root, 'sub')))?.root).toBe(join(root, 'sub'));
    expect(await vcs.listFiles(root)).toEqual(expect.arrayContaining(['a.py', 'sub']));
    expect(await vcs.listFiles(join(root, 'sub'))).toEqual(['inner.py']);
  });

  test('is null outside a repository, in a bare one, and without git', async () => {
    const root = makeFolder();
    expect(await vcs.describe(root)).toBeNull();
    git(root, 'init', '--quiet', '--bare');
    expect(await vcs.describe(root)).toBeNull();
    const withoutGit = createGitVcs({ env: { PATH: root } });
    expect(await withoutGit.describe(makeRepository())).toBeNull();
  });

  test('does not follow the variables that git sets inside a hook', async () => {
    const root = makeRepository();
    const other = makeRepository();
    const inHook = createGitVcs({
      env: { ...process.env, GIT_DIR: join(other, '.git'), GIT_WORK_TREE: other },
    });
    expect((await inHook.describe(root))?.root).toBe(root);
  });
});

describe('the files of a repository', () => {
  test('are tracked and untracked ones, without those that are ignored', async () => {
    const root = makeRepository({ '.gitignore': '*.log\n', 'a.py': 'x\n', 'src/b.py': 'x\n' });
    writeFiles(root, { 'new.py': 'x\n', 'debug.log': 'x\n' });
    expect((await vcs.listFiles(root)).toSorted()).toEqual(['.gitignore', 'a.py', 'new.py', 'src/b.py']);
    expect(await vcs.listFiles(join(root, 'src'))).toEqual(['b.py']);
  });

  test('keep names with blanks, quotes, newlines and letters beyond ASCII', async () => {
    const names = ['größe.py', 'a b.py', 'q"uote.py', 'new\nline.py', '-rf.py', '日本.py', 'tab\t.py'];
    const root = makeRepository(Object.fromEntries(names.map((name) => [name, 'x\n'])));
    expect((await vcs.listFiles(root)).toSorted()).toEqual(names.toSorted());
  });

  test('hold a file in conflict once', async () => {
    const root = makeRepository({ 'a.py': 'x = 1\n' });
    git(root, 'checkout', '--quiet', '-b', 'side');
    writeFiles(root, { 'a.py': 'x = 2\n' });
    commitAll(root, 'side');
    git(root, 'checkout', '--quiet', 'main');
    writeFiles(root, { 'a.py': 'x = 3\n' });
    commitAll(root, 'main');
    expect(() => git(root, 'merge', 'side')).toThrow('Command failed');
    expect(await vcs.listFiles(root)).toEqual(['a.py']);
  });

  test('cannot be listed without git', async () => {
    const root = makeFolder();
    await expect(createGitVcs({ env: { PATH: root } }).listFiles(root)).rejects.toMatchObject({
      code: 'no-git',
    });
    await expect(vcs.listFiles(root)).rejects.toMatchObject({ code: 'no-git' });
  });
});

describe('ignored paths', () => {
  test('are told apart, also where nothing is ignored or git cannot judge one of them', async () => {
    const root = makeRepository({ '.gitignore': 'build/\n*.secret\nä*\n' });
    symlinkSync('src', join(root, 'link'));
    const paths = ['build/a.py', 'src/a.py', 'x.secret', 'äpfel.txt'];
    expect(await vcs.ignored(root, paths)).toEqual(new Set(['build/a.py', 'x.secret', 'äpfel.txt']));
    expect(await vcs.ignored(root, ['src/a.py'])).toEqual(new Set());
    expect(await vcs.ignored(root, [])).toEqual(new Set());
    expect(await vcs.ignored(root, ['../outside', 'link/a.py', 'x.secret'])).toEqual(new Set(['x.secret']));
  });
});

describe('a git that misbehaves', () => {
  test.each([
    ['INT', 'interrupted'],
    ['TERM', 'terminated'],
    ['HUP', 'terminated'],
    ['KILL', 'environment'],
  ])('is ended by SIG%s, which is told as what it is: %s', async (signal, code) => {
    const root = makeRepository({ 'a.py': 'x\n' });
    const bin = makeFolder({ git: `#!/bin/sh\nkill -${signal} $$\nsleep 3\n` });
    chmodSync(join(bin, 'git'), 0o755);
    const vcs = createGitVcs({ env: { PATH: `${bin}:${process.env['PATH'] ?? ''}` } });
    await expect(vcs.ignored(root, ['a.py'])).rejects.toMatchObject({ code });
    await expect(vcs.changedSince(root, 'HEAD')).rejects.toMatchObject({ code });
    await expect(vcs.listFiles(root)).rejects.toMatchObject({
      code,
      message: `git could not list the files of the repository: SIG${signal} ended it.`,
    });
  });

  test('is given up at the limit even when its child holds the pipes', async () => {
    const bin = makeFolder({ git: '#!/bin/sh\nsleep 3 &\nwait\n' });
    chmodSync(join(bin, 'git'), 0o755);
    const slow = createGitVcs({ env: { PATH: `${bin}:${process.env['PATH'] ?? ''}` }, timeoutMs: 100 });
    await expect(slow.describe(bin)).rejects.toMatchObject({ code: 'environment' });
  });

  test('fails with its own words', async () => {
    const root = makeRepository();
    writeFileSync(join(root, '.git/index'), 'broken');
    await expect(vcs.listFiles(root)).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringContaining('index') as string,
    });
  });

  test('never runs a program that the repository brings', async () => {
    const root = makeRepository({ 'a.py': 'x\n' });
    mkdirSync(join(root, '.git/hooks'), { recursive: true });
    writeFileSync(join(root, '.git/watch'), `#!/bin/sh\ntouch ${join(root, 'HOOK-RAN')}\n`, { mode: 0o755 });
    git(root, 'config', 'core.fsmonitor', join(root, '.git/watch'));
    await vcs.describe(root);
    expect(await vcs.listFiles(root)).toEqual(['a.py']);
  });
});
