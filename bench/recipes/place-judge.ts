import { createCandidate } from '../../src/domain/candidate.ts';
import { messageOf } from '../../src/domain/errors.ts';
import { mergeChanges, type FileChange } from '../../src/domain/patch.ts';
import type { SourceTree } from '../../src/domain/ports.ts';
import type { Recipe, RecipeResult } from '../../src/recipes/recipe.ts';
import type { PlaceProject } from './place-projects.ts';
import type { Place } from './random-places.ts';

/** A place that was changed, and all changes up to it. */
export type Applied = {
  readonly recipe: Recipe;
  readonly place: Place;
  readonly all: readonly FileChange[];
};

/** Recipes, one for each change that breaks a test, and for each that could not be made again without such a one. */
export type Judged = { readonly broken: readonly string[]; readonly unjudged: readonly string[] };

/** Judges what was made: the changes behind one that breaks a test are made again without it, and judged on. */
export async function judgeApplied(
  project: PlaceProject,
  applied: readonly Applied[],
  signal: AbortSignal,
): Promise<Judged> {
  const broken: string[] = [];
  const unjudged: string[] = [];
  let left = applied;
  let found = await firstBroken(project, left, signal);
  for (
    let culprit = left[found ?? -1];
    found !== null && culprit !== undefined;
    culprit = left[found ?? -1]
  ) {
    const { recipe, place } = culprit;
    broken.push(recipe.id);
    console.log(
      `  broken: --recipe ${recipe.id} ${JSON.stringify(place.slots)} -t ${place.targets.join(' ')}`,
    );
    const again = await madeAgain(project, left.slice(0, found), left.slice(found + 1), signal);
    unjudged.push(...again.lost);
    left = again.applied;
    found = await firstBroken(project, left, signal, found);
  }
  return { broken, unjudged };
}

/** The same places on what others left; those that fit no more cannot be judged. */
async function madeAgain(
  { tree }: PlaceProject,
  sound: readonly Applied[],
  places: readonly Applied[],
  signal: AbortSignal,
): Promise<{ readonly applied: readonly Applied[]; readonly lost: readonly string[] }> {
  const applied = [...sound];
  const lost: string[] = [];
  for (const { recipe, place } of places) {
    const all = applied.at(-1)?.all ?? [];
    const result = await tryPlace(recipe, place, createCandidate(tree, all), signal);
    if (result.kind !== 'changed') lost.push(recipe.id);
    else applied.push({ recipe, place, all: mergeChanges(all, result.changes) });
  }
  return { applied, lost };
}

/** Where the first change stands with which, on those before it, a test fails, or null; all are tried together first. */
async function firstBroken(
  project: PlaceProject,
  applied: readonly Applied[],
  signal: AbortSignal,
  soundBefore = 0,
): Promise<number | null> {
  const isSound = async (count: number): Promise<boolean> =>
    count === 0 || passes(applied[count - 1]?.all ?? [], project, signal);
  if (await isSound(applied.length)) return null;
  let [sound, broken] = [soundBefore, applied.length];
  while (broken - sound > 1) {
    const middle = Math.floor((sound + broken) / 2);
    if (await isSound(middle)) sound = middle;
    else broken = middle;
  }
  return broken - 1;
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

/** A recipe never throws; one that does is a refusal without a reason. */
export async function tryPlace(
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
