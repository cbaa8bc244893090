import { OuroborosError } from '../../domain/errors.ts';
import type { RefMove } from '../../domain/ports.ts';
import { linesOf, saidBy, type Repository } from './repository.ts';

/** A full ref name for a branch, or why it cannot be one. */
export async function branchRef(
  name: string,
  repository: Repository,
): Promise<{ readonly ref: string } | { readonly reason: string }> {
  const ref = `refs/heads/${name}`;
  const checked = await repository.ask(['check-ref-format', ref]);
  const isName = checked.kind === 'ended' && checked.exitCode === 0 && !name.startsWith('-');
  if (!isName || MEANS_ANOTHER.test(name)) return { reason: `${JSON.stringify(name)} cannot name a branch` };
  const other = await branchInTheWay(ref, repository);
  return other === null ? { ref } : { reason: `The branch ${other} stands in the way of one named ${name}` };
}

/** A branch cannot have the name of a folder of others: `main/x` beside `main`. */
async function branchInTheWay(ref: string, { git }: Repository): Promise<string | null> {
  const folders = ref.split('/').map((_, index, parts) => parts.slice(0, index).join('/'));
  const above = folders.slice(3);
  const args = ['for-each-ref', '--format=%(refname)', `${ref}/`, ...above];
  const found = linesOf(await git(args, 'look for branches in the way'));
  const other = found.find((one) => above.includes(one) || one.startsWith(`${ref}/`));
  return other?.replace('refs/heads/', '') ?? null;
}

/** Names that other commands of git would take for HEAD, for a ref by its whole name, or for a commit. */
const MEANS_ANOTHER = /^(?:@|(?:[A-Z]+_)?HEAD|refs\/.*|[\da-f]{40}|[\da-f]{64})$/;

/** Whether a commit is another one, or among what led to it. */
export async function isAncestor(commit: string, of: string, { ask }: Repository): Promise<boolean> {
  const answer = await ask(['merge-base', '--is-ancestor', commit, of]);
  return answer.kind === 'ended' && answer.exitCode === 0;
}

/** Every branch, remote ones too, that holds a commit. */
export async function refsWith(commit: string, { git }: Repository): Promise<readonly string[]> {
  const args = ['for-each-ref', '--format=%(refname)', `--contains=${commit}`, 'refs/heads', 'refs/remotes'];
  return linesOf(await git(args, 'find the branches with a commit'));
}

/**
 * Moves all of the refs in one transaction, or none.
 * @throws OuroborosError `environment` when one of them is elsewhere by now, or cannot be made
 */
export async function moveRefs(
  moves: readonly RefMove[],
  reason: string,
  { ask }: Repository,
): Promise<void> {
  const input = moves.map(({ ref, before, after }) => {
    const target = ref === 'HEAD' ? 'option no-deref\n' : '';
    if (after === null) return `${target}delete ${ref} ${before}\n`;
    return `${target}${before === null ? 'create' : 'update'} ${[ref, after, before].filter(Boolean).join(' ')}\n`;
  });
  const moved = await ask(['update-ref', '-m', `ouroboros: ${reason}`, '--stdin'], { input: input.join('') });
  if (moved.kind === 'ended' && moved.exitCode === 0) return;
  throw new OuroborosError('environment', `git could not move ${namesOf(moves)}: ${saidBy(moved)}`, {
    hint: 'Something else moved it meanwhile, or git is not allowed to. Run the command again.',
  });
}

function namesOf(moves: readonly RefMove[]): string {
  return moves.map(({ ref }) => ref.replace('refs/heads/', '')).join(', ');
}
