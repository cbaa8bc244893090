import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { ImportFact, ResolvedImport, SymbolFact } from '../file-facts.ts';
import { countIn, flagIn, textIn, textOrNullIn, wordIn, type Row } from './rows.ts';
import { importFactIn, symbolFactIn } from './stored-facts.ts';
import { matchAny, matchIdentifier } from './words.ts';

/** A file as the index knows it. `error`: it has syntax errors and is indexed as far as it parses. */
export type IndexedFile = {
  readonly path: string;
  readonly language: string | null;
  readonly sizeBytes: number;
  readonly lines: number;
  readonly isTest: boolean;
  readonly state: 'ok' | 'error' | 'skipped';
  /** Why it was skipped, or null. */
  readonly reason: string | null;
};

/** A symbol with its file. The id holds until its file changes and must not show in any output. */
export type IndexedSymbol = SymbolFact & { readonly id: number; readonly path: string };

/** One file that an import leads to, with the names it takes there; or why it leads to none. */
export type IndexedImport = ImportFact & { readonly from: string; readonly target: ResolvedImport };

export type ImportLink = { readonly from: string; readonly to: string; readonly names: number };

/** A search by words: the parts of identifiers count one by one, whatever their case, by their stem. */
export type WordSearch<Weights> = {
  readonly words: readonly string[];
  /** Words that must stand side by side, joined by blanks. */
  readonly phrases?: readonly string[];
  readonly limit: number;
  /** How much a word counts by where it stands. */
  readonly weights: Weights;
};

export type FileWeights = {
  readonly path: number;
  readonly names: number;
  readonly docs: number;
  readonly body: number;
};

export type FoundFile = { readonly path: string; readonly score: number };

export type SymbolWeights = { readonly name: number; readonly doc: number; readonly body: number };

export type IndexStatistics = {
  readonly files: number;
  readonly failed: number;
  readonly skipped: number;
  readonly lines: number;
  readonly symbols: number;
  readonly imports: number;
  /** Imports that lead to a file, surely or by a guess. */
  readonly resolved: number;
  readonly unresolved: number;
};

/** What can be asked of the index. Lists have an order that depends on the files alone, not on how the index was built. */
export interface IndexQueries {
  /** Every file, the skipped ones too, by path. */
  files(): readonly IndexedFile[];
  file(path: string): IndexedFile | null;
  /** The symbols of a file in the order of its text. */
  symbolsOf(path: string): readonly IndexedSymbol[];
  /** The text of a file as it was read; null for one that the index knows by name alone. */
  textOf(path: string): string | null;
  /** Symbols by name, or by a qualified name or its end (`Class.method`); those of the very case come first. */
  symbolsNamed(name: string, limit: number): readonly IndexedSymbol[];
  /** Where every import leads, by file and line: an import of several files stands once for each. */
  imports(): readonly IndexedImport[];
  /** Which files import which, once for each import, with the number of names that it takes. */
  links(): readonly ImportLink[];
  importsOf(path: string): readonly IndexedImport[];
  importersOf(path: string): readonly IndexedImport[];
  /** The paths of the files in which an identifier stands, comments and strings included; case counts. */
  filesMentioning(identifier: string): readonly string[];
  /** The sources that fit some words best by BM25, the best first; a higher score is better. */
  searchFiles(search: WordSearch<FileWeights>): readonly FoundFile[];
  /** The same for what is not source: tests, prose and data. */
  searchAsides(search: WordSearch<FileWeights>): readonly FoundFile[];
  searchSymbols(
    search: WordSearch<SymbolWeights>,
  ): readonly { readonly symbol: IndexedSymbol; readonly score: number }[];
  /** The files whose best symbol fits best, and how well it does. */
  searchBestSymbols(search: WordSearch<SymbolWeights>): readonly FoundFile[];
  /** How many symbols a word is found in: what {@link searchSymbols} weighs it by. */
  countSymbolsWith(word: string): number;
  statistics(): IndexStatistics;
}

const FILES = 'SELECT path, language, size, lines, is_test, state, reason FROM file';
const SYMBOLS = 'SELECT symbol.*, path FROM symbol JOIN file ON file.id = symbol.file';
const IN_ORDER = 'path, start_line, end_line DESC, symbol.id';
const IMPORTS = `SELECT path, line, specifier, edge.names AS names, edge.given AS given, edge.state AS state, target
  FROM import JOIN file ON file.id = import.file JOIN edge ON edge.import = import.id`;

