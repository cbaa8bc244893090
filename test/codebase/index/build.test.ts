import { mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startFactsThread } from '../../../src/codebase/index/facts/facts-thread.ts';
import { readFacts } from '../../../src/codebase/index/facts/read-facts.ts';
import { updateIndex } from '../../../src/codebase/index/build/update-index.ts';
import { openCodeDatabase, type CodeDatabase } from '../../../src/codebase/index/store/code-database.ts';
import { scratchFolders } from '../../support/scratch.ts';
import {
  ask,
  createSampleResolver,
  everything,
  listAll,
  readSampleFacts,
  SAMPLE_READERS,
  update,
} from './sample-readers.ts';

const newFolder = scratchFolders();
const open: CodeDatabase[] = [];
afterEach(() => {
  for (const database of open.splice(0)) database.close();
});

const NOTHING = { indexed: 0, unchanged: 0, removed: 0, skipped: [], failed: [], parsed: [] };
const OLD = new Date('2020-01-01T00:00:00Z');

const ORDERS = `import { total } from './total';
import { join } from 'node:path';

// Opens the file of orders.
export function openOrders(path) {
  return total(join(path));
}
`;
const TOTAL = `export function total(list) {
  return list.length;
}
`;

function newDatabase(folder: string | null = newFolder()): CodeDatabase {
  const database = openCodeDatabase(folder);
  open.push(database);
  return database;
}

/** Writes files that are old enough for their time to be trusted. */
function write(root: string, files: Readonly<Record<string, string | Uint8Array>>, time = OLD): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
    utimesSync(join(root, path), time, time);
  }
}

function sampleTree(): string {
  const root = newFolder();
  write(root, {
    'src/orders.ts': ORDERS,
    'src/total.ts': TOTAL,
    'test/orders.test.ts': "import { openOrders } from '../src/orders';\n",
  });
  return root;
}

/** Computes on this thread for so long, however busy the machine is. */
function computeFor(durationMs: number): void {
  const before = process.threadCpuUsage();
  let usedMs = 0;
  while (usedMs < durationMs) usedMs = process.threadCpuUsage(before).user / 1000;
}

/** The index is the same as one that is made from nothing. */
async function expectAsNew(root: string, database: CodeDatabase): Promise<void> {
  const fresh = newDatabase(null);
  await update(root, fresh);
  expect(await everything(database)).toEqual(await everything(fresh));
}

