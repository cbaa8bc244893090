import { existsSync, readdirSync } from 'node:fs';
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import * as z from 'zod';
import { inTransaction } from '../codebase/index/store/transaction.ts';
import { runIdOfArtifact, runsFolderOf, isRunId, type RecordPlace } from './run-paths.ts';
import {
  fileStamp,
  readSummary,
  runSummarySchema,
  sourceOf,
  type RunSource,
  type RunSummary,
} from './run-summary.ts';

/** Names the tables below; a database of any other version is thrown away. */
const INDEX_VERSION = 1;

const TABLES = `
  CREATE TABLE runs (
    name TEXT PRIMARY KEY, run_id TEXT NOT NULL, stamp TEXT NOT NULL,
    started_at TEXT, outcome TEXT, parent_run_id TEXT, summary TEXT
  ) WITHOUT ROWID;
  CREATE INDEX runs_by_start ON runs (started_at DESC, run_id DESC) WHERE summary IS NOT NULL;
  CREATE INDEX runs_by_id ON runs (run_id);
  CREATE INDEX runs_by_parent ON runs (parent_run_id) WHERE parent_run_id IS NOT NULL;
  CREATE INDEX runs_unreadable ON runs (name) WHERE summary IS NULL;
  CREATE TABLE changed_paths (path TEXT, name TEXT, PRIMARY KEY (path, name)) WITHOUT ROWID;
  CREATE INDEX changed_paths_by_name ON changed_paths (name);
  CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  PRAGMA user_version = ${INDEX_VERSION};
`;

/** Rows read at once while the index is built: a commit each, so that others do not wait for the whole. */
const ROWS_A_COMMIT = 1000;

/** A folder that changed so short a time ago may change again within the same tick of its clock. */
const RACY_MS = 2000;

// Made once: zod compiles a schema at its first use, which takes longer than thousands of rows.
const rowSchema = z.object({ name: z.string(), stamp: z.string(), summary: z.string() });
const namesSchema = z.array(z.object({ name: z.string() }));
const countSchema = z.object({ count: z.int() });
const stampSchema = z.object({ value: z.string() });
const versionSchema = z.object({ user_version: z.int() });

/** Makes the tables, in place of those of another version. */
export function createTables(db: DatabaseSync): void {
  const isCurrent = (): boolean =>
    versionSchema.parse(db.prepare('PRAGMA user_version').get()).user_version === INDEX_VERSION;
  if (isCurrent()) return;
  inTransaction(db, () => {
    // Another process may have made them while this one waited for its turn.
    if (isCurrent()) return;
    for (const table of ['runs', 'changed_paths', 'state']) db.exec(`DROP TABLE IF EXISTS ${table}`);
    db.exec(TABLES);
  });
}

/** Brings the index up to date with the folder, if the folder changed since: adds new runs, drops those that are gone. */
export function refreshIndex(db: DatabaseSync, place: RecordPlace): void {
  const stamp = placeStamp(place);
  if (stamp.text === storedStamp(db)) return;
  const present = namesIn(place);
  const known = namesKnown(db);
  const gone = [...known].filter((name) => !present.has(name));
  if (gone.length > 0) inTransaction(db, () => forget(db, gone));
  const missing = [...present].filter((name) => !known.has(name));
  for (let at = 0; at < missing.length; at += ROWS_A_COMMIT) {
    inTransaction(db, () => {
      for (const name of missing.slice(at, at + ROWS_A_COMMIT)) index(db, place, name);
    });
  }
  const isSettled = Date.now() - stamp.newestMs > RACY_MS;
  db.prepare("INSERT OR REPLACE INTO state VALUES ('stamp', ?)").run(isSettled ? stamp.text : 'unsettled');
}

