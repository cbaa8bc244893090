import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCheck, type CheckOptions } from '../../src/cli/commands/check.ts';
import { exitCodeOfError, OuroborosError } from '../../src/domain/errors.ts';
import { capturedIo } from '../support/captured-io.ts';
import { git, makeFolder, makeRepository, writeFiles, type Files } from '../support/work-tree.ts';

const BAD = '{"a": 1,}';
const GOOD = '{"a": 1}';

const TREE: Files = {
  '.gitignore': 'build/\n',
  '.ouroborosignore': 'fixtures/\n',
  'b.json': BAD,
  'a.json': GOOD,
  'notes.txt': ')(',
  'src/z.json': BAD,
  'src/a b.json': GOOD,
  'build/out.json': BAD,
  'fixtures/broken.json': BAD,
  'artifacts/run.json': BAD,
};

/** The names that the command tells of, in its order. */
async function namesOf(options: Partial<CheckOptions>, cwd: string, stdin = ''): Promise<readonly string[]> {
  const io = capturedIo(cwd);
  await runCheck({ paths: [], format: 'json', ...options }, { ...io, readStdin: async () => stdin });
  const lines = io.out() === '' ? [] : io.out().split('\n');
  return lines.map((line) => (JSON.parse(line) as { readonly file: string }).file);
}

async function refusalOf(options: Partial<CheckOptions>, cwd: string, stdin = ''): Promise<OuroborosError> {
  const refusal = await namesOf(options, cwd, stdin).catch((error: unknown) => error);
  if (refusal instanceof OuroborosError) return refusal;
  throw new Error('The command did not refuse.');
}

describe('a tree', () => {
  it('is what lies below the current folder where nothing is named, sorted', async () => {
    const root = makeRepository(TREE);
    expect(await namesOf({}, root)).toEqual(['a.json', 'b.json', 'src/a b.json', 'src/z.json']);
    expect(await namesOf({}, join(root, 'src'))).toEqual(['a b.json', 'z.json']);
  });

  it('names a file whose name is not UTF-8, which nobody can open, and judges the others', async () => {
    const root = makeRepository({ 'a.json': GOOD });
    writeFileSync(Buffer.concat([Buffer.from(`${root}/b`), Buffer.from([0xff]), Buffer.from('.json')]), BAD);
    writeFileSync(Buffer.concat([Buffer.from(`${root}/c`), Buffer.from([0xff]), Buffer.from('.txt')]), BAD);
    const refusal = 'The name of b\uFFFD.json is not UTF-8, so that it was not judged.';
    expect((await refusalOf({}, root)).message).toBe(refusal);
    expect((await refusalOf({ changed: true }, root)).message).toBe(refusal);
    expect((await refusalOf({ stdinFiles: true }, root, 'a.json\nb\uFFFD.json\n')).message).toBe(refusal);
    writeFiles(root, { 'd\uFFFD.json': GOOD });
    expect(await namesOf({ paths: ['d\uFFFD.json', 'a.json'] }, root)).toEqual(['d\uFFFD.json', 'a.json']);
  });

  it('holds untracked files, and none that an ignore rule covers, that no parser knows or that this tool wrote', async () => {
    const root = makeRepository({ '.gitignore': 'build/\n' });
    writeFiles(root, TREE);
    expect(await namesOf({ paths: ['.'] }, root)).toEqual(['a.json', 'b.json', 'src/a b.json', 'src/z.json']);
  });

  it('holds scripts without an extension, which their first line tells from other files', async () => {
    const scripts = { 'bin/run': '#!/bin/sh\ntrue\n', 'bin/notes': 'true\n', Rakefile: 'task(:a)\n' };
    expect(await namesOf({}, makeRepository({ ...TREE, ...scripts }))).toEqual([
      'Rakefile',
      'a.json',
      'b.json',
      'bin/run',
      'src/a b.json',
      'src/z.json',
    ]);
  });

  it('is walked by the same rules where there is no repository', async () => {
    expect(await namesOf({}, makeFolder(TREE))).toEqual(['a.json', 'b.json', 'src/a b.json', 'src/z.json']);
  });

  it('is told of under the name that was given, each file once beside those that are named', async () => {
    const root = makeRepository(TREE);
    const mixed = { paths: ['src/z.json', 'src', './a.json'] };
    expect(await namesOf(mixed, root)).toEqual(['src/z.json', 'src/a b.json', './a.json']);
    expect(await namesOf({ paths: ['..'] }, join(root, 'src'))).toEqual([
      '../a.json',
      '../b.json',
      '../src/a b.json',
      '../src/z.json',
    ]);
    expect(await namesOf({ paths: [join(root, 'src')] }, makeFolder())).toEqual([
      join(root, 'src/a b.json'),
      join(root, 'src/z.json'),
    ]);
  });

  it('leaves out links, submodules and what was deleted', async () => {
    const root = makeRepository(TREE);
    symlinkSync('a.json', join(root, 'link.json'));
    symlinkSync('src', join(root, 'linked'));
    rmSync(join(root, 'b.json'));
    expect(await namesOf({}, root)).toEqual(['a.json', 'src/a b.json', 'src/z.json']);
    expect(await namesOf({ paths: ['linked'] }, root)).toEqual(['linked/a b.json', 'linked/z.json']);
  });

  it('does not keep a file from being judged that is named', async () => {
    const root = makeRepository(TREE);
    expect(await namesOf({ paths: ['build/out.json', 'notes.txt'] }, root)).toEqual([
      'build/out.json',
      'notes.txt',
    ]);
  });

  it('may be empty', async () => {
    const io = capturedIo(makeRepository());
    expect(await runCheck({ paths: [] }, io)).toBe(0);
    expect(io.out()).toBe('0 files: 0 valid, 0 invalid');
  });
});

