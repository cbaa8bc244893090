import type { Stats } from 'node:fs';
import { lstat, realpath } from 'node:fs/promises';
import { isAbsolute, join, normalize, relative, sep } from 'node:path';
import { OuroborosError, systemCodeOf, type ErrorCode } from '../domain/errors.ts';
import { whyPathIsUnsafe } from '../domain/repo-path.ts';
import { STATE_DIR } from './state-dir.ts';

/** Where a path of the work tree really is. `real` is absolute and holds no links. */
export type Location =
  | { readonly kind: 'file'; readonly real: string; readonly isLink: boolean }
  | {
      readonly kind: 'absent';
      readonly real: string;
      /** Folders on the way that do not exist, absolute, outermost first. */
      readonly missingFolders: readonly string[];
    }
  | { readonly kind: 'refused'; readonly error: OuroborosError };

/**
 * Follows a path to the regular file that it names, or to the place where one could be made. Refused is what
 * leaves the root, lies in `.git` or in the tool's own folder, has other names (hard links), or is no regular file.
 */
export async function locate(root: string, path: string): Promise<Location> {
  const unsafe = whyPathIsUnsafe(path);
  if (unsafe !== null) return refused(leaves(path) ? 'outside-repository' : 'bad-file', path, unsafe);
  const entry = await lstatOrNull(join(root, path));
  if (entry === null) return locateAbsent(root, path);
  const real = await realpathOrNull(join(root, path));
  if (real === null) return refused('bad-file', path, 'it is a link that leads nowhere');
  const refusal = whyNotOurs(root, path, real);
  if (refusal !== null) return refusal;
  const file = await lstat(real);
  if (file.isDirectory()) return refused('bad-file', path, 'it is a folder');
  if (!file.isFile()) return refused('bad-file', path, 'it is not a regular file');
  if (file.nlink > 1) {
    const names = `it has ${file.nlink} names (hard links), and the others would keep the old content`;
    return refused('bad-file', path, names);
  }
  return { kind: 'file', real, isLink: entry.isSymbolicLink() };
}

/** An absolute path relative to a folder, with forward slashes. */
export function pathFrom(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}

async function locateAbsent(root: string, path: string): Promise<Location> {
  const parts = path.split('/');
  for (let kept = parts.length - 1; kept >= 0; kept--) {
    const above = join(root, ...parts.slice(0, kept));
    const entry = await lstatOrNull(above);
    if (entry === null) continue;
    const realFolder = await realpathOrNull(above);
    if (realFolder === null || !(await lstat(realFolder)).isDirectory()) {
      return refused('bad-file', path, `${parts.slice(0, kept).join('/')} is not a folder`);
    }
    const real = join(realFolder, ...parts.slice(kept));
    const missing = parts
      .slice(kept, -1)
      .map((_, at) => join(realFolder, ...parts.slice(kept, kept + at + 1)));
    return whyNotOurs(root, path, real) ?? { kind: 'absent', real, missingFolders: missing };
  }
  return refused('bad-file', path, `the folder ${root} does not exist`);
}

/** A link may lead out of the root, or into a part of it that a plain path may not name. */
function whyNotOurs(root: string, path: string, real: string): Location | null {
  const inside = pathFrom(root, real);
  if (leaves(inside)) {
    return refused('outside-repository', path, `it leads to ${real}, outside the repository`);
  }
  if (inside.split('/')[0]?.toLowerCase() === STATE_DIR) {
    return refused('bad-file', path, `it lies inside ${STATE_DIR}, which belongs to this tool`);
  }
  const unsafe = whyPathIsUnsafe(inside);
  return unsafe === null ? null : refused('bad-file', path, `it leads to ${inside}: ${unsafe}`);
}

function leaves(path: string): boolean {
  return isAbsolute(path) || normalize(path).split(sep)[0] === '..';
}

function refused(code: ErrorCode, path: string, reason: string): Location {
  return { kind: 'refused', error: new OuroborosError(code, `${path} cannot be changed: ${reason}.`) };
}

async function lstatOrNull(path: string): Promise<Stats | null> {
  return orNull(() => lstat(path));
}

async function realpathOrNull(path: string): Promise<string | null> {
  return orNull(() => realpath(path));
}

async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (NOTHING_THERE.has(systemCodeOf(error) ?? '')) return null;
    throw error;
  }
}

const NOTHING_THERE = new Set(['ENOENT', 'ENOTDIR', 'ELOOP']);
