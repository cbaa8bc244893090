import { constants } from 'node:fs';
import { access, open, unlink, type FileHandle } from 'node:fs/promises';
import { digestOf, type Digest } from '../domain/digest.ts';
import { messageOf, OuroborosError, systemCodeOf } from '../domain/errors.ts';

const PERMISSION_BITS = 0o7777;

/** The user and the group that a file belongs to. */
export type FileOwner = { readonly uid: number; readonly gid: number };

/** A regular file at one moment: its bytes and what a replacement has to keep. */
export type FileSnapshot = FileOwner & {
  readonly bytes: Uint8Array;
  readonly digest: Digest;
  readonly mode: number;
};

/** Reads a regular file in one go: bytes, mode and owner are of the same file. Follows no link. */
export async function readSnapshot(path: string): Promise<FileSnapshot> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const { mode, uid, gid } = await handle.stat();
    const bytes = await handle.readFile();
    return { bytes, digest: digestOf(bytes), mode: mode & PERMISSION_BITS, uid, gid };
  } finally {
    await handle.close();
  }
}

/** What a new file gets: null stands for what the system gives any new file (umask, the caller's user and group). */
export type NewFile = {
  readonly bytes: Uint8Array;
  readonly mode: number | null;
  readonly owner: FileOwner | null;
};

/**
 * Writes a file that must not exist yet and returns its mode, once bytes, mode and owner are on the disk.
 * A file that could not be written whole is taken away again.
 */
export async function writeNewFile(path: string, file: NewFile): Promise<number> {
  const handle = await open(path, 'wx', file.mode === null ? 0o666 : 0o600);
  try {
    await handle.writeFile(file.bytes);
    if (file.owner !== null) await giveTo(handle, file.owner);
    // After the owner: changing the owner clears the set-user and set-group bits.
    if (file.mode !== null) await handle.chmod(file.mode);
    await handle.sync();
    return (await handle.stat()).mode & PERMISSION_BITS;
  } catch (error) {
    await removeFile(path).catch(() => undefined);
    throw error;
  } finally {
    await handle.close();
  }
}

/** Only root may give files away; a member may change the group. What cannot be kept is left to the caller's own. */
async function giveTo(handle: FileHandle, owner: FileOwner): Promise<void> {
  const now = await handle.stat();
  if (now.uid === owner.uid && now.gid === owner.gid) return;
  try {
    await handle.chown(owner.uid, owner.gid);
  } catch (error) {
    if (systemCodeOf(error) !== 'EPERM') throw error;
    await handle.chown(now.uid, owner.gid).catch(() => undefined);
  }
}

/** Removes a file; one that is gone already is fine. */
export async function removeFile(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** Whether a file operation failed because there is nothing of that name. */
export function isGone(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(systemCodeOf(error) ?? '');
}

/** Makes the names in a folder durable. Systems that cannot sync a folder are taken at their word. */
export async function syncDirectory(path: string, sync = syncFolder): Promise<void> {
  try {
    await sync(path);
  } catch (error) {
    if (!CANNOT_SYNC_FOLDERS.has(systemCodeOf(error) ?? '')) throw error;
  }
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Whether the system lets the user do what `mode` asks: `constants.W_OK`, say. */
export async function isAccessible(path: string, mode: number, ask = access): Promise<boolean> {
  try {
    await ask(path, mode);
    return true;
  } catch (error) {
    if (NOT_ACCESSIBLE.has(systemCodeOf(error) ?? '')) return false;
    throw fileError(`read ${path}`, error);
  }
}

const CANNOT_SYNC_FOLDERS = new Set(['EINVAL', 'EISDIR', 'ENOTSUP', 'EPERM']);
const NOT_ACCESSIBLE = new Set(['EACCES', 'EPERM', 'EROFS']);
const OUT_OF_SPACE = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO']);

const CAUSES: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file is larger than the system allows',
  EIO: 'the disk reports an error',
  EACCES: 'permission is denied',
  EPERM: 'the system does not permit it',
  EROFS: 'the file system is read-only',
  ENAMETOOLONG: 'the name is too long',
};

/** A failed file operation as an error for the user: `disk` where space or the device is at fault, else `environment`. */
export function fileError(action: string, error: unknown): unknown {
  const code = systemCodeOf(error);
  if (error instanceof OuroborosError || code === null) return error;
  const cause = CAUSES[code] ?? messageOf(error);
  return new OuroborosError(OUT_OF_SPACE.has(code) ? 'disk' : 'environment', `Cannot ${action}: ${cause}.`, {
    hint: 'Put that right and run the command again.',
    cause: error,
  });
}

/** Does some work on files; where the system refuses, the error says which action failed, e.g. "write src/a.py". */
export async function during<T>(action: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw fileError(action, error);
  }
}
