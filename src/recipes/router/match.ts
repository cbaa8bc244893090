import type { SlotValues } from '../recipe.ts';
import type { Pattern } from './pattern.ts';
import { couldFill, isOfKind } from './slot-forms.ts';
import type { Word } from './word.ts';

/** How far a match has come: the index of the next word, and what the slots hold. */
export type Matched = { readonly at: number; readonly slots: SlotValues };

/** Words, and what is said in passing between them: "in src/a.ts" may stand anywhere. By the index where it begins. */
export type Text = {
  readonly words: readonly Word[];
  readonly asides: ReadonlyMap<number, readonly Matched[]>;
};

/**
 * Every way in which the pattern matches the words from one of the starts on. A slot met twice must hold the same value.
 * Sets of distinct states, so that a pattern with many optional words stays cheap.
 */
export function matchesOf(pattern: Pattern, text: Text, starts: readonly Matched[]): readonly Matched[] {
  switch (pattern.kind) {
    case 'word':
      return pastAsides(text, starts).flatMap(({ at, slots }) =>
        isSaid(text.words[at], pattern.key) ? [{ at: at + 1, slots }] : [],
      );
    case 'slots':
      return pastAsides(text, starts).flatMap(({ at, slots }) => {
        const found = slotsFromWord(pattern, text.words[at], slots);
        return found === null ? [] : [{ at: at + 1, slots: found }];
      });
    case 'mark':
      return starts.flatMap(({ at, slots }) => {
        const merged = mergedSlots(slots, { [pattern.slot]: pattern.value });
        return merged === null ? [] : [{ at, slots: merged }];
      });
    case 'choice':
      return distinct(optionsAt(pattern, text, starts).flatMap((option) => matchesOf(option, text, starts)));
    case 'sequence': {
      let states = starts;
      for (const part of pattern.parts) {
        if (states.length === 0) return states;
        states = matchesOf(part, text, states);
      }
      return states;
    }
  }
}

function isSaid(word: Word | undefined, key: string): boolean {
  return word !== undefined && (word.key === key || word.base === key);
}

/** What both hold; null where they hold different values for a slot. */
export function mergedSlots(one: SlotValues, other: SlotValues): SlotValues | null {
  for (const [name, value] of Object.entries(other)) if ((one[name] ?? value) !== value) return null;
  return { ...one, ...other };
}

/** What tells states apart. */
export function stateKey({ at, slots }: Matched): string {
  const entries = Object.entries(slots);
  if (entries.length === 0) return `${at}`;
  return JSON.stringify([at, entries.toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}

/** The options that may match at all, by the next words. */
function optionsAt(
  { byFirst, open }: Extract<Pattern, { kind: 'choice' }>,
  text: Text,
  starts: readonly Matched[],
): readonly Pattern[] {
  if (byFirst.size === 0) return open;
  const next = new Set(pastAsides(text, starts).flatMap(({ at }) => keysAt(text, at)));
  const fitting = new Set([...next].flatMap((key) => byFirst.get(key) ?? []));
  return fitting.size === 0 ? open : [...fitting, ...open];
}

function keysAt({ words }: Text, at: number): readonly string[] {
  const { key = '', base } = words[at] ?? {};
  return base === undefined ? [key] : [key, base];
}

function distinct(states: readonly Matched[]): readonly Matched[] {
  if (states.length < 2) return states;
  return [...new Map(states.map((state) => [stateKey(state), state])).values()];
}

/** The states, and those behind the asides that begin at them. */
function pastAsides({ asides }: Text, states: readonly Matched[]): readonly Matched[] {
  if (asides.size === 0 || !states.some(({ at }) => asides.has(at))) return states;
  const all = [...states];
  for (const state of all) {
    for (const aside of asides.get(state.at) ?? []) {
      const slots = mergedSlots(state.slots, aside.slots);
      if (slots !== null) all.push({ at: aside.at, slots });
    }
  }
  return distinct(all);
}

function slotsFromWord(
  pattern: Extract<Pattern, { kind: 'slots' }>,
  word: Word | undefined,
  known: SlotValues,
): SlotValues | null {
  if (word === undefined || !isOfKind(word, pattern.slots)) return null;
  const values = pattern.test.exec(word.text)?.slice(1);
  if (values === undefined) return null;
  const found: Record<string, string> = { ...known };
  for (const [index, slot] of pattern.slots.entries()) {
    const value = values[index] ?? '';
    if (!couldFill(slot, value, word) || (found[slot.name] ?? value) !== value) return null;
    found[slot.name] = value;
  }
  return found;
}
