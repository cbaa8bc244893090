import type { Recipe, SlotValues } from '../recipe.ts';
import { clausesOf, type Clauses } from './clauses.ts';
import { matchesOf, mergedSlots, stateKey, type Matched, type Text } from './match.ts';
import type { MayMatch } from './may-match.ts';
import { choiceOf, parsePattern, wordsOfPattern, type Pattern } from './pattern.ts';
import type { Word } from './word.ts';
import { keysOf } from './words.ts';

/** The part of a sentence that a recipe's clauses use up where they do not use up the whole. */
export type PartialCover = {
  /** What one of the recipe's own patterns matches, where one does: indexes of words, end exclusive. */
  readonly core: { readonly from: number; readonly to: number } | null;
  readonly uncovered: readonly Word[];
};

// Words of a clause that tells what is wrong.
const HARMLESS = new Set(
  `is are was were has have had do does not no none still currently now most many some all any every each of in on at of
  our my we i it them they this that these those there here module file files code missing lack lacks reports report
  complains about fails fail with flags says see linter ruff eslint pydocstyle mypy tsc flake8 pylint isort over whole
  ought to should what too much going long big large complex hard read follow understand confusing unreadable helpers helper functions methods classes and or mess messy bad ugly d100 d101 d102 d103`.split(
    /\s+/,
  ),
);

type State = Matched & { readonly hasMain: boolean };

// Parsing takes longer than matching, and what it gives follows from the recipe alone: kept as long as the recipe is.
const parsed = new WeakMap<Recipe, Clauses>();

/**
 * The values of the slots, one entry for each way in which the recipe's clauses use up all the words. Patterns that cannot
 * match are not parsed, nor is what may be said around a request where none of the others matches.
 */
export function readingsOf(
  recipe: Recipe,
  words: readonly Word[],
  mayMatch: MayMatch,
): readonly SlotValues[] {
  const main = choiceOf(recipe.patterns.filter(mayMatch).map(parsePattern));
  const clauses = { ...parsedClauses(recipe), main: () => main };
  const text = textOf(clauses, words);
  if (words.every((_, at) => longest(main, text, at) === at)) return [];
  const readings = new Map<string, SlotValues>();
  let states = startOf(clauses, text);
  while (states.size > 0) {
    for (const { at, slots, hasMain } of states.values()) {
      if (hasMain && endsAfter(clauses, text, { at, slots })) readings.set(stateKey({ at: 0, slots }), slots);
    }
    states = nextStates(clauses, text, states);
  }
  return [...readings.values()];
}

/** From left to right the longest clause at each word; a word at which none begins is not covered. */
export function partialCoverOf(recipe: Recipe, words: readonly Word[]): PartialCover {
  const clauses = parsedClauses(recipe);
  const text: Text = { words, asides: new Map() };
  const uncovered: Word[] = [];
  let core: PartialCover['core'] = null;
  let at = 0;
  for (const [index, word] of words.entries()) {
    if (index < at) continue;
    const main = longest(clauses.main(), text, at);
    const side = Math.max(longest(clauses.side(), text, at), longest(clauses.opening(), text, at));
    if (main > at && core === null) core = { from: at, to: main };
    if (Math.max(main, side) === at) uncovered.push(word);
    at = Math.max(main, side, at + 1);
  }
  return { core, uncovered };
}

/** The words that the recipe's own patterns know, and those of its title. */
export function wordsSaidTo(recipe: Recipe): ReadonlySet<string> {
  return new Set([...wordsOfPattern(parsedClauses(recipe).main()), ...keysOf(recipe.title)]);
}

/** Whether the recipe's patterns know all the words, so that a clause made of them can ask for nothing else. */
export function knowsAll(recipe: Recipe, words: readonly Word[]): boolean {
  if (words.length === 0) return true;
  const known = wordsSaidTo(recipe);
  return words.every(({ kind, key }) => kind === 'path' || known.has(key) || HARMLESS.has(key));
}

function parsedClauses(recipe: Recipe): Clauses {
  const known = parsed.get(recipe) ?? clausesOf(recipe);
  parsed.set(recipe, known);
  return known;
}

/** What is said in passing is found once; a file may also be named alone, before all the rest or behind it. */
function textOf({ aside }: Clauses, words: readonly Word[]): Text {
  const plain: Text = { words, asides: new Map() };
  const asides = words.map((_, at) => [at, matchesOf(aside(), plain, [{ at, slots: {} }])] as const);
  return { words, asides: new Map(asides.filter(([, found]) => found.length > 0)) };
}

function startOf({ opening }: Clauses, text: Text): Map<string, State> {
  const start = new Map<string, State>();
  const first: Matched = { at: 0, slots: {} };
  const begins = [first, ...fileAt(text.words, first)];
  for (const matched of matchesOf(opening(), text, begins)) add(start, { ...matched, hasMain: false });
  return start;
}

function nextStates(clauses: Clauses, text: Text, states: Map<string, State>): Map<string, State> {
  const next = new Map<string, State>();
  for (const state of states.values()) {
    for (const matched of matchesOf(clauses.main(), text, [state])) {
      if (matched.at > state.at) add(next, { ...matched, hasMain: true });
    }
    const isJoined = /^(?:and|or)$/.test(text.words[state.at - 1]?.key ?? '');
    const isLast = state.hasMain && !isJoined && state.at === text.words.length - 1;
    const behind = isLast ? fileAt(text.words, state) : [];
    for (const matched of [...behind, ...matchesOf(clauses.side(), text, [state])]) {
      if (matched.at > state.at) add(next, { ...matched, hasMain: state.hasMain });
    }
  }
  return next;
}

function add(states: Map<string, State>, state: State): void {
  states.set(`${state.hasMain} ${stateKey(state)}`, state);
}

function endsAfter({ closing }: Clauses, text: Text, state: Matched): boolean {
  return matchesOf(closing(), text, [state]).some(({ at }) => at === text.words.length);
}

/** A path alone at one end of the sentence: "src/a.ts: sort imports". */
function fileAt(words: readonly Word[], { at, slots }: Matched): readonly Matched[] {
  const word = words[at];
  const merged = word?.kind === 'path' ? mergedSlots(slots, { file: word.text }) : null;
  return merged === null ? [] : [{ at: at + 1, slots: merged }];
}

function longest(pattern: Pattern, text: Text, at: number): number {
  return Math.max(at, ...matchesOf(pattern, text, [{ at, slots: {} }]).map((matched) => matched.at));
}
