import { isTestFile } from '../../test-files.ts';
import { MODULE_ITSELF, type ImportFact, type ResolvedImport, type SymbolFact } from '../file-facts.ts';

/** An import that leads from one file of the root to another. */
export type GraphImport = Pick<ImportFact, 'names' | 'given'> & {
  readonly from: string;
  readonly to: string;
  readonly state: ResolvedImport['state'];
};
export type GraphSymbol = Pick<SymbolFact, 'name' | 'qualifiedName' | 'isExported' | 'exportedAs'>;

/** What the index knows of a root, in the shape that the questions of this folder are asked of. */
export type GraphInput = {
  readonly files: readonly string[];
  readonly imports: readonly GraphImport[];
  /** By path; a file that nobody could read is not in it. */
  readonly symbols: Pick<ReadonlyMap<string, readonly GraphSymbol[]>, 'get' | 'has'>;
  /** Whether the text of a file holds a name as an identifier. */
  readonly mentions: (path: string, name: string) => boolean;
};

/** The input with its imports by both ends. Imports of a file by itself are left out. */
export type ImportGraph = GraphInput & {
  readonly importsByFile: ReadonlyMap<string, readonly GraphImport[]>;
  readonly importersByFile: ReadonlyMap<string, readonly GraphImport[]>;
  readonly tests: ReadonlySet<string>;
  /** The names of the top-level symbols that a file exports. */
  readonly exportsOf: (path: string) => ReadonlySet<string>;
  /** The names by which others may take something from a file, those that it gives on too. */
  readonly givenBy: (path: string) => ReadonlySet<string>;
  /** The names that anyone takes from a file. */
  readonly takenFrom: (path: string) => ReadonlySet<string>;
};

/** Makes the graph of an input, in time linear to its files and imports; symbols are looked at when they are asked for. */
export function createImportGraph(input: GraphInput): ImportGraph {
  const imports = input.imports.filter(({ from, to }) => from !== to);
  const importersByFile = Map.groupBy(imports, ({ to }) => to);
  const importsByFile = Map.groupBy(imports, ({ from }) => from);
  return {
    ...input,
    importsByFile,
    importersByFile,
    givenBy: remember((path) => namesGivenBy({ ...input, importsByFile }, path)),
    tests: new Set(input.files.filter(isTestFile)),
    exportsOf: remember((path) => {
      const symbols = input.symbols.get(path) ?? [];
      return new Set(symbols.filter(isTopExport).map(({ name }) => name));
    }),
    takenFrom: remember((path) => new Set((importersByFile.get(path) ?? []).flatMap(({ names }) => names))),
  };
}

/** Whether others can take a symbol from its file by itself. */
export function isTopExport({ name, qualifiedName, isExported }: GraphSymbol): boolean {
  return isExported && name === qualifiedName;
}

/** The names by which others take a symbol of the top level. */
export function namesOutside({ name, exportedAs }: GraphSymbol): readonly string[] {
  return exportedAs.length === 0 ? [name] : exportedAs;
}

/** Follows what is given on as a whole, which holds no default but where it stands for the module. */
function namesGivenBy(
  { symbols, importsByFile }: Pick<ImportGraph, 'symbols' | 'importsByFile'>,
  path: string,
): ReadonlySet<string> {
  const names = new Set<string>();
  const isWholeByFile = new Map([[path, true]]);
  // A map goes on with what is added while it is walked.
  for (const [file, isWhole] of isWholeByFile) {
    const own = (symbols.get(file) ?? []).filter(isTopExport).flatMap(namesOutside);
    const edges = importsByFile.get(file) ?? [];
    const given = edges.flatMap((edge) => edge.given.map((one) => ({ ...one, to: edge.to })));
    for (const { name, as, to } of given) {
      const isAll = name === '*' && (as === '*' || as === MODULE_ITSELF);
      if (isAll && !isWholeByFile.has(to)) isWholeByFile.set(to, isWhole && as === MODULE_ITSELF);
    }
    for (const name of [...own, ...given.map(({ as }) => as)]) {
      if (name !== '*' && (isWhole || !isDefault(name))) names.add(name);
    }
  }
  return names;
}

/** Whether a name is that of a default export, which goes with no other names. */
export function isDefault(name: string): boolean {
  return name === 'default' || name === MODULE_ITSELF;
}

function remember<T>(find: (path: string) => T): (path: string) => T {
  const known = new Map<string, T>();
  return (path) => {
    const value = known.get(path) ?? find(path);
    known.set(path, value);
    return value;
  };
}

/** The files that import a file, sorted, each once. */
export function importersOf(graph: ImportGraph, path: string): readonly string[] {
  return sortedOnce((graph.importersByFile.get(path) ?? []).map(({ from }) => from));
}

/** The files that a file imports, sorted, each once. */
export function importsOf(graph: ImportGraph, path: string): readonly string[] {
  return sortedOnce((graph.importsByFile.get(path) ?? []).map(({ to }) => to));
}

function sortedOnce(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)].toSorted();
}
