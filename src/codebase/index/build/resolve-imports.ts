import type { DatabaseSync } from 'node:sqlite';
import type { ImportFact } from '../file-facts.ts';
import type { ImportEdge } from '../imports/import-edge.ts';
import { regularFiles } from '../../workspace.ts';
import { countIn, jsonOrNull, textIn, type Row } from '../store/rows.ts';
import { importFactIn } from '../store/stored-facts.ts';
import { inTransaction } from '../store/transaction.ts';
import { turnOrStop } from '../../turn-or-stop.ts';
import { takeMarks } from './stale-imports.ts';
import type { IndexUpdate } from './index-update.ts';

const IMPORTS_A_BATCH = 2000;

/** Resolves the imports that are new or marked as stale, a batch at a time; until then readers see where they led. */
export async function resolveImports(db: DatabaseSync, update: IndexUpdate): Promise<void> {
  const total = takeMarks(db);
  if (total === 0) return;
  const { root, signal, onProgress } = update;
  const paths = regularFiles(root, await update.paths);
  const resolver = await update.createResolver({ root, paths });
  const save = resolutionSaver(db);
  let done = 0;
  for (const batch of staleBatches(db)) {
    save(
      batch.map(({ id, stale, from, imported }) => ({ id, stale, edges: resolver.edges(from, imported) })),
    );
    done += batch.length;
    onProgress?.({ work: 'indexing', unit: 'import', done, total: Math.max(done, total) });
    await turnOrStop(signal);
  }
}

type StaleImport = {
  readonly id: number;
  readonly stale: number;
  readonly from: string;
  readonly imported: ImportFact;
};

function* staleBatches(db: DatabaseSync): Generator<readonly StaleImport[]> {
  const select = db.prepare(
    `SELECT import.id, stale, path, line, specifier, names, given FROM import JOIN file ON file.id = import.file
     WHERE stale > 0 AND import.id > ? ORDER BY import.id LIMIT ${IMPORTS_A_BATCH}`,
  );
  let last = 0;
  for (;;) {
    const batch = select.all(last).map(staleImportIn);
    if (batch.length === 0) return;
    last = batch.at(-1)?.id ?? last;
    yield batch;
  }
}

function staleImportIn(row: Row): StaleImport {
  const [id, stale] = [countIn(row, 'id'), countIn(row, 'stale')];
  return { id, stale, from: textIn(row, 'path'), imported: importFactIn(row) };
}

type Resolution = Pick<StaleImport, 'id' | 'stale'> & { readonly edges: readonly ImportEdge[] };

/** Saves where imports lead. One that another process marked meanwhile stays stale: it knew of newer files. */
function resolutionSaver(db: DatabaseSync): (resolutions: readonly Resolution[]) => void {
  const settle = db.prepare('UPDATE import SET stale = 0 WHERE id = ? AND stale = ?');
  const forget = db.prepare('DELETE FROM edge WHERE import = ?');
  const insert = db.prepare('INSERT INTO edge VALUES (?, ?, ?, ?, ?, ?)');
  return (resolutions) => {
    inTransaction(db, () => {
      for (const { id, stale, edges } of resolutions) {
        if (settle.run(id, stale).changes === 0) continue;
        forget.run(id);
        for (const [position, { names, given, resolved }] of edges.entries()) {
          const lists = [JSON.stringify(names), jsonOrNull(given)];
          insert.run(id, position, ...lists, resolved.state, resolved.path);
        }
      }
    });
  };
}
