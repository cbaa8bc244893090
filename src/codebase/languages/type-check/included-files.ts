import { isAbsolute, join, matchesGlob } from 'node:path/posix';
import type { TypeScript } from '../typescript.ts';

type ListFiles = TypeScript.System['readDirectory'];

/** Lists a folder for a configuration as it will be: with files, absolute paths, that are not on disk yet. */
export function listWith(
  { readDirectory }: Pick<TypeScript.System, 'readDirectory'>,
  added: readonly string[],
): ListFiles {
  return (...listed: Parameters<ListFiles>) => {
    const [folder, extensions, excludes, includes] = listed;
    const covers = (patterns: readonly string[] | undefined, file: string): boolean =>
      (patterns ?? []).some((pattern) => coversFile(folder, pattern, file));
    const wanted = added.filter(
      (file) =>
        (extensions ?? []).some((extension) => file.endsWith(extension)) &&
        covers(includes, file) &&
        !covers(excludes, file),
    );
    return [...readDirectory(...listed), ...wanted];
  };
}

/** A pattern of a tsconfig names files, or a folder with all that is below it. */
function coversFile(folder: string, pattern: string, file: string): boolean {
  const absolute = (isAbsolute(pattern) ? pattern : join(folder, pattern)).replace(/\/$/, '');
  return matchesGlob(file, absolute) || matchesGlob(file, `${absolute}/**`);
}
