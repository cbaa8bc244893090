import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CodeDatabase } from '../../../src/codebase/index/store/code-database.ts';
import type { FileFacts, ImportFact } from '../../../src/codebase/index/file-facts.ts';
import type { EdgeResolver } from '../../../src/codebase/index/imports/import-resolver.ts';
import { updateIndex, type IndexReport } from '../../../src/codebase/index/build/update-index.ts';
import { createIndexQueries, type IndexQueries } from '../../../src/codebase/index/store/queries.ts';

const DEFINITION = /^( *)(export )?(?:function|class|const) (\w+)/;
const IMPORT = /^(import|export) \{ (.*) \} from '(.*)';$/;

/** A reader of facts for the files of these tests: definitions of one to two lines, a comment above, imports by line. */
export async function readSampleFacts(_path: string, text: string): Promise<FileFacts> {
  const lines = text.split('\n');
  const symbols = lines.flatMap((line, index) => {
    const [, indent, exported, name] = DEFINITION.exec(line) ?? [];
    if (name === undefined) return [];
    const endLine =
      index + 1 + Math.max(0, lines.slice(index + 1).findIndex((next) => next === `${indent}}`) + 1);
    const doc = /^\/\/ (.*)/.exec(lines[index - 1] ?? '')?.[1] ?? null;
    const kind = line.includes('class') ? ('class' as const) : ('function' as const);
    const place = { startLine: index + 1, endLine, bodyLine: index + 2 };
    return [
      {
        name,
        qualifiedName: name,
        kind,
        isExported: exported !== undefined,
        exportedAs: [],
        ...place,
        signature: line,
        doc,
      },
    ];
  });
  const imports = lines.flatMap((line, index): readonly ImportFact[] => {
    const [, keyword, names = '', specifier] = IMPORT.exec(line) ?? [];
    if (specifier === undefined) return [];
    return [
      {
        line: index + 1,
        specifier,
        names: names.split(', '),
        given: keyword === 'export' ? names.split(', ').map((name) => ({ name, as: name })) : [],
      },
    ];
  });
  return { language: 'typescript', symbols, imports, hasErrors: text.includes('<<<<') };
}

/** A resolver of relative imports, and of a name that a package.json gives to one or more files. */
export function createSampleResolver(listing: {
  readonly root: string;
  readonly paths: readonly string[];
}): Pick<EdgeResolver, 'edges'> {
  const aliases = aliasesOf(listing);
  return {
    edges: (from, { specifier, names, given }) => {
      const meant = aliases[specifier];
      if (meant !== undefined)
        return meant.map((path) => ({ names, given, resolved: { state: 'workspace', path } }));
      if (!specifier.startsWith('.')) return [{ names, given, resolved: { state: 'external', path: null } }];
      const bare = join(dirname(from), specifier);
      const path = [`${bare}.ts`, `${bare}/index.ts`].find((path) => listing.paths.includes(path));
      const resolved =
        path === undefined
          ? ({ state: 'unresolved', path: null } as const)
          : ({ state: 'resolved', path } as const);
      return [{ names, given, resolved }];
    },
  };
}

function aliasesOf({
  root,
  paths,
}: {
  readonly root: string;
  readonly paths: readonly string[];
}): Record<string, readonly string[]> {
  if (!paths.includes('package.json')) return {};
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).names ?? {};
}

/** Both readers, for an update that nothing is counted of. */
export const SAMPLE_READERS = { readFacts: readSampleFacts, createResolver: createSampleResolver };

/** Every file and link below a folder, sorted. */
export function listAll(root: string): readonly string[] {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  const paths = entries.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  return paths.filter((path) => !lstatSync(join(root, path)).isDirectory()).toSorted();
}

/** An update with the sample readers, which counts what was parsed. */
export async function update(
  root: string,
  database: CodeDatabase,
): Promise<Omit<IndexReport, 'durationMs'> & { readonly parsed: readonly string[] }> {
  const parsed: string[] = [];
  const { durationMs: _, ...report } = await database.use((db) =>
    updateIndex(db, {
      root,
      paths: listAll(root),
      createResolver: createSampleResolver,
      readFacts: async (path, text) => {
        parsed.push(path);
        return readSampleFacts(path, text);
      },
    }),
  );
  return { ...report, parsed };
}

/** Asks an index. */
export async function ask<T>(database: CodeDatabase, question: (queries: IndexQueries) => T): Promise<T> {
  return database.use((db) => question(createIndexQueries(db)));
}

/** Everything that an index answers about its files, but for the ids. */
export async function everything(database: CodeDatabase): Promise<unknown> {
  return ask(database, (queries) => {
    const paths = queries.files().map((file) => file.path);
    const words = { words: ['open the file of orders', 'readHeader'], limit: 100 };
    const symbols = queries.searchSymbols({ ...words, weights: { name: 3, doc: 2, body: 1 } });
    return {
      files: queries.files(),
      symbols: paths.map((path) => queries.symbolsOf(path).map((symbol) => ({ ...symbol, id: 0 }))),
      imports: queries.imports(),
      mentions: ['total', 'Total', 'openOrders'].map((name) => queries.filesMentioning(name)),
      bestFiles: queries.searchFiles({ ...words, weights: { path: 4, names: 3, docs: 2, body: 1 } }),
      bestSymbols: symbols.map(({ symbol, score }) => [symbol.path, symbol.name, score]),
      statistics: queries.statistics(),
    };
  });
}
