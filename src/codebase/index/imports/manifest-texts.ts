/** Reads a file of the root by its listed path; null where it cannot be read as text. */
export type ReadText = (path: string) => Promise<string | null>;

const MANIFEST = /(?:^|\/)(?:package\.json|[jt]sconfig[^/]*\.json|go\.mod|Cargo\.toml|composer\.json)$/;
const VENDORED = /(?:^|\/)(?:node_modules|vendor|third_party)\//;
const READ_AT_ONCE = 64;

/** The texts of the files that say how modules of a root are named, by path. */
export async function readManifests(
  paths: readonly string[],
  readText: ReadText,
): Promise<ReadonlyMap<string, string>> {
  const wanted = paths.filter((path) => MANIFEST.test(path) && !VENDORED.test(path)).toSorted();
  const texts = new Map<string, string>();
  for (let at = 0; at < wanted.length; at += READ_AT_ONCE) {
    const some = wanted.slice(at, at + READ_AT_ONCE);
    const read = await Promise.all(some.map((path) => readText(path)));
    for (const [index, path] of some.entries()) {
      const text = read[index] ?? null;
      if (text !== null) texts.set(path, text);
    }
  }
  return texts;
}
