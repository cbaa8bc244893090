import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/domain/digest.ts';
import { applyWrites } from '../../src/safety/apply.ts';
import { recoverInterrupted } from '../../src/safety/recover.ts';
import { placeIn, resetScenario, WRITES } from '../support/kill-scenario.ts';
import { killBeforeCommit } from '../support/killed-apply.ts';
import { scratchFolders } from '../support/scratch.ts';
import { readTree } from '../support/tree-state.ts';

const scratch = scratchFolders();
const BACKUPS = 'artifacts/runs/gen_20260102_030405_abc/backups';

describe('the next start after a kill', () => {
  it('takes back every file, names the run, and finds nothing to do the second time', async () => {
    const root = await killedBeforeCommit();

    const recovery = await recoverInterrupted(root);

    expect(recovery).toEqual({
      kind: 'rolled-back',
      runId: 'gen_20260102_030405_abc',
      paths: WRITES.map((write) => ({ kind: 'restored', path: write.path })),
    });
    expect(await recoverInterrupted(root)).toEqual({ kind: 'nothing-to-do' });
    await expect(applyWrites(WRITES, placeIn(root, { runId: 'gen_next' }))).resolves.toHaveLength(7);
  });

  it('leaves alone and names what someone else changed since, and restores the rest', async () => {
    const root = await killedBeforeCommit();
    appendFileSync(join(root, 'src/crlf.py'), 'theirs\r\n');
    mkdirSync(join(root, 'pkg/mine'));

    const recovery = await recoverInterrupted(root);

    expect(recovery).toMatchObject({
      paths: [
        {
          kind: 'left-alone',
          path: 'src/crlf.py',
          reason: 'it was changed since',
          backup: join(root, BACKUPS, 'src/crlf.py.before'),
        },
        ...WRITES.slice(1).map((write) => ({ kind: 'restored', path: write.path })),
      ],
    });
    const now = readTree(root);
    resetScenario(root);
    writeFileSync(join(root, 'src/crlf.py'), 'a = 10\r\nb = 2\r\ntheirs\r\n');
    mkdirSync(join(root, 'pkg/mine'), { recursive: true });
    expect(now).toEqual(readTree(root));
  });

  it('names a file whose backup is gone', async () => {
    const root = await killedBeforeCommit();
    rmSync(join(root, BACKUPS), { recursive: true });

    const recovery = await recoverInterrupted(root);

    expect(recovery.kind === 'rolled-back' ? recovery.paths.map((path) => path.kind) : []).toEqual([
      'left-alone',
      'left-alone',
      'left-alone',
      'left-alone',
      'restored',
      'restored',
      'left-alone',
    ]);
  });

  it('works after the work tree was moved as a whole', async () => {
    const root = await killedBeforeCommit();
    const moved = join(scratch(), 'moved');
    mkdirSync(moved);
    for (const part of ['src', 'bin', 'pkg', '.ouroboros', 'artifacts']) {
      renameSync(join(root, part), join(moved, part));
    }
    await recoverInterrupted(moved);
    const now = readTree(moved);
    resetScenario(moved);
    expect(now).toEqual(readTree(moved));
  });
});

describe('a journal that this tool did not write', () => {
  it('is refused when it is not a journal or names a path outside the root', async () => {
    for (const text of ['', '{"version":2}', journalFor('../outside.py'), journalFor('.git/config')]) {
      const root = scratch();
      plantJournal(root, text);
      await expect(recoverInterrupted(root)).rejects.toMatchObject({ code: 'environment' });
    }
  });

  it('reaches no file behind a link', async () => {
    const root = scratch();
    const outside = scratch();
    writeFileSync(join(outside, 'file.py'), 'new');
    symlinkSync(outside, join(root, 'link'));
    mkdirSync(join(root, '.git'));
    writeFileSync(join(root, '.git/config'), 'new');
    symlinkSync('.git', join(root, 'git'));
    plantJournal(root, journalFor('link/file.py', 'git/config'));

    const recovery = await recoverInterrupted(root);

    expect(recovery).toMatchObject({ paths: [{ kind: 'left-alone' }, { kind: 'left-alone' }] });
    expect(existsSync(join(outside, 'file.py'))).toBe(true);
    expect(readFileSync(join(root, '.git/config'), 'utf8')).toBe('new');
  });
});

/** A tree with everything written and the journal still standing. */
async function killedBeforeCommit(): Promise<string> {
  const root = scratch();
  await killBeforeCommit(root);
  return root;
}

/** A journal that says: these files were created with the content "new", so take them away. */
function journalFor(...targets: readonly string[]): string {
  const after = { digest: digestOf('new'), mode: null };
  const entries = targets.map((target) => ({ path: target, target, before: null, after }));
  return JSON.stringify({ version: 1, runId: 'gen_x', foldersMade: [], foldersRemoved: [], entries });
}

function plantJournal(root: string, text: string): void {
  mkdirSync(join(root, '.ouroboros/journal'), { recursive: true });
  writeFileSync(join(root, '.ouroboros/journal/apply.json'), text);
}
