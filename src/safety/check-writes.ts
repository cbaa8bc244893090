import { constants, lstat } from 'node:fs/promises';
import { dirname, relative, sep } from 'node:path';
import type { Digest } from '../domain/digest.ts';
import { OuroborosError } from '../domain/errors.ts';
import { during, isAccessible, readSnapshot, type FileSnapshot } from './disk.ts';
import { locate, type Location } from './locate.ts';

/** One file as it shall be. `before` is null for a new file, `after` is null for a deletion. */
export type PlannedWrite = {
  /** Relative to the root of the work tree, with forward slashes. */
  readonly path: string;
  /** The digest of the bytes that the change was made from. */
  readonly before: Digest | null;
  readonly after: Uint8Array | null;
  /** Permission bits. Left out, a file keeps its own and a new one gets what the system gives. */
  readonly mode?: number | undefined;
  /** Folders to remove after a deletion where they are empty by then, relative to the root. */
  readonly foldersToRemove?: readonly string[] | undefined;
};

/** A planned write with the file behind it as it is now. */
export type Target = {
  readonly write: PlannedWrite;
  /** Absolute, links resolved. */
  readonly real: string;
  readonly before: FileSnapshot | null;
  readonly missingFolders: readonly string[];
};

/** `root` and `keepOut` are absolute with links resolved; nothing below `keepOut` may be written. */
export type CheckPlace = { readonly root: string; readonly keepOut: string };

/**
 * Reads every file of the write set again and makes sure that all of it can be written. Changes nothing.
 * @throws OuroborosError `outside-repository`, `bad-file`, `changed-on-disk` or `environment` for the first that cannot.
 */
export async function checkWrites(
  writes: readonly PlannedWrite[],
  place: CheckPlace,
): Promise<readonly Target[]> {
  const targets: Target[] = [];
  const pathByReal = new Map<string, string>();
  for (const write of writes) {
    const target = await during(`read ${write.path}`, () => checkWrite(write, place));
    const other = pathByReal.get(target.real);
    if (other !== undefined) {
      throw new OuroborosError('bad-file', `${other} and ${write.path} are the same file.`, {
        hint: 'Change it under one of its names.',
      });
    }
    pathByReal.set(target.real, write.path);
    targets.push(target);
  }
  return targets;
}

/**
 * Why a path could not be written whatever its bytes, or null: it leads out of the root, is no regular file, has other
 * names, or lies in the tool's own folders.
 */
export async function whyNotWritable(
  path: string,
  { root, keepOut }: CheckPlace,
): Promise<OuroborosError | null> {
  const location = await during(`read ${path}`, () => locate(root, path));
  if (location.kind === 'refused') return location.error;
  if (!isBelow(location.real, keepOut)) return null;
  return new OuroborosError('bad-file', `${path} cannot be changed: it lies in the artifacts folder.`);
}

async function checkWrite(write: PlannedWrite, place: CheckPlace): Promise<Target> {
  const refusal = await whyNotWritable(write.path, place);
  if (refusal !== null) throw refusal;
  const location = await locate(place.root, write.path);
  if (location.kind === 'refused') throw location.error;
  const target = location.kind === 'file' ? await existing(write, location) : absent(write, location);
  await assertFolderWritable(write.path, lastExistingFolder(target));
  return target;
}

async function existing(write: PlannedWrite, location: Extract<Location, { kind: 'file' }>): Promise<Target> {
  if (write.before === null) {
    throw changed(write.path, 'it exists already, and the change wanted to create it');
  }
  if (write.after === null && location.isLink) {
    throw new OuroborosError('bad-file', `${write.path} cannot be deleted: it is a link to another file.`, {
      hint: 'Name the file that it leads to.',
    });
  }
  const before = await readSnapshot(location.real);
  if (before.digest !== write.before)
    throw changed(write.path, 'it is no longer what the change was made from');
  await assertFileWritable(write.path, location.real, before.mode);
  return { write, real: location.real, before, missingFolders: [] };
}

function absent(write: PlannedWrite, location: Extract<Location, { kind: 'absent' }>): Target {
  if (write.before !== null) throw changed(write.path, 'it is gone');
  if (write.after === null) throw new TypeError(`${write.path}: a write without before and after.`);
  return { write, real: location.real, before: null, missingFolders: location.missingFolders };
}

/** The mode is looked at as well, since root may write where the mode says no. */
async function assertFileWritable(path: string, real: string, mode: number): Promise<void> {
  if (!allowsWriting(mode) || !(await isAccessible(real, constants.W_OK))) {
    throw new OuroborosError('environment', `${path} is read-only.`, {
      hint: `Make it writable (chmod u+w ${path}) or leave it out of the task.`,
    });
  }
}

async function assertFolderWritable(path: string, folder: string): Promise<void> {
  const { mode } = await lstat(folder);
  if (!allowsWriting(mode) || !(await isAccessible(folder, constants.W_OK | constants.X_OK))) {
    throw new OuroborosError('environment', `${path} cannot be written: its folder ${folder} is read-only.`, {
      hint: 'Make the folder writable or leave the file out of the task.',
    });
  }
}

function allowsWriting(mode: number): boolean {
  return (mode & 0o222) !== 0;
}

function lastExistingFolder(target: Target): string {
  return dirname(target.missingFolders[0] ?? target.real);
}

function isBelow(path: string, folder: string): boolean {
  const inside = relative(folder, path);
  return inside !== '' && inside.split(sep)[0] !== '..';
}

function changed(path: string, how: string): OuroborosError {
  return new OuroborosError('changed-on-disk', `${path} changed on disk: ${how}.`, {
    hint: 'Nothing was written. Run the command again to work from the file as it is now.',
  });
}
