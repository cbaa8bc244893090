import { readdirSync, readFileSync } from 'node:fs';
import type { SlotValues } from '../../../src/recipes/recipe.ts';

/** A sentence of the sets in `sentences/`, with what is said of it behind ` :: `. */
export type Sentence = {
  readonly text: string;
  readonly targets: readonly string[];
  /** Behind `::`: slots for sentences that are covered, the first neighbour for those that are not. */
  readonly expected: string;
  /** Begins with `?`: one would wish that it was covered, and it is not. */
  readonly isGap: boolean;
};

/** The sentences of a file; `id` is the recipe that they are for. */
export type SentenceSet = { readonly id: string; readonly sentences: readonly Sentence[] };

const FOLDER = new URL('sentences/', import.meta.url);

/** The sets in a folder: a file for each recipe, `none-…` for sentences that none covers. */
export function readSentenceSets(folder: '' | 'later/'): readonly SentenceSet[] {
  const at = new URL(folder, FOLDER);
  const names = readdirSync(at).filter((name) => name.endsWith('.txt'));
  return names.toSorted().map((name) => setOf(name, readFileSync(new URL(name, at), 'utf8')));
}

/** `from=add to=plus`, with `·` for a space inside a value. */
export function slotsOf(expected: string): SlotValues {
  const pairs = expected.split(' ').filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), pair.slice(at + 1).replaceAll('·', ' ')];
    }),
  );
}

function setOf(name: string, text: string): SentenceSet {
  const lines = text.split('\n').filter((line) => line !== '');
  const settings = lines.flatMap((line) => /^# (\w+): (.*)$/.exec(line)?.slice(1) ?? []);
  const setting = (key: string): string | undefined => settings[settings.indexOf(key) + 1];
  const targets = setting('targets')?.split(' ') ?? [];
  const sentences = lines.filter((line) => !line.startsWith('# ')).map((line) => sentenceOf(line, targets));
  const id = settings.includes('recipe') ? setting('recipe') : undefined;
  return { id: id ?? name.slice(0, -'.txt'.length), sentences };
}

function sentenceOf(line: string, targets: readonly string[]): Sentence {
  const [text = '', expected = ''] = line.replace(/^\? /, '').split(' :: ');
  return { text, targets, expected, isGap: line.startsWith('? ') };
}
