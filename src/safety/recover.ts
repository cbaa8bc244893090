import { realpath } from 'node:fs/promises';
import { OuroborosError } from '../domain/errors.ts';
import type { VcsWriter } from '../domain/ports.ts';
import { during } from './disk.ts';
import { areRefsMoved, takeIndexBack } from './git-step.ts';
import { discardDraft, endJournal, readJournal, type Journal } from './journal.ts';
import { rollBack, type RolledBackPath } from './roll-back.ts';

/** What the next start found and did. `paths` has every file of the interrupted apply. */
export type Recovery =
  | { readonly kind: 'nothing-to-do' }
  /** Everything was done but for the last word: nothing was taken back. */
  | { readonly kind: 'was-final'; readonly runId: string }
  | { readonly kind: 'rolled-back'; readonly runId: string; readonly paths: readonly RolledBackPath[] };

/**
 * Takes back an apply that was killed, so that the tree is what it was before; what someone else changed since is left
 * alone and named. May itself be killed at any moment and run again. The caller holds the lock of the repository.
 * @throws OuroborosError `disk` or `environment` when a file could not be put back; the journal stays for another try.
 */
export async function recoverInterrupted(root: string): Promise<Recovery> {
  const realRoot = await during('read the work tree', () => realpath(root));
  const journal = await readJournal(realRoot);
  if (journal === null) {
    await during('clear the journal', () => discardDraft(realRoot));
    return { kind: 'nothing-to-do' };
  }
  const vcs = journal.git === undefined ? null : await writerFor(realRoot);
  if (vcs !== null && (await areRefsMoved(journal.git?.moves ?? [], vcs))) {
    await during('remove the journal', () => endJournal(realRoot));
    return { kind: 'was-final', runId: journal.runId };
  }
  const paths = await during(`take back run ${journal.runId}`, () => rollBack(realRoot, journal));
  const failed = paths.filter((path) => path.kind === 'failed');
  if (failed.length > 0) throw stillInterrupted(journal.runId, failed);
  if (vcs !== null) await takeIndexBackOf(journal, vcs);
  await during(`take back run ${journal.runId}`, () => endJournal(realRoot));
  return { kind: 'rolled-back', runId: journal.runId, paths };
}

/** Loaded where a journal speaks of git: most starts find no journal at all. */
async function writerFor(root: string): Promise<VcsWriter> {
  const { createGitWriter } = await import('./git/git-writer.ts');
  return createGitWriter(root);
}

async function takeIndexBackOf({ git }: Journal, vcs: VcsWriter): Promise<void> {
  if (git !== undefined) await takeIndexBack(git, vcs);
}

type FailedPath = Extract<RolledBackPath, { kind: 'failed' }>;

function stillInterrupted(runId: string, failed: readonly FailedPath[]): OuroborosError {
  const reasons = failed.map((file) => file.reason).join(' ');
  const backups = failed.flatMap((file) => file.backup ?? []).join(', ');
  return new OuroborosError(
    'environment',
    `Run ${runId} was interrupted and cannot be taken back: ${reasons}`,
    {
      hint: `Put that right and run the command again. The bytes before are in: ${backups || 'no backup; they were new files'}.`,
    },
  );
}
