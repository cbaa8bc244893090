import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/domain/digest.ts';
import { OuroborosError } from '../../src/domain/errors.ts';
import { applyWrites } from '../../src/safety/apply.ts';
import type { PlannedWrite } from '../../src/safety/check-writes.ts';
import { placeIn, resetScenario, WRITES } from '../support/kill-scenario.ts';
import { runChildWithFileLimit } from '../support/run-child.ts';
import { scratchFolders } from '../support/scratch.ts';
import { readTree, writeTree } from '../support/tree-state.ts';

const scratch = scratchFolders();

describe('applyWrites', () => {
  it('writes every file of the set, keeps modes, and says what it did', async () => {
    const root = scratch();
    writeTree(root, {
      'run.sh': { text: 'old\n', mode: 0o755 },
      'gone.py': { text: 'x = 1\n', mode: 0o640 },
    });
    const place = placeIn(root);

    const applied = await applyWrites(
      [
        edit('run.sh', 'old\n', 'new\n'),
        edit('gone.py', 'x = 1\n', null),
        { path: 'a/b/new.py', before: null, after: Buffer.from('y = 1\n'), mode: 0o600 },
      ],
      place,
    );

    expect(readTree(root)).toMatchObject({
      a: expect.stringMatching(/^folder/),
      'a/b': expect.stringMatching(/^folder/),
      'a/b/new.py': file(0o600, 'y = 1\n'),
      'run.sh': file(0o755, 'new\n'),
    });
    expect(applied).toEqual([
      {
        path: 'run.sh',
        operation: 'modify',
        originalHash: digestOf('old\n'),
        modifiedHash: digestOf('new\n'),
        modeBefore: 0o755,
        modeAfter: 0o755,
        backupPath: 'runs/gen_20260102_030405_abc/backups/run.sh.before',
        foldersMade: [],
      },
      {
        path: 'gone.py',
        operation: 'delete',
        originalHash: digestOf('x = 1\n'),
        modifiedHash: null,
        modeBefore: 0o640,
        modeAfter: null,
        backupPath: 'runs/gen_20260102_030405_abc/backups/gone.py.before',
        foldersMade: [],
      },
      {
        path: 'a/b/new.py',
        operation: 'create',
        originalHash: null,
        modifiedHash: digestOf('y = 1\n'),
        modeBefore: null,
        modeAfter: 0o600,
        backupPath: null,
        foldersMade: ['a', 'a/b'],
      },
    ]);
    expect(place.told.applied).toEqual(applied);
    expect(readdirSync(join(root, '.ouroboros/journal'))).toEqual([]);
  });

  it('reports every backup, with its digest, before the first file is written', async () => {
    const root = scratch();
    resetScenario(root);
    const old = readTree(root);
    const seen: unknown[] = [];
    const place = placeIn(root, {
      onBackup: (backup) => {
        const bytes = readFileSync(join(root, 'artifacts', backup.backupPath));
        seen.push({ path: backup.path, isExact: digestOf(bytes) === backup.digest, mode: backup.mode });
        expect(readTree(root)).toEqual(old);
      },
    });

    await applyWrites(WRITES, place);

    expect(seen).toEqual([
      { path: 'src/crlf.py', isExact: true, mode: 0o644 },
      { path: 'bin/run.sh', isExact: true, mode: 0o755 },
      { path: 'src/gone.py', isExact: true, mode: 0o640 },
      { path: 'old/deep/only.py', isExact: true, mode: 0o644 },
      { path: 'src/bom.ts', isExact: true, mode: 0o600 },
    ]);
  });

  it('keeps backups readable by the user alone and away from the names that test runners collect', async () => {
    const root = scratch();
    writeTree(root, { 'test_a.py': { text: 'secret', mode: 0o600 } });
    await applyWrites([edit('test_a.py', 'secret', 'new')], placeIn(root));
    const backups = join(root, 'artifacts/runs/gen_20260102_030405_abc/backups');
    expect(readdirSync(backups)).toEqual(['test_a.py.before']);
    expect(statSync(join(backups, 'test_a.py.before')).mode & 0o777).toBe(0o600);
  });

  it('writes exactly the bytes it was given: no final newline is added, no line ending or mark is changed', async () => {
    const root = scratch();
    const after = Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0x0d, 0x0a, 0xff, 0x0a, 0x0d, 0x62]);
    writeTree(root, { 'odd.txt': { text: 'no final newline', mode: 0o644 } });
    await applyWrites([edit('odd.txt', 'no final newline', after)], placeIn(root));
    expect(readFileSync(join(root, 'odd.txt'))).toEqual(after);
  });

  it('gives a new file the mode that the system gives any new file', async () => {
    const root = scratch();
    writeFileSync(join(root, 'reference'), '');
    await applyWrites([{ path: 'new.py', before: null, after: Buffer.from('') }], placeIn(root));
    expect(statSync(join(root, 'new.py')).mode).toBe(statSync(join(root, 'reference')).mode);
  });

  it('leaves the index and staged hunks of a dirty repository as they are', async () => {
    const root = scratch();
    const git = (...args: string[]): string =>
      execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], {
        cwd: root,
        encoding: 'utf8',
      });
    git('init', '-q');
    writeFileSync(join(root, '.gitignore'), 'artifacts/\n');
    writeFileSync(join(root, 'a.py'), 'one\n');
    git('add', '.');
    git('commit', '-qm', 'start');
    writeFileSync(join(root, 'a.py'), 'one\nstaged\n');
    git('add', 'a.py');
    appendFileSync(join(root, 'a.py'), 'unstaged\n');
    writeFileSync(join(root, 'untracked.py'), 'mine\n');
    const index = readFileSync(join(root, '.git/index'));
    const staged = git('diff', '--cached');

    await applyWrites([edit('a.py', 'one\nstaged\nunstaged\n', 'ONE\nstaged\nunstaged\n')], placeIn(root));

    expect(readFileSync(join(root, '.git/index'))).toEqual(index);
    expect(git('diff', '--cached')).toBe(staged);
    expect(git('status', '--porcelain')).toBe('MM a.py\n?? untracked.py\n');
  });
});

