import { lstatSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
const RETRY_MS = 20;

/** A database that can always be made again from what it was made of. */
export type CacheSource = {
  /** Where its file is; null, or a link in its place, means memory. */
  readonly path: string | null;
  /** How long another process may hold the file before this one does without. */
  readonly busyTimeoutMs: number;
  /** Makes the tables, in place of those of another version. */
  readonly createTables: (db: DatabaseSync) => void;
  /** Whether an error that SQLite did not throw shows that rows are not as they were written. */
  readonly isDamage: (error: unknown) => boolean;
};

/** A cache in a file, or in memory where there can be none. */
export interface CacheDatabase {
  /** Where it is now: what it holds lasts beyond the process only in a file. */
  place(): 'file' | 'memory';
  /** The database, opened at the first call. */
  current(): DatabaseSync;
  /**
   * Puts an empty database in the place of one that is damaged or cannot be written, and memory in the place of a file
   * that is held too long, so that work can begin anew. Any other error it throws again.
   */
  replaceAfter(error: unknown): void;
  close(): void;
}

/** Opens a cache at the first use. */
export function openCacheDatabase(source: CacheSource): CacheDatabase {
  const { path } = source;
  const inFile =
    path === null || isLink(path) ? [] : [() => openFile(path, source), () => openNew(path, source)];
  const openers = [...inFile, () => openMemory(source)];
  let db: DatabaseSync | null = null;
  const close = (): void => {
    if (db?.isOpen === true) db.close();
    db = null;
  };
  const stepDown = (error: unknown): void => {
    if (openers.length === 1) throw error;
    close();
    openers.splice(0, isBusy(error) ? openers.length - 1 : 1);
  };
  const open = (): DatabaseSync => {
    for (;;) {
      try {
        return openers[0]?.() ?? openMemory(source);
      } catch (error) {
        // Whatever keeps a file from being opened, a folder of its name or a disk that is full, is as good as damage.
        stepDown(error);
      }
    }
  };
  return {
    place: () => (openers.length > 1 ? 'file' : 'memory'),
    current: () => (db ??= open()),
    replaceAfter: (error) => {
      if (sqliteCodeOf(error) === null && !source.isDamage(error)) throw error;
      stepDown(error);
    },
    close,
  };
}

/** A link could come with a cloned repository and lead to a database of someone else. */
function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

function openFile(path: string, { busyTimeoutMs, createTables }: CacheSource): DatabaseSync {
  const endMs = performance.now() + busyTimeoutMs;
  for (;;) {
    const db = new DatabaseSync(path, { timeout: busyTimeoutMs });
    try {
      db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
      createTables(db);
      return db;
    } catch (error) {
      db.close();
      // Two processes that make the file at once are told so at once: SQLite does not wait for the change to WAL.
      if (!isBusy(error) || performance.now() > endMs) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
    }
  }
}

function openNew(path: string, source: CacheSource): DatabaseSync {
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  return openFile(path, source);
}

function openMemory({ createTables }: CacheSource): DatabaseSync {
  const db = new DatabaseSync(':memory:');
  createTables(db);
  return db;
}

function isBusy(error: unknown): boolean {
  const code = (sqliteCodeOf(error) ?? 0) & 0xff;
  return code === SQLITE_BUSY || code === SQLITE_LOCKED;
}

/** The numeric code of anything that node:sqlite threw, or null. */
function sqliteCodeOf(error: unknown): number | null {
  const isSqlite = error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR';
  return isSqlite && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : null;
}
