import type { Landing } from '../../domain/config.ts';
import type { VcsWriter } from '../../domain/ports.ts';
import type { LandingRun } from '../run-context.ts';
import { refuse, type Refusal } from './check-landing.ts';
import { branchName } from './land-here.ts';
import { prepareCommit, type CommitFile, type Prepared } from './prepare-commit.ts';

/** A commit on a branch of its own, which nothing but its ref shows. */
export type OnBranch = Prepared & { readonly ref: string; readonly branch: string };

type BranchLanding = Extract<Landing, { readonly kind: 'branch' }>;

/** Puts the files onto a new branch. Checkout, index and work tree stay as they are. */
export async function landOnBranch(
  files: readonly CommitFile[],
  {
    landing,
    message,
    vcs,
  }: { readonly landing: BranchLanding; readonly message: string; readonly vcs: VcsWriter },
  run: LandingRun,
): Promise<OnBranch | Refusal> {
  const ref = await newRef(landing, vcs, run.record().runId);
  if (typeof ref !== 'string') return ref;
  const made = await prepareCommit(files, { message, vcs }, run);
  if (made.kind === 'refused') return made;
  const moves = [{ ref, before: null, after: made.commit }];
  await run.writer.moveRefs({ vcs, moves, purpose: 'branch', approver: '--branch' }, run);
  return { ...made, ref, branch: branchName(ref) ?? ref };
}

/** A second run in the same second takes its whole id. */
async function newRef(
  { name, prefix }: BranchLanding,
  vcs: VcsWriter,
  runId: string,
): Promise<string | Refusal> {
  const whole = runId.replace(/^gen_/, '');
  const names = name === null ? [prefix + whole.replace(/_[^_]*$/, ''), prefix + whole] : [name];
  for (const candidate of names) {
    const named = await vcs.branchRef(candidate);
    if ('reason' in named)
      return refuse(`${named.reason}.`, 'Give another name, or git.branchPrefix in the config.');
    if ((await vcs.read(named.ref)) === null) return named.ref;
  }
  return refuse(`There is a branch ${names.at(-1)} already.`, 'Give another name, or none.');
}
