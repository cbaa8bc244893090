import { chmodSync, chownSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ApplyPlace, AppliedWrite } from '../../src/safety/apply.ts';
import type { BackupMade } from '../../src/safety/backup.ts';
import type { PlannedWrite } from '../../src/safety/check-writes.ts';
import { digestOf } from '../../src/domain/digest.ts';
import { writeTree, type TreeSpec } from './tree-state.ts';

/** A tree with the files that an atomic apply most easily gets wrong. */
export const TREE: TreeSpec = {
  'src/crlf.py': { text: 'a = 1\r\nb = 2\r\n', mode: 0o644 },
  'bin/run.sh': { text: '#!/bin/sh\necho old\n', mode: 0o755 },
  'src/bom.ts': { text: '\uFEFFexport const x = 1;', mode: 0o600 },
  'src/gone.py': { text: 'gone = True\n', mode: 0o640 },
  'old/deep/only.py': { text: 'only = 1\n', mode: 0o644 },
  'src/bystander.py': { text: 'untouched = 1\n', mode: 0o664 },
};

/** One change of every kind: edits of three files, two deletions, two new files in new folders. */
export const WRITES: readonly PlannedWrite[] = [
  edit('src/crlf.py', 'a = 10\r\nb = 2\r\n'),
  edit('bin/run.sh', '#!/bin/sh\necho new\n'),
  edit('src/gone.py', null),
  { ...edit('old/deep/only.py', null), foldersToRemove: ['old', 'old/deep'] },
  { path: 'pkg/inner/new.py', before: null, after: Buffer.from('new = 1\n') },
  { path: 'pkg/inner/more/other.py', before: null, after: Buffer.from('other = 1\n') },
  edit('src/bom.ts', '\uFEFFexport const x = 2;'),
];

/** An edit of a small file together with one whose new content needs more room than the test allows. */
export const LARGE_WRITES: readonly PlannedWrite[] = [
  edit('src/crlf.py', 'a = 10\r\n'),
  { path: 'pkg/large.py', before: null, after: Buffer.alloc(1_000_000, 'x') },
  edit('bin/run.sh', '#!/bin/sh\necho new\n'),
];

export function resetScenario(root: string): void {
  for (const part of ['src', 'bin', 'old', 'pkg', '.ouroboros', 'artifacts']) {
    rmSync(join(root, part), { recursive: true, force: true });
  }
  writeTree(root, TREE);
  chmodSync(join(root, 'old/deep'), 0o750);
  // Only root may give a file to someone else; elsewhere the owner is the caller's anyway.
  if (process.getuid?.() === 0) chownSync(join(root, 'bin/run.sh'), 1234, 1234);
}

export type Told = { readonly backups: BackupMade[]; readonly applied: AppliedWrite[] };

/** An apply place below a root that remembers what it was told. */
export function placeIn(
  root: string,
  changes: Partial<ApplyPlace> = {},
): ApplyPlace & { readonly told: Told } {
  const told: Told = { backups: [], applied: [] };
  const runId = changes.runId ?? 'gen_20260102_030405_abc';
  return {
    root,
    artifactsDir: join(root, 'artifacts'),
    runId,
    backupDir: `runs/${runId}/backups`,
    onBackup: (backup) => void told.backups.push(backup),
    onApplied: (change) => void told.applied.push(change),
    signal: new AbortController().signal,
    git: null,
    ...changes,
    told,
  };
}

function edit(path: string, after: string | null): PlannedWrite {
  const before = TREE[path];
  if (before === undefined) throw new RangeError(path);
  return { path, before: digestOf(before.text), after: after === null ? null : Buffer.from(after) };
}
