import { joinPath } from '../../codebase/languages/source-paths.ts';
import { folderOf } from '../../codebase/languages/typescript-config.ts';
import { isProjectSource } from '../../codebase/languages/typescript-files.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { refused, type RecipeRequest, type Refused } from '../recipe.ts';
import { readSource, type SourceFile } from '../source-file.ts';
import { parseJson } from './manifest.ts';

/** A package: the files whose nearest package.json is the same one. */
export type PackageScope = {
  readonly kind: 'scope';
  /** With its closing slash; empty for the root of the tree. */
  readonly folder: string;
  readonly manifest: SourceFile;
  readonly json: Readonly<Record<string, unknown>>;
  /** Its `.js` files that people write: all of these change their meaning. */
  readonly scripts: readonly string[];
  /** All of its files, those of packages within it left out. */
  readonly files: readonly string[];
  readonly listed: ReadonlySet<string>;
};

const MANIFEST = /(?:^|\/)package\.json$/;

/** The package that the targets belong to, or that of the root. */
export async function scopeOf(
  { targets }: Pick<RecipeRequest, 'targets'>,
  tree: SourceTree,
): Promise<PackageScope | Refused> {
  const listed = await tree.list();
  const manifests = listed.filter((path) => MANIFEST.test(path));
  const folders = new Set(manifests.map(folderOf));
  const meant = new Set(targets.length === 0 ? [''] : targets.map((path) => nearest(path, folders)));
  const [folder, ...others] = meant;
  if (others.length > 0)
    return refused('The targets belong to several packages.', 'Name one: -t FOLDER/package.json');
  const path = folder === undefined || folder === null ? null : `${folder}package.json`;
  const read = path === null ? null : await readSource(tree, path);
  if (folder === undefined || folder === null || read?.kind !== 'source')
    return refused('There is no package.json.', 'Name a file of the package with -t.');
  const json = parseJson(read.file.bytes);
  if (json === null) return refused(`${read.file.path} is not to be read as JSON.`, 'Mend it first.');
  const files = listed.filter((one) => nearest(one, folders) === folder);
  const scripts = files.filter((one) => one.endsWith('.js') && isProjectSource(one));
  return { kind: 'scope', folder, manifest: read.file, json, scripts, files, listed: new Set(listed) };
}

function nearest(path: string, folders: ReadonlySet<string>): string | null {
  const folder = folderOf(path);
  if (folders.has(folder)) return folder;
  return folder === '' ? null : nearest(folder.slice(0, -1), folders);
}

/** The main file with its ending, as package.json has to name it for `import`; null where nothing has to change. */
export function mainOf({ json, folder, listed }: PackageScope): string | null {
  const { main, exports } = json;
  if (exports !== undefined || (main !== undefined && typeof main !== 'string')) return null;
  if (main === undefined) return listed.has(`${folder}index.js`) ? 'index.js' : null;
  const path = joinPath(folder, main);
  if (listed.has(path)) return null;
  const full = [`${path}.js`, `${path}/index.js`].find((one) => listed.has(one));
  return full === undefined ? null : `${main.replace(/\/+$/, '')}${full.slice(path.length)}`;
}
