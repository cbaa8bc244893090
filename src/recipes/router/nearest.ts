import type { Recipe } from '../recipe.ts';
import { wordsSaidTo, type PartialCover } from './cover.ts';
import type { Word } from './word.ts';

/** A recipe that comes near a sentence, with a sentence that does route to it and the whole command for the shell. */
export type NearRecipe = { readonly recipe: Recipe; readonly example: string; readonly command: string };

/** A recipe and what it covers of a sentence. */
export type Near = { readonly recipe: Recipe; readonly cover: PartialCover };

const MAX_NEAREST = 3;
const MAX_TARGETS = 3;

// Words of every request, which say nothing of what it is about.
const COMMON = new Set(
  `to in of on as by it and into for with all be from is are at that this not or but new use make add put change turn
  convert move get code file python line one two`.split(/\s+/),
);

/** `Parser.normalise`, `load_config`, `formatName`, `src/a.py`. */
const CODE_NAME = /\w\.\w|\w_\w|[a-z][A-Z]/;

/**
 * The recipes nearest to a sentence: those that cover a part of it, then those whose own words it shares. A word weighs
 * the more the fewer recipes know it. Ties keep the order of the list; where none is near and the sentence names nothing,
 * that comes first which can be asked for with fewer names.
 */
export function byNearness(all: readonly Near[], words: readonly Word[]): readonly Near[] {
  const said = new Set(
    words.filter(({ kind, key }) => kind === 'word' && !COMMON.has(key)).map(({ key }) => stem(key)),
  );
  const known = new Map(all.map(({ recipe }) => [recipe, new Set([...wordsSaidTo(recipe)].map(stem))]));
  const weightOf = (word: string): number => {
    const count = [...known.values()].filter((own) => own.has(word)).length;
    return count === 0 ? 0 : 1 / count;
  };
  const isNamed = words.some(({ text }) => CODE_NAME.test(text));
  const weights = new Map([...said].map((word) => [word, weightOf(word)]));
  return all
    .map((near) => ({ near, closeness: closenessOf(near, known.get(near.recipe), weights) }))
    .toSorted(
      (a, b) =>
        b.closeness - a.closeness || (isNamed || a.closeness > 0 ? 0 : namesFor(a.near) - namesFor(b.near)),
    )
    .map(({ near }) => near)
    .slice(0, MAX_NEAREST);
}

/** How many slots have to be filled. */
function namesFor({ recipe }: Near): number {
  return recipe.slots.filter(({ isRequired }) => isRequired).length;
}

function closenessOf(
  { recipe, cover }: Near,
  own: ReadonlySet<string> | undefined,
  weights: ReadonlyMap<string, number>,
): number {
  const shared = [...weights].reduce((sum, [word, weight]) => sum + (own?.has(word) ? weight : 0), 0);
  const named = recipe.id.split('-').filter((word) => weights.has(stem(word))).length;
  return shared + named + (cover.core === null ? 0 : cover.core.to - cover.core.from);
}

/** The command that runs a sentence on the user's own targets, quoted for a POSIX shell. */
export function commandFor(sentence: string, targets: readonly string[]): string {
  const places = targets.length <= MAX_TARGETS ? targets : [commonFolder(targets)];
  const options = places.map((target) => `-t ${quoted(target)}`);
  return ['ouroboros refactor', quotedSentence(sentence), ...options].join(' ');
}

function stem(word: string): string {
  return word.toLowerCase().replace(/(?:ing|ed|es|s|e)$/, '');
}

function commonFolder(paths: readonly string[]): string {
  const [first = [], ...rest] = paths.map((path) => path.split('/').slice(0, -1));
  const end = first.findIndex((part, index) => rest.some((parts) => parts[index] !== part));
  return (end === -1 ? first : first.slice(0, end)).join('/') || '.';
}

function quotedSentence(sentence: string): string {
  return /[`$"\\!]/.test(sentence) ? singleQuoted(sentence) : `"${sentence}"`;
}

function quoted(path: string): string {
  if (/^[\w./@+-]+$/.test(path)) return path.startsWith('-') ? `./${path}` : path;
  return singleQuoted(path);
}

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