describe('a link', () => {
  it('inside the root stays a link, and its file is edited', async () => {
    const root = scratch();
    writeTree(root, { 'real/file.py': { text: 'old', mode: 0o644 } });
    symlinkSync('real/file.py', join(root, 'link.py'));
    symlinkSync('real', join(root, 'folder'));

    await applyWrites(
      [edit('link.py', 'old', 'new'), { path: 'folder/sub/made.py', before: null, after: Buffer.from('m') }],
      placeIn(root),
    );

    expect(readlinkSync(join(root, 'link.py'))).toBe('real/file.py');
    expect(readFileSync(join(root, 'real/file.py'), 'utf8')).toBe('new');
    expect(readFileSync(join(root, 'real/sub/made.py'), 'utf8')).toBe('m');
  });

  it('is refused where it leads outside, into .git, nowhere, or is to be deleted', async () => {
    const outside = scratch();
    writeFileSync(join(outside, 'file.py'), 'old');
    const root = scratch();
    mkdirSync(join(root, '.git/hooks'), { recursive: true });
    writeFileSync(join(root, 'real.py'), 'old');
    symlinkSync(join(outside, 'file.py'), join(root, 'out.py'));
    symlinkSync(outside, join(root, 'out'));
    symlinkSync('.git/hooks', join(root, 'hooks'));
    symlinkSync('nothing.py', join(root, 'dangling.py'));
    symlinkSync('real.py', join(root, 'link.py'));
    symlinkSync('loop', join(root, 'loop'));

    expect(await refusalOf(root, edit('out.py', 'old', 'new'))).toBe('outside-repository');
    expect(await refusalOf(root, create('out/made.py'))).toBe('outside-repository');
    expect(await refusalOf(root, create('hooks/pre-commit'))).toBe('bad-file');
    expect(await refusalOf(root, create('dangling.py'))).toBe('bad-file');
    expect(await refusalOf(root, create('loop'))).toBe('bad-file');
    expect(await refusalOf(root, create('loop/made.py'))).toBe('bad-file');
    expect(await refusalOf(root, edit('link.py', 'old', null))).toBe('bad-file');
    expect(readFileSync(join(outside, 'file.py'), 'utf8')).toBe('old');
    expect(readdirSync(outside)).toEqual(['file.py']);
  });

  it('and the file behind it cannot both be written', async () => {
    const root = scratch();
    writeFileSync(join(root, 'real.py'), 'old');
    symlinkSync('real.py', join(root, 'link.py'));
    expect(await refusalOf(root, [edit('real.py', 'old', 'a'), edit('link.py', 'old', 'b')])).toBe(
      'bad-file',
    );
  });
});

