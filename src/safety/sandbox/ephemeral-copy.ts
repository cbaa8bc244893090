import {
  chmodSync,
  constants,
  copyFileSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { FileChange } from '../../domain/patch.ts';
import { makeTemporaryFolder, removeFolder } from './temporary-folders.ts';

/** What to copy: the files of a work tree by their paths, with changes laid over them. */
export type CopyRequest = {
  readonly root: string;
  /** Those that are gone are left out; links are copied as links. */
  readonly paths: readonly string[];
  readonly changes: readonly FileChange[];
  /** Who owns the copy; null for the caller. */
  readonly owner: number | null;
};

/** A copy that nobody else knows. `remove` leaves nothing of it. */
export type EphemeralCopy = { readonly folder: string; readonly remove: () => Promise<void> };

/** Copies a work tree to a folder of its own, sharing the blocks of files where the disk can. */
export async function makeCopy(request: CopyRequest, signal: AbortSignal): Promise<EphemeralCopy> {
  const folder = makeTemporaryFolder();
  const remove = async (): Promise<void> => removeFolder(folder);
  try {
    await fill(folder, request, signal);
    return { folder, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The calls wait for the disk, one file after the other: that is fastest, and a pause now and then lets others work. */
const FILES_IN_A_ROW = 256;
const PERMISSION_BITS = 0o777;

async function fill(folder: string, request: CopyRequest, signal: AbortSignal): Promise<void> {
  const { root, paths, changes, owner } = request;
  const own = (path: string): void => (owner === null ? undefined : lchownSync(path, owner, owner));
  const folders = new Set([folder]);
  const openFolder = (path: string): void => {
    if (folders.has(path)) return;
    openFolder(dirname(path));
    if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true)
      throw new TypeError(`${path} is a link: nothing is written behind it.`);
    mkdirSync(path, { recursive: true });
    own(path);
    folders.add(path);
  };
  own(folder);
  const changed = new Set(changes.map(({ path }) => path));
  for (const [index, path] of paths.entries()) {
    if (index % FILES_IN_A_ROW === 0) await setImmediate();
    signal.throwIfAborted();
    if (changed.has(path)) continue;
    const to = join(folder, path);
    openFolder(dirname(to));
    if (copyEntry(join(root, path), to)) own(to);
  }
  for (const { path, after } of changes) {
    if (after === null) continue;
    const to = join(folder, path);
    openFolder(dirname(to));
    writeFileSync(to, after);
    chmodSync(to, modeOf(join(root, path)));
    own(to);
  }
}

/** Whether there is a copy now: what is gone, a folder (a submodule) or special is left out. */
function copyEntry(from: string, to: string): boolean {
  const entry = lstatSync(from, { throwIfNoEntry: false });
  if (entry === undefined) return false;
  if (entry.isSymbolicLink()) symlinkSync(readlinkSync(from), to);
  else if (entry.isFile()) copyFileSync(from, to, constants.COPYFILE_FICLONE);
  else return false;
  return true;
}

function modeOf(path: string): number {
  return (lstatSync(path, { throwIfNoEntry: false })?.mode ?? 0o644) & PERMISSION_BITS;
}
