import type { PlannedWrite } from '../../safety/check-writes.ts';
import type { VcsWriter } from '../../domain/ports.ts';
import type { LandingRun } from '../run-context.ts';
import { refuse, whyNotHere, type Refusal } from './check-landing.ts';
import { prepareCommit, type CommitFile } from './prepare-commit.ts';

/** What is to be written and committed on what is checked out. */
export type HereChange = {
  readonly files: readonly CommitFile[];
  readonly writes: readonly PlannedWrite[];
  readonly message: string;
  readonly approver: string;
  readonly purpose: 'commit' | 'undo';
  readonly vcs: VcsWriter;
};

/** A commit, and the branch that it is on; null where HEAD is on none. */
export type Landed = { readonly kind: 'landed'; readonly commit: string; readonly branch: string | null };

/** Writes the files and commits them, and nothing else, on what is checked out: both or neither. */
export async function landHere(change: HereChange, run: LandingRun): Promise<Landed | Refusal> {
  const { vcs, files, message, writes, purpose, approver } = change;
  const place = await vcs.place();
  const refusal = whyNotHere(place, 'a commit');
  if (refusal !== null) return refusal;
  const made = await prepareCommit(files, { message, vcs }, run);
  if (made.kind === 'refused') return made;
  const staged = await whyStaged(made.changes, vcs);
  if (staged !== null) return staged;
  const moves = [{ ref: place.ref, before: made.parent, after: made.commit }];
  await run.writer.write(writes, run, { vcs, index: made.changes, moves, purpose, approver });
  return { kind: 'landed', commit: made.commit, branch: branchName(place.ref) };
}

/** The user's own staged content of a path would be lost from the index. */
export async function whyStaged(
  changes: readonly { readonly path: string }[],
  vcs: VcsWriter,
): Promise<Refusal | null> {
  const [staged] = await vcs.staged(changes.map(({ path }) => path));
  if (staged === undefined) return null;
  return refuse(`${staged} has staged changes of yours.`, 'Commit or unstage them first.');
}

/** `main` for `refs/heads/main`; null for HEAD itself. */
export function branchName(ref: string): string | null {
  return ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : null;
}
