import { folderOf, type Configs } from './typescript-config.ts';
import { candidatesOf, importCandidatesOf, joinPath } from './source-paths.ts';
import type { ProjectFiles } from './typescript-files.ts';
import {
  entriesOf,
  implementationOf,
  isInPackage,
  packageCandidates,
  readPackages,
} from './typescript-packages.ts';
import type { TypeScript } from './typescript.ts';

/** Finds the source file of the tree that a module specifier means, or null when it lies outside the tree. */
export type ModuleResolver = {
  readonly resolve: (specifier: string, fromPath: string) => string | null;
  /** Whether the specifier should lead into the tree: it is relative, or names a package of the workspace. */
  readonly isInternal: (specifier: string, fromPath: string) => boolean;
  /** Sources that the published packages of the tree name as their entries. */
  readonly entries: ReadonlySet<string>;
  /** The JavaScript that a declaration file (`.d.ts`) describes: beside it, or the package's main file. Null where there is none. */
  readonly implementationOf: (path: string) => string | null;
};

/**
 * Resolves as a bundler does, with the options of the nearest configuration, then by what TypeScript alone would not
 * take: any source extension, and the packages of a workspace, whose built entries are traced to their sources.
 */
export function createResolver(ts: typeof TypeScript, files: ProjectFiles, configs: Configs): ModuleResolver {
  const packages = readPackages(files);
  const asConfigured = configuredResolver(ts, files, configs);
  const isSource = new Set(files.sources);
  const firstSource = (paths: readonly string[]): string | null =>
    paths.find((path) => isSource.has(path)) ?? null;
  const dependencies = new Set(packages.flatMap((one) => one.dependencies));
  const known = new Map<string, string | null>();
  const resolve = (specifier: string, fromPath: string): string | null => {
    const key = `${folderOf(fromPath)}\0${specifier}`;
    const cached = known.get(key);
    if (cached !== undefined) return cached;
    const found =
      asConfigured(specifier, fromPath) ??
      (isRelative(specifier)
        ? firstSource(importCandidatesOf(joinPath(folderOf(fromPath), specifier)))
        : firstSource([
            ...packageCandidates(packages, specifier),
            ...(dependencies.has(specifier.split('/')[0] ?? '') ? [] : rootCandidates(specifier, fromPath)),
          ]));
    known.set(key, found);
    return found;
  };
  return {
    resolve,
    isInternal: (specifier, fromPath) =>
      isRelative(specifier) ||
      resolve(specifier, fromPath) !== null ||
      packages.some(({ name }) => name !== null && isInPackage(specifier, name)),
    implementationOf: (path) => implementationOf(packages, path, firstSource),
    entries: new Set(packages.flatMap((one) => entriesOf(one, firstSource))),
  };
}

function configuredResolver(
  ts: typeof TypeScript,
  files: ProjectFiles,
  configs: Configs,
): (specifier: string, fromPath: string) => string | null {
  const sources = new Set(files.sources);
  const folders = new Set([...files.texts.keys()].flatMap(foldersAbove));
  const host: TypeScript.ModuleResolutionHost = {
    fileExists: (name) => sources.has(name.slice(1)) || files.texts.has(name.slice(1)),
    readFile: (name) => files.texts.get(name.slice(1)),
    directoryExists: (name) => folders.has(name.slice(1).replace(/\/$/, '')),
    getCurrentDirectory: () => '/',
  };
  const fixed: TypeScript.CompilerOptions = {
    allowJs: true,
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    resolveJsonModule: false,
  };
  return (specifier, fromPath) => {
    for (const options of configs.optionsFor(fromPath)) {
      const merged = { ...options, ...fixed };
      const { resolvedModule } = ts.resolveModuleName(specifier, `/${fromPath}`, merged, host);
      const path = resolvedModule?.resolvedFileName.slice(1);
      if (path !== undefined && sources.has(path)) return path;
    }
    return null;
  };
}

function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.map((_, depth) => parts.slice(0, depth).join('/'));
}

function isRelative(specifier: string): boolean {
  return /^\.{1,2}(?:\/|$)/.test(specifier);
}

/** Where a bundler with folders of its own would look for `utils/math`: below each folder above, and its `src`. */
function rootCandidates(specifier: string, fromPath: string): readonly string[] {
  if (!/^[\w.-]+\/./.test(specifier)) return [];
  const folders = foldersAbove(fromPath).map((folder) => (folder === '' ? '' : `${folder}/`));
  return folders
    .toReversed()
    .flatMap((folder) => [folder, `${folder}src/`])
    .flatMap((root) => candidatesOf(joinPath(root, specifier)));
}

/** A module of the tree as the compiler wants to be told of it. */
export function resolvedModule(ts: typeof TypeScript, path: string): TypeScript.ResolvedModuleFull {
  const extension = /\.d\.[cm]?ts$|\.[cm]?[jt]sx?$/.exec(path)?.[0] ?? ts.Extension.Js;
  return { resolvedFileName: `/${path}`, extension, isExternalLibraryImport: false };
}
