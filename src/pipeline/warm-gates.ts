import { setImmediate as nextTurn } from 'node:timers/promises';
import { createCandidate } from '../domain/candidate.ts';
import type { FileChange } from '../domain/patch.ts';
import type { RunContext } from './run-context.ts';

/**
 * Makes what a run calls while the model is at work: once, it has the gates judge the targets, with a blank line
 * at their ends where that is quick, so that the parsers are loaded when the reply comes. What they say of it does not matter.
 */
export function createWarmUp(run: Pick<RunContext, 'gates' | 'tree' | 'task' | 'signal'>): () => void {
  let isWarm = false;
  return () => {
    if (isWarm) return;
    isWarm = true;
    judgeTargets(run).catch(() => undefined);
  };
}

async function judgeTargets({
  gates,
  tree,
  task,
  signal,
}: Parameters<typeof createWarmUp>[0]): Promise<void> {
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
    // A reply that is there by now is not to wait.
    await nextTurn();
  }
  // What tells of each patch that passed.
  const { interfaceDifference } = await import('../codebase/interface/interface-difference.ts');
  for (const { path, before, after } of longer) await interfaceDifference(path, before, after);
}

/** A text as it was makes nothing for most gates to look at. */
function withBlankLine(bytes: Uint8Array | null): Uint8Array {
  return Buffer.concat([bytes ?? Buffer.alloc(0), Buffer.from('\n')]);
}
