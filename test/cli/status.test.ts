import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runStatus, type StatusOptions } from '../../src/cli/commands/status.ts';
import type { Io } from '../../src/cli/io.ts';
import { displayWidth } from '../../src/cli/view/text-width.ts';
import { artifactSchema } from '../../src/provenance/artifact-schema.ts';
import { recoverUnfinished } from '../../src/provenance/recover-unfinished.ts';
import { createRecorder } from '../../src/provenance/recorder.ts';
import { artifactPathOf, eventLogPathOf, type RecordPlace } from '../../src/provenance/run-paths.ts';
import {
  applied,
  finished,
  modelEvents,
  placeIn,
  recordRun,
  started,
  tickingClock,
} from '../provenance/sample-run.ts';
import { capturedIo } from '../support/captured-io.ts';
import { scratchFolders } from '../support/scratch.ts';

const newFolder = scratchFolders();

async function status(
  place: RecordPlace,
  options: Partial<StatusOptions>,
  look: Partial<Pick<Io, 'isTerminal' | 'color' | 'columns'>> = {},
): Promise<string> {
  const io = capturedIo(place.root, look);
  expect(await runStatus({ latest: options.runId === undefined, json: false, ...options }, io)).toBe(0);
  return io.out();
}

function modelRun(): RecordPlace {
  const place = placeIn(newFolder());
  recordRun(place, 'gen_1');
  return place;
}

