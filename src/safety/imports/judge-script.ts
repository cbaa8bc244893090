import { isBuiltin, builtinModules } from 'node:module';
import { join } from 'node:path';
import type { ImportFact } from '../../codebase/index/file-facts.ts';
import { taken } from '../../codebase/index/imports/import-edge.ts';
import { createImportResolver, type EdgeResolver } from '../../codebase/index/imports/import-resolver.ts';
import { foldersAbove, joinInside } from '../../codebase/index/imports/listing.ts';
import { readManifests } from '../../codebase/index/imports/manifest-texts.ts';
import { createAliases, type AliasedPaths } from '../../codebase/index/imports/script-aliases.ts';
import { IMPORT_ENDINGS, listedScript } from '../../codebase/index/imports/script-listed.ts';
import { isInstalledForNode } from '../../codebase/manifests/installed-packages.ts';
import {
  HOISTING,
  isPnpmLock,
  isScriptLock,
  lockedByPnpm,
  lockedPattern,
} from '../../codebase/manifests/lock-files.ts';
import {
  packageOf,
  readScriptManifests,
  type ScriptManifests,
} from '../../codebase/manifests/script-manifests.ts';
import { nodeModuleHas } from '../../codebase/node-library/node-library.ts';
import { createNamesOfModules, type ModuleTree } from '../../codebase/offered-names/names-of-modules.ts';
import { nearestModules } from '../../codebase/nearest-names.ts';
import { literalPattern } from '../../domain/literal-pattern.ts';
import { withoutComments } from '../code-text.ts';
import type { AddedImport } from './added-imports.ts';
import type { JudgeImport, Unknown } from './judge-import.ts';
import type { JudgedTree } from './judged-tree.ts';
import { judgeNames } from './lacking-names.ts';
import { meantNames } from './meant-names.ts';
import { isBesideProject } from './side-folders.ts';

type Project = {
  readonly tree: JudgedTree;
  readonly resolver: EdgeResolver;
  readonly manifests: ScriptManifests;
  readonly aliased: AliasedPaths;
  readonly sources: readonly string[];
};

const SOURCE = /\.(?:[cm]?[jt]sx?|vue|svelte|astro|mdx)$/;
const SETTINGS = /(?:^|\/)(?:[^/]*(?:config|rc)\b[^/]*|deno\.jsonc?|import_map\.json)$/;
/** What a bundler or the web makes of a name: URLs, `virtual:x`, `/public.js`, `$app/x`, `raw-loader!./a`. */
const VIRTUAL =
  /^(?!node:)[a-z][a-z\d+.-]*:|^[/$\0]|^~icons\/|^(?:vite\/client|uno\.css)$|^@(?:docusaurus\/[A-Z]\w*$|docusaurus\/(?:use\w+|router|constants|renderRoutes|isInternalUrl)$|theme(?:-original|-init)?\/|site\/|generated\/)|^#(?:imports|app|build|components|head|internal|nitro)\b|!|^$/i;
const RELATIVE = /^\.{1,2}(?:\/|$)/;
const BESIDE = /\.(?:test|spec|stories|snap|mdx?)\b/;

/** Frameworks whose modules give names that begin with `#`. */
const NUXT = ['nuxt', 'nuxt-nightly', 'nuxt-edge', '@nuxt/kit'];

/** Packages that are meant to be imported and that another one installs. */
const BROUGHT_BY: Readonly<Record<string, string>> = { '@jest/globals': 'jest' };

/** Judges imports of JavaScript and TypeScript by the files of the tree, what its manifests declare, and Node's modules. */
export async function createScriptJudge(tree: JudgedTree): Promise<JudgeImport> {
  let read: Promise<Project> | null = null;
  const project = async (): Promise<Project> => (read ??= readProject(tree));
  const edges: ModuleTree['edges'] = async (from, imported) => {
    const beside = plainTarget(tree, from, imported);
    if (beside !== null) return [{ ...taken(imported), resolved: { state: 'resolved', path: beside } }];
    return (await project()).resolver.edges(from, imported);
  };
  const namesOf = createNamesOfModules({ listing: tree.listing, readText: tree.readSettled, edges });
  return async (added) => {
    const { path, imported } = added;
    const { specifier } = imported;
    if (VIRTUAL.test(specifier) || specifier.startsWith('./$')) return null;
    if (isBuiltin(specifier)) return judgeNodeNames(added);
    const isPlain = !added.isNewModule || (await isPlainImport(tree, added));
    const unknown = isPlain ? null : await judgeModule(await project(), added);
    if (unknown !== null || (isPlain && isOfOthers(tree, specifier))) return unknown;
    return judgeNames(added, { edges: await edges(path, imported), namesOf, isThere: () => false });
  };
}

