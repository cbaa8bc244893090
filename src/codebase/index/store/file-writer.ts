import type { DatabaseSync } from 'node:sqlite';
import { lineStartsOf } from '../../../domain/text.ts';
import { isTestFile } from '../../test-files.ts';
import type { FileFacts } from '../file-facts.ts';
import { createFileContents } from './file-contents.ts';
import { countIn } from './rows.ts';

/** A file as it was when it was read. */
export type FileStamp = {
  readonly path: string;
  readonly sizeBytes: number;
  /** With parts of microseconds, as far as a double tells them. */
  readonly mtimeMs: number;
  /** Whether it was old enough for a later change to show in its time. */
  readonly isSettled: boolean;
  /** Null where it was not read. */
  readonly sha256: string | null;
  readonly language: string | null;
};

export type FileEntry = FileStamp &
  (
    | { readonly kind: 'read'; readonly text: string; readonly facts: FileFacts | null }
    | { readonly kind: 'skipped'; readonly reason: string }
  );

/** Writes single files into the index. Each call belongs into a transaction. */
export interface FileWriter {
  /** Puts a file in, in place of what was known of its path. */
  write(entry: FileEntry): void;
  /** Notes that a file has the content that is known, under a new time. */
  touch(stamp: FileStamp): void;
  remove(path: string): void;
}

/** Prepares a database for writing files. */
export function createFileWriter(db: DatabaseSync): FileWriter {
  const idOf = db.prepare('SELECT id FROM file WHERE path = ?');
  const deleteFile = db.prepare('DELETE FROM file WHERE id = ?');
  const touchFile = db.prepare('UPDATE file SET size = ?, mtime_ms = ?, is_settled = ? WHERE path = ?');
  const contents = createFileContents(db);
  const writeRow = rowWriter(db);
  const knownId = (path: string): number | null => {
    const row = idOf.get(path);
    return row === undefined ? null : countIn(row, 'id');
  };
  return {
    write: (entry) => {
      const known = knownId(entry.path);
      if (known !== null) contents.drop(known);
      const id = writeRow(known, entry);
      if (entry.kind === 'skipped') return;
      const { path, language, text, facts } = entry;
      contents.put({ id, path, language, text, facts });
    },
    touch: ({ path, sizeBytes, mtimeMs, isSettled }) => {
      touchFile.run(sizeBytes, mtimeMs, Number(isSettled), path);
    },
    remove: (path) => {
      const known = knownId(path);
      if (known === null) return;
      contents.drop(known);
      deleteFile.run(known);
    },
  };
}

/** Writes the row of a file, in place of the one with a known id, and gives its id. */
function rowWriter(db: DatabaseSync): (known: number | null, entry: FileEntry) => number {
  // No `RETURNING` and no upsert: each opens a savepoint, at which the full-text tables write out what they hold back.
  const insert = db.prepare(
    `INSERT INTO file (size, mtime_ms, is_settled, sha256, lines, state, reason, path, language, is_test)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = db.prepare(
    `UPDATE file SET size = ?, mtime_ms = ?, is_settled = ?, sha256 = ?, lines = ?, state = ?, reason = ? WHERE id = ?`,
  );
  return (known, entry) => {
    const lines = entry.kind === 'read' ? lineCountOf(entry.text) : 0;
    const reason = entry.kind === 'read' ? null : entry.reason;
    const stat = [entry.sizeBytes, entry.mtimeMs, Number(entry.isSettled), entry.sha256];
    const content = [lines, stateOf(entry), reason];
    if (known === null) {
      const name = [entry.path, entry.language, Number(isTestFile(entry.path))];
      return Number(insert.run(...stat, ...content, ...name).lastInsertRowid);
    }
    update.run(...stat, ...content, known);
    return known;
  };
}

function lineCountOf(text: string): number {
  const isLastEmpty = text === '' || text.endsWith('\n');
  return lineStartsOf(text).length - Number(isLastEmpty);
}

function stateOf(entry: FileEntry): 'ok' | 'error' | 'skipped' {
  if (entry.kind === 'skipped') return 'skipped';
  return entry.facts?.hasErrors === true ? 'error' : 'ok';
}
