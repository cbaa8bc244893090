import { basename, dirname, join } from 'node:path';

/** The bytes of a file, or null where there is none. */
export type ReadBytes = (path: string) => Promise<Uint8Array | null>;

/**
 * Looks in a folder and in those above it for the nearest file that says something, remembering each folder. Installed
 * packages are not asked beyond their own folder.
 * @param says what the files of a folder say, or null where there is none; `nothing` where one is there and says nothing
 */
export function createNearestFinder<T>(
  says: (fileIn: (name: string) => Promise<Uint8Array | null>) => Promise<T | 'nothing' | null>,
  read: ReadBytes,
): (folder: string) => Promise<T | null> {
  const known = new Map<string, Promise<T | null>>();
  const search = async (folder: string): Promise<T | null> => {
    if (basename(folder) === 'node_modules') return null;
    // What cannot be read says nothing: a folder of that name, or a link that leads out of the tree.
    const found = await says(async (name) => read(join(folder, name)).catch(() => null));
    if (found !== null) return found === 'nothing' ? null : found;
    const above = dirname(folder);
    return above === folder ? null : find(above);
  };
  const find = (folder: string): Promise<T | null> => {
    const found = known.get(folder) ?? search(folder);
    known.set(folder, found);
    return found;
  };
  return find;
}
