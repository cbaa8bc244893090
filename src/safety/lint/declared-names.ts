import { foldersAbove } from '../../codebase/index/imports/listing.ts';
import { literalPattern } from '../../domain/literal-pattern.ts';
import type { SourceTree } from '../../domain/ports.ts';
import { textOf } from '../imports/added-imports.ts';

const TYPES = /\.d\.[cm]?ts$/;
const MANIFEST = /(?:^|\/)package\.json$/;
/** Where tools are told of names. */
const SETTINGS =
  /(?:^|\/)(?:globals?\.[cm]?[jt]s|[^/]*(?:eslint|oxlint|vite|vitest|webpack|rollup|jest|babel|nuxt)[^/]*(?<!\.mdx?))$/;
/** A tool that imports names by itself. */
const IMPORTS_ITSELF = /auto-?imports?\b|unplugin-vue-components|"nuxt"|defineNuxtConfig/i;
const TELLS_OF_NAMES = /globals?\b|define|provide/i;
const SCRIPT = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const MAX_READ = 1_000;

/**
 * Those of the names that a project has for all of its scripts: declared in its types or to a tool, or put on the global
 * object. All of them where a tool of the package that the script belongs to imports names by itself.
 */
export async function declaredNames(
  tree: SourceTree,
  names: readonly string[],
  script: string,
): Promise<readonly string[]> {
  if (names.length === 0) return [];
  const found = new Set<string>();
  const isAsked = (path: string): boolean => [TYPES, MANIFEST, SETTINGS].some((one) => one.test(path));
  const paths = await tree.list();
  const isOwn = (path: string): boolean => script.startsWith(folderOfPackage(path, paths));
  for (const path of paths.filter(isAsked).slice(0, MAX_READ)) {
    const text = textOf(await tree.read(path).catch(() => null));
    if (IMPORTS_ITSELF.test(text) && isOwn(path)) return names;
    const declares = declaredBy(path, text);
    for (const name of names) if (declares(name)) found.add(name);
  }
  const left = names.filter((name) => !found.has(name));
  return [...found, ...(await putOnGlobals(tree, left))];
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
