// Run as a child: applies or recovers the scenario, and kills itself with SIGKILL before the n-th call that changes the
// disk.
import { applyWrites } from '../../src/safety/apply.ts';
import { recoverInterrupted } from '../../src/safety/recover.ts';
import { countSteps } from './count-steps.ts';
import { LARGE_WRITES, placeIn, WRITES } from './kill-scenario.ts';

const [action = '', root = '', killAt = '0'] = process.argv.slice(2);
const steps = await countSteps(root, Number(killAt));

const error = await run().then(
  () => null,
  (thrown: { code?: string; message: string; hint?: string }) => ({
    code: thrown.code,
    message: thrown.message,
    hint: thrown.hint,
  }),
);
process.stdout.write(JSON.stringify({ steps, error }));

async function run(): Promise<unknown> {
  if (action === 'recover') return recoverInterrupted(root);
  return applyWrites(action === 'apply-large' ? LARGE_WRITES : WRITES, placeIn(root));
}
