import type { IndexedFile } from '../store/queries.ts';
import { isSample, mostFrequent, type KnownTree } from './known-tree.ts';
import type { SummarySection } from './section.ts';

type Folder = { readonly path: string; readonly files: IndexedFile[] };

/** No summary has room for more. */
const MOST_FOLDERS = 200;
const MOST_LANGUAGES = 2;

/** The folders with the number of their files, those below included, and their languages; the largest come first. */
export function folderSection({ files }: KnownTree): SummarySection {
  const folders = foldersOf(files).filter(({ path, files: own }) => own.length > 1 && !isDeepSample(path));
  // A folder has at least as many files as any below it: what is shown has its parents shown.
  const largest = folders.toSorted((a, b) => b.files.length - a.files.length || (a.path < b.path ? -1 : 1));
  return {
    title: '## Folders, with all files below',
    entries: largest
      .slice(0, MOST_FOLDERS)
      .map(({ path, files: own }) => ({ key: path, text: `${path}/ ${describe(own)}` })),
    share: 0.15,
    moreText: (shown) => moreOf(folders.length - shown.size, 'folder'),
  };
}

/** Of examples and tests it is enough to know what kinds there are. */
function isDeepSample(path: string): boolean {
  const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  return isSample(`${parent.slice(0, Math.max(0, parent.lastIndexOf('/')))}/`);
}

function moreOf(count: number, noun: string): string | null {
  return count <= 0 ? null : `and ${count} smaller ${noun}s`;
}

/** A folder that holds one other folder and nothing else is no news: the inner one stands for both. */
function foldersOf(files: readonly IndexedFile[]): readonly Folder[] {
  const folders = new Map<string, Folder>();
  for (const file of files) {
    for (let end = file.path.indexOf('/'); end > 0; end = file.path.indexOf('/', end + 1)) {
      const path = file.path.slice(0, end);
      const folder = folders.get(path) ?? { path, files: [] };
      folders.set(path, folder);
      folder.files.push(file);
    }
  }
  const onlyParents = new Set(
    [...folders.values()].flatMap(({ path, files: own }) => {
      const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')));
      return folders.get(parent)?.files.length === own.length ? [parent] : [];
    }),
  );
  return [...folders.values()].filter(({ path }) => !onlyParents.has(path));
}

function describe(files: readonly IndexedFile[]): string {
  const languages = mostFrequent(
    files.flatMap(({ language }) => language ?? []),
    MOST_LANGUAGES,
  ).map(([language]) => language);
  return [String(files.length), ...languages].join(' ');
}
