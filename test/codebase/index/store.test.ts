import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { updateIndex } from '../../../src/codebase/index/build/update-index.ts';
import { openCodeDatabase, type CodeDatabase } from '../../../src/codebase/index/store/code-database.ts';
import { createIndexQueries } from '../../../src/codebase/index/store/queries.ts';
import { wordsOf } from '../../../src/codebase/index/store/words.ts';
import { scratchFolders } from '../../support/scratch.ts';
import { ask, everything, listAll, SAMPLE_READERS, update } from './sample-readers.ts';

const newFolder = scratchFolders();
const open: CodeDatabase[] = [];
afterEach(() => {
  for (const database of open.splice(0)) database.close();
});

const TEXT = `// Reads the header of a page.
export function readHTTPHeader(page) {
  const limit = maxBytes;
  return page.slice(0, limit);
}

export class Reader {
  // Opens it.
  const openPage = 1;
}
`;

function openIn(folder: string | null): CodeDatabase {
  const database = openCodeDatabase(folder);
  open.push(database);
  return database;
}

function sampleTree(count = 3): string {
  const root = newFolder();
  for (let index = 0; index < count; index++) {
    writeFileSync(join(root, `reader${index}.ts`), `${TEXT}// ${index}\n`);
    utimesSync(join(root, `reader${index}.ts`), 1e9, 1e9);
  }
  return root;
}

function finished(script: string, ...args: readonly string[]): Promise<number | null> {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve) => child.on('close', resolve));
}

describe('openCodeDatabase', () => {
  it('keeps the index in the folder for the next process', async () => {
    const [root, folder] = [sampleTree(), newFolder()];
    const first = openIn(folder);
    await update(root, first);
    expect(first.place()).toBe('file');
    first.close();
    expect(await update(root, openIn(folder))).toMatchObject({ indexed: 0, unchanged: 3 });
  });

  it('does without a file where it is given no folder, a link or a folder of its name', async () => {
    const [root, withLink, withFolder] = [sampleTree(), newFolder(), newFolder()];
    const elsewhere = join(newFolder(), 'theirs.db');
    writeFileSync(elsewhere, 'theirs');
    symlinkSync(elsewhere, join(withLink, 'code.db'));
    mkdirSync(join(withFolder, 'code.db'));
    for (const folder of [null, withLink, withFolder, join(newFolder(), 'missing')]) {
      const database = openIn(folder);
      expect(await update(root, database)).toMatchObject({ indexed: 3 });
      expect(database.place()).toBe('memory');
    }
    expect(readFileSync(elsewhere, 'utf8')).toBe('theirs');
  });

  it('makes a damaged index anew', async () => {
    const [root, folder] = [sampleTree(40), newFolder()];
    const path = join(folder, 'code.db');
    const expected = openIn(null);
    await update(root, expected);
    const damages: readonly ((size: number) => void)[] = [
      () => writeFileSync(path, 'no database'),
      () => writeFileSync(path, readFileSync(path).subarray(0, 5000)),
      (size) =>
        writeFileSync(
          path,
          Buffer.concat([readFileSync(path).subarray(0, 4096), Buffer.alloc(size - 4096, 7)]),
        ),
      () => corruptRows(path),
    ];
    for (const damage of damages) {
      const before = openIn(folder);
      await update(root, before);
      before.close();
      damage(statSync(path).size);
      const database = openIn(folder);
      await database.use(async () => update(root, database));
      expect(database.place()).toBe('file');
      expect(await everything(database)).toEqual(await everything(expected));
      database.close();
    }
  });

  it('answers in full when the index is damaged between its update and the question', async () => {
    const [root, folder] = [sampleTree(), newFolder()];
    const database = openIn(folder);
    let turns = 0;
    const files = await database.use(async (db) => {
      await updateIndex(db, { root, paths: listAll(root), ...SAMPLE_READERS });
      turns++;
      if (turns === 1) corruptRows(join(folder, 'code.db'), "UPDATE file SET lines = 'many'");
      return createIndexQueries(db).files();
    });
    expect([turns, database.place()]).toEqual([2, 'file']);
    expect(files.map(({ path }) => path)).toEqual(['reader0.ts', 'reader1.ts', 'reader2.ts']);
  });

  it('makes an index of another version anew', async () => {
    const [root, folder] = [sampleTree(), newFolder()];
    const old = new DatabaseSync(join(folder, 'code.db'));
    old.exec(
      "CREATE TABLE file (old); CREATE VIRTUAL TABLE words USING fts5(x); INSERT INTO words VALUES ('a')",
    );
    old.exec('PRAGMA user_version = 999');
    old.close();
    const database = openIn(folder);
    expect(await update(root, database)).toMatchObject({ indexed: 3 });
    const tables = await database.use((db) =>
      db.prepare("SELECT name FROM sqlite_schema WHERE name LIKE 'words%'").all(),
    );
    expect([tables, database.place()]).toEqual([[], 'file']);
  });

  it('works in memory while another process keeps the file to itself', { timeout: 30_000 }, async () => {
    const [root, folder] = [sampleTree(), newFolder()];
    const first = openIn(folder);
    await update(root, first);
    const holder = new DatabaseSync(join(folder, 'code.db'));
    holder.exec('BEGIN EXCLUSIVE');
    const second = openIn(folder);
    writeFileSync(join(root, 'new.ts'), TEXT);
    expect(await update(root, second)).toMatchObject({ indexed: 4 });
    expect(second.place()).toBe('memory');
    holder.close();
    expect(await update(root, first)).toMatchObject({ indexed: 1, unchanged: 3 });
    expect(existsSync(join(folder, 'code.db'))).toBe(true);
  });

  it('is filled by several processes at once, and by one after another was killed', async () => {
    const [root, folder] = [sampleTree(700), newFolder()];
    const killed = spawn(process.execPath, [join(import.meta.dirname, 'update-in-child.ts'), root, folder]);
    await new Promise((resolve) => killed.stdout.once('data', resolve));
    killed.kill('SIGKILL');
    const codes = await Promise.all([1, 2, 3].map(() => finished('update-in-child.ts', root, folder)));
    expect(codes).toEqual([0, 0, 0]);
    const database = openIn(folder);
    expect(await update(root, database)).toMatchObject({ indexed: 0, unchanged: 700 });
    const fresh = openIn(null);
    await update(root, fresh);
    expect(await everything(database)).toEqual(await everything(fresh));
  });
});

