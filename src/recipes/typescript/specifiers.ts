import { joinPath } from '../../codebase/languages/source-paths.ts';
import { folderOf } from '../../codebase/languages/typescript-config.ts';

const INDEX = /(?:^|\/)index$/;
const EXTENSION = /\.(?:d\.)?[cm]?[jt]sx?$/;

/**
 * How a relative specifier has to read afterwards, in the style in which it was written: with or without an extension,
 * or by its folder. Null where its style is none of these.
 */
export function specifierAfter(
  specifier: string,
  before: { readonly importer: string; readonly target: string },
  after: { readonly importer: string; readonly target: string },
): string | null {
  const meant = joinPath(folderOf(before.importer), specifier);
  const style = styleOf(meant, before.target);
  if (style === null) return null;
  const bare = after.target.replace(EXTENSION, '');
  switch (style) {
    case 'whole':
      return relativePath(after.importer, after.target);
    case 'bare':
      return relativePath(after.importer, bare);
    case 'folder':
      return INDEX.test(bare)
        ? relativePath(after.importer, bare.replace(INDEX, '')) + (specifier.endsWith('/') ? '/' : '')
        : relativePath(after.importer, bare);
    case 'other-extension':
      return relativePath(after.importer, bare) + (EXTENSION.exec(meant)?.[0] ?? '');
  }
}

/** Whether a specifier names its file by the folder, whose index that is: it says nothing of how others are named. */
export function namesFolder(specifier: string, { importer, target }: Named): boolean {
  return styleOf(joinPath(folderOf(importer), specifier), target) === 'folder';
}

type Named = { readonly importer: string; readonly target: string };
type Style = 'whole' | 'bare' | 'folder' | 'other-extension';

function styleOf(meant: string, target: string): Style | null {
  const bare = target.replace(EXTENSION, '');
  if (meant === target) return 'whole';
  if (meant === bare) return 'bare';
  if (joinPath(meant === '' ? '' : `${meant}/`, 'index') === bare) return 'folder';
  return meant.replace(EXTENSION, '') === bare ? 'other-extension' : null;
}

/** How a file names another: `./b.js`, `../b.js`. */
export function relativePath(from: string, to: string): string {
  const [start, end] = [folderOf(from).split('/').filter(Boolean), to.split('/').filter(Boolean)];
  let shared = 0;
  while (shared < start.length && start[shared] === end[shared]) shared += 1;
  const up = start.slice(shared).map(() => '..');
  const path = [...up, ...end.slice(shared)].join('/');
  return up.length > 0 ? path : `./${path}`;
}
