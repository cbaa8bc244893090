import type { SourceTree } from '../domain/ports.ts';

const FAMILIES: readonly RegExp[] = [/\.pyi?$/, /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/];
const MAX_FILES = 3000;
/** Past so many the exact number makes no difference. */
const MAX_CALLERS = 50;

/** What is looked for, and the files that do not count: the one that defines the names, and those that change with it. */
export type CallerSearch = {
  readonly path: string;
  readonly names: readonly string[];
  readonly except: ReadonlySet<string>;
};

/**
 * How many other files of the same language mention one of the names as a word: an upper bound of the files that use
 * them, from text alone. Null where the tree is too large to look.
 */
export async function countCallers(
  { path, names, except }: CallerSearch,
  tree: SourceTree,
): Promise<number | null> {
  const words = names.flatMap((name) => name.match(/[\p{L}\p{N}_$]+(?=\W*$)/u) ?? []);
  if (words.length === 0) return 0;
  const family = FAMILIES.find((pattern) => pattern.test(path));
  const others = (await tree.list()).filter((other) => !except.has(other) && isOfFamily(other, family, path));
  if (others.length > MAX_FILES) return null;
  const mention = new RegExp(`(?<![\\w$])(?:${words.map(escaped).join('|')})(?![\\w$])`);
  let callers = 0;
  for (const other of others) {
    const bytes = await tree.read(other);
    if (bytes !== null && mention.test(new TextDecoder().decode(bytes))) callers++;
    if (callers === MAX_CALLERS) break;
  }
  return callers;
}

function isOfFamily(other: string, family: RegExp | undefined, path: string): boolean {
  const ending = path.slice(path.lastIndexOf('.'));
  return family === undefined ? other.endsWith(ending) : family.test(other);
}

function escaped(word: string): string {
  return word.replaceAll('$', String.raw`\$`);
}
