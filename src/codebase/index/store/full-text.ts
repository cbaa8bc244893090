import type { DatabaseSync } from 'node:sqlite';
import type { SymbolFact } from '../file-facts.ts';
import {
  createWordSplitter,
  identifierFinder,
  identifiersOf,
  withCaseMarked,
  type WordSplitter,
} from './words.ts';

/** Languages of data: their words would drown those of the sources. */
const DATA_LANGUAGES = new Set<string | null>(['json', 'toml', null]);
const REMEMBERED_IDENTIFIERS = 50_000;

/** What the full-text tables hold of one file. */
export interface FullText {
  add(file: TextOfFile): void;
  /** Takes out a file and its symbols, given exactly as they were put in: the tables know of words alone. */
  remove(file: TextOfFile): void;
}

export type TextOfFile = {
  readonly id: number;
  readonly path: string;
  readonly language: string | null;
  readonly text: string;
  readonly symbols: readonly (SymbolFact & { readonly id: number })[];
};

/** Prepares the full-text tables of a database for writing. */
export function createFullText(db: DatabaseSync): FullText {
  const file = columnsOf('file_words', 'path, names, docs, body');
  const symbol = columnsOf('symbol_words', 'name, doc, body');
  const [addFile, removeFile] = [db.prepare(file.insertion), db.prepare(file.deletion)];
  const [addSymbol, removeSymbol] = [db.prepare(symbol.insertion), db.prepare(symbol.deletion)];
  const addMentions = db.prepare('INSERT INTO mention (rowid, identifiers) VALUES (?, ?)');
  const removeMentions = db.prepare('DELETE FROM mention WHERE rowid = ?');
  const splitter = createWordSplitter(REMEMBERED_IDENTIFIERS);
  return {
    add: (text) => {
      const words = wordsOfFile(text, splitter);
      addFile.run(text.id, ...words.ofFile);
      addMentions.run(text.id, words.identifiers);
      for (const [id, ofSymbol] of words.ofSymbols) addSymbol.run(id, ...ofSymbol);
    },
    remove: (text) => {
      const words = wordsOfFile(text, splitter);
      removeFile.run(text.id, ...words.ofFile);
      removeMentions.run(text.id);
      for (const [id, ofSymbol] of words.ofSymbols) removeSymbol.run(id, ...ofSymbol);
    },
  };
}

/** How rows go into a table without content and out of it again, which takes the same words once more. */
function columnsOf(
  table: string,
  columns: string,
): { readonly insertion: string; readonly deletion: string } {
  const marks = columns.replaceAll(/\w+/g, '?');
  return {
    insertion: `INSERT INTO ${table} (rowid, ${columns}) VALUES (?, ${marks})`,
    deletion: `INSERT INTO ${table} (${table}, rowid, ${columns}) VALUES ('delete', ?, ${marks})`,
  };
}

type WordsOfFile = {
  readonly ofFile: readonly string[];
  readonly ofSymbols: readonly (readonly [id: number, words: readonly string[]])[];
  readonly identifiers: string;
};

function wordsOfFile({ path, language, text, symbols }: TextOfFile, splitter: WordSplitter): WordsOfFile {
  const split = (identifiers: readonly string[]): string =>
    identifiers.map((identifier) => splitter.split(identifier)).join(' ');
  const lines = DATA_LANGUAGES.has(language) ? [] : text.split('\n').map(identifierFinder(text));
  const wordLines = lines.map(split);
  const bodies = bodiesOf(symbols, wordLines);
  const ofSymbols = symbols.map(({ name, doc }, index) => [
    split(identifiersOf(name)),
    split(identifiersOf(doc ?? '')),
    bodies[index] ?? '',
  ]);
  const [names, docs] = [0, 1].map((column) => ofSymbols.map((words) => words[column]).join(' '));
  return {
    ofFile: [split(identifiersOf(path)), names ?? '', docs ?? '', wordLines.join(' ')],
    ofSymbols: symbols.map(({ id }, index) => [id, ofSymbols[index] ?? []]),
    identifiers: [...new Set(lines.flat())].map(withCaseMarked).join(' '),
  };
}

type Ranged = Pick<SymbolFact, 'startLine' | 'endLine'>;

/** The words of each symbol: those of its lines that belong to no symbol inside it, so that each is counted once. */
function bodiesOf(symbols: readonly Ranged[], wordLines: readonly string[]): readonly string[] {
  const owners = wordLines.map(() => -1);
  const longestFirst = [...symbols.entries()].toSorted(([, a], [, b]) => lengthOf(b) - lengthOf(a));
  // What lies inside takes its lines over.
  for (const [owner, { startLine, endLine }] of longestFirst) owners.fill(owner, startLine - 1, endLine);
  const bodies: string[][] = symbols.map(() => []);
  for (const [line, owner] of owners.entries()) bodies[owner]?.push(wordLines[line] ?? '');
  return bodies.map((lines) => lines.join(' '));
}

function lengthOf({ startLine, endLine }: Ranged): number {
  return endLine - startLine;
}
