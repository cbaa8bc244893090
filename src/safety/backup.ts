import { mkdir } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { EventOf } from '../domain/event.ts';
import type { Target } from './check-writes.ts';
import { during, syncDirectory, writeNewFile } from './disk.ts';
import { pathFrom } from './locate.ts';

/** A pre-image that is on the disk, as the event says it. */
export type BackupMade = Readonly<Omit<EventOf<'backup.made'>, 'type'>>;

/** Where backups go and who is told. */
export type BackupPlace = {
  /** Absolute. */
  readonly artifactsDir: string;
  /** Relative to the artifacts folder, e.g. `runs/<run id>/backups`. */
  readonly backupDir: string;
  /** Called for every file once all of the backups are durable. */
  readonly onBackup: (backup: BackupMade) => void;
  readonly signal: AbortSignal;
};

/** Where one backup is; `recorded` is relative to the artifacts folder, with forward slashes. */
export type Backup = { readonly absolute: string; readonly recorded: string };

// Without a suffix, test runners and compilers would find the copies of tests and sources in the artifacts folder.
const SUFFIX = '.before';

/** Copies the bytes of every target that exists, readable by the user alone, and returns the copies by path. */
export async function backUp(
  targets: readonly Target[],
  place: BackupPlace,
): Promise<ReadonlyMap<string, Backup>> {
  const backups = new Map<string, Backup>();
  const made: BackupMade[] = [];
  for (const { write, before } of targets) {
    place.signal.throwIfAborted();
    if (before === null) continue;
    const { path } = write;
    const absolute = join(place.artifactsDir, place.backupDir, path + SUFFIX);
    const recorded = pathFrom(place.artifactsDir, absolute);
    await during(`back up ${path}`, async () => {
      await mkdir(dirname(absolute), { recursive: true });
      await writeNewFile(absolute, { bytes: before.bytes, mode: 0o600, owner: null });
    });
    backups.set(path, { absolute, recorded });
    made.push({ path, backupPath: recorded, digest: before.digest, mode: before.mode });
  }
  await during('back up the files', () => syncFoldersAbove([...backups.values()], place.artifactsDir));
  for (const backup of made) place.onBackup(backup);
  return backups;
}

async function syncFoldersAbove(backups: readonly Backup[], artifactsDir: string): Promise<void> {
  const folders = new Set<string>();
  for (const { absolute } of backups) {
    const depth = relative(artifactsDir, absolute).split(sep).length;
    let folder = absolute;
    for (let level = 0; level <= depth; level++) {
      folder = dirname(folder);
      folders.add(folder);
    }
  }
  for (const folder of folders) await syncDirectory(folder);
}
