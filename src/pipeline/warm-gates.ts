import { createCandidate } from '../domain/candidate.ts';
import type { FileChange } from '../domain/patch.ts';
import type { RunContext } from './run-context.ts';

/**
 * Makes what a run calls while the model is at work: once, it has every gate judge the targets as they are, so that
 * the parsers are loaded when the reply comes. What they say of it does not matter.
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
  const changes: FileChange[] = [];
  for (const path of task.targets) {
    const bytes = await tree.read(path);
    if (bytes !== null) changes.push({ path, before: bytes, after: bytes, tolerances: [] });
  }
  for (const gate of gates) await gate.check(createCandidate(tree, changes), signal);
}
