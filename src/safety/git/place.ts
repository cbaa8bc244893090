import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { VcsPlace } from '../../domain/ports.ts';
import { linesOf, type Repository } from './repository.ts';

/** Where commits can go now. */
export async function readPlace(repository: Repository): Promise<VcsPlace> {
  const [folder, head, ref] = await Promise.all([
    gitFolder(repository),
    readRef('HEAD', repository),
    repository.ask(['symbolic-ref', '--quiet', 'HEAD']),
  ]);
  const lock = join(folder, 'index.lock');
  return {
    head,
    ref: ref.kind === 'ended' && ref.exitCode === 0 ? ref.stdout.toString().trim() : 'HEAD',
    ongoing: ONGOING.find(([name]) => existsSync(join(folder, name)))?.[1] ?? null,
    indexLock: existsSync(lock) ? lock : null,
  };
}

/** What git leaves in its folder while something is under way, and the word for it. */
const ONGOING = [
  ['MERGE_HEAD', 'a merge'],
  ['rebase-merge', 'a rebase'],
  ['rebase-apply', 'a rebase'],
  ['CHERRY_PICK_HEAD', 'a cherry-pick'],
  ['REVERT_HEAD', 'a revert'],
  ['sequencer', 'a cherry-pick or a revert'],
  ['BISECT_LOG', 'a bisect'],
] as const;

/** The folder of this work tree's own index and HEAD, absolute. */
export async function gitFolder({ git }: Repository): Promise<string> {
  return (await git(['rev-parse', '--absolute-git-dir'], 'find its folder')).replace(/\r?\n$/, '');
}

/** The commit that a ref leads to, or null. */
export async function readRef(ref: string, { ask }: Repository): Promise<string | null> {
  const found = await ask(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  return found.kind === 'ended' && found.exitCode === 0 ? found.stdout.toString().trim() : null;
}

/** The branches that a work tree of this repository has checked out. */
export async function checkedOutRefs({ git }: Repository): Promise<readonly string[]> {
  const list = await git(['worktree', 'list', '--porcelain'], 'list the work trees');
  return linesOf(list).flatMap((line) => (line.startsWith('branch ') ? [line.slice('branch '.length)] : []));
}
