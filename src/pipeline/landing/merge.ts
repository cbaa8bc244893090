import type { PlannedWrite } from '../../safety/check-writes.ts';
import { doubtOfTests } from '../../domain/test-doubts.ts';
import type { RunRecord } from '../../domain/run-record.ts';
import type { VcsPlace, VcsWriter } from '../../domain/ports.ts';
import type { LandingRun } from '../run-context.ts';
import { refuse, whyNotHere, type Refusal } from './check-landing.ts';
import { branchName, whyStaged } from './land-here.ts';
import type { OnBranch } from './land-on-branch.ts';

export type Merge = {
  readonly from: OnBranch;
  /** Null: what is checked out. */
  readonly into: string | null;
  /** What the files become where the branch is checked out. */
  readonly writes: readonly PlannedWrite[];
  readonly vcs: VcsWriter;
};

export type Merged = { readonly kind: 'merged'; readonly into: string };

/**
 * Fast-forwards a branch to the change, once the project's tests have passed on it. What is checked out gets the files
 * too, in one step with its branch.
 */
export async function mergeBranch(merge: Merge, run: LandingRun): Promise<Merged | Refusal> {
  const { from, vcs } = merge;
  const place = await vcs.place();
  const target = whyUntested(run.record()) ?? (await targetOf(merge, place));
  if (target.kind === 'refused') return refused(target, merge, run);
  const { ref } = target;
  const staged = ref === place.ref ? await whyStaged(from.changes, vcs) : null;
  if (staged !== null) return refused(staged, merge, run);
  const git = {
    vcs,
    moves: [{ ref, before: from.parent, after: from.commit }],
    purpose: 'merge',
    approver: '--merge, tests passed',
  } as const;
  if (ref === place.ref) await run.writer.write(merge.writes, run, { ...git, index: from.changes });
  else await run.writer.moveRefs(git, run);
  return { kind: 'merged', into: branchName(ref) ?? ref };
}

function refused(refusal: Refusal, { from, into }: Merge, run: LandingRun): Refusal {
  run.emit({ type: 'merge.refused', branch: from.branch, into, reason: refusal.reason });
  return refusal;
}

/** The last word of the gate counts: it judged the very files that were committed. */
function whyUntested({ gates, tests, testsSkipped: [skipped] }: RunRecord): Refusal | null {
  const doubt = doubtOfTests({ tests });
  if (doubt !== null)
    return refuse(`Tests of the project are ${doubt}.`, 'Look at it and merge it yourself.');
  if (skipped !== undefined)
    return refuse(
      `The project's tests were not run: ${skipped.reason}.`,
      'Look at it and merge it yourself.',
    );
  const last = gates.findLast(({ value }) => value.gate === 'tests')?.value;
  if (last === undefined)
    return refuse("The project's tests were not run on it.", 'Look at it and merge it yourself.');
  if (last.type === 'gate.passed') return null;
  return refuse(`The project's tests did not pass: ${last.summary}`, 'Look at it and merge it yourself.');
}

type Target = { readonly kind: 'target'; readonly ref: string } | Refusal;

async function targetOf({ from, into, vcs }: Merge, place: VcsPlace): Promise<Target> {
  const named = into === null ? { ref: place.ref } : await vcs.branchRef(into);
  if ('reason' in named) return refuse(`${named.reason}.`, 'Name the branch to merge into.');
  const { ref } = named;
  if (ref === 'HEAD') return refuse('HEAD is detached: it is on no branch.', 'Name one: --merge main.');
  const name = branchName(ref) ?? ref;
  const tip = await vcs.read(ref);
  if (tip === null) return refuse(`There is no branch ${name}.`, 'Name one that there is.');
  if (tip !== from.parent) return notForward(name, tip, { from, vcs });
  if (ref === place.ref) return whyNotHere(place, 'a merge') ?? { kind: 'target', ref };
  if (!(await vcs.checkedOut()).includes(ref)) return { kind: 'target', ref };
  return refuse(
    `${name} is checked out in another work tree.`,
    `Merge it there: git merge --ff-only ${from.branch}`,
  );
}

async function notForward(
  name: string,
  tip: string,
  { from, vcs }: Pick<Merge, 'from' | 'vcs'>,
): Promise<Refusal> {
  const isBehind = await vcs.isAncestor(tip, from.parent);
  const reason = isBehind
    ? `${name} is behind what the change was made on, and would get other commits along with it.`
    : `${name} has commits that the change was not made on: it cannot be fast-forwarded.`;
  return refuse(reason, `Look at it and merge it yourself: git merge ${from.branch}`);
}
