import { realpath } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { foldersAbove, joinInside } from '../../codebase/index/imports/listing.ts';
import { exists } from '../../codebase/manifests/installed-packages.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { decodeText } from '../../domain/text.ts';

/** How oxlint can be run for some files of a project, or why it is not. */
export type OxlintSetup =
  | { readonly kind: 'ready'; readonly launcher: string; readonly configs: ReadonlyMap<string, string> }
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly reason: string };

const LAUNCHER = 'node_modules/oxlint/bin/oxlint';
const DATA_CONFIGS = ['.oxlintrc.json', '.oxlintrc.jsonc'];
const CODE_CONFIG = /(?:^|\/)oxlint\.config\.[cm]?[jt]s$/;
/** What makes oxlint load code of the project; an escape could hide the word. */
const LOADS_CODE = /jsPlugins|\\u/i;
const OTHER_CONFIG = /"([^"\n*]+\.jsonc?)"/g;

/**
 * Finds the oxlint that is installed for some files, and the configurations that hold for them. Nothing of the project
 * may run: neither a linter that is a part of the repository, nor configurations and plugins that are code.
 */
export async function readOxlintSetup(
  tree: SourceTree,
  { paths, root }: { readonly paths: readonly string[]; readonly root: string },
): Promise<OxlintSetup> {
  const folders = [...new Set(paths.flatMap(foldersAbove))];
  const launcher = await installedLauncher(folders, root);
  if (launcher === null) return { kind: 'absent' };
  const listed = new Set(await tree.list());
  if (isOwnCode(launcher, root, listed)) {
    return { kind: 'refused', reason: 'the oxlint of the project is a part of its repository' };
  }
  if (folders.some((folder) => [...listed].some((path) => isCodeConfig(path, folder)))) {
    return { kind: 'refused', reason: 'its configuration is code' };
  }
  const read = await readConfigs(
    tree,
    folders.flatMap((folder) => DATA_CONFIGS.map((name) => folder + name)),
  );
  return read === null
    ? { kind: 'refused', reason: 'its configuration loads code or files outside of the repository' }
    : { kind: 'ready', launcher, configs: read };
}

async function installedLauncher(folders: readonly string[], root: string): Promise<string | null> {
  for (const folder of folders) {
    const launcher = join(root, folder, LAUNCHER);
    if (await exists(launcher)) return realpath(launcher);
  }
  return null;
}

/** What git tracks came with the repository, and not from a registry; so did what lies outside of `node_modules`. */
function isOwnCode(launcher: string, root: string, listed: ReadonlySet<string>): boolean {
  const inside = relative(root, launcher).split(sep).join('/');
  if (inside.startsWith('../')) return !launcher.split(sep).includes('node_modules');
  return listed.has(inside) || !inside.split('/').includes('node_modules');
}

function isCodeConfig(path: string, folder: string): boolean {
  return CODE_CONFIG.test(path) && foldersAbove(path)[0] === folder;
}

/** The configurations at the paths and those that they extend, by path; null where one must not be used. */
async function readConfigs(
  tree: SourceTree,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string> | null> {
  const texts = new Map<string, string>();
  const waiting = new Set(paths);
  for (const path of waiting) {
    // What cannot be read, as behind a link out of the repository, is as good as absent.
    const bytes = await tree.read(path).catch(() => null);
    const decoded = bytes === null ? null : decodeText(bytes);
    if (decoded?.kind !== 'text') {
      if (paths.includes(path)) continue;
      return null;
    }
    if (LOADS_CODE.test(decoded.text)) return null;
    texts.set(path, decoded.text);
    for (const linked of extendedBy(path, decoded.text)) {
      if (linked === null) return null;
      waiting.add(linked);
    }
  }
  return texts;
}

/** What a configuration names as another one; null for what is not in the tree. */
function extendedBy(path: string, text: string): readonly (string | null)[] {
  if (!text.includes('"extends"')) return [];
  return [...text.matchAll(OTHER_CONFIG)].map(([, named = '']) =>
    /^\.{1,2}\//.test(named) ? joinInside(dirname(path), named) : null,
  );
}
