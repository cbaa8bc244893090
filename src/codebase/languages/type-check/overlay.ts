import { dirname, join } from 'node:path';
import type { TypeScript } from '../typescript.ts';

/** Files as the compiler sees them: those on disk, with other texts laid over some. Paths are absolute. */
export type Overlay = {
  readonly readFile: (path: string) => string | undefined;
  readonly fileExists: (path: string) => boolean;
  readonly directoryExists: (path: string) => boolean;
};

/** Lays texts over the disk; null stands for a file that is not there. */
export function createOverlay(
  { sys }: typeof TypeScript,
  root: string,
  texts: ReadonlyMap<string, string | null>,
): Overlay {
  const byPath = new Map([...texts].map(([path, text]) => [join(root, path), text]));
  const folders = new Set(
    [...byPath].flatMap(([path, text]) => (text === null ? [] : foldersUpTo(root, dirname(path)))),
  );
  const textAt = (path: string): string | null | undefined => byPath.get(path);
  return {
    readFile: (path) => (byPath.has(path) ? (textAt(path) ?? undefined) : sys.readFile(path)),
    fileExists: (path) => (byPath.has(path) ? textAt(path) !== null : sys.fileExists(path)),
    directoryExists: (path) => folders.has(path) || sys.directoryExists(path),
  };
}

function foldersUpTo(root: string, folder: string): readonly string[] {
  const folders: string[] = [];
  for (let at = folder; at.length >= root.length; at = dirname(at)) {
    folders.push(at);
    if (dirname(at) === at) break;
  }
  return folders;
}
