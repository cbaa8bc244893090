import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resolveTargets, type Targets } from '../../src/codebase/targets.ts';
import { createWorkspace } from '../../src/codebase/workspace.ts';
import { makeFolder } from '../support/work-tree.ts';

async function resolve(root: string, patterns: readonly string[], cwd = root): Promise<Targets> {
  const workspace = createWorkspace({ root, vcs: null });
  return resolveTargets(patterns, { cwd, workspace, maxSizeBytes: 1000 });
}

const FILES = {
  '.gitignore': 'ignored.py\n',
  'a.py': 'x\n',
  'ignored.py': 'x\n',
  'src/b.py': 'x\n',
  'src/deep/c.ts': 'x\n',
  'src/data.json': '{}\n',
  'docs/readme.md': 'x\n',
};

describe('targets', () => {
  test('are files, folders and globs, each file once, in order', async () => {
    const root = makeFolder(FILES);
    expect(await resolve(root, ['src', 'src/b.py', './a.py', 'src/**/*.ts'])).toEqual({
      targets: ['a.py', 'src/b.py', 'src/deep/c.ts'],
      namedTargets: ['a.py', 'src/b.py'],
      skipped: [],
    });
  });

  test('are relative to the working folder and may be absolute', async () => {
    const root = makeFolder(FILES);
    const cwd = join(root, 'src');
    expect((await resolve(root, ['b.py', '../a.py', join(root, 'docs/readme.md')], cwd)).targets).toEqual([
      'a.py',
      'docs/readme.md',
      'src/b.py',
    ]);
    expect((await resolve(root, ['../*.py', '*.{py,json}', join(root, 'docs/*')], cwd)).targets).toEqual([
      'a.py',
      'docs/readme.md',
      'src/b.py',
      'src/data.json',
    ]);
    expect((await resolve(root, ['.'], cwd)).targets).toEqual(['src/b.py', 'src/deep/c.ts']);
  });

  test('may be ignored files only when they are named one by one', async () => {
    const root = makeFolder(FILES);
    expect((await resolve(root, ['ignored.py'])).namedTargets).toEqual(['ignored.py']);
    expect((await resolve(root, ['*.py'])).targets).toEqual(['a.py']);
  });

  test('may have names that look like options or globs, or are beyond ASCII', async () => {
    const names = ['-rf.py', '[id].py', 'größe.py', '日本.py', 'a b.py'];
    const root = makeFolder(Object.fromEntries(names.map((name) => [name, 'x\n'])));
    expect((await resolve(root, names)).namedTargets).toEqual(names.toSorted());
  });

  test('are the files behind links that stay inside, each once', async () => {
    const root = makeFolder({ 'src/a.py': 'x\n' });
    symlinkSync('src/a.py', join(root, 'link.py'));
    expect(await resolve(root, ['link.py'])).toMatchObject({
      targets: ['src/a.py'],
      namedTargets: ['src/a.py'],
    });
    expect((await resolve(root, ['src', 'link.py'])).targets).toEqual(['src/a.py']);
  });

  test('are found from a working folder that is reached by a link', async () => {
    const root = makeFolder(FILES);
    const cwd = join(makeFolder(), 'link');
    symlinkSync(root, cwd);
    expect((await resolve(root, ['a.py', join(cwd, 'src/b.py')], cwd)).targets).toEqual(['a.py', 'src/b.py']);
  });

  test('leave out files of a folder that are not UTF-8 text of a bearable size', async () => {
    const root = makeFolder({
      'a.py': 'x\n',
      'b.py': Buffer.from([0x78, 0xe9, 0x0a]),
      'c.py': 'x'.repeat(1001),
    });
    expect(await resolve(root, ['.'])).toEqual({
      targets: ['a.py'],
      namedTargets: [],
      skipped: [
        { path: 'b.py', reason: 'is not valid UTF-8: byte 0xE9 at offset 1, line 1' },
        { path: 'c.py', reason: 'is too large: 0.0 MB, the limit is 0.0 MB' },
      ],
    });
  });
});

describe('a target that cannot be used', () => {
  test.each([
    ['b.py', 'not-found', 'There is no file b.py.', 'Did you mean src/b.py or a.py?'],
    ['zzzzzz.py', 'not-found', 'There is no file zzzzzz.py.', expect.stringContaining('Looked for')],
    ['*.rb', 'not-found', 'No file matches *.rb.', expect.any(String)],
    ['node_modules', 'not-found', 'node_modules gives no source file to work on.', expect.any(String)],
    ['docs', 'not-found', 'docs gives no source file to work on.', expect.any(String)],
    ['.git/HEAD', 'bad-file', '.git/HEAD cannot be a target: the path lies inside .git.', null],
    ['nul.py', 'bad-file', 'nul.py cannot be a target: "nul.py" is a reserved name on Windows.', null],
    ['binary.py', 'bad-file', 'binary.py is binary: a NUL byte at offset 2.', expect.any(String)],
    ['utf16.py', 'bad-file', 'utf16.py is UTF-16, not UTF-8.', expect.any(String)],
    [
      'latin.py',
      'bad-file',
      'latin.py is not valid UTF-8: byte 0xE9 at offset 5, line 2.',
      expect.any(String),
    ],
    ['', 'usage', 'A target is empty.', expect.any(String)],
    ['a.py/b', 'not-found', 'There is no file a.py/b.', expect.any(String)],
    ['a\0b', 'bad-file', expect.stringContaining('cannot be looked at'), null],
  ])('%j is %s', async (pattern, code, message, hint) => {
    const root = makeFolder({
      ...FILES,
      '.git/HEAD': 'x\n',
      'nul.py': 'x\n',
      'binary.py': 'x\n\0',
      'utf16.py': Buffer.from([0xff, 0xfe, 0x78, 0x00]),
      'latin.py': Buffer.from([0x61, 0x0a, 0x63, 0x61, 0x66, 0xe9, 0x0a]),
    });
    mkdirSync(join(root, 'node_modules'));
    await expect(resolve(root, [pattern])).rejects.toMatchObject({ code, message, hint });
  });

  test('is too large', async () => {
    const root = makeFolder({ 'a.py': 'x\n' });
    writeFileSync(join(root, 'large.py'), '');
    truncateSync(join(root, 'large.py'), 11 * 1024 * 1024);
    const workspace = createWorkspace({ root, vcs: null });
    await expect(resolveTargets(['large.py'], { cwd: root, workspace })).rejects.toMatchObject({
      code: 'bad-file',
      message: 'large.py is too large: 11.0 MB, the limit is 10.0 MB.',
    });
  });

  test('lies outside the repository', async () => {
    const outside = makeFolder({ 'x.py': 'x\n' });
    const root = makeFolder(FILES);
    symlinkSync(join(outside, 'x.py'), join(root, 'out.py'));
    for (const pattern of ['../', join(outside, 'x.py'), join(outside, '*.py'), '../*.py', 'out.py', '/']) {
      await expect(resolve(root, [pattern])).rejects.toMatchObject({ code: 'outside-repository' });
    }
  });
});
