import { createCandidate } from '../domain/candidate.ts';
import type { EventOf } from '../domain/event.ts';
import { mergeChanges } from '../domain/patch.ts';
import { recipeById } from '../recipes/catalog.ts';
import { runEverywhere } from '../recipes/everywhere.ts';
import { meantNames } from '../recipes/meant-names.ts';
import type { Recipe, RecipeProgress, RecipeResult } from '../recipes/recipe.ts';
import type { StepInput, StepResult } from './built-step.ts';
import { checkCandidate } from './check-candidate.ts';
import { endAs } from './ending.ts';
import type { RunContext } from './run-context.ts';

/** Does a step by its recipe. A recipe has one attempt: the same input would give the same patch again. */
export async function buildByRecipe(input: StepInput, run: RunContext): Promise<StepResult> {
  const { step, staged } = input;
  if (step.engine.kind !== 'recipe') throw new TypeError(`Step ${step.id} is not a recipe step.`);
  const recipe = recipeById(step.engine.recipe, run.recipes);
  if (recipe === null)
    return endAs('refused', `There is no recipe ${step.engine.recipe}.`, 'See `ouroboros recipes`.');
  run.emit({ type: 'attempt.started', stepId: step.id, attempt: 1 });
  const startedMs = run.clock.elapsedMs();
  const { slots, isEverywhere } = step.engine;
  const onProgress = (progress: RecipeProgress): void => run.onProgress?.({ work: recipe.id, ...progress });
  const { signal, libraries } = run;
  const request = { slots, targets: step.paths, signal, libraries, onProgress };
  const tree = createCandidate(run.tree, staged);
  const result = await (isEverywhere ? runEverywhere(recipe, request, tree) : recipe.run(request, tree));
  run.emit(recipeEvent(recipe, result, { stepId: step.id, durationMs: run.clock.elapsedMs() - startedMs }));
  if (result.kind === 'refused') {
    const meant = await meantNames(recipe, request, tree);
    return endAs('refused', `${recipe.id}: ${result.reason}`, withMeant(result.hint, meant));
  }
  if (result.kind === 'unchanged') return { kind: 'nothing', summary: result.summary };
  const place = { stepId: step.id, attempt: 1, later: input.later };
  const check = await checkCandidate(mergeChanges(staged, result.changes), place, run);
  if (check.failure !== null && run.config.safeMode) {
    return endAs(
      'failed',
      `The patch of ${recipe.id} did not pass: ${check.failure.verdict.summary}`,
      'Nothing was changed.',
    );
  }
  const { id, version, effect } = recipe;
  const engine = { kind: 'recipe', id, version, effect } as const;
  return { kind: 'built', changes: result.changes, engine, attempts: 1, check };
}

/** The hint of a refusal with the names that a misspelt one may mean, where it does not have them. */
function withMeant(hint: string | null, meant: readonly string[]): string | null {
  const isSaid = meant.some((name) => hint?.includes(name));
  if (meant.length === 0 || isSaid) return hint;
  return [`Did you mean ${meant.join(' or ')}?`, ...(hint === null ? [] : [hint])].join(' ');
}

function recipeEvent(
  recipe: Recipe,
  result: RecipeResult,
  place: { readonly stepId: string; readonly durationMs: number },
): EventOf<'recipe.ran'> {
  return {
    type: 'recipe.ran',
    ...place,
    recipe: recipe.id,
    version: recipe.version,
    result: result.kind,
    summary: result.kind === 'refused' ? result.reason : result.summary,
    notes: result.kind === 'changed' ? [...result.notes] : [],
    proofs: result.kind === 'changed' ? [...result.proofs] : [],
  };
}
