import * as z from 'zod';
import { jsonOrNull } from '../../domain/json.ts';
import { candidatesOf, joinPath } from './source-paths.ts';
import { folderOf } from './typescript-config.ts';
import type { ProjectFiles } from './typescript-files.ts';

/** What a package.json of the tree says of its modules. */
export type Package = {
  readonly folder: string;
  readonly name: string | null;
  /** Whether it is never published, so that nobody outside can use it. */
  readonly isPrivate: boolean;
  readonly targets: readonly Target[];
  readonly main: string | null;
  readonly types: string | null;
  /** Names of the packages that it depends on in any way. */
  readonly dependencies: readonly string[];
};
type Target = { readonly subpath: string; readonly file: string };

const BUILD_FOLDERS = /(?:^|\/)(?:dist|lib|build|out|es|esm|cjs|types)(?:\/(?:es|esm|cjs|types))?(?=\/)/;

const manifest = z.object({
  name: z.string().nullish().catch(null),
  private: z.boolean().catch(false),
  main: z.string().nullish().catch(null),
  module: z.string().nullish().catch(null),
  types: z.string().nullish().catch(null),
  source: z.string().nullish().catch(null),
  exports: z.unknown().optional(),
  dependencies: z.record(z.string(), z.unknown()).catch({}),
  devDependencies: z.record(z.string(), z.unknown()).catch({}),
  peerDependencies: z.record(z.string(), z.unknown()).catch({}),
  optionalDependencies: z.record(z.string(), z.unknown()).catch({}),
});

/** Reads every package.json of the tree; one that is not JSON counts as empty. */
export function readPackages(files: ProjectFiles): readonly Package[] {
  return [...files.texts]
    .filter(([path]) => path === 'package.json' || path.endsWith('/package.json'))
    .map(([path, text]) => readPackage(folderOf(path), text));
}

function readPackage(folder: string, text: string): Package {
  const parsed = manifest.safeParse(jsonOrNull(text));
  if (!parsed.success) {
    return { folder, name: null, isPrivate: false, targets: [], main: null, types: null, dependencies: [] };
  }
  const { name, private: isPrivate, source, types, module, main, exports, ...rest } = parsed.data;
  const roots = [source, module, main, types].filter((file) => typeof file === 'string');
  return {
    folder,
    name: name ?? null,
    isPrivate,
    main: main ?? null,
    types: types ?? null,
    dependencies: Object.values(rest).flatMap((group) => Object.keys(group)),
    targets: [...exportTargets(exports, '.'), ...roots.map((file) => ({ subpath: '.', file }))],
  };
}

/** Flattens an `exports` field: conditions in their order, patterns left as they are. */
function exportTargets(exports: unknown, subpath: string): readonly Target[] {
  if (typeof exports === 'string') return [{ subpath, file: exports }];
  if (typeof exports !== 'object' || exports === null) return [];
  return Object.entries(exports).flatMap(([key, value]) =>
    exportTargets(value, key.startsWith('.') ? key : subpath),
  );
}

/** Whether a specifier names the package or a module inside it. */
export function isInPackage(specifier: string, name: string): boolean {
  return specifier === name || specifier.startsWith(`${name}/`);
}

/** The sources that a specifier may mean in the packages of the tree, the likeliest first. */
export function packageCandidates(packages: readonly Package[], specifier: string): readonly string[] {
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

/** The file that a target of a package gives to a subpath (`.`, `./sub`), its pattern filled in; empty where it is for others. */
export function targetFor({ subpath, file }: Target, wanted: string): readonly string[] {
  if (subpath === wanted) return [file];
  const star = subpath.indexOf('*');
  if (star === -1) return [];
  const [head, tail] = [subpath.slice(0, star), subpath.slice(star + 1)];
  if (!wanted.startsWith(head) || !wanted.endsWith(tail)) return [];
  return [file.replaceAll('*', wanted.slice(head.length, wanted.length - tail.length))];
}

/** The JavaScript that a declaration file describes: beside it, or the main file of the package whose types it holds. */
export function implementationOf(
  packages: readonly Package[],
  path: string,
  firstSource: (paths: readonly string[]) => string | null,
): string | null {
  const kind = /\.d\.([cm]?)ts$/.exec(path)?.[1];
  if (kind === undefined) return null;
  const stem = path.replace(/\.d\.[cm]?ts$/, '');
  const owner = packages.find(({ folder, types }) => types !== null && joinPath(folder, types) === path);
  const main = typeof owner?.main === 'string' ? candidatesOf(joinPath(owner.folder, owner.main)) : [];
  return firstSource([`${stem}.${kind}js`, `${stem}.jsx`, ...main.filter((one) => !/\.[cm]?ts$/.test(one))]);
}

/** The sources of a published package's entries. */
export function entriesOf(
  { folder, isPrivate, targets }: Package,
  firstSource: (paths: readonly string[]) => string | null,
): readonly string[] {
  if (isPrivate) return [];
  const files = targets.length === 0 ? ['./index'] : targets.map(({ file }) => file);
  return files.flatMap((file) => firstSource(sourcesOfBuilt(joinPath(folder, file))) ?? []);
}

/** A package names what its build makes; its source stands in `src` or beside the manifest. */
function sourcesOfBuilt(path: string): readonly string[] {
  const guesses = [path, path.replace(BUILD_FOLDERS, (match) => (match.startsWith('/') ? '/src' : 'src'))];
  const withoutFolder = path.replace(BUILD_FOLDERS, '').replace(/^\//, '');
  return [...new Set([...guesses, withoutFolder])].flatMap(candidatesOf);
}
