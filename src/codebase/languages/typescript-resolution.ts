import * as z from 'zod';
import { folderOf, type Configs } from './typescript-config.ts';
import type { ProjectFiles } from './typescript-files.ts';
import type { TypeScript } from './typescript.ts';

/** Finds the source file of the tree that a module specifier means, or null when it lies outside the tree. */
export type ModuleResolver = {
  readonly resolve: (specifier: string, fromPath: string) => string | null;
  /** Whether the specifier should lead into the tree: it is relative, or names a package of the workspace. */
  readonly isInternal: (specifier: string, fromPath: string) => boolean;
  /** Sources that the package.json files of the tree name as their entries. */
  readonly entries: ReadonlySet<string>;
  /** The JavaScript that a declaration file (`.d.ts`) describes: beside it, or the package's main file. Null where there is none. */
  readonly implementationOf: (path: string) => string | null;
};

type Package = {
  readonly folder: string;
  readonly name: string | null;
  readonly targets: readonly Target[];
  readonly main: string | null;
  readonly types: string | null;
};
type Target = { readonly subpath: string; readonly file: string };

const EXTENSIONS = [
  '.ts',
  '.tsx',
  '.mts',
  '.cts',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '.d.ts',
  '.d.mts',
  '.d.cts',
];
const BUILD_FOLDERS = /(?:^|\/)(?:dist|lib|build|out|es|esm|cjs|types)(?:\/(?:es|esm|cjs|types))?(?=\/)/;

const manifest = z.object({
  name: z.string().nullish().catch(null),
  main: z.string().nullish().catch(null),
  module: z.string().nullish().catch(null),
  types: z.string().nullish().catch(null),
  source: z.string().nullish().catch(null),
  exports: z.unknown(),
});

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
  const known = new Map<string, string | null>();
  const resolve = (specifier: string, fromPath: string): string | null => {
    const key = `${folderOf(fromPath)}\0${specifier}`;
    const cached = known.get(key);
    if (cached !== undefined) return cached;
    const found =
      asConfigured(specifier, fromPath) ??
      (isRelative(specifier)
        ? firstSource(candidatesOf(joinPath(folderOf(fromPath), specifier)))
        : firstSource(packageCandidates(packages, specifier)));
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
    entries: new Set(packages.flatMap(({ folder, targets }) => entriesOf(folder, targets, firstSource))),
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

function isInPackage(specifier: string, name: string): boolean {
  return specifier === name || specifier.startsWith(`${name}/`);
}

/** The files that a path without a certain extension may mean, the likeliest first. */
function candidatesOf(path: string): readonly string[] {
  const bare = path.replace(/\.d\.[cm]?ts$|\.(?:[cm]?[jt]s|[jt]sx)$/, '');
  const stems = bare === path ? [path] : [path, bare];
  return stems.flatMap((stem) => [
    ...(stem === path && bare !== path ? [path] : []),
    ...EXTENSIONS.map((extension) => stem + extension),
    ...EXTENSIONS.map((extension) => joinPath(stem === '' ? '' : `${stem}/`, `./index${extension}`)),
  ]);
}

function readPackages(files: ProjectFiles): readonly Package[] {
  return [...files.texts]
    .filter(([path]) => path === 'package.json' || path.endsWith('/package.json'))
    .map(([path, text]) => readPackage(folderOf(path), text));
}

function readPackage(folder: string, text: string): Package {
  const parsed = manifest.safeParse(jsonOrNull(text));
  if (!parsed.success) return { folder, name: null, targets: [], main: null, types: null };
  const { name, source, types, module, main, exports } = parsed.data;
  const roots = [source, module, main, types].filter((file) => typeof file === 'string');
  return {
    folder,
    name: name ?? null,
    main: main ?? null,
    types: types ?? null,
    targets: [...exportTargets(exports, '.'), ...roots.map((file) => ({ subpath: '.', file }))],
  };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Flattens an `exports` field: conditions in their order, patterns left as they are. */
function exportTargets(exports: unknown, subpath: string): readonly Target[] {
  if (typeof exports === 'string') return [{ subpath, file: exports }];
  if (typeof exports !== 'object' || exports === null) return [];
  return Object.entries(exports).flatMap(([key, value]) =>
    exportTargets(value, key.startsWith('.') ? key : subpath),
  );
}

function packageCandidates(packages: readonly Package[], specifier: string): readonly string[] {
  return packages
    .filter(({ name }) => name !== null && isInPackage(specifier, name))
    .flatMap(({ folder, name, targets }) => {
      const subpath = `.${specifier.slice(name?.length ?? 0)}`;
      const named = targets.flatMap((target) => targetFor(target, subpath));
      const inside = subpath === '.' ? './index' : subpath;
      return [...named, inside, `./src/${inside.slice(2)}`].flatMap((file) =>
        sourcesOfBuilt(joinPath(folder, file)),
      );
    });
}

function targetFor({ subpath, file }: Target, wanted: string): readonly string[] {
  if (subpath === wanted) return [file];
  const star = subpath.indexOf('*');
  if (star === -1) return [];
  const [head, tail] = [subpath.slice(0, star), subpath.slice(star + 1)];
  if (!wanted.startsWith(head) || !wanted.endsWith(tail)) return [];
  return [file.replaceAll('*', wanted.slice(head.length, wanted.length - tail.length))];
}

function implementationOf(
  packages: readonly Package[],
  path: string,
  firstSource: (paths: readonly string[]) => string | null,
): string | null {
  const kind = /\.d\.([cm]?)ts$/.exec(path)?.[1];
  if (kind === undefined) return null;
  const stem = path.replace(/\.d\.[cm]?ts$/, '');
  const owner = packages.find(({ folder, types }) => types !== null && joinPath(folder, types) === path);
  const main = owner?.main == null ? [] : candidatesOf(joinPath(owner.folder, owner.main));
  return firstSource([`${stem}.${kind}js`, `${stem}.jsx`, ...main.filter((one) => !/\.[cm]?ts$/.test(one))]);
}

function entriesOf(
  folder: string,
  targets: readonly Target[],
  firstSource: (paths: readonly string[]) => string | null,
): readonly string[] {
  const files = targets.length === 0 ? ['./index'] : targets.map(({ file }) => file);
  return files.flatMap((file) => firstSource(sourcesOfBuilt(joinPath(folder, file))) ?? []);
}

/** A package names what its build makes; its source stands in `src` or beside the manifest. */
function sourcesOfBuilt(path: string): readonly string[] {
  const guesses = [path, path.replace(BUILD_FOLDERS, (match) => (match.startsWith('/') ? '/src' : 'src'))];
  const withoutFolder = path.replace(BUILD_FOLDERS, '').replace(/^\//, '');
  return [...new Set([...guesses, withoutFolder])].flatMap(candidatesOf);
}

/** Joins a folder (with its closing slash) and a relative path, dots resolved. */
function joinPath(folder: string, relative: string): string {
  const parts: string[] = [];
  for (const part of `${folder}${relative}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
