import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ignore from 'ignore';
import { systemCodeOf } from '../domain/errors.ts';

/** What a user lists here is left alone: in the syntax of .gitignore, at the root of the work tree. */
export const OWN_IGNORE_FILE = '.ouroborosignore';

/** The rules of one file in the syntax of .gitignore; they speak of paths below their folder (`''` or `a/b/`). */
export type FolderRules = {
  readonly folder: string;
  /** True or false where a rule decides, else null. Paths of folders end in a slash. */
  readonly decide: (path: string) => boolean | null;
};

/** The rules that a folder of the tree brings, or null where it has no such file. */
export async function readFolderRules(
  root: string,
  folder: string,
  fileName = '.gitignore',
): Promise<FolderRules | null> {
  try {
    const rules = ignore().add(await readFile(join(root, folder, fileName), 'utf8'));
    const decide = (path: string): boolean | null => {
      const { ignored, unignored } = rules.test(path.slice(folder.length));
      return ignored || unignored ? ignored : null;
    };
    return { folder, decide };
  } catch (error) {
    if (NO_SUCH_FILE.has(systemCodeOf(error) ?? '')) return null;
    throw error;
  }
}

const NO_SUCH_FILE = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'EACCES']);

/** Whether rules, the outermost first, ignore a path whose folders are not ignored: the innermost that decides wins. */
export function isIgnoredBy(rules: readonly FolderRules[], path: string): boolean {
  for (const folderRules of rules.toReversed()) {
    const decision = folderRules.decide(path);
    if (decision !== null) return decision;
  }
  return false;
}
