import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { readRun } from '../../src/provenance/read-run.ts';
import { recoverUnfinished } from '../../src/provenance/recover-unfinished.ts';
import { openRunStore } from '../../src/provenance/run-store.ts';
import type { RecordPlace } from '../../src/provenance/run-paths.ts';
import { scratchFolders } from '../support/scratch.ts';
import { placeIn, recordRun, tickingClock } from './sample-run.ts';

const newFolder = scratchFolders();
const CHILD = join(import.meta.dirname, 'record-in-child.ts');
const ALL = { limit: null, outcome: null, since: null };

function recordInChild(place: RecordPlace, prefix: string, count: number): ChildProcess {
  return spawn(process.execPath, [CHILD, place.root, prefix, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.on('close', (code) => resolve(code)));
}

describe('processes at the same time', () => {
  it('record their runs side by side while others list them', async () => {
    const place = placeIn(newFolder());
    recordRun(place, 'gen_1');
    const children = ['a', 'b', 'c'].map((prefix) => recordInChild(place, prefix, 8));
    const codes = Promise.all(children.map(ended));
    const isDone = codes.then(() => true);
    const stores = [await openRunStore(place), await openRunStore(place)];
    while (!(await Promise.race([isDone, sleep(20, false)]))) {
      for (const store of stores) expect(store.listRuns(ALL).unreadableCount).toBe(0);
    }
    expect(await codes).toEqual([0, 0, 0]);
    for (const store of stores) {
      const { runs } = store.listRuns(ALL);
      expect(runs).toHaveLength(25);
      expect(new Set(runs.map((run) => run.outcome))).toEqual(new Set(['applied']));
      for (const run of runs) expect(store.readRun(run.runId)).toMatchObject({ kind: 'run', problems: [] });
      store.close();
    }
  });

  it('may be killed at any moment: what was recorded until then is kept', async () => {
    const place = placeIn(newFolder());
    const prefixes = ['a', 'b', 'c', 'd'];
    await Promise.all(
      prefixes.map(async (prefix, index) => {
        const child = recordInChild(place, prefix, -2);
        const closed = ended(child);
        await new Promise((resolve) => child.stdout?.once('data', resolve));
        await sleep(index * 7);
        child.kill('SIGKILL');
        await closed;
      }),
    );
    const recovered = recoverUnfinished(place, tickingClock('2036-01-01T00:00:00.000Z'));
    expect(recovered.map(({ runId }) => runId).toSorted()).toEqual(prefixes.map((prefix) => `${prefix}_2`));
    for (const prefix of prefixes) {
      expect(readRun(place, `${prefix}_1`)).toMatchObject({ kind: 'run', problems: [], hasEnded: true });
      const killed = readRun(place, `${prefix}_2`);
      expect(killed).toMatchObject({ kind: 'run', problems: [], hasEnded: true });
      expect(killed.kind === 'run' && killed.artifact.notices.length).toBeGreaterThan(1);
    }
  });
});
