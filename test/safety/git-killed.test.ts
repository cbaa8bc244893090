import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runUndo } from '../../src/cli/commands/undo.ts';
import { openProject } from '../../src/cli/project.ts';
import { recoverProject } from '../../src/cli/recover.ts';
import { openRunStore } from '../../src/provenance/run-store.ts';
import { capturedIo } from '../support/captured-io.ts';
import { inParallel } from '../support/in-parallel.ts';
import { arrangeLanding, landingState, RUN_ID, type LandingState } from '../support/landing-scenario.ts';
import { runLanding } from '../support/run-child.ts';
import { scratchFolders } from '../support/scratch.ts';

const scratch = scratchFolders();

/** What is left of a killed run: which of the states was found, and whether its record says that something stands. */
type Found = { readonly state: string; readonly outcome: string | undefined };

describe('a landing in git that is killed', { timeout: 300_000 }, () => {
  it.each(['merge', 'commit'] as const)(
    'leaves files, index and branches all-old or all-new at each step of a %s, as its record says, and an undo brings all-old',
    async (how) => {
      const { old, folder } = arranged();
      const whole = copyOf(folder, scratch());
      const { steps } = (await runLanding(how, whole)).result ?? { steps: [] };
      const states = new Map([
        [JSON.stringify(old), 'old'],
        [JSON.stringify(landingState(whole)), 'new'],
        [JSON.stringify(branchOnly(old, landingState(whole))), 'branch'],
      ]);

      const found = await inParallel(killsOf(steps), scratch, async (killAt, place): Promise<Found> => {
        const root = copyOf(folder, place);
        expect((await runLanding(how, root, killAt)).signal).toBe('SIGKILL');
        await recoverProject(await openProject(root));
        const left = { state: stateOf(root, states), outcome: await outcomeOf(root) };
        if (left.outcome === 'applied') await undo(root);
        expect(landingState(root)).toEqual(old);
        return left;
      });

      expect(new Set(found.map(({ state }) => state))).toEqual(
        new Set(how === 'merge' ? ['old', 'branch', 'new'] : ['old', 'new']),
      );
      expect(found.filter(({ state, outcome }) => (state === 'old') === (outcome === 'applied'))).toEqual([]);
    },
  );

  it('leaves all of it or none at each step of an undo', async () => {
    const { old, folder } = arranged();
    await runLanding('merge', folder);
    const landed = landingState(folder);
    const { steps } = (await runLanding('undo', copyOf(folder, scratch()))).result ?? { steps: [] };
    const states = new Map([
      [JSON.stringify(old), 'old'],
      [JSON.stringify(landed), 'new'],
    ]);

    const found = await inParallel(killsOf(steps), scratch, async (killAt, place) => {
      const root = copyOf(folder, place);
      await runLanding('undo', root, killAt);
      await recoverProject(await openProject(root));
      const state = stateOf(root, states);
      if (state === 'new') await undo(root);
      expect(landingState(root)).toEqual(old);
      return state;
    });

    expect(new Set(found)).toEqual(new Set(['old', 'new']));
  });
});

function arranged(): { readonly old: LandingState; readonly folder: string } {
  const folder = scratch();
  arrangeLanding(folder);
  return { old: landingState(folder), folder };
}

/** One kill before each event, each call of git and each change of a name; the rest is the same for every apply. */
function killsOf(steps: readonly string[]): readonly number[] {
  return steps.flatMap((step, index) =>
    /^(?:event|git|rename|link|unlink|rmdir)/.test(step) ? [index + 1] : [],
  );
}

function copyOf(folder: string, place: string): string {
  const root = join(place, 'repository');
  rmSync(root, { recursive: true, force: true });
  execFileSync('cp', ['-a', folder, root]);
  return root;
}

/** The branch of the change is there, and nothing else. */
function branchOnly(old: LandingState, landed: LandingState): LandingState {
  const branch = landed.refs.split('\n').find((line) => line.startsWith('refs/heads/change '));
  return { ...old, refs: `${branch}\n${old.refs}` };
}

function stateOf(root: string, states: ReadonlyMap<string, string>): string {
  const state = landingState(root);
  return states.get(JSON.stringify(state)) ?? JSON.stringify(state, null, 2);
}

async function outcomeOf(root: string): Promise<string | undefined> {
  const store = await openRunStore(await openProject(root));
  const read = store.readRun(RUN_ID);
  store.close();
  return read.kind === 'run' ? read.record?.end?.outcome : undefined;
}

async function undo(root: string): Promise<void> {
  await runUndo({ runs: [RUN_ID], latest: false, revert: false, json: true }, capturedIo(root));
}
