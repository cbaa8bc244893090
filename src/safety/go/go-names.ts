import { dirname } from 'node:path';
import type { GoFile } from '../../codebase/go/go-file.ts';
import { namesFromPackage, unusedImports } from '../../codebase/go/package-names.ts';
import type { Candidate } from '../../domain/ports.ts';
import { isGeneratedIn, siblingsIn, type ChangedGo, type GoSibling, type ReadGo } from './go-tree.ts';

/** What the compiler would refuse, at a place of a file. */
export type GoFault = {
  readonly path: string;
  readonly text: string;
  readonly offset: number;
  readonly message: string;
};

type Sibling = GoSibling & { readonly names: () => Promise<GoFile | null> };
type Package = {
  readonly changed: readonly ChangedGo[];
  readonly siblings: readonly Sibling[];
  /** Whether no build writes files of it that the tree has not. */
  readonly isWhole: boolean;
};

const GENERATES = /^\/\/go:generate\b/m;

/** Imports and variables that nothing uses, and were not there before or were used. */
export function newlyUnused({ path, text, before, after }: ChangedGo): readonly GoFault[] {
  if (after === null) return [];
  const old = new Set(before === null ? [] : unusedImports(before).map((one) => one.path));
  const fresh = unusedImports(after).filter((one) => !old.has(one.path));
  const known = new Set(before?.unusedLocals.map(({ name }) => name));
  const locals = after.unusedLocals.filter(({ name }) => !known.has(name));
  return [
    ...fresh.map(({ path: specifier, offset }) => {
      return { path, text, offset, message: `\`${specifier}\` is imported and not used` };
    }),
    ...locals.map(({ name, offset }) => {
      return { path, text, offset, message: `\`${name}\` is declared and not used` };
    }),
  ];
}

/** Names that a change takes from a package or adds to its files, and that nothing in it defines. */
export async function undefinedNames(
  changed: readonly ChangedGo[],
  candidate: Candidate,
  readGo: ReadGo,
): Promise<readonly GoFault[]> {
  const found: GoFault[] = [];
  for (const [folder, some] of Map.groupBy(changed, ({ path }) => dirname(path))) {
    if (some.every((one) => freshNames(one).length === 0) && lostNames(some).size === 0) continue;
    const siblings = (await siblingsIn(folder, candidate)).map((one) => withNames(one, readGo));
    const isWhole = !(await isGeneratedIn(folder, candidate));
    found.push(...(await undefinedIn({ changed: some, siblings, isWhole })));
  }
  return found;
}

async function undefinedIn(package_: Package): Promise<readonly GoFault[]> {
  const { changed, siblings } = package_;
  const lost = lostNames(changed);
  // A generator may have yet to write what is missing.
  const isWhole = package_.isWhole && ![...changed, ...siblings].some(({ text }) => GENERATES.test(text));
  const found: GoFault[] = [];
  for (const one of changed) {
    if (one.after === null) continue;
    const fresh = new Set(isWhole ? freshNames(one) : []);
    const asked = namesFromPackage(one.after).filter((name) => fresh.has(name) || lost.has(name));
    found.push(...(await missingIn({ ...one, names: one.after, asked }, package_)));
  }
  for (const sibling of siblings) {
    const named = [...lost].filter((name) => sibling.text.includes(name));
    const names = named.length === 0 ? null : await sibling.names();
    if (names === null) continue;
    const asked = namesFromPackage(names).filter((name) => lost.has(name));
    found.push(...(await missingIn({ ...sibling, names, asked }, package_)));
  }
  return found;
}

/** The names that a file has not asked of its package before. */
function freshNames({ before, after }: ChangedGo): readonly string[] {
  const old = new Set(before === null ? [] : namesFromPackage(before));
  return after === null ? [] : namesFromPackage(after).filter((name) => !old.has(name));
}

function lostNames(changed: readonly ChangedGo[]): ReadonlySet<string> {
  const declaredBy = (side: 'before' | 'after'): readonly string[] =>
    changed.flatMap((one) => [...(one[side]?.declared ?? [])]);
  const left = new Set(declaredBy('after'));
  return new Set(declaredBy('before').filter((name) => !left.has(name)));
}

type Asking = GoSibling & { readonly names: GoFile; readonly asked: readonly string[] };

async function missingIn(
  { path, text, names, asked }: Asking,
  package_: Package,
): Promise<readonly GoFault[]> {
  const found: GoFault[] = [];
  for (const name of asked) {
    if (await isDefined(name, names.packageName, package_)) continue;
    const offset = names.uses.get(name) ?? 0;
    found.push({ path, text, offset, message: `\`${name}\` is defined nowhere in its package` });
  }
  return found;
}

/** A file that cannot be read may define anything that it names. */
async function isDefined(
  name: string,
  packageName: string,
  { changed, siblings }: Package,
): Promise<boolean> {
  const defines = (file: GoFile | null): boolean =>
    file !== null && file.packageName === packageName && file.declared.has(name);
  if (changed.some(({ after }) => defines(after))) return true;
  for (const sibling of siblings) {
    if (!sibling.text.includes(name)) continue;
    const names = await sibling.names();
    if (names === null || defines(names)) return true;
  }
  return false;
}

/** A package may be longer than what a reader remembers. */
function withNames(sibling: GoSibling, readGo: ReadGo): Sibling {
  let names: Promise<GoFile | null> | null = null;
  return { ...sibling, names: () => (names ??= readGo(sibling.path, sibling.text)) };
}
