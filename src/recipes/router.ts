// From a sentence to a recipe, with no model. A recipe declares sentence patterns:
//
//   rename {from} to {to}      words stand for themselves (case is ignored); {slot} takes one name: an identifier, or
//                              a dotted name where the pattern has the dot, as in {class}.{method}
//   (convert|turn) x           one of several, each of any length
//   rename [all] x             the same, or nothing
//   sort {file}                {file} takes a path; "in src/a.py" needs no pattern, it is understood everywhere
//
// Articles, punctuation and hyphens do not count: write `top level`. A sentence matches a recipe when its words, all of
// them, are used up by one of the recipe's patterns and any number of its riders, locations and joining words. A slot
// met twice must hold the same value. What is left over refuses the sentence: half a request is never done.
import { languageOf } from '../domain/language.ts';
import { RECIPES } from './catalog.ts';
import type { Recipe, SlotValues } from './recipe.ts';
import { coverOf, type Cover } from './router-cover.ts';
import { byNearness, commandFor, type NearRecipe } from './router-nearest.ts';
import { wordsOf, type Word } from './router-words.ts';

/** What the command line gives besides the sentence: resolved target files, and the names of `-f`. */
export type RouteContext = { readonly targets: readonly string[]; readonly functions: readonly string[] };

/** A recipe that covers the whole sentence, the values of its slots, and the targets that the sentence leaves. */
export type RouteMatch = {
  readonly recipe: Recipe;
  readonly slots: SlotValues;
  readonly targets: readonly string[];
};

/** `none` says why, which words no recipe covers, and what comes near, with commands that can be pasted. */
export type Route =
  | ({ readonly kind: 'match' } & RouteMatch)
  | {
      readonly kind: 'none';
      readonly reason: string;
      readonly uncovered: readonly string[];
      readonly nearest: readonly NearRecipe[];
    }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly RouteMatch[] };

type Reading = { readonly recipe: Recipe; readonly cover: Cover; readonly results: readonly Fit[] };
type Fit = ({ readonly kind: 'fits' } & RouteMatch) | { readonly kind: 'misfit'; readonly reason: string };

