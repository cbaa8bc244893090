/**
 * How long recipes take: each on one real file by itself, as a whole process and warm; and a rename across a large
 * TypeScript project, to `tsc --noEmit` of TypeScript 6 on the same tree. Processor time stands behind the wall time,
 * for machines that are busy with other things.
 * Usage: node bench/recipes/speed.ts [--rounds=5] [--project=FOLDER] FOLDER…, which hold Python, JavaScript and
 * TypeScript; the project is copied, and its own tsconfig.json is what both read.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { createRequire } from 'node:module';
import { languageOf } from '../../src/domain/language.ts';
import type { SourceTree } from '../../src/domain/ports.ts';
import { RECIPES } from '../../src/recipes/catalog.ts';
import type { Recipe, RecipeResult } from '../../src/recipes/recipe.ts';
import { filesBelow, randomFrom, sampleOf, useLauncherMode } from '../gates/corpus.ts';
import { interleave, LAUNCHER, median, reportFigures, type Figure, type Measured } from '../measure.ts';
import { drawPlace, readPlaceFile, type Place } from './random-places.ts';

const SEED = 7;
const MAX_COLD_S = 1.5;
const MAX_WARM_MS = 150;
const MAX_RENAME = 3;
const WARM_PLACES = 12;
const MAX_TRIES = 150;
const MAX_FILE_BYTES = 40_000;
const SOURCE = /(?<!\.d)\.(?:py|[cm]?[jt]sx?)$/;

type Spent = Pick<Measured, 'wallMs' | 'cpuMs'>;
type Fitting = { readonly place: Place; readonly text: string };

/** The places of the files at which a recipe changes something, and how long it took at each once it was warm. */
async function warmPlaces(
  recipe: Recipe,
  files: readonly string[],
): Promise<{ readonly fitting: readonly Fitting[]; readonly times: readonly Spent[] }> {
  const random = randomFrom(SEED);
  const fits = (path: string): boolean => recipe.languages.includes(languageOf(path) ?? 'text');
  const fitting: Fitting[] = [];
  const times: Spent[] = [];
  for (const path of sampleOf(files.filter(fits), MAX_TRIES, random)) {
    const text = readFileSync(path, 'utf8');
    const place = drawPlace(recipe, await readPlaceFile(basename(path), text), random);
    if (place === null) continue;
    const startedMs = performance.now();
    const startedCpu = process.cpuUsage();
    const result = await runAt(recipe, { place, text });
    if (result.kind !== 'changed') continue;
    const { user, system } = process.cpuUsage(startedCpu);
    if (fitting.length > 0)
      times.push({ wallMs: performance.now() - startedMs, cpuMs: (user + system) / 1000 });
    fitting.push({ place, text });
    if (times.length === WARM_PLACES) break;
  }
  return { fitting, times };
}

function runAt(recipe: Recipe, { place, text }: Fitting): Promise<RecipeResult> {
  const { slots, targets } = place;
  const [path = ''] = targets;
  const bytes = new TextEncoder().encode(text);
  const tree: SourceTree = {
    read: async (asked) => (asked === path ? bytes : null),
    list: async () => [path],
  };
  return recipe.run({ slots, targets, signal: new AbortController().signal }, tree);
}

