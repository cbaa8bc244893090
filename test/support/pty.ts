import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

// Runs argv on a new terminal; what comes on stdin is typed there, what is shown goes to stdout.
const PROGRAM = `
import os, pty, sys
def read(fd):
    return os.read(fd, 65536)
sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:], read)))
`;

export type PtyStep = { readonly waitFor: string; readonly type: string };

/** Runs a TypeScript file of the tests on a terminal of its own (by python3), types each step when its text is there. */
export async function runOnTerminal(
  script: string,
  steps: readonly PtyStep[],
): Promise<{ readonly exitCode: number | null; readonly shown: string }> {
  const path = fileURLToPath(new URL(`../fixtures/${script}`, import.meta.url));
  const env = { PATH: process.env['PATH'], TERM: 'xterm-256color', COLUMNS: '80' };
  const child = spawn('python3', ['-c', PROGRAM, process.execPath, path], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const waiting = [...steps];
  let shown = '';
  let seen = 0;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    shown += chunk;
    for (let step = waiting[0]; step !== undefined; step = waiting[0]) {
      const at = shown.indexOf(step.waitFor, seen);
      if (at === -1) break;
      seen = at + step.waitFor.length;
      child.stdin.write(step.type);
      waiting.shift();
    }
  });
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { exitCode, shown: shown.replaceAll('\r\n', '\n') };
}
