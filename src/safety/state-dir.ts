import { lstat, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { messageOf, OuroborosError, systemCodeOf } from '../domain/errors.ts';
import { syncDirectory } from './disk.ts';

/** The folder at the root of the work tree that holds the lock and the journal: the tool's own, never the user's. */
export const STATE_DIR = '.ouroboros';

/**
 * Makes the state folder with a .gitignore of its own where it is missing, and returns its absolute path.
 * @throws OuroborosError `environment` when it cannot be made, or when something else has its name.
 */
export async function ensureStateDir(root: string): Promise<string> {
  const folder = join(root, STATE_DIR);
  await ensureRealFolder(folder);
  await naming(folder, async () => {
    const made = await isNew(() => writeFile(join(folder, '.gitignore'), '*\n', { flag: 'wx' }));
    if (made) await syncDirectory(folder);
  });
  return folder;
}

/**
 * Makes a folder of the tool where it is missing. A link of its name is refused: it could come with a cloned repository.
 * @throws OuroborosError `environment` when it cannot be made, or when something else has its name.
 */
export async function ensureRealFolder(folder: string): Promise<void> {
  await naming(folder, async () => {
    if (await isNew(() => mkdir(folder))) await syncDirectory(dirname(folder));
    if (!(await lstat(folder)).isDirectory()) throw new Error('something else has its name.');
  });
}

async function naming(folder: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw new OuroborosError('environment', `The folder ${folder} cannot be used: ${messageOf(error)}`, {
      hint: 'Ouroboros keeps its lock and its journal there: it must be a real folder that you may write to.',
      cause: error,
    });
  }
}

async function isNew(make: () => Promise<unknown>): Promise<boolean> {
  try {
    await make();
    return true;
  } catch (error) {
    if (systemCodeOf(error) === 'EEXIST') return false;
    throw error;
  }
}
