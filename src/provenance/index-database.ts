import { existsSync, lstatSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { OuroborosError } from '../domain/errors.ts';
import { sqliteCodeOf } from '../domain/sqlite-error.ts';
import { ensureStateDir } from '../safety/state-dir.ts';
import { createTables } from './run-index.ts';
import type { RecordPlace } from './run-paths.ts';

/** How long another process may hold the index before this one does without the file. */
const BUSY_TIMEOUT_MS = 1000;
const SQLITE_BUSY = 5;

/** The database of the index: a file, or memory where there can be none. What it holds can always be made again. */
export interface IndexDatabase {
  /** Does some work, which may be repeated from its start on a new database when the old one turns out damaged. */
  use<T>(work: (db: DatabaseSync) => T): T;
  close(): void;
}

/** Opens the index of a place at the first use. A place without records gets no file. */
export async function openIndexDatabase(place: RecordPlace): Promise<IndexDatabase> {
  const path = existsSync(place.artifactsDir) ? await filePathOrNull(place.root) : null;
  const fileOpeners = path === null ? [] : [() => openFile(path), () => openNewFile(path)];
  const openers = [...fileOpeners, openMemory];
  let db: DatabaseSync | null = null;
  const close = (): void => {
    db?.close();
    db = null;
  };
  return {
    use: (work) => {
      for (;;) {
        try {
          db ??= openers[0]?.() ?? openMemory();
          return work(db);
        } catch (error) {
          if (openers.length <= 1 || !isDatabaseError(error)) throw error;
          close();
          openers.splice(0, isBusy(error) ? openers.length - 1 : 1);
        }
      }
    },
    close,
  };
}

async function filePathOrNull(root: string): Promise<string | null> {
  try {
    const path = join(await ensureStateDir(root), 'runs.db');
    // A link could come with a cloned repository and lead to a database of someone else.
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true ? null : path;
  } catch (error) {
    if (error instanceof OuroborosError) return null;
    throw error;
  }
}

function openFile(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  createTables(db);
  return db;
}

function openNewFile(path: string): DatabaseSync {
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  return openFile(path);
}

function openMemory(): DatabaseSync {
  const db = new DatabaseSync(':memory:');
  createTables(db);
  return db;
}

/** Damage shows as an error of SQLite, or as a row that is not as it was written. */
function isDatabaseError(error: unknown): boolean {
  return error instanceof z.ZodError || error instanceof SyntaxError || sqliteCodeOf(error) !== null;
}

function isBusy(error: unknown): boolean {
  const code = sqliteCodeOf(error);
  return code !== null && (code & 0xff) === SQLITE_BUSY;
}
