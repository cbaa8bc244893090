import { spawn } from 'node:child_process';
import { messageOf, OuroborosError, systemCodeOf } from '../../domain/errors.ts';

/** `env` is looked at for a few harmless names only; `timeoutMs` bounds every single git process. */
export type GitOptions = {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs?: number;
  /** Names of the environment that git gets beside those it always gets. */
  readonly alsoPassOn?: readonly string[];
};

/** Starts git in a folder with some arguments; `input` is what it reads. */
export type RunGit = (folder: string, args: readonly string[], call?: GitInput) => Promise<GitResult>;

type GitInput = {
  readonly input?: string;
  /** Beside the names that are always passed on. */
  readonly env?: Readonly<Record<string, string>>;
};

export type GitResult =
  | {
      readonly kind: 'ended';
      readonly exitCode: number;
      /** The signal that ended it, if one did. */
      readonly signal: NodeJS.Signals | null;
      readonly stdout: Buffer;
      readonly stderr: string;
    }
  | { readonly kind: 'no-git' };

/** Calls of the `git` program with an environment of its own, without hooks and file watchers. */
export function createGit({
  env = process.env,
  timeoutMs = 30_000,
  alsoPassOn = [],
}: GitOptions = {}): RunGit {
  const passed = gitEnvironment(env, alsoPassOn);
  return (folder, args, { input = '', env: more = {} } = {}) =>
    runGit({ folder, args, input }, { env: { ...passed, ...more }, timeoutMs });
}

/** Whether git found no repository, or none with a work tree. */
export function isOutsideWorkTree({ exitCode, stderr }: Extract<GitResult, { kind: 'ended' }>): boolean {
  return exitCode !== 0 && /not a git repository|must be run in a work tree/i.test(stderr);
}

/** What git wrote. @throws OuroborosError `no-git` or `environment` when git is missing or failed */
export function outputOf(result: GitResult, action: string): Buffer {
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
    hint: 'Run `git status` in the same folder: where the repository is at fault, it says what to do.',
  });
}

/** Ctrl-C in a terminal, and whoever stops a group of processes, reaches git too, perhaps before this program. */
export function endedBy(signal: NodeJS.Signals, action: string): OuroborosError {
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

function gitEnvironment(
  env: NonNullable<GitOptions['env']>,
  also: readonly string[],
): Readonly<Record<string, string>> {
  const passed = [...PASSED_ON, ...also].flatMap((name) => {
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