/** The whole process on the first fitting file, alone in a folder. */
async function coldTime(recipe: Recipe, { place, text }: Fitting, rounds: number): Promise<Spent> {
  const folder = mkdtempSync(join(tmpdir(), 'ouroboros-bench-'));
  const [path = ''] = place.targets;
  const slots = Object.entries(place.slots).map(([name, value]) => `${name}=${value}`);
  try {
    const [runs = []] = await interleave(
      [
        {
          args: [LAUNCHER, 'refactor', '--recipe', recipe.id, ...slots, '-t', path, '--dry-run'],
          cwd: folder,
          before: () => writeFileSync(join(folder, path), text),
        },
      ],
      rounds,
    );
    const failed = runs.find(({ exitCode }) => exitCode !== 0);
    if (failed !== undefined) throw new Error(failed.output);
    return medianOf(runs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function medianOf(spent: readonly Spent[]): Spent {
  return {
    wallMs: median(spent.map(({ wallMs }) => wallMs)),
    cpuMs: median(spent.map(({ cpuMs }) => cpuMs)),
  };
}

async function measureRecipe(
  recipe: Recipe,
  files: readonly string[],
  rounds: number,
): Promise<readonly Figure[]> {
  const { fitting, times } = await warmPlaces(recipe, files);
  const [first] = fitting;
  if (first === undefined) {
    console.log(`      ${recipe.id}: changes none of the files by itself`);
    return [];
  }
  const cold = await coldTime(recipe, first, rounds);
  const warm = medianOf(times);
  return [
    {
      name: `${recipe.id}: one file, whole process`,
      value: cold.wallMs / 1000,
      unit: 's',
      bound: MAX_COLD_S,
      detail: `${(cold.cpuMs / 1000).toFixed(2)} s CPU; ${first.place.targets.join(' ')}, ${first.text.split('\n').length} lines`,
    },
    {
      name: `${recipe.id}: one file, warm`,
      value: warm.wallMs,
      unit: 'ms',
      bound: MAX_WARM_MS,
      detail: `${warm.cpuMs.toFixed(1)} ms CPU; ${times.length} files`,
    },
  ];
}

const EXPORTED = /^export (?:async )?function (?<name>[a-z]\w{5,})/m;

/** An exported function of the project gets another name; the other side checks the tree's types. */
async function measureRename(project: string, rounds: number): Promise<Figure> {
  const root = mkdtempSync(join(tmpdir(), 'ouroboros-bench-'));
  const folder = join(root, 'project');
  mkdirSync(folder);
  cpSync(project, folder, {
    recursive: true,
    filter: (path) => !/(?:^|\/)(?:node_modules|\.git)$/.test(path),
  });
  const files = filesBelow(folder, /(?<!\.d|\.test|\.spec)\.ts$/);
  const candidates = files.flatMap((path) => {
    const name = EXPORTED.exec(readFileSync(path, 'utf8'))?.groups?.['name'];
    return name === undefined ? [] : [{ path: path.slice(folder.length + 1), name }];
  });
  const [chosen] = sampleOf(candidates, 1, randomFrom(SEED));
  if (chosen === undefined) throw new Error(`${project} exports no function.`);
  const { path, name } = chosen;
  const slots = [`from=${name}`, `to=${name}Renamed`];
  const compiler = createRequire(import.meta.url).resolve('typescript-lib/bin/tsc');
  try {
    const [ours = [], theirs = []] = await interleave(
      [
        {
          args: [LAUNCHER, 'refactor', '--recipe', 'rename-symbol', ...slots, '-t', path, '--dry-run'],
          cwd: folder,
        },
        { args: [compiler, '--noEmit', '-p', '.'], cwd: folder },
      ],
      rounds,
    );
    const failed = ours.find(({ exitCode }) => exitCode !== 0);
    if (failed !== undefined) throw new Error(failed.output);
    const [own, other] = [medianOf(ours), medianOf(theirs)];
    return {
      name: `rename of ${name}, exported by ${path}`,
      value: own.wallMs / other.wallMs,
      unit: 'x tsc',
      bound: MAX_RENAME,
      detail: `${files.length} files; ${seconds(own.wallMs)} / ${seconds(other.wallMs)}; CPU ${seconds(own.cpuMs)} / ${seconds(other.cpuMs)}`,
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

const { values, positionals } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    project: { type: 'string' },
    recipes: { type: 'string' },
  },
  allowPositionals: true,
});
console.log(useLauncherMode());
const rounds = Number(values.rounds);
const wanted = values.recipes?.split(',');
const files = positionals
  .flatMap((folder) => filesBelow(folder, SOURCE))
  .filter((path) => readFileSync(path).length <= MAX_FILE_BYTES);
for (const recipe of RECIPES) {
  if (wanted !== undefined && !wanted.includes(recipe.id)) continue;
  reportFigures(await measureRecipe(recipe, files, rounds));
}
if (values.project !== undefined) reportFigures([await measureRename(values.project, rounds)]);
