import { messageOf, OuroborosError } from '../domain/errors.ts';
import type { VcsWriter } from '../domain/ports.ts';
import { fileError } from './disk.ts';
import { takeIndexBack } from './git-step.ts';
import { endJournal, type Journal } from './journal.ts';
import { rollBack, type RolledBackPath } from './roll-back.ts';

/** Takes back everything that a failed apply has written, and returns the error for its caller: what failed, and how the files are. */
export async function takeBack(
  root: string,
  journal: Journal,
  { error, vcs }: { readonly error: unknown; readonly vcs: VcsWriter | null },
): Promise<unknown> {
  const cause = fileError('apply the changes', error);
  try {
    const paths = await rollBack(root, journal);
    const failed = paths.filter((path) => path.kind === 'failed');
    if (failed.length > 0) return notTakenBack(cause, failed.map((path) => path.reason).join(' '));
    if (journal.git !== undefined && vcs !== null) await takeIndexBack(journal.git, vcs);
    await endJournal(root);
    return takenBack(cause, paths);
  } catch (second) {
    return notTakenBack(cause, messageOf(second));
  }
}

function takenBack(cause: unknown, paths: readonly RolledBackPath[]): unknown {
  if (!(cause instanceof OuroborosError)) return cause;
  const others = paths.flatMap((path) => (path.kind === 'left-alone' ? `${path.path}: ${path.reason}` : []));
  const kept =
    others.length === 0 ? '' : `, except what someone else changed meanwhile (${others.join('; ')})`;
  const hint = `All files are as they were before${kept}. ${cause.hint ?? ''}`.trimEnd();
  return new OuroborosError(cause.code, cause.message, { hint, cause: cause.cause });
}

function notTakenBack(cause: unknown, reason: string): OuroborosError {
  const message = `${messageOf(cause)} What was written so far could not be taken back: ${reason}`;
  return new OuroborosError('disk', message, {
    hint: 'Nothing is lost: put that right, and the next start restores every file from the backups of this run.',
    cause,
  });
}
