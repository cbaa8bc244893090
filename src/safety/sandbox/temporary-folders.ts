import { mkdtempSync, readdirSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf, OuroborosError, systemCodeOf } from '../../domain/errors.ts';

const OWN = /^ouroboros-box-(\d+)-/;

/**
 * A new folder whose name says which process it belongs to. The caller removes it.
 *
 * @throws OuroborosError `environment` where none can be made
 */
export function makeTemporaryFolder(): string {
  return inTemporaryFolder(() => realpathSync(mkdtempSync(join(tmpdir(), `ouroboros-box-${process.pid}-`))));
}

/** Writes below the folder for temporary files. @throws OuroborosError `environment` where it is full, or not there */
export function inTemporaryFolder<T>(write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (systemCodeOf(error) === null) throw error;
    throw new OuroborosError(
      'environment',
      `the folder for temporary files (${tmpdir()}) cannot be used: ${messageOf(error)}.`,
      { hint: 'Make room in it, or name another one in TMPDIR.', cause: error },
    );
  }
}

/** To remove files takes a disk longer than to write them, unless several wait for it at once. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Removes what processes left that were killed. Folders of other users stay. */
export async function sweepTemporaryFolders(): Promise<void> {
  const left = readdirSync(tmpdir()).filter((name) => {
    const pid = OWN.exec(name)?.[1];
    return pid !== undefined && !isAlive(Number(pid));
  });
  await Promise.allSettled(left.map(async (name) => removeFolder(join(tmpdir(), name))));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return systemCodeOf(error) !== 'ESRCH';
  }
}