describe('what changed', () => {
  it('is what differs from HEAD: staged, unstaged and untracked, sorted, without what vanished', async () => {
    const root = makeRepository({ ...TREE, 'gone.json': GOOD, 'staged-gone.json': GOOD, 'same.json': GOOD });
    writeFiles(root, { 'src/z.json': GOOD, 'b.json': GOOD, 'new.json': GOOD, 'build/out.json': GOOD });
    writeFiles(root, { 'fixtures/new.json': GOOD, 'new.txt': '' });
    git(root, 'add', 'b.json');
    git(root, 'rm', '--quiet', 'staged-gone.json');
    rmSync(join(root, 'gone.json'));
    expect(await namesOf({ changed: true }, root)).toEqual(['b.json', 'new.json', 'src/z.json']);
    expect(await namesOf({ changed: true }, join(root, 'src'))).toEqual(['z.json']);
    expect(await namesOf({ changed: true, paths: ['b.json', 'src'] }, root)).toEqual([
      'b.json',
      'src/z.json',
    ]);
  });

  it('holds what is staged even where the work tree is as it was', async () => {
    const root = makeRepository({ 'a.json': GOOD });
    writeFiles(root, { 'a.json': BAD });
    git(root, 'add', 'a.json');
    writeFiles(root, { 'a.json': GOOD });
    expect(await namesOf({ changed: true }, root)).toEqual(['a.json']);
  });

  it('can be counted from any commit', async () => {
    const root = makeRepository({ 'a.json': GOOD, 'b.json': GOOD });
    writeFiles(root, { 'b.json': BAD });
    git(root, 'commit', '--quiet', '-a', '-m', 'second');
    git(root, 'mv', 'a.json', 'moved.json');
    expect(await namesOf({ changed: 'HEAD~1' }, root)).toEqual(['b.json', 'moved.json']);
    expect(await namesOf({ changed: 'main' }, root)).toEqual(['moved.json']);
  });

  it('is everything before the first commit', async () => {
    const root = makeFolder({ 'a.json': GOOD, 'b.json': GOOD });
    git(root, 'init', '--quiet');
    git(root, 'add', 'a.json');
    expect(await namesOf({ changed: true }, root)).toEqual(['a.json', 'b.json']);
  });

  it.each(['nowhere', 'a.json', '--output=stolen', ''])(
    'is refused for %j, which is no commit',
    async (changed) => {
      const root = makeRepository({ 'a.json': GOOD });
      expect((await refusalOf({ changed }, root)).code).toBe('usage');
      expect(await namesOf({}, root)).toEqual(['a.json']);
    },
  );

  it('is refused without a repository, and for paths outside of it', async () => {
    const ungoverned = await refusalOf({ changed: true }, makeFolder({ 'a.json': GOOD }));
    expect(ungoverned.code).toBe('no-git');
    expect(exitCodeOfError(ungoverned)).toBe(5);
    const outside = makeFolder();
    const refusal = await refusalOf({ changed: true, paths: [outside] }, makeRepository());
    expect(refusal.code).toBe('outside-repository');
  });
});
