import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Runs `dist/`, as users do, where it was built after the last change of a source. */
export const LAUNCHER = join(ROOT, 'bin', 'ouroboros.js');

/** One finished process: wall time, and its own processor time and peak of memory (children not counted). */
export type Measured = {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakMb: number;
  readonly exitCode: number;
  readonly output: string;
};

export type Command = {
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Leaves the memory probe out, whose loading would count. */
  readonly isStartMeasured?: boolean;
  /** Called before each run, outside of the measured time. */
  readonly before?: () => void;
};

/** Runs `node ARGS` once. Processor time and peak come from the process itself, asked at its exit. */
export async function runOnce(command: Command): Promise<Measured> {
  command.before?.();
  const folder = mkdtempSync(join(tmpdir(), 'ouroboros-bench-'));
  const report = join(folder, 'peak');
  const probe = { NODE_OPTIONS: `--require=${join(ROOT, 'bench', 'peak.cjs')}`, BENCH_PEAK_FILE: report };
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    ...(command.isStartMeasured === true ? {} : probe),
    ...command.env,
  };
  const startedMs = performance.now();
  const child = spawn(process.execPath, [...command.args], {
    cwd: command.cwd ?? folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exitCode = await new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1)));
  const wallMs = performance.now() - startedMs;
  const reported = command.isStartMeasured === true ? '' : readFileSync(report, 'utf8');
  const [peakKb = Number.NaN, cpuUs = Number.NaN] = reported === '' ? [] : reported.split(' ').map(Number);
  rmSync(folder, { recursive: true, force: true });
  return { wallMs, cpuMs: cpuUs / 1000, peakMb: peakKb / 1024, exitCode, output };
}

/** Runs several commands in turn, A B A B …, after one warm-up of each, so that a noisy machine hits all alike. */
export async function interleave(
  commands: readonly Command[],
  rounds: number,
): Promise<readonly (readonly Measured[])[]> {
  const results: Measured[][] = commands.map(() => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, command] of commands.entries()) {
      const measured = await runOnce(command);
      if (round > 0) results[index]?.push(measured);
    }
  }
  return results;
}

/** The middle value; of an even count the lower one. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;
}

/** One line of the report: what was measured, the figure, and the bound it must keep. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly bound: number;
  readonly detail: string;
};

export function formatFigure({ name, value, unit, bound, detail }: Figure): string {
  const verdict = value <= bound ? 'ok  ' : 'OVER';
  return `${verdict}  ${name.padEnd(58)} ${value.toFixed(2).padStart(9)} ${unit.padEnd(7)} bound ${String(bound).padEnd(6)} ${detail}`;
}

/** Prints each figure with its bound; one over it, or one that could not be measured, makes the process end with 1. */
export function reportFigures(figures: readonly Figure[]): void {
  for (const figure of figures) {
    console.log(formatFigure(figure));
    if (!(figure.value <= figure.bound)) process.exitCode = 1;
  }
}
