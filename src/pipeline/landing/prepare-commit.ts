import type { IndexChange, VcsWriter } from '../../domain/ports.ts';
import type { RunContext } from '../run-context.ts';
import { refuse, type Refusal } from './check-landing.ts';

/** A file as a commit is to take it from HEAD; null bytes stand for no file. */
export type CommitFile = {
  readonly path: string;
  readonly before: Uint8Array | null;
  readonly after: Uint8Array | null;
  readonly mode?: number | undefined;
};

/** A commit that no ref leads to yet. */
export type Prepared = {
  readonly kind: 'prepared';
  readonly commit: string;
  readonly parent: string;
  readonly changes: readonly IndexChange[];
};

/**
 * Makes a commit on HEAD of exactly the difference between the two sides of each file. What a file holds beside that
 * and is not committed would go along, so it is refused.
 */
export async function prepareCommit(
  files: readonly CommitFile[],
  { message, vcs }: { readonly message: string; readonly vcs: VcsWriter },
  run: Pick<RunContext, 'emit'>,
): Promise<Prepared | Refusal> {
  const { head } = await vcs.place();
  if (head === null) return refuse('There is no commit yet.', 'Make the first one.');
  const base = await vcs.treeWith(
    head,
    files.map(({ path, before }) => ({ path, bytes: before })),
  );
  if (base.kind === 'refused') return notStored(base.reason);
  if (base.changes.length > 0) return notCommitted(base.changes.map(({ path }) => path));
  const made = await vcs.treeWith(
    head,
    files.map(({ path, after, mode }) => ({ path, bytes: after, mode })),
  );
  if (made.kind === 'refused') return notStored(made.reason);
  if (made.changes.length === 0)
    return refuse('As git stores the files, nothing has changed.', 'There is nothing to commit.');
  const { commit, isSigned } = await vcs.commit({ tree: made.tree, parent: head, message });
  const paths = made.changes.map(({ path }) => path);
  run.emit({ type: 'commit.made', commit, parent: head, message, paths, isSigned });
  return { kind: 'prepared', commit, parent: head, changes: made.changes };
}

function notStored(reason: string): Refusal {
  return refuse(
    `The change cannot be committed: ${reason}.`,
    'Put that right, or apply it without a commit.',
  );
}

/** The paths that a commit would take more from than the change. */
function notCommitted(paths: readonly string[]): Refusal {
  const [first = '', ...rest] = paths;
  const named = rest.length === 0 ? first : `${first} and ${rest.length} more`;
  const verb = rest.length === 0 ? 'is' : 'are';
  return refuse(
    `${named} ${verb} not as in the last commit, and a commit would take that along.`,
    'Commit or put aside what is yours there first.',
  );
}
