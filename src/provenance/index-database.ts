import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { openCacheDatabase, type CacheDatabase } from '../codebase/cache-database.ts';
import { OuroborosError } from '../domain/errors.ts';
import { ensureStateDir } from '../safety/state-dir.ts';
import { createTables } from './run-index.ts';
import type { RecordPlace } from './run-paths.ts';

const BUSY_TIMEOUT_MS = 1000;

/** The database of the index: a file, or memory where there can be none. What it holds can always be made again. */
export interface IndexDatabase extends Pick<CacheDatabase, 'close'> {
  /** Does some work, which may be repeated from its start on a new database when the old one turns out damaged. */
  use<T>(work: (db: DatabaseSync) => T): T;
}

/** Opens the index of a place at the first use. A place without records gets no file. */
export async function openIndexDatabase(place: RecordPlace): Promise<IndexDatabase> {
  const cache = openCacheDatabase({
    path: existsSync(place.artifactsDir) ? await filePathOrNull(place.root) : null,
    busyTimeoutMs: BUSY_TIMEOUT_MS,
    createTables,
    isDamage: (error) => error instanceof z.ZodError || error instanceof SyntaxError,
  });
  return {
    close: () => cache.close(),
    use: (work) => {
      for (;;) {
        try {
          return work(cache.current());
        } catch (error) {
          cache.replaceAfter(error);
        }
      }
    },
  };
}

async function filePathOrNull(root: string): Promise<string | null> {
  try {
    return join(await ensureStateDir(root), 'runs.db');
  } catch (error) {
    if (error instanceof OuroborosError) return null;
    throw error;
  }
}
