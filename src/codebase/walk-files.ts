import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCodeOf } from '../domain/errors.ts';
import { isIgnoredBy, readFolderRules, type FolderRules } from './ignore-rules.ts';

/** Folders that hold no sources of the project; without git and without a .gitignore nothing else says so. */
const NEVER_WALKED = new Set(['.git', '.hg', '.svn', 'node_modules', '.venv', '__pycache__']);

/**
 * What is no folder below a folder and is ignored by no .gitignore in it, links and pipes too, as paths relative to it.
 * Links are not followed.
 */
export async function walkFiles(root: string): Promise<readonly string[]> {
  return filesBelow(root, '', []);
}

/** `folder` is empty or ends in a slash. */
async function filesBelow(
  root: string,
  folder: string,
  rulesAbove: readonly FolderRules[],
): Promise<readonly string[]> {
  const own = await readFolderRules(root, folder);
  const rules = own === null ? rulesAbove : [...rulesAbove, own];
  const files: string[] = [];
  for (const entry of await entriesOf(join(root, folder))) {
    const path = folder + entry.name;
    if (!entry.isDirectory() && !isIgnoredBy(rules, path)) files.push(path);
    if (entry.isDirectory() && !NEVER_WALKED.has(entry.name) && !isIgnoredBy(rules, `${path}/`)) {
      files.push(...(await filesBelow(root, `${path}/`, rules)));
    }
  }
  return files;
}

/** A folder that may not be read holds nothing that a run could work on. */
async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (['EACCES', 'EPERM', 'ENOENT'].includes(systemCodeOf(error) ?? '')) return [];
    throw error;
  }
}