async function readProject(tree: JudgedTree): Promise<Project> {
  const { root, paths, readText } = tree;
  const texts = await readManifests(paths, readText);
  return {
    tree,
    resolver: await createImportResolver({ root, paths, readText }),
    manifests: readScriptManifests(texts),
    aliased: createAliases(texts),
    sources: paths.filter((path) => SOURCE.test(path)),
  };
}

/** What most imports are, told without reading the whole project: a file beside, or a package that is declared above. */
async function isPlainImport(tree: JudgedTree, { path, imported }: AddedImport): Promise<boolean> {
  if (RELATIVE.test(imported.specifier)) return plainTarget(tree, path, imported) !== null;
  const folders = foldersAbove(path);
  const texts = new Map<string, string>();
  for (const manifest of folders.map((folder) => `${folder}package.json`)) {
    if (tree.listing.has(manifest)) texts.set(manifest, (await tree.readText(manifest)) ?? '');
  }
  return readScriptManifests(texts).declaredFor(path)?.has(packageOf(imported.specifier)) ?? false;
}

/** Names that no version of a module of Node has; in TypeScript, and in comments, they may be types. */
function judgeNodeNames({ path, text, imported, newNames }: AddedImport): Unknown | null {
  const line = withoutComments(path, text).split('\n')[imported.line - 1] ?? '';
  if (!/\.[cm]?jsx?$/.test(path) || !/\b(?:import|require|export)\b/.test(line) || /\btype\b/.test(line))
    return null;
  const isAsked = (name: string): boolean => name !== '*' && name !== 'default';
  const invented = newNames.find(
    (name) => isAsked(name) && nodeModuleHas(imported.specifier, name) === false,
  );
  return invented === undefined ? null : { what: `has no \`${invented}\``, meant: [] };
}

/** The file that a relative import names. */
function plainTarget({ listing }: JudgedTree, from: string, { specifier }: ImportFact): string | null {
  if (!RELATIVE.test(specifier)) return null;
  const target = joinInside(foldersAbove(from)[0] ?? '', withoutQuery(specifier));
  return target === null ? null : listedScript(listing, target);
}

/** Whether a declared package is none of the project: that has but one. */
function isOfOthers({ listing }: JudgedTree, specifier: string): boolean {
  return !RELATIVE.test(specifier) && listing.endingIn('package.json').length <= 1;
}

async function judgeModule(project: Project, added: AddedImport): Promise<Unknown | 'not-judged' | null> {
  return RELATIVE.test(added.imported.specifier) ? judgeRelative(project, added) : judgeBare(project, added);
}

async function judgeRelative(project: Project, { path, imported }: AddedImport): Promise<Unknown | null> {
  const { resolver, tree, sources } = project;
  if (resolver.resolve(path, imported).path !== null) return null;
  const target = joinInside(foldersAbove(path)[0] ?? '', withoutQuery(imported.specifier));
  // What lies above the root is not known by the tree.
  if (target === null || (await isThere(tree, target)) || isPackage(tree, target)) return null;
  for (const other of project.aliased(path, withoutQuery(imported.specifier)))
    if (await isThere(tree, other)) return null;
  return { what: 'leads to no file', meant: nearestModules(target, sources) };
}

