import type { DatabaseSync } from 'node:sqlite';
import { isTestFile } from '../../test-files.ts';
import { createIdentifierTable } from './words.ts';
import { isData, wordsOfFile, type TextOfFile } from './words-of-file.ts';

const REMEMBERED_IDENTIFIERS = 50_000;

/** What the full-text tables hold of one file. */
export interface FullText {
  add(file: TextOfFile): void;
  /** Takes out a file and its symbols, given exactly as they were put in: the tables know of words alone. */
  remove(file: TextOfFile): void;
}

/** Prepares the full-text tables of a database for writing. */
export function createFullText(db: DatabaseSync): FullText {
  const sources = wordTable(db, 'file_words', 'path, names, docs, body');
  const asides = wordTable(db, 'aside_words', 'path, names, docs, body');
  const symbols = wordTable(db, 'symbol_words', 'name, doc, body');
  const tableOf = (file: TextOfFile): WordTable => (isSource(file) ? sources : asides);
  const addMentions = db.prepare('INSERT INTO mention (rowid, identifiers) VALUES (?, ?)');
  const removeMentions = db.prepare('DELETE FROM mention WHERE rowid = ?');
  const table = createIdentifierTable(REMEMBERED_IDENTIFIERS);
  return {
    add: (text) => {
      const words = wordsOfFile(text, table);
      tableOf(text).add(text.id, words.ofFile);
      addMentions.run(text.id, words.identifiers);
      for (const [id, ofSymbol] of words.ofSymbols) symbols.add(id, ofSymbol);
    },
    remove: (text) => {
      const words = wordsOfFile(text, table);
      tableOf(text).remove(text.id, words.ofFile);
      removeMentions.run(text.id);
      for (const [id, ofSymbol] of words.ofSymbols) symbols.remove(id, ofSymbol);
    },
  };
}

function isSource({ path, language }: TextOfFile): boolean {
  return !isData(language) && !isTestFile(path);
}

type WordTable = {
  readonly add: (id: number, columns: readonly string[]) => void;
  readonly remove: (id: number, columns: readonly string[]) => void;
};

/** How rows go into a table without content and out of it again, which takes the same words once more. */
function wordTable(db: DatabaseSync, table: string, columns: string): WordTable {
  const marks = columns.replaceAll(/\w+/g, '?');
  const insertion = db.prepare(`INSERT INTO ${table} (rowid, ${columns}) VALUES (?, ${marks})`);
  const deletion = db.prepare(
    `INSERT INTO ${table} (${table}, rowid, ${columns}) VALUES ('delete', ?, ${marks})`,
  );
  return {
    add: (id, words) => void insertion.run(id, ...words),
    remove: (id, words) => void deletion.run(id, ...words),
  };
}
