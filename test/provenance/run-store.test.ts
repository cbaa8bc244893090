import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RunEvent } from '../../src/domain/event.ts';
import { createRecorder } from '../../src/provenance/recorder.ts';
import {
  artifactPathOf,
  eventLogPathOf,
  runsFolderOf,
  type RecordPlace,
} from '../../src/provenance/run-paths.ts';
import { openRunStore, type RunQuery, type RunStore } from '../../src/provenance/run-store.ts';
import { scratchFolders } from '../support/scratch.ts';
import { applied, finished, modelEvents, placeIn, recordRun, started, tickingClock } from './sample-run.ts';

const newFolder = scratchFolders();
const ALL: RunQuery = { limit: null, outcome: null, since: null };

async function openStore(place: RecordPlace): Promise<RunStore> {
  const store = await openRunStore(place);
  onTestFinished(() => store.close());
  return store;
}

/** Runs gen_1 … gen_n, a day apart, each with one file written. */
function recordRuns(place: RecordPlace, count: number): void {
  for (let number = 1; number <= count; number++) {
    const start = `2026-11-${String(number).padStart(2, '0')}T10:00:00.000Z`;
    recordRun(place, `gen_${number}`, { start, events: writing(`gen_${number}`) });
  }
}

function writing(
  runId: string,
  path = 'src/a.py',
  start: Partial<ReturnType<typeof started>> = {},
): readonly RunEvent[] {
  return [started(start), applied(path, runId), finished(runId)];
}

function idsOf(store: RunStore, query: Partial<RunQuery> = {}): readonly string[] {
  return store.listRuns({ ...ALL, ...query }).runs.map((run) => run.runId);
}

/** Makes folders look as if nothing happened to them for a while, so that the index trusts them. */
function settle(place: RecordPlace): void {
  for (const folder of [place.artifactsDir, runsFolderOf(place.artifactsDir)]) utimesSync(folder, 1e9, 1e9);
}

describe('listing runs', () => {
  it('gives the newest first, with what a list shows', async () => {
    const place = placeIn(newFolder());
    recordRuns(place, 3);
    const store = await openStore(place);
    expect(idsOf(store)).toEqual(['gen_3', 'gen_2', 'gen_1']);
    expect(store.listRuns({ ...ALL, limit: 1 })).toEqual({
      hasMore: true,
      unreadableCount: 0,
      runs: [
        {
          runId: 'gen_3',
          kind: 'refactor',
          parentRunId: null,
          task: 'Convert Greeter.greet to a function',
          startedAt: '2026-11-03T10:00:00.000Z',
          durationSeconds: 2,
          outcome: 'applied',
          success: true,
          mock: false,
          filesModified: ['src/a.py'],
          hasEnded: true,
        },
      ],
    });
    expect(store.listRuns({ ...ALL, limit: 3 }).hasMore).toBe(false);
  });

  it('filters by outcome and by time', async () => {
    const place = placeIn(newFolder());
    recordRuns(place, 3);
    const held = [started(), finished('gen_4', { outcome: 'held', exitCode: 4 })];
    recordRun(place, 'gen_4', { start: '2026-11-04T10:00:00.000Z', events: held });
    const store = await openStore(place);
    expect(idsOf(store, { outcome: 'held' })).toEqual(['gen_4']);
    expect(idsOf(store, { since: new Date('2026-11-02T10:00:00.000Z') })).toEqual([
      'gen_4',
      'gen_3',
      'gen_2',
    ]);
    expect(
      idsOf(store, { since: new Date('2026-11-03T00:00:00.000Z'), outcome: 'applied', limit: 5 }),
    ).toEqual(['gen_3']);
  });

  it('writes nothing where there are no records', async () => {
    const place = placeIn(newFolder());
    expect((await openStore(place)).listRuns(ALL)).toEqual({ runs: [], hasMore: false, unreadableCount: 0 });
    expect(readdirSync(place.root)).toEqual([]);
  });

  it('leaves out and counts broken and foreign files, and reads a damaged artifact from its log', async () => {
    const place = placeIn(newFolder());
    recordRuns(place, 2);
    writeFileSync(artifactPathOf(place.artifactsDir, 'gen_2'), '{"run_id": "gen_2", "succ');
    writeFileSync(artifactPathOf(place.artifactsDir, 'other'), '{"run_id":"other","success":true}');
    writeFileSync(artifactPathOf(place.artifactsDir, 'binary'), Buffer.from([0, 255, 254, 10]));
    writeFileSync(
      artifactPathOf(place.artifactsDir, 'copy'),
      readFileSync(artifactPathOf(place.artifactsDir, 'gen_1')),
    );
    mkdirSync(artifactPathOf(place.artifactsDir, 'folder'));
    writeFileSync(join(place.artifactsDir, 'notes.json'), '{}');
    const { runs, unreadableCount } = (await openStore(place)).listRuns(ALL);
    expect(runs.map((run) => run.runId)).toEqual(['gen_2', 'gen_1']);
    expect(unreadableCount).toBe(4);
  });

  it('shows a run that was killed as interrupted, and not as running', async () => {
    const place = placeIn(newFolder());
    recordRuns(place, 1);
    const recorder = recordRun(place, 'gen_2', { start: '2026-11-02T10:00:00.000Z', events: [started()] });
    appendFileSync(eventLogPathOf(place.artifactsDir, 'gen_2'), '{"v":1,"seq":1,"ts"');
    const store = await openStore(place);
    const [run] = store.listRuns(ALL).runs;
    expect(run).toMatchObject({ runId: 'gen_2', outcome: 'interrupted', success: false, hasEnded: false });
    expect(run !== undefined && store.isRunning(run)).toBe(false);
    expect(recorder.record().end).toBeNull();
  });

  it('knows a run whose process lives from one that was killed', async () => {
    const place = placeIn(newFolder());
    const recorder = createRecorder({ ...place, runId: 'gen_1', clock: tickingClock() });
    recorder.emit(started());
    const store = await openStore(place);
    expect(store.isRunning({ runId: 'gen_1', hasEnded: false })).toBe(true);
    recorder.close();
    expect(store.isRunning({ runId: 'gen_1', hasEnded: false })).toBe(false);
  });
});

