import { lstatSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { sqliteCodeOf } from '../../../domain/sqlite-error.ts';
import { DamagedRowError } from './rows.ts';
import { createTables } from './schema.ts';

/** How long another process may write to the index before this one does without the file. */
const BUSY_TIMEOUT_MS = 5000;
const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;

class UnusableFileError extends Error {
  constructor(cause: unknown) {
    super('The file of the code index cannot be opened.', { cause });
    this.name = 'UnusableFileError';
  }
}

/** The database of the code index: a file, or memory where there can be none. What it holds can always be made again. */
export interface CodeDatabase {
  /** Where it is now: the index lasts beyond the process only in a file. */
  place(): 'file' | 'memory';
  /**
   * Does some work, and again from its start on an empty database when the present one is damaged, cannot be written, or
   * is held too long by another process. The work brings the index up to date itself (`updateIndex`) before it asks.
   */
  use<T>(work: (db: DatabaseSync) => T | Promise<T>): Promise<T>;
  close(): void;
}

/** Opens `code.db` in the state folder at the first use; null, or a link in its place, means memory. */
export function openCodeDatabase(stateFolder: string | null): CodeDatabase {
  const path = stateFolder === null ? null : filePathOrNull(stateFolder);
  const openers = [...(path === null ? [] : [() => openFile(path), () => openNewFile(path)]), openMemory];
  let db: DatabaseSync | null = null;
  const close = (): void => {
    if (db?.isOpen === true) db.close();
    db = null;
  };
  return {
    place: () => (openers.length > 1 ? 'file' : 'memory'),
    use: async (work) => {
      for (;;) {
        try {
          db ??= await open(openers[0] ?? openMemory);
          return await work(db);
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

/** A link could come with a cloned repository and lead to a database of someone else. */
function filePathOrNull(stateFolder: string): string | null {
  const path = join(stateFolder, 'code.db');
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true ? null : path;
}

/** Whatever keeps the file from being opened (a folder of its name, a disk that may not be written) is as good as damage. */
async function open(opener: () => DatabaseSync | Promise<DatabaseSync>): Promise<DatabaseSync> {
  try {
    return await opener();
  } catch (error) {
    throw isDatabaseError(error) ? error : new UnusableFileError(error);
  }
}

async function openFile(path: string): Promise<DatabaseSync> {
  const endMs = performance.now() + BUSY_TIMEOUT_MS;
  for (;;) {
    const db = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
    try {
      db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
      createTables(db);
      return db;
    } catch (error) {
      db.close();
      // Two processes that make the file at once are told so at once: SQLite does not wait for the change to WAL.
      if (!isBusy(error) || performance.now() > endMs) throw error;
      await sleep(20);
    }
  }
}

function openNewFile(path: string): Promise<DatabaseSync> {
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
  const isOurs = error instanceof DamagedRowError || error instanceof UnusableFileError;
  return isOurs || sqliteCodeOf(error) !== null;
}

function isBusy(error: unknown): boolean {
  const code = (sqliteCodeOf(error) ?? 0) & 0xff;
  return code === SQLITE_BUSY || code === SQLITE_LOCKED;
}
