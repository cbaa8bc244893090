/**
 * Says how many imports of a folder resolve to files of it, by state and kind.
 * Usage: node bench/index/resolution.ts FOLDER… [--list]; FOLDER/.git is not needed. `--list` names what did not resolve.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { languageOf } from '../../src/domain/language.ts';
import type { ImportFact, ReadFacts, ResolvedImport } from '../../src/codebase/index/file-facts.ts';
import { createImportResolver } from '../../src/codebase/index/imports/import-resolver.ts';
import { walkFiles } from '../../src/codebase/walk-files.ts';

/** How an import is written: only `relative` and `workspace` ones are sure to mean a file of the folder. */
export type ImportKind = 'relative' | 'workspace' | 'other';
export type Missing = {
  readonly from: string;
  readonly line: number;
  readonly specifier: string;
  /** Whether no file of the folder bears the name that the import ends in: nothing could resolve it. */
  readonly isAbsent: boolean;
};
export type Resolution = {
  readonly files: number;
  readonly counts: Readonly<Record<ImportKind, Readonly<Partial<Record<ResolvedImport['state'], number>>>>>;
  readonly missing: readonly Missing[];
  /** Of the relative and workspace imports, the share that leads to a file of the folder. */
  readonly resolvedShare: number;
  /** The same without those whose target is absent. */
  readonly resolvedShareOfPresent: number;
  readonly resolveMs: number;
};

const MAX_BYTES = 2_000_000;

/** Reads and resolves every import of a folder. */
export async function measureResolution(root: string, readFacts: ReadFacts): Promise<Resolution> {
  const paths = (await walkFiles(root)).toSorted();
  const readText = async (path: string): Promise<string | null> => {
    const bytes = await readFile(join(root, path));
    return bytes.length > MAX_BYTES ? null : bytes.toString('utf8');
  };
  const found = new Map<string, readonly ImportFact[]>();
  for (const path of paths.filter((one) => languageOf(one) !== null)) {
    const text = await readText(path);
    const facts = text === null ? null : await readFacts(path, text);
    if (facts !== null) found.set(path, facts.imports);
  }
  const names = await workspaceNames(paths, readText);
  const started = performance.now();
  const resolver = await createImportResolver({ root, paths, readText });
  const counts: Record<ImportKind, Partial<Record<ResolvedImport['state'], number>>> = {
    relative: {},
    workspace: {},
    other: {},
  };
  const missing: Missing[] = [];
  const stems = new Set(paths.flatMap((path) => [...path.split('/').slice(0, -1), stemOf(path)]));
  let absent = 0;
  for (const [from, imports] of found) {
    for (const imported of imports) {
      const { state } = resolver.resolve(from, imported);
      const kind = kindOf(imported.specifier, names, languageOf(from) === 'python');
      counts[kind][state] = (counts[kind][state] ?? 0) + 1;
      const isMissing = state === 'unresolved' || (kind !== 'other' && state === 'external');
      const { line, specifier } = imported;
      const isAbsent = !stems.has(stemOf(specifier));
      if (isMissing) missing.push({ from, line, specifier, isAbsent });
      if (isMissing && isAbsent && kind !== 'other') absent += 1;
    }
  }
  const internal = { relative: counts.relative, workspace: counts.workspace };
  const resolveMs = performance.now() - started;
  return {
    files: found.size,
    counts,
    missing,
    resolvedShare: shareOf(internal, 0),
    resolvedShareOfPresent: shareOf(internal, absent),
    resolveMs,
  };
}

/** The last part of a path or of a dotted name, without its extension. */
function stemOf(path: string): string {
  const last = path.slice(path.lastIndexOf('/') + 1);
  return last.replace(/(.)\.(?:d\.)?[^.]*$/, '$1');
}

function shareOf(
  counts: Readonly<Record<string, Partial<Record<ResolvedImport['state'], number>>>>,
  absent: number,
): number {
  let [all, resolved] = [-absent, 0];
  for (const byState of Object.values(counts)) {
    for (const [state, count] of Object.entries(byState)) {
      all += count;
      if (['resolved', 'workspace', 'guessed'].includes(state)) resolved += count;
    }
  }
  return all === 0 ? 1 : resolved / all;
}

function kindOf(specifier: string, names: ReadonlySet<string>, isPython: boolean): ImportKind {
  if (/^\.{1,2}(?:\/|$)/.test(specifier) || (isPython && specifier.startsWith('.'))) return 'relative';
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  return names.has(name) ? 'workspace' : 'other';
}

/** Packages of the workspace, without those that tests and examples hold as input. */
async function workspaceNames(
  paths: readonly string[],
  readText: (path: string) => Promise<string | null>,
): Promise<ReadonlySet<string>> {
  const manifests = paths.filter(
    (path) => /(?:^|\/)package\.json$/.test(path) && !/(?:^|\/)(?:tests?|fixtures|examples?)\//.test(path),
  );
  const texts = await Promise.all(manifests.map(readText));
  return new Set(texts.flatMap((text) => /"name":\s*"([^"]+)"/.exec(text ?? '')?.[1] ?? []));
}

async function main(): Promise<void> {
  const { readFacts } = await import('../../src/codebase/index/facts/read-facts.ts');
  const isListed = process.argv.includes('--list');
  for (const root of process.argv.slice(2).filter((argument) => !argument.startsWith('--'))) {
    const { missing, ...rest } = await measureResolution(root, readFacts);
    console.log(JSON.stringify({ root, ...rest, missing: missing.length }));
    if (isListed)
      for (const one of missing)
        console.log(`  ${one.from}:${one.line} ${one.specifier}${one.isAbsent ? ' (absent)' : ''}`);
  }
}

if (import.meta.main) await main();