describe('the index', () => {
  it('loses nothing when it is deleted', async () => {
    const place = placeIn(newFolder());
    recordRuns(place, 3);
    const before = (await openStore(place)).listRuns(ALL);
    rmSync(join(place.root, '.ouroboros'), { recursive: true });
    expect((await openStore(place)).listRuns(ALL)).toEqual(before);
    expect(existsSync(join(place.root, '.ouroboros', 'runs.db'))).toBe(true);
  });

  it('sees runs that came and went since', async () => {
    const place = placeIn(newFolder());
    recordRuns(place, 3);
    const store = await openStore(place);
    settle(place);
    expect(idsOf(store)).toHaveLength(3);
    rmSync(artifactPathOf(place.artifactsDir, 'gen_1'));
    rmSync(join(runsFolderOf(place.artifactsDir), 'gen_1'), { recursive: true });
    recordRun(place, 'gen_4', { start: '2026-11-04T10:00:00.000Z', events: writing('gen_4') });
    expect(idsOf(store)).toEqual(['gen_4', 'gen_3', 'gen_2']);
  });

  it('sees a run end that was unfinished before', async () => {
    const place = placeIn(newFolder());
    const recorder = createRecorder({ ...place, runId: 'gen_1', clock: tickingClock() });
    recorder.emit(started());
    const store = await openStore(place);
    settle(place);
    expect(store.listRuns(ALL).runs).toMatchObject([{ hasEnded: false }]);
    recorder.emit(finished('gen_1', { outcome: 'unchanged' }));
    recorder.close();
    expect(store.listRuns(ALL).runs).toMatchObject([{ hasEnded: true, outcome: 'unchanged' }]);
  });

  it('reads a shown artifact again that was edited in place, which no folder tells', async () => {
    const place = placeIn(newFolder());
    recordRuns(place, 1);
    settle(place);
    const store = await openStore(place);
    expect(idsOf(store)).toEqual(['gen_1']);
    const path = artifactPathOf(place.artifactsDir, 'gen_1');
    writeFileSync(path, readFileSync(path, 'utf8').replace('Convert', 'Change'));
    settle(place);
    expect(store.listRuns(ALL).runs[0]?.task).toBe('Change Greeter.greet to a function');
  });

  it.each([
    [
      'bytes that are no database',
      (path: string) => writeFileSync(path, 'this is not a database, but long enough to be one'),
    ],
    ['a database cut short', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 5000))],
    [
      'a database with noise in it',
      (path: string) => writeFileSync(path, readFileSync(path).fill(0x5a, 4096, 12_000)),
    ],
    ['tables of another form', (path: string) => withTables(path, 'DROP TABLE runs; CREATE TABLE runs (x)')],
    [
      'tables of another version',
      (path: string) => withTables(path, 'DROP TABLE runs; PRAGMA user_version = 99'),
    ],
    ['rows that this code never wrote', (path: string) => withTables(path, "UPDATE runs SET summary = '{}'")],
    ['rows that are no JSON', (path: string) => withTables(path, "UPDATE runs SET summary = 'oops'")],
  ])('is made again when it finds %s', async (_, damage) => {
    const place = placeIn(newFolder());
    recordRuns(place, 30);
    const before = await openStore(place);
    const expected = before.listRuns(ALL);
    before.close();
    settle(place);
    damage(join(place.root, '.ouroboros', 'runs.db'));
    expect((await openStore(place)).listRuns(ALL)).toEqual(expected);
    expect((await openStore(place)).listRuns(ALL)).toEqual(expected);
  });

  it('is done without where its folder cannot be made', async () => {
    const place = placeIn(newFolder());
    recordRuns(place, 2);
    writeFileSync(join(place.root, '.ouroboros'), 'a file stands in the way');
    expect(idsOf(await openStore(place))).toEqual(['gen_2', 'gen_1']);
  });

  it('is done without where a link stands in its place', async () => {
    const place = placeIn(newFolder());
    recordRuns(place, 2);
    const foreign = join(place.root, 'foreign.db');
    withTables(foreign, "CREATE TABLE runs (x); INSERT INTO runs VALUES ('mine')");
    const before = readFileSync(foreign);
    mkdirSync(join(place.root, '.ouroboros'));
    symlinkSync(foreign, join(place.root, '.ouroboros', 'runs.db'));
    expect(idsOf(await openStore(place))).toEqual(['gen_2', 'gen_1']);
    expect(readFileSync(foreign)).toEqual(before);
  });

  it('is done without where another process holds it', async () => {
    const place = placeIn(newFolder());
    recordRuns(place, 2);
    (await openStore(place)).listRuns(ALL);
    recordRun(place, 'gen_3', { start: '2026-11-03T10:00:00.000Z', events: writing('gen_3') });
    const other = new DatabaseSync(join(place.root, '.ouroboros', 'runs.db'));
    other.exec('BEGIN IMMEDIATE');
    expect(idsOf(await openStore(place))).toEqual(['gen_3', 'gen_2', 'gen_1']);
    other.close();
  });
});

