import { createCandidate } from '../domain/candidate.ts';
import type { EventOf } from '../domain/event.ts';
import { mergeChanges, type FileChange } from '../domain/patch.ts';
import { recipeById } from '../recipes/catalog.ts';
import { runEverywhere } from '../recipes/everywhere.ts';
import { meantNames } from '../recipes/router/meant-names.ts';
import type { Recipe, RecipeProgress, RecipeResult, SlotValues } from '../recipes/recipe.ts';
import type { StepInput, StepResult } from './built-step.ts';
import { checkCandidate, type CheckResult } from './check-candidate.ts';
import { endAs } from './ending.ts';
import type { RunContext } from './run-context.ts';

/** So often files are left out of `--all` before the step is given up. */
const MOST_ATTEMPTS = 5;

/**
 * Does a step by its recipe. The same input would give the same patch again, so there is one attempt; but for `--all`,
 * which leaves the targets that a gate refuses as they are and does the others.
 */
export async function buildByRecipe(input: StepInput, run: RunContext): Promise<StepResult> {
  const { id, engine, paths } = input.step;
  if (engine.kind !== 'recipe') throw new TypeError(`Step ${id} is not a recipe step.`);
  const recipe = recipeById(engine.recipe, run.recipes);
  if (recipe === null)
    return endAs('refused', `There is no recipe ${engine.recipe}.`, 'See `ouroboros recipes`.');
  const most = engine.isEverywhere ? MOST_ATTEMPTS : 1;
  const left = new Map<string, string>();
  for (let attempt = 1; ; attempt += 1) {
    const tried = await tryRecipe({ ...input, ...engine, recipe, attempt, left }, run);
    if (tried.kind !== 'failed') return tried;
    const { gate, verdict } = tried.failure;
    const refused = attempt < most ? refusedTargets(tried, paths) : new Map<string, string>();
    if (refused.size === 0) {
      const reason = `The patch of ${recipe.id} did not pass: ${verdict.summary}`;
      return endAs('failed', reason, 'Nothing was changed.');
    }
    for (const [path, why] of refused) left.set(path, `${path}: ${why} (${gate.id})`);
  }
}

type Attempt = StepInput & {
  readonly recipe: Recipe;
  readonly slots: SlotValues;
  readonly isEverywhere: boolean;
  readonly attempt: number;
  /** Targets that stay as they are, with the reason. */
  readonly left: ReadonlyMap<string, string>;
};

type Failed = {
  readonly kind: 'failed';
  readonly changes: readonly FileChange[];
  readonly failure: NonNullable<CheckResult['failure']>;
};

async function tryRecipe(input: Attempt, run: RunContext): Promise<StepResult | Failed> {
  const { step, staged, recipe, slots, isEverywhere, attempt, left } = input;
  run.emit({ type: 'attempt.started', stepId: step.id, attempt });
  const startedMs = run.clock.elapsedMs();
  const onProgress = (progress: RecipeProgress): void => run.onProgress?.({ work: recipe.id, ...progress });
  const { signal, libraries } = run;
  const targets = step.paths.filter((path) => !left.has(path));
  const request = { slots, targets, signal, libraries, onProgress };
  const tree = createCandidate(run.tree, staged);
  const result = noting(
    await (isEverywhere ? runEverywhere(recipe, request, tree) : recipe.run(request, tree)),
    left,
  );
  run.emit(recipeEvent(recipe, result, { stepId: step.id, durationMs: run.clock.elapsedMs() - startedMs }));
  if (result.kind === 'refused') {
    const meant = await meantNames(recipe, request, tree);
    return endAs('refused', `${recipe.id}: ${result.reason}`, withMeant(result.hint, meant));
  }
  if (result.kind === 'unchanged') return { kind: 'nothing', summary: result.summary };
  const place = { stepId: step.id, attempt, later: input.later };
  const check = await checkCandidate(mergeChanges(staged, result.changes), place, run);
  if (check.failure !== null && run.config.safeMode)
    return { kind: 'failed', changes: result.changes, failure: check.failure };
  const { id, version, effect } = recipe;
  const engine = { kind: 'recipe', id, version, effect } as const;
  return { kind: 'built', changes: result.changes, engine, attempts: attempt, check };
}

/** The changed targets that a gate refuses, with the reasons, where others are left and leaving them may help. */
function refusedTargets(
  { changes, failure: { gate, verdict } }: Failed,
  targets: readonly string[],
): ReadonlyMap<string, string> {
  const { diagnostics, refused = [], summary } = verdict;
  const reasons = new Map([
    ...refused.map((path) => [path, summary] as const),
    ...diagnostics.map(({ path, message }) => [path, message] as const).toReversed(),
  ]);
  const isTarget = (path: string): boolean =>
    targets.includes(path) && changes.some((change) => change.path === path);
  const isHelped =
    gate.id !== 'tests' && reasons.size < changes.length && [...reasons.keys()].every(isTarget);
  return isHelped ? reasons : new Map();
}

function noting(result: RecipeResult, left: ReadonlyMap<string, string>): RecipeResult {
  if (result.kind !== 'changed') return result;
  const notes = [...left.values()].map((reason) => `Left as it was: ${reason}`);
  return { ...result, notes: [...result.notes, ...notes] };
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
