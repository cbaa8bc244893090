import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSince, runListRuns, type ListRunsOptions } from '../../src/cli/commands/list-runs.ts';
import type { Io } from '../../src/cli/io.ts';
import { displayWidth } from '../../src/cli/view/text-width.ts';
import { createRecorder } from '../../src/provenance/recorder.ts';
import { artifactPathOf, type RecordPlace } from '../../src/provenance/run-paths.ts';
import { applied, finished, placeIn, recordRun, started, tickingClock } from '../provenance/sample-run.ts';
import { capturedIo, type CapturedIo } from '../support/captured-io.ts';
import { scratchFolders } from '../support/scratch.ts';

const newFolder = scratchFolders();
const LONG_TASK =
  '重构用户服务 \u001b[31mso that\u001b[0m\r\nit\tcaches every answer, and says so in its log, for as long as it lives';

function recordThree(): RecordPlace {
  const place = placeIn(newFolder());
  recordRun(place, 'gen_1', {
    start: '2026-11-21T15:30:00.000Z',
    events: [started(), applied(), applied('b.py'), finished('gen_1')],
  });
  recordRun(place, 'gen_2', {
    start: '2026-11-22T15:30:00.000Z',
    events: [started({ task: LONG_TASK, mock: true }), finished('gen_2', { outcome: 'held', exitCode: 4 })],
  });
  recordRun(place, 'gen_3', {
    start: '2026-11-23T15:30:00.000Z',
    events: [started({ task: 'pipe | and *star*' }), finished('gen_3', { outcome: 'failed', exitCode: 1 })],
  });
  return place;
}

async function list(
  place: RecordPlace,
  options: Partial<ListRunsOptions> = {},
  look: Partial<Pick<Io, 'isTerminal' | 'color' | 'columns'>> = {},
): Promise<CapturedIo> {
  const io = capturedIo(place.root, look);
  expect(await runListRuns({ limit: 20, json: false, ...options }, io)).toBe(0);
  return io;
}

