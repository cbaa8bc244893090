import type { GitRecord, RunRecord } from '../../domain/run-record.ts';
import type { IndexChange, RefMove, VcsPlace, VcsWriter } from '../../domain/ports.ts';
import { refuse, whyNotHere, type Refusal } from './check-landing.ts';
import { branchName, whyStaged } from './land-here.ts';

/** How to take back what a run did in git; `unchanged` where all of it is as it was before. */
export type GitUndo =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'ready'; readonly moves: readonly RefMove[]; readonly index: readonly IndexChange[] }
  | Refusal;

/**
 * Works out how refs and index go back to what they were. A ref that has moved on since, that others hold the commit
 * of, or that is checked out where the run did not write, is left alone, and so is everything then.
 */
export async function planGitUndo(parent: RunRecord, vcs: VcsWriter): Promise<GitUndo> {
  const wroteFiles = parent.applied.length > 0;
  const back = await stillOurs(backwards(parent.git), vcs);
  if (back.kind === 'refused') return withRevert(back, parent);
  if (back.moves.length === 0) return { kind: 'unchanged' };
  const place = await vcs.place();
  const refusal =
    (await whyCheckedOut(back.moves, { vcs, place, wroteFiles })) ??
    (wroteFiles ? whyNotHere(place, 'an undo') : null) ??
    (parent.start.kind === 'undo' ? null : await whyHeldElsewhere(back.moves, vcs));
  if (refusal !== null) return withRevert(refusal, parent);
  const index = wroteFiles ? await indexBack(back.moves, { vcs, place }) : [];
  return (await whyStaged(index, vcs)) ?? { kind: 'ready', moves: back.moves, index };
}

/** From where each ref is after the run to where it was before it. */
function backwards({ moves }: GitRecord): readonly RefMove[] {
  const net = new Map<string, RefMove>();
  for (const { value } of moves) {
    for (const { ref, before, after } of value.moves) {
      net.set(ref, { ref, before: after, after: net.get(ref)?.after ?? before });
    }
  }
  return [...net.values()];
}

/** Without those that are back already. */
async function stillOurs(
  moves: readonly RefMove[],
  vcs: VcsWriter,
): Promise<{ readonly kind: 'ours'; readonly moves: readonly RefMove[] } | Refusal> {
  const left: RefMove[] = [];
  for (const move of moves) {
    const now = await vcs.read(move.ref);
    if (now === move.after) continue;
    if (now !== move.before) return movedOn(move, now);
    left.push(move);
  }
  return { kind: 'ours', moves: left };
}

function movedOn({ ref, before }: RefMove, now: string | null): Refusal {
  const name = branchName(ref) ?? ref;
  const how = now === null ? 'is gone' : before === null ? 'is there again' : 'has moved on since the run';
  return refuse(`${name} ${how}, and was left alone.`, HOW_BY_HAND);
}

const HOW_BY_HAND = 'Nothing was changed. git log and git revert take a commit back by hand.';

async function whyCheckedOut(
  moves: readonly RefMove[],
  {
    vcs,
    place,
    wroteFiles,
  }: { readonly vcs: VcsWriter; readonly place: VcsPlace; readonly wroteFiles: boolean },
): Promise<Refusal | null> {
  if (wroteFiles && !moves.some(({ ref }) => ref === place.ref)) {
    const names = moves.map(({ ref }) => branchName(ref) ?? ref).join(', ');
    return refuse(`The run committed on ${names}, which is not what is checked out.`, `git switch ${names}`);
  }
  const used = await vcs.checkedOut();
  const taken = moves.find(({ ref }) => used.includes(ref) && !(wroteFiles && ref === place.ref));
  if (taken === undefined) return null;
  const name = branchName(taken.ref) ?? taken.ref;
  return refuse(`${name} is checked out, and was left alone.`, 'Check out another branch there first.');
}

/** A change that others have by now is not taken back by taking it off our branch. */
async function whyHeldElsewhere(moves: readonly RefMove[], vcs: VcsWriter): Promise<Refusal | null> {
  const ours = new Set(moves.map(({ ref }) => ref));
  const commits = new Set(moves.flatMap(({ before }) => before ?? []));
  for (const commit of commits) {
    const others = (await vcs.refsWith(commit)).filter((ref) => !ours.has(ref));
    if (others.length === 0) continue;
    const names = others.map((ref) => ref.replace(/^refs\/(?:heads|remotes)\//, '')).join(', ');
    return refuse(
      `${names} ${others.length === 1 ? 'has' : 'have'} the commit too.`,
      `git revert ${commit.slice(0, 10)}`,
    );
  }
  return null;
}

async function indexBack(
  moves: readonly RefMove[],
  { vcs, place }: { readonly vcs: VcsWriter; readonly place: VcsPlace },
): Promise<readonly IndexChange[]> {
  const own = moves.find(({ ref }) => ref === place.ref);
  if (own === undefined || own.before === null || own.after === null) return [];
  return vcs.changesBetween(own.before, own.after);
}

/** Where files were written, a second commit can still take them back. */
function withRevert(refusal: Refusal, parent: RunRecord): Refusal {
  if (parent.applied.length === 0 || parent.git.commit === null) return refusal;
  return refuse(refusal.reason, `To take it back by a new commit: ouroboros undo ${parent.runId} --revert`);
}
