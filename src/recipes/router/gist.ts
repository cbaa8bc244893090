// The second reading of a sentence, for wordings that no pattern foresaw: in any order. A recipe says by its gists what
// a sentence has to speak of, phrase by phrase; all else has to be a phrase that it knows too, a place, a word that asks
// for nothing (filler.ts) or a clause that only tells (telling.ts). A word that is none of these refuses the sentence, so
// a request for more than the recipe does, or for less, is never taken for it.
import type { Gist, Recipe, SlotValues } from '../recipe.ts';
import { clausesOf } from './clauses.ts';
import { ASIDES, isFiller, isPlain } from './filler.ts';
import { matchesOf, mergedSlots, stateKey, type Matched, type Text } from './match.ts';
import type { MayMatch } from './may-match.ts';
import { choiceOf, parsePattern, type Pattern } from './pattern.ts';
import { withoutReasons } from './because.ts';
import { bareOf } from './plainer.ts';
import { scopesIn } from './scopes.ts';
import { tellingIn } from './telling.ts';
import { isVerb, verbOf } from './verbs.ts';
import type { Word } from './word.ts';
import { wordsOf } from './words.ts';

/** A sentence as gists are looked for in it. */
type Told = {
  readonly words: readonly Word[];
  /** Where clauses end that ask for nothing, whatever their words, by the index where they begin. */
  readonly telling: ReadonlyMap<number, readonly number[]>;
  /** Where places end that say no more than the targets do, in the same way: "in the pricing module". */
  readonly scopes: ReadonlyMap<number, number>;
};

/** A set bit for each phrase of `must` that was met. */
type State = Matched & { readonly met: number };

type Phrases = { readonly must: readonly Pattern[]; readonly may: Pattern; readonly never: Pattern };

// Longer texts are no wishes, and would take long.
const MAX_WORDS = 80;

// `total(invoice)` is a name with what is given to it.
const CALLED = /(?<=^|\s|`)([\w$.]+)\((?:[\w$?]+(?:,\s*[\w$?]+)*)?\)/g;

// "chore(api): "
const TAG =
  /^(?:chore|refactor(?:ing)?|style|perf|build|feat|fix|task|todo|cleanup|clean-up|docs|ci|types?)(?:\([\w-]+\))?!?:\s+/i;
// Words of a header that nobody put in quotes, at the end of the sentence.
const LEGAL =
  /(?::\s+|\/\/\s*|#\s*)((?:copyright|©|\(c\)|licensed under|this file is part of)(?![^"'`]*\b(?:please|files?|above|every)\b(?! is part of))[^"'`\n]*[^"'`\s])$/i;

const parsed = new WeakMap<Gist, Phrases>();

/** Reads a sentence for gists: verbs count in all of their forms, and `total()` is a name for certain. */
export function toldBy(sentence: string, targets: readonly string[]): Told {
  const plain = bareOf(sentence);
  const bare = (withoutReasons(plain) ?? plain)
    .replace(/\bplease to (?=[a-z])/gi, 'please ')
    .replace(TAG, '')
    .replace(/,\s+not\b/g, ' and not')
    .replace(CALLED, '$1()')
    .replace(LEGAL, ': "$1"')
    .replace(/(?<=\.prototype)\.\*/g, '')
    .replace(/\.then\(\)\.catch\(\)/g, '.then/.catch');
  const words = wordsOf(bare).map((word) => withForms(word, bare));
  return { words, telling: tellingIn(bare, words), scopes: scopesIn(words, targets) };
}

function withForms(word: Word, sentence: string): Word {
  if (word.isQuoted || word.kind !== 'word') return word;
  const isCalled = sentence.startsWith('()', word.start + word.text.length);
  const base = verbOf(word.key);
  const isFirst = word.start === 0 && (isVerb(word.key) || isPlain(word.key));
  return {
    ...word,
    text: isFirst ? word.key : word.text,
    isQuoted: isCalled,
    ...(base === null ? {} : { base }),
  };
}

/** The values of the slots, one entry for each way in which one of the recipe's gists takes up all the words. */
export function gistsOf(recipe: Recipe, told: Told, mayMatch: MayMatch): readonly SlotValues[] {
  if (told.words.length > MAX_WORDS) return [];
  const gists = (recipe.gists ?? []).filter(({ must }) => must.every(mayMatch));
  return gists.flatMap((gist) => readingsOf(phrasesOf(recipe, gist), told));
}

function phrasesOf(recipe: Recipe, gist: Gist): Phrases {
  const known = parsed.get(gist);
  if (known !== undefined) return known;
  const { side, asking, closing } = clausesOf(recipe);
  const may = choiceOf([...[...(gist.may ?? []), ...ASIDES].map(parsePattern), side, asking, closing]);
  const never = choiceOf((gist.never ?? []).map(parsePattern));
  const phrases = { must: gist.must.map(parsePattern), may, never };
  parsed.set(gist, phrases);
  return phrases;
}

function readingsOf(phrases: Phrases, told: Told): readonly SlotValues[] {
  const { words } = told;
  const text: Text = { words, asides: new Map() };
  if (words.some((_, at) => matchesOf(phrases.never, text, [{ at, slots: {} }]).length > 0)) return [];
  const waiting = new Map<number, Map<string, State>>([[0, new Map([['', { at: 0, slots: {}, met: 0 }]])]]);
  for (let at = 0; at < words.length; at++) {
    const states = waiting.get(at);
    if (states === undefined) continue;
    const found = phrasesAt(phrases, told, at);
    for (const state of states.values()) for (const next of nextOf(state, found)) addTo(waiting, next);
  }
  const all = 2 ** phrases.must.length - 1;
  const ends = [...(waiting.get(words.length)?.values() ?? [])].filter(({ met }) => met === all);
  return ends.map(({ slots }) => slots);
}

/** Every phrase that begins at an index. */
function phrasesAt({ must, may }: Phrases, { words, telling, scopes }: Told, at: number): readonly State[] {
  const text: Text = { words, asides: new Map() };
  const start = [{ at, slots: {} }];
  const fillers = isFiller(words, at) ? [at + 1] : [];
  const passed = [...fillers, ...(telling.get(at) ?? []), scopes.get(at) ?? 0].map((end) => ({
    at: end,
    slots: {},
    met: 0,
  }));
  const needed = must.flatMap((pattern, bit) =>
    matchesOf(pattern, text, start).map((matched) => ({ ...matched, met: 2 ** bit })),
  );
  const others = matchesOf(may, text, start).map((matched) => ({ ...matched, met: 0 }));
  return [...passed, ...needed, ...others].filter((next) => next.at > at);
}

function nextOf(state: State, found: readonly State[]): readonly State[] {
  return found.flatMap((next) => {
    const slots = mergedSlots(state.slots, next.slots);
    return slots === null ? [] : [{ at: next.at, slots, met: state.met | next.met }];
  });
}

function addTo(waiting: Map<number, Map<string, State>>, state: State): void {
  const states = waiting.get(state.at) ?? new Map<string, State>();
  waiting.set(state.at, states.set(`${state.met} ${stateKey(state)}`, state));
}
