// From a sentence to a recipe, with no model. A recipe declares sentence patterns:
//
//   rename {from} to {to}      words stand for themselves (case is ignored); {slot} takes one name: an identifier, or
//                              a dotted name where the pattern has the dot, as in {class}.{method}
//   (convert|turn) x           one of several, each of any length
//   rename [all] x             the same, or nothing
//   rename {kind} {from}       {kind} takes a word for a kind of symbol: function, class, method, variable, …
//   @remove all imports        @remove stands for all words that mean it: see vocabulary.ts for the groups
//   {to:code}                  only a word of that look, see slot-forms.ts: here one that cannot be plain English
//   `&&` chains                a quoted piece of code with that sign in it, as in `a && a.b` chains
//   <calls=update>             takes no word and fills a slot: the words around it mean that value
//   sort {file}                {file} takes a path; "in src/a.py" needs no pattern, it is understood everywhere
//
// Slots of other forms go by their names too, see slot-forms.ts: {destination} a path or module, {module} one with a dot or slash, {range} `10-20` (also
// said "10 to 20"), {version}, {number}, {text} in quotes.
//
// Every slot can also be given by its name, as in `at=src/a.ts:12`; {at} takes a place, path:line.
//
// Articles, punctuation, hyphens and the two spellings of English do not count: write `top level`, `organize`. A word
// such as "method" or "it" is a name only in quotes. Whole kinds of requests are in phrases.ts: conversions, removals.
//
// Nobody writes patterns for politeness, for where the work is to be done, for reasons, or for the mood: clauses.ts lets
// "in src/a.py", "on line 12" and "of class X" stand anywhere, reasons.ts knows which clauses ask for nothing, and
// sentence-forms.ts turns "x should be renamed to y" or "I want x renamed to y" into commands. because.ts takes out
// clauses that give a reason in free words, where nothing covers the sentence with them.
// Where no pattern covers the sentence, it is read once more in any order, by the gists of the recipes: see gist.ts, and
// concepts.ts for those of whole kinds of requests. Words that change nothing are in neutral-words.ts, clauses that only
// tell in statements.ts.
// A word of English that the targets declare is a name too, see declared.ts; a place may name the symbol, see placed.ts.
// Before all that mood.ts says whether some clause asks for anything: nothing runs where none does, or one forbids.
// A sentence matches a recipe when its words, all of them, are used up by one of the recipe's patterns and any
// number of its riders, locations and joining words. A slot met twice must hold the same value. What is left over
// refuses the sentence: half a request is never done.
import { languageOf } from '../../domain/language.ts';
import { RECIPES } from '../catalog.ts';
import type { Recipe, SlotValues } from '../recipe.ts';
import { knowsAll, partialCoverOf, readingsOf } from './cover.ts';
import { fit, suits, type Fit, type RouteContext, type RouteMatch } from './fit.ts';
import { stateKey } from './match.ts';
import { isDoubtfulName, withDeclared } from './declared.ts';
import { gistsOf, toldBy, unknownTo } from './gist.ts';
import { mayMatchOf, type MayMatch } from './may-match.ts';
import { askedIn } from './mood.ts';
import { byNearness, commandFor, type NearRecipe, type Near } from './nearest.ts';
import { sentencesWith, symbolSlot } from './placed.ts';
import { plainerWays } from './plainer.ts';
import { foreignLanguage } from './scopes.ts';
import { formsOf } from './sentence-forms.ts';
import type { Word } from './word.ts';
import { wordsOf } from './words.ts';

export type { RouteContext, RouteMatch } from './fit.ts';
export type { NearRecipe } from './nearest.ts';

/** `none` can say why, which words no recipe covers, and what comes near, with commands that can be pasted. */
export type Route =
  | ({ readonly kind: 'match' } & RouteMatch)
  | {
      readonly kind: 'none';
      /** Every recipe is tried on parts of the sentence, which takes longer than the routing: ask only to show it. */
      readonly explain: () => NoRoute;
    }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly RouteMatch[] };

/** Why no recipe runs. */
export type NoRoute = {
  readonly reason: string;
  readonly uncovered: readonly string[];
  readonly nearest: readonly NearRecipe[];
};

type Task = {
  readonly sentence: string;
  readonly words: readonly Word[];
  readonly context: RouteContext;
  readonly recipes: readonly Recipe[];
};

/** Requests about a symbol by its name. */
const NAMING = /^(?:rename|inline|move)$/;
const NEGATION = /^(?:not|no|never|without|except|but|unless|instead)$/;

