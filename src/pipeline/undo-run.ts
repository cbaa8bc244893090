import { digestOf } from '../domain/digest.ts';
import { OuroborosError } from '../domain/errors.ts';
import { operationOf } from '../domain/patch.ts';
import type { RunRecord } from '../domain/run-record.ts';
import { countLines, unifiedDiff } from '../domain/unified-diff.ts';
import type { PlannedWrite } from '../safety/check-writes.ts';
import { planUndo, type UndoPlace } from '../safety/undo.ts';
import { endAs, type Ending } from './ending.ts';
import { refuse, writerOf, type Refusal } from './landing/check-landing.ts';
import { revertMessage } from './landing/commit-message.ts';
import { branchName, landHere } from './landing/land-here.ts';
import { planGitUndo, type GitUndo } from './landing/undo-git.ts';
import { runToEnd } from './record-run.ts';
import type { RunContext } from './run-context.ts';

export type UndoTask = {
  /** The run that is taken back: what it wrote, and what it did in git. */
  readonly parent: RunRecord;
  readonly place: UndoPlace;
  readonly approver: string;
  /** By a commit of its own, and not by taking the run's commit off its branch. */
  readonly isRevert: boolean;
};

/** Takes back what a run wrote: exactly its files, all or none, and only where they still are as the run left them. */
export async function undoRun(task: UndoTask, run: RunContext): Promise<RunRecord> {
  return runToEnd(run, async () => {
    const { parent } = task;
    const applied = parent.applied.map(({ value }) => value);
    const plan = await planUndo(applied, task.place);
    if (plan.kind === 'differs') throw differsError(parent.runId, plan.differences);
    const ending = task.isRevert ? await revert(plan.writes, task, run) : await undo(plan.writes, task, run);
    return ending.kind === 'refused' ? endAs('refused', ending.reason, ending.hint) : ending;
  });
}

async function undo(
  writes: readonly PlannedWrite[],
  task: UndoTask,
  run: RunContext,
): Promise<Ending | Refusal> {
  const { parent } = task;
  const git = await gitUndoOf(task, run);
  if (git.kind === 'refused') return git;
  if (writes.length === 0 && git.kind === 'unchanged')
    return endAs('unchanged', `Everything is already as it was before ${parent.runId}.`);
  for (const write of writes) await recordWrite(write, task, run);
  await writeBoth(writes, git, run);
  const done = [
    ...filesWords(writes).map((files) => `Restored ${files}.`),
    ...(git.kind === 'ready' ? refWords(git.moves) : []),
  ];
  return endAs('applied', done.join(' '), `To take this undo back: ouroboros undo ${run.record().runId}`);
}

/** Nothing of git is looked at for a run that did nothing there. */
async function gitUndoOf({ parent }: UndoTask, run: RunContext): Promise<GitUndo> {
  if (parent.git.moves.length === 0) return { kind: 'unchanged' };
  return planGitUndo(parent, writerOf(run.vcs, 'undo of a commit'));
}

async function writeBoth(
  writes: readonly PlannedWrite[],
  git: Exclude<GitUndo, Refusal>,
  run: RunContext,
): Promise<void> {
  if (git.kind === 'unchanged') return run.writer.write(writes, run);
  const vcs = writerOf(run.vcs, 'undo of a commit');
  const step = { vcs, moves: git.moves, purpose: 'undo', approver: 'undo' } as const;
  if (writes.length === 0 && git.index.length === 0) return run.writer.moveRefs(step, run);
  return run.writer.write(writes, run, { ...step, index: git.index });
}

/** Takes the files back, and commits that. */
async function revert(
  writes: readonly PlannedWrite[],
  task: UndoTask,
  run: RunContext,
): Promise<Ending | Refusal> {
  const { commit } = task.parent.git;
  if (commit === null || writes.length === 0)
    return refuse('There are no files to take back by a commit.', 'Leave --revert out.');
  for (const write of writes) await recordWrite(write, task, run);
  const files = await Promise.all(
    writes.map(async ({ path, after, mode }) => ({ path, before: await run.tree.read(path), after, mode })),
  );
  const message = revertMessage(commit.message, commit.commit);
  const vcs = writerOf(run.vcs, '--revert');
  const change = { files, writes, message, vcs, approver: 'undo --revert', purpose: 'commit' } as const;
  const landed = await landHere(change, run);
  if (landed.kind === 'refused') return landed;
  const where = landed.branch ?? 'HEAD';
  return endAs(
    'applied',
    `Restored ${filesWords(writes).join('')} by the commit ${landed.commit.slice(0, 10)} on ${where}.`,
  );
}

function filesWords(writes: readonly PlannedWrite[]): readonly string[] {
  if (writes.length === 0) return [];
  return [writes.length === 1 ? (writes[0]?.path ?? '') : `${writes.length} files`];
}

function refWords(moves: Extract<GitUndo, { kind: 'ready' }>['moves']): readonly string[] {
  return moves.map(({ ref, after }) => {
    const name = branchName(ref) ?? ref;
    return after === null ? `Deleted the branch ${name}.` : `${name} is at ${after.slice(0, 10)}.`;
  });
}

function differsError(
  runId: string,
  differences: readonly { readonly path: string; readonly reason: string }[],
): OuroborosError {
  const named = differences.map(({ path, reason }) => `${path}: ${reason}`).join('; ');
  return new OuroborosError('changed-on-disk', `${runId} cannot be undone exactly. ${named}.`, {
    hint: `Nothing was changed. The bytes from before the run are in its backups folder (ouroboros status --run-id ${runId}).`,
  });
}

async function recordWrite(
  write: PlannedWrite,
  { parent, approver }: UndoTask,
  run: RunContext,
): Promise<void> {
  const before = await run.tree.read(write.path);
  const change = { path: write.path, before, after: write.after };
  const lines = countLines(before, write.after);
  run.emit({
    type: 'patch.staged',
    path: write.path,
    operation: operationOf(change),
    engines: [],
    originalHash: write.before,
    modifiedHash: write.after === null ? null : digestOf(write.after),
    linesAdded: lines.added,
    linesRemoved: lines.removed,
    tolerances: [],
    valid: true,
    diffPath: run.files.storeDiff(write.path, unifiedDiff(write.path, before, write.after)),
  });
  run.emit({
    type: 'decision.made',
    path: write.path,
    decision: 'apply',
    decidedBy: 'person',
    approver,
    reason: `asked for by undo ${parent.runId}`,
  });
}
