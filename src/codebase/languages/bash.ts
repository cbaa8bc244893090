import { execFile } from 'node:child_process';
import { lineStartsOf } from '../../domain/text.ts';
import { shortMessage, type ParserReport } from './syntax-problem.ts';

type BashSource = {
  readonly text: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
};

type Answer =
  | { readonly kind: 'ended'; readonly exitCode: number; readonly output: string }
  | { readonly kind: 'late' }
  | { readonly kind: 'absent' };

// Read and not run (-n), with no file of the user, which some read where their input is a socket, and no variable that
// names one. What a script may turn on while it runs (`shopt -s extglob`) is on.
const READ_ONLY = ['--norc', '-O', 'extglob', '-n'];
const FAULT = /^.*?: line (?<line>\d+): (?<message>.+)$/m;
const VERSION = /version (?<version>\d+\.\d+)/;
const OTHER_SHELL = /^#!.*\b(?:zsh|ksh|mksh|fish|t?csh|rc)\b/;
/** Older ones, as macOS has, refuse what was added since. */
const OLDEST_JUDGE = 4.4;

/**
 * Asks the bash of this machine whether it can read a script; nothing of it is run. It stands for other shells of the
 * POSIX family too, whose scripts it reads.
 */
export async function bashSyntax({ text, timeoutMs, signal }: BashSource): Promise<ParserReport> {
  if (OTHER_SHELL.test(text)) return { kind: 'absent', reason: 'the script is for another shell' };
  const answer = await ask(READ_ONLY, { text: text.replaceAll('\r\n', '\n'), timeoutMs, signal });
  signal?.throwIfAborted();
  if (answer.kind === 'late') return { kind: 'broken', reason: 'bash took too long' };
  if (answer.kind === 'absent') return { kind: 'absent', reason: 'bash does not run' };
  if (answer.exitCode === 0) return { kind: 'parsed', problems: [] };
  const { line, message } = FAULT.exec(answer.output)?.groups ?? {};
  const version = await versionOf({ text: '', timeoutMs, signal });
  if (line === undefined || message === undefined || version === null)
    return { kind: 'absent', reason: 'this bash does not say what is wrong, or is too old' };
  const offset = lineStartsOf(text)[Number(line) - 1] ?? text.length;
  const said = shortMessage(`${message} (bash ${version})`);
  return { kind: 'parsed', problems: [{ offset, kind: 'syntax', code: null, message: said }] };
}

/** Null where it is too old to judge, or does not say. */
async function versionOf(source: BashSource): Promise<string | null> {
  const answer = await ask(['--version'], source);
  const version = answer.kind === 'ended' ? VERSION.exec(answer.output)?.groups?.['version'] : undefined;
  return version !== undefined && Number.parseFloat(version) >= OLDEST_JUDGE ? version : null;
}

async function ask(args: readonly string[], { text, timeoutMs, signal }: BashSource): Promise<Answer> {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const env = { PATH: process.env['PATH'], LC_ALL: 'C' };
  const options = { env, timeout: timeoutMs, killSignal: 'SIGKILL', signal } as const;
  const child = execFile('bash', [...args], options, (error, stdout, stderr) => {
    const output = stdout + stderr;
    if (error === null) resolve({ kind: 'ended', exitCode: 0, output });
    else if (typeof error.code === 'number') resolve({ kind: 'ended', exitCode: error.code, output });
    else resolve({ kind: error.killed === true ? 'late' : 'absent' });
  });
  // It ends at the first fault and reads no further.
  child.stdin?.on('error', () => null);
  child.stdin?.end(text);
  return promise;
}