describe('finding a run', () => {
  it('takes an id, the beginning of one, or latest', async () => {
    const place = placeIn(newFolder());
    recordRun(place, 'gen_20261101_100000_aa', { start: '2026-11-01T10:00:00.000Z' });
    recordRun(place, 'gen_20261102_100000_bb', { start: '2026-11-02T10:00:00.000Z' });
    const store = await openStore(place);
    const found = (word: string): string | undefined => {
      const run = store.findRun(word);
      return run.kind === 'found' ? run.summary.runId : undefined;
    };
    expect(found('gen_20261101_100000_aa')).toBe('gen_20261101_100000_aa');
    expect(found('gen_20261101')).toBe('gen_20261101_100000_aa');
    expect(found('latest')).toBe('gen_20261102_100000_bb');
    expect(store.findRun('gen_202611')).toEqual({
      kind: 'ambiguous',
      runIds: ['gen_20261102_100000_bb', 'gen_20261101_100000_aa'],
    });
    expect(store.findRun('gen_20261103_100000_bb')).toMatchObject({
      kind: 'unknown',
      nearest: ['gen_20261102_100000_bb', 'gen_20261101_100000_aa'],
    });
    expect(store.findRun("'; DROP TABLE runs; --%")).toEqual({ kind: 'unknown', nearest: [] });
    expect(found('gen_20261101')).toBe('gen_20261101_100000_aa');
  });

  it('prefers a whole id to ids that begin with it', async () => {
    const place = placeIn(newFolder());
    recordRun(place, 'gen_1');
    recordRun(place, 'gen_11');
    expect((await openStore(place)).findRun('gen_1')).toMatchObject({
      kind: 'found',
      summary: { runId: 'gen_1' },
    });
  });
});

