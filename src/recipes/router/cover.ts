import type { Recipe, SlotValues } from '../recipe.ts';
import { matchesOf, parsePattern, type Matched, type Pattern } from './pattern.ts';
import type { Word } from './words.ts';

/** How much of a sentence a recipe's clauses use up. */
export type Cover = {
  /** The values of the slots, one entry for each way to read the whole sentence; empty when words are left over. */
  readonly readings: readonly SlotValues[];
  /** The part that one of the recipe's own patterns matches, where one does: indexes of words, end exclusive. */
  readonly core: { readonly from: number; readonly to: number } | null;
  readonly uncovered: readonly Word[];
};

type Clauses = {
  readonly main: Pattern;
  readonly side: Pattern;
  readonly opening: Pattern;
  readonly closing: Pattern;
};

const OPENING = `[hi|hello] [task|todo|now|next] [(can|could|would|will) you|(you|we) (should|need to)|
  (i|we) (want|need) [you] to|(i|we) would like [you] to|i'd like [you] to|let 's|let us|go ahead and]`;
const FILES = '(file|files|module|modules|script|scripts)';
const LOCATION = `[only] (in|from|inside|within|of|on|across) ([${FILES}] {file} [${FILES}]|
  [all] [this|these|that|those|given|current|selected|target|named] [given|target] ${FILES})`;
const ASSURANCE =
  '(without changing|keep|keeping|preserve|preserving) [its|existing|current|any] (behaviour|behavior)';
const JOINING = 'and|then|also';
const CLOSING = '[for (me|us)] [now] [thanks|thank you]';

/** Reads a sentence by one recipe's patterns. */
export function coverOf(recipe: Recipe, words: readonly Word[]): Cover {
  const clauses = clausesOf(recipe);
  const readings = fullReadings(clauses, words);
  if (readings.length > 0) return { readings, core: { from: 0, to: words.length }, uncovered: [] };
  return { readings, ...partialCover(clauses, words) };
}

function clausesOf(recipe: Recipe): Clauses {
  return {
    main: parsePattern(recipe.patterns.join('|')),
    side: parsePattern(
      [...(recipe.riders ?? []), ...assignmentsOf(recipe), LOCATION, ASSURANCE, JOINING].join('|'),
    ),
    opening: parsePattern(OPENING),
    closing: parsePattern(CLOSING),
  };
}

/** `untyped=leave`: how refusals name a slot that would settle them. A place may be said in plain words too. */
function assignmentsOf({ slots }: Recipe): readonly string[] {
  return slots.flatMap(({ name }) => [
    `[with] ${name}={${name}}`,
    ...(name === 'at' ? ['[(declared|defined)] at {at}'] : []),
    ...(name === 'range' ? ['[(in|from|of|at|on)] (line|lines) {range}'] : []),
  ]);
}

/** Breadth first over the distinct states, so that a long sentence with many optional words stays cheap. */
function fullReadings(clauses: Clauses, words: readonly Word[]): readonly SlotValues[] {
  const start = new Map<string, State>();
  for (const matched of matchesOf(clauses.opening, words, { at: 0, slots: {} })) {
    add(start, { ...matched, hasMain: false });
  }
  const readings = new Map<string, SlotValues>();
  for (let states = start; states.size > 0; states = nextStates(clauses, words, states)) {
    for (const state of states.values()) {
      if (state.hasMain && endsAfter(clauses.closing, words, state)) {
        readings.set(JSON.stringify(sorted(state.slots)), state.slots);
      }
    }
  }
  return [...readings.values()];
}

type State = Matched & { readonly hasMain: boolean };

function nextStates(
  clauses: Clauses,
  words: readonly Word[],
  states: Map<string, State>,
): Map<string, State> {
  const next = new Map<string, State>();
  for (const state of states.values()) {
    for (const matched of matchesOf(clauses.main, words, state)) {
      if (matched.at > state.at) add(next, { ...matched, hasMain: true });
    }
    for (const matched of matchesOf(clauses.side, words, state)) {
      if (matched.at > state.at) add(next, { ...matched, hasMain: state.hasMain });
    }
  }
  return next;
}

function add(states: Map<string, State>, state: State): void {
  states.set(JSON.stringify([state.at, state.hasMain, sorted(state.slots)]), state);
}

function sorted(slots: SlotValues): readonly (readonly [string, string])[] {
  return Object.entries(slots).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function endsAfter(closing: Pattern, words: readonly Word[], state: State): boolean {
  return [...matchesOf(closing, words, state)].some((matched) => matched.at === words.length);
}

/** From left to right the longest clause at each word; a word at which none begins is not covered. */
function partialCover(clauses: Clauses, words: readonly Word[]): Omit<Cover, 'readings'> {
  const uncovered: Word[] = [];
  let core: Cover['core'] = null;
  let at = 0;
  while (at < words.length) {
    const main = longest(clauses.main, words, at);
    const side = Math.max(longest(clauses.side, words, at), longest(clauses.opening, words, at));
    if (main > at && core === null) core = { from: at, to: main };
    const word = words[at];
    if (Math.max(main, side) === at && word !== undefined) uncovered.push(word);
    at = Math.max(main, side, at + 1);
  }
  return { core, uncovered };
}

function longest(pattern: Pattern, words: readonly Word[], at: number): number {
  return Math.max(at, ...[...matchesOf(pattern, words, { at, slots: {} })].map((matched) => matched.at));
}