describe('updateIndex', () => {
  it('indexes every file, and reads none of them again while nothing changes', async () => {
    const root = sampleTree();
    const database = newDatabase();
    const parsed = ['src/orders.ts', 'src/total.ts', 'test/orders.test.ts'];
    expect(await update(root, database)).toEqual({ ...NOTHING, indexed: 3, parsed });
    expect(await update(root, database)).toEqual({ ...NOTHING, unchanged: 3 });
    const imports = await ask(database, (queries) => queries.imports());
    expect(imports.map(({ from, specifier, target }) => [from, specifier, target])).toEqual([
      ['src/orders.ts', './total', { state: 'resolved', path: 'src/total.ts' }],
      ['src/orders.ts', 'node:path', { state: 'external', path: null }],
      ['test/orders.test.ts', '../src/orders', { state: 'resolved', path: 'src/orders.ts' }],
    ]);
  });

  it('leaves out what has no known language', async () => {
    const root = sampleTree();
    write(root, { 'notes.xyz': 'total', LICENSE: 'total' });
    expect(await update(root, newDatabase())).toMatchObject({ indexed: 3, skipped: [] });
  });

  it('reads again only the file that was edited', async () => {
    const root = sampleTree();
    const database = newDatabase();
    await update(root, database);
    write(
      root,
      { 'src/orders.ts': ORDERS.replace('openOrders', 'readHeader') },
      new Date('2020-01-02T00:00:00Z'),
    );
    expect(await update(root, database)).toEqual({
      ...NOTHING,
      indexed: 1,
      unchanged: 2,
      parsed: ['src/orders.ts'],
    });
    expect(await ask(database, (queries) => queries.symbolsNamed('openOrders', 5))).toEqual([]);
    await expectAsNew(root, database);
  });

  it('takes a new time without a new content as unchanged', async () => {
    const root = sampleTree();
    const database = newDatabase();
    await update(root, database);
    write(root, { 'src/orders.ts': ORDERS }, new Date('2020-01-02T00:00:00Z'));
    expect(await update(root, database)).toEqual({ ...NOTHING, unchanged: 3 });
  });

  it('sees an edit within the tick of the clock that keeps size and time', async () => {
    const root = sampleTree();
    const database = newDatabase();
    const now = new Date();
    write(root, { 'src/total.ts': TOTAL }, now);
    await update(root, database);
    write(root, { 'src/total.ts': TOTAL.replace('length', 'volume') }, now);
    expect(await update(root, database)).toMatchObject({ indexed: 1, unchanged: 2 });
    expect(await ask(database, (queries) => queries.filesMentioning('volume'))).toEqual(['src/total.ts']);
  });

  it('forgets files that are gone', async () => {
    const root = sampleTree();
    const database = newDatabase();
    await update(root, database);
    rmSync(join(root, 'src/total.ts'));
    expect(await update(root, database)).toEqual({ ...NOTHING, removed: 1, unchanged: 2 });
    const [imported] = await ask(database, (queries) => queries.importsOf('src/orders.ts'));
    expect(imported?.target).toEqual({ state: 'unresolved', path: null });
    await expectAsNew(root, database);
  });

  it('follows renames and switches back without reading a file again', async () => {
    const root = sampleTree();
    const database = newDatabase();
    await update(root, database);
    renameSync(join(root, 'src'), join(root, 'lib'));
    expect(await update(root, database)).toEqual({ ...NOTHING, indexed: 2, removed: 2, unchanged: 1 });
    await expectAsNew(root, database);
    write(root, { 'lib/total.ts': TOTAL.replaceAll('total', 'sum') });
    await update(root, database);
    write(root, { 'lib/total.ts': TOTAL }, new Date('2020-01-02T00:00:00Z'));
    expect(await update(root, database)).toEqual({ ...NOTHING, indexed: 1, unchanged: 2 });
    await expectAsNew(root, database);
  });

  it('resolves imports anew when the file they name appears, or one that comes before it', async () => {
    const root = sampleTree();
    rmSync(join(root, 'src/total.ts'));
    const database = newDatabase();
    await update(root, database);
    const target = async (): Promise<unknown> =>
      ask(database, (queries) => queries.importsOf('src/orders.ts')[0]?.target.path);
    expect(await target()).toBe(null);
    write(root, { 'src/total/index.ts': TOTAL });
    await update(root, database);
    expect(await target()).toBe('src/total/index.ts');
    write(root, { 'src/total.ts': TOTAL });
    await update(root, database);
    expect(await target()).toBe('src/total.ts');
  });

  it('resolves every import anew when a package.json changes', async () => {
    const root = sampleTree();
    write(root, { 'package.json': '{}', 'src/app.ts': "import { total } from '@shop/total';\n" });
    const database = newDatabase();
    await update(root, database);
    write(root, { 'package.json': '{ "names": { "@shop/total": ["src/total.ts", "src/orders.ts"] } }' });
    expect(await update(root, database)).toMatchObject({ indexed: 1, unchanged: 4 });
    const edges = await ask(database, (queries) => [
      ...queries.importersOf('src/total.ts'),
      ...queries.importersOf('src/orders.ts'),
    ]);
    expect(edges.map(({ from, target }) => [from, target.state])).toEqual([
      ['src/app.ts', 'workspace'],
      ['src/orders.ts', 'resolved'],
      ['src/app.ts', 'workspace'],
      ['test/orders.test.ts', 'resolved'],
    ]);
    rmSync(join(root, 'package.json'));
    await update(root, database);
    await expectAsNew(root, database);
  });

  it('skips by name what it cannot read, and counts files with syntax errors', async () => {
    const root = sampleTree();
    write(root, {
      'big.ts': 'a'.repeat(1024 * 1024 + 1),
      'picture.ts': new Uint8Array([1, 0, 2]),
      'latin.ts': new Uint8Array([0x61, 0xe9, 0x62]),
      'broken.ts': `<<<<\n${TOTAL}`,
    });
    mkdirSync(join(root, 'module.ts'));
    symlinkSync(join(root, 'src/total.ts'), join(root, 'link.ts'));
    const database = newDatabase();
    const paths = [...listAll(root), 'module.ts', 'caf\uFFFD.ts'];
    const report = await database.use((db) => updateIndex(db, { root, paths, ...SAMPLE_READERS }));
    expect(report).toMatchObject({ indexed: 4, unchanged: 0, failed: ['broken.ts'] });
    expect(report.skipped).toEqual([
      { path: 'big.ts', reason: 'is larger than 1 MB' },
      { path: 'caf\uFFFD.ts', reason: 'has a name that is not UTF-8' },
      { path: 'latin.ts', reason: 'is not UTF-8: see its byte 1' },
      { path: 'link.ts', reason: 'is a link, and links are not followed' },
      { path: 'module.ts', reason: 'is no regular file' },
      { path: 'picture.ts', reason: 'is binary: a NUL byte at offset 1' },
    ]);
    const symbols = await ask(database, (queries) => queries.symbolsNamed('total', 5));
    expect(symbols.map((symbol) => symbol.path)).toEqual(['broken.ts', 'src/total.ts']);
    const again = await database.use((db) => updateIndex(db, { root, paths, ...SAMPLE_READERS }));
    const { skipped, failed } = report;
    expect(again).toMatchObject({ indexed: 0, unchanged: 4, skipped, failed });
  });

  it('skips a file over which the reader computes for more than two seconds, until it changes', async () => {
    const root = sampleTree();
    const database = newDatabase();
    let reads = 0;
    const slowUpdate = async (): Promise<unknown> =>
      database.use((db) =>
        updateIndex(db, {
          root,
          paths: listAll(root),
          createResolver: createSampleResolver,
          readFacts: async (path, text) => {
            if (path === 'src/total.ts') computeFor(2050);
            reads++;
            return readSampleFacts(path, text);
          },
        }),
      );
    const skipped = [{ path: 'src/total.ts', reason: 'takes longer than 2 s to read' }];
    expect(await slowUpdate()).toMatchObject({ indexed: 2, skipped });
    expect(await slowUpdate()).toMatchObject({ unchanged: 2, skipped });
    expect(reads).toBe(3);
  });

  it('stops at a signal between batches, keeps what is written and goes on from there', async () => {
    const root = newFolder();
    const many = Array.from({ length: 450 }, (_, index) => [`src/file${index}.ts`, `${TOTAL}// ${index}\n`]);
    write(root, { ...Object.fromEntries(many), 'src/orders.ts': ORDERS.replace('./total', './file7') });
    const database = newDatabase();
    const stop = new AbortController();
    const { signal } = stop;
    const onProgress = (): void => stop.abort(new Error('enough'));
    const paths = listAll(root);
    const interrupted = database.use((db) =>
      updateIndex(db, { root, paths, ...SAMPLE_READERS, signal, onProgress }),
    );
    await expect(interrupted).rejects.toThrow('enough');
    const { files, symbols } = await ask(database, (queries) => queries.statistics());
    expect({ files, symbols }).toEqual({ files: 200, symbols: 200 });
    expect(await update(root, database)).toMatchObject({ indexed: 251, unchanged: 200 });
    await expectAsNew(root, database);
  });

  it('reads many files on a thread of its own, and indexes the same', async () => {
    const root = newFolder();
    const many = Array.from({ length: 520 }, (_, index) => [`src/file${index}.ts`, `${TOTAL}// ${index}\n`]);
    write(root, { ...Object.fromEntries(many), 'src/orders.ts': ORDERS.replace('./total', './file7') });
    const [threaded, plain] = [newDatabase(null), newDatabase(null)];
    const readers = { readFacts, createResolver: createSampleResolver };
    const paths = Promise.resolve(listAll(root));
    const report = await threaded.use((db) => updateIndex(db, { root, paths, ...readers, startFactsThread }));
    expect(report).toMatchObject({ indexed: 521, failed: [], skipped: [] });
    await plain.use((db) => updateIndex(db, { root, paths, ...readers }));
    expect(await everything(threaded)).toEqual(await everything(plain));
  });

  it('tells how far it is', async () => {
    const root = sampleTree();
    const told: unknown[] = [];
    const onProgress = (progress: unknown): unknown => told.push(progress);
    const paths = listAll(root);
    await newDatabase().use((db) => updateIndex(db, { root, paths, ...SAMPLE_READERS, onProgress }));
    expect(told).toEqual([
      { work: 'indexing', unit: 'file', done: 3, total: 3 },
      { work: 'indexing', unit: 'import', done: 3, total: 3 },
    ]);
  });

  it('answers after many edits as an index that is made anew', async () => {
    const root = sampleTree();
    const database = newDatabase();
    for (let round = 0; round < 12; round++) {
      const body = `// Opens number ${round}.\nexport function total(open) {\n  return open.file${round};\n}\n`;
      write(
        root,
        { [`src/part${round % 5}.ts`]: body.repeat(1 + (round % 3)) },
        new Date(OLD.getTime() + round * 5000),
      );
      if (round % 4 === 3) rmSync(join(root, `src/part${round % 5}.ts`));
      expect(await update(root, database)).toMatchObject({ failed: [] });
    }
    await expectAsNew(root, database);
  });
});
