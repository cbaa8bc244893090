import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { artifactSchema, type Artifact } from '../../src/provenance/artifact-schema.ts';
import { readRun } from '../../src/provenance/read-run.ts';
import { createRecorder } from '../../src/provenance/recorder.ts';
import { recoverUnfinished } from '../../src/provenance/recover-unfinished.ts';
import {
  artifactPathOf,
  eventLogPathOf,
  runFolderOf,
  type RecordPlace,
} from '../../src/provenance/run-paths.ts';
import { scratchFolders } from '../support/scratch.ts';
import { finished, modelEvents, placeIn, recordRun, started, tickingClock } from './sample-run.ts';

const newFolder = scratchFolders();
const RUN_ID = 'gen_1';

function killedRun(place: RecordPlace, events = [started(), ...modelEvents(RUN_ID).slice(0, 5)]): string {
  recordRun(place, RUN_ID, { events });
  return eventLogPathOf(place.artifactsDir, RUN_ID);
}

function artifactOf(place: RecordPlace): Artifact {
  return artifactSchema.parse(JSON.parse(readFileSync(artifactPathOf(place.artifactsDir, RUN_ID), 'utf8')));
}

function later(): ReturnType<typeof tickingClock> {
  return tickingClock('2026-11-30T00:00:00.000Z');
}

describe('recovery', () => {
  it('ends a killed run as interrupted, wherever its last line was torn', () => {
    const place = placeIn(newFolder());
    const log = killedRun(place);
    const whole = readFileSync(log);
    const lastStart = whole.lastIndexOf(0x0a, whole.length - 2) + 1;
    for (let end = lastStart; end < whole.length; end += 7) {
      writeFileSync(log, whole.subarray(0, end));
      rmSync(artifactPathOf(place.artifactsDir, RUN_ID), { force: true });
      expect(recoverUnfinished(place, later())).toEqual([{ runId: RUN_ID, kind: 'interrupted' }]);
      expect(artifactOf(place)).toMatchObject({
        outcome: 'interrupted',
        exit_code: 130,
        success: false,
        recovered: { torn_bytes: end - lastStart },
        timestamp_end: '2026-11-21T15:30:04.000Z',
        duration_seconds: 4,
      });
      expect(readRun(place, RUN_ID)).toMatchObject({ kind: 'run', problems: [], hasEnded: true });
    }
  });

  it('does nothing the second time', () => {
    const place = placeIn(newFolder());
    killedRun(place);
    recoverUnfinished(place, later());
    expect(recoverUnfinished(place, later())).toEqual([]);
    expect(recoverUnfinished(placeIn(newFolder()), later())).toEqual([]);
  });

  it('leaves a run alone whose process lives', () => {
    const place = placeIn(newFolder());
    const recorder = createRecorder({ ...place, runId: RUN_ID, clock: tickingClock() });
    recorder.emit(started());
    expect(recoverUnfinished(place, later())).toEqual([]);
    recorder.emit(finished(RUN_ID));
    recorder.close();
    expect(readRun(place, RUN_ID)).toMatchObject({ problems: [], artifact: { outcome: 'applied' } });
  });

  it('writes the artifact again that a killed run could not write', () => {
    const place = placeIn(newFolder());
    recordRun(place, RUN_ID);
    const text = readFileSync(artifactPathOf(place.artifactsDir, RUN_ID), 'utf8');
    rmSync(artifactPathOf(place.artifactsDir, RUN_ID));
    expect(recoverUnfinished(place, later())).toEqual([{ runId: RUN_ID, kind: 'artifact-written' }]);
    expect(readFileSync(artifactPathOf(place.artifactsDir, RUN_ID), 'utf8')).toBe(text);
  });

  it('goes on after it was itself killed', () => {
    const place = placeIn(newFolder());
    const log = killedRun(place);
    recoverUnfinished(place, later());
    const lines = readFileSync(log, 'utf8').split('\n');
    writeFileSync(log, `${lines.slice(0, -2).join('\n')}\n{"v":1`);
    rmSync(artifactPathOf(place.artifactsDir, RUN_ID));
    expect(recoverUnfinished(place, later())).toEqual([{ runId: RUN_ID, kind: 'interrupted' }]);
    expect(artifactOf(place)).toMatchObject({
      timestamp_end: '2026-11-21T15:30:05.000Z',
      recovered: { torn_bytes: 6 },
    });
  });

  it('leaves a broken log as the evidence that it is, and a run that never began', () => {
    const place = placeIn(newFolder());
    const log = killedRun(place);
    const edited = readFileSync(log, 'utf8').replace('one small file', 'one tiny file');
    writeFileSync(log, edited);
    mkdirSync(runFolderOf(place.artifactsDir, 'gen_2'));
    appendFileSync(eventLogPathOf(place.artifactsDir, 'gen_2'), '{"v":1');
    expect(recoverUnfinished(place, later())).toEqual([{ runId: RUN_ID, kind: 'broken' }]);
    expect(readFileSync(log, 'utf8')).toBe(edited);
  });

  it.each([
    ['stand', 'after\n', 'applied', ['src/a.py']],
    ['were taken back', 'before\n', 'interrupted', []],
    ['were edited since', 'edited\n', 'applied', ['src/a.py']],
  ] as const)('says what became of written files that %s', (_, content, outcome, paths) => {
    const place = placeIn(newFolder());
    killedRun(place, [started(), ...modelEvents(RUN_ID)]);
    mkdirSync(dirname(join(place.root, 'src/a.py')), { recursive: true });
    writeFileSync(join(place.root, 'src/a.py'), content);
    expect(recoverUnfinished(place, later())).toEqual([{ runId: RUN_ID, kind: outcome }]);
    expect(artifactOf(place)).toMatchObject({ outcome, success: outcome === 'applied' });
    expect(artifactOf(place).file_modifications.map((file) => file.file_path)).toEqual(paths);
  });
});
