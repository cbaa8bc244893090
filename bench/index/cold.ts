/**
 * Measures the index of a folder against universal-ctags on the same files, in turns: cold, nothing changed, one file
 * changed. Each is a process of its own; ratios are of medians.
 * Usage: node bench/index/cold.ts FOLDER [ROUNDS]. A copy of the folder is made, because one of its files is edited.
 */
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { languageOf } from '../../src/domain/language.ts';
import { walkFiles } from '../../src/codebase/walk-files.ts';
import { formatFigure, median, type Figure } from '../measure.ts';

const UPDATE = join(import.meta.dirname, 'update-once.ts');

const updateSchema = z.object({
  indexed: z.int(),
  unchanged: z.int(),
  skipped: z.int(),
  failed: z.int(),
  listMs: z.number(),
  durationMs: z.number(),
  peakMb: z.number(),
});
type Update = z.infer<typeof updateSchema> & { readonly wallMs: number };

type Round = {
  readonly cold: Update;
  readonly unchanged: Update;
  readonly changed: Update;
  readonly ctagsMs: number | null;
};

/** Copies the folder, measures so many rounds and gives the figures of their medians. */
export async function measureCold(folder: string, rounds: number): Promise<readonly Figure[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'ouroboros-bench-'));
  const root = join(scratch, 'tree');
  cpSync(folder, root, { recursive: true, preserveTimestamps: true });
  const paths = (await walkFiles(root)).filter((path) => languageOf(path) !== null).toSorted();
  writeFileSync(join(scratch, 'paths'), paths.map((path) => `${join(root, path)}\n`).join(''));
  const measured: Round[] = [];
  for (let round = 0; round <= rounds; round++) {
    const one = measureRound({ scratch, root, edited: editedPath(paths) });
    if (round > 0) measured.push(one);
  }
  rmSync(scratch, { recursive: true, force: true });
  return figuresOf(measured);
}

type Place = { readonly scratch: string; readonly root: string; readonly edited: string };

function measureRound({ scratch, root, edited }: Place): Round {
  const state = join(scratch, 'state');
  rmSync(state, { recursive: true, force: true });
  mkdirSync(state);
  const ctagsMs = runCtags(scratch);
  const cold = runUpdate(root, state);
  const unchanged = runUpdate(root, state);
  appendFileSync(join(root, edited), '\n');
  const changed = runUpdate(root, state);
  const sizeMb = readdirSync(state).reduce((sum, name) => sum + statSync(join(state, name)).size / 1e6, 0);
  console.log(
    `indexed ${cold.indexed}, failed ${cold.failed}, skipped ${cold.skipped}, database ${sizeMb.toFixed(1)} MB`,
  );
  if (unchanged.indexed !== 0 || changed.indexed !== 1)
    throw new Error('The index read other files than were changed.');
  return { cold, unchanged, changed, ctagsMs };
}

/** A source in the middle of the list; its language is likely that of most files. */
function editedPath(paths: readonly string[]): string {
  const sources = paths.filter((path) => /\.(?:ts|py|js|go|rs|java)$/.test(path));
  const middle = sources[Math.floor(sources.length / 2)];
  if (middle === undefined) throw new Error('The folder holds no source that could be edited.');
  return middle;
}

function runUpdate(root: string, state: string): Update {
  const startedMs = performance.now();
  const child = spawnSync(process.execPath, [UPDATE, root, state], { encoding: 'utf8' });
  const wallMs = performance.now() - startedMs;
  if (child.status !== 0) throw new Error(child.stderr);
  return { ...updateSchema.parse(JSON.parse(child.stdout)), wallMs };
}

/** The wall time of ctags, or null where universal-ctags is not installed. */
function runCtags(scratch: string): number | null {
  const version = spawnSync('ctags', ['--version'], { encoding: 'utf8' });
  if (version.status !== 0 || !version.stdout.startsWith('Universal')) return null;
  const startedMs = performance.now();
  const child = spawnSync('ctags', ['-f', join(scratch, 'tags'), '-L', join(scratch, 'paths')], {
    encoding: 'utf8',
  });
  if (child.status !== 0) throw new Error(child.stderr);
  return performance.now() - startedMs;
}

function figuresOf(rounds: readonly Round[]): readonly Figure[] {
  const middle = (read: (round: Round) => number): number => median(rounds.map(read));
  const ctagsMs = middle((round) => round.ctagsMs ?? Number.NaN);
  const ratio = (name: string, ms: number, bound: number): Figure => ({
    name,
    value: ms / ctagsMs,
    unit: 'x ctags',
    bound,
    detail: `${ms.toFixed(0)} ms; ctags ${ctagsMs.toFixed(0)} ms`,
  });
  const work = (update: Update): number => update.listMs + update.durationMs;
  const peakMb = middle((round) => round.cold.peakMb);
  return [
    ratio(
      'cold index, whole process',
      middle(({ cold }) => cold.wallMs),
      3,
    ),
    ratio(
      'nothing changed, listing and update',
      middle(({ unchanged }) => work(unchanged)),
      0.1,
    ),
    ratio(
      'one file changed, listing and update',
      middle(({ changed }) => work(changed)),
      0.25,
    ),
    { name: 'cold index, peak memory', value: peakMb, unit: 'MB', bound: 250, detail: '' },
  ];
}

if (import.meta.main) {
  const [folder, rounds = '3'] = process.argv.slice(2);
  if (folder === undefined) throw new Error('Usage: node bench/index/cold.ts FOLDER [ROUNDS]');
  const figures = await measureCold(folder, Number(rounds));
  for (const figure of figures) console.log(formatFigure(figure));
  if (figures.some(({ value }) => Number.isNaN(value)))
    console.log('universal-ctags is not installed: no ratios.');
}
