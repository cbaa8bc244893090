import type { DatabaseSync } from 'node:sqlite';
import { countIn, textIn } from './rows.ts';
import { inTransaction } from './transaction.ts';

/** Names the tables, and what readers of facts and words put into them: an index of any other version is made anew. */
const INDEX_VERSION = 6;

// The full-text tables keep no text, only which words stand where; their rows bear the ids of `file` and `symbol`. To take
// a row out again they want its words once more, which `source` gives. They could delete by id alone, but then they
// go on counting what is gone, and scores would depend on how the index came about.
// BM25 weighs a word by how many rows hold it: `file_words` has the sources alone, which tests, prose and data in
// `aside_words` would drown.
// `mention` holds whole identifiers, is asked for no scores and needs to know no more than the file: a sixth of the size
// of a table of names, made five times as fast.
// `import.stale` counts the reasons to resolve it again that came since it was resolved.
const TABLES = `
  CREATE TABLE file (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL, mtime_ms REAL NOT NULL, is_settled INTEGER NOT NULL, sha256 TEXT,
    language TEXT, lines INTEGER NOT NULL, is_test INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('ok', 'error', 'skipped')), reason TEXT
  );
  CREATE INDEX file_by_content ON file (sha256) WHERE sha256 IS NOT NULL;
  CREATE INDEX file_by_state ON file (state, path) WHERE state <> 'ok';
  CREATE TABLE source (file INTEGER PRIMARY KEY, text TEXT NOT NULL);
  CREATE TABLE symbol (
    id INTEGER PRIMARY KEY, file INTEGER NOT NULL, name TEXT NOT NULL, qualified_name TEXT NOT NULL,
    kind TEXT NOT NULL, is_exported INTEGER NOT NULL, exported_as TEXT,
    start_line INTEGER NOT NULL, end_line INTEGER NOT NULL, body_line INTEGER NOT NULL,
    signature TEXT NOT NULL, doc TEXT
  );
  CREATE INDEX symbol_by_file ON symbol (file);
  CREATE INDEX symbol_by_name ON symbol (name COLLATE NOCASE);
  CREATE TABLE import (
    id INTEGER PRIMARY KEY AUTOINCREMENT, file INTEGER NOT NULL, line INTEGER NOT NULL, specifier TEXT NOT NULL,
    names TEXT NOT NULL, given TEXT, stale INTEGER NOT NULL
  );
  CREATE INDEX import_by_file ON import (file);
  CREATE INDEX import_stale ON import (id) WHERE stale > 0;
  CREATE TABLE edge (
    import INTEGER NOT NULL, position INTEGER NOT NULL, names TEXT NOT NULL, given TEXT,
    state TEXT NOT NULL, target TEXT,
    PRIMARY KEY (import, position)
  ) WITHOUT ROWID;
  CREATE INDEX edge_by_target ON edge (target) WHERE target IS NOT NULL;
  CREATE TABLE spare_facts (
    id INTEGER PRIMARY KEY, content_key TEXT NOT NULL UNIQUE, facts TEXT NOT NULL
  );
  CREATE TABLE pending (what TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE VIRTUAL TABLE file_words USING fts5(
    path, names, docs, body, content='', tokenize='porter unicode61'
  );
  CREATE VIRTUAL TABLE aside_words USING fts5(
    path, names, docs, body, content='', tokenize='porter unicode61'
  );
  CREATE VIRTUAL TABLE symbol_words USING fts5(
    name, doc, body, content='', tokenize='porter unicode61'
  );
  CREATE VIRTUAL TABLE mention USING fts5(
    identifiers, content='', contentless_delete=1, detail=none,
    tokenize="unicode61 remove_diacritics 0 tokenchars '_$^'"
  );
  PRAGMA user_version = ${INDEX_VERSION};
`;

/** Makes the tables, in place of those of another version. */
export function createTables(db: DatabaseSync): void {
  if (isCurrent(db)) return;
  inTransaction(db, () => {
    // Another process may have made them while this one waited for its turn.
    if (isCurrent(db)) return;
    dropTables(db);
    db.exec(TABLES);
  });
}

function isCurrent(db: DatabaseSync): boolean {
  const row = db.prepare('PRAGMA user_version').get();
  return row !== undefined && countIn(row, 'user_version') === INDEX_VERSION;
}

/** Drops every table, whatever it is called. The full-text ones go first: they take tables of their own with them. */
function dropTables(db: DatabaseSync): void {
  const virtualFirst = `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
    ORDER BY sql LIKE 'CREATE VIRTUAL%' DESC`;
  for (const row of db.prepare(virtualFirst).all()) {
    db.exec(`DROP TABLE IF EXISTS "${textIn(row, 'name').replaceAll('"', '""')}"`);
  }
}
