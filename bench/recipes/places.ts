/**
 * Applies every recipe that fits at random places of real projects and runs the projects' own tests, in the sandbox,
 * with the changes and without: how many are applied, refused (each must say why) and how many break a test. The
 * changes of a recipe are judged together; where a test fails, the first that makes it fail is searched for.
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
  readonly isTested: boolean;
  readonly isVerbose: boolean;
  readonly signal: AbortSignal;
};
/** A place that was changed, and all changes up to it. */
type Applied = { readonly place: Place; readonly all: readonly FileChange[] };
type Tally = {
  readonly applied: readonly Applied[];
  readonly refusals: readonly PlaceRefusal[];
  readonly timesMs: readonly number[];
};

/** Tries places until so many are applied, each on what those before it left. */
async function applyAtRandom(recipe: Recipe, project: PlaceProject, options: Options): Promise<Tally> {
  const random = randomFrom(options.seed);
  const files = new Map(project.files.filter((file) => isFor(recipe, file)).map((file) => [file.path, file]));
  const applied: Applied[] = [];
  const refusals: PlaceRefusal[] = [];
  const timesMs: number[] = [];
  const tried = new Set<string>();
  const limit = options.places * TRIES_FOR_EACH_PLACE;
  for (let draws = 0; draws < limit * DRAWS_FOR_EACH_TRY && timesMs.length < limit; draws++) {
    if (applied.length === options.places) break;
    const [file] = sampleOf([...files.values()], 1, random);
    const place = file === undefined ? null : drawPlace(recipe, file, random);
    if (place === null || tried.has(JSON.stringify(place))) continue;
    tried.add(JSON.stringify(place));
    const tree = createCandidate(project.tree, applied.at(-1)?.all ?? []);
    const startedMs = performance.now();
    const result = await tryPlace(recipe, place, tree, options.signal);
    timesMs.push(performance.now() - startedMs);
    if (result.kind === 'refused') refusals.push({ place, reason: result.reason });
    if (result.kind !== 'changed') continue;
    applied.push({ place, all: mergeChanges(applied.at(-1)?.all ?? [], result.changes) });
    await readAgain(files, result.changes);
  }
  return { applied, refusals, timesMs };
}

function isFor({ languages }: Recipe, { path }: PlaceFile): boolean {
  return languages.includes(languageOf(path) ?? 'text');
}

/** The next places are drawn in what the change left. */
async function readAgain(files: Map<string, PlaceFile>, changes: readonly FileChange[]): Promise<void> {
  for (const { path, after } of changes) {
    if (after === null) files.delete(path);
    else if (files.has(path)) files.set(path, await readPlaceFile(path, new TextDecoder().decode(after)));
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

/** The first place with whose change, on those before it, a test fails; all of them together are looked at first. */
async function brokenPlaces(
  recipe: Recipe,
  { applied }: Tally,
  project: PlaceProject,
  { signal }: Options,
): Promise<number> {
  const isSound = async (count: number): Promise<boolean> =>
    count === 0 || passes(applied[count - 1]?.all ?? [], project, signal);
  if (await isSound(applied.length)) return 0;
  let [sound, broken] = [0, applied.length];
  while (broken - sound > 1) {
    const middle = Math.floor((sound + broken) / 2);
    if (await isSound(middle)) sound = middle;
    else broken = middle;
  }
  const place = applied[broken - 1]?.place;
  console.log(
    `  broken: --recipe ${recipe.id} ${JSON.stringify(place?.slots)} -t ${place?.targets.join(' ')}, the ${broken}. of ${applied.length}`,
  );
  return 1;
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
    const { applied, refusals, timesMs } = tally;
    if (timesMs.length === 0) continue;
    if (options.isVerbose)
      for (const { place, reason } of refusals)
        console.log(`  refused ${JSON.stringify(place.slots)}: ${reason}`);
    const row = {
      recipe: recipe.id,
      project: project.folder,
      applied: applied.length,
      unchanged: timesMs.length - applied.length - refusals.length,
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