describe('the queries of the index', () => {
  it('find symbols by name, by the end of a qualified name, and whatever the case', async () => {
    const [root, database] = [sampleTree(1), openIn(null)];
    await update(root, database);
    const named = async (name: string): Promise<unknown> =>
      ask(database, (queries) => queries.symbolsNamed(name, 9).map((symbol) => symbol.qualifiedName));
    expect(await named('readHTTPHeader')).toEqual(['readHTTPHeader']);
    expect(await named('READHTTPHEADER')).toEqual(['readHTTPHeader']);
    expect(await named('Other.readHTTPHeader')).toEqual([]);
    expect(await named('Header')).toEqual([]);
  });

  it('tell the files in which an identifier stands, case and all', async () => {
    const [root, database] = [sampleTree(2), openIn(null)];
    writeFileSync(join(root, 'other.ts'), 'readHttpHeader(_private$1, straße, Élan)\n');
    await update(root, database);
    const mentioning = async (name: string): Promise<unknown> =>
      ask(database, (queries) => queries.filesMentioning(name));
    expect(await mentioning('readHTTPHeader')).toEqual(['reader0.ts', 'reader1.ts']);
    expect(await mentioning('_private$1')).toEqual(['other.ts']);
    expect(await mentioning('straße')).toEqual(['other.ts']);
    expect(await mentioning('Élan')).toEqual(['other.ts']);
    for (const none of ['readhttpheader', 'read', 'private', 'élan', 'strasse', '', '"', '*']) {
      expect(await mentioning(none)).toEqual([]);
    }
  });

  it('rank files and symbols by the words of a sentence', async () => {
    const [root, database] = [sampleTree(1), openIn(null)];
    writeFileSync(join(root, 'unrelated.ts'), 'export function closeDoor() {}\n');
    writeFileSync(join(root, 'more.ts'), 'export function paint() {}\n');
    await update(root, database);
    const search = { words: ['reading "headers" AND (pages)'], limit: 5 };
    const files = await ask(database, (queries) =>
      queries.searchFiles({ ...search, weights: { path: 1, names: 1, docs: 1, body: 1 } }),
    );
    expect(files.map(({ path }) => path)).toEqual(['reader0.ts']);
    expect(files[0]?.score).toBeGreaterThan(0);
    const symbols = await ask(database, (queries) =>
      queries.searchSymbols({ ...search, weights: { name: 2, doc: 1, body: 1 } }),
    );
    expect(symbols[0]?.symbol).toMatchObject({
      name: 'readHTTPHeader',
      path: 'reader0.ts',
      doc: 'Reads the header of a page.',
    });
    const none = { words: ['"', '*'], limit: 5, weights: { path: 1, names: 1, docs: 1, body: 1 } };
    expect(await ask(database, (queries) => queries.searchFiles(none))).toEqual([]);
  });
});

describe('wordsOf', () => {
  it.each([
    ['readHTTPHeader_v2', ['read', 'http', 'header']],
    ['XMLParser and parse_xml', ['xml', 'parser', 'and', 'parse', 'xml']],
    ['utf8 sha256', ['utf', 'sha', '256']],
    ['größeÄndern 漢字', ['größe', 'ändern', '漢字']],
    ['a b c', []],
  ])('takes %s apart', (text, words) => expect(wordsOf(text)).toEqual(words));
});

/** Rows that SQLite reads without complaint and that were never written. */
function corruptRows(path: string, sql = "UPDATE file SET mtime_ms = 'yesterday'"): void {
  const db = new DatabaseSync(path);
  db.exec(sql);
  db.close();
  chmodSync(path, 0o600);
}
