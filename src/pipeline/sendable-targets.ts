import { whyNeverSent } from '../codebase/sensitive-files.ts';
import { OuroborosError } from '../domain/errors.ts';
import type { RunContext } from './run-context.ts';

/** The targets of a run that a model may be shown, and those that it may not, with the reason as a clause. */
export type SendableTargets = {
  readonly sendable: readonly string[];
  readonly withheld: readonly { readonly path: string; readonly reason: string }[];
};

/**
 * Parts the targets by what may leave the machine. A file of credentials is sent only when the user named it and says so.
 * @throws OuroborosError `bad-file` when nothing is left.
 */
export async function sendableTargets(run: RunContext): Promise<SendableTargets> {
  const sendable: string[] = [];
  const withheld: { path: string; reason: string }[] = [];
  const known = new Set(await run.tree.list());
  const ignored = new Set(run.task.targets.filter((path) => !known.has(path)));
  for (const path of run.task.targets) {
    const reason = whyNeverSent(path, ignored);
    if (reason === null || (await isConfirmed(path, reason, run))) sendable.push(path);
    else withheld.push({ path, reason });
  }
  if (sendable.length === 0) {
    const named = withheld.map((file) => `${file.path} (${file.reason})`).join(', ');
    throw new OuroborosError('bad-file', `Nothing may be sent to the model: ${named}.`, {
      hint: 'Name the file itself with -t and confirm with --yes if it may be sent.',
    });
  }
  return { sendable, withheld };
}

async function isConfirmed(path: string, reason: string, run: RunContext): Promise<boolean> {
  if (!run.task.namedTargets.includes(path)) return false;
  if (run.assumesYes) return true;
  return (
    (await run.approval?.confirm(`${path} is never sent to a model by itself: ${reason}. Send it?`)) ?? false
  );
}
