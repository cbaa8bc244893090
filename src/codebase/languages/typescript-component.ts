import type { ProjectFiles } from './typescript-files.ts';
import type { ModuleResolver } from './typescript-resolution.ts';
import type { TypeScript } from './typescript.ts';

const SPACE = String.raw`(?:\s|/\*[\s\S]*?\*/)*`;
const LOAD = new RegExp(
  String.raw`(?:\bfrom|\bimport|\brequire)${SPACE}\(?${SPACE}["'\`]([^"'\`\n]+)["'\`]`,
  'g',
);
const REFERENCE = /^\/\/\/\s*<reference\s+path\s*=\s*["']([^"']+)["']/gm;
const MODULE_WORD = /\b(?:import|export|require|exports)\b/;
const AUGMENTATION = /^\s*declare\s+(?:global|module)\b/m;
const OTHER_FILE = /\.(?!(?:[cm]?[jt]s|[jt]sx|d)$)[a-z\d]+(?:\?.*)?$/i;
// Aliases that only a bundler knows begin with a sign that no package has.
const BUNDLER_ALIAS = /^(?:@\/|[~#/])/;

type Tree = {
  readonly ts: typeof TypeScript;
  readonly files: ProjectFiles;
  readonly modules: ModuleResolver;
};

/**
 * The sources that hang together with the seeds by imports, in whatever direction, and those that may speak to any file:
 * scripts without imports and exports, declarations of globals, and importers of what cannot be resolved. A symbol of a
 * seed can be used nowhere else.
 */
export function connectedSources(tree: Tree, seeds: readonly string[]): readonly string[] {
  const { files } = tree;
  const { neighbours, suspects } = graphOf(tree);
  const ambient = files.sources.filter((path) => isAmbient(files.texts.get(path) ?? ''));
  const unresolved = suspects.filter((path) => hasUnresolved(tree, path));
  const reached = new Set([...seeds, ...ambient, ...unresolved]);
  for (const path of reached) for (const neighbour of neighbours.get(path) ?? []) reached.add(neighbour);
  return files.sources.filter((path) => reached.has(path));
}

type Graph = {
  readonly neighbours: ReadonlyMap<string, ReadonlySet<string>>;
  /** Files that seem to import what cannot be resolved. */
  readonly suspects: readonly string[];
};

/** Read off the text without a scanner, which is forty times faster; a match in a string or a comment only adds a file. */
function graphOf({ files, modules }: Tree): Graph {
  const neighbours = new Map<string, Set<string>>(files.sources.map((path) => [path, new Set()]));
  const suspects = new Set<string>();
  for (const path of files.sources) {
    const text = files.texts.get(path) ?? '';
    for (const [, specifier = ''] of [...text.matchAll(LOAD), ...text.matchAll(REFERENCE)]) {
      const target = modules.resolve(specifier, path);
      if (target === null && mayBeSource(modules, specifier, path)) suspects.add(path);
      if (target === null) continue;
      join(neighbours, path, target);
    }
    const described = modules.implementationOf(path);
    if (described !== null) join(neighbours, path, described);
  }
  return { neighbours, suspects: [...suspects] };
}

function join(neighbours: ReadonlyMap<string, Set<string>>, one: string, other: string): void {
  neighbours.get(one)?.add(other);
  neighbours.get(other)?.add(one);
}

function hasUnresolved({ ts, files, modules }: Tree, path: string): boolean {
  const { importedFiles } = ts.preProcessFile(files.texts.get(path) ?? '', true, true);
  return importedFiles.some(
    ({ fileName }) => modules.resolve(fileName, path) === null && mayBeSource(modules, fileName, path),
  );
}

function mayBeSource(modules: ModuleResolver, specifier: string, path: string): boolean {
  return (
    !OTHER_FILE.test(specifier) && (BUNDLER_ALIAS.test(specifier) || modules.isInternal(specifier, path))
  );
}

/** Whether a text neither imports nor exports, nor seems to. */
export function isScript(text: string): boolean {
  return !MODULE_WORD.test(text);
}

function isAmbient(text: string): boolean {
  return isScript(text) || AUGMENTATION.test(text);
}
