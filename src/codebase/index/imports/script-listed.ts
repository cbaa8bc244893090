import { SCRIPT_ENDINGS } from '../../languages/source-paths.ts';
import type { Listing } from './listing.ts';

const ENDING = /\.d\.[cm]?ts$|\.(?:[cm]?[jt]s|[jt]sx)$/;
const OTHER_ENDINGS = ['.json', '.vue', '.svelte'];

/** The endings that an import may leave out, the likeliest first. */
export const IMPORT_ENDINGS: readonly string[] = [...SCRIPT_ENDINGS, ...OTHER_ENDINGS];

/**
 * The listed file that a path in an import means: itself, with an extension added or, as compilers emit `.js` for `.ts`,
 * exchanged, or the index of the folder. Sources go before declarations.
 */
export function listedScript(listing: Listing, path: string): string | null {
  if (listing.has(path)) return path;
  const bare = path.replace(ENDING, '');
  const found = withExtension(listing, path, SCRIPT_ENDINGS);
  if (found !== null) return found;
  return bare === path
    ? withExtension(listing, path, OTHER_ENDINGS)
    : withExtension(listing, bare, SCRIPT_ENDINGS);
}

function withExtension(listing: Listing, stem: string, extensions: readonly string[]): string | null {
  const folder = stem === '' ? '' : `${stem}/`;
  const stems = listing.hasFolder(folder) ? [stem, `${folder}index`] : [stem];
  for (const one of stems) {
    const extension = extensions.find((ending) => listing.has(one + ending));
    if (extension !== undefined) return one + extension;
  }
  return null;
}