/** The queries on an open index; each is prepared at its first use. */
export function createIndexQueries(db: DatabaseSync): IndexQueries {
  const select = selector(db);
  const symbols = (sql: string, ...values: readonly SQLInputValue[]): readonly IndexedSymbol[] =>
    select(`${SYMBOLS} ${sql}`, values).map(symbolIn);
  const imports = (sql: string, ...values: readonly SQLInputValue[]): readonly IndexedImport[] =>
    select(`${IMPORTS} ${sql}`, values).map(importIn);
  const foundFiles = (
    table: string,
    { words, phrases, limit, weights }: WordSearch<FileWeights>,
  ): readonly FoundFile[] => {
    const { path, names, docs, body } = weights;
    const match = `${columnsOf(weights)}(${matchAny(words, phrases)})`;
    return select(bestFiles(table), [path, names, docs, body, match, limit]).map(foundFileIn);
  };
  return {
    files: () => select(`${FILES} ORDER BY path`, []).map(fileIn),
    file: (path) => select(`${FILES} WHERE path = ?`, [path]).map(fileIn)[0] ?? null,
    symbolsOf: (path) => symbols(`WHERE path = ? ORDER BY ${IN_ORDER}`, path),
    textOf: (path) => select(TEXT, [path]).map((row) => textIn(row, 'text'))[0] ?? null,
    symbolsNamed: (name, limit) => symbols(NAMED, ...namedValues(name), limit),
    imports: () => imports('ORDER BY path, line, import.id, position'),
    links: () =>
      select(LINKS, []).map((row) => ({
        from: textIn(row, 'path'),
        to: textIn(row, 'target'),
        names: countIn(row, 'names'),
      })),
    importsOf: (path) => imports('WHERE path = ? ORDER BY line, import.id, position', path),
    importersOf: (path) => imports('WHERE target = ? ORDER BY path, line, import.id, position', path),
    filesMentioning: (identifier) =>
      select(MENTIONING, [matchIdentifier(identifier)]).map((row) => textIn(row, 'path')),
    searchFiles: (search) => foundFiles('file_words', search),
    searchAsides: (search) => foundFiles('aside_words', search),
    searchSymbols: ({ words, phrases, limit, weights: { name, doc, body } }) =>
      select(BEST_SYMBOLS, [name, doc, body, matchAny(words, phrases), limit]).map((row) => ({
        symbol: symbolIn(row),
        score: countIn(row, 'score'),
      })),
    searchBestSymbols: ({ words, phrases, limit, weights: { name, doc, body } }) =>
      select(FILES_OF_BEST_SYMBOLS, [name, doc, body, matchAny(words, phrases), limit]).map(foundFileIn),
    countSymbolsWith: (word) =>
      select(SYMBOLS_WITH, [matchAny([word])]).map((row) => countIn(row, 'symbols'))[0] ?? 0,
    statistics: () => statisticsIn(select(STATISTICS, [])[0] ?? {}),
  };
}

const TEXT = 'SELECT text FROM source JOIN file ON file.id = source.file WHERE path = ?';
const NAMED = `WHERE name = ? COLLATE NOCASE AND (qualified_name = ? COLLATE NOCASE
    OR substr(qualified_name, -length(?)) = ? COLLATE NOCASE)
  ORDER BY name = ? DESC, ${IN_ORDER} LIMIT ?`;
const MENTIONING = `SELECT path FROM mention JOIN file ON file.id = mention.rowid WHERE mention MATCH ? ORDER BY path`;
const BEST_SYMBOLS = `SELECT symbol.*, file.path AS path, -bm25(symbol_words, ?, ?, ?) AS score
  FROM symbol_words JOIN symbol ON symbol.id = symbol_words.rowid JOIN file ON file.id = symbol.file
  WHERE symbol_words MATCH ? ORDER BY score DESC, ${IN_ORDER} LIMIT ?`;
