import { OuroborosError } from '../domain/errors.ts';
import { recoverUnfinished, uncheckedChanges, unsettledMoves } from '../provenance/recover-unfinished.ts';
import { areRefsMoved } from '../safety/git-step.ts';
import { acquireLock, type Lock } from '../safety/lock.ts';
import { recoverInterrupted, type Recovery } from '../safety/recover.ts';
import type { RolledBackPath } from '../safety/roll-back.ts';
import { CLOCK } from './compose.ts';
import { putBack } from './patch-writer.ts';
import type { Project } from './project.ts';

/** What to tell the user of killed runs, and the runs whose changes went back only now. */
export type Recovered = { readonly messages: readonly string[]; readonly takenBack: readonly string[] };

/**
 * Before anything else a run puts right what a killed one left: files are restored from the journal, records ended.
 * While another process holds the lock it is at work and nothing needs recovery.
 */
export async function recoverProject(project: Project): Promise<Recovered> {
  const lock = await tryLock(project.root);
  if (lock === null) return { messages: [], takenBack: [] };
  using _held = lock;
  const recovery = await recoverInterrupted(project.root);
  const takenBack = await takeBackUnchecked(project);
  recoverUnfinished(project, CLOCK, await runsThatMovedRefs(project));
  const rolledBack = recovery.kind === 'rolled-back' ? [recovery.runId] : [];
  return {
    messages: [...messagesOf(recovery), ...takenBack.map(({ message }) => message)],
    takenBack: [...rolledBack, ...takenBack.flatMap(({ runId, isBack }) => (isBack ? [runId] : []))],
  };
}

function messagesOf(recovery: Recovery): readonly string[] {
  if (recovery.kind === 'nothing-to-do') return [];
  if (recovery.kind === 'was-final')
    return [`Run ${recovery.runId} had been interrupted after its last step; nothing had to be restored.`];
  return [whatWasRestored(recovery.runId, recovery.paths), ...recovery.paths.flatMap(whatWasLeft)];
}

type TakenBack = { readonly runId: string; readonly isBack: boolean; readonly message: string };

/** A change that was to stand only if its checks said so goes back where they did not end. */
async function takeBackUnchecked(project: Project): Promise<readonly TakenBack[]> {
  const all: TakenBack[] = [];
  for (const unchecked of uncheckedChanges(project)) {
    const { runId } = unchecked;
    const what = `Run ${runId} was interrupted before its last checks ended`;
    try {
      await putBack(unchecked, project);
      all.push({ runId, isBack: true, message: `${what}; its change was taken back.` });
    } catch (error) {
      if (!(error instanceof OuroborosError) || error.code !== 'changed-on-disk') throw error;
      all.push({ runId, isBack: false, message: `${what}. ${error.message}` });
    }
  }
  return all;
}

async function runsThatMovedRefs(project: Project): Promise<ReadonlySet<string>> {
  const moved = new Set<string>();
  const unsettled = unsettledMoves(project);
  if (unsettled.length === 0 || project.repository === null) return moved;
  const { createGitWriter } = await import('../safety/git/git-writer.ts');
  const vcs = createGitWriter(project.root);
  for (const { runId, moves } of unsettled) if (await areRefsMoved(moves, vcs)) moved.add(runId);
  return moved;
}

function whatWasRestored(runId: string, paths: readonly RolledBackPath[]): string {
  const restored = paths.flatMap((file) => (file.kind === 'restored' ? [file.path] : []));
  const how =
    restored.length === 0 ? 'none of its files had to be restored' : `restored: ${listed(restored)}`;
  return `The apply of run ${runId} had been interrupted; ${how}.`;
}

function whatWasLeft(file: RolledBackPath): readonly string[] {
  if (file.kind !== 'left-alone') return [];
  const backup =
    file.backup === null
      ? 'It was a new file of the run.'
      : `The bytes before the run are in ${file.backup}.`;
  return [`Not restored: ${file.path}, for ${file.reason}. ${backup}`];
}

function listed(paths: readonly string[]): string {
  const more = paths.length - MAX_NAMED;
  return more > 0 ? `${paths.slice(0, MAX_NAMED).join(', ')} and ${more} more` : paths.join(', ');
}

const MAX_NAMED = 5;

async function tryLock(root: string): Promise<Lock | null> {
  try {
    return await acquireLock(root, { runId: 'recovery', now: CLOCK.now() });
  } catch (error) {
    if (error instanceof OuroborosError && error.code === 'locked') return null;
    throw error;
  }
}
