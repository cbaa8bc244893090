import { setImmediate as nextTurn } from 'node:timers/promises';
import { createCandidate } from '../domain/candidate.ts';
import type { FileChange } from '../domain/patch.ts';
import type { RunContext } from './run-context.ts';

type WarmedRun = Pick<RunContext, 'gates' | 'tree' | 'task' | 'signal'>;

/**
 * Makes what a run calls while the model is at work: it has the gates judge the targets, each gate once, with a blank line
 * at their ends where that is quick, so that the parsers are loaded when the reply comes. What they say of it does not
 * matter. Once the model has answered it rests, until it is called with the next request.
 */
export function createWarmUp(run: WarmedRun): RunContext['warmUp'] {
  const steps = judgingTargets(run);
  let work = Promise.resolve();
  return (answered) => {
    work = work.then(() => takeSteps(steps, answered)).catch(() => undefined);
  };
}

async function takeSteps(steps: AsyncGenerator<void>, answered: AbortSignal): Promise<void> {
  while (!answered.aborted) {
    const { done } = await steps.next();
    if (done === true) return;
    // A reply that is there by now is not to wait.
    await nextTurn();
  }
}

async function* judgingTargets({ gates, tree, task, signal }: WarmedRun): AsyncGenerator<void> {
  const same: FileChange[] = [];
  for (const path of task.targets) {
    const bytes = await tree.read(path);
    if (bytes !== null) same.push({ path, before: bytes, after: bytes, tolerances: [] });
  }
  const longer = same.map((change) => ({ ...change, after: withBlankLine(change.before) }));
  for (const gate of gates) {
    // What judges a whole change may take long, and is only loaded.
    const changes = gate.judges === 'each-step' ? longer : same;
    await gate.check(createCandidate(tree, changes), signal);
    yield;
  }
  // What tells of each patch that passed.
  const { interfaceDifference } = await import('../codebase/interface/interface-difference.ts');
  for (const { path, before, after } of longer) {
    await interfaceDifference(path, before, after);
    yield;
  }
}

/** A text as it was makes nothing for most gates to look at. */
function withBlankLine(bytes: Uint8Array | null): Uint8Array {
  return Buffer.concat([bytes ?? Buffer.alloc(0), Buffer.from('\n')]);
}