// A score can only be asked for where the rows are found, not where they are grouped.
const FILES_OF_BEST_SYMBOLS = `WITH found AS MATERIALIZED (
    SELECT rowid AS id, -bm25(symbol_words, ?, ?, ?) AS score FROM symbol_words WHERE symbol_words MATCH ?)
  SELECT path, max(score) AS score FROM found JOIN symbol USING (id) JOIN file ON file.id = symbol.file
  WHERE NOT is_test GROUP BY file.id ORDER BY score DESC, path LIMIT ?`;
const LINKS = `SELECT path, target, json_array_length(edge.names) AS names
  FROM import JOIN file ON file.id = import.file JOIN edge ON edge.import = import.id
  WHERE target IS NOT NULL ORDER BY path, target, names`;
const SYMBOLS_WITH = 'SELECT count(*) AS symbols FROM symbol_words WHERE symbol_words MATCH ?';
const STATISTICS = `SELECT count(*) AS files, coalesce(sum(state = 'error'), 0) AS failed,
    coalesce(sum(state = 'skipped'), 0) AS skipped, coalesce(sum(lines), 0) AS lines,
    (SELECT count(*) FROM symbol) AS symbols, (SELECT count(*) FROM import) AS imports,
    (SELECT count(DISTINCT import) FROM edge WHERE target IS NOT NULL) AS resolved,
    (SELECT count(DISTINCT import) FROM edge WHERE state = 'unresolved') AS unresolved
  FROM file`;

/** Keeps a search to the columns that count: how rare a word is then goes by them alone. */
function columnsOf(weights: FileWeights): string {
  const counting = Object.entries(weights).flatMap(([column, weight]) => (weight > 0 ? [column] : []));
  return `{${counting.join(' ')}} : `;
}

function bestFiles(table: string): string {
  return `SELECT file.path AS path, -bm25(${table}, ?, ?, ?, ?) AS score
    FROM ${table} JOIN file ON file.id = ${table}.rowid
    WHERE ${table} MATCH ? ORDER BY score DESC, file.path LIMIT ?`;
}

/** Runs a query and remembers how, because preparing takes longer than most of the answers. */
function selector(db: DatabaseSync): (sql: string, values: readonly SQLInputValue[]) => readonly Row[] {
  const prepared = new Map<string, StatementSync>();
  return (sql, values) => {
    const statement = prepared.get(sql) ?? db.prepare(sql);
    prepared.set(sql, statement);
    return statement.all(...values);
  };
}

function namedValues(name: string): readonly string[] {
  const qualified = name.replaceAll('#', '.');
  const last = qualified.slice(qualified.lastIndexOf('.') + 1);
  const end = `.${qualified}`;
  return [last, qualified, end, end, last];
}

function fileIn(row: Row): IndexedFile {
  return {
    path: textIn(row, 'path'),
    language: textOrNullIn(row, 'language'),
    sizeBytes: countIn(row, 'size'),
    lines: countIn(row, 'lines'),
    isTest: flagIn(row, 'is_test'),
    state: wordIn(row, 'state', ['ok', 'error', 'skipped']),
    reason: textOrNullIn(row, 'reason'),
  };
}

function foundFileIn(row: Row): FoundFile {
  return { path: textIn(row, 'path'), score: countIn(row, 'score') };
}

function symbolIn(row: Row): IndexedSymbol {
  return { ...symbolFactIn(row), id: countIn(row, 'id'), path: textIn(row, 'path') };
}

function importIn(row: Row): IndexedImport {
  return { ...importFactIn(row), from: textIn(row, 'path'), target: targetIn(row) };
}

function targetIn(row: Row): ResolvedImport {
  const path = textOrNullIn(row, 'target');
  return path === null
    ? { state: wordIn(row, 'state', ['external', 'builtin', 'unresolved']), path }
    : { state: wordIn(row, 'state', ['resolved', 'workspace', 'guessed']), path };
}

function statisticsIn(row: Row): IndexStatistics {
  return {
    files: countIn(row, 'files'),
    failed: countIn(row, 'failed'),
    skipped: countIn(row, 'skipped'),
    lines: countIn(row, 'lines'),
    symbols: countIn(row, 'symbols'),
    imports: countIn(row, 'imports'),
    resolved: countIn(row, 'resolved'),
    unresolved: countIn(row, 'unresolved'),
  };
}
