import type { RepositoryState, Vcs } from '../domain/ports.ts';
import {
  createGit,
  endedBy,
  isOutsideWorkTree,
  outputOf,
  type GitOptions,
  type RunGit,
} from './git/run-git.ts';

/**
 * Version control by the `git` program, read only. It is called directly: importing simple-git and its first call cost
 * 26 ms here, a git process 3 ms, and `check-ignore` needs a stdin that simple-git does not give.
 */
export function createGitVcs(options: GitOptions = {}): Vcs {
  const run = createGit(options);
  return {
    describe: (folder) => describe(folder, run),
    listFiles: (root) => listFiles(root, ['--cached', '--others'], run),
    listUntracked: (root) => listFiles(root, ['--others'], run),
    ignored: (root, paths) => ignored(root, paths, run),
    changedSince: (root, commit) => changedSince(root, commit, run),
    renamedSince: (root, commit) => renamedSince(root, commit, run),
    readAt: (root, commit, path) => readAt(root, { commit, path }, run),
  };
}

/** Both processes run at once; without a repository the second one's answer is not looked at. */
async function describe(folder: string, run: RunGit): Promise<RepositoryState | null> {
  const [top, status] = await Promise.all([
    run(folder, ['rev-parse', '--show-toplevel']),
    run(folder, ['status', '--porcelain=v2', '--branch', '-z', '--ignore-submodules=dirty']),
  ]);
  if (top.kind === 'no-git' || isOutsideWorkTree(top)) return null;
  const root = outputOf(top, 'find the root of the repository')
    .toString()
    .replace(/\r?\n$/, '');
  const lines = outputOf(status, 'read the state of the repository').toString().split('\0');
  return { root, ...stateOf(lines) };
}

/** Reads the header lines of git's porcelain format, version 2; every other line is something that differs from HEAD. */
function stateOf(lines: readonly string[]): Omit<RepositoryState, 'root'> {
  const header = (name: string): string =>
    lines.find((line) => line.startsWith(`# ${name} `))?.slice(name.length + 3) ?? '';
  const head = header('branch.oid');
  const branch = header('branch.head');
  return {
    head: head === '' || head === '(initial)' ? null : head,
    branch: branch === '' || branch === '(detached)' ? null : branch,
    isDirty: lines.some((line) => line !== '' && !line.startsWith('# ')),
  };
}

async function listFiles(root: string, which: readonly string[], run: RunGit): Promise<readonly string[]> {
  const args = ['ls-files', '-z', ...which, '--exclude-standard'];
  const output = outputOf(await run(root, args), 'list the files of the repository');
  const listed = output.toString().split('\0').filter(Boolean);
  // A file in conflict is listed once for each side.
  return [...new Set(listed)];
}

/** Names that are not UTF-8 cannot be said in a record or a prompt, so they are left out. */
function namesIn(output: Buffer): readonly string[] {
  const names = output.toString().split('\0');
  const isReadable = (name: string): boolean => name !== '' && !name.includes('\uFFFD');
  return names.filter(isReadable);
}

async function ignored(root: string, paths: readonly string[], run: RunGit): Promise<ReadonlySet<string>> {
  if (paths.length === 0) return new Set();
  const result = await run(root, ['check-ignore', '-z', '--stdin'], { input: `${paths.join('\0')}\0` });
  if (result.kind === 'no-git' || result.exitCode === 1) return new Set();
  if (result.exitCode === 0) return new Set(namesIn(result.stdout));
  if (result.signal !== null) throw endedBy(result.signal, 'find what is ignored');
  // One path that git cannot judge (in a submodule, behind a link) makes it refuse all of them.
  if (paths.length === 1) return new Set();
  const single = await Promise.all(paths.map((path) => ignored(root, [path], run)));
  return new Set(single.flatMap((set) => [...set]));
}

const DIFF = ['diff', '-z', '--no-ext-diff', '--ignore-submodules=all'];

/** What is staged is asked for apart: the work tree can be as it was and the index not. */
async function changedSince(root: string, commit: string, run: RunGit): Promise<ReadonlySet<string> | null> {
  const action = 'find what has changed';
  const id = await commitId(root, commit, run);
  if (id === null) return null;
  const diff = [...DIFF, '--name-only', '--no-renames'];
  const lists = await Promise.all([
    run(root, [...diff, id, '--']),
    run(root, [...diff, '--cached', id, '--']),
    run(root, ['ls-files', '-z', '--others', '--exclude-standard']),
  ]);
  return new Set(lists.flatMap((list) => outputOf(list, action).toString().split('\0').filter(Boolean)));
}

async function renamedSince(root: string, commit: string, run: RunGit): Promise<ReadonlyMap<string, string>> {
  const id = await commitId(root, commit, run);
  if (id === null) return new Map();
  const list = await run(root, [...DIFF, '--name-status', '--find-renames', '--diff-filter=R', id, '--']);
  // Each is told by three fields: how alike the two are, the name before and that of now.
  const fields = outputOf(list, 'find what was renamed').toString().split('\0');
  const names = new Map<string, string>();
  for (let at = 0; at + 2 < fields.length; at += 3) names.set(fields[at + 2] ?? '', fields[at + 1] ?? '');
  return names;
}

/** Commits are named by their id from here on, so that a name like an option is none. Null where there is no such commit. */
async function commitId(root: string, commit: string, run: RunGit): Promise<string | null> {
  const named = await run(root, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${commit}^{commit}`,
  ]);
  if (named.kind === 'ended' && named.exitCode > 0 && !isOutsideWorkTree(named)) return null;
  return outputOf(named, 'find a commit').toString().trim();
}

async function readAt(
  root: string,
  { commit, path }: { readonly commit: string; readonly path: string },
  run: RunGit,
): Promise<Uint8Array | null> {
  const result = await run(root, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${commit}:${path}`,
  ]);
  if (result.kind === 'no-git' || result.exitCode !== 0) return null;
  const blob = await run(root, ['cat-file', 'blob', result.stdout.toString().trim()]);
  return blob.kind === 'ended' && blob.exitCode === 0 ? blob.stdout : null;
}
