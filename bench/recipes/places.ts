/**
 * Applies every recipe that fits at random places of real projects and runs the projects' own tests, in the sandbox,
 * with the changes and without: how many are applied, refused (each must say why) and how many break a test. The
 * changes of a recipe are judged together, and one by one where a test fails.
 * Usage: node bench/recipes/places.ts [--places=10] [--seed=1] [--recipes=a,b] [--verbose] FOLDER…, which are work
 * trees of git whose dependencies are installed. Nothing in them is written.
 */
import { parseArgs } from 'node:util';
import { isTestFile } from '../../src/codebase/test-files.ts';
import { openProject } from '../../src/cli/project.ts';
import { createCandidate, treeOf } from '../../src/domain/candidate.ts';
import type { TestsConfig } from '../../src/domain/config.ts';
import { messageOf } from '../../src/domain/errors.ts';
import { languageOf } from '../../src/domain/language.ts';
import { mergeChanges, type FileChange } from '../../src/domain/patch.ts';
import type { Gate, SourceTree } from '../../src/domain/ports.ts';
import { RECIPES } from '../../src/recipes/catalog.ts';
import type { Recipe, RecipeResult } from '../../src/recipes/recipe.ts';
import { createTestsGate } from '../../src/safety/gates/tests.ts';
import { randomFrom, sampleOf, type Random } from '../gates/corpus.ts';
import { median, reportFigures } from '../measure.ts';
import { drawPlace, readPlaceFile, type Place, type PlaceFile } from './random-places.ts';

const TRIES_FOR_EACH_PLACE = 5;
const MAX_FILE_BYTES = 200_000;
const NOT_COVERED = /(?:^|\/)(?:docs?|examples?|bench\w*|scripts|types?)\//;

const TESTS: TestsConfig = {
  run: 'all',
  command: null,
  timeoutMs: 600_000,
  allowUnsandboxed: false,
  installsMissing: false,
  isRequired: false,
  measuresBoth: false,
};

type Options = {
  readonly places: number;
  readonly seed: number;
  readonly isVerbose: boolean;
  readonly signal: AbortSignal;
};
type Project = {
  readonly root: string;
  readonly tree: SourceTree;
  readonly files: readonly PlaceFile[];
  readonly gate: Gate;
};
type Applied = { readonly place: Place; readonly changes: readonly FileChange[] };
type Tally = {
  readonly applied: readonly Applied[];
  readonly refusals: readonly { readonly place: Place; readonly reason: string }[];
  readonly unchanged: number;
  readonly timesMs: readonly number[];
};
type Row = {
  readonly recipe: string;
  readonly applied: number;
  readonly refused: number;
  readonly unexplained: number;
  readonly broken: number;
  readonly medianMs: number;
};

async function openFolder(folder: string): Promise<Project> {
  const { root, workspace } = await openProject(folder);
  const tree = treeOf(workspace);
  const paths = (await tree.list()).filter((path) => !isTestFile(path) && !NOT_COVERED.test(path));
  const files: PlaceFile[] = [];
  for (const path of paths.filter((one) => FITTING.has(languageOf(one) ?? ''))) {
    const bytes = await tree.read(path);
    if (bytes === null || bytes.length > MAX_FILE_BYTES) continue;
    files.push(await readPlaceFile(path, new TextDecoder().decode(bytes)));
  }
  const gate = createTestsGate({
    root,
    tree,
    // Asked for related tests alone; all of them are run here.
    index: { ask: async () => Promise.reject(new Error('The bench has no index.')) },
    config: TESTS,
    listPaths: async () => ({ paths: await workspace.candidates(), leftOut: [] }),
    onEvent: (event) => {
      if (event.type === 'tests.skipped') throw new Error(`${folder}: ${event.reason}`);
    },
    onFolder: () => {},
  });
  return { root, tree, files, gate };
}

/** Others, like CSS, can only be given a header. */
const FITTING: ReadonlySet<string> = new Set(['python', 'javascript', 'typescript', 'tsx']);

/** Tries places until so many are applied, each on what those before it left. */
async function applyAtRandom(recipe: Recipe, { tree, files }: Project, options: Options): Promise<Tally> {
  const random = randomFrom(options.seed);
  const applied: Applied[] = [];
  const refusals: Tally['refusals'][number][] = [];
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
  project: Project,
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
  { tree, gate }: Project,
  signal: AbortSignal,
): Promise<boolean> {
  const verdict = await gate.check(createCandidate(tree, changes), signal);
  if (!verdict.passed) console.log(`  ${verdict.summary}`);
  return verdict.passed;
}

async function measureProject(
  folder: string,
  recipes: readonly Recipe[],
  options: Options,
): Promise<readonly Row[]> {
  const project = await openFolder(folder);
  const rows: Row[] = [];
  for (const recipe of recipes) {
    const tally = await applyAtRandom(recipe, project, options);
    const { applied, refusals, unchanged, timesMs } = tally;
    if (timesMs.length === 0) continue;
    if (options.isVerbose)
      for (const { place, reason } of refusals)
        console.log(`  refused ${JSON.stringify(place.slots)}: ${reason}`);
    const row = {
      recipe: recipe.id,
      applied: applied.length,
      refused: refusals.length,
      unexplained: refusals.filter(({ reason }) => reason === '').length,
      broken: await brokenPlaces(recipe, tally, project, options),
      medianMs: median(timesMs),
    };
    rows.push(row);
    const counts = `${row.applied} applied, ${row.refused} refused, ${unchanged} with nothing to do, ${row.broken} broken`;
    console.log(`${folder} ${recipe.id}: ${counts}; ${row.medianMs.toFixed(0)} ms a place`);
  }
  return rows;
}

const { values, positionals } = parseArgs({
  options: {
    places: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    recipes: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
if (positionals.length === 0) throw new Error('Usage: node bench/recipes/places.ts [--places=10] FOLDER…');
const wanted = values.recipes?.split(',');
const options: Options = {
  places: Number(values.places),
  seed: Number(values.seed),
  isVerbose: values.verbose,
  signal: new AbortController().signal,
};
const rows: Row[] = [];
for (const folder of positionals) {
  const chosen = RECIPES.filter(({ id }) => wanted === undefined || wanted.includes(id));
  rows.push(...(await measureProject(folder, chosen, options)));
}

const sum = (key: 'applied' | 'refused' | 'unexplained' | 'broken', some: readonly Row[] = rows): number =>
  some.reduce((total, row) => total + row[key], 0);
for (const [recipe, some] of Map.groupBy(rows, (row) => row.recipe)) {
  console.log(
    `${recipe}: ${sum('applied', some)} applied, ${sum('refused', some)} refused, ${sum('broken', some)} broken`,
  );
}
reportFigures([
  {
    name: 'applied changes that break a test of the project',
    value: (100 * sum('broken')) / sum('applied'),
    unit: '%',
    bound: 1,
    detail: `${sum('broken')} of ${sum('applied')} in ${positionals.length} projects; ${sum('refused')} refused`,
  },
  { name: 'refusals without a reason', value: sum('unexplained'), unit: '', bound: 0, detail: '' },
]);
