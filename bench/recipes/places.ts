/**
 * Applies every recipe that fits at random places of real projects and runs the projects' own tests, in the sandbox,
 * with the changes and without: how many are applied, refused (each must say why) and how many break a test. Each
 * change is made on what those before it left, of so many recipes, and the tests judge them together; where one
 * fails, the first change that makes it fail is searched for.
 * Usage: node bench/recipes/places.ts [--places=10] [--seed=1] [--recipes=a,b] [--together=1] [--command="runs the
 * tests"] [--untested] [--verbose] FOLDER…, which are work trees of git whose dependencies are installed. Nothing in
 * them is written.
 */
import { parseArgs } from 'node:util';
import { createCandidate } from '../../src/domain/candidate.ts';
import { messageOf } from '../../src/domain/errors.ts';
import { languageOf } from '../../src/domain/language.ts';
import { mergeChanges, type FileChange } from '../../src/domain/patch.ts';
import type { SourceTree } from '../../src/domain/ports.ts';
import { RECIPES } from '../../src/recipes/catalog.ts';
import type { Recipe, RecipeResult } from '../../src/recipes/recipe.ts';
import { randomFrom, sampleOf } from '../gates/corpus.ts';
import { median } from '../measure.ts';
import { openPlaceProject, type PlaceProject } from './place-projects.ts';
import { lineOf, reportPlaces, type PlaceRefusal, type PlaceRow } from './place-report.ts';
import { drawPlace, readPlaceFile, type Place, type PlaceFile } from './random-places.ts';

const TRIES_FOR_EACH_PLACE = 5;
const DRAWS_FOR_EACH_TRY = 4;
type Options = {
  readonly places: number;
  readonly seed: number;
  /** How many recipes are judged by one run of the tests. */
  readonly together: number;
  readonly isTested: boolean;
  readonly isVerbose: boolean;
  readonly signal: AbortSignal;
};
/** A place that was changed, and all changes up to it. */
type Applied = { readonly recipe: string; readonly place: Place; readonly all: readonly FileChange[] };
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
    applied.push({ recipe: recipe.id, place, all: mergeChanges(all, result.changes) });
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
    else if (files.has(path) || isRenaming)
      files.set(path, await readPlaceFile(path, new TextDecoder().decode(after)));
  }
}

/** A recipe never throws; one that does is a refusal without a reason. */
async function tryPlace(
  recipe: Recipe,
  { slots, targets }: Place,
  tree: SourceTree,
  signal: AbortSignal,
): Promise<RecipeResult> {
  try {
    return await recipe.run({ slots, targets, signal }, tree);
  } catch (error) {
    console.log(`  ${recipe.id} threw: ${messageOf(error)} ${JSON.stringify(slots)}`);
    return { kind: 'refused', reason: '', hint: null };
  }
}

/** The first place with whose change, on those before it, a test fails, or null; all of them together are looked at first. */
async function firstBroken({ project, applied }: Work, signal: AbortSignal): Promise<Applied | null> {
  const isSound = async (count: number): Promise<boolean> =>
    count === 0 || passes(applied[count - 1]?.all ?? [], project, signal);
  if (await isSound(applied.length)) return null;
  let [sound, broken] = [0, applied.length];
  while (broken - sound > 1) {
    const middle = Math.floor((sound + broken) / 2);
    if (await isSound(middle)) sound = middle;
    else broken = middle;
  }
  const found = applied[broken - 1] ?? null;
  const { recipe, place } = found ?? {};
  const unjudged = applied.length - broken;
  console.log(
    `  broken: --recipe ${recipe} ${JSON.stringify(place?.slots)} -t ${place?.targets.join(' ')}; the ${unjudged} after it are not judged`,
  );
  return found;
}

async function passes(
  changes: readonly FileChange[],
  { tree, gate }: PlaceProject,
  signal: AbortSignal,
): Promise<boolean> {
  const verdict = await gate.check(createCandidate(tree, changes), signal);
  if (!verdict.passed) console.log(`  ${verdict.summary}`);
  return verdict.passed;
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
      const row = { ...tally, unchanged, recipe: recipe.id, project: project.folder, broken: 0 };
      some.push({ ...row, medianMs: median(timesMs) });
    }
    const broken = options.isTested ? await firstBroken(work, options.signal) : null;
    for (const row of some) {
      const judged = { ...row, broken: row.recipe === broken?.recipe ? 1 : 0 };
      rows.push(judged);
      tell(judged, options);
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
    untested: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
if (positionals.length === 0) throw new Error('Usage: node bench/recipes/places.ts [--places=10] FOLDER…');
const wanted = values.recipes?.split(',');
const chosen = RECIPES.filter(({ id }) => wanted === undefined || wanted.includes(id));
const options: Options = {
  places: Number(values.places),
  seed: Number(values.seed),
  together: Number(values.together),
  isTested: !values.untested,
  isVerbose: values.verbose,
  signal: new AbortController().signal,
};
const rows: PlaceRow[] = [];
for (const folder of positionals) {
  const project = await openPlaceProject(folder, values.command ?? null);
  rows.push(...(await measureProject(project, chosen, options)));
}
reportPlaces(rows);
