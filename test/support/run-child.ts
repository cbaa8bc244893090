import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const KILL_STEPS = join(import.meta.dirname, 'kill-steps.ts');
const KILL_LANDING = join(import.meta.dirname, 'kill-landing.ts');

export type ChildResult = {
  readonly signal: NodeJS.Signals | null;
  /** What kill-steps.ts printed, where it came to its end. */
  readonly result: {
    readonly steps: readonly string[];
    readonly error: { readonly code?: string; readonly message: string; readonly hint?: string } | null;
  } | null;
};

export type ChildAction = 'apply' | 'apply-large' | 'recover';

/** Applies or recovers the scenario in a process of its own that is killed before its n-th step; 0 lets it end. */
export async function runChild(action: ChildAction, root: string, killAt = 0): Promise<ChildResult> {
  return collect(process.execPath, [KILL_STEPS, action, root, String(killAt)]);
}

/** Lands a change in git, or undoes it, in a process that is killed before its n-th step; 0 lets it end. */
export async function runLanding(
  action: 'merge' | 'commit' | 'undo',
  root: string,
  killAt = 0,
): Promise<ChildResult> {
  return collect(process.execPath, [KILL_LANDING, action, root, String(killAt)]);
}

/** Applies the scenario in a process that may write no file larger than so many bytes (rounded to 512). */
export async function runChildWithFileLimit(
  action: ChildAction,
  root: string,
  limitBytes: number,
): Promise<ChildResult> {
  const command = `ulimit -f ${Math.ceil(limitBytes / 512)} && exec "$0" "$@"`;
  return collect('sh', ['-c', command, process.execPath, KILL_STEPS, action, root]);
}

function collect(command: string, args: readonly string[]): Promise<ChildResult> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'ouroboros-test-compile-cache') };
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], env });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', reject);
    child.on('close', (_, signal) => {
      resolve({ signal, result: output === '' ? null : JSON.parse(output) });
    });
  });
}
