import type { DatabaseSync } from 'node:sqlite';
import type { FileFacts } from '../file-facts.ts';
import { createFullText } from './full-text.ts';
import { countIn, jsonOrNull, textIn, textOrNullIn } from './rows.ts';
import { createStoredFacts, symbolFactIn } from './stored-facts.ts';
import type { TextOfFile } from './words-of-file.ts';

/** What a file holds, as far as the index keeps it: symbols, imports and words. */
export interface FileContents {
  /** Puts in what was read of a file; the index must hold nothing of it. */
  put(file: Omit<TextOfFile, 'symbols'> & { readonly facts: FileFacts | null }): void;
  /** Takes out what the index holds of a file, if anything. */
  drop(fileId: number): void;
}

/** Prepares a database for writing contents. Each call belongs into a transaction. */
export function createFileContents(db: DatabaseSync): FileContents {
  const insertSource = db.prepare('INSERT INTO source VALUES (?, ?)');
  const deletions = [
    'DELETE FROM edge WHERE import IN (SELECT id FROM import WHERE file = ?)',
    'DELETE FROM import WHERE file = ?',
    'DELETE FROM symbol WHERE file = ?',
    'DELETE FROM source WHERE file = ?',
  ].map((sql) => db.prepare(sql));
  const insertFacts = factsInserter(db);
  const writtenText = textReader(db);
  const fullText = createFullText(db);
  const stored = createStoredFacts(db);
  return {
    put: ({ facts, ...file }) => {
      const { id, text } = file;
      const ids = facts === null ? [] : insertFacts(id, facts);
      const symbols = (facts?.symbols ?? []).map((symbol, index) => ({ ...symbol, id: ids[index] ?? 0 }));
      fullText.add({ ...file, symbols });
      insertSource.run(id, text);
    },
    drop: (id) => {
      const text = writtenText(id);
      if (text === null) return;
      stored.spare(id);
      fullText.remove(text);
      for (const deletion of deletions) deletion.run(id);
    },
  };
}

/** Reads what was given to the full-text tables for a file; null for one that was skipped. */
function textReader(db: DatabaseSync): (fileId: number) => TextOfFile | null {
  const select = db.prepare('SELECT path, language, text FROM source JOIN file ON id = file WHERE file = ?');
  const symbols = db.prepare('SELECT * FROM symbol WHERE file = ? ORDER BY id');
  return (id) => {
    const row = select.get(id);
    if (row === undefined) return null;
    return {
      id,
      path: textIn(row, 'path'),
      language: textOrNullIn(row, 'language'),
      text: textIn(row, 'text'),
      symbols: symbols.all(id).map((row) => ({ ...symbolFactIn(row), id: countIn(row, 'id') })),
    };
  };
}

/** Inserts the symbols and imports of a file and gives the ids of its symbols. Its imports wait to be resolved. */
function factsInserter(db: DatabaseSync): (fileId: number, facts: FileFacts) => readonly number[] {
  const insertSymbol = db.prepare(
    `INSERT INTO symbol (file, name, qualified_name, kind, is_exported, exported_as, start_line, end_line, body_line,
       signature, doc)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertImport = db.prepare(
    `INSERT INTO import (file, line, specifier, names, given, stale)
     VALUES (?, ?, ?, ?, ?, 1)`,
  );
  return (file, { symbols, imports }) => {
    for (const { line, specifier, names, given } of imports) {
      insertImport.run(file, line, specifier, JSON.stringify(names), jsonOrNull(given));
    }
    return symbols.map(({ name, qualifiedName, kind, isExported, exportedAs, signature, doc, ...place }) => {
      const head = [file, name, qualifiedName, kind, Number(isExported), jsonOrNull(exportedAs)];
      const lines = [place.startLine, place.endLine, place.bodyLine];
      return Number(insertSymbol.run(...head, ...lines, signature, doc).lastInsertRowid);
    });
  };
}
