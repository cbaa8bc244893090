import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/domain/digest.ts';
import { applyWrites, type AppliedWrite } from '../../src/safety/apply.ts';
import { planUndo, type UndoPlan } from '../../src/safety/undo.ts';
import { placeIn, resetScenario, TREE, WRITES } from '../support/kill-scenario.ts';
import { scratchFolders } from '../support/scratch.ts';
import { readTree } from '../support/tree-state.ts';

const scratch = scratchFolders();

describe('an undo', () => {
  it('puts back bytes, modes, deleted files and folders, and can itself be undone', async () => {
    const root = scratch();
    resetScenario(root);
    // A folder that comes back with a new file gets the mode of any new folder.
    chmodSync(join(root, 'old/deep'), statSync(join(root, 'old')).mode);
    const old = readTree(root);
    const applied = await applyWrites(WRITES, placeIn(root));
    const fresh = readTree(root);

    const plan = await planUndo(applied, placeIn(root));
    const undone = await applyWrites(plan.writes, placeIn(root, { runId: 'gen_undo' }));
    expect(plan).toMatchObject({ kind: 'ready', alreadyBack: [], differences: [] });
    expect(readTree(root)).toEqual(old);

    const redo = await planUndo(undone, placeIn(root));
    await applyWrites(redo.writes, placeIn(root, { runId: 'gen_redo' }));
    expect(readTree(root)).toEqual(fresh);
  });

  it('touches nothing but the files of its run', async () => {
    const { root, applied } = await appliedScenario();
    appendFileSync(join(root, 'src/bystander.py'), 'later = 1\n');
    writeFileSync(join(root, 'pkg/mine.py'), 'mine = 1\n');

    const plan = await planUndo(applied, placeIn(root));
    await applyWrites(plan.writes, placeIn(root, { runId: 'gen_undo' }));

    expect(readFileSync(join(root, 'src/bystander.py'), 'utf8')).toBe('untouched = 1\nlater = 1\n');
    expect(readFileSync(join(root, 'pkg/mine.py'), 'utf8')).toBe('mine = 1\n');
    expect(Object.keys(readTree(root))).not.toContain('pkg/inner');
  });

  it('names each file that was edited, deleted or made again since, with what is there now', async () => {
    const { root, applied } = await appliedScenario();
    appendFileSync(join(root, 'src/crlf.py'), 'later');
    rmSync(join(root, 'bin/run.sh'));
    writeFileSync(join(root, 'src/gone.py'), 'another');

    const plan = await planUndo(applied, placeIn(root));

    expect(plan.kind).toBe('differs');
    expect(plan.differences).toEqual([
      {
        path: 'src/crlf.py',
        reason: 'it was changed since',
        expected: digestOf('a = 10\r\nb = 2\r\n'),
        found: digestOf('a = 10\r\nb = 2\r\nlater'),
      },
      {
        path: 'bin/run.sh',
        reason: 'it was deleted since',
        expected: digestOf('#!/bin/sh\necho new\n'),
        found: null,
      },
      {
        path: 'src/gone.py',
        reason: 'a file of that name was made since',
        expected: null,
        found: digestOf('another'),
      },
    ]);
    expect(plan.writes.map((write) => write.path)).toEqual([
      'old/deep/only.py',
      'pkg/inner/new.py',
      'pkg/inner/more/other.py',
      'src/bom.ts',
    ]);
  });

  it('leaves out what is as it was before the run already', async () => {
    const { root, applied } = await appliedScenario();
    writeFileSync(join(root, 'src/crlf.py'), TREE['src/crlf.py']?.text ?? '');
    writeFileSync(join(root, 'src/gone.py'), TREE['src/gone.py']?.text ?? '');
    rmSync(join(root, 'pkg/inner/new.py'));

    const plan = await planUndo(applied, placeIn(root));

    expect(plan).toMatchObject({
      kind: 'ready',
      alreadyBack: ['src/crlf.py', 'src/gone.py', 'pkg/inner/new.py'],
    });
    expect(plan.writes).toHaveLength(4);
  });

  it('names a file whose backup is missing or damaged', async () => {
    const { root, applied } = await appliedScenario();
    const backups = join(root, 'artifacts/runs/gen_20260102_030405_abc/backups');
    rmSync(join(backups, 'src/crlf.py.before'));
    appendFileSync(join(backups, 'src/gone.py.before'), 'x');

    const plan = await planUndo(applied, placeIn(root));

    expect(reasons(plan)).toEqual([
      'its backup runs/gen_20260102_030405_abc/backups/src/crlf.py.before is missing',
      'its backup runs/gen_20260102_030405_abc/backups/src/gone.py.before is damaged',
    ]);
  });

  it('keeps a mode that the user has set since, unless the run had set one', async () => {
    const { root, applied } = await appliedScenario();
    chmodSync(join(root, 'src/crlf.py'), 0o755);
    const plan = await planUndo(applied, placeIn(root));
    await applyWrites(plan.writes, placeIn(root, { runId: 'gen_undo' }));
    expect(readTree(root)['src/crlf.py']).toMatch(/^file 755 /);

    const before = digestOf(readFileSync(join(root, 'src/bom.ts')));
    const write = { path: 'src/bom.ts', before, after: Buffer.from('x'), mode: 0o700 };
    const again = await applyWrites([write], placeIn(root, { runId: 'gen_mode' }));
    chmodSync(join(root, 'src/bom.ts'), 0o644);
    const refused = await planUndo(again, placeIn(root));
    expect(reasons(refused)).toEqual(['its mode is 0644 and was 0700 after the run']);
  });

  it('names a file whose folder is a link out of the repository now', async () => {
    const { root, applied } = await appliedScenario();
    const outside = scratch();
    mkdirSync(join(outside, 'inner'));
    writeFileSync(join(outside, 'inner/new.py'), 'new = 1\n');
    rmSync(join(root, 'pkg'), { recursive: true });
    symlinkSync(outside, join(root, 'pkg'));

    const plan = await planUndo(applied, placeIn(root));

    expect(plan.differences.map((difference) => difference.path)).toEqual([
      'pkg/inner/new.py',
      'pkg/inner/more/other.py',
    ]);
  });
});

async function appliedScenario(): Promise<{ root: string; applied: readonly AppliedWrite[] }> {
  const root = scratch();
  resetScenario(root);
  return { root, applied: await applyWrites(WRITES, placeIn(root)) };
}

function reasons(plan: UndoPlan): readonly string[] {
  return plan.differences.map((difference) => difference.reason);
}
