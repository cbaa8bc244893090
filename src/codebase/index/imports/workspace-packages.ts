import type { ResolvedImport } from '../file-facts.ts';
import { readPackages, targetFor, type Package } from '../../languages/typescript-packages.ts';
import { readCompilerOutput } from './compiler-outputs.ts';
import { listedScript } from './script-listed.ts';
import { foldersAbove, joinInside, nearestFirst, type Listing } from './listing.ts';

/** The packages of a root, asked without an installation and without a build. */
export type WorkspacePackages = {
  /** The source that an import of a package of the workspace means; null where no package of it has the name. */
  readonly find: (from: string, specifier: string) => ResolvedImport | null;
  /** The source of a file that a build makes in the folder of a package: `dist/a.js` is made of `src/a.ts`. */
  readonly sourceOf: (folder: string, file: string) => string | null;
};

type Output = { readonly outDir: string; readonly rootDir: string };
type OutputsOf = (folder: string) => readonly Output[];
type Outputs = { readonly listing: Listing; readonly outputsOf: OutputsOf };
/** Traces a file that a package names to its source. */
type Trace = (folder: string, file: string) => Source | null;
type Tree = { readonly listing: Listing; readonly trace: Trace };
type Source = { readonly state: 'workspace' | 'guessed'; readonly path: string };

// Packages below such a folder are input of tests or examples: nobody outside of it imports them.
const ENCLOSURE =
  /^.*?(?:^|\/)(?:__tests__|tests?|fixtures?|__fixtures__|examples?|e2e|playgrounds?|templates?)\//;
const BUILD_FOLDER = /^(?:dist|lib|build|out|esm|cjs)\/(?:(?:es|esm|cjs|types)\/)?/;
const TARGET_NAME = /([^/]+?)(?:\.d)?\.[^./]+$/;

/**
 * What a package.json names is taken as it is where the file is listed, else it is traced to the source that it is built
 * from: by the output folders of the compiler, then by name.
 */
export function createWorkspacePackages(
  listing: Listing,
  texts: ReadonlyMap<string, string>,
): WorkspacePackages {
  const named = readPackages({ texts, sources: [], listed: new Set() }).filter(({ name }) => name !== null);
  const packages = Map.groupBy(named, ({ name }) => name ?? '');
  const outputs = readOutputs(texts);
  const trace = createTrace({ listing, outputsOf: (folder) => outputs.get(folder) ?? [] });
  const tree = { listing, trace };
  return {
    sourceOf: (folder, file) => trace(folder, file)?.path ?? null,
    find: (from, specifier) => {
      const name = packageNameOf(specifier);
      const visible = visiblePackages(packages.get(name) ?? [], from);
      if (visible.length === 0) return null;
      for (const own of visible) {
        const found = findInPackage(tree, own, `.${specifier.slice(name.length)}`);
        if (found !== null) return visible.length === 1 ? found : { state: 'guessed', path: found.path };
      }
      return { state: 'unresolved', path: null };
    },
  };
}

/** The packages of a name that a file may mean, the likeliest first. One beside the file stands in for all others. */
function visiblePackages(packages: readonly Package[], from: string): readonly Package[] {
  const beside = packages.filter(
    ({ folder }) => from.startsWith(parentOf(folder)) && parentOf(folder) !== '',
  );
  const proper = packages.filter(({ folder }) => !ENCLOSURE.test(folder));
  const enclosed = packages.filter(({ folder }) => from.startsWith(ENCLOSURE.exec(folder)?.[0] ?? ' '));
  const [likely = []] = [beside, proper, enclosed].filter((some) => some.length > 0);
  const byFolder = Map.groupBy(likely, ({ folder }) => folder);
  return nearestFirst([...byFolder.keys()], from).flatMap((folder) => byFolder.get(folder) ?? []);
}

function parentOf(folder: string): string {
  return foldersAbove(folder)[1] ?? '';
}

