import { chmod, lstat, mkdir, readFile, rename, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { digestOf } from '../domain/digest.ts';
import { messageOf, systemCodeOf } from '../domain/errors.ts';
import {
  fileError,
  isGone,
  readSnapshot,
  removeFile,
  syncDirectory,
  writeNewFile,
  type FileSnapshot,
} from './disk.ts';
import { stagedPathOf, type Journal, type JournalEntry } from './journal.ts';
import { locate } from './locate.ts';

/**
 * What became of one path. `untouched` is as it was before the apply. `left-alone` was changed by someone else since,
 * or its backup was; `failed` is what the system refused, and trying again may help. `backup` holds the bytes before.
 */
export type RolledBackPath =
  | { readonly kind: 'untouched' | 'restored'; readonly path: string }
  | ({ readonly kind: 'left-alone' } & NotRestored)
  | ({ readonly kind: 'failed' } & NotRestored);

type NotRestored = { readonly path: string; readonly reason: string; readonly backup: string | null };

/**
 * Puts back every file that a journal's apply has written, and touches no other. May be cut off at any moment and
 * done again. Leaves the journal. `root` is absolute with links resolved.
 */
export async function rollBack(root: string, journal: Journal): Promise<readonly RolledBackPath[]> {
  for (const folder of journal.foldersRemoved) await remakeFolder(root, folder, journal.runId);
  // All of them first: a staged file that is linked to its target already would count as a hard link there.
  for (const entry of journal.entries) await removeFile(stagedPathOf(root, journal, entry));
  const paths: RolledBackPath[] = [];
  for (const entry of journal.entries) paths.push(await rollBackEntry(root, journal, entry));
  await removeEmptyFolders(journal.foldersMade.map((folder) => join(root, folder)));
  await syncFoldersOf(root, journal);
  return paths;
}

/** Whether a file is what it was before the apply of a journal's entry; null stands for no file. */
export function isAsBefore(entry: JournalEntry, now: FileSnapshot | null): boolean {
  if (entry.before === null || now === null) return entry.before === now;
  return now.digest === entry.before.digest && now.mode === entry.before.mode;
}

/** Removes folders, given outermost first, where they are empty. Others, and links, stay. */
export async function removeEmptyFolders(folders: readonly string[]): Promise<void> {
  for (const folder of folders.toReversed()) {
    try {
      await rmdir(folder);
    } catch (error) {
      if (!isGone(error) && !isNotEmpty(error)) throw error;
    }
  }
}

/** Makes the names durable in every folder that a journal's apply touches. */
export async function syncFoldersOf(root: string, journal: Journal): Promise<void> {
  const paths = [
    ...journal.entries.map((entry) => entry.target),
    ...journal.foldersMade,
    ...journal.foldersRemoved.map((folder) => folder.path),
  ];
  for (const folder of new Set(paths.map((path) => dirname(join(root, path))))) {
    if (await isFolder(folder)) await syncDirectory(folder);
  }
}

async function rollBackEntry(root: string, journal: Journal, entry: JournalEntry): Promise<RolledBackPath> {
  const { path } = entry;
  const backup = entry.before === null ? null : resolve(root, entry.before.backup);
  try {
    const found = await findTarget(root, entry);
    if (found.kind === 'not-ours') return { kind: 'left-alone', path, reason: found.reason, backup };
    if (isAsBefore(entry, found.now)) return { kind: 'untouched', path };
    if (!isAsAfter(entry, found.now)) {
      return { kind: 'left-alone', path, reason: 'it was changed since', backup };
    }
    const bytes = backup === null ? null : await readBackup(backup, entry);
    if (backup !== null && bytes === null) {
      return { kind: 'left-alone', path, reason: 'its backup is missing or damaged', backup };
    }
    await putBack(join(root, entry.target), stagedPathOf(root, journal, entry), { entry, bytes });
    return { kind: 'restored', path };
  } catch (error) {
    return { kind: 'failed', path, reason: messageOf(fileError(`write ${path}`, error)), backup };
  }
}

type Found =
  | { readonly kind: 'found'; readonly now: FileSnapshot | null }
  | { readonly kind: 'not-ours'; readonly reason: string };

async function findTarget(root: string, entry: JournalEntry): Promise<Found> {
  const target = join(root, entry.target);
  const location = await locate(root, entry.target);
  if (location.kind === 'refused') return { kind: 'not-ours', reason: location.error.message };
  if (location.real !== target) return { kind: 'not-ours', reason: 'it is behind a link now' };
  return { kind: 'found', now: location.kind === 'file' ? await readSnapshot(target) : null };
}

function isAsAfter(entry: JournalEntry, now: FileSnapshot | null): boolean {
  if (entry.after === null || now === null) return entry.after === now;
  return now.digest === entry.after.digest && (entry.after.mode === null || entry.after.mode === now.mode);
}

async function readBackup(backup: string, entry: JournalEntry): Promise<Uint8Array | null> {
  try {
    const bytes = await readFile(backup);
    return digestOf(bytes) === entry.before?.digest ? bytes : null;
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

async function putBack(
  target: string,
  staged: string,
  old: { readonly entry: JournalEntry; readonly bytes: Uint8Array | null },
): Promise<void> {
  const { before } = old.entry;
  if (before === null || old.bytes === null) return removeFile(target);
  await mkdir(dirname(target), { recursive: true });
  await writeNewFile(staged, { bytes: old.bytes, mode: before.mode, owner: before });
  await rename(staged, target);
}

/** Made beside its place and then renamed, so that a kill leaves no folder with the wrong mode. */
async function remakeFolder(
  root: string,
  folder: Journal['foldersRemoved'][number],
  runId: string,
): Promise<void> {
  const path = join(root, folder.path);
  const staged = join(dirname(path), `.ouroboros-${runId}-folder.tmp`);
  const location = await locate(root, folder.path);
  if (location.kind === 'absent' && location.real === path) {
    await mkdir(staged, { recursive: true });
    await chmod(staged, folder.mode);
    await rename(staged, path);
  }
  await removeEmptyFolders([staged]);
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isDirectory();
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

function isNotEmpty(error: unknown): boolean {
  return ['ENOTEMPTY', 'EEXIST'].includes(systemCodeOf(error) ?? '');
}
