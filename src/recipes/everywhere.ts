import { counted } from './counted.ts';
import { createCandidate } from '../domain/candidate.ts';
import { mergeChanges, type FileChange } from '../domain/patch.ts';
import type { SourceTree } from '../domain/ports.ts';
import { placeAfter } from './place.ts';
import type { Proof, Recipe, RecipeRequest, RecipeResult, SlotValues } from './recipe.ts';

const MAX_REFUSALS = 20;

/**
 * Runs a recipe at every place of the targets that it may fit, each on what those before it left. A place that it
 * refuses is left and noted; one where nothing is to be done is passed over.
 */
export async function runEverywhere(
  recipe: Recipe,
  request: RecipeRequest,
  tree: SourceTree,
): Promise<RecipeResult> {
  if (recipe.places === undefined) return recipe.run(request, tree);
  const done: Done[] = [];
  const refusals: string[] = [];
  let changes: readonly FileChange[] = [];
  let places = await recipe.places(request, tree);
  for (let index = 0; index < places.length; index++) {
    const place = places[index] ?? {};
    request.signal.throwIfAborted();
    request.onProgress?.({ unit: 'place', done: index, total: places.length });
    const slots = { ...request.slots, ...place };
    const result = await recipe.run({ ...request, slots }, createCandidate(tree, changes));
    if (result.kind === 'refused') refusals.push(`${labelOf(place)}: ${result.reason}`);
    if (result.kind !== 'changed') continue;
    done.push(result);
    changes = mergeChanges(changes, result.changes);
    places = places.map((one) => placeAfter(one, result.changes));
  }
  return summed({ done, refusals, changes }, recipe);
}

type Done = Extract<RecipeResult, { readonly kind: 'changed' }>;
type Sum = {
  readonly done: readonly Done[];
  readonly refusals: readonly string[];
  readonly changes: readonly FileChange[];
};

function summed({ done, refusals, changes }: Sum, { id }: Recipe): RecipeResult {
  const [refusal] = refusals;
  if (done.length === 0 && refusal !== undefined) {
    const reason =
      refusals.length === 1
        ? `The one place cannot be changed: ${refusal}`
        : `None of the ${refusals.length} places can be changed, the first because: ${refusal}`;
    return { kind: 'refused', reason, hint: null };
  }
  if (done.length === 0) return { kind: 'unchanged', summary: `The targets have no place for ${id}.` };
  const left = refusals.length === 0 ? '' : `, left ${refusals.length}`;
  return {
    kind: 'changed',
    changes,
    summary: `${id} changed ${done.length === 1 ? '1 place' : `${done.length} places`}${left}.`,
    notes: [...done.flatMap(({ summary, notes }) => [summary, ...notes]), ...refusalNotes(refusals)],
    proofs: provenOfAll(done),
  };
}

function refusalNotes(refusals: readonly string[]): readonly string[] {
  const more = refusals.length - MAX_REFUSALS;
  const shown = refusals.slice(0, MAX_REFUSALS).map((refusal) => `Left as it was: ${refusal}`);
  return more <= 0
    ? shown
    : [...shown, `Left as they were: ${counted(more, ['more place', 'more places'])}.`];
}

/** Only what was proved of every place was proved of the whole. */
function provenOfAll(done: readonly Done[]): readonly Proof[] {
  const [first, ...others] = done.map(({ proofs }) => proofs);
  return (first ?? [])
    .filter(({ level }) => others.every((proofs) => proofs.some((proof) => proof.level === level)))
    .map(({ level, detail }) => ({
      level,
      detail: done.length === 1 ? detail : `at each of ${done.length} places, the first: ${detail}`,
    }));
}

function labelOf(place: SlotValues): string {
  return Object.entries(place)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}