/** `@scope/name/sub/path` is of `@scope/name`. */
function packageNameOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function findInPackage(tree: Tree, own: Package, subpath: string): Source | null {
  const { listing } = tree;
  const { folder } = own;
  const targets = own.targets.flatMap((target) => targetFor(target, subpath));
  for (const file of targets.toSorted((a, b) => rankOf(a) - rankOf(b))) {
    const path = joinInside(folder, file);
    if (path !== null && listing.has(path)) return behindStub(tree, { folder, subpath, path });
    const traced = tree.trace(folder, file);
    if (traced !== null) return traced;
  }
  const inside = subpath === '.' ? 'index' : subpath.slice(2);
  const plain = firstListed(listing, folder, inside);
  if (plain !== null) return { state: 'workspace', path: plain };
  const path = firstListed(listing, folder, `src/${inside}`) ?? firstListed(listing, folder, `lib/${inside}`);
  return path === null ? null : { state: 'guessed', path };
}

/** The main file of a package with TypeScript sources may be a committed stub that loads the build of them. */
function behindStub(
  { listing }: Tree,
  { folder, subpath, path }: { readonly folder: string; readonly subpath: string; readonly path: string },
): Source {
  const index = ['ts', 'tsx'].map((extension) => `${folder}src/index.${extension}`).find(listing.has);
  const isStub =
    subpath === '.' && index !== undefined && rankOf(path) > 0 && !path.startsWith(`${folder}src/`);
  return isStub ? { state: 'guessed', path: index } : { state: 'workspace', path };
}

/** Every import of a package asks for the same few files, and a guess by name looks through all files of the name. */
function createTrace(outputs: Outputs): Trace {
  const known = new Map<string, Source | null>();
  return (folder, file) => {
    const key = `${folder}\0${file}`;
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    const traced = traceTarget(outputs, folder, file);
    known.set(key, traced);
    return traced;
  };
}

function traceTarget({ listing, outputsOf }: Outputs, folder: string, file: string): Source | null {
  const built = joinInside(folder, file);
  if (built === null) return null;
  for (const { outDir, rootDir } of outputsOf(folder)) {
    const path = built.startsWith(outDir) ? firstListed(listing, rootDir, built.slice(outDir.length)) : null;
    if (path !== null) return { state: 'workspace', path };
  }
  const rest = built.slice(folder.length).replace(BUILD_FOLDER, '');
  const path =
    firstListed(listing, folder, `src/${rest}`) ??
    sameName(listing, folder, rest) ??
    firstListed(listing, folder, rest);
  return path === null ? null : { state: 'guessed', path };
}

/** The one file of the package's sources that bears the name of the built file, or the one nearest to its top. */
function sameName(listing: Listing, folder: string, file: string): string | null {
  const name = TARGET_NAME.exec(file)?.[1];
  if (name === undefined) return null;
  const named = ['ts', 'tsx', 'mts', 'js', 'jsx', 'mjs'].flatMap((extension) =>
    [`${name}.${extension}`, `${name}/index.${extension}`].flatMap((file) => listing.endingIn(file)),
  );
  const inside = named.filter((path) => path.startsWith(`${folder}src/`));
  return inside.toSorted((a, b) => a.split('/').length - b.split('/').length)[0] ?? null;
}

/** `tsconfig.build.json` says more of a build than `tsconfig.json`: all of a folder are asked. */
function readOutputs(texts: ReadonlyMap<string, string>): ReadonlyMap<string, readonly Output[]> {
  const outputs = new Map<string, readonly Output[]>();
  for (const [path, text] of texts) {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    if (!/(?:^|\/)[jt]sconfig[^/]*\.json$/.test(path)) continue;
    outputs.set(folder, [...(outputs.get(folder) ?? []), ...outputsIn(folder, text)]);
  }
  return outputs;
}

function outputsIn(folder: string, text: string): readonly Output[] {
  const { outDir, rootDir } = readCompilerOutput(text);
  const out = outDir === null ? null : joinInside(folder, outDir);
  if (out === null || out === '') return [];
  return (rootDir === null ? ['src', '.'] : [rootDir]).flatMap((root) => {
    const path = joinInside(folder, root);
    return path === null ? [] : [{ outDir: `${out}/`, rootDir: path === '' ? '' : `${path}/` }];
  });
}

/** What is a source by its extension goes first; a declaration file says less than the source it was made of. */
function rankOf(path: string): number {
  if (/\.d\.[cm]?ts$/.test(path)) return 2;
  return /\.(?:[cm]?ts|tsx)$/.test(path) ? 0 : 1;
}

function firstListed(listing: Listing, folder: string, relative: string): string | null {
  const path = joinInside(folder, relative);
  return path === null ? null : listedScript(listing, path);
}
