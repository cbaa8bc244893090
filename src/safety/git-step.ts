import { OuroborosError } from '../domain/errors.ts';
import type { RefMove, VcsWriter } from '../domain/ports.ts';
import type { GitChange } from './journal.ts';

/** What changes in git together with files, and by whom it is done. */
export type GitStep = {
  readonly change: GitChange;
  /** For git's own log of the refs. */
  readonly reason: string;
  readonly vcs: VcsWriter;
  /** Called when all but the refs is done: it puts on record that they are about to be moved. */
  readonly onReady: () => void;
};

/**
 * Changes the index, then the refs in one transaction: that makes the change final.
 * @throws OuroborosError when either cannot be done; the refs are then as they were
 */
export async function takeGitStep({ change, reason, vcs, onReady }: GitStep): Promise<void> {
  const [other] = await vcs.changeIndex(change.index);
  if (other !== undefined) {
    throw new OuroborosError('changed-on-disk', `${other} was staged while the change was being written.`, {
      hint: 'Run the command again.',
    });
  }
  onReady();
  await moveRefsSurely({ change, reason, vcs });
}

/** Moves refs; a git that was stopped on its way may have moved them all the same. */
export async function moveRefsSurely({ change, reason, vcs }: Omit<GitStep, 'onReady'>): Promise<void> {
  try {
    await vcs.moveRefs(change.moves, reason);
  } catch (error) {
    if (!(await areRefsMoved(change.moves, vcs))) throw error;
  }
}

/** Whether all refs are where the moves lead, or further on from there. */
export async function areRefsMoved(
  moves: readonly RefMove[],
  vcs: Pick<VcsWriter, 'read' | 'isAncestor'>,
): Promise<boolean> {
  for (const { ref, before, after } of moves) {
    const now = await vcs.read(ref);
    if (now === after) continue;
    if (now === before || after === null || now === null) return false;
    if (!(await vcs.isAncestor(after, now))) return false;
  }
  return true;
}

/** Gives the index back the entries that it had; what someone else staged since stays. */
export async function takeIndexBack(
  { index }: GitChange,
  vcs: Pick<VcsWriter, 'changeIndex'>,
): Promise<void> {
  await vcs.changeIndex(index.map(({ path, before, after }) => ({ path, before: after, after: before })));
}
