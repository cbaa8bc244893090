import { spawn } from 'node:child_process';
import { messageOf, OuroborosError, systemCodeOf } from '../domain/errors.ts';
import type { RepositoryState, Vcs } from '../domain/ports.ts';

/** `env` is looked at for a few harmless names only; `timeoutMs` bounds every single git process. */
export type GitOptions = {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs?: number;
};

/**
 * Version control by the `git` program, read only. It is called directly: importing simple-git and its first call cost
 * 26 ms here, a git process 3 ms, and `check-ignore` needs a stdin that simple-git does not give.
 */
export function createGitVcs({ env = process.env, timeoutMs = 30_000 }: GitOptions = {}): Vcs {
  const context = { env: gitEnvironment(env), timeoutMs };
  const run = (folder: string, args: readonly string[], input = ''): Promise<GitResult> =>
    runGit({ folder, args, input }, context);
  return {
    describe: (folder) => describe(folder, run),
    listFiles: (root) => listFiles(root, run),
    ignored: (root, paths) => ignored(root, paths, run),
    changedSince: (root, commit) => changedSince(root, commit, run),
    readAt: (root, commit, path) => readAt(root, { commit, path }, run),
  };
}

type GitResult =
  | {
      readonly kind: 'ended';
      readonly exitCode: number;
      /** The signal that ended it, if one did. */
      readonly signal: NodeJS.Signals | null;
      readonly stdout: Buffer;
      readonly stderr: string;
    }
  | { readonly kind: 'no-git' };

type RunGit = (folder: string, args: readonly string[], input?: string) => Promise<GitResult>;

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

function isOutsideWorkTree({ exitCode, stderr }: Extract<GitResult, { kind: 'ended' }>): boolean {
  return exitCode !== 0 && /not a git repository|must be run in a work tree/i.test(stderr);
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

async function listFiles(root: string, run: RunGit): Promise<readonly string[]> {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
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
  const result = await run(root, ['check-ignore', '-z', '--stdin'], `${paths.join('\0')}\0`);
  if (result.kind === 'no-git' || result.exitCode === 1) return new Set();
  if (result.exitCode === 0) return new Set(namesIn(result.stdout));
  if (result.signal !== null) throw endedBy(result.signal, 'find what is ignored');
  // One path that git cannot judge (in a submodule, behind a link) makes it refuse all of them.
  if (paths.length === 1) return new Set();
  const single = await Promise.all(paths.map((path) => ignored(root, [path], run)));
  return new Set(single.flatMap((set) => [...set]));
}

/** What is staged is asked for apart: the work tree can be as it was and the index not. */
async function changedSince(root: string, commit: string, run: RunGit): Promise<ReadonlySet<string> | null> {
  const action = 'find what has changed';
  // The commit is named by its id from here on, so that a name like an option is none.
  const named = await run(root, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${commit}^{commit}`,
  ]);
  if (named.kind === 'ended' && named.exitCode > 0 && !isOutsideWorkTree(named)) return null;
  const id = outputOf(named, action).toString().trim();
  const diff = ['diff', '--name-only', '-z', '--no-ext-diff', '--no-renames', '--ignore-submodules=all'];
  const lists = await Promise.all([
    run(root, [...diff, id, '--']),
    run(root, [...diff, '--cached', id, '--']),
    run(root, ['ls-files', '-z', '--others', '--exclude-standard']),
  ]);
  return new Set(lists.flatMap((list) => namesIn(outputOf(list, action))));
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

/** @throws OuroborosError `no-git` or `environment` when git is missing or failed */
function outputOf(result: GitResult, action: string): Buffer {
  if (result.kind === 'no-git') {
    throw new OuroborosError('no-git', `git is needed to ${action}, and it was not found.`, {
      hint: 'Install git and make sure that it is on the PATH.',
    });
  }
  if (result.exitCode === 0) return result.stdout;
  if (result.signal !== null) throw endedBy(result.signal, action);
  if (isOutsideWorkTree(result)) {
    throw new OuroborosError('no-git', `A git repository is needed to ${action}, and there is none.`, {
      hint: 'Run `git init` first.',
    });
  }
  const said = result.stderr.trim().split('\n').slice(0, 3).join(' ');
  throw new OuroborosError('environment', `git could not ${action}: ${said}`, {
    hint: 'Run `git status` in the same folder: it fails with the same message and says what to do.',
  });
}

/** Ctrl-C in a terminal, and whoever stops a group of processes, reaches git too, perhaps before this program. */
function endedBy(signal: NodeJS.Signals, action: string): OuroborosError {
  const code = signal === 'SIGINT' ? 'interrupted' : STOPPING.includes(signal) ? 'terminated' : 'environment';
  return new OuroborosError(code, `git could not ${action}: ${signal} ended it.`);
}

const STOPPING: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGHUP'];

/** Names that git itself, its configuration or the system need. GIT_DIR and its like, set inside hooks, are left out. */
const PASSED_ON = [
  'PATH',
  'HOME',
  'XDG_CONFIG_HOME',
  'GIT_CEILING_DIRECTORIES',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_NOSYSTEM',
  'USERPROFILE',
  'APPDATA',
  'SYSTEMROOT',
  'TEMP',
];

function gitEnvironment(env: NonNullable<GitOptions['env']>): Readonly<Record<string, string>> {
  const passed = PASSED_ON.flatMap((name) => {
    const value = env[name];
    return value === undefined ? [] : [[name, value]];
  });
  // Messages are read, so they must be in English; an optional lock would write into the index.
  return { ...Object.fromEntries(passed), LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' };
}

type GitCall = { readonly folder: string; readonly args: readonly string[]; readonly input: string };
type GitContext = { readonly env: Readonly<Record<string, string>>; readonly timeoutMs: number };

/** No hook and no file watcher of the repository runs: both could be programs that came with it. */
const SAFE_CONFIG = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false'];

/** Settles at the limit even where a grandchild holds the pipes open. */
async function runGit({ folder, args, input }: GitCall, { env, timeoutMs }: GitContext): Promise<GitResult> {
  const { promise, resolve, reject } = Promise.withResolvers<GitResult>();
  const child = spawn('git', [...SAFE_CONFIG, ...args], { cwd: folder, env, windowsHide: true });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  child.on('error', (error) => {
    if (systemCodeOf(error) === 'ENOENT') resolve({ kind: 'no-git' });
    else
      reject(
        new OuroborosError('environment', `git could not be started: ${messageOf(error)}.`, { cause: error }),
      );
  });
  child.on('close', (code, signal) => {
    const text = Buffer.concat(stderr).toString();
    resolve({ kind: 'ended', exitCode: code ?? -1, signal, stdout: Buffer.concat(stdout), stderr: text });
  });
  const timer = setTimeout(() => {
    child.kill('SIGKILL');
    for (const pipe of [child.stdin, child.stdout, child.stderr]) pipe.destroy();
    reject(timedOut(args, timeoutMs));
  }, timeoutMs);
  return promise.finally(() => clearTimeout(timer));
}

function timedOut(args: readonly string[], timeoutMs: number): OuroborosError {
  return new OuroborosError('environment', `git ${args[0] ?? ''} gave no answer in ${timeoutMs / 1000} s.`, {
    hint: 'Run `git status` in the same folder to see what holds it up.',
  });
}
