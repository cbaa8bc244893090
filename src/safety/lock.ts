import { lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { messageOf, OuroborosError, systemCodeOf } from '../domain/errors.ts';
import { ensureStateDir } from './state-dir.ts';

/** The right to write to a repository. It ends with `release`, with its scope, or with the process, however that ends. */
export interface Lock extends Disposable {
  release(): void;
}

/** Who asks for the lock, and when. */
export type LockRequest = { readonly runId: string; readonly now: Date };

/**
 * Takes the lock of a repository, without waiting. The lock is a transaction of SQLite, which the system ends even when
 * the process is killed; the file beside it says whose it is.
 * @throws OuroborosError `locked` with the owner and the age; `environment` when the state folder cannot be used.
 */
export async function acquireLock(root: string, request: LockRequest): Promise<Lock> {
  const folder = await ensureStateDir(root);
  const ownerPath = join(folder, 'lock.json');
  const database = await openDatabase(join(folder, 'lock.db'));
  try {
    database.exec('BEGIN IMMEDIATE');
    writeOwner(ownerPath, { pid: process.pid, runId: request.runId, since: request.now.toISOString() });
  } catch (error) {
    database.close();
    throw isBusy(error) ? heldBy(readOwner(ownerPath), request.now) : cannotLock(folder, error);
  }
  const release = (): void => {
    if (!database.isOpen) return;
    rmSync(ownerPath, { force: true });
    database.close();
  };
  return { release, [Symbol.dispose]: release };
}

const ownerSchema = z.object({ pid: z.int().positive(), runId: z.string(), since: z.iso.datetime() });

type LockOwner = z.infer<typeof ownerSchema>;

const SQLITE_BUSY = 5;

async function openDatabase(path: string): Promise<DatabaseSync> {
  const { DatabaseSync } = await import('node:sqlite');
  try {
    // A link could come with a cloned repository and have a file made anywhere.
    if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true)
      throw new Error('it is a link');
    // Nothing is ever written to this database, so a journal beside it was planted: SQLite would play it back, and
    // delete the file that it names as its super-journal.
    rmSync(`${path}-journal`, { force: true });
    return new DatabaseSync(path);
  } catch (error) {
    throw cannotLock(path, error);
  }
}

function writeOwner(path: string, owner: LockOwner): void {
  const draft = `${path}.tmp`;
  rmSync(draft, { force: true });
  writeFileSync(draft, JSON.stringify(owner), { flag: 'wx' });
  renameSync(draft, path);
}

/** The owner as far as it is known: the file may be missing for a moment, or left by a process that was killed. */
function readOwner(path: string): LockOwner | null {
  try {
    const owner = ownerSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return owner.success && isRunning(owner.data.pid) ? owner.data : null;
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return systemCodeOf(error) === 'EPERM';
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}

function heldBy(owner: LockOwner | null, now: Date): OuroborosError {
  if (owner === null) {
    return new OuroborosError('locked', 'Another process is changing this repository.', {
      hint: 'Wait until it has ended, then run the command again.',
    });
  }
  const ageSeconds = Math.max(0, Math.round((now.getTime() - Date.parse(owner.since)) / 1000));
  const message = `Run ${owner.runId} (process ${owner.pid}) has been changing this repository for ${ageSeconds} s.`;
  return new OuroborosError('locked', message, {
    hint: `Wait until it has ended, or stop process ${owner.pid}; then run the command again.`,
  });
}

function cannotLock(path: string, error: unknown): OuroborosError {
  return new OuroborosError('environment', `The lock in ${path} cannot be taken: ${messageOf(error)}.`, {
    hint: 'Make the folder writable; if lock.db is damaged, delete it.',
    cause: error,
  });
}
