import type { MeaningOf, PathMeaning } from '../../codebase/index/imports/path-patterns.ts';
import { listedScript } from '../../codebase/index/imports/script-listed.ts';
import { nearestModules } from '../../codebase/nearest-names.ts';
import { literalPattern } from '../../domain/literal-pattern.ts';
import { isFileThere } from './file-there.ts';
import type { Unknown } from './judge-import.ts';
import type { JudgedTree } from './judged-tree.ts';

type Project = {
  readonly tree: JudgedTree;
  readonly meaningOf: MeaningOf;
  readonly sources: readonly string[];
  /** Filled as patterns are asked for: to read all imports by one takes its time. */
  readonly proofs: Map<string, Promise<Proof>>;
};
type Aliased = { readonly specifier: string; readonly meaning: PathMeaning };

/** What the imports by a pattern say of it. */
export type Proof = {
  readonly isAnyFound: boolean;
  /** Where some lead to no file. */
  readonly lostPlaces: ReadonlySet<string>;
  /** The names of `declare module`. */
  readonly declared: readonly string[];
};

/** Folders that something else than people fills. */
const MADE = /(?:^|\/)(?:\.[^/.][^/]*|node_modules|_*generated_*|gen|dist|build|out|public)\//;
/** Where bundlers and test runners have aliases of their own, and no configuration of a compiler. */
const SETTINGS = /(?:^|\/)(?![jt]sconfig)[^/]*(?:config|rc)\b[^/]*$/;
const MAX_READ = 4000;

/**
 * Judges an import by a pattern of the nearest compiler configuration whose targets hold no such file. It is refused only
 * where other files import by the same pattern and find theirs, and nothing gives the place a meaning of its own.
 */
export async function judgePattern(
  project: Project,
  aliased: Aliased,
): Promise<Unknown | 'unclear-alias' | null> {
  const { tree, sources } = project;
  const { specifier, meaning } = aliased;
  for (const target of meaning.targets) if (await isFileThere(tree, target)) return null;
  const { head } = meaning;
  if (head === null || meaning.targets.some((target) => MADE.test(target))) return 'unclear-alias';
  const place = placeOf(head, specifier);
  const hasOtherMeaning =
    (await tree.someBefore((path) => SETTINGS.test(path), settingPattern(head, place))) ||
    !(await isProven(project, { ...aliased, head, place }));
  if (hasOtherMeaning) return 'unclear-alias';
  return { what: 'leads to no file', meant: nearestModules(meaning.targets[0] ?? specifier, sources) };
}

/** A setting that names the place; for `$lib` one that moves it. */
function settingPattern(head: string, place: string): RegExp {
  const quoted = `['"\`]${literalPattern(place)}(?:['"\`/*]|$)`;
  return new RegExp(head === '$lib/' ? String.raw`\blib\s*:|\$lib\b` : quoted);
}

/** Whether other imports by the pattern lead to files, and all do that lead into the same place. */
async function isProven(
  project: Project,
  aliased: Aliased & { readonly head: string; readonly place: string },
): Promise<boolean> {
  const { specifier, meaning, head, place } = aliased;
  const key = `${meaning.folder}\0${head}`;
  const proof = project.proofs.get(key) ?? readProof(project, meaning.folder, head);
  project.proofs.set(key, proof);
  const { isAnyFound, lostPlaces, declared } = await proof;
  return (
    isAnyFound && !lostPlaces.has(place) && !declared.some((one) => one === specifier || one.includes('*'))
  );
}

/** Reads, as they were before the change, all imports by the patterns that begin alike. */
async function readProof(
  { tree, meaningOf, sources }: Project,
  folder: string,
  head: string,
): Promise<Proof> {
  const quoted = `(['"])(${literalPattern(head)}[^'"\\s\`]*)\\2`;
  const imported = new RegExp(String.raw`\b(from|import|require|module)\s*\(?\s*${quoted}`, 'g');
  const known = new Map<string, boolean>();
  const declared: string[] = [];
  for (const source of sources.filter((one) => one.startsWith(folder)).slice(0, MAX_READ)) {
    const text = await tree.readBefore(source);
    if (!text.includes(head)) continue;
    for (const [, word = '', , other = ''] of text.matchAll(imported)) {
      const bare = other.replace(/\?.*$/, '');
      if (word === 'module') declared.push(bare);
      if (other.includes('!') || known.get(bare) === false) continue;
      known.set(bare, await leadsToFile(tree, meaningOf(source, bare)));
    }
  }
  const lost = [...known].flatMap(([bare, isFound]) => (isFound ? [] : [placeOf(head, bare)]));
  return { isAnyFound: lost.length < known.size, lostPlaces: new Set(lost), declared };
}

/** The first part of what a pattern leaves open, with what stands before it. */
function placeOf(head: string, specifier: string): string {
  return head + (specifier.slice(head.length).split('/')[0] ?? '');
}

async function leadsToFile(tree: JudgedTree, meaning: PathMeaning | null): Promise<boolean> {
  for (const target of meaning?.targets ?? []) {
    if (listedScript(tree.listing, target) !== null || (await isFileThere(tree, target))) return true;
  }
  return false;
}
