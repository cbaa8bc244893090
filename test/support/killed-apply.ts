import { expect } from 'vitest';
import { resetScenario } from './kill-scenario.ts';
import { runChild } from './run-child.ts';

/** Lays out the scenario in a folder and kills an apply there right before it removes its journal: all is written, nothing final. */
export async function killBeforeCommit(root: string): Promise<void> {
  resetScenario(root);
  const whole = await runChild('apply', root);
  const commit = whole.result?.steps.indexOf('unlink .ouroboros/journal/apply.json') ?? 0;
  resetScenario(root);
  const killed = await runChild('apply', root, commit + 1);
  expect(killed.signal).toBe('SIGKILL');
}
