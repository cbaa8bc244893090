import type { ImportFact } from '../../codebase/index/file-facts.ts';
import { readFacts } from '../../codebase/index/facts/read-facts.ts';
import { isPythonManifest } from '../../codebase/manifests/python-manifests.ts';
import { packageOf } from '../../codebase/manifests/script-manifests.ts';
import { isCertain } from '../../codebase/offered-names/names-of-modules.ts';
import type { Candidate } from '../../domain/ports.ts';
import { codeIn, firmIn } from '../imports/added-imports.ts';
import { createJudgedTree } from '../imports/judged-tree.ts';
import { createLookup, importersOf, leadsTo, PYTHON, type Lookup } from './importers.ts';
import type { LostExports } from './lost-exports.ts';
import { memberUse } from './module-members.ts';
import { ownUses } from './own-exports.ts';

/** The place of what takes a name from a module that offered it and does not any more. */
export type StrandedImport = {
  readonly path: string;
  readonly line: number;
  readonly text: string;
  /** Null where all of the module is gone. */
  readonly name: string | null;
  /** The module that lost the name, by itself or with what it gives on. */
  readonly module: string;
};

/**
 * What still takes lost names from their modules: by an import, as a member of the whole module, or through modules that
 * give on all names. Empty where the tree is too large to look.
 */
export async function strandedImports(
  lost: readonly LostExports[],
  candidate: Candidate,
  root: string,
): Promise<readonly StrandedImport[]> {
  const tree = await createJudgedTree(candidate, root);
  const found: StrandedImport[] = [];
  const waiting = [...lost];
  const seen = new Set<string>();
  let lookup: Promise<Lookup> | null = null;
  for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
    const key = JSON.stringify([one.path, ...one.names]);
    if (seen.has(key)) continue;
    seen.add(key);
    const text = one.isDeleted || PYTHON.test(one.path) ? null : await tree.readText(one.path);
    for (const { name, line } of text === null ? [] : ownUses(one, text)) {
      lookup ??= createLookup(candidate, tree);
      const offered = await (await lookup).namesOf(one.path);
      if (text !== null && offered?.has(name) === false)
        found.push({ path: one.path, text, module: one.path, name, line });
    }
    for (const { path, text } of await importersOf(tree, one)) {
      lookup ??= createLookup(candidate, tree);
      const { stranded, passedOn } = await judgeImporter(await lookup, { path, text, lost: one });
      found.push(...stranded);
      if (passedOn !== null) waiting.push(passedOn);
    }
  }
  return found;
}

type Importer = { readonly path: string; readonly text: string; readonly lost: LostExports };
type Judged = { readonly stranded: readonly StrandedImport[]; readonly passedOn: LostExports | null };

async function judgeImporter(lookup: Lookup, importer: Importer): Promise<Judged> {
  const { path, lost } = importer;
  const code = await codeIn(path, importer.text);
  const imports = (await readFacts(code.path, code.text))?.imports ?? [];
  const leading = imports.filter((one) =>
    lookup.before.edges(code.path, one).some((edge) => leadsTo(edge, lost.path)),
  );
  if (leading.length === 0) return { stranded: [], passedOn: null };
  const isFirm = await firmIn(code);
  const stranded: StrandedImport[] = [];
  const passed = new Set<string>();
  for (const imported of leading.filter(isFirm)) {
    if (!lost.isDeleted && givesAllOn(code.text, imported)) {
      for (const name of await passedNames(lookup, importer)) passed.add(name);
    } else
      stranded.push(
        ...(await strandedBy(lookup, { ...code, lost }, imported)).map((one) => ({
          ...one,
          path,
          text: importer.text,
        })),
      );
  }
  return { stranded, passedOn: passed.size === 0 ? null : { path, names: passed, isDeleted: false } };
}

/** `export * from './a'`, `module.exports = require('./a')`, `from .a import *` */
function givesAllOn(text: string, { line, given }: ImportFact): boolean {
  const isStar = given.some(({ name, as }) => name === '*' && as === '*');
  const written = text.split('\n')[line - 1] ?? '';
  return (
    isStar ||
    /^\s*from\b.*\bimport\s*\(?\s*\*|^\s*module\.exports\s*=\s*require\([^()]*\);?\s*$/.test(written)
  );
}

/** The lost names that a module with a star has no other source for. */
async function passedNames({ namesOf }: Lookup, { path, lost }: Importer): Promise<readonly string[]> {
  const offered = await namesOf(path);
  return offered === null ? [] : [...lost.names].filter((name) => name !== 'default' && !offered.has(name));
}

async function strandedBy(
  lookup: Lookup,
  { path, text, lost }: Importer,
  imported: ImportFact,
): Promise<readonly StrandedImport[]> {
  const found: StrandedImport[] = [];
  if (lost.isDeleted && (await isAway(lookup, path, imported)))
    return [{ path, text, module: lost.path, name: null, line: imported.line }];
  // A bundler makes another module of `./a?worker`.
  if (imported.specifier.includes('?')) return [];
  for (const name of imported.names) {
    const one = { ...imported, names: [name] };
    const edge = lookup.before.edges(path, one).find((other) => leadsTo(other, lost.path));
    if (edge === undefined) continue;
    const base = { path, text, module: lost.path };
    if (edge.names.includes('*')) {
      const names = await gone(lookup, { path, one, names: [...lost.names], isWhole: true });
      const use = memberUse({ path, text, imported, name }, names);
      if (use !== null) found.push({ ...base, ...use });
    } else if (lost.names.has(name) && (name !== 'default' || !imported.names.includes('*'))) {
      const [lacking] = await gone(lookup, { path, one, names: [name], isWhole: false });
      if (lacking !== undefined) found.push({ ...base, name, line: imported.line });
    }
  }
  return found;
}

/** Whether an import leads nowhere now. What was a file of the project may be a package that it declares. */
async function isAway({ now, tree }: Lookup, path: string, imported: ImportFact): Promise<boolean> {
  const { specifier } = imported;
  const { state, path: target } = now.resolve(path, imported);
  if (target !== null || state === 'builtin') return false;
  if (specifier.startsWith('.')) return true;
  const name = PYTHON.test(path) ? (specifier.split('.')[0] ?? '') : packageOf(specifier);
  const manifests = tree.paths.filter((one) => isPythonManifest(one) || /(?:^|\/)package\.json$/.test(one));
  const texts = await Promise.all(manifests.map((manifest) => tree.readText(manifest)));
  return !texts.some((text) => text?.includes(name));
}

type Asked = {
  readonly path: string;
  readonly one: ImportFact;
  readonly names: readonly string[];
  /** Whether the import takes the module, and the names are members of it. */
  readonly isWhole: boolean;
};

/** Those of the names that an import surely does not get any more, where it leads now. */
async function gone(
  { now, namesOf }: Lookup,
  { path, one, names, isWhole }: Asked,
): Promise<readonly string[]> {
  const [edge, ...others] = now.edges(path, one);
  const target = edge?.resolved.path ?? null;
  if (edge === undefined || others.length > 0) return [];
  if (target === null) return [];
  const offered = isCertain(edge) ? await namesOf(target) : null;
  // In Python a name may be a module now that was none before.
  if (offered === null || edge.names.includes('*') !== isWhole) return [];
  return names.filter((name) => !offered.has(name));
}
