import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OuroborosError, systemCodeOf } from '../domain/errors.ts';
import { ensureRealFolder, ensureStateDir, STATE_DIR } from '../safety/state-dir.ts';
import { writeAtomic } from './write-atomic.ts';

/** Caches of this kind are small files; anything longer is not ours. */
const MAX_BYTES = 1_000_000;

/**
 * Reads a JSON file of the state folder, `name` relative to it; null where there is none, or one that cannot be read. A
 * link on the way is not followed, since it could come with a cloned repository.
 */
export function readStateJson(root: string, name: string): unknown {
  const path = join(root, STATE_DIR, name);
  try {
    const areReal = foldersOf(root, name).every((folder) => lstatSync(folder).isDirectory());
    const file = lstatSync(path);
    const isOurs = areReal && file.isFile() && file.size <= MAX_BYTES;
    const value: unknown = isOurs ? JSON.parse(readFileSync(path, 'utf8')) : null;
    return value;
  } catch (error) {
    if (error instanceof SyntaxError || systemCodeOf(error) !== null) return null;
    throw error;
  }
}

/**
 * Puts a JSON file into the state folder, whole or not at all. What stood there, a link too, is replaced. Where nothing
 * can be written nothing happens: only for what can be made again.
 */
export async function writeStateJson(root: string, name: string, value: object): Promise<void> {
  try {
    await ensureStateDir(root);
    for (const folder of foldersOf(root, name).slice(1)) await ensureRealFolder(folder);
    writeAtomic(join(root, STATE_DIR, name), `${JSON.stringify(value, null, 2)}\n`);
  } catch (error) {
    if (!(error instanceof OuroborosError) && systemCodeOf(error) === null) throw error;
  }
}

/** The state folder, and the one below it that the file stands in, if any. */
function foldersOf(root: string, name: string): readonly string[] {
  const folder = join(root, STATE_DIR);
  return dirname(name) === '.' ? [folder] : [folder, join(folder, dirname(name))];
}
