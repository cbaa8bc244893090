import { once } from '../../../domain/once.ts';

/** The files of a root, asked by what imports know of them. Folders end in a slash; the root is the empty text. */
export type Listing = {
  readonly has: (path: string) => boolean;
  /** The files that stand in the folder itself, sorted. */
  readonly filesIn: (folder: string) => readonly string[];
  /** Whether a file stands in the folder or below it. */
  readonly hasFolder: (folder: string) => boolean;
  /** The files whose last parts are these (`util/list.h`), those with fewer parts first. */
  readonly endingIn: (suffix: string) => readonly string[];
  /** The folders whose last parts are these (`internal/store`), those with fewer parts first. */
  readonly foldersEndingIn: (suffix: string) => readonly string[];
};

/** Lists files once. What only some languages ask for is made when they first do. */
export function createListing(paths: readonly string[]): Listing {
  const known = new Set(paths);
  const filesByFolder = once(() => groupByFolder(paths));
  const folders = once(() => foldersOf(paths));
  const filesByName = once(() => groupByName([...known]));
  const foldersByName = once(() => groupByName([...folders()].map((folder) => folder.slice(0, -1))));
  return {
    has: (path) => known.has(path),
    filesIn: (folder) => filesByFolder().get(folder) ?? [],
    hasFolder: (folder) => folders().has(folder),
    endingIn: (suffix) => endingIn(filesByName(), suffix),
    foldersEndingIn: (suffix) => endingIn(foldersByName(), suffix).map((folder) => `${folder}/`),
  };
}

/** The folders that hold a file, from its own up to the root. */
export function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
    folders.push(path.slice(0, at + 1));
  }
  return [...folders, ''];
}

/** Joins a folder and a relative path; null where it leaves the root. */
export function joinInside(folder: string, relative: string): string | null {
  const parts = folder.split('/').filter((part) => part !== '');
  for (const part of relative.split('/')) {
    if (part === '..' && parts.pop() === undefined) return null;
    if (part !== '..' && part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** The paths that share most folders with a file first; those that share as many keep their order. */
export function nearestFirst(paths: readonly string[], from: string): readonly string[] {
  return paths.toSorted((a, b) => sharedDepth(b, from) - sharedDepth(a, from));
}

/** How many folders two paths share from the root on. */
function sharedDepth(one: string, other: string): number {
  const [left, right] = [one.split('/'), other.split('/')];
  const limit = Math.min(left.length, right.length) - 1;
  let depth = 0;
  while (depth < limit && left[depth] === right[depth]) depth += 1;
  return depth;
}

function groupByFolder(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return Map.groupBy(paths.toSorted(), (path) => path.slice(0, path.lastIndexOf('/') + 1));
}

function foldersOf(paths: readonly string[]): ReadonlySet<string> {
  const folders = new Set(['']);
  for (const path of paths) {
    for (const folder of foldersAbove(path)) {
      // What stands above a known folder is known as well.
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

function groupByName(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const path of paths.toSorted((a, b) => partsOf(a) - partsOf(b) || (a < b ? -1 : 1))) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [path]);
    else group.push(path);
  }
  return groups;
}

function endingIn(groups: ReadonlyMap<string, readonly string[]>, suffix: string): readonly string[] {
  const group = groups.get(suffix.slice(suffix.lastIndexOf('/') + 1)) ?? [];
  return group.filter((path) => path === suffix || path.endsWith(`/${suffix}`));
}

function partsOf(path: string): number {
  return path.split('/').length;
}
