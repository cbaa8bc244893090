import { foldersAbove } from '../../codebase/index/imports/listing.ts';

/** Folders of programs beside the project, whose packages who runs them installs by hand. */
const SIDE =
  /(?:^|\/)(?:examples?|samples?|demos?|playgrounds?|tutorials?|cookbooks?|bench(?:mark(?:s|ing)?)?|profiling|packaging|contrib|extras?)\/$/i;

/** Whether a file is in such a folder, and no manifest stands in that or in one between them. */
export function isBesideProject(path: string, hasManifest: (folder: string) => boolean): boolean {
  const folders = foldersAbove(path);
  const outermost = folders.findLastIndex((folder) => SIDE.test(folder));
  return outermost >= 0 && !folders.slice(0, outermost + 1).some(hasManifest);
}
