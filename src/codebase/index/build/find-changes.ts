import { lstatSync, type Stats } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { languageOf } from '../../../domain/language.ts';
import { systemCodeOf } from '../../../domain/errors.ts';
import { countIn, flagIn, textIn } from '../store/rows.ts';
import { isResolverConfig } from './stale-imports.ts';
import type { IndexUpdate } from './index-update.ts';
import type { ChangedFile, Changes } from './changes.ts';
import { turnOrStop } from '../../turn-or-stop.ts';

/** How many files are looked at before an interrupt may come in between. */
const FILES_A_TURN = 2000;

type Known = Pick<ChangedFile, 'sizeBytes' | 'mtimeMs'> & { readonly isSettled: boolean };

/** Compares the size and time of each file with those in the index. Only files that the index can use are looked at. */
export async function findChanges(
  db: DatabaseSync,
  { root, paths, signal }: Pick<IndexUpdate, 'root' | 'paths' | 'signal'>,
): Promise<Changes> {
  // What is found is taken out, so that in the end it holds what is gone.
  const known = knownFiles(db);
  const listed = await paths;
  const added: string[] = [];
  const changed: ChangedFile[] = [];
  let unchanged = 0;
  for (const [index, path] of listed.entries()) {
    if (index % FILES_A_TURN === 0) await turnOrStop(signal);
    const before = known.get(path);
    const file = before !== undefined || isIndexed(path) ? stateOf(root, path) : null;
    if (file === null) continue;
    known.delete(path);
    if (before === undefined) added.push(path);
    if (before !== undefined && isSame(before, file)) unchanged++;
    else changed.push(file);
  }
  return { added, changed, removed: [...known.keys()], unchanged };
}

function isIndexed(path: string): boolean {
  return languageOf(path) !== null || isResolverConfig(path);
}

/** A file that was young when it was read may have changed since within one tick of its clock. */
function isSame(before: Known, file: ChangedFile): boolean {
  return before.isSettled && before.sizeBytes === file.sizeBytes && before.mtimeMs === file.mtimeMs;
}

function stateOf(root: string, path: string): ChangedFile | null {
  // To join paths takes longer than to ask for the file.
  const stat = statOrNull(`${root}/${path}`);
  if (stat === null) {
    return path.includes('\uFFFD') ? { path, sizeBytes: 0, mtimeMs: 0, type: 'unnamed' } : null;
  }
  const { size, mtimeMs } = stat;
  const type = stat.isFile() ? 'file' : stat.isSymbolicLink() ? 'link' : 'other';
  return { path, sizeBytes: size, mtimeMs, type };
}

function statOrNull(path: string): Stats | null {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    // A folder on the way that may not be entered, or is a file by now, holds nothing to index.
    if (['EACCES', 'EPERM', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].includes(systemCodeOf(error) ?? ''))
      return null;
    throw error;
  }
}

function knownFiles(db: DatabaseSync): Map<string, Known> {
  const known = new Map<string, Known>();
  const statement = db.prepare('SELECT path, size, mtime_ms, is_settled FROM file');
  // Columns by place instead of by name: every run reads all of these rows, and so it takes half as long.
  statement.setReturnArrays(true);
  for (const row of statement.iterate()) {
    known.set(textIn(row, '0'), {
      sizeBytes: countIn(row, '1'),
      mtimeMs: countIn(row, '2'),
      isSettled: flagIn(row, '3'),
    });
  }
  return known;
}
