import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { openCacheDatabase, type CacheDatabase } from '../../cache-database.ts';
import { DamagedRowError } from './rows.ts';
import { createTables } from './schema.ts';

const BUSY_TIMEOUT_MS = 5000;

/** The database of the code index: a file, or memory where there can be none. What it holds can always be made again. */
export interface CodeDatabase extends Pick<CacheDatabase, 'place' | 'close'> {
  /**
   * Does some work, and again from its start on an empty database when the present one is damaged, cannot be written, or
   * is held too long by another process. The work brings the index up to date itself (`updateIndex`) before it asks.
   */
  use<T>(work: (db: DatabaseSync) => T | Promise<T>): Promise<T>;
}

/** Opens `code.db` in the state folder at the first use; null, or a link in its place, means memory. */
export function openCodeDatabase(stateFolder: string | null): CodeDatabase {
  const cache = openCacheDatabase({
    path: stateFolder === null ? null : join(stateFolder, 'code.db'),
    busyTimeoutMs: BUSY_TIMEOUT_MS,
    createTables,
    isDamage: (error) => error instanceof DamagedRowError,
  });
  return {
    place: () => cache.place(),
    close: () => cache.close(),
    use: async (work) => {
      for (;;) {
        try {
          return await work(cache.current());
        } catch (error) {
          cache.replaceAfter(error);
        }
      }
    },
  };
}
