import * as fc from 'fast-check';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { foldEvents } from '../../src/domain/run-record.ts';
import { artifactText } from '../../src/provenance/artifact.ts';
import { artifactSchema } from '../../src/provenance/artifact-schema.ts';
import { deriveArtifact } from '../../src/provenance/derive-artifact.ts';
import { readEventLog } from '../../src/provenance/read-event-log.ts';
import { createRecorder } from '../../src/provenance/recorder.ts';
import { artifactPathOf, eventLogPathOf } from '../../src/provenance/run-paths.ts';
import { scratchFolders } from '../support/scratch.ts';
import { eventOf, innerEvents } from './event-arbitrary.ts';
import { finished, modelEvents, placeIn, recordRun, started, tickingClock } from './sample-run.ts';

const newFolder = scratchFolders();

describe('the recorder', () => {
  it('has, for any events, the record that its log gives when it is replayed, and the artifact to the byte', () => {
    const place = placeIn(newFolder());
    let number = 0;
    const anyRun = fc.tuple(eventOf('run.started'), innerEvents, eventOf('run.finished'));
    fc.assert(
      fc.property(anyRun, ([start, inner, end]) => {
        const runId = `gen_${++number}`;
        const recorder = recordRun(place, runId, { events: [start, ...inner, end] });
        const log = readEventLog(eventLogPathOf(place.artifactsDir, runId));
        if (log.kind !== 'intact') throw new Error(JSON.stringify(log));
        expect(foldEvents(log.events)).toEqual(recorder.record());
        expect(readFileSync(artifactPathOf(place.artifactsDir, runId), 'utf8')).toBe(
          artifactText(deriveArtifact(place, foldEvents(log.events), log)),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('writes an artifact that its schema accepts, for any events', () => {
    const place = placeIn(newFolder());
    let number = 0;
    fc.assert(
      fc.property(eventOf('run.started'), innerEvents, eventOf('run.finished'), (start, inner, end) => {
        const runId = `gen_${++number}`;
        recordRun(place, runId, { events: [start, ...inner, end] });
        const text = readFileSync(artifactPathOf(place.artifactsDir, runId), 'utf8');
        expect(artifactSchema.safeParse(JSON.parse(text)).error).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  });

  it('returns each event with the line that stands in the log', () => {
    const place = placeIn(newFolder());
    const recorder = createRecorder({ ...place, runId: 'gen_1', clock: tickingClock() });
    const { stamped, line } = recorder.emit(started());
    recorder.close();
    expect(stamped).toEqual({ seq: 0, ts: '2026-11-21T15:30:00.000Z', runId: 'gen_1', event: started() });
    expect(readFileSync(eventLogPathOf(place.artifactsDir, 'gen_1'), 'utf8')).toBe(`${line}\n`);
  });

  it('leaves nothing of itself behind but the records, which git ignores', () => {
    const place = placeIn(newFolder());
    recordRun(place, 'gen_1');
    expect(readdirSync(place.artifactsDir, { recursive: true }).map(String).toSorted()).toEqual([
      '.gitignore',
      'artifact_metadata_gen_1.json',
      'runs',
      'runs/gen_1',
      'runs/gen_1/events.ndjson',
    ]);
    expect(readFileSync(join(place.artifactsDir, '.gitignore'), 'utf8')).toBe('*\n');
  });

  it('leaves a folder that is there as it is, also without a .gitignore', () => {
    const place = placeIn(newFolder());
    mkdirSync(place.artifactsDir);
    recordRun(place, 'gen_1');
    expect(existsSync(join(place.artifactsDir, '.gitignore'))).toBe(false);
  });

  it('refuses to begin where the artifacts cannot be written', () => {
    const place = placeIn(newFolder());
    writeFileSync(place.artifactsDir, 'a file stands in the way');
    expect(() => createRecorder({ ...place, runId: 'gen_1', clock: tickingClock() })).toThrow(
      expect.objectContaining({ code: 'environment' }),
    );
    expect(readFileSync(place.artifactsDir, 'utf8')).toBe('a file stands in the way');
  });

  it.each(['../evil', '', '.', 'a/b', '-x', 'a'.repeat(101)])('refuses %j as the name of a run', (runId) => {
    const place = placeIn(newFolder());
    expect(() => createRecorder({ ...place, runId, clock: tickingClock() })).toThrow(
      expect.objectContaining({ code: 'usage' }),
    );
    expect(existsSync(place.artifactsDir)).toBe(false);
  });

  it('refuses a run that is on record already, and leaves its record alone', () => {
    const place = placeIn(newFolder());
    recordRun(place, 'gen_1');
    const before = readFileSync(eventLogPathOf(place.artifactsDir, 'gen_1'));
    expect(() => createRecorder({ ...place, runId: 'gen_1', clock: tickingClock() })).toThrow(
      expect.objectContaining({ code: 'environment' }),
    );
    expect(readFileSync(eventLogPathOf(place.artifactsDir, 'gen_1'))).toEqual(before);
  });

  it('takes run.started first and once, and nothing after run.finished', () => {
    const place = placeIn(newFolder());
    const recorder = createRecorder({ ...place, runId: 'gen_1', clock: tickingClock() });
    const notice = { type: 'notice.given', message: 'x' } as const;
    expect(() => recorder.record()).toThrow(RangeError);
    expect(() => recorder.emit(notice)).toThrow(RangeError);
    recorder.emit(started());
    expect(() => recorder.emit(started())).toThrow(RangeError);
    recorder.emit(finished('gen_1'));
    expect(() => recorder.emit(notice)).toThrow(RangeError);
    recorder.close();
    expect(readEventLog(eventLogPathOf(place.artifactsDir, 'gen_1'))).toMatchObject({
      kind: 'intact',
      count: 2,
    });
  });

  it('says so when the artifact cannot be written, and the log is whole', () => {
    const place = placeIn(newFolder());
    const recorder = createRecorder({ ...place, runId: 'gen_1', clock: tickingClock() });
    recorder.emit(started());
    for (const event of modelEvents('gen_1')) recorder.emit(event);
    mkdirSync(artifactPathOf(place.artifactsDir, 'gen_1'));
    expect(() => recorder.emit(finished('gen_1'))).toThrow(expect.objectContaining({ code: 'disk' }));
    recorder.close();
    expect(readEventLog(eventLogPathOf(place.artifactsDir, 'gen_1'))).toMatchObject({ kind: 'intact' });
    rmSync(artifactPathOf(place.artifactsDir, 'gen_1'), { recursive: true });
    expect(readdirSync(place.artifactsDir).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