/** The summaries that a condition on the table `runs` selects, newest first, read again where their file has changed. */
export function selectRuns(
  db: DatabaseSync,
  place: RecordPlace,
  query: { readonly where: string; readonly values: readonly SQLInputValue[]; readonly limit: number },
): readonly RunSummary[] {
  const statement = db.prepare(
    `SELECT name, stamp, summary FROM runs WHERE summary IS NOT NULL AND (${query.where})
     ORDER BY started_at DESC, run_id DESC LIMIT ?`,
  );
  const select = (): readonly z.infer<typeof rowSchema>[] =>
    statement.all(...query.values, query.limit).map((row) => rowSchema.parse(row));
  const rows = select();
  const changed = rows.filter((row) => row.stamp !== fileStamp(sourceOf(place, row.name).path));
  if (changed.length > 0) {
    inTransaction(db, () => {
      for (const { name } of changed) index(db, place, name);
    });
  }
  const current = changed.length > 0 ? select() : rows;
  return current.map((row) => runSummarySchema.parse(JSON.parse(row.summary)));
}

/** How many files of the place look like records and are none. */
export function countUnreadable(db: DatabaseSync): number {
  const row = db.prepare('SELECT count(*) AS count FROM runs WHERE summary IS NULL').get();
  return countSchema.parse(row).count;
}

function placeStamp({ artifactsDir }: RecordPlace): { readonly text: string; readonly newestMs: number } {
  const stamps = [artifactsDir, runsFolderOf(artifactsDir)].map(fileStamp);
  const newestMs = Math.max(...stamps.map((stamp) => Number.parseInt(stamp, 10) / 1e6 || 0));
  return { text: [artifactsDir, ...stamps].join('\n'), newestMs };
}

function storedStamp(db: DatabaseSync): string | null {
  const row = db.prepare("SELECT value FROM state WHERE key = 'stamp'").get();
  return stampSchema.safeParse(row).data?.value ?? null;
}

/** Every artifact by its file name, and every run without one by its id. */
function namesIn({ artifactsDir }: RecordPlace): Set<string> {
  const artifacts = listed(artifactsDir).filter((name) => runIdOfArtifact(name) !== null);
  const recorded = new Set(artifacts.map(runIdOfArtifact));
  const unfinished = listed(runsFolderOf(artifactsDir)).filter(
    (name) => isRunId(name) && !recorded.has(name),
  );
  return new Set([...artifacts, ...unfinished]);
}

function listed(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function namesKnown(db: DatabaseSync): Set<string> {
  const rows = namesSchema.parse(db.prepare('SELECT name FROM runs').all());
  return new Set(rows.map((row) => row.name));
}

function forget(db: DatabaseSync, names: readonly string[]): void {
  const deleteRun = db.prepare('DELETE FROM runs WHERE name = ?');
  const deletePaths = db.prepare('DELETE FROM changed_paths WHERE name = ?');
  for (const name of names) {
    deleteRun.run(name);
    deletePaths.run(name);
  }
}

function index(db: DatabaseSync, place: RecordPlace, name: string): void {
  forget(db, [name]);
  const source = sourceOf(place, name);
  // Taken before the file is read: a change in between shows as a difference the next time.
  const stamp = fileStamp(source.path);
  const read = readSummary(place, source);
  if (read.kind === 'nothing') return;
  insert(db, { ...source, stamp, summary: read.kind === 'summary' ? read.summary : null });
  if (read.kind !== 'summary') return;
  const statement = db.prepare('INSERT OR IGNORE INTO changed_paths VALUES (?, ?)');
  for (const path of read.summary.filesModified) statement.run(path, name);
}

type Row = Pick<RunSource, 'name' | 'runId'> & {
  readonly stamp: string;
  readonly summary: RunSummary | null;
};

function insert(db: DatabaseSync, { name, runId, stamp, summary }: Row): void {
  db.prepare('INSERT OR REPLACE INTO runs VALUES (?, ?, ?, ?, ?, ?, ?)').run(
    name,
    runId,
    stamp,
    summary?.startedAt ?? null,
    summary?.outcome ?? null,
    summary?.parentRunId ?? null,
    summary === null ? null : JSON.stringify(summary),
  );
}