const NEGATION =
  /^(?:not|no|never|without|except|but|unless|(?:do|does|should|must|ca|wo|would)n'?t|cannot)$/i;

/** Finds the one recipe that covers every word of the sentence and fits the targets and the names given by `-f`. Pure. */
export function routeSentence(
  sentence: string,
  context: RouteContext,
  recipes: readonly Recipe[] = RECIPES,
): Route {
  const words = wordsOf(sentence);
  const readings = recipes.map((recipe): Reading => {
    const cover = coverOf(recipe, words);
    return { recipe, cover, results: cover.readings.map((slots) => fit(recipe, slots, context)) };
  });
  const matches = readings.flatMap(({ results }) => results.filter((result) => result.kind === 'fits'));
  const [match, ...others] = matches.map(({ recipe, slots, targets }) => ({ recipe, slots, targets }));
  if (match === undefined) return noRoute(sentence, words, { readings, context });
  return others.length === 0
    ? { kind: 'match', ...match }
    : { kind: 'ambiguous', candidates: [match, ...others] };
}

/** Whether a reading of the sentence holds against the rest of the command line. */
function fit(recipe: Recipe, slots: SlotValues, context: RouteContext): Fit {
  const { file, ...named } = slots;
  const targets = file === undefined ? context.targets : targetsNamed(file, context.targets);
  if (targets === null) return { kind: 'misfit', reason: `${file} is not among the targets.` };
  if (!suits(recipe, targets)) return { kind: 'misfit', reason: whyUnsuited(recipe) };
  const filled = context.functions.reduce<SlotValues | null>(
    (known, name) => known && withName(recipe, known, name),
    named,
  );
  if (filled === null) {
    return { kind: 'misfit', reason: `${recipe.id} has no use for all the names that were given with -f.` };
  }
  const missing = missingSlots(recipe, filled)[0];
  if (missing === undefined) return { kind: 'fits', recipe, slots: filled, targets };
  return {
    kind: 'misfit',
    reason: `${recipe.id} needs the name of the ${missing}: put it in the sentence, or give it with -f.`,
  };
}

/** The targets that a path in the sentence means: a file of them, or those below a folder. Null when it means none. */
function targetsNamed(path: string, targets: readonly string[]): readonly string[] | null {
  const wanted = path.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
  if (targets.length === 0) return [wanted];
  const named = targets.filter(
    (target) => target === wanted || target.endsWith(`/${wanted}`) || target.startsWith(`${wanted}/`),
  );
  return named.length === 0 ? null : named;
}

function suits(recipe: Recipe, targets: readonly string[]): boolean {
  return (
    targets.length === 0 || targets.some((target) => recipe.languages.includes(languageOf(target) ?? ''))
  );
}

function whyUnsuited(recipe: Recipe): string {
  return `${recipe.id} works on ${recipe.languages.join(', ')}, and no target is of that kind.`;
}

/** A name given by `-f` must be one that the sentence says, or the only one that the sentence leaves out. */
function withName(recipe: Recipe, slots: SlotValues, name: string): SlotValues | null {
  const dot = name.lastIndexOf('.');
  const last = name.slice(dot + 1);
  const owner: SlotValues = dot === -1 ? {} : { class: name.slice(0, dot) };
  const missing = missingSlots(recipe, slots);
  const said = Object.values(slots).includes(last);
  const [slot] = missing;
  if (!said && (slot === undefined || missing.length > 1)) return null;
  if (owner['class'] !== undefined && (slots['class'] ?? owner['class']) !== owner['class']) return null;
  return said || slot === undefined ? { ...slots, ...owner } : { ...slots, ...owner, [slot]: last };
}

function missingSlots(recipe: Recipe, slots: SlotValues): readonly string[] {
  return recipe.slots
    .filter((slot) => slot.isRequired && slots[slot.name] === undefined)
    .map((slot) => slot.name);
}

function noRoute(
  sentence: string,
  words: readonly Word[],
  { readings, context }: { readonly readings: readonly Reading[]; readonly context: RouteContext },
): Route {
  const suited = readings.filter(({ recipe }) => suits(recipe, context.targets));
  const partial = suited.filter(({ cover }) => cover.core !== null);
  const best = partial.toSorted((a, b) => a.cover.uncovered.length - b.cover.uncovered.length)[0];
  const uncovered = textsOf(best?.cover.uncovered ?? words);
  const misfit = readings.flatMap(({ results }) => results.filter((result) => result.kind === 'misfit'))[0];
  const near = byNearness(
    suited.map(({ recipe }) => recipe),
    words,
  );
  const isNegated = words.some((word) => NEGATION.test(word.text));
  return {
    kind: 'none',
    reason: misfit?.reason ?? whyNot(uncovered),
    uncovered: misfit === undefined ? uncovered : [],
    nearest: near.map((recipe) => {
      const core = isNegated ? null : suited.find((reading) => reading.recipe === recipe)?.cover.core;
      const example = core ? segment(sentence, words, core) : (recipe.examples[0] ?? recipe.title);
      return { recipe, example, command: commandFor(example, context.targets) };
    }),
  };
}

function segment(
  sentence: string,
  words: readonly Word[],
  { from, to }: { readonly from: number; readonly to: number },
): string {
  return sentence.slice(words[from]?.start, words[to - 1]?.end).replace(/\s+/g, ' ');
}

function textsOf(words: readonly Word[]): readonly string[] {
  return words.map((word) => word.text);
}

function whyNot(uncovered: readonly string[]): string {
  if (uncovered.length === 0) return 'The task is empty.';
  return `No recipe covers "${uncovered.slice(0, 12).join(' ')}".`;
}