/** Finds the one recipe that covers every word of the sentence and fits the targets and the names given by `-f`. Pure. */
export function routeSentence(
  sentence: string,
  context: RouteContext,
  recipes: readonly Recipe[] = RECIPES,
): Route {
  const words = wordsIn(sentence, context);
  const task = { sentence, words, context, recipes };
  const foreign = foreignLanguage(words, context.targets);
  if (foreign !== null) return { kind: 'none', explain: () => whyForeign(task, foreign) };
  const asked = askedIn(sentence, words);
  if (asked === null) return { kind: 'none', explain: () => whyDeclined(task) };
  if (asked !== sentence) return routeSentence(asked, context, recipes);
  const { matches: all, fits } = readPlainest(task);
  const naming = all.filter(({ slots }) =>
    Object.values(slots).some((value) => context.declared?.has(value)),
  );
  const matches = naming.length > 0 ? naming : all;
  return routeOf(matches) ?? routePlaced(task) ?? { kind: 'none', explain: () => whyNone(task, fits()) };
}

function routeOf(matches: readonly RouteMatch[]): Route | null {
  const [match, ...others] = matches;
  if (match === undefined) return null;
  return others.length === 0 ? { kind: 'match', ...match } : { kind: 'ambiguous', candidates: matches };
}

/** What the sentence says once the symbol of its place stands where it refers to it: "inline this variable". */
function routePlaced({ sentence, context, recipes }: Task): Route | null {
  const { placed } = context;
  if (placed === undefined) return null;
  const distinct = new Map<string, RouteMatch>();
  for (const said of sentencesWith(placed, sentence)) {
    const words = wordsIn(said, context);
    for (const match of readPlainest({ sentence: said, words, context, recipes }).matches) {
      const { recipe, slots } = match;
      if (slots[symbolSlot(recipe) ?? ''] === placed.name)
        distinct.set(`${recipe.id} ${stateKey({ at: 0, slots })}`, match);
    }
  }
  return routeOf([...distinct.values()]);
}

function wordsIn(sentence: string, { declared = new Set() }: RouteContext): readonly Word[] {
  return withDeclared(wordsOf(sentence), declared);
}

type Read = { readonly matches: readonly RouteMatch[]; readonly fits: () => readonly Fit[] };

/** The sentence as it stands, else the first plainer way to say it that some recipe covers. */
function readPlainest(task: Task): Read {
  const whole = readIn(task, []);
  if (whole.matches.length > 0) return whole;
  for (const { request, dropped } of plainerWays(task.sentence)) {
    const plainer = readIn({ ...task, words: wordsIn(request, task.context) }, wordsOf(dropped));
    if (plainer.matches.length > 0) return plainer;
  }
  const { matches } = readGists(task);
  return { ...whole, matches };
}

/** What recipes make of the sentence in any order of its words. */
function readGists({ sentence, context, recipes }: Task): Pick<Read, 'matches'> {
  const told = toldBy(sentence, context);
  const mayMatch = mayMatchOf([told.words, told.words.flatMap(baseWord)]);
  const suited = recipes.filter((recipe) => suits(recipe, context.targets));
  const fits = suited.flatMap((recipe) => fitsFor(recipe, gistsOf(recipe, told, mayMatch), context));
  const matches = fits.flatMap((one) => (one.kind === 'fits' ? [one.match] : []));
  return {
    matches: matches.filter(
      (match, at) => !matches.some((other, index) => tellsMore(other, match, index < at)),
    ),
  };
}

/** Whether a match of the same recipe fills all the slots of another and more; of two alike the first counts. */
function tellsMore(one: RouteMatch, other: RouteMatch, isBefore: boolean): boolean {
  if (one === other || one.recipe !== other.recipe) return false;
  const [many, few] = [one, other].map(({ slots }) => Object.keys(slots).length);
  const holdsAll = Object.entries(other.slots).every(([name, value]) => one.slots[name] === value);
  return holdsAll && (many !== few || isBefore);
}

function baseWord(word: Word): readonly Word[] {
  return word.base === undefined ? [] : [{ ...word, key: word.base }];
}

/** What recipes make of the words that know those, too, that were left out. */
function readIn({ words, context, recipes }: Task, left: readonly Word[]): Read {
  const forms = formsOf(words);
  const mayMatch = mayMatchOf(forms);
  const isPossible = (recipe: Recipe): boolean => recipe.patterns.some(mayMatch) && knowsAll(recipe, left);
  const fitsIn = (some: readonly Recipe[]): readonly Fit[] =>
    some.flatMap((recipe) => fitsOf(recipe, { forms, mayMatch }, context));
  // To look at the targets takes less than to read the patterns.
  const suited = fitsIn(recipes.filter((recipe) => suits(recipe, context.targets) && isPossible(recipe)));
  return {
    matches: suited.flatMap((one) => (one.kind === 'fits' ? [one.match] : [])),
    fits: () => fitsIn(recipes.filter(isPossible)),
  };
}

/** Fits a recipe that is named outright, with its slots given, to the targets. The paths of a sentence play no part. */
export function routeNamed(recipe: Recipe, context: RouteContext): Fit {
  return fit(recipe, {}, context);
}

type Said = { readonly forms: readonly (readonly Word[])[]; readonly mayMatch: MayMatch };

/** One for each way to read the whole sentence. */
function fitsOf(recipe: Recipe, { forms, mayMatch }: Said, context: RouteContext): readonly Fit[] {
  return fitsFor(
    recipe,
    forms.flatMap((words) => readingsOf(recipe, words, mayMatch)),
    context,
  );
}

