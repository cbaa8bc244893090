import { messageOf } from '../../domain/errors.ts';
import type { VcsWriter } from '../../domain/ports.ts';
import type { LandingRun } from '../run-context.ts';
import { refuse, type Refusal } from './check-landing.ts';

export type Push = {
  /** Null where the commit is on none. */
  readonly branch: string | null;
  readonly commit: string;
  readonly parent: string;
  readonly paths: readonly string[];
  /** Null: that of the current branch. */
  readonly remote: string | null;
  readonly vcs: VcsWriter;
};

export type Pushed = { readonly kind: 'pushed'; readonly remote: string };

/** Sends the branch with the change, and nothing else of the user's: what came before must be there already. */
export async function pushBranch(push: Push, run: LandingRun): Promise<Pushed | Refusal> {
  const { branch, commit, vcs } = push;
  const remote = push.remote ?? (await vcs.remoteOf((await vcs.place()).ref)) ?? null;
  if (remote === null) return refused(NO_REMOTE, push, run);
  if (branch === null) return refused(NO_BRANCH, { ...push, remote }, run);
  const refusal = await whyNotPush({ ...push, remote, branch });
  if (refusal !== null) return refused(refusal, { ...push, remote }, run);
  try {
    await vcs.push(remote, `refs/heads/${branch}`);
  } catch (error) {
    return refused(refuse(messageOf(error), `git push ${remote} ${branch}`), { ...push, remote }, run);
  }
  run.emit({ type: 'branch.pushed', remote, branch, commit, approver: '--push' });
  return { kind: 'pushed', remote };
}

const NO_BRANCH = refuse('The commit is on no branch.', 'Make one of it: git switch -c NAME');
const NO_REMOTE = refuse('There is no remote to push to.', 'Name one: --push origin.');

async function whyNotPush({
  remote,
  parent,
  branch,
  paths,
  vcs,
}: Push & { readonly remote: string; readonly branch: string }): Promise<Refusal | null> {
  const known = await vcs.refsWith(parent);
  if (!known.some((ref) => ref.startsWith(`refs/remotes/${remote}/`))) {
    return refuse(
      `${remote} does not have the commit that the change was made on, and a push would send yours along.`,
      `git push ${remote}, and then git push ${remote} ${branch}`,
    );
  }
  const [large] = await vcs.storedElsewhere(paths);
  if (large === undefined) return null;
  return refuse(
    `${large} is stored by Git LFS, which sends its files by a hook, and no hook is run here.`,
    `git push ${remote} ${branch}`,
  );
}

function refused(refusal: Refusal, { remote, branch }: Push, run: LandingRun): Refusal {
  run.emit({ type: 'push.refused', remote: remote ?? '', branch: branch ?? 'HEAD', reason: refusal.reason });
  return refusal;
}
