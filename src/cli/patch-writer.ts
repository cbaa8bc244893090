import { setTimeout as wait } from 'node:timers/promises';
import { messageOf, OuroborosError } from '../domain/errors.ts';
import type { Clock } from '../domain/ports.ts';
import type { RunRecord } from '../domain/run-record.ts';
import type { GitWrite, PatchWriter, RunContext } from '../pipeline/run-context.ts';
import type { RecordPlace } from '../provenance/run-paths.ts';
import { applyWrites, type AppliedWrite, type ApplyPlace } from '../safety/apply.ts';
import { moveRefsSurely, type GitStep } from '../safety/git-step.ts';
import { acquireLock, type Lock } from '../safety/lock.ts';
import { planUndo, type UndoDifference } from '../safety/undo.ts';
import type { Project } from './project.ts';

/** Writing takes moments, so a lock that is held is worth waiting for. */
const LOCK_WAIT_MS = 5_000;
const LOCK_POLL_MS = 50;

/** The writer of a run: takes the lock, applies all or none, and reports each backup and file. */
export function createPatchWriter(project: Project, clock: Clock): PatchWriter {
  return {
    write: async (writes, run, git) => {
      using _lock = await waitForLock(project.root, run.record().runId, clock);
      await orTakenBack(run, () =>
        applyWrites(writes, placeOf(project, run, git === undefined ? null : stepOf(git, run))),
      );
    },
    moveRefs: async (git, run) => {
      using _lock = await waitForLock(project.root, run.record().runId, clock);
      const step = stepOf({ ...git, index: [] }, run);
      await orTakenBack(run, async () => {
        step.onReady();
        await moveRefsSurely(step);
      });
    },
    read: async (path) => (await project.workspace.read(path))?.bytes ?? null,
    takeBack: async (reason, run) => {
      const { runId, applied } = run.record();
      using _lock = await waitForLock(project.root, runId, clock);
      await putBack({ runId, applied: applied.map(({ value }) => value) }, project);
      run.emit({ type: 'changes.reverted', reason });
    },
  };
}

/**
 * Puts back what a run wrote, all or none. That is on record as the end of the change, and no change of its own. The
 * caller holds the lock.
 * @throws OuroborosError `changed-on-disk` when a file is no longer as the run left it: nothing is touched then
 */
export async function putBack(
  { runId, applied }: { readonly runId: string; readonly applied: readonly AppliedWrite[] },
  { root, artifactsDir }: RecordPlace,
): Promise<void> {
  const { differences, writes } = await planUndo(applied, { root, artifactsDir });
  const [difference] = differences;
  if (difference !== undefined) throw notTakenBack(difference);
  await applyWrites(writes, {
    root,
    artifactsDir,
    backupDir: `runs/${runId}/taken-back`,
    runId,
    signal: new AbortController().signal,
    git: null,
    onBackup: () => undefined,
    onApplied: () => undefined,
  });
}

type WriterRun = Pick<RunContext, 'emit' | 'record' | 'signal'>;

/** What failed has left everything as it was, and the record says so. */
async function orTakenBack(run: WriterRun, work: () => Promise<unknown>): Promise<void> {
  const movesBefore = run.record().git.moves.length;
  try {
    await work();
  } catch (error) {
    const reason = messageOf(error);
    if (run.record().applied.length > 0) run.emit({ type: 'changes.reverted', reason });
    if (run.record().git.moves.length > movesBefore) run.emit({ type: 'refs.kept', reason });
    throw error;
  }
}

function stepOf({ vcs, index, moves, purpose, approver }: GitWrite, run: WriterRun): GitStep {
  const change = { index: [...index], moves: [...moves] };
  return {
    change,
    vcs,
    reason: `${purpose} of ${run.record().runId}`,
    onReady: () => run.emit({ type: 'refs.moved', purpose, moves: change.moves, approver }),
  };
}

function notTakenBack({ path, reason }: UndoDifference): OuroborosError {
  return new OuroborosError('changed-on-disk', `The change cannot be taken back: ${path}: ${reason}.`, {
    hint: 'The bytes from before the run are in its backups folder.',
  });
}

function placeOf(project: Project, run: WriterRun, git: GitStep | null): ApplyPlace {
  const { runId } = run.record();
  return {
    root: project.root,
    artifactsDir: project.artifactsDir,
    backupDir: `runs/${runId}/backups`,
    runId,
    signal: run.signal,
    git,
    onBackup: (backup) => run.emit({ type: 'backup.made', ...backup }),
    onApplied: (change) =>
      run.emit({ type: 'change.applied', ...change, ...linesOf(run.record(), change.path) }),
  };
}

async function waitForLock(root: string, runId: string, clock: Clock): Promise<Lock> {
  const deadlineMs = clock.elapsedMs() + LOCK_WAIT_MS;
  for (;;) {
    try {
      return await acquireLock(root, { runId, now: clock.now() });
    } catch (error) {
      const isHeld = error instanceof OuroborosError && error.code === 'locked';
      if (!isHeld || clock.elapsedMs() >= deadlineMs) throw error;
      await wait(LOCK_POLL_MS);
    }
  }
}

function linesOf(
  record: RunRecord,
  path: string,
): { readonly linesAdded: number; readonly linesRemoved: number } {
  const staged = record.patches.find((patch) => patch.staged.path === path)?.staged;
  return { linesAdded: staged?.linesAdded ?? 0, linesRemoved: staged?.linesRemoved ?? 0 };
}
