import { link, lstat, realpath, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { OuroborosError, systemCodeOf } from '../domain/errors.ts';
import { whyPathIsUnsafe } from '../domain/repo-path.ts';
import { isGone, readSnapshot, removeFile, type FileSnapshot } from './disk.ts';
import type { Journal, JournalEntry } from './journal.ts';
import { isAsBefore } from './roll-back.ts';

/**
 * Gives a target its staged bytes, or deletes it, in one step that no reader sees half of.
 * @throws OuroborosError `changed-on-disk` when the target is not what the journal's entry says it was.
 */
export async function putInPlace(root: string, entry: JournalEntry, staged: string): Promise<void> {
  const target = join(root, entry.target);
  if (!isAsBefore(entry, await snapshotOrNull(target))) throw changedMeanwhile(entry.path);
  if (entry.after === null) return removeFile(target);
  if (entry.before === null) return putNewInPlace(entry.path, staged, target);
  return rename(staged, target);
}

/** Those of the folders that exist, with their modes, outermost first. */
export async function existingFolders(
  root: string,
  paths: readonly string[],
): Promise<Journal['foldersRemoved']> {
  const folders: Journal['foldersRemoved'] = [];
  for (const path of [...new Set(paths)].sort()) {
    const mode = whyPathIsUnsafe(path) === null ? await folderModeOrNull(join(root, path)) : null;
    if (mode !== null) folders.push({ path, mode });
  }
  return folders;
}

/** A rename would replace what someone else made there a moment ago; a link does not. */
async function putNewInPlace(path: string, staged: string, target: string): Promise<void> {
  try {
    await link(staged, target);
  } catch (error) {
    const code = systemCodeOf(error) ?? '';
    if (code === 'EEXIST') throw changedMeanwhile(path);
    if (!NO_HARD_LINKS.has(code)) throw error;
    return rename(staged, target);
  }
  return removeFile(staged);
}

const NO_HARD_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

async function snapshotOrNull(path: string): Promise<FileSnapshot | null> {
  try {
    return await readSnapshot(path);
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

async function folderModeOrNull(path: string): Promise<number | null> {
  try {
    const folder = await lstat(path);
    return folder.isDirectory() && (await realpath(path)) === path ? folder.mode & 0o7777 : null;
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}

function changedMeanwhile(path: string): OuroborosError {
  return new OuroborosError(
    'changed-on-disk',
    `${path} changed on disk while the changes were being written.`,
    {
      hint: 'Run the command again to work from the file as it is now.',
    },
  );
}