describe('status', () => {
  it('says what a run did, who let it, and where that is on record', async () => {
    const lines = (await status(modelRun(), { runId: 'gen_1' })).split('\n').map((line) => line.trim());
    const shown = [
      'Run gen_1',
      'Outcome    applied: Applied to src/a.py.',
      'generator  claude-x      4   3,600  2.5 s  $1.50  generating the patch, 1 step, 2 retries, 1 failed call, cache: 30 read, 15 written',
      'reasoner   -             0       0      -      -  skipped: one small file',
      'Safety checks: 1 passed, 2 failed',
      'syntax_validation  passed        3  1 file, no new syntax errors',
      "src/a.py:3:7: expected ':' (ruff)",
      'src/a.py  yes    0.25  applied  +3 -1  claude-x',
      'src/a.py: share-changed 0.15 (5 of 10 lines); retries 0.10 (2 retries)',
      'src/a.py  modify     +3 -1  sha256:9160d4be34c8  sha256:7b9a72466d39',
      'src/a.py as it was: artifacts/runs/gen_1/backups/src/a.py.before',
      'src/a.py: apply by policy (--auto-apply --max-risk 0.3): risk is at most 0.3 and every gate passed',
      'Record     artifacts/artifact_metadata_gen_1.json',
      'Undo       ouroboros undo gen_1',
    ];
    expect(lines.filter((line) => shown.includes(line))).toEqual(shown);
  });

  it('gives the artifact itself in JSON, with what only the place knows', async () => {
    const place = modelRun();
    const json = JSON.parse(await status(place, { json: true }));
    const artifact = JSON.parse(readFileSync(artifactPathOf(place.artifactsDir, 'gen_1'), 'utf8'));
    expect(json).toEqual({
      ...artifact,
      provenance_file: 'artifacts/artifact_metadata_gen_1.json',
      running: false,
      undone: false,
      undone_by: [],
      applied_by: [],
      problems: [],
    });
    expect(artifactSchema.safeParse(json).success).toBe(true);
    expect((await status(place, { format: 'ndjson' })).split('\n')).toHaveLength(1);
  });

  it('is Markdown with a table a part', async () => {
    const text = await status(modelRun(), { format: 'markdown' });
    expect(text).toMatch(/^## Run gen_1\n\n- \*\*Task\*\*: Convert Greeter\.greet to a function\n/);
    expect(text).toContain('\n| PHASE | MODEL | CALLS | TOKENS | TIME | COST | NOTES |\n');
  });

  it('has colours on a terminal only, and the same words without them', async () => {
    const place = modelRun();
    const plain = await status(place, {}, { isTerminal: true, columns: 90 });
    const colored = await status(place, {}, { isTerminal: true, columns: 90, color: true });
    expect(colored.replaceAll(/\u001b\[\d+m/g, '')).toBe(plain);
    expect(colored).not.toBe(plain);
    const tableLines = plain
      .split('\n')
      .filter((line) => !line.includes('artifacts/') && !line.startsWith('  src/a.py:'));
    expect(Math.max(...tableLines.map(displayWidth))).toBeLessThanOrEqual(90);
  });

  it('takes the newest run by --latest, and a run by the beginning of its id', async () => {
    const place = placeIn(newFolder());
    recordRun(place, 'gen_20261121_a', { start: '2026-11-21T10:00:00.000Z' });
    recordRun(place, 'gen_20261122_b', { start: '2026-11-22T10:00:00.000Z' });
    expect(await status(place, {})).toMatch(/^Run gen_20261122_b\n/);
    expect(await status(place, { runId: 'gen_20261121' })).toMatch(/^Run gen_20261121_a\n/);
  });

  it('says by what a run was undone, and offers no second undo', async () => {
    const place = placeIn(newFolder());
    recordRun(place, 'gen_1');
    const undo = [started({ kind: 'undo', parentRunId: 'gen_1' }), applied(), finished('gen_2')];
    recordRun(place, 'gen_2', { start: '2026-11-22T10:00:00.000Z', events: undo });
    const text = await status(place, { runId: 'gen_1' });
    expect(text).toMatch(/ {2}Undone by +gen_2$/m);
    expect(text).not.toContain('ouroboros undo gen_1');
    expect(await status(place, { runId: 'gen_2' })).toMatch(/ {2}Kind +undo of gen_1$/m);
  });

  it('offers to apply what is held', async () => {
    const place = placeIn(newFolder());
    const events = [started(), finished('gen_1', { outcome: 'held', exitCode: 4, hint: 'Look at it.' })];
    recordRun(place, 'gen_1', { events });
    const text = await status(place, {});
    expect(text).toMatch(/ {2}Next +Look at it\.$/m);
    expect(text).toMatch(/ {2}Apply +ouroboros apply gen_1$/m);
  });

  it('names the run that applied what was held, and offers it no more', async () => {
    const place = placeIn(newFolder());
    const hint = 'To apply them: ouroboros apply gen_1';
    recordRun(place, 'gen_1', {
      events: [started(), finished('gen_1', { outcome: 'held', exitCode: 4, hint })],
    });
    const apply = [started({ kind: 'apply', parentRunId: 'gen_1' }), applied(), finished('gen_2')];
    recordRun(place, 'gen_2', { start: '2026-11-22T10:00:00.000Z', events: apply });
    const text = await status(place, { runId: 'gen_1' });
    expect(text).toMatch(/ {2}Applied by +gen_2$/m);
    expect(text).not.toContain('ouroboros apply');
  });

  it('shows a run that is under way, and one that was killed', async () => {
    const place = placeIn(newFolder());
    const recorder = createRecorder({ ...place, runId: 'gen_1', clock: tickingClock() });
    recorder.emit(started());
    expect(await status(place, {})).toMatch(/ {2}Outcome +running$/m);
    recorder.close();
    expect(await status(place, {})).toMatch(
      / {2}Outcome +interrupted: The process ended before the run did\.$/m,
    );
  });

  it('says that a later start ended the record of a killed run', async () => {
    const place = placeIn(newFolder());
    recordRun(place, 'gen_1', { events: [started()] });
    appendFileSync(eventLogPathOf(place.artifactsDir, 'gen_1'), '{"v":1');
    recoverUnfinished(place, tickingClock('2026-11-22T10:00:00.000Z'));
    expect(await status(place, {})).toContain(
      '  Recovered  The run last wrote at 2026-11-21T15:30:00.000Z. A later start ended its record and cut 6 torn bytes off.',
    );
  });

  it('says what is wrong with a record, and shows what can be read', async () => {
    const place = modelRun();
    const log = eventLogPathOf(place.artifactsDir, 'gen_1');
    writeFileSync(log, readFileSync(log, 'utf8').replace('claude-x', 'claude-y'));
    const text = await status(place, {});
    expect(text).toContain('Problems with the record\n  the event log is broken in line 7');
    expect(text).toContain('claude-x');
  });

  it('cannot be made to print what a terminal obeys', async () => {
    const place = placeIn(newFolder());
    const events = modelEvents('gen_1').map((event) =>
      event.type === 'reply.rejected' ? { ...event, reason: '\u001b]0;title\u0007\u009b2Jbad\nline' } : event,
    );
    const start = started({ task: '\u001b[2Jcleared\u202e' });
    recordRun(place, 'gen_1', { events: [start, ...events, finished('gen_1')] });
    for (const format of ['table', 'markdown', 'json', 'ndjson'] as const) {
      expect(await status(place, { format })).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    }
  });

  it.each([
    [{ latest: false }, 'usage'],
    [{ latest: true, runId: 'gen_1' }, 'usage'],
    [{ latest: false, runId: 'gen_2' }, 'not-found'],
    [{ latest: false, runId: '../../etc' }, 'not-found'],
  ])('refuses %j as %s', async (options, code) => {
    const io = capturedIo(modelRun().root);
    await expect(runStatus({ json: false, ...options }, io)).rejects.toMatchObject({ code });
    expect(io.out()).toBe('');
  });

  it('names the nearest runs for one that is not there', async () => {
    const io = capturedIo(modelRun().root);
    await expect(runStatus({ json: false, latest: false, runId: 'gne_1' }, io)).rejects.toMatchObject({
      hint: 'Nearest: gen_1.',
    });
  });

  it('says that there are no runs', async () => {
    const io = capturedIo(placeIn(newFolder()).root);
    await expect(runStatus({ json: false, latest: true }, io)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('says that a record is too damaged to be read', async () => {
    const place = modelRun();
    writeFileSync(artifactPathOf(place.artifactsDir, 'gen_1'), '{');
    writeFileSync(eventLogPathOf(place.artifactsDir, 'gen_1'), 'noise\n');
    const io = capturedIo(place.root);
    await expect(runStatus({ json: false, latest: false, runId: 'gen_1' }, io)).rejects.toMatchObject({
      code: 'bad-file',
    });
  });
});
