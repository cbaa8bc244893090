import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { devNull } from 'node:os';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BoxedRun, BoxLimit } from './box.ts';
import type { BoxLimits } from './box-limits.ts';
import { createOutputTail } from './output-tail.ts';
import { isRunning, startUsageWatch } from './usage.ts';

/** A program with what has to be watched while it runs. */
export type WatchedProgram = {
  readonly command: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Folders on disk that it may write to. */
  readonly writable: readonly string[];
  readonly limits: BoxLimits;
  /** Whether it writes the id of the process that all others die with to descriptor 3, as bubblewrap does. */
  readonly tellsInit: boolean;
};

/** Runs a program to its end, or to a limit. Afterwards it is dead with all that it started; an abort throws then. */
export async function runWatched(program: WatchedProgram, signal: AbortSignal): Promise<BoxedRun> {
  signal.throwIfAborted();
  const startedMs = performance.now();
  const child = start(program);
  const output = createOutputTail();
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', output.add);
  const init = program.tellsInit ? initOf(child.stdio[3]) : Promise.resolve(null);
  const closed = exitOf(child);
  const limit = watchLimits(child, program);
  const aborted = abortOf(signal);
  try {
    const first = await Promise.race([closed.then(() => null), limit.reached, aborted.promise]);
    await killAll(child, { init: await init, closed });
    signal.throwIfAborted();
    const stoppedAt = first === 'abort' ? null : first;
    const durationMs = performance.now() - startedMs;
    return { stoppedAt, exitCode: await closed, output: output.text(), durationMs };
  } finally {
    limit.stop();
    aborted.stop();
  }
}

/** What this process itself got open from its caller must not go on to the program: /dev/null takes its place. */
function start({ command, folder, environment }: WatchedProgram): ChildProcess {
  const [file = '', ...rest] = command;
  const nothing = openSync(devNull, 'r');
  try {
    return spawn(file, rest, {
      cwd: folder,
      env: { ...environment },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', ...Array.from({ length: inheritedAbove(3) }, () => nothing)],
    });
  } finally {
    closeSync(nothing);
  }
}

/** How many descriptors above one have to be taken so that none of the caller's goes on. */
function inheritedAbove(last: number): number {
  if (process.platform !== 'linux') return 0;
  const open = readdirSync('/proc/self/fd').map(Number);
  return Math.max(last, ...open.filter((descriptor) => !closesOnExec(descriptor))) - last;
}

const CLOSES_ON_EXEC = 0o2000000;

function closesOnExec(descriptor: number): boolean {
  try {
    const flags = /^flags:\s+(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8'))?.[1];
    return (Number.parseInt(flags ?? '0', 8) & CLOSES_ON_EXEC) !== 0;
  } catch {
    // The descriptor of the listing itself.
    return true;
  }
}

/** Settles once the program is gone; that its pipes stay open in some other hand does not matter. */
async function exitOf(child: ChildProcess): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.on('error', reject);
  child.on('exit', (code, name) => resolve(code ?? (name === null ? 255 : 137)));
  return promise;
}

async function initOf(stream: ChildProcess['stdio'][number] | undefined): Promise<number | null> {
  if (stream === null || stream === undefined || !isReadable(stream)) return null;
  let text = '';
  try {
    for await (const chunk of stream) text += String(chunk);
  } catch {
    return null;
  }
  const found = /"child-pid":\s*(\d+)/.exec(text)?.[1];
  return found === undefined ? null : Number(found);
}

function isReadable(stream: NonNullable<ChildProcess['stdio'][number]>): stream is Readable {
  return 'read' in stream;
}

type LimitWatch = { readonly reached: Promise<BoxLimit>; readonly stop: () => void };

function watchLimits(child: ChildProcess, { limits, writable }: WatchedProgram): LimitWatch {
  const { promise, resolve } = Promise.withResolvers<BoxLimit>();
  const timer = setTimeout(() => resolve('time'), limits.wallMs);
  const stopWatch = startUsageWatch({ rootPid: child.pid ?? null, writable, limits, onExceeded: resolve });
  return {
    reached: promise,
    stop: () => {
      clearTimeout(timer);
      stopWatch();
    },
  };
}

function abortOf(signal: AbortSignal): { readonly promise: Promise<'abort'>; readonly stop: () => void } {
  const { promise, resolve } = Promise.withResolvers<'abort'>();
  const listener = (): void => resolve('abort');
  signal.addEventListener('abort', listener);
  return { promise, stop: () => signal.removeEventListener('abort', listener) };
}

const PATIENCE_MS = 10_000;

/** The init of the box first: the kernel kills every process of the box with it, and waits for them. */
async function killAll(
  child: ChildProcess,
  { init, closed }: { readonly init: number | null; readonly closed: Promise<number> },
): Promise<void> {
  if (init !== null && child.exitCode === null && child.signalCode === null) {
    kill(init);
    await Promise.race([closed, sleep(PATIENCE_MS, undefined, { ref: false })]);
  }
  if (child.pid !== undefined) kill(-child.pid);
  await closed;
  if (init !== null) await untilGone(init);
  for (const stream of child.stdio) stream?.destroy();
}

async function untilGone(pid: number): Promise<void> {
  const untilMs = performance.now() + PATIENCE_MS;
  while (isRunning(pid) && performance.now() < untilMs) await sleep(1);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}