function fitsFor(recipe: Recipe, readings: readonly SlotValues[], context: RouteContext): readonly Fit[] {
  const distinct = new Map(readings.map((slots) => [stateKey({ at: 0, slots }), slots]));
  return [...distinct.values()].map((slots: SlotValues) => fit(recipe, slots, context));
}

/** The part of the targets that is in another language is not meant, so that all of them must not be changed. */
function whyForeign(task: Task, language: string): NoRoute {
  return { ...whyNone(task, []), reason: `Not all targets are ${language}.`, uncovered: [] };
}

/** What the sentence covers is not offered: it says that it is not wanted. */
function whyDeclined(task: Task): NoRoute {
  const reason = 'The task says that a change is not wanted, or that it was made, and asks for none.';
  return { ...whyNone(task, []), reason, uncovered: [] };
}

function whyNone(task: Task, fits: readonly Fit[]): NoRoute {
  const said = task.words.flatMap(({ kind, text }) => (kind === 'path' && languageOf(text) ? [text] : []));
  const places = said.length > 0 ? said : task.context.targets;
  const suited = task.recipes.filter((recipe) => suits(recipe, places));
  const misfit = fits.find((one) => one.kind === 'misfit');
  const near = suited.map((recipe): Near => ({ recipe, cover: partialCoverOf(recipe, task.words) }));
  const uncovered = misfit === undefined ? uncoveredWords(task, near) : [];
  return {
    reason: misfit?.reason ?? whyNot(uncovered, task.words),
    uncovered,
    nearest: byNearness(near, task.words).flatMap((one) => nearRecipe(task, one) ?? []),
  };
}

/** What the recipe that knows most of the sentence leaves over; every word where none is about it. */
function uncoveredWords({ sentence, words, context }: Task, near: readonly Near[]): readonly string[] {
  const told = toldBy(sentence, context);
  const mayMatch = mayMatchOf([told.words, told.words.flatMap(baseWord)]);
  const left = near.flatMap(({ recipe, cover }) => [
    ...(cover.core === null ? [] : [cover.uncovered]),
    unknownTo(recipe, told, mayMatch) ?? [],
  ]);
  const best = left.filter(({ length }) => length > 0).toSorted((a, b) => a.length - b.length)[0];
  return (best ?? words).map(({ text }) => text);
}

/**
 * The part of the sentence that the recipe does cover is its best example, unless the sentence forbids something. Null
 * where no sentence would route as it is pasted.
 */
function nearRecipe({ sentence, words, context }: Task, { recipe, cover }: Near): NearRecipe | null {
  const isUsable = cover.uncovered.length > 0 && !words.some(({ key }) => NEGATION.test(key));
  const core = isUsable ? cover.core : null;
  const sentences = [...(core === null ? [] : [segment(sentence, words, core)]), ...recipe.examples];
  const routed = sentences.filter((one) => routesTo(recipe, one, context.targets));
  const example = routed.find((one) => isOfLanguages(one, context.targets)) ?? routed[0];
  return example === undefined
    ? null
    : { recipe, example, command: commandFor(example, targetsFor(recipe, context.targets)) };
}

/** Whether the files that a sentence names are of a language that a target is of, so that it can be one of them. */
function isOfLanguages(sentence: string, targets: readonly string[]): boolean {
  const languages = new Set(targets.map(languageOf));
  const named = wordsOf(sentence).flatMap(({ kind, text }) => (kind === 'path' ? [languageOf(text)] : []));
  return named.every((language) => language === null || languages.size === 0 || languages.has(language));
}

function routesTo(recipe: Recipe, sentence: string, targets: readonly string[]): boolean {
  const forms = formsOf(wordsOf(sentence));
  const fits = fitsOf(recipe, { forms, mayMatch: mayMatchOf(forms) }, { targets, functions: [] });
  return fits.length === 1 && fits[0]?.kind === 'fits';
}

function targetsFor(recipe: Recipe, targets: readonly string[]): readonly string[] {
  return targets.filter((target) => suits(recipe, [target]));
}

function segment(
  sentence: string,
  words: readonly Word[],
  core: { readonly from: number; readonly to: number },
): string {
  return sentence.slice(words[core.from]?.start, words[core.to - 1]?.end).replace(/\s+/g, ' ');
}

function whyNot(uncovered: readonly string[], words: readonly Word[]): string {
  if (uncovered.length === 0) return 'The task is empty.';
  const shown = uncovered.slice(0, 12).join(' ');
  const isOfNames = words.some(({ key }) => NAMING.test(key)) && !words.some(({ key }) => NEGATION.test(key));
  const name = isOfNames ? uncovered.find((word) => isDoubtfulName(word)) : undefined;
  const advice = name === undefined ? '' : ` If "${name}" is a name of the code, put it in quotes.`;
  return `No recipe covers "${uncovered.length > 12 ? `${shown} …` : shown}".${advice}`;
}