describe('list-runs', () => {
  it('is aligned plain text in a log', async () => {
    const io = await list(recordThree());
    expect(io.out()).toBe(
      [
        'RUN    STARTED               OUTCOME  DURATION  FILES  TASK',
        'gen_3  2026-11-23 15:30:00Z  failed      1.0 s      0  pipe | and *star*',
        'gen_2  2026-11-22 15:30:00Z  held        1.0 s      0  [mock] 重构用户服务 so that it caches every answer, and say…',
        'gen_1  2026-11-21 15:30:00Z  applied     3.0 s      2  Convert Greeter.greet to a function',
      ].join('\n'),
    );
    expect(io.err()).toBe('');
  });

  it.each([100, 120, 200])('fits a terminal of %i columns, the task cut at the end', async (columns) => {
    const lines = (await list(recordThree(), {}, { isTerminal: true, columns })).out().split('\n');
    expect(lines).toHaveLength(5);
    expect(lines[1]).toMatch(/^[─ ]+$/);
    expect(Math.max(...lines.map(displayWidth))).toBeLessThan(columns);
  });

  it('gives the task a line of its own on a narrow terminal', async () => {
    const lines = (await list(recordThree(), {}, { isTerminal: true, columns: 72 })).out().split('\n');
    expect(lines).toHaveLength(8);
    expect(lines.at(-1)).toBe('  Convert Greeter.greet to a function');
    expect(Math.max(...lines.map(displayWidth))).toBeLessThan(72);
  });

  it('has colours only where they are wanted, and says the same without them', async () => {
    const place = recordThree();
    const plain = (await list(place, {}, { isTerminal: true, columns: 100 })).out();
    const colored = (await list(place, {}, { isTerminal: true, columns: 100, color: true })).out();
    expect(plain).not.toContain('\u001b');
    expect(colored).toContain('\u001b[');
    expect(colored.replaceAll(/\u001b\[\d+m/g, '')).toBe(plain);
  });

  it('is an array of runs in JSON, and an object a line in NDJSON', async () => {
    const place = recordThree();
    const runs = JSON.parse((await list(place, { json: true })).out());
    expect(runs.map((run: { run_id: string }) => run.run_id)).toEqual(['gen_3', 'gen_2', 'gen_1']);
    expect(runs[2]).toEqual({
      run_id: 'gen_1',
      issue_description: 'Convert Greeter.greet to a function',
      timestamp_start: '2026-11-21T15:30:00.000Z',
      duration_seconds: 3,
      outcome: 'applied',
      success: true,
      files_modified: 2,
      file_paths: ['src/a.py', 'b.py'],
      kind: 'refactor',
      parent_run_id: null,
      mock: false,
    });
    expect(runs[1].issue_description).toBe(LONG_TASK);
    const lines = (await list(place, { format: 'ndjson' })).out().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(runs);
  });

  it('escapes in JSON what a terminal would obey', async () => {
    const place = placeIn(newFolder());
    const task = 'a\u009b31mb\u202ec';
    recordRun(place, 'gen_1', { events: [started({ task }), finished('gen_1')] });
    const text = (await list(place, { json: true })).out();
    expect(text).toContain(String.raw`a\u009b31mb\u202ec`);
    expect(JSON.parse(text)[0].issue_description).toBe(task);
  });

  it('is a table in Markdown whose cells cannot break it', async () => {
    const lines = (await list(recordThree(), { format: 'markdown' })).out().split('\n');
    expect(lines).toHaveLength(5);
    expect(lines[2]).toBe(
      String.raw`| gen_3 | 2026-11-23 15:30:00Z | failed | 1.0 s | 0 | pipe \| and \*star\* |`,
    );
  });

  it.each([
    ['table', 'No runs on record.'],
    ['markdown', 'No runs on record.'],
    ['json', '[]'],
    ['ndjson', ''],
  ] as const)('says in %s that there are no runs', async (format, text) => {
    expect((await list(placeIn(newFolder()), { format })).out()).toBe(text);
  });

  it('shows so many, those of one outcome, or those since a time', async () => {
    const place = recordThree();
    const ids = async (options: Partial<ListRunsOptions>): Promise<readonly string[]> =>
      JSON.parse((await list(place, { ...options, json: true })).out()).map(
        (run: { run_id: string }) => run.run_id,
      );
    expect(await ids({ limit: 1 })).toEqual(['gen_3']);
    expect(await ids({ status: 'held' })).toEqual(['gen_2']);
    expect(await ids({ since: '2026-11-22' })).toEqual(['gen_3', 'gen_2']);
    expect(await ids({ since: '2026-11-22T16:00:00Z' })).toEqual(['gen_3']);
  });

  it('tells on the other stream that there are more, and that records could not be read', async () => {
    const place = recordThree();
    writeFileSync(artifactPathOf(place.artifactsDir, 'broken'), '{');
    const io = await list(place, { limit: 2 });
    expect(io.err().split('\n')).toEqual([
      'There are more than 2 runs; --limit shows them.',
      '1 record could not be read and left out.',
    ]);
  });

  it('calls a run running while its process lives, and interrupted after that', async () => {
    const place = placeIn(newFolder());
    const recorder = createRecorder({ ...place, runId: 'gen_1', clock: tickingClock() });
    recorder.emit(started());
    const outcome = async (): Promise<string> =>
      JSON.parse((await list(place, { json: true })).out())[0].outcome;
    expect(await outcome()).toBe('running');
    recorder.close();
    expect(await outcome()).toBe('interrupted');
  });

  it.each([{ status: 'done' }, { since: 'yesterday' }, { since: '2026-13-01' }])(
    'refuses %j',
    async (options) => {
      const io = capturedIo(placeIn(newFolder()).root);
      await expect(runListRuns({ limit: 20, json: false, ...options }, io)).rejects.toMatchObject({
        code: 'usage',
      });
    },
  );
});

describe('--since', () => {
  const now = new Date('2026-11-21T12:00:00.000Z');

  it.each([
    ['30m', '2026-11-21T11:30:00.000Z'],
    ['24h', '2026-11-20T12:00:00.000Z'],
    ['7d', '2026-11-14T12:00:00.000Z'],
    ['2w', '2026-11-07T12:00:00.000Z'],
    ['2026-11-01', '2026-11-01T00:00:00.000Z'],
    ['2026-11-01T10:00', '2026-11-01T10:00:00.000Z'],
    ['2026-11-01 10:00:30', '2026-11-01T10:00:30.000Z'],
    ['2026-11-01T10:00:30+02:00', '2026-11-01T08:00:30.000Z'],
  ])('reads %s', (text, expected) => {
    expect(parseSince(text, now).toISOString()).toBe(expected);
  });

  it.each(['', '7', 'd', '7y', '-7d', '1e3d', '11/21/2026', '2026-02-31', '2026-02-31T25:00', '9999999d'])(
    'refuses %j',
    (text) => {
      expect(() => parseSince(text, now)).toThrow(expect.objectContaining({ code: 'usage' }));
    },
  );
});