describe('undone runs', () => {
  function recordUndo(place: RecordPlace, runId: string, parentRunId: string, day: number): void {
    const start = `2026-11-${String(day).padStart(2, '0')}T10:00:00.000Z`;
    recordRun(place, runId, { start, events: writing(runId, 'src/a.py', { kind: 'undo', parentRunId }) });
  }

  it('are undone until the undo is undone', async () => {
    const place = placeIn(newFolder());
    recordRuns(place, 1);
    const store = await openStore(place);
    expect(store.isUndone('gen_1')).toBe(false);
    recordUndo(place, 'undo_1', 'gen_1', 2);
    expect(store.isUndone('gen_1')).toBe(true);
    expect(store.runsAfter('gen_1').map((run) => run.runId)).toEqual(['undo_1']);
    recordUndo(place, 'undo_2', 'undo_1', 3);
    expect(store.isUndone('gen_1')).toBe(false);
    expect(store.isUndone('undo_1')).toBe(true);
  });

  it('end the search when records name each other in a circle', async () => {
    const place = placeIn(newFolder());
    recordUndo(place, 'undo_1', 'undo_2', 1);
    recordUndo(place, 'undo_2', 'undo_1', 2);
    expect(typeof (await openStore(place)).isUndone('undo_1')).toBe('boolean');
  });

  it('are passed over when the last writer of a file is asked for', async () => {
    const place = placeIn(newFolder());
    recordRuns(place, 2);
    const other = writing('gen_3', "src/it's.py");
    recordRun(place, 'gen_3', { start: '2026-11-03T10:00:00.000Z', events: other });
    const store = await openStore(place);
    expect(store.lastRunThatChanged(['src/a.py'])).toBe('gen_2');
    expect(store.lastRunThatChanged(['none.py', "src/it's.py"])).toBe('gen_3');
    recordUndo(place, 'undo_2', 'gen_2', 4);
    expect(store.lastRunThatChanged(['src/a.py'])).toBe('gen_1');
    expect(store.lastRunThatChanged(['none.py'])).toBeNull();
    expect(store.lastRunThatChanged([])).toBeNull();
  });
});

describe('reading a run', () => {
  it('takes the log for the truth and says what disagrees with it', async () => {
    const place = placeIn(newFolder());
    recordRun(place, 'gen_1');
    const store = await openStore(place);
    const before = store.readRun('gen_1');
    expect(before).toMatchObject({ kind: 'run', hasEnded: true, problems: [] });
    const path = artifactPathOf(place.artifactsDir, 'gen_1');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('"success": true', '"success": false'));
    expect(store.readRun('gen_1')).toMatchObject({
      artifact: { success: true },
      problems: [expect.stringContaining('differs')],
    });
    rmSync(path);
    expect(store.readRun('gen_1')).toMatchObject({
      artifact: { success: true },
      problems: [expect.stringContaining('ENOENT')],
    });
  });

  it('says that something stands after the last line of a log', async () => {
    const place = placeIn(newFolder());
    recordRun(place, 'gen_1');
    appendFileSync(eventLogPathOf(place.artifactsDir, 'gen_1'), '{"v":1');
    const read = (await openStore(place)).readRun('gen_1');
    expect(read).toMatchObject({ hasEnded: true, problems: [expect.stringContaining('6 bytes')] });
  });

  it('falls back on the artifact when the log is broken or gone, and says so', async () => {
    const place = placeIn(newFolder());
    recordRun(place, 'gen_1');
    const store = await openStore(place);
    const log = eventLogPathOf(place.artifactsDir, 'gen_1');
    writeFileSync(log, readFileSync(log, 'utf8').replace('claude-x', 'claude-y'));
    expect(store.readRun('gen_1')).toMatchObject({
      kind: 'run',
      record: null,
      artifact: { run_id: 'gen_1' },
      problems: [expect.stringContaining('broken in line 7')],
    });
    rmSync(log);
    expect(store.readRun('gen_1')).toMatchObject({
      record: null,
      problems: [expect.stringContaining('missing')],
    });
    writeFileSync(artifactPathOf(place.artifactsDir, 'gen_1'), '{}');
    expect(store.readRun('gen_1').kind).toBe('unreadable');
    rmSync(artifactPathOf(place.artifactsDir, 'gen_1'));
    expect(store.readRun('gen_1').kind).toBe('missing');
  });

  it('gives a run without an end the form of an interrupted one', async () => {
    const place = placeIn(newFolder());
    recordRun(place, 'gen_1', { events: [started(), ...modelEvents('gen_1').slice(0, 5)] });
    expect((await openStore(place)).readRun('gen_1')).toMatchObject({
      kind: 'run',
      hasEnded: false,
      artifact: { outcome: 'interrupted', exit_code: 130, file_modifications: [], event_log: { count: 6 } },
    });
  });
});

function withTables(path: string, sql: string): void {
  const db = new DatabaseSync(path);
  db.exec(sql);
  db.close();
}
