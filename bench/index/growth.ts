/**
 * Measures how the index grows: trees of 1, 10 and 100 copies of about 1,000 real files, each a repository with everything
 * committed. Cold time per file is compared with that of the smallest tree, the check of an unchanged tree with
 * `git status` in it. Usage: node bench/index/growth.ts FOLDER [COPIES…]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatFigure, median, type Figure } from '../measure.ts';
import { readPattern, writeTree, type Pattern } from './generated-tree.ts';
import { runUpdate, type Update } from './run-update.ts';

const FILES = 1000;
const MAX_ROUNDS = 5;
const UNCHANGED_ROUNDS = 3;
/** In small trees the start of git and the opening of the database are all there is to compare. */
const MIN_FILES_FOR_STATUS = 50_000;

type Measured = {
  readonly files: number;
  readonly cold: Pick<Update, 'updateMs' | 'cpuMs' | 'peakMb'>;
  readonly unchanged: Pick<Update, 'updateMs' | 'peakMb'>;
  readonly statusMs: number;
};

/** Measures trees of so many copies; the smallest goes first and again after each other one, so that noise hits all alike. */
export async function measureGrowth(folder: string, copies: readonly number[]): Promise<readonly Figure[]> {
  const pattern = await readPattern(folder, FILES);
  const [smallest = 1, ...larger] = copies;
  const figures: Figure[] = [];
  const base = measureTree(pattern, smallest);
  figures.push(...figuresOf(base, base));
  for (const count of larger) {
    const measured = measureTree(pattern, count);
    const again = measureTree(pattern, smallest);
    const updateMs = (base.cold.updateMs + again.cold.updateMs) / 2;
    figures.push(...figuresOf(measured, { ...base, cold: { ...base.cold, updateMs } }));
  }
  return figures;
}

function measureTree(pattern: Pattern, copies: number): Measured {
  const root = mkdtempSync(join(tmpdir(), 'ouroboros-bench-'));
  const files = writeTree(root, pattern, copies);
  const rounds = Math.max(1, Math.floor(MAX_ROUNDS / copies));
  runStatus(root);
  const colds = Array.from({ length: rounds }, () => {
    rmSync(join(root, '.ouroboros'), { recursive: true, force: true });
    return runUpdate(root);
  });
  if (colds.some(({ indexed }) => indexed !== files)) throw new Error('Not every file was indexed.');
  // The files are older now than what may change without a trace: the first check looks at all of them once more.
  runUpdate(root);
  const turns = Array.from({ length: UNCHANGED_ROUNDS }, () => ({
    status: runStatus(root),
    unchanged: runUpdate(root),
  }));
  rmSync(root, { recursive: true, force: true });
  const middle = <T>(of: readonly T[], read: (one: T) => number): number => median(of.map(read));
  return {
    files,
    cold: {
      updateMs: middle(colds, ({ updateMs }) => updateMs),
      cpuMs: middle(colds, ({ cpuMs }) => cpuMs),
      peakMb: middle(colds, ({ peakMb }) => peakMb),
    },
    unchanged: {
      updateMs: middle(turns, ({ unchanged }) => unchanged.updateMs),
      peakMb: middle(turns, ({ unchanged }) => unchanged.peakMb),
    },
    statusMs: middle(turns, ({ status }) => status),
  };
}

function runStatus(root: string): number {
  const startedMs = performance.now();
  const child = spawnSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' });
  if (child.status !== 0 || child.stdout !== '') throw new Error(`${child.stderr}${child.stdout}`);
  return performance.now() - startedMs;
}

function figuresOf({ files, cold, unchanged, statusMs }: Measured, base: Measured): readonly Figure[] {
  const perFile = (ms: number, count: number): number => (ms / count) * 1000;
  const [own, least] = [perFile(cold.updateMs, files), perFile(base.cold.updateMs, base.files)];
  return [
    {
      name: `${files} files: cold time a file`,
      value: own / least,
      unit: 'x least',
      bound: 1.2,
      detail: `${own.toFixed(0)} us; ${perFile(cold.cpuMs, files).toFixed(0)} us of CPU; least ${least.toFixed(0)} us`,
    },
    { name: `${files} files: peak memory, cold`, value: cold.peakMb, unit: 'MB', bound: 400, detail: '' },
    {
      name: `${files} files: peak memory, unchanged`,
      value: unchanged.peakMb,
      unit: 'MB',
      bound: 400,
      detail: '',
    },
    ...(files < MIN_FILES_FOR_STATUS ? [] : [statusFigure({ files, unchanged, statusMs })]),
  ];
}

function statusFigure({
  files,
  unchanged,
  statusMs,
}: Pick<Measured, 'files' | 'unchanged' | 'statusMs'>): Figure {
  return {
    name: `${files} files: nothing changed`,
    value: unchanged.updateMs / statusMs,
    unit: 'x status',
    bound: 3,
    detail: `${unchanged.updateMs.toFixed(0)} ms; git status ${statusMs.toFixed(0)} ms`,
  };
}

if (import.meta.main) {
  const [folder, ...copies] = process.argv.slice(2);
  if (folder === undefined) throw new Error('Usage: node bench/index/growth.ts FOLDER [COPIES…]');
  const counts = copies.length === 0 ? [1, 10, 100] : copies.map(Number);
  for (const figure of await measureGrowth(folder, counts)) console.log(formatFigure(figure));
}
