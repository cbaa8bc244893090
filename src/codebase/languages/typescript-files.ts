import type { SourceTree } from '../../domain/ports.ts';
import { decodeText } from '../../domain/text.ts';
import { isMadePath } from '../made-files.ts';

/** The files of a tree that a TypeScript program is made of. Paths are relative to the root of the tree. */
export type ProjectFiles = {
  /** Texts of the sources, of package.json files and of compiler configurations, without byte order marks. */
  readonly texts: ReadonlyMap<string, string>;
  /** The paths among them that are source files, sorted. */
  readonly sources: readonly string[];
  /** Every path of the tree, read or not. */
  readonly listed: ReadonlySet<string>;
};

const SOURCE = /\.(?:[cm]?[jt]s|[jt]sx)$/i;
const MANIFEST = /(?:^|\/)package\.json$/;
const CONFIG = /(?:^|\/)[jt]sconfig[^/]*\.json$/;
const MAX_SOURCE_BYTES = 2_000_000;
const READ_AT_ONCE = 64;

/** Whether a path names a JavaScript or TypeScript file that people write: not vendored, not built. */
export function isProjectSource(path: string): boolean {
  return SOURCE.test(path) && !isMadePath(path);
}

/**
 * Reads the sources and configurations of a tree. Binary files, files that are not UTF-8 and sources beyond 2 MB are
 * left out, and so are vendored and built ones, unless they are among `always`.
 */
export async function readProjectFiles(
  tree: SourceTree,
  options: { readonly always: readonly string[]; readonly signal: AbortSignal },
): Promise<ProjectFiles> {
  const listed = await tree.list();
  const always = new Set(options.always);
  const isSource = (path: string): boolean =>
    isProjectSource(path) || (always.has(path) && SOURCE.test(path));
  const isConfig = (path: string): boolean => (MANIFEST.test(path) || CONFIG.test(path)) && !isMadePath(path);
  const wanted = listed.filter((path) => isSource(path) || isConfig(path));
  const texts = new Map<string, string>();
  for (let at = 0; at < wanted.length; at += READ_AT_ONCE) {
    options.signal.throwIfAborted();
    await Promise.all(wanted.slice(at, at + READ_AT_ONCE).map((path) => readInto(texts, tree, path)));
  }
  return {
    texts,
    sources: wanted.filter((path) => isSource(path) && texts.has(path)),
    listed: new Set(listed),
  };
}

async function readInto(texts: Map<string, string>, tree: SourceTree, path: string): Promise<void> {
  const bytes = await tree.read(path);
  if (bytes === null || bytes.length > MAX_SOURCE_BYTES) return;
  const decoded = decodeText(bytes);
  if (decoded.kind === 'text') texts.set(path, decoded.text);
}
