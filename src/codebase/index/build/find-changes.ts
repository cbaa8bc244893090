import { lstatSync, type BigIntStats } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { languageOf } from '../../../domain/language.ts';
import { systemCodeOf } from '../../../domain/errors.ts';
import { bigIntIn, textIn } from '../store/rows.ts';
import { isResolverConfig } from './stale-imports.ts';
import type { IndexUpdate } from './update-index.ts';

/** How many files are looked at before an interrupt may come in between. */
const FILES_A_TURN = 2000;

/** A file whose content has to be looked at, with its state before it is read. */
export type ChangedFile = {
  readonly path: string;
  readonly sizeBytes: number;
  readonly mtimeNs: bigint;
  readonly type: 'file' | 'link' | 'other';
};

export type Changes = {
  /** Paths that the index does not know; they are among `changed` too. */
  readonly added: readonly string[];
  readonly changed: readonly ChangedFile[];
  readonly removed: readonly string[];
  readonly unchanged: number;
};

type Known = Pick<ChangedFile, 'sizeBytes' | 'mtimeNs'> & { readonly isSettled: boolean };

/** Compares the size and time of each file with those in the index. Only files that the index can use are looked at. */
export async function findChanges(
  db: DatabaseSync,
  { root, paths, signal }: Pick<IndexUpdate, 'root' | 'paths' | 'signal'>,
): Promise<Changes> {
  const known = knownFiles(db);
  const gone = new Set(known.keys());
  const added: string[] = [];
  const changed: ChangedFile[] = [];
  let unchanged = 0;
  for (const [index, path] of [...new Set(paths)].entries()) {
    if (index % FILES_A_TURN === 0) await turnOrStop(signal);
    const file = isIndexed(path) ? stateOf(root, path) : null;
    if (file === null) continue;
    const before = known.get(path);
    gone.delete(path);
    if (before === undefined) added.push(path);
    if (before !== undefined && isSame(before, file)) unchanged++;
    else changed.push(file);
  }
  return { added, changed, removed: [...gone], unchanged };
}

/** Lets the events of other code in, and throws the reason of the signal when there is one. */
export async function turnOrStop(signal: AbortSignal | undefined): Promise<void> {
  await nextTurn();
  signal?.throwIfAborted();
}

function isIndexed(path: string): boolean {
  return languageOf(path) !== null || isResolverConfig(path);
}

/** A file that was young when it was read may have changed since within one tick of its clock. */
function isSame(before: Known, file: ChangedFile): boolean {
  return before.isSettled && before.sizeBytes === file.sizeBytes && before.mtimeNs === file.mtimeNs;
}

function stateOf(root: string, path: string): ChangedFile | null {
  const stat = statOrNull(join(root, path));
  if (stat === null) return null;
  const type = stat.isFile() ? 'file' : stat.isSymbolicLink() ? 'link' : 'other';
  return { path, sizeBytes: Number(stat.size), mtimeNs: stat.mtimeNs, type };
}

function statOrNull(path: string): BigIntStats | null {
  try {
    return lstatSync(path, { bigint: true, throwIfNoEntry: false }) ?? null;
  } catch (error) {
    // A folder on the way that may not be entered, or is a file by now, holds nothing to index.
    if (['EACCES', 'EPERM', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].includes(systemCodeOf(error) ?? ''))
      return null;
    throw error;
  }
}

function knownFiles(db: DatabaseSync): Map<string, Known> {
  const statement = db.prepare('SELECT path, size, mtime_ns, is_settled FROM file');
  statement.setReadBigInts(true);
  const known = new Map<string, Known>();
  for (const row of statement.iterate()) {
    known.set(textIn(row, 'path'), {
      sizeBytes: Number(bigIntIn(row, 'size')),
      mtimeNs: bigIntIn(row, 'mtime_ns'),
      isSettled: bigIntIn(row, 'is_settled') === 1n,
    });
  }
  return known;
}