describe('a write set is refused whole', () => {
  it('where a path leaves the root or names what is not the user’s to change', async () => {
    const root = scratch();
    expect(await refusalOf(root, create('../x.py'))).toBe('outside-repository');
    expect(await refusalOf(root, create('/etc/x.py'))).toBe('outside-repository');
    expect(await refusalOf(root, create('.git/config'))).toBe('bad-file');
    expect(await refusalOf(root, create('.ouroboros/lock.json'))).toBe('bad-file');
    expect(await refusalOf(root, create('artifacts/x.json'))).toBe('bad-file');
    expect(await refusalOf(root, create('sub/nul.txt'))).toBe('bad-file');
  });

  it('where a file has other names or is no regular file', async () => {
    const root = scratch();
    writeFileSync(join(root, 'one.py'), 'old');
    linkSync(join(root, 'one.py'), join(root, 'two.py'));
    mkdirSync(join(root, 'folder'));
    execFileSync('mkfifo', [join(root, 'pipe')]);

    expect(await refusalOf(root, edit('one.py', 'old', 'new'))).toBe('bad-file');
    expect(await refusalOf(root, create('folder'))).toBe('bad-file');
    expect(await refusalOf(root, edit('pipe', '', 'new'))).toBe('bad-file');
    expect(await refusalOf(root, create('one.py/below.py'))).toBe('bad-file');
  });

  it('where a file to create exists, a file to change is gone, or its bytes differ', async () => {
    const root = scratch();
    writeFileSync(join(root, 'there.py'), 'theirs');
    expect(await refusalOf(root, create('there.py'))).toBe('changed-on-disk');
    expect(await refusalOf(root, edit('gone.py', 'old', 'new'))).toBe('changed-on-disk');
    expect(await refusalOf(root, [create('fine.py'), edit('there.py', 'old', 'new')])).toBe(
      'changed-on-disk',
    );
  });

  it('where a file or its folder is read-only', async () => {
    const root = scratch();
    writeTree(root, {
      'read-only.py': { text: 'old', mode: 0o444 },
      'closed/a.py': { text: 'old', mode: 0o644 },
      'fine.py': { text: 'old', mode: 0o644 },
    });
    chmodSync(join(root, 'closed'), 0o555);

    expect(await refusalOf(root, [edit('fine.py', 'old', 'new'), edit('read-only.py', 'old', 'new')])).toBe(
      'environment',
    );
    expect(await refusalOf(root, edit('read-only.py', 'old', null))).toBe('environment');
    expect(await refusalOf(root, edit('closed/a.py', 'old', 'new'))).toBe('environment');
    expect(await refusalOf(root, create('closed/sub/b.py'))).toBe('environment');
    chmodSync(join(root, 'closed'), 0o755);
  });

  it.skipIf(process.getuid?.() === 0)('where none but others may write a file', async () => {
    const root = scratch();
    writeTree(root, { 'theirs.py': { text: 'old', mode: 0o466 } });
    expect(await refusalOf(root, edit('theirs.py', 'old', 'new'))).toBe('environment');
    expect(readFileSync(join(root, 'theirs.py'), 'utf8')).toBe('old');
  });

  it('where an earlier apply was interrupted and not yet taken back', async () => {
    const root = scratch();
    mkdirSync(join(root, '.ouroboros/journal'), { recursive: true });
    writeFileSync(
      join(root, '.ouroboros/journal/apply.json'),
      JSON.stringify({ version: 1, runId: 'gen_x', foldersMade: [], foldersRemoved: [], entries: [] }),
    );
    expect(await refusalOf(root, create('new.py'))).toBe('environment');
  });
});

