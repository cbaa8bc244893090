import { applyCommand } from '../../domain/apply-command.ts';
import type { Landing } from '../../domain/config.ts';
import type { Patch } from '../../domain/patch.ts';
import type { VcsWriter } from '../../domain/ports.ts';
import type { PlannedWrite } from '../../safety/check-writes.ts';
import { endAs, type Ending } from '../ending.ts';
import type { RunContext } from '../run-context.ts';
import { writerOf, type Refusal } from './check-landing.ts';
import { commitMessage } from './commit-message.ts';
import { landHere } from './land-here.ts';
import { landOnBranch, type OnBranch } from './land-on-branch.ts';
import { mergeBranch } from './merge.ts';
import { pushBranch } from './push.ts';

type GitLanding = Exclude<Landing, { readonly kind: 'work-tree' }>;

/** What is landed: decided patches, and the writes that they come to in the work tree. */
export type LandedPatches = { readonly patches: readonly Patch[]; readonly writes: readonly PlannedWrite[] };

/** Puts decided patches where the options say: on a branch of their own, or on what is checked out. */
export async function landPatches(
  change: LandedPatches,
  landing: GitLanding,
  run: RunContext,
): Promise<Ending> {
  const vcs = writerOf(run.vcs, `--${landing.kind}`);
  const message = commitMessage(run.record(), landing);
  return landing.kind === 'commit'
    ? commitHere(change, { landing, message, vcs }, run)
    : commitOnBranch(change, { landing, message, vcs }, run);
}

type How<L> = { readonly landing: L; readonly message: string; readonly vcs: VcsWriter };

async function commitHere(
  { patches, writes }: LandedPatches,
  { landing, message, vcs }: How<Extract<GitLanding, { kind: 'commit' }>>,
  run: RunContext,
): Promise<Ending> {
  const change = { files: patches, writes, message, approver: '--commit', purpose: 'commit', vcs } as const;
  const landed = await landHere(change, run);
  if (landed.kind === 'refused') return held(landed, run);
  const { branch, commit } = landed;
  const place = branch ?? 'HEAD, which is on no branch';
  const done = `Wrote ${countOf(patches)} and committed ${nounOf(patches)} as ${short(commit)} on ${place}.`;
  return afterPush({ done, next: undoHint(run), branch }, { landing, vcs }, run);
}

async function commitOnBranch(
  { patches, writes }: LandedPatches,
  { landing, message, vcs }: How<Extract<GitLanding, { kind: 'branch' }>>,
  run: RunContext,
): Promise<Ending> {
  const from = await landOnBranch(patches, { landing, message, vcs }, run);
  if (from.kind === 'refused') return held(from, run);
  const done = `Committed ${countOf(patches)} as ${short(from.commit)} on ${from.branch}`;
  const merge = landing.merge;
  const merged = merge === null ? null : await mergeBranch({ from, into: merge.into, writes, vcs }, run);
  if (merged?.kind === 'refused') return notMerged(done, from, merged);
  const next = merged === null ? `To get it: git merge ${from.branch}\n${undoHint(run)}` : undoHint(run);
  const words =
    merged === null ? '; what is checked out is as it was.' : `, and fast-forwarded ${merged.into} to it.`;
  return afterPush({ done: done + words, next, branch: merged?.into ?? from.branch }, { landing, vcs }, run);
}

/** What is told of a change that has landed, and the branch that is pushed on request. */
type Done = {
  readonly done: string;
  readonly next: string;
  readonly branch: string | null;
};

async function afterPush(
  { done, next, branch }: Done,
  { landing: { push }, vcs }: { readonly landing: GitLanding; readonly vcs: VcsWriter },
  run: RunContext,
): Promise<Ending> {
  const made = run.record().git.commit;
  if (push === null || made === null) return endAs('applied', done, next);
  const { commit, parent, paths } = made;
  const pushed = await pushBranch({ branch, commit, parent, paths, remote: push.remote, vcs }, run);
  return pushed.kind === 'pushed'
    ? endAs('applied', `${done} Pushed to ${pushed.remote}.`, next)
    : endAs('error', `${done} It was not pushed. ${pushed.reason}`, pushed.hint);
}

/** Nothing was written; the patches wait. */
function held({ reason, hint }: Refusal, run: RunContext): Ending {
  const { runId, start } = run.record();
  const again = applyCommand(start.parentRunId ?? runId, start.options.landing);
  return endAs('held', `Held: ${reason} Nothing was written.`, `${hint} Then: ${again}`);
}

function notMerged(done: string, { branch }: OnBranch, { reason, hint }: Refusal): Ending {
  const next = hint.includes('git merge') ? hint : `${hint} Then: git merge --ff-only ${branch}`;
  return endAs('held', `${done}, and did not merge it. ${reason}`, next);
}

function undoHint(run: RunContext): string {
  return `To take it back: ouroboros undo ${run.record().runId}`;
}

function countOf(patches: readonly Patch[]): string {
  return patches.length === 1 ? (patches[0]?.path ?? '') : `${patches.length} files`;
}

function nounOf(patches: readonly Patch[]): string {
  return patches.length === 1 ? 'it' : 'them';
}

function short(commit: string): string {
  return commit.slice(0, 10);
}