async function judgeBare(
  project: Project,
  { path, imported }: AddedImport,
): Promise<Unknown | 'not-judged' | null> {
  const { manifests, resolver, tree } = project;
  const { specifier } = imported;
  if (resolver.resolve(path, imported).path !== null) return null;
  const declared = manifests.declaredFor(path);
  if (isTypeOfPath(specifier)) return null;
  const name = packageOf(specifier);
  if (declared !== null && (declared.has(name) || declared.has(BROUGHT_BY[name] ?? name))) return null;
  if (await isInstalledForNode(join(tree.root, foldersAbove(path)[0] ?? ''), name)) return null;
  const aliased = project.aliased(path, withoutQuery(specifier));
  for (const target of aliased) if (await isThere(tree, target)) return null;
  const isOwnAlias = aliased.length > 0 && !/^[@~]?\//.test(specifier);
  const isSubpath = specifier.startsWith('#') && manifests.subpathsFor(path).length > 0;
  if (!isOwnAlias && !isSubpath && !specifier.startsWith('node:') && (await isUsed(tree, name))) return null;
  if (isOwnAlias || isSubpath) {
    return { what: 'leads to no file', meant: nearestModules(specifier, project.sources) };
  }
  if (specifier.startsWith('#') && NUXT.some((one) => declared?.has(one) === true)) return null;
  if (await isLocked(tree, name)) return null;
  const isDeclaring = (folder: string): boolean => tree.listing.has(`${folder}package.json`);
  const isFree = declared === null || isBesideProject(path, tree.listing, isDeclaring);
  if (isFree && !specifier.startsWith('node:')) return 'not-judged';
  const what = 'is no package that the project declares, no file of it, and no module of Node';
  return { what, meant: meantNames(name, [...(declared ?? []), ...builtinModules, ...nodeModules()]) };
}

/** A file that the resolver does not take for a module: of another kind, for one platform, ignored or not built yet. */
async function isThere(tree: JudgedTree, target: string): Promise<boolean> {
  const folder = target.slice(0, target.lastIndexOf('/') + 1);
  const stem = target.replace(/\.[cm]?jsx?$/, '');
  const beside = tree.listing.filesIn(folder).filter((path) => path.startsWith(`${stem}.`));
  if (tree.listing.has(target) || beside.some((path) => !BESIDE.test(path))) return true;
  for (const ending of ['', ...IMPORT_ENDINGS]) if (await tree.isUnlisted(target + ending)) return true;
  return stem !== target && ((await tree.isUnlisted(`${stem}.d.ts`)) || tree.isUnlisted(`${stem}.ts`));
}

/** What the folder of a package stands for may not be built yet. */
function isPackage({ listing }: JudgedTree, target: string): boolean {
  return listing.has(`${target === '' ? '' : `${target.replace(/\/$/, '')}/`}package.json`);
}

/** Whether what some other package brings along is installed where any file finds it. */
async function isLocked({ someBefore }: JudgedTree, name: string): Promise<boolean> {
  if (await someBefore(isScriptLock, lockedPattern([name]))) return true;
  return (
    (await someBefore(HOISTING.isSetting, HOISTING.pattern)) && someBefore(isPnpmLock, lockedByPnpm(name))
  );
}

async function isUsed(tree: JudgedTree, name: string): Promise<boolean> {
  const quoted = `['"\`]${literalPattern(name)}['"\`/]`;
  const imported = new RegExp(`\\b(?:from|import|require|mock|module|resolve)\\s*\\(?\\s*${quoted}`);
  if (await tree.someBefore((path) => SOURCE.test(path), imported)) return true;
  const isAlias = `(?<![\\w$.])${literalPattern(name)}\\s*:\\s*(?:['"\`]\\.{0,2}/|(?:[\\w.]+\\.)?(?:resolve|join|fileURLToPath)\\()`;
  return tree.someBefore((path) => SETTINGS.test(path), new RegExp(`${quoted}|${isAlias}`));
}

function withoutQuery(specifier: string): string {
  return specifier.replace(/\?.*$/, '');
}

/** `import('types/x').T` in a comment may be no path at all, and a template may fill what stands in signs. */
function isTypeOfPath(specifier: string): boolean {
  return /[\s{}<>]/.test(specifier);
}

function nodeModules(): readonly string[] {
  return builtinModules.map((name) => `node:${name.replace(/^node:/, '')}`);
}
