import { OuroborosError } from '../../domain/errors.ts';
import type { VcsWriter } from '../../domain/ports.ts';
import { changeIndex, stagedPaths } from './index-entries.ts';
import { checkedOutRefs, readPlace, readRef } from './place.ts';
import { branchRef, isAncestor, moveRefs, refsWith } from './refs.ts';
import { repositoryAt, linesOf, saidBy, type Repository } from './repository.ts';
import { createGit, outputOf, type GitOptions, type GitResult } from './run-git.ts';
import { changesBetween, filtersOf, treeWith } from './write-tree.ts';

/** Beside what every git gets: who commits, and what signing and sending ask. */
const ALSO_PASSED_ON = [
  'GIT_AUTHOR_NAME',
  'GIT_AUTHOR_EMAIL',
  'GIT_COMMITTER_NAME',
  'GIT_COMMITTER_EMAIL',
  'EMAIL',
  'GNUPGHOME',
  'SSH_AUTH_SOCK',
  'GIT_SSH_COMMAND',
  'GIT_ASKPASS',
  'HTTPS_PROXY',
  'https_proxy',
];

/** A push waits for another machine. */
const TIMEOUT_MS = 120_000;

/** Writes to the repository of a work tree by the plumbing of git. */
export function createGitWriter(root: string, options: Pick<GitOptions, 'env'> = {}): VcsWriter {
  const run = createGit({ ...options, timeoutMs: TIMEOUT_MS, alsoPassOn: ALSO_PASSED_ON });
  const repository = repositoryAt(root, run);
  return {
    place: () => readPlace(repository),
    knowsAuthor: () => knowsAuthor(repository),
    branchRef: (name) => branchRef(name, repository),
    treeWith: (commit, files) => treeWith(commit, files, repository),
    staged: (paths) => stagedPaths(paths, repository),
    commit: (commit) => makeCommit(commit, repository),
    read: (ref) => readRef(ref, repository),
    isAncestor: (commit, of) => isAncestor(commit, of, repository),
    refsWith: (commit) => refsWith(commit, repository),
    checkedOut: () => checkedOutRefs(repository),
    changeIndex: (changes) => changeIndex(changes, repository),
    moveRefs: (moves, reason) => moveRefs(moves, reason, repository),
    changesBetween: (one, other) => changesBetween(one, other, repository),
    storedElsewhere: async (paths) =>
      [...(await filtersOf(paths, repository))].flatMap(([path, filter]) => (filter === 'lfs' ? [path] : [])),
    remoteOf: (ref) => remoteOf(ref, repository),
    push: (remote, ref) => push(remote, ref, repository),
  };
}

/** A name that git would make up from the machine's is none. */
async function knowsAuthor({ ask }: Repository): Promise<boolean> {
  const answers = await Promise.all(
    ['GIT_AUTHOR_IDENT', 'GIT_COMMITTER_IDENT'].map((name) =>
      ask(['-c', 'user.useConfigOnly=true', 'var', name]),
    ),
  );
  return answers.every((answer) => answer.kind === 'ended' && answer.exitCode === 0);
}

async function makeCommit(
  { tree, parent, message }: Parameters<VcsWriter['commit']>[0],
  { ask }: Repository,
): ReturnType<VcsWriter['commit']> {
  const wish = await ask(['config', '--type=bool', '--get', 'commit.gpgSign']);
  const isSigned = wish.kind === 'ended' && wish.stdout.toString().trim() === 'true';
  const args = ['-c', 'i18n.commitEncoding=UTF-8', 'commit-tree', tree, '-p', parent, '-F', '-'];
  const made = await ask([...args, ...(isSigned ? ['-S'] : [])], { input: message });
  if (isSigned && made.kind === 'ended' && made.exitCode > 0) throw unsigned(made);
  return { commit: outputOf(made, 'make the commit').toString().trim(), isSigned };
}

/** What is left to fail once the tree is there is the signature. */
function unsigned(made: GitResult): OuroborosError {
  return new OuroborosError('environment', `git could not sign the commit: ${saidBy(made)}.`, {
    hint: 'Set up user.signingKey and gpg.program, or switch commit.gpgSign off for this repository.',
  });
}

async function remoteOf(ref: string, { ask, git }: Repository): Promise<string | null> {
  const own = await ask(['config', '--get', `branch.${ref.replace('refs/heads/', '')}.remote`]);
  if (own.kind === 'ended' && own.exitCode === 0) return own.stdout.toString().trim();
  const remotes = linesOf(await git(['remote'], 'list the remotes'));
  return remotes.includes('origin') || remotes.length !== 1
    ? (remotes.find((name) => name === 'origin') ?? null)
    : (remotes[0] ?? null);
}

async function push(remote: string, ref: string, { ask }: Repository): Promise<void> {
  const sent = await ask(['push', '--quiet', '--end-of-options', remote, `${ref}:${ref}`]);
  if (sent.kind === 'ended' && sent.exitCode === 0) return;
  throw new OuroborosError('environment', `git could not push to ${remote}: ${saidBy(sent)}`);
}
