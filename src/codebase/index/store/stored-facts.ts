import type { DatabaseSync, StatementSync } from 'node:sqlite';
import * as z from 'zod';
import type { FileFacts, GivenName, ImportFact, SymbolFact } from '../file-facts.ts';
import { atOneMoment } from './transaction.ts';
import {
  DamagedRowError,
  countIn,
  flagIn,
  textIn,
  textListIn,
  textOrNullIn,
  wordIn,
  type Row,
} from './rows.ts';

/** The kinds of symbols as the index keeps them. */
const SYMBOL_KINDS = [
  'function',
  'method',
  'class',
  'interface',
  'type',
  'enum',
  'constant',
  'field',
  'namespace',
] as const;

const givenNames: z.ZodType<readonly GivenName[]> = z.array(z.object({ name: z.string(), as: z.string() }));

const factsSchema: z.ZodType<FileFacts> = z.object({
  language: z.string(),
  symbols: z.array(
    z.object({
      name: z.string(),
      qualifiedName: z.string(),
      kind: z.enum(SYMBOL_KINDS),
      isExported: z.boolean(),
      exportedAs: z.array(z.string()),
      startLine: z.int(),
      endLine: z.int(),
      bodyLine: z.int(),
      signature: z.string(),
      doc: z.string().nullable(),
    }),
  ),
  imports: z.array(
    z.object({ line: z.int(), specifier: z.string(), names: z.array(z.string()), given: givenNames }),
  ),
  hasErrors: z.boolean(),
});

/** How many contents that no file has any more are kept: what a switch of branches or an undo brings back. */
const MAX_SPARE = 5000;

/** Facts by content: of files that are there, and of contents that went not long ago. */
export interface StoredFacts {
  /** The facts of a content that was read before in the role of this path, or null. */
  find(path: string, content: Content): FileFacts | null;
  /** Keeps the facts of a file whose content is about to be dropped. */
  spare(fileId: number): void;
}

export type Content = { readonly sha256: string; readonly language: string | null };

/** Prepares the look-up on a database. */
export function createStoredFacts(db: DatabaseSync): StoredFacts {
  const sameContent = db.prepare(
    `SELECT id, path, language, state FROM file WHERE sha256 = ? AND language = ? AND state <> 'skipped'`,
  );
  const isOfFile = db.prepare('SELECT 1 FROM file WHERE sha256 = ?');
  const byId = db.prepare('SELECT path, sha256, language, state FROM file WHERE id = ?');
  const fromSpare = db.prepare('SELECT facts FROM spare_facts WHERE content_key = ?');
  const outOfSpare = db.prepare('DELETE FROM spare_facts WHERE content_key = ?');
  const intoSpare = db.prepare('INSERT INTO spare_facts (content_key, facts) VALUES (?, ?)');
  const prune = db.prepare('DELETE FROM spare_facts WHERE id <= ?');
  const readRows = rowReader(db);
  return {
    find: (path, { sha256, language }) => {
      const key = contentKey(path, { sha256, language });
      const mayBeKnown = language !== null && (isOfFile.get(sha256) ?? fromSpare.get(key)) !== undefined;
      if (!mayBeKnown) return null;
      return atOneMoment(db, () => {
        const twins = sameContent.all(sha256, language);
        const twin = twins.find((row) => roleOf(textIn(row, 'path')) === roleOf(path));
        if (twin !== undefined) return readRows(twin, countIn(twin, 'id'));
        const spare = fromSpare.get(key);
        return spare === undefined
          ? null
          : parsedAs(factsSchema, { json: textIn(spare, 'facts'), what: 'facts' });
      });
    },
    spare: (fileId) => {
      const row = byId.get(fileId);
      const sha256 = row === undefined ? null : textOrNullIn(row, 'sha256');
      if (row === undefined || sha256 === null || row['language'] === null || row['state'] === 'skipped')
        return;
      const key = contentKey(textIn(row, 'path'), { sha256, language: textIn(row, 'language') });
      outOfSpare.run(key);
      const { lastInsertRowid } = intoSpare.run(key, JSON.stringify(readRows(row, fileId)));
      prune.run(Number(lastInsertRowid) - MAX_SPARE);
    },
  };
}

/** A package file gives on what it imports, so that the same content says something else under another name. */
function roleOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /^(?:__init__|index|mod|lib)\./.test(name) ? 'package' : 'module';
}

function contentKey(path: string, { sha256, language }: Content): string {
  return [sha256, language, roleOf(path)].join(' ');
}

function parsedAs<T>(
  schema: z.ZodType<T>,
  { json, what }: { readonly json: string; readonly what: string },
): T {
  try {
    return schema.parse(JSON.parse(json));
  } catch {
    throw new DamagedRowError(what);
  }
}

function rowReader(db: DatabaseSync): (row: Row, fileId: number) => FileFacts {
  const symbols = db.prepare('SELECT * FROM symbol WHERE file = ? ORDER BY id');
  const imports = db.prepare('SELECT * FROM import WHERE file = ? ORDER BY id');
  const all = <T>(statement: StatementSync, fileId: number, read: (row: Row) => T): readonly T[] =>
    statement.all(fileId).map(read);
  return (row, fileId) => ({
    language: textIn(row, 'language'),
    symbols: all(symbols, fileId, symbolFactIn),
    imports: all(imports, fileId, importFactIn),
    hasErrors: row['state'] === 'error',
  });
}

/** The symbol that a row holds. @throws DamagedRowError */
export function symbolFactIn(row: Row): SymbolFact {
  return {
    name: textIn(row, 'name'),
    qualifiedName: textIn(row, 'qualified_name'),
    kind: wordIn(row, 'kind', SYMBOL_KINDS),
    isExported: flagIn(row, 'is_exported'),
    exportedAs: row['exported_as'] === null ? [] : textListIn(row, 'exported_as'),
    startLine: countIn(row, 'start_line'),
    endLine: countIn(row, 'end_line'),
    bodyLine: countIn(row, 'body_line'),
    signature: textIn(row, 'signature'),
    doc: textOrNullIn(row, 'doc'),
  };
}

/** The import that a row holds, as it was written. @throws DamagedRowError */
export function importFactIn(row: Row): ImportFact {
  return {
    line: countIn(row, 'line'),
    specifier: textIn(row, 'specifier'),
    names: textListIn(row, 'names'),
    given: givenIn(row),
  };
}

function givenIn(row: Row): readonly GivenName[] {
  const json = textOrNullIn(row, 'given');
  return json === null ? [] : parsedAs(givenNames, { json, what: 'given' });
}
