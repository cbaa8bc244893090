import { digestOrNull, type FileChange } from '../domain/patch.ts';
import { OuroborosError } from '../domain/errors.ts';
import type { PatchRecord, RunRecord } from '../domain/run-record.ts';
import { doubtOfTests } from '../domain/test-doubts.ts';
import { planUndo, type UndoPlace } from '../safety/undo.ts';
import { checkCandidate, WHOLE_CHANGE } from './check-candidate.ts';
import { endAs, type Ending } from './ending.ts';
import { runToEnd } from './record-run.ts';
import type { RunContext } from './run-context.ts';
import { storedBytes, type StoredRun } from './stored-patches.ts';

/** Where the tests of a stored run find both sides of it. */
export type StoredTest = StoredRun & { readonly place: UndoPlace };

/** Runs the project's tests again on what a run stored or applied, and without it. Nothing is written. */
export async function testStored(stored: StoredTest, run: RunContext): Promise<RunRecord> {
  return runToEnd(run, async () => {
    const { applied } = stored.parent;
    const changes = applied.length === 0 ? await heldChanges(stored, run) : await appliedChanges(stored, run);
    const gates = run.gates.filter(({ id }) => id === 'tests');
    const { failure } = await checkCandidate(changes, WHOLE_CHANGE, { ...run, gates });
    return endingOf(failure?.verdict.summary ?? null, run);
  });
}

function endingOf(failure: string | null, run: RunContext): Ending {
  const { tests, testsSkipped } = run.record();
  if (failure !== null) return endAs('failed', failure, 'Nothing was changed.');
  const [skipped] = testsSkipped;
  if (skipped !== undefined || tests.length === 0)
    return endAs(
      'error',
      `The tests were not run: ${skipped?.reason ?? 'the gate is switched off'}.`,
      skipped?.hint ?? null,
    );
  const doubt = doubtOfTests({ tests });
  if (doubt !== null) return endAs('failed', `Tests are ${doubt}.`, 'Nothing was changed.');
  return endAs('unchanged', 'No test is worse with the change; nothing was written.');
}

/** What is stored, on the files that it was made from. */
async function heldChanges(stored: StoredTest, run: RunContext): Promise<readonly FileChange[]> {
  const load = async ({ staged }: PatchRecord): Promise<FileChange> => {
    const before = await run.tree.read(staged.path);
    if (digestOrNull(before) !== staged.originalHash) throw differs(staged.path);
    return { path: staged.path, before, after: storedBytes(staged, stored), tolerances: staged.tolerances };
  };
  return Promise.all(stored.parent.patches.map(load));
}

/** What is written already, against the backups of the run. */
async function appliedChanges(
  { parent, place }: StoredTest,
  run: RunContext,
): Promise<readonly FileChange[]> {
  const plan = await planUndo(
    parent.applied.map(({ value }) => value),
    place,
  );
  const [difference] = plan.differences;
  const gone = difference?.path ?? plan.alreadyBack[0];
  if (gone !== undefined) throw differs(gone);
  const load = async ({ path, after }: (typeof plan.writes)[number]): Promise<FileChange> => {
    return { path, before: after, after: await run.tree.read(path), tolerances: [] };
  };
  return Promise.all(plan.writes.map(load));
}

function differs(path: string): OuroborosError {
  return new OuroborosError('changed-on-disk', `${path} is no longer as the run found or left it.`, {
    hint: 'Run the task again: its tests are run on the files as they are now.',
  });
}
