import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf, type Digest } from '../domain/digest.ts';
import type { AppliedWrite } from './apply.ts';
import type { PlannedWrite } from './check-writes.ts';
import { during, isGone, readSnapshot } from './disk.ts';
import { locate } from './locate.ts';

/** A file that an undo may not touch, or cannot, and why. Null digests stand for no file. */
export type UndoDifference = {
  readonly path: string;
  readonly reason: string;
  /** What the run left there. */
  readonly expected: Digest | null;
  /** What is there now. */
  readonly found: Digest | null;
};

/** `writes` puts back what still is as the run left it; paths in `alreadyBack` are as they were before the run. */
export type UndoPlan = {
  /** `differs` when at least one file does: the undo is all or none, so nothing should be written then. */
  readonly kind: 'ready' | 'differs';
  readonly writes: readonly PlannedWrite[];
  readonly alreadyBack: readonly string[];
  readonly differences: readonly UndoDifference[];
};

/** `artifactsDir` is absolute: the folder that the backup paths of the record are relative to. */
export type UndoPlace = { readonly root: string; readonly artifactsDir: string };

/** Works out how to take back what a run applied. Reads only; `applyWrites` does the writes. */
export async function planUndo(applied: readonly AppliedWrite[], place: UndoPlace): Promise<UndoPlan> {
  const root = await during('read the work tree', () => realpath(place.root));
  const writes: PlannedWrite[] = [];
  const alreadyBack: string[] = [];
  const differences: UndoDifference[] = [];
  for (const change of applied) {
    const step = await during(`read ${change.path}`, () => planChange(change, { ...place, root }));
    if (step.kind === 'write') writes.push(step.write);
    if (step.kind === 'back') alreadyBack.push(change.path);
    if (step.kind === 'differs') differences.push(step.difference);
  }
  return { kind: differences.length === 0 ? 'ready' : 'differs', writes, alreadyBack, differences };
}

type Step =
  | { readonly kind: 'write'; readonly write: PlannedWrite }
  | { readonly kind: 'back' }
  | { readonly kind: 'differs'; readonly difference: UndoDifference };

async function planChange(change: AppliedWrite, place: UndoPlace): Promise<Step> {
  const { originalHash, modifiedHash } = change;
  const location = await locate(place.root, change.path);
  if (location.kind === 'refused') return differs(change, location.error.message, null);
  const now = location.kind === 'file' ? await readSnapshot(location.real) : null;
  const found = now?.digest ?? null;
  if (found === originalHash && found !== modifiedHash) return { kind: 'back' };
  if (found !== modifiedHash) return differs(change, whyDiffers(change, found), found);
  if (changesMode(change) && now?.mode !== change.modeAfter) {
    return differs(
      change,
      `its mode is ${octal(now?.mode)} and was ${octal(change.modeAfter)} after the run`,
      found,
    );
  }
  const before = await readBackup(change, place);
  if (before.kind === 'damaged') return differs(change, before.reason, found);
  return { kind: 'write', write: writeBack(change, before.bytes) };
}

/** A mode that the run did not change is the user's own by now, and stays. */
function writeBack(change: AppliedWrite, bytes: Uint8Array | null): PlannedWrite {
  const setsMode = change.operation === 'delete' || changesMode(change);
  return {
    path: change.path,
    before: change.modifiedHash,
    after: bytes,
    mode: setsMode ? (change.modeBefore ?? undefined) : undefined,
    foldersToRemove: change.operation === 'create' ? change.foldersMade : undefined,
  };
}

function changesMode(change: AppliedWrite): boolean {
  return change.operation === 'modify' && change.modeBefore !== change.modeAfter;
}

type BackupBytes =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array | null }
  | { readonly kind: 'damaged'; readonly reason: string };

async function readBackup(change: AppliedWrite, place: UndoPlace): Promise<BackupBytes> {
  if (change.originalHash === null) return { kind: 'bytes', bytes: null };
  if (change.backupPath === null) return { kind: 'damaged', reason: 'the record names no backup of it' };
  try {
    const bytes = await readFile(join(place.artifactsDir, change.backupPath));
    if (digestOf(bytes) === change.originalHash) return { kind: 'bytes', bytes };
    return { kind: 'damaged', reason: `its backup ${change.backupPath} is damaged` };
  } catch (error) {
    if (isGone(error)) return { kind: 'damaged', reason: `its backup ${change.backupPath} is missing` };
    throw error;
  }
}

function whyDiffers(change: AppliedWrite, found: Digest | null): string {
  if (found === null) return 'it was deleted since';
  return change.modifiedHash === null ? 'a file of that name was made since' : 'it was changed since';
}

function differs(change: AppliedWrite, reason: string, found: Digest | null): Step {
  return {
    kind: 'differs',
    difference: { path: change.path, reason, expected: change.modifiedHash, found },
  };
}

function octal(mode: number | null | undefined): string {
  return `0${(mode ?? 0).toString(8)}`;
}
