import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The mark of a process that still writes a run's record; the system takes it away when the process dies. */
export interface RunClaim {
  release(): void;
}

const SQLITE_BUSY = 5;

/** Marks a run's folder as in use. The mark is a lock of SQLite, which also holds between containers, as ids of processes do not. */
export function claimRun(runFolder: string): RunClaim {
  const db = new DatabaseSync(ownerPathOf(runFolder));
  db.exec('BEGIN EXCLUSIVE');
  return {
    release: () => {
      if (!db.isOpen) return;
      db.close();
      clearClaim(runFolder);
    },
  };
}

/** Whether a live process writes the record in this folder. */
export function isClaimed(runFolder: string): boolean {
  if (!existsSync(ownerPathOf(runFolder))) return false;
  let db: DatabaseSync | null = null;
  try {
    db = new DatabaseSync(ownerPathOf(runFolder));
    db.exec('BEGIN IMMEDIATE; ROLLBACK');
    return false;
  } catch (error) {
    return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
  } finally {
    db?.close();
  }
}

/** Removes what a claim, also that of a killed process, left in the folder. */
export function clearClaim(runFolder: string): void {
  for (const suffix of ['', '-journal']) rmSync(ownerPathOf(runFolder) + suffix, { force: true });
}

function ownerPathOf(runFolder: string): string {
  return join(runFolder, 'owner.db');
}
