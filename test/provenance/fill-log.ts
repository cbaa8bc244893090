// Appends to the log named on the command line until that fails, and prints how far it came.
import { OuroborosError } from '../../src/domain/errors.ts';
import { createEventLog } from '../../src/provenance/event-log.ts';
import { started } from './sample-run.ts';

const clock = { now: () => new Date(), elapsedMs: () => 0 };
const log = createEventLog(process.argv[2] ?? '', { runId: 'gen_1', clock });
log.append(started());
let written = 1;
try {
  for (; written < 1000; written++) log.append({ type: 'notice.given', message: 'x'.repeat(300) });
} catch (error) {
  console.log(
    JSON.stringify({ written, error: error instanceof OuroborosError ? error.code : String(error) }),
  );
}
