import { OuroborosError } from '../../domain/errors.ts';
import { treeOf } from '../../domain/candidate.ts';
import { recipesOf } from '../../recipes/catalog.ts';
import { EFFECTS, PROOFS } from '../../recipes/describe.ts';
import type { Recipe } from '../../recipes/recipe.ts';
import { commandFor } from '../../recipes/router/nearest.ts';
import type { Io } from '../io.ts';
import { openProject } from '../project.ts';
import { createStyle, type Style } from '../view/style.ts';
import { oneLine, wrapToWidth } from '../view/text-width.ts';

const LABEL_COLUMNS = 9;
const MOST_COLUMNS = 100;

/** The options of `ouroboros recipes`: all recipes in short, or `show` and the id of one. */
type RecipesOptions = {
  readonly json: boolean;
  readonly action?: string | undefined;
  readonly id?: string | undefined;
};

type View = { readonly style: Style; readonly columns: number };

/**
 * Lists what works without a model, a recipe with its languages and an example to paste; or says all about one.
 * @throws OuroborosError `usage` for an action or an id that does not exist
 */
export function runRecipes(
  { json, action, id }: RecipesOptions,
  recipes: readonly Recipe[],
  io: Pick<Io, 'stdout' | 'color' | 'columns' | 'isTerminal'>,
): number {
  const one = action === undefined ? null : recipeToShow(action, id, recipes);
  if (json) {
    io.stdout(JSON.stringify(one === null ? recipes.map(jsonOf) : jsonOf(one), null, 2));
    return 0;
  }
  const columns = io.isTerminal ? Math.min(io.columns, MOST_COLUMNS) : MOST_COLUMNS;
  const view: View = { style: createStyle(io.color), columns };
  const lines = one === null ? listLines(recipes, view) : recipeLines(one, view);
  for (const line of lines) io.stdout(line);
  return 0;
}

/** The catalogue and what the project around a folder has written itself. @throws OuroborosError `config` */
export async function recipesHere(cwd: string): Promise<readonly Recipe[]> {
  const { workspace } = await openProject(cwd);
  return recipesOf(treeOf(workspace));
}

function recipeToShow(action: string, id: string | undefined, recipes: readonly Recipe[]): Recipe {
  const found = recipes.find((recipe) => recipe.id === id);
  if (action === 'show' && found !== undefined) return found;
  const ids = recipes.map((recipe) => recipe.id);
  const wrong =
    action === 'show' ? `There is no recipe ${id ?? 'without an id'}.` : `recipes takes show, not ${action}.`;
  throw new OuroborosError('usage', wrong, {
    hint: `ouroboros recipes show ID, where ID is one of ${ids.join(', ')}`,
  });
}

function jsonOf(recipe: Recipe): object {
  const { id, version, title, languages, slots, proves, effect, examples, refuses } = recipe;
  const described = slots.map(({ name, description, isRequired }) => ({
    name,
    description,
    required: isRequired,
  }));
  const everywhere = recipe.places !== undefined;
  return { id, version, title, languages, slots: described, proves, effect, examples, refuses, everywhere };
}

function listLines(recipes: readonly Recipe[], { style, columns }: View): readonly string[] {
  return [
    'Recipes need no model and no network, do the same every time, and pass the same gates.',
    ...recipes.flatMap((recipe) => [
      '',
      `${style.strong(recipe.id)}, for ${recipe.languages.join(', ')}`,
      ...wrapToWidth(oneLine(recipe.title), columns - 2).map((line) => `  ${line}`),
      ...recipe.examples.slice(0, 1).map((example) => `  ${commandOf(example)}`),
    ]),
    '',
    '`ouroboros recipes show ID` says what a recipe takes, proves and refuses.',
  ];
}

function recipeLines(recipe: Recipe, { columns, style }: View): readonly string[] {
  const section = (label: string, values: readonly string[]): readonly string[] =>
    values
      .flatMap((value) => hanging(oneLine(value), columns - LABEL_COLUMNS - 2))
      .map((line, index) => `  ${style.dim((index === 0 ? label : '').padEnd(LABEL_COLUMNS))}${line}`);
  const example = recipe.examples[0];
  return [
    `${style.strong(recipe.id)} ${recipe.version}, for ${recipe.languages.join(', ')}`,
    ...wrapToWidth(oneLine(recipe.title), columns - 2).map((line) => `  ${line}`),
    // A command is never broken, for it is there to be pasted.
    ...(example === undefined
      ? []
      : [`  ${style.dim('Example'.padEnd(LABEL_COLUMNS))}${commandOf(example)}`]),
    ...section('Also', recipe.examples.slice(1)),
    ...section('Slots', recipe.slots.map(slotText)),
    ...section('Effect', [EFFECTS[recipe.effect]]),
    ...section(
      'Proves',
      recipe.proves.map((level) => `${level}: ${PROOFS[level]}`),
    ),
    ...section('Refuses', recipe.refuses),
  ];
}

/** On a folder, since a task without targets is refused. */
function commandOf(sentence: string): string {
  return commandFor(oneLine(sentence), ['src']);
}

function slotText({ name, description, isRequired }: Recipe['slots'][number]): string {
  return `${name}: ${description}${isRequired ? '' : ' (optional)'}`;
}

function hanging(text: string, columns: number): readonly string[] {
  return wrapToWidth(text, columns - 2).map((line, index) => (index === 0 ? line : `  ${line}`));
}
