// Run as a child: lands a change in git, or undoes it, and kills itself with SIGKILL before the n-th step: a call that
// changes the disk, an event of the record, a call of git that changes the repository.
import { runUndo } from '../../src/cli/commands/undo.ts';
import { capturedIo } from './captured-io.ts';
import { countGitAndEvents, countSteps } from './count-steps.ts';
import { land, RUN_ID } from './landing-scenario.ts';

const [action = '', root = '', killAt = '0'] = process.argv.slice(2);
const steps = await countSteps(root, Number(killAt));
countGitAndEvents(steps, Number(killAt));
if (action === 'undo')
  await runUndo({ runs: [RUN_ID], latest: false, revert: false, json: true }, capturedIo(root));
else await land(root, action === 'merge' ? 'merge' : 'commit');
process.stdout.write(JSON.stringify({ steps, error: null }));
