import type { Landing } from '../../domain/config.ts';
import { OuroborosError } from '../../domain/errors.ts';
import type { VcsPlace, VcsWriter } from '../../domain/ports.ts';
import { endAs, type Ending } from '../ending.ts';
import type { RunContext } from '../run-context.ts';

/** Why something was not done in git, and what the user can do. */
export type Refusal = { readonly kind: 'refused'; readonly reason: string; readonly hint: string };

/** Looks before any work is done whether the change could go where it shall; null where it could. @throws OuroborosError `no-git` */
export async function refusalOfLanding({ config, vcs }: RunContext): Promise<Ending | null> {
  const { landing } = config;
  if (landing.kind === 'work-tree') return null;
  const refusal = await whyNot(landing, writerOf(vcs, `--${landing.kind}`));
  return refusal === null ? null : endAs('refused', refusal.reason, refusal.hint);
}

/** The repository to write to. @throws OuroborosError `no-git` */
export function writerOf(vcs: VcsWriter | null, option: string): VcsWriter {
  if (vcs !== null) return vcs;
  throw new OuroborosError('no-git', `${option} needs a git work tree, and there is none here.`, {
    hint: `Leave ${option} out, and the files alone are changed; or run git init and commit what there is.`,
  });
}

/** Why a commit cannot go onto what is checked out, whatever it holds. */
export function whyNotHere({ ongoing, indexLock }: VcsPlace, doing: string): Refusal | null {
  if (ongoing !== null)
    return refuse(
      `${ongoing} is under way, and ${doing} would get into it.`,
      `End ${ongoing} first, or use --branch.`,
    );
  if (indexLock === null) return null;
  return refuse(
    `The index of git is locked: another git process is at work, or one was killed.`,
    `Wait for it; when there is none, remove ${indexLock}.`,
  );
}

export function refuse(reason: string, hint: string): Refusal {
  return { kind: 'refused', reason, hint };
}

async function whyNot(
  landing: Exclude<Landing, { readonly kind: 'work-tree' }>,
  vcs: VcsWriter,
): Promise<Refusal | null> {
  const place = await vcs.place();
  if (place.head === null)
    return refuse('There is no commit yet that a change could be put on.', FIRST_COMMIT);
  if (!(await vcs.knowsAuthor())) return refuse('git does not know in whose name to commit.', NAME_AUTHOR);
  if (landing.kind === 'commit') return whyNotHere(place, 'a commit');
  // The beginning of a name comes from the config, and must be able to become a whole one.
  return whyNotBranch(landing.name ?? `${landing.prefix}x`, vcs);
}

const FIRST_COMMIT = 'Make the first commit, or leave --branch, --commit and --merge out.';
const NAME_AUTHOR = 'git config user.name "…" and git config user.email "…" tell it.';

async function whyNotBranch(name: string, vcs: VcsWriter): Promise<Refusal | null> {
  const named = await vcs.branchRef(name);
  if ('reason' in named)
    return refuse(
      `${named.reason}.`,
      'Give another name; a task stands before --branch, or after -- at the end of the line.',
    );
  if ((await vcs.read(named.ref)) === null) return null;
  return refuse(`There is a branch ${name} already.`, 'Give another name, or none: one is made of the time.');
}
