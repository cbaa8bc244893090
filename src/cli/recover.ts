import { OuroborosError } from '../domain/errors.ts';
import { recoverUnfinished } from '../provenance/recover-unfinished.ts';
import { acquireLock, type Lock } from '../safety/lock.ts';
import { recoverInterrupted } from '../safety/recover.ts';
import { CLOCK } from './compose.ts';
import type { Project } from './project.ts';

/**
 * Before anything else a run puts right what a killed one left: files are restored from the journal, records ended.
 * While another process holds the lock it is at work and nothing needs recovery. Returns what to tell the user.
 */
export async function recoverProject(project: Project): Promise<readonly string[]> {
  const lock = await tryLock(project.root);
  if (lock === null) return [];
  using _held = lock;
  const recovery = await recoverInterrupted(project.root);
  recoverUnfinished(project, CLOCK);
  if (recovery.kind === 'nothing-to-do') return [];
  const files = recovery.paths.map((file) => file.path).join(', ');
  return [`The apply of run ${recovery.runId} had been interrupted; its files were restored: ${files}.`];
}

async function tryLock(root: string): Promise<Lock | null> {
  try {
    return await acquireLock(root, { runId: 'recovery', now: CLOCK.now() });
  } catch (error) {
    if (error instanceof OuroborosError && error.code === 'locked') return null;
    throw error;
  }
}
