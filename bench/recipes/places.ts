/**
 * Applies every recipe that fits at random places of real projects and runs the projects' own tests, in the sandbox,
 * with the changes and without: how many are applied, refused (each must say why) and how many break a test. The
 * changes of a recipe are judged together, and one by one where a test fails.
 * Usage: node bench/recipes/places.ts [--places=10] [--seed=1] [--recipes=a,b] [--command="runs the tests"] [--untested]
 * [--verbose] FOLDER…, which are work trees of git whose dependencies are installed. Nothing in them is written.
 */
import { parseArgs } from 'node:util';
import { createCandidate } from '../../src/domain/candidate.ts';
import { messageOf } from '../../src/domain/errors.ts';
import { languageOf } from '../../src/domain/language.ts';
import { mergeChanges, type FileChange } from '../../src/domain/patch.ts';
import type { SourceTree } from '../../src/domain/ports.ts';
import { RECIPES } from '../../src/recipes/catalog.ts';
import type { Recipe, RecipeResult } from '../../src/recipes/recipe.ts';
import { randomFrom, sampleOf, type Random } from '../gates/corpus.ts';
import { median } from '../measure.ts';
import { openPlaceProject, type PlaceProject } from './place-projects.ts';
import { lineOf, reportPlaces, type PlaceRefusal, type PlaceRow } from './place-report.ts';
import { drawPlace, type Place, type PlaceFile } from './random-places.ts';

const TRIES_FOR_EACH_PLACE = 5;
type Options = {
  readonly places: number;
  readonly seed: number;
  readonly isTested: boolean;
  readonly isVerbose: boolean;
  readonly signal: AbortSignal;
};
type Applied = { readonly place: Place; readonly changes: readonly FileChange[] };
type Tally = {
  readonly applied: readonly Applied[];
  readonly refusals: readonly PlaceRefusal[];
  readonly unchanged: number;
  readonly timesMs: readonly number[];
};

/** Tries places until so many are applied, each on what those before it left. */
async function applyAtRandom(
  recipe: Recipe,
  { tree, files }: PlaceProject,
  options: Options,
): Promise<Tally> {
  const random = randomFrom(options.seed);
  const applied: Applied[] = [];
  const refusals: PlaceRefusal[] = [];
  const timesMs: number[] = [];
  let unchanged = 0;
  let changes: readonly FileChange[] = [];
  for (const place of drawPlaces(recipe, files, random, options.places * TRIES_FOR_EACH_PLACE)) {
    if (applied.length === options.places) break;
    const startedMs = performance.now();
    const result = await tryPlace(recipe, place, createCandidate(tree, changes), options.signal);
    timesMs.push(performance.now() - startedMs);
    if (result.kind === 'refused') refusals.push({ place, reason: result.reason });
    if (result.kind === 'unchanged') unchanged++;
    if (result.kind !== 'changed') continue;
    applied.push({ place, changes: result.changes });
    changes = mergeChanges(changes, result.changes);
  }
  return { applied, refusals, unchanged, timesMs };
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

function drawPlaces(
  recipe: Recipe,
  files: readonly PlaceFile[],
  random: Random,
  count: number,
): readonly Place[] {
  const fitting = files.filter(({ path }) => recipe.languages.includes(languageOf(path) ?? 'text'));
  const drawn = new Map<string, Place>();
  for (let tries = 0; tries < count * 4 && drawn.size < count && fitting.length > 0; tries++) {
    for (const file of sampleOf(fitting, 1, random)) {
      const place = drawPlace(recipe, file, random);
      if (place !== null) drawn.set(JSON.stringify(place), place);
    }
  }
  return [...drawn.values()];
}

/** The places whose change alone makes a test fail; all of them together are looked at first. */
async function brokenPlaces(
  recipe: Recipe,
  tally: Tally,
  project: PlaceProject,
  { signal }: Options,
): Promise<number> {
  const { applied } = tally;
  const together = applied.reduce<readonly FileChange[]>(
    (all, { changes }) => mergeChanges(all, changes),
    [],
  );
  if (applied.length === 0 || (await passes(together, project, signal))) return 0;
  let broken = 0;
  for (const { place } of applied) {
    const alone = await recipe.run({ ...place, signal }, project.tree);
    if (alone.kind !== 'changed' || (await passes(alone.changes, project, signal))) continue;
    broken++;
    console.log(
      `  broken: --recipe ${recipe.id} ${JSON.stringify(place.slots)} -t ${place.targets.join(' ')}`,
    );
  }
  if (broken === 0)
    console.log(`  broken: ${recipe.id} at ${applied.length} places together, none of them alone`);
  return Math.max(1, broken);
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
  for (const recipe of recipes) {
    const tally = await applyAtRandom(recipe, project, options);
    const { applied, refusals, unchanged, timesMs } = tally;
    if (timesMs.length === 0) continue;
    if (options.isVerbose)
      for (const { place, reason } of refusals)
        console.log(`  refused ${JSON.stringify(place.slots)}: ${reason}`);
    const row = {
      recipe: recipe.id,
      project: project.folder,
      applied: applied.length,
      unchanged,
      broken: options.isTested ? await brokenPlaces(recipe, tally, project, options) : 0,
      refusals,
      medianMs: median(timesMs),
    };
    rows.push(row);
    console.log(lineOf(row));
  }
  return rows;
}

const { values, positionals } = parseArgs({
  options: {
    places: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    recipes: { type: 'string' },
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
