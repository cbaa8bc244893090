import type { Recipe } from '../recipe.ts';
import type { Cover } from './cover.ts';
import { literalsOf } from './pattern.ts';
import type { Word } from './words.ts';

/** A recipe that comes near a sentence, with a sentence that does route to it and the whole command for the shell. */
export type NearRecipe = { readonly recipe: Recipe; readonly example: string; readonly command: string };

const MAX_NEAREST = 3;
const MAX_TARGETS = 3;

/**
 * The recipes nearest to a sentence: those that cover a part of it, then those whose words it shares most; ties keep the
 * order of the list.
 */
export function byNearness(
  readings: readonly { readonly recipe: Recipe; readonly cover: Cover }[],
  words: readonly Word[],
): readonly Recipe[] {
  const said = new Set(words.filter((word) => word.kind === 'word').map((word) => stem(word.text)));
  return readings
    .map(({ recipe, cover }) => ({
      recipe,
      shared: sharedWords(recipe, said) + (cover.core === null ? 0 : words.length),
    }))
    .toSorted((a, b) => b.shared - a.shared)
    .map(({ recipe }) => recipe)
    .slice(0, MAX_NEAREST);
}

/** The command that runs a sentence on the user's own targets, quoted for a POSIX shell. */
export function commandFor(sentence: string, targets: readonly string[]): string {
  const places = targets.length <= MAX_TARGETS ? targets : [commonFolder(targets)];
  const options = places.map((target) => `-t ${quoted(target)}`);
  return ['ouroboros refactor', quotedSentence(sentence), ...options].join(' ');
}

function sharedWords(recipe: Recipe, said: ReadonlySet<string>): number {
  const own = new Set([recipe.title, recipe.id, ...recipe.patterns].flatMap(literalsOf).map(stem));
  return [...said].filter((word) => own.has(word)).length;
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
