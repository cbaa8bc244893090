import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Files by path; null stands for one that is not there. */
export type ScratchFiles = ReadonlyMap<string, string | Uint8Array | null>;

const MAX_OUTPUT_BYTES = 50_000_000;

/** Makes a temporary folder for a tool to work in, outside of the work tree, and removes it afterwards. */
export async function inScratchFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'ouroboros-tool-')));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Brings files of a folder to a state. */
export async function writeScratch(folder: string, files: ScratchFiles): Promise<void> {
  for (const [path, content] of files) {
    const place = join(folder, path);
    if (content === null) {
      await rm(place, { force: true });
      continue;
    }
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, content);
  }
}

export type ToolRun = {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
};

/**
 * Runs a tool that prints what it finds; its exit code, which says whether it found anything, is not looked at.
 * @throws Error when it does not start, is killed, or takes too long
 */
export async function outputOf({ command, args, cwd, timeoutMs, signal }: ToolRun): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const limits = { timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: MAX_OUTPUT_BYTES, signal } as const;
  const env = { ...process.env, NODE_OPTIONS: '' };
  execFile(command, [...args], { cwd, env, ...limits }, (error, stdout) => {
    if (error !== null && typeof error.code !== 'number') {
      reject(error.killed === true ? new Error(`it takes longer than ${timeoutMs / 1000} s`) : error);
    } else resolve(stdout);
  });
  return promise;
}
