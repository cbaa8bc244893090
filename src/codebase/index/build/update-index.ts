import type { DatabaseSync } from 'node:sqlite';
import type { ReadFacts } from '../file-facts.ts';
import type { EdgeResolver } from '../imports/import-resolver.ts';
import type { CodeDatabase } from '../store/code-database.ts';
import { textIn } from '../store/rows.ts';
import { noteListingChange } from './stale-imports.ts';
import { readChangedFiles } from './read-changed-files.ts';
import { resolveImports } from './resolve-imports.ts';
import { findChanges } from './find-changes.ts';

type Edges = Pick<EdgeResolver, 'edges'>;

export type IndexUpdate = {
  /** The absolute path of the folder that `paths` are relative to. */
  readonly root: string;
  /** Every file of the work tree, with forward slashes: what is not among them is dropped from the index. */
  readonly paths: readonly string[];
  readonly database: CodeDatabase;
  readonly readFacts: ReadFacts;
  /** Called when there are imports to resolve, at most once an update. */
  readonly createResolver: (listing: Pick<IndexUpdate, 'root' | 'paths'>) => Edges | Promise<Edges>;
  readonly onProgress?: (progress: IndexProgress) => void;
  readonly signal?: AbortSignal;
};

/** How far an update is, in files to look into and then in imports to resolve; told once a batch. */
export type IndexProgress = {
  readonly phase: 'files' | 'imports';
  readonly done: number;
  readonly total: number;
};

/** What an update did, and what the index lacks after it. */
export type IndexReport = {
  /** How many files were new or changed and are in the index now. */
  readonly indexed: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Every file that is known by name alone, with the reason as a clause ("is larger than 1 MB"). */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  /** Every file with syntax errors: indexed as far as it parses. */
  readonly failed: readonly string[];
  readonly durationMs: number;
};

/**
 * Brings the index up to date with the files of a folder. What is committed stays when the update is interrupted, and
 * the next one goes on from there; several processes may update at once.
 * @throws the reason of the signal
 */
export async function updateIndex(update: IndexUpdate): Promise<IndexReport> {
  const startedMs = performance.now();
  const counts = await update.database.use(async (db) => {
    const changes = await findChanges(db, update);
    noteListingChange(db, changes);
    const read = await readChangedFiles(db, update, changes);
    await resolveImports(db, update);
    return {
      indexed: read.indexed,
      unchanged: changes.unchanged + read.unchanged,
      removed: changes.removed.length + read.vanished,
      ...shortcomings(db),
    };
  });
  return { ...counts, durationMs: performance.now() - startedMs };
}

function shortcomings(db: DatabaseSync): Pick<IndexReport, 'skipped' | 'failed'> {
  const rows = db.prepare("SELECT path, state, reason FROM file WHERE state <> 'ok' ORDER BY path").all();
  const skipped = rows.filter((row) => row['state'] === 'skipped');
  return {
    skipped: skipped.map((row) => ({ path: textIn(row, 'path'), reason: textIn(row, 'reason') })),
    failed: rows.filter((row) => row['state'] === 'error').map((row) => textIn(row, 'path')),
  };
}
