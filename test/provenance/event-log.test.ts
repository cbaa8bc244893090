import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/domain/digest.ts';
import { continueEventLog, createEventLog } from '../../src/provenance/event-log.ts';
import { parseEventLog, readEventLog, type IntactLog } from '../../src/provenance/read-event-log.ts';
import { scratchFolders } from '../support/scratch.ts';
import { finished, modelEvents, started, tickingClock } from './sample-run.ts';

const newFolder = scratchFolders();
const RUN_ID = 'gen_1';

function writeLog(events = [started(), ...modelEvents(RUN_ID), finished(RUN_ID)]): {
  path: string;
  lines: string[];
} {
  const path = join(newFolder(), 'events.ndjson');
  const log = createEventLog(path, { runId: RUN_ID, clock: tickingClock() });
  const lines = events.map((event) => log.append(event).line);
  log.close();
  return { path, lines };
}

function intact(path: string): IntactLog {
  const log = readEventLog(path);
  if (log.kind !== 'intact') throw new Error(JSON.stringify(log));
  return log;
}

describe('an event log', () => {
  it('binds every line to the exact bytes of the line before', () => {
    const { path, lines } = writeLog();
    expect(readFileSync(path, 'utf8')).toBe(`${lines.join('\n')}\n`);
    expect(lines.map((line) => JSON.parse(line).prev)).toEqual([
      null,
      ...lines.slice(0, -1).map((line) => digestOf(line)),
    ]);
    expect(intact(path)).toMatchObject({
      count: lines.length,
      head: digestOf(lines.at(-1) ?? ''),
      tornBytes: 0,
    });
  });

  it('is created once: a second log of the same name is refused', () => {
    const { path } = writeLog();
    expect(() => createEventLog(path, { runId: RUN_ID, clock: tickingClock() })).toThrow(
      expect.objectContaining({ code: 'EEXIST' }),
    );
  });

  it('never goes back in time, whatever the clock does', () => {
    const path = join(newFolder(), 'events.ndjson');
    const times = ['2026-11-21T12:00:00.000Z', '2026-11-21T11:00:00.000Z', '2026-11-21T13:00:00.000Z'];
    const clock = { now: () => new Date(times.shift() ?? 0), elapsedMs: () => 0 };
    const log = createEventLog(path, { runId: RUN_ID, clock });
    log.append(started());
    log.append({ type: 'notice.given', message: 'one' });
    log.append({ type: 'notice.given', message: 'two' });
    log.close();
    expect(intact(path).events.map((event) => event.ts)).toEqual([
      '2026-11-21T12:00:00.000Z',
      '2026-11-21T12:00:00.000Z',
      '2026-11-21T13:00:00.000Z',
    ]);
  });

  it('refuses an event that nobody could read again, and stays as it was', () => {
    const { path } = writeLog([started()]);
    const log = continueEventLog(path, intact(path), tickingClock());
    expect(() => log.append({ type: 'attempt.started', stepId: 's1', attempt: Number.NaN })).toThrow(
      TypeError,
    );
    log.append({ type: 'attempt.started', stepId: 's1', attempt: 1 });
    log.close();
    expect(intact(path).count).toBe(2);
  });

  it('is as it was before when a line could not be written whole', () => {
    const path = join(newFolder(), 'events.ndjson');
    const script = join(import.meta.dirname, 'fill-log.ts');
    // Files of this shell may grow to 8 kB and not further, as on a full disk.
    const child = spawnSync('sh', ['-c', `ulimit -f 16 && exec "$0" "$@"`, process.execPath, script, path], {
      encoding: 'utf8',
    });
    const { written, error } = JSON.parse(child.stdout);
    expect(error).toBe('disk');
    expect(written).toBeGreaterThan(1);
    expect(intact(path)).toMatchObject({ count: written, tornBytes: 0 });
  });
});

describe('reading a log', () => {
  it('keeps the whole lines and counts the torn bytes, wherever the last line was cut', () => {
    const { path, lines } = writeLog();
    const bytes = readFileSync(path);
    const lastStart = bytes.length - Buffer.byteLength(lines.at(-1) ?? '') - 1;
    for (let end = lastStart; end < bytes.length; end++) {
      const log = parseEventLog(bytes.subarray(0, end));
      expect(log).toMatchObject({
        kind: 'intact',
        count: lines.length - 1,
        sizeBytes: lastStart,
        tornBytes: end - lastStart,
      });
    }
  });

  it('goes on with the chain after the torn tail was cut off', () => {
    const { path, lines } = writeLog();
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, bytes.length - 20));
    const log = continueEventLog(path, intact(path), tickingClock('2026-11-22T00:00:00.000Z'));
    log.append({ type: 'run.recovered', tornBytes: 1, detail: '' });
    log.append(finished(RUN_ID));
    const head = log.head();
    log.close();
    expect(intact(path)).toMatchObject({ ...head, count: lines.length + 1, tornBytes: 0 });
  });

  it('detects any change of a byte in any line but the last', () => {
    const { path, lines } = writeLog();
    const bytes = readFileSync(path);
    const lastStart = bytes.length - Buffer.byteLength(lines.at(-1) ?? '') - 1;
    for (let at = 0; at < lastStart; at += 37) {
      const edited = Buffer.from(bytes);
      edited[at] = (edited[at] ?? 0) ^ 1;
      expect(parseEventLog(edited).kind).toBe('broken');
    }
  });

  it.each([
    ['a removed line', (lines: string[]) => lines.toSpliced(2, 1), 3],
    ['a repeated line', (lines: string[]) => lines.toSpliced(2, 0, lines[2] ?? ''), 4],
    [
      'two lines changed about',
      (lines: string[]) => lines.toSpliced(2, 2, lines[3] ?? '', lines[2] ?? ''),
      3,
    ],
    ['an empty line', (lines: string[]) => lines.toSpliced(2, 0, ''), 3],
    ['a missing start', (lines: string[]) => lines.slice(1), 1],
    [
      'a value that was edited',
      (lines: string[]) => lines.with(5, (lines[5] ?? '').replace('claude-x', 'claude-y')),
      7,
    ],
  ])('names the line behind %s', (_, edit, line) => {
    const { lines } = writeLog();
    const edited = edit(lines);
    expect(edited).not.toEqual(lines);
    expect(parseEventLog(Buffer.from(`${edited.join('\n')}\n`))).toMatchObject({ kind: 'broken', line });
  });

  it('refuses a log that goes on after its last event', () => {
    const { path, lines } = writeLog([started(), finished(RUN_ID)]);
    const log = continueEventLog(path, intact(path), tickingClock());
    log.append({ type: 'notice.given', message: 'later' });
    log.close();
    expect(readEventLog(path)).toMatchObject({ kind: 'broken', line: lines.length + 1 });
  });

  it('tells a missing log from one whose run never began', () => {
    const folder = newFolder();
    expect(readEventLog(join(folder, 'none.ndjson'))).toEqual({ kind: 'missing' });
    writeFileSync(join(folder, 'torn.ndjson'), '{"v":1,"seq":0');
    expect(readEventLog(join(folder, 'torn.ndjson'))).toEqual({ kind: 'empty', tornBytes: 14 });
  });
});
