/**
 * Applies every recipe that fits at random places of real projects and runs the projects' own tests, in the sandbox,
 * with the changes and without: how many are applied, refused (each must say why) and how many break a test. Each
 * change is made on what those before it left, of so many recipes, and the tests judge them together; where one
 * fails, the first change that makes it fail is searched for, and those behind it are made and judged again without it.
 * Usage: node bench/recipes/places.ts [--places=10] [--seed=1] [--recipes=a,b] [--together=1] [--command="runs the
 * tests"] [--untested] [--verbose] [--rows=FILE] FOLDER…, which are work trees of git whose dependencies are installed.
 * Nothing in them is written. `--rows` keeps what became of each recipe in each project, and
 * `node bench/recipes/places.ts --sum FILE…` makes one table of what several runs kept, of which the last counts.
 */
import { appendFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createCandidate } from '../../src/domain/candidate.ts';
import { languageOf } from '../../src/domain/language.ts';
import { mergeChanges, type FileChange } from '../../src/domain/patch.ts';
import { RECIPES } from '../../src/recipes/catalog.ts';
import type { Recipe } from '../../src/recipes/recipe.ts';
import { randomFrom, sampleOf } from '../gates/corpus.ts';
import { median } from '../measure.ts';
import { judgeApplied, tryPlace, type Applied } from './place-judge.ts';
import { isDrawnFrom, openPlaceProject, type PlaceProject } from './place-projects.ts';
import { lineOf, readRows, reportPlaces, type PlaceRefusal, type PlaceRow } from './place-report.ts';
import { drawPlace, readPlaceFile, type PlaceFile } from './random-places.ts';

const TRIES_FOR_EACH_PLACE = 5;
const DRAWS_FOR_EACH_TRY = 4;
type Options = {
  readonly places: number;
  readonly seed: number;
  /** How many recipes are judged by one run of the tests. */
  readonly together: number;
  readonly isTested: boolean;
  readonly isVerbose: boolean;
  /** Where each row is kept, to be summed with those of other runs. */
  readonly rowsFile: string | null;
  readonly signal: AbortSignal;
};
/** A project with the changes that were made on each other; the files are as these left them. */
type Work = {
  readonly project: PlaceProject;
  readonly files: Map<string, PlaceFile>;
  readonly applied: Applied[];
};
type Tally = Pick<PlaceRow, 'applied' | 'refusals'> & { readonly timesMs: readonly number[] };

function freshWork(project: PlaceProject): Work {
  return { project, files: new Map(project.files.map((file) => [file.path, file])), applied: [] };
}

/** Tries places until so many are applied. */
async function applyAtRandom(
  recipe: Recipe,
  { project, files, applied }: Work,
  options: Options,
): Promise<Tally> {
  const random = randomFrom(options.seed);
  const before = applied.length;
  const refusals: PlaceRefusal[] = [];
  const timesMs: number[] = [];
  const tried = new Set<string>();
  const limit = options.places * TRIES_FOR_EACH_PLACE;
  for (let draws = 0; draws < limit * DRAWS_FOR_EACH_TRY && timesMs.length < limit; draws++) {
    if (applied.length - before === options.places) break;
    const fitting = [...files.values()].filter((file) => isFor(recipe, file));
    const [file] = sampleOf(fitting, 1, random);
    const place = file === undefined ? null : drawPlace(recipe, file, random);
    if (place === null || tried.has(JSON.stringify(place))) continue;
    tried.add(JSON.stringify(place));
    const all = applied.at(-1)?.all ?? [];
    const startedMs = performance.now();
    const result = await tryPlace(recipe, place, createCandidate(project.tree, all), options.signal);
    timesMs.push(performance.now() - startedMs);
    if (result.kind === 'refused') refusals.push({ place, reason: result.reason });
    if (result.kind !== 'changed') continue;
    applied.push({ recipe, place, all: mergeChanges(all, result.changes) });
    await readAgain(files, result.changes);
  }
  return { applied: applied.length - before, refusals, timesMs };
}

function isFor({ languages }: Recipe, { path }: PlaceFile): boolean {
  return languages.includes(languageOf(path) ?? 'text');
}

/** The next places are drawn in what the change left. */
async function readAgain(files: Map<string, PlaceFile>, changes: readonly FileChange[]): Promise<void> {
  const isRenaming = changes.some(({ after }) => after === null);
  for (const { path, after } of changes) {
    if (after === null) files.delete(path);
    else if (files.has(path) || (isRenaming && isDrawnFrom(path)))
      files.set(path, await readPlaceFile(path, new TextDecoder().decode(after)));
  }
}

async function measureProject(
  project: PlaceProject,
  recipes: readonly Recipe[],
  options: Options,
): Promise<readonly PlaceRow[]> {
  const rows: PlaceRow[] = [];
  for (let first = 0; first < recipes.length; first += options.together) {
    const work = freshWork(project);
    const some: PlaceRow[] = [];
    for (const recipe of recipes.slice(first, first + options.together)) {
      const { timesMs, ...tally } = await applyAtRandom(recipe, work, options);
      if (timesMs.length === 0) continue;
      const unchanged = timesMs.length - tally.applied - tally.refusals.length;
      const row = { ...tally, unchanged, recipe: recipe.id, project: project.folder, broken: 0, unjudged: 0 };
      some.push({ ...row, medianMs: median(timesMs) });
    }
    const { broken, unjudged } = options.isTested
      ? await judgeApplied(project, work.applied, options.signal)
      : { broken: [], unjudged: work.applied.map(({ recipe }) => recipe.id) };
    for (const row of some) {
      const isOfRow = (recipe: string): boolean => recipe === row.recipe;
      const judged = {
        ...row,
        broken: broken.filter(isOfRow).length,
        unjudged: unjudged.filter(isOfRow).length,
      };
      rows.push(judged);
      tell(judged, options);
      if (options.rowsFile !== null) appendFileSync(options.rowsFile, `${JSON.stringify(judged)}\n`);
    }
  }
  return rows;
}

function tell(row: PlaceRow, { isVerbose }: Options): void {
  for (const { place, reason } of isVerbose ? row.refusals : [])
    console.log(`  refused ${JSON.stringify(place.slots)}: ${reason}`);
  console.log(lineOf(row));
}

const { values, positionals } = parseArgs({
  options: {
    places: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    recipes: { type: 'string' },
    together: { type: 'string', default: '1' },
    command: { type: 'string' },
    rows: { type: 'string' },
    sum: { type: 'boolean', default: false },
    untested: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
if (positionals.length === 0) throw new Error('Usage: node bench/recipes/places.ts [--places=10] FOLDER…');
if (values.sum) reportPlaces(readRows(positionals));
else await measure();

async function measure(): Promise<void> {
  const wanted = values.recipes?.split(',');
  const chosen = RECIPES.filter(({ id }) => wanted === undefined || wanted.includes(id));
  const options: Options = {
    places: Number(values.places),
    seed: Number(values.seed),
    together: Number(values.together),
    isTested: !values.untested,
    isVerbose: values.verbose,
    rowsFile: values.rows ?? null,
    signal: new AbortController().signal,
  };
  const rows: PlaceRow[] = [];
  for (const folder of positionals) {
    const project = await openPlaceProject(folder, values.command ?? null);
    rows.push(...(await measureProject(project, chosen, options)));
  }
  reportPlaces(rows);
}
