import type { DatabaseSync } from 'node:sqlite';
import { countIn, textIn } from '../store/rows.ts';
import { noteListingChange } from './stale-imports.ts';
import { readChangedFiles, type ReadCounts } from './read-changed-files.ts';
import { resolveImports } from './resolve-imports.ts';
import { findChanges } from './find-changes.ts';
import { withSmallNursery } from './small-nursery.ts';
import type { IndexUpdate } from './index-update.ts';

/** From so many files on a second thread is worth its start, and memory has to be held. */
const MANY_FILES = 500;

/** What an update did, and what the index lacks after it. */
export type IndexReport = {
  /** How many files were new or changed and are in the index now, beside those skipped. */
  readonly indexed: number;
  /** How many are in the index as they were: each file is one of `indexed`, `unchanged` and `skipped`. */
  readonly unchanged: number;
  readonly removed: number;
  /** Every file that is known by name alone, with the reason as a clause ("is larger than 1 MB"). */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  /** Every file with syntax errors: indexed as far as it parses. */
  readonly failed: readonly string[];
  readonly durationMs: number;
};

/**
 * Brings an open index up to date with the files of a folder; ask it within the same `use` of its database. What is
 * committed stays when the update is interrupted, and the next one goes on from there; several processes may update at once.
 * @throws the reason of the signal
 */
export async function updateIndex(db: DatabaseSync, update: IndexUpdate): Promise<IndexReport> {
  const startedMs = performance.now();
  const changes = await findChanges(db, update);
  noteListingChange(db, changes);
  const isLarge = changes.changed.length >= MANY_FILES;
  const write = async (): Promise<ReadCounts> => {
    const read = await readChangedFiles(db, update, { ...changes, isLarge });
    await resolveImports(db, update);
    return read;
  };
  const read = isLarge ? await withSmallNursery(write) : await write();
  const lacks = shortcomings(db);
  return {
    indexed: read.indexed,
    unchanged: Math.max(fileCount(db) - lacks.skipped.length - read.indexed, 0),
    removed: changes.removed.length + read.vanished,
    ...lacks,
    durationMs: performance.now() - startedMs,
  };
}

function fileCount(db: DatabaseSync): number {
  return countIn(db.prepare('SELECT count(*) AS count FROM file').get() ?? {}, 'count');
}

function shortcomings(db: DatabaseSync): Pick<IndexReport, 'skipped' | 'failed'> {
  // Left to itself, SQLite would look through all files for the sake of the order.
  const rows = db
    .prepare(
      "SELECT path, state, reason FROM file INDEXED BY file_by_state WHERE state <> 'ok' ORDER BY path",
    )
    .all();
  const skipped = rows.filter((row) => row['state'] === 'skipped');
  return {
    skipped: skipped.map((row) => ({ path: textIn(row, 'path'), reason: textIn(row, 'reason') })),
    failed: rows.filter((row) => row['state'] === 'error').map((row) => textIn(row, 'path')),
  };
}
