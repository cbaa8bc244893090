import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { nearestTo } from '../domain/nearest.ts';
import { OuroborosError } from '../domain/errors.ts';
import { openProject, type Project } from './project.ts';

/** A root that the config names. */
export type Root = {
  readonly name: string;
  /** As written: relative to the root of the work tree, or absolute. */
  readonly path: string;
  /** Absolute; links are resolved where it is there. */
  readonly folder: string;
  readonly isPresent: boolean;
};

/** The roots that the config of a work tree names, in its order. */
export function configuredRoots({ root, written }: Pick<Project, 'root' | 'written'>): readonly Root[] {
  return (written.roots ?? []).map(({ name, path }) => {
    const folder = resolve(root, path);
    const real = realFolderOrNull(folder);
    return { name, path, folder: real ?? folder, isPresent: real !== null };
  });
}

/**
 * The folder that `--root` means: a root of the config around `cwd` by its name, else a folder, relative to `cwd`.
 * @throws OuroborosError `usage` where it is neither, or a name and another folder at once; `config` where the root is not there
 */
export async function folderOfRoot(wanted: string, cwd: string): Promise<string> {
  const roots = configuredRoots(await openProject(cwd));
  const named = roots.find(({ name }) => name === wanted) ?? null;
  const folder = wanted === '' ? null : realFolderOrNull(resolve(cwd, wanted));
  if (named === null) return folder ?? unknownRoot(wanted, roots);
  // A cloned config must not lead a command elsewhere by giving a root the name of a folder that is meant.
  if (folder !== null && folder !== named.folder) {
    throw new OuroborosError(
      'usage',
      `--root ${wanted} means both a root of the config, ${named.path}, and a folder here.`,
      {
        hint: `Write ./${wanted} for the folder, or ${named.folder} for the root.`,
      },
    );
  }
  if (!named.isPresent) {
    throw new OuroborosError('config', `The root ${wanted} is not there: ${named.folder} is no folder.`, {
      hint: `ouroboros.config.json names it as ${named.path}: clone it there, or correct the path.`,
    });
  }
  return named.folder;
}

function unknownRoot(wanted: string, roots: readonly Root[]): never {
  const names = roots.map(({ name }) => name);
  const near = nearestTo(wanted, names);
  const known =
    names.length === 0
      ? 'ouroboros.config.json names no roots.'
      : `Known roots: ${names.join(', ')}.${near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`}`;
  throw new OuroborosError(
    'usage',
    `--root ${JSON.stringify(wanted)} is neither a root of the config nor a folder.`,
    {
      hint: known,
    },
  );
}

function realFolderOrNull(path: string): string | null {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? realpathSync(path) : null;
  } catch {
    // A loop of links, a folder that may not be looked into, a file on the way: nothing to work in.
    return null;
  }
}
