import { mkdtempSync, readdirSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemCodeOf } from '../../domain/errors.ts';

const OWN = /^ouroboros-box-(\d+)-/;

/** A new folder whose name says which process it belongs to. The caller removes it. */
export function makeTemporaryFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), `ouroboros-box-${process.pid}-`)));
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
