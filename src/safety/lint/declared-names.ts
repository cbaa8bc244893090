import { foldersAbove } from '../../codebase/index/imports/listing.ts';
import { literalPattern } from '../../domain/literal-pattern.ts';
import type { Candidate, SourceTree } from '../../domain/ports.ts';
import { withoutTexts } from '../code-text.ts';
import { textOf } from '../imports/added-imports.ts';
import { mayBeBound, wordPattern } from '../vanished/bound-names.ts';

const TYPES = /\.d\.[cm]?ts$/;
const MANIFEST = /(?:^|\/)package\.json$/;
/** Where tools are told of names. */
const SETTINGS =
  /(?:^|\/)(?:globals?\.[cm]?[jt]s|[^/]*(?:eslint|oxlint|vite|vitest|webpack|rollup|jest|babel|nuxt)[^/]*(?<!\.mdx?))$/;
/** A tool that imports names by itself. */
const IMPORTS_ITSELF = /auto-?imports?\b|unplugin-vue-components|"nuxt"|defineNuxtConfig/i;
const TELLS_OF_NAMES = /globals?\b|define|provide/i;
const SCRIPT = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const MAY_NAME = /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/;
const BUILT = /\.min\.js$|(?:^|\/)(?:dist|build|vendor|node_modules)\//;
const MAX_READ = 1_000;

/**
 * Those of the names that a project has for all of its scripts: declared in its types or to a tool, put on the global
 * object, or used by a file that the change leaves alone and that has them from nowhere either. `any` where a tool of the
 * package that the script belongs to imports names by itself.
 */
export async function declaredNames(
  tree: Candidate,
  names: readonly string[],
  script: string,
): Promise<readonly string[] | 'any'> {
  if (names.length === 0) return [];
  const found = new Set<string>();
  const isAsked = (path: string): boolean => [TYPES, MANIFEST, SETTINGS].some((one) => one.test(path));
  const paths = await tree.list();
  const isOwn = (path: string): boolean => script.startsWith(folderOfPackage(path, paths));
  for (const path of paths.filter(isAsked).slice(0, MAX_READ)) {
    const text = textOf(await tree.read(path).catch(() => null));
    if (IMPORTS_ITSELF.test(text) && isOwn(path)) return 'any';
    const declares = declaredBy(path, text);
    for (const name of names) if (declares(name)) found.add(name);
  }
  const left = names.filter((name) => !found.has(name));
  for (const name of await putOnGlobals(tree, left)) found.add(name);
  return [
    ...found,
    ...(await usedFromNowhere(
      tree,
      left.filter((name) => !found.has(name)),
    )),
  ];
}

/** Those of the names that stand nowhere else in the code and settings, in whatever way. */
export async function unheardOf(
  tree: SourceTree,
  { names, except }: { readonly names: readonly string[]; readonly except: readonly string[] },
): Promise<readonly string[]> {
  const left = new Set(names);
  const paths = (await tree.list()).filter((path) => MAY_NAME.test(path) && !except.includes(path));
  for (const path of paths.slice(0, MAX_READ)) {
    if (left.size === 0) break;
    const text = textOf(await tree.read(path).catch(() => null));
    for (const name of left) if (new RegExp(wordPattern(name)).test(text)) left.delete(name);
  }
  return [...left];
}

/** The folder of the manifest that holds for a path, with a slash behind it; empty for the root. */
function folderOfPackage(path: string, paths: readonly string[]): string {
  const folders = foldersAbove(path);
  return folders.find((folder) => paths.includes(`${folder}package.json`)) ?? '';
}

/** `window.load = …` in any script: a helper of tests makes its functions known that way. */
async function putOnGlobals(tree: SourceTree, names: readonly string[]): Promise<readonly string[]> {
  if (names.length === 0) return [];
  const found = new Set<string>();
  for (const path of (await tree.list()).filter((one) => SCRIPT.test(one)).slice(0, MAX_READ)) {
    const text = textOf(await tree.read(path).catch(() => null));
    for (const name of names) if (isPutOnGlobals(text, name)) found.add(name);
  }
  return [...found];
}

async function usedFromNowhere(tree: Candidate, names: readonly string[]): Promise<readonly string[]> {
  if (names.length === 0) return [];
  const changed = new Set(tree.changes.map(({ path }) => path));
  const found = new Set<string>();
  const paths = (await tree.list()).filter(
    (one) => SCRIPT.test(one) && !changed.has(one) && !BUILT.test(one),
  );
  for (const path of paths.slice(0, MAX_READ)) {
    const text = textOf(await tree.read(path).catch(() => null));
    for (const name of names) if (isUsedFromNowhere({ path, text }, name)) found.add(name);
  }
  return [...found];
}

function isUsedFromNowhere(
  { path, text }: { readonly path: string; readonly text: string },
  name: string,
): boolean {
  if (!text.includes(name)) return false;
  const code = withoutTexts(path, text);
  const use = new RegExp(String.raw`(?<![\w$.])${literalPattern(name)}(?![\w$]|\s*:)`);
  // Whatever else stands in braces or behind these words may declare it over many lines.
  const declared = new RegExp(
    String.raw`\b(?:import|const|let|var|export)\b[^;]*?(?<![\w$.])${literalPattern(name)}(?![\w$])`,
  );
  return use.test(code) && !declared.test(code) && !mayBeBound(path, code, name);
}

function isPutOnGlobals(text: string, name: string): boolean {
  if (!text.includes(name)) return false;
  const word = literalPattern(name);
  return new RegExp(
    String.raw`\b(?:window|global|globalThis|self)(?:\.${word}|\[(["'])${word}\1\])\s*=(?![=>])`,
  ).test(text);
}

function declaredBy(path: string, text: string): (name: string) => boolean {
  if (MANIFEST.test(path)) {
    const names = globalsIn(text);
    return (name) => names.includes(name);
  }
  if (!TYPES.test(path) && !TELLS_OF_NAMES.test(path + text)) return () => false;
  const before = TYPES.test(path)
    ? String.raw`(?<!\bexport\s+(?:declare\s+)?)\b(?:var|let|const|function|class|enum|namespace|module|interface|type)\s+`
    : String.raw`(?<![\w$./@-])`;
  // Neither a member of a type, nor a part of a path.
  return (name) => new RegExp(`${before}${literalPattern(name)}(?![\\w$/@-]|\\.\\w)`).test(text);
}

/** What a manifest lists under `globals`, of whichever tool. */
function globalsIn(text: string): readonly string[] {
  const names: string[] = [];
  try {
    JSON.parse(text, (key, value: unknown): unknown => {
      if (/^globals?$/.test(key) && typeof value === 'object' && value !== null)
        names.push(...Object.keys(value), ...Object.values(value).map(String));
      return value;
    });
  } catch {
    return [];
  }
  return names;
}
