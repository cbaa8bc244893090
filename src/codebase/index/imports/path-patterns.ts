import { readCompilerOutput, type CompilerOutput } from './compiler-outputs.ts';
import { foldersAbove, joinInside, type Listing } from './listing.ts';

/** What the configuration nearest to a file says that a specifier stands for. */
export type PathMeaning = {
  /** The text before the `*` of the pattern; null where it has none. */
  readonly head: string | null;
  /** The folder of the configuration: the files below it may use the pattern. */
  readonly folder: string;
  /** Paths relative to the root, the likeliest first. */
  readonly targets: readonly string[];
};

/** Null where no pattern of the configuration matches, where some lead out of the root, or where two configurations differ. */
export type MeaningOf = (from: string, specifier: string) => PathMeaning | null;

type Config = { readonly folder: string; readonly path: string; readonly output: CompilerOutput };
type Pattern = { readonly pattern: string; readonly targets: readonly (string | null)[] };

const CONFIG = /(?:^|\/)[jt]sconfig[^/]*\.json$/;
const SVELTE_CONFIGS = ['svelte.config.js', 'svelte.config.ts', 'svelte.config.mjs'];
const SVELTE_LIBRARY = '$lib/';

/**
 * Reads the `paths` of configurations as compilers do: those of the nearest folder with one, its own or of what it extends
 * in the tree, the longest pattern first. `$lib` is where SvelteKit has it unless it is told otherwise.
 */
export function createPathPatterns(texts: ReadonlyMap<string, string>, listing: Listing): MeaningOf {
  const configs = [...texts]
    .filter(([path]) => CONFIG.test(path))
    .map(([path, text]) => ({ path, folder: foldersAbove(path)[0] ?? '', output: readCompilerOutput(text) }));
  const byPath = new Map(configs.map((config) => [config.path, config]));
  const byFolder = Map.groupBy(configs, ({ folder }) => folder);
  const patterns = new Map(
    [...byFolder].map(([folder, some]) => [folder, some.map((one) => patternsOf(one, byPath))]),
  );
  return (from, specifier) => {
    if (/^(?:\.{0,2}\/|\.{1,2}$)/.test(specifier)) return null;
    const folder = foldersAbove(from).find((above) => patterns.has(above));
    const found = folder === undefined ? null : meaningIn(folder, patterns.get(folder) ?? [], specifier);
    if (found !== null || !/^\$lib(?:\/|$)/.test(specifier)) return found;
    const kit = foldersAbove(from).find((above) => SVELTE_CONFIGS.some((name) => listing.has(above + name)));
    if (kit === undefined) return null;
    const inKit = joinInside(kit, `src/lib${specifier.slice('$lib'.length)}`);
    const head = specifier === '$lib' ? null : SVELTE_LIBRARY;
    return inKit === null ? null : { head, folder: kit, targets: [inKit] };
  };
}

/** The patterns that hold by a configuration; a compiler reads their targets from its `baseUrl`, else from where they stand. */
function patternsOf(config: Config, byPath: ReadonlyMap<string, Config>): readonly Pattern[] {
  const { paths, pathsFolder, base } = effective(config, byPath, []);
  const start = base ?? pathsFolder;
  return Object.entries(paths).map(([pattern, targets]) => ({
    pattern,
    targets: targets.map((target) => joinInside(start, target)),
  }));
}

type Effective = Pick<CompilerOutput, 'paths'> & {
  readonly pathsFolder: string;
  readonly base: string | null;
};

/** What a configuration says itself goes before what it extends, and of that the last. */
function effective(config: Config, byPath: ReadonlyMap<string, Config>, seen: readonly string[]): Effective {
  const { folder, path, output } = config;
  const inherited = output.extended.toReversed().flatMap((extended): readonly Effective[] => {
    const target = extended.startsWith('.') ? joinInside(folder, extended) : null;
    const found = target === null ? undefined : (byPath.get(target) ?? byPath.get(`${target}.json`));
    return found === undefined || seen.includes(found.path)
      ? []
      : [effective(found, byPath, [...seen, path])];
  });
  const own = { paths: output.paths, pathsFolder: folder };
  const { paths, pathsFolder } = [own, ...inherited].find((one) => Object.keys(one.paths).length > 0) ?? own;
  const base = output.baseUrl === null ? null : joinInside(folder, output.baseUrl);
  return { paths, pathsFolder, base: base ?? inherited.find((one) => one.base !== null)?.base ?? null };
}

/** A folder may have a configuration for sources and one for tests: they have to agree. */
function meaningIn(
  folder: string,
  configs: readonly (readonly Pattern[])[],
  specifier: string,
): PathMeaning | null {
  const meanings = configs.flatMap((patterns) => matchIn(patterns, specifier) ?? []);
  const [first, ...others] = meanings;
  if (first === undefined) return null;
  const targets = first.targets.filter((target) => target !== null);
  const isOne = others.every((other) => other.targets.join('\0') === first.targets.join('\0'));
  return isOne && targets.length > 0 && targets.length === first.targets.length
    ? { head: headOf(first.pattern), folder, targets }
    : null;
}

function matchIn(patterns: readonly Pattern[], specifier: string): Pattern | null {
  const exact = patterns.find(({ pattern }) => pattern === specifier);
  if (exact !== undefined) return exact;
  const matching = patterns.filter(({ pattern }) => {
    const [head = '', tail] = pattern.split('*');
    // `*` alone would turn every package into a file of the root.
    return tail === '' && head !== '' && specifier.startsWith(head);
  });
  const [longest] = matching.toSorted((a, b) => b.pattern.length - a.pattern.length);
  if (longest === undefined) return null;
  const rest = specifier.slice(longest.pattern.length - 1);
  return { ...longest, targets: longest.targets.map((target) => target?.replace('*', () => rest) ?? null) };
}

function headOf(pattern: string): string | null {
  return pattern.endsWith('*') ? pattern.slice(0, -1) : null;
}
