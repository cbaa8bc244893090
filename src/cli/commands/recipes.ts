import type { Recipe } from '../../recipes/recipe.ts';
import { commandFor } from '../../recipes/router/nearest.ts';
import type { Io } from '../io.ts';
import { createStyle, type Style } from '../view/style.ts';
import { oneLine, wrapToWidth } from '../view/text-width.ts';

const LABEL_COLUMNS = 9;
const MOST_COLUMNS = 100;

/** Lists what works without a model: each recipe with its languages, an example to paste, its slots and its limits. */
export function runRecipes(
  options: { readonly json: boolean },
  recipes: readonly Recipe[],
  io: Pick<Io, 'stdout' | 'color' | 'columns' | 'isTerminal'>,
): number {
  if (options.json) {
    io.stdout(JSON.stringify(recipes.map(jsonOf), null, 2));
    return 0;
  }
  const style = createStyle(io.color);
  const columns = io.isTerminal ? Math.min(io.columns, MOST_COLUMNS) : MOST_COLUMNS;
  io.stdout('Recipes need no model and no network, do the same every time, and pass the same gates.');
  for (const line of recipes.flatMap((recipe) => ['', ...recipeLines(recipe, columns, style)]))
    io.stdout(line);
  return 0;
}

function jsonOf({ id, version, title, languages, slots, examples, refuses }: Recipe): object {
  const described = slots.map(({ name, description, isRequired }) => ({
    name,
    description,
    required: isRequired,
  }));
  return { id, version, title, languages, slots: described, examples, refuses };
}

function recipeLines(recipe: Recipe, columns: number, style: Style): readonly string[] {
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
