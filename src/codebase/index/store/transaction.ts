import type { DatabaseSync } from 'node:sqlite';

/** Reads several things as they are at one moment, whatever others write meanwhile. */
export function atOneMoment<T>(db: DatabaseSync, read: () => T): T {
  return inside(db, 'BEGIN', read);
}

/** Does some work as one step: others see all of it or nothing, and wait before they write themselves. */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  // `IMMEDIATE` takes the turn to write at once: a transaction that first reads may later be told to give up.
  return inside(db, 'BEGIN IMMEDIATE', work);
}

function inside<T>(db: DatabaseSync, begin: string, work: () => T): T {
  db.exec(begin);
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
