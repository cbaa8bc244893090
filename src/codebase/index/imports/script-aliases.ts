import * as z from 'zod';
import { readCompilerOutput } from './compiler-outputs.ts';
import { foldersAbove, joinInside } from './listing.ts';

type Alias = { readonly pattern: string; readonly targets: readonly string[] };

/** The paths, relative to the root, that a specifier may stand for as seen from a file; the likeliest first. */
export type AliasedPaths = (from: string, specifier: string) => readonly string[];

/**
 * The aliases that configurations spell out, and those that bundlers have by custom: `@/x`, `~/x`, `/x`, and the `~~/x`
 * and `@@/x` of Nuxt. Meant for what a proper resolution could not find, as when a configuration extends a package that is
 * not installed.
 */
export function createAliases(texts: ReadonlyMap<string, string>): AliasedPaths {
  const byFolder = new Map<string, readonly Alias[]>();
  for (const [path, text] of texts) {
    const folder = foldersAbove(path)[0] ?? '';
    const isManifest = /(?:^|\/)package\.json$/.test(path);
    if (!isManifest && !/(?:^|\/)[jt]sconfig[^/]*\.json$/.test(path)) continue;
    const own = isManifest ? subpathsIn(folder, text) : aliasesIn(folder, text);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), ...own]);
  }
  const roots = rootFoldersIn(texts);
  return (from, specifier) => {
    if (/^\.{1,2}\//.test(specifier)) return otherRoots(roots, from, specifier);
    const custom = /^(?:@{0,2}|~{1,2})\/(.*)$/.exec(specifier)?.[1];
    return foldersAbove(from).flatMap((folder) => [
      ...(byFolder.get(folder) ?? []).flatMap((alias) => expand(alias, specifier)),
      ...(custom === undefined ? [] : [`${folder}src/${custom}`, `${folder}${custom}`]),
    ]);
  };
}

/** Sets of folders that a compiler takes for one, with a slash behind each; the root is empty. */
function rootFoldersIn(texts: ReadonlyMap<string, string>): readonly (readonly string[])[] {
  return [...texts].flatMap(([path, text]) => {
    if (!/(?:^|\/)[jt]sconfig[^/]*\.json$/.test(path) || !text.includes('rootDirs')) return [];
    const folder = foldersAbove(path)[0] ?? '';
    const roots = readCompilerOutput(text).rootDirs.flatMap((one) => joinInside(folder, one) ?? []);
    return [roots.map((one) => (one === '' ? '' : `${one.replace(/\/$/, '')}/`))];
  });
}

/** Where a relative import of a file leads from the same place in the other folders of such a set. */
function otherRoots(
  roots: readonly (readonly string[])[],
  from: string,
  specifier: string,
): readonly string[] {
  const target = joinInside(foldersAbove(from)[0] ?? '', specifier);
  if (target === null) return [];
  return roots.flatMap((set) =>
    set
      .filter((root) => target.startsWith(root))
      .flatMap((root) =>
        set.filter((other) => other !== root).map((other) => other + target.slice(root.length)),
      ),
  );
}

function aliasesIn(folder: string, text: string): readonly Alias[] {
  const { paths, baseUrl } = readCompilerOutput(text);
  return Object.entries(paths).map(([pattern, targets]) => ({
    pattern,
    targets: targets.flatMap((target) => joinInside(folder, `${baseUrl ?? '.'}/${target}`) ?? []),
  }));
}

/** The private names of a package (Node.js, "Subpath imports"), whatever conditions choose between their targets. */
function subpathsIn(folder: string, text: string): readonly Alias[] {
  const { imports } = readManifest(text);
  return Object.entries(imports).map(([pattern, target]) => ({
    pattern,
    targets: textsIn(target).flatMap((one) => joinInside(folder, one) ?? []),
  }));
}

const manifest = z.object({ imports: z.record(z.string(), z.unknown()).default({}) });

function readManifest(text: string): z.infer<typeof manifest> {
  try {
    return manifest.parse(JSON.parse(text));
  } catch {
    return { imports: {} };
  }
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function expand({ pattern, targets }: Alias, specifier: string): readonly string[] {
  const [head = '', tail] = pattern.split('*');
  if (tail === undefined) return pattern === specifier ? targets : [];
  // `*` alone would turn every package into a file of the root.
  if (head === '' || !specifier.startsWith(head) || !specifier.endsWith(tail)) return [];
  return targets.map((target) =>
    target.replace('*', specifier.slice(head.length, specifier.length - tail.length)),
  );
}