describe('an apply that fails on the way takes everything back', () => {
  it('when the disk has no room for one of the files', async () => {
    const root = scratch();
    resetScenario(root);
    const old = readTree(root);

    const { result } = await runChildWithFileLimit('apply-large', root, 64 * 1024);

    expect(result?.error).toEqual({
      code: 'disk',
      message: 'Cannot write pkg/large.py: the file is larger than the system allows.',
      hint: 'All files are as they were before. Put that right and run the command again.',
    });
    expect(readTree(root)).toEqual(old);
    expect(readdirSync(join(root, '.ouroboros/journal'))).toEqual([]);
  });

  it('when a file changes after it was checked', async () => {
    const root = scratch();
    resetScenario(root);
    const place = placeIn(root, { onBackup: () => writeFileSync(join(root, 'src/bom.ts'), 'theirs') });

    await expect(applyWrites(WRITES, place)).rejects.toMatchObject({ code: 'changed-on-disk' });

    const now = readTree(root);
    resetScenario(root);
    writeFileSync(join(root, 'src/bom.ts'), 'theirs');
    expect(now).toEqual(readTree(root));
  });

  it('when someone else makes the folder of a file that was to be created', async () => {
    const root = scratch();
    resetScenario(root);
    const place = placeIn(root, {
      onBackup: () => writeTree(root, { 'pkg/inner/more/other.py': { text: 'theirs', mode: 0o644 } }),
    });

    await expect(applyWrites(WRITES, place)).rejects.toMatchObject({ code: 'environment' });

    expect(readFileSync(join(root, 'pkg/inner/more/other.py'), 'utf8')).toBe('theirs');
    expect(readdirSync(join(root, 'pkg/inner'))).toEqual(['more']);
    expect(readFileSync(join(root, 'src/crlf.py'), 'utf8')).toBe('a = 1\r\nb = 2\r\n');
  });

  it('when someone else makes the very file that was to be created', async () => {
    const root = scratch();
    resetScenario(root);
    const place = placeIn(root, { onBackup: () => writeFileSync(join(root, 'src/new.py'), 'theirs') });

    await expect(applyWrites([...WRITES, create('src/new.py')], place)).rejects.toMatchObject({
      code: 'changed-on-disk',
    });

    expect(readFileSync(join(root, 'src/new.py'), 'utf8')).toBe('theirs');
    expect(readFileSync(join(root, 'src/gone.py'), 'utf8')).toBe('gone = True\n');
  });

  it('when the recorder cannot record what was applied', async () => {
    const root = scratch();
    resetScenario(root);
    const old = readTree(root);
    const full = new Error('the log is full');
    const place = placeIn(root, {
      onApplied: (change) => {
        expect(readdirSync(join(root, '.ouroboros/journal'))).toEqual(['apply.json']);
        if (change.path === 'src/gone.py') throw full;
      },
    });

    await expect(applyWrites(WRITES, place)).rejects.toBe(full);
    expect(readTree(root)).toEqual(old);
  });

  it('when the run is interrupted', async () => {
    const root = scratch();
    resetScenario(root);
    const old = readTree(root);
    const controller = new AbortController();
    const reason = new Error('interrupted');
    const place = placeIn(root, { signal: controller.signal, onBackup: () => controller.abort(reason) });

    await expect(applyWrites(WRITES, place)).rejects.toBe(reason);
    expect(readTree(root)).toEqual(old);
  });

  it('but leaves what someone else wrote over its changes meanwhile, and names it', async () => {
    const root = scratch();
    resetScenario(root);
    const place = placeIn(root, {
      onApplied: () => {
        writeFileSync(join(root, 'src/crlf.py'), 'theirs');
        throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      },
    });

    await expect(applyWrites(WRITES, place)).rejects.toMatchObject({
      code: 'disk',
      hint: expect.stringContaining('src/crlf.py: it was changed since'),
    });

    const now = readTree(root);
    resetScenario(root);
    writeFileSync(join(root, 'src/crlf.py'), 'theirs');
    expect(now).toEqual(readTree(root));
  });
});

function edit(path: string, before: string, after: string | Uint8Array | null): PlannedWrite {
  return { path, before: digestOf(before), after: after === null ? null : Buffer.from(after) };
}

function create(path: string): PlannedWrite {
  return { path, before: null, after: Buffer.from('made') };
}

function file(mode: number, text: string): string {
  const owner = `${process.getuid?.()}:${process.getgid?.()}`;
  return `file ${mode.toString(8)} ${owner} ${Buffer.from(text).toString('base64')}`;
}

/** The code that the apply is refused with; neither tree, artifacts nor listeners show a trace of it. */
async function refusalOf(root: string, writes: PlannedWrite | readonly PlannedWrite[]): Promise<unknown> {
  const old = readTree(root);
  const place = placeIn(root);
  const error: unknown = await applyWrites([writes].flat(), place).catch((thrown: unknown) => thrown);
  expect(readTree(root)).toEqual(old);
  expect(place.told).toEqual({ backups: [], applied: [] });
  expect(existsSync(join(root, 'artifacts'))).toBe(false);
  return error instanceof OuroborosError ? error.code : error;
}
