/**
 * How long each recipe takes on one real file by itself, as a whole process and warm, and a rename across a large
 * TypeScript project beside `tsc --noEmit` of TypeScript 6 on the same tree. Wall time stands before the time of the
 * processor. A recipe is held to the smaller of the two: on a machine that is busy with other things wall time is too
 * long, and the processor's counts all threads of V8 as if they came one after the other. Renames are held to the latter.
 * Usage: node bench/recipes/speed.ts [--rounds=3] [--places=12] [--recipes=a,b] [--project=FOLDER [--symbols=4]]
 * FOLDER…, which hold Python, JavaScript and TypeScript. `--rounds=0` leaves the whole processes out. The project is
 * copied, and its own tsconfig.json is what both read; what it needs has to be installed for `tsc` to have all types.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { RECIPES } from '../../src/recipes/catalog.ts';
import type { Recipe } from '../../src/recipes/recipe.ts';
import { filesBelow, useLauncherMode } from '../gates/corpus.ts';
import { coldTimes, medianOf, warmTimes, type Spent } from './recipe-times.ts';
import { renameTimes, type RenameTime } from './rename-times.ts';

const MAX_COLD_S = 1.5;
const MAX_WARM_MS = 150;
const MAX_RENAME = 3;
const MAX_FILE_BYTES = 40_000;
const SOURCE = /(?<!\.d)\.(?:py|[cm]?[jt]sx?)$/;

type Options = { readonly rounds: number; readonly places: number };

function row(...[name, ...cells]: readonly string[]): string {
  return [(name ?? '').padEnd(25), ...cells.map((cell) => cell.padStart(13))].join('');
}

async function measureRecipe(
  recipe: Recipe,
  files: readonly string[],
  { rounds, places }: Options,
): Promise<void> {
  const { fitting, times } = await warmTimes(recipe, files, places);
  const [first] = fitting;
  if (first === undefined) {
    console.log(`${recipe.id.padEnd(25)} changes none of the files by itself`);
    return;
  }
  const cold = rounds === 0 ? null : medianOf(await coldTimes(recipe, fitting, rounds));
  const warm = medianOf(times);
  const most = Math.max(...times.map(({ cpuMs }) => cpuMs));
  const isOver = (cold !== null && leastOf(cold) > MAX_COLD_S * 1000) || leastOf(warm) > MAX_WARM_MS;
  if (isOver) process.exitCode = 1;
  console.log(
    row(
      recipe.id,
      cold === null ? '' : both(cold, 1000),
      both(warm, 1),
      most.toFixed(0),
      `${times.length}`,
      `${first.text.split('\n').length}`,
      isOver ? 'OVER' : 'ok',
    ),
  );
}

function leastOf({ wallMs, cpuMs }: Spent): number {
  return Math.min(wallMs, cpuMs);
}

/** Wall time, and the processor's. */
function both({ wallMs, cpuMs }: Spent, unitMs: number): string {
  const digits = unitMs === 1 ? 0 : 2;
  return `${(wallMs / unitMs).toFixed(digits)} / ${(cpuMs / unitMs).toFixed(digits)}`;
}

function reportRename({ name, path, uses, files, rename, typeCheck }: RenameTime): void {
  const ratio = rename.cpuMs / typeCheck.cpuMs;
  if (!(ratio <= MAX_RENAME)) process.exitCode = 1;
  console.log(
    `${ratio <= MAX_RENAME ? 'ok  ' : 'OVER'}  rename of ${name} (${path}), named by ${uses} of ${files} files: ` +
      `${both(rename, 1000)} s, tsc ${both(typeCheck, 1000)} s: ${ratio.toFixed(2)}x by processor time, bound ${MAX_RENAME}x`,
  );
}

const { values, positionals } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    places: { type: 'string', default: '12' },
    recipes: { type: 'string' },
    project: { type: 'string' },
    symbols: { type: 'string', default: '4' },
  },
  allowPositionals: true,
});
const options: Options = { rounds: Number(values.rounds), places: Number(values.places) };
const wanted = values.recipes?.split(',');
const files = positionals
  .flatMap((folder) => filesBelow(folder, SOURCE))
  .filter((path) => readFileSync(path).length <= MAX_FILE_BYTES);
if (files.length > 0) {
  console.log(`${useLauncherMode()}; ${files.length} files; wall / processor time`);
  console.log(row('recipe', 'cold, s', 'warm, ms', 'most, ms', 'places', 'lines', ''));
  console.log(row('', `<= ${MAX_COLD_S}`, `<= ${MAX_WARM_MS}`, '', '', '', ''));
}
for (const recipe of files.length === 0 ? [] : RECIPES) {
  if (wanted === undefined || wanted.includes(recipe.id)) await measureRecipe(recipe, files, options);
}
if (values.project !== undefined) {
  const symbols = Number(values.symbols);
  const found = await renameTimes(values.project, { symbols, rounds: Math.max(1, options.rounds) });
  for (const one of found) reportRename(one);
}
