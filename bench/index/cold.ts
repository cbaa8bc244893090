/**
 * Measures the index of a folder against universal-ctags on the same files, in turns: cold, nothing changed, one file
 * changed. Each is a process of its own; ratios are of medians.
 * Usage: node bench/index/cold.ts FOLDER [ROUNDS]. A copy of the folder is made, because one of its files is edited.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatFigure, median, type Figure } from '../measure.ts';
import { copyRepository, editedPath } from './copied-repository.ts';
import { runUpdate, type Update } from './run-update.ts';

type Round = {
  readonly cold: Update;
  readonly unchanged: Update;
  readonly changed: Update;
  readonly ctagsMs: number | null;
};

/** Copies the folder, measures so many rounds and gives the figures of their medians. */
export async function measureCold(folder: string, rounds: number): Promise<readonly Figure[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'ouroboros-bench-'));
  const { root, paths } = await copyRepository(folder, join(scratch, 'tree'));
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
  const state = join(root, '.ouroboros');
  rmSync(state, { recursive: true, force: true });
  const ctagsMs = runCtags(scratch);
  const cold = runUpdate(root);
  const unchanged = runUpdate(root);
  appendFileSync(join(root, edited), '\n');
  const changed = runUpdate(root);
  const sizeMb = readdirSync(state).reduce((sum, name) => sum + statSync(join(state, name)).size / 1e6, 0);
  console.log(
    `indexed ${cold.indexed}, failed ${cold.failed}, skipped ${cold.skipped}, database ${sizeMb.toFixed(1)} MB`,
  );
  if (unchanged.indexed !== 0 || changed.indexed !== 1)
    throw new Error('The index read other files than were changed.');
  return { cold, unchanged, changed, ctagsMs };
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
  const peakMb = middle((round) => round.cold.peakMb);
  return [
    ratio(
      'cold index, whole process',
      middle(({ cold }) => cold.wallMs),
      3,
    ),
    ratio(
      'nothing changed, listing and update',
      middle(({ unchanged }) => unchanged.updateMs),
      0.1,
    ),
    ratio(
      'one file changed, listing and update',
      middle(({ changed }) => changed.updateMs),
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
