import { isBuiltin, builtinModules } from 'node:module';
import { join } from 'node:path';
import type { ImportFact } from '../../codebase/index/file-facts.ts';
import { taken } from '../../codebase/index/imports/import-edge.ts';
import { createImportResolver, type EdgeResolver } from '../../codebase/index/imports/import-resolver.ts';
import { foldersAbove, joinInside } from '../../codebase/index/imports/listing.ts';
import { readManifests } from '../../codebase/index/imports/manifest-texts.ts';
import { createPathPatterns, type MeaningOf } from '../../codebase/index/imports/path-patterns.ts';
import { createAliases, type AliasedPaths } from '../../codebase/index/imports/script-aliases.ts';
import { listedScript } from '../../codebase/index/imports/script-listed.ts';
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
import { isFileThere } from './file-there.ts';
import type { JudgeImport, Unknown } from './judge-import.ts';
import { judgePattern, type Proof } from './judge-pattern.ts';
import type { JudgedTree } from './judged-tree.ts';
import { judgeNames } from './lacking-names.ts';
import { meantNames } from './meant-names.ts';
import { isBesideProject } from './side-folders.ts';

type Ruling = Awaited<ReturnType<JudgeImport>>;
type Project = {
  readonly tree: JudgedTree;
  readonly resolver: EdgeResolver;
  readonly manifests: ScriptManifests;
  readonly aliased: AliasedPaths;
  readonly meaningOf: MeaningOf;
  readonly sources: readonly string[];
  readonly proofs: Map<string, Promise<Proof>>;
};

const SOURCE = /\.(?:[cm]?[jt]sx?|vue|svelte|astro|mdx)$/;
const SETTINGS = /(?:^|\/)(?:[^/]*(?:config|rc)\b[^/]*|deno\.jsonc?|import_map\.json)$/;
/** What a bundler or the web makes of a name: URLs, `virtual:x`, `/public.js`, `$app/x`, `raw-loader!./a`. */
const VIRTUAL =
  /^(?!node:)[a-z][a-z\d+.-]*:|^[/$\0]|^~icons\/|^(?:vite\/client|uno\.css)$|^@(?:docusaurus\/[A-Z]\w*$|docusaurus\/(?:use\w+|router|constants|renderRoutes|isInternalUrl)$|theme(?:-original|-init)?\/|site\/|generated\/)|^#(?:imports|app|build|components|head|internal|nitro)\b|!|^$/i;
/** The one virtual name of SvelteKit that stands for files of the project. */
const KIT_LIBRARY = /^\$lib\//;
/** Code that texts for people show may import what only who reads them has. */
const SHOWN = /(?:^|\/)(?:docs?|documentation)\/(?:[^/]+\/)*examples?\//;
const RELATIVE = /^\.{1,2}(?:\/|$)/;

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
    const isVirtual = VIRTUAL.test(specifier) && !KIT_LIBRARY.test(specifier);
    if (isVirtual || specifier.startsWith('./$')) return null;
    if (isBuiltin(specifier)) return judgeNodeNames(added);
    const isPlain = !added.isNewModule || (await isPlainImport(tree, added));
    const unknown = isPlain ? null : await judgeModule(await project(), added);
    if (unknown !== null || (isPlain && (await isOfOthers(tree, added)))) return unknown;
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
    meaningOf: createPathPatterns(texts, tree.listing),
    sources: paths.filter((path) => SOURCE.test(path)),
    proofs: new Map(),
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

/** Whether an import is of a declared package, and that is none of the project: it has but one. */
async function isOfOthers(tree: JudgedTree, added: AddedImport): Promise<boolean> {
  if (RELATIVE.test(added.imported.specifier)) return false;
  return tree.listing.endingIn('package.json').length <= 1 && isPlainImport(tree, added);
}

async function judgeModule(project: Project, added: AddedImport): Promise<Ruling> {
  return RELATIVE.test(added.imported.specifier) ? judgeRelative(project, added) : judgeBare(project, added);
}

async function judgeRelative(project: Project, { path, imported }: AddedImport): Promise<Unknown | null> {
  const { resolver, tree, sources } = project;
  if (resolver.resolve(path, imported).path !== null) return null;
  const target = joinInside(foldersAbove(path)[0] ?? '', withoutQuery(imported.specifier));
  // What lies above the root is not known by the tree.
  if (target === null || (await isFileThere(tree, target)) || isPackage(tree, target)) return null;
  for (const other of project.aliased(path, withoutQuery(imported.specifier)))
    if (await isFileThere(tree, other)) return null;
  const meant = nearestModules(target, sources);
  return meant.length === 0 && SHOWN.test(path) ? null : { what: 'leads to no file', meant };
}

async function judgeBare(project: Project, { path, imported }: AddedImport): Promise<Ruling> {
  const { manifests, resolver, tree } = project;
  const { specifier } = imported;
  if (resolver.resolve(path, imported).path !== null) return null;
  const declared = manifests.declaredFor(path);
  if (isTypeOfPath(specifier)) return null;
  const name = packageOf(specifier);
  if (declared !== null && (declared.has(name) || declared.has(BROUGHT_BY[name] ?? name))) return null;
  if (await isInstalledForNode(join(tree.root, foldersAbove(path)[0] ?? ''), name)) return null;
  const aliased = project.aliased(path, withoutQuery(specifier));
  for (const target of aliased) if (await isFileThere(tree, target)) return null;
  const isOwnAlias = aliased.length > 0 && !/^(?:@{0,2}|~{1,2})\//.test(specifier);
  const isOfNuxt = specifier.startsWith('#') && NUXT.some((one) => declared?.has(one) === true);
  const isSubpath = specifier.startsWith('#') && manifests.subpathsFor(path).length > 0 && !isOfNuxt;
  if (isOwnAlias || isSubpath) {
    return { what: 'leads to no file', meant: nearestModules(specifier, project.sources) };
  }
  const meaning = project.meaningOf(path, withoutQuery(specifier));
  const ruling = meaning === null ? null : await judgePattern(project, { specifier, meaning });
  if (ruling !== 'unclear-alias' && ruling !== null) return ruling;
  if (KIT_LIBRARY.test(specifier)) return meaning === null ? null : ruling;
  if (!specifier.startsWith('node:') && (await isUsed(tree, name))) {
    return aliased.length > 0 || ruling !== null || isFolderName(project, name) ? 'unclear-alias' : null;
  }
  if (isOfNuxt || (await isLocked(tree, name))) return null;
  const isDeclaring = (folder: string): boolean => tree.listing.has(`${folder}package.json`);
  const isFree = declared === null || isBesideProject(path, tree.listing, isDeclaring);
  if (isFree && !specifier.startsWith('node:')) return 'no-manifest';
  const what = 'is no package that the project declares, no file of it, and no module of Node';
  return { what, meant: meantNames(name, [...(declared ?? []), ...builtinModules, ...nodeModules()]) };
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

/** What is no package, and the name of a folder, may be found from another folder: `baseUrl`, or a bundler's word for it. */
function isFolderName({ tree }: Project, name: string): boolean {
  return tree.listing.foldersEndingIn(name).length > 0;
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
