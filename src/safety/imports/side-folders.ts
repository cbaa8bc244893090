import { foldersAbove, type Listing } from '../../codebase/index/imports/listing.ts';

/** Folders of programs beside the project, whose packages who runs them installs by hand. */
const SIDE =
  /(?:^|\/)(?:examples?|samples?|demos?|playgrounds?|tutorials?|cookbooks?|bench(?:mark(?:s|ing)?)?|profiling|fuzz(?:ing|ers?)?|packaging|contrib|extras?)\/$/i;
const IN_SOURCES = /(?:^|\/)(?:src|lib|app)\//;

/**
 * Whether a file is in such a folder, and no manifest stands in that or in one between them. Among the sources, and
 * in a package of Python, a folder is a part of the project whatever its name.
 */
export function isBesideProject(
  path: string,
  listing: Listing,
  hasManifest: (folder: string) => boolean,
): boolean {
  const folders = foldersAbove(path);
  const outermost = folders.findLastIndex(
    (folder, index) =>
      SIDE.test(folder) && !IN_SOURCES.test(folder) && !listing.has(`${folders[index + 1]}__init__.py`),
  );
  return outermost >= 0 && !folders.slice(0, outermost + 1).some(hasManifest);
}
