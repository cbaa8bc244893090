import type { Step } from '../domain/plan.ts';
import { recipeById } from '../recipes/catalog.ts';
import type { Recipe, SlotValues } from '../recipes/recipe.ts';
import { suits } from '../recipes/router/fit.ts';
import { routeNamed, routeSentence, type RouteMatch } from '../recipes/router/router.ts';

/** The recipes that work on at least one of the files. */
export function recipesFor(paths: readonly string[], recipes: readonly Recipe[]): readonly Recipe[] {
  return recipes.filter((recipe) => suits(recipe, paths));
}

/** What the reasoner is told of the recipes: a line each, with the slots; optional ones stand in brackets. */
export function recipeMenu(recipes: readonly Recipe[]): string {
  const lines = recipes.map(({ id, slots, title }) => {
    const names = slots.map(({ name, isRequired }) => (isRequired ? name : `[${name}]`));
    return `- ${id}(${names.join(', ')}): ${title}`;
  });
  return [
    'Recipes do a step without a model, exactly and with proof. Where one does the whole of a step, give its id and its slots:',
    ...lines,
  ].join('\n');
}

/** A step as the reasoner put it. */
export type ProposedStep = Pick<Step, 'title' | 'paths'> & {
  readonly recipe: string | null;
  readonly slots: SlotValues;
};

/**
 * Who does a step: the recipe that the reasoner chose, if its slots fit; or a recipe that covers the whole title of a
 * step which was meant for the model; or the model.
 */
export function engineFor(
  { title, paths, recipe, slots }: ProposedStep,
  recipes: readonly Recipe[],
): Step['engine'] {
  const chosen = recipe === null ? null : recipeById(recipe, recipes);
  const fitted = chosen === null ? null : routeNamed(chosen, { targets: paths, functions: [], given: slots });
  if (fitted?.kind === 'fits') return engineOf(fitted.match, false);
  const route = routeSentence(title, { targets: paths, functions: [] }, recipes);
  return route.kind === 'match' ? engineOf(route, true) : { kind: 'model' };
}

function engineOf({ recipe, slots }: RouteMatch, replacesModel: boolean): Step['engine'] {
  return { kind: 'recipe', recipe: recipe.id, slots, isEverywhere: false, replacesModel };
}
