import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { recoverInterrupted } from '../../src/safety/recover.ts';
import { inParallel as inFolders } from '../support/in-parallel.ts';
import { resetScenario } from '../support/kill-scenario.ts';
import { runChild } from '../support/run-child.ts';
import { scratchFolders } from '../support/scratch.ts';
import { readTree, type TreeState } from '../support/tree-state.ts';

const scratch = scratchFolders();

const inParallel = <C, T>(
  cases: readonly C[],
  run: (one: C, root: string) => Promise<T>,
): Promise<readonly T[]> => inFolders(cases, scratch, run);

/** Apply killed before one step, then recovery killed before these of its steps, then recovery left to end. */
type Case = { readonly applyKill: number; readonly recoverKills: readonly number[] };

describe('an apply that is killed', { timeout: 180_000 }, () => {
  let measured: Measured;
  beforeAll(async () => {
    measured = await measure();
  });

  it('leaves all-old or all-new at each of its steps, with recovery killed up to twice', async () => {
    const { old, fresh, steps, recoverySteps } = measured;
    const prepared = steps.indexOf('rename .ouroboros/journal/apply.json') + 1;
    const committed = steps.indexOf('unlink .ouroboros/journal/apply.json') + 1;
    const cases = steps.map((_, index): Case => {
      const applyKill = index + 1;
      if (applyKill <= prepared) return { applyKill, recoverKills: [] };
      const kills = [7, 11].map((stride) => 1 + ((index * stride) % recoverySteps.length));
      return { applyKill, recoverKills: applyKill % 3 === 0 ? kills : kills.slice(1) };
    });

    const trees = await inParallel(cases, runCase);

    expect(prepared).toBeGreaterThan(0);
    expect(trees).toEqual(cases.map(({ applyKill }) => (applyKill <= committed ? old : fresh)));
  });

  it('has the journal and all new bytes on the disk before it touches the first file', async () => {
    const { steps } = measured;
    const opened = steps.flatMap((step, index) => (step.startsWith('open ') ? [index] : []));
    const firstAfterBytes = opened.map((index) =>
      steps.slice(index + 1).find((step) => !['writeFile', 'chown', 'chmod'].includes(step)),
    );
    const journaled = steps.indexOf('rename .ouroboros/journal/apply.json');
    const touched = steps.indexOf('rename src/crlf.py');
    const staged = opened.filter((index) => index > journaled);

    expect(firstAfterBytes).toEqual(opened.map(() => 'sync'));
    expect(steps[journaled + 1]).toBe('sync');
    expect(staged).toHaveLength(5);
    expect(staged.every((index) => index < touched)).toBe(true);
  });

  it('is taken back with recovery killed at each of its steps', async () => {
    const { old, steps, recoverySteps } = measured;
    const applyKill = steps.indexOf('unlink .ouroboros/journal/apply.json') + 1;
    const interrupted = scratch();
    resetScenario(interrupted);
    await runChild('apply', interrupted, applyKill);

    const trees = await inParallel([...recoverySteps.keys()], async (index, folder) => {
      const root = join(folder, String(index));
      execFileSync('cp', ['-a', interrupted, root]);
      return finish(root, [index + 1]);
    });

    expect(trees).toEqual(recoverySteps.map(() => old));
  });
});

/** The two trees that may be seen, and the steps of an apply and of the recovery of one that had written everything. */
type Measured = {
  readonly old: TreeState;
  readonly fresh: TreeState;
  readonly steps: readonly string[];
  readonly recoverySteps: readonly string[];
};

async function measure(): Promise<Measured> {
  const root = scratch();
  resetScenario(root);
  const old = readTree(root);
  const whole = await runChild('apply', root);
  const fresh = readTree(root);
  const steps = whole.result?.steps ?? [];
  resetScenario(root);
  await runChild('apply', root, steps.indexOf('unlink .ouroboros/journal/apply.json') + 1);
  const recovery = await runChild('recover', root);
  return { old, fresh, steps, recoverySteps: recovery.result?.steps ?? [] };
}

async function runCase({ applyKill, recoverKills }: Case, root: string): Promise<TreeState> {
  resetScenario(root);
  const killed = await runChild('apply', root, applyKill);
  expect(killed.signal).toBe('SIGKILL');
  return finish(root, recoverKills);
}

async function finish(root: string, recoverKills: readonly number[]): Promise<TreeState> {
  for (const kill of recoverKills) await runChild('recover', root, kill);
  await recoverInterrupted(root);
  mkdirSync(join(root, '.ouroboros/journal'), { recursive: true });
  expect(readdirSync(join(root, '.ouroboros/journal'))).toEqual([]);
  return readTree(root);
}
