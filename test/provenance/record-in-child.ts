// record-in-child.ts ROOT PREFIX COUNT: records so many runs and finds each in the list; a negative count leaves the last one
// without an end and goes on with it until the process is killed.
import { join } from 'node:path';
import { openRunStore } from '../../src/provenance/run-store.ts';
import { createRecorder, type Recorder } from '../../src/provenance/recorder.ts';
import { finished, modelEvents, started } from './sample-run.ts';

const [root = '', prefix = '', countText = '0'] = process.argv.slice(2);
const count = Number(countText);
const place = { root, artifactsDir: join(root, 'artifacts') };
const clock = { now: () => new Date(), elapsedMs: () => performance.now() };

for (let number = 1; number <= Math.abs(count); number++) {
  const runId = `${prefix}_${number}`;
  const recorder = createRecorder({ ...place, runId, clock });
  recorder.emit(started());
  for (const event of modelEvents(runId)) recorder.emit(event);
  if (number === -count) goOn(recorder);
  recorder.emit(finished(runId));
  recorder.close();
  const store = await openRunStore(place);
  if (store.findRun(runId).kind !== 'found') throw new Error(`${runId} is not listed.`);
  store.close();
}

function goOn(recorder: Recorder): never {
  for (;;) {
    recorder.emit({ type: 'notice.given', message: 'x'.repeat(20_000) });
    process.stdout.write('.');
  }
}
