import type { IndexQueries, IndexedSymbol } from '../store/queries.ts';
import { createImportGraph, type GraphImport, type ImportGraph } from './import-graph.ts';

/** The import graph of an index. Symbols and mentions are asked for when a question needs them, each once. */
export function graphOfIndex(queries: IndexQueries): ImportGraph {
  const read = new Set(queries.files().flatMap(({ path, state }) => (state === 'skipped' ? [] : [path])));
  const symbols = new Map<string, readonly IndexedSymbol[]>();
  const mentioning = new Map<string, ReadonlySet<string>>();
  return createImportGraph({
    files: queries.files().map(({ path }) => path),
    imports: queries
      .imports()
      .flatMap(({ from, names, given, target }): readonly GraphImport[] =>
        target.path === null ? [] : [{ from, names, given, to: target.path, state: target.state }],
      ),
    symbols: {
      has: (path) => read.has(path),
      get: (path) => {
        const known = symbols.get(path) ?? queries.symbolsOf(path);
        symbols.set(path, known);
        return known;
      },
    },
    mentions: (path, name) => {
      const files = mentioning.get(name) ?? new Set(queries.filesMentioning(name));
      mentioning.set(name, files);
      return files.has(path);
    },
  });
}
