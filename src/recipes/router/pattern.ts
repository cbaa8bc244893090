import type { SlotValues } from '../recipe.ts';
import { couldFill, DOTTED_SLOTS, isOfKind } from './slot-forms.ts';
import type { Word } from './words.ts';

/** A pattern taken apart. An optional part is a choice with an empty option. */
export type Pattern =
  | { readonly kind: 'word'; readonly test: RegExp; readonly slots: readonly string[] }
  | { readonly kind: 'mark'; readonly slot: string; readonly value: string }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly options: readonly Pattern[] };

/** How far a match has come: the index of the next word, and what the slots hold. */
export type Matched = { readonly at: number; readonly slots: SlotValues };

const TOKEN = /[()[\]|]|[^\s()[\]|]+/g;
const MARK = /^<(\w+)=(\w+)>$/;
const SLOT = /\{(\w+)\}/g;

/**
 * Parses a pattern; see router.ts for the form.
 * @throws RangeError when the brackets do not match: a mistake in a recipe
 */
export function parsePattern(pattern: string): Pattern {
  const tokens = pattern.match(TOKEN) ?? [];
  const parsed = parseChoice(tokens, 0);
  if (parsed.at !== tokens.length) throw new RangeError(`The brackets of "${pattern}" do not match.`);
  return parsed.pattern;
}

/** Every way in which the pattern matches the words from an index on. A slot met twice must hold the same value. */
export function* matchesOf(pattern: Pattern, words: readonly Word[], from: Matched): Generator<Matched> {
  switch (pattern.kind) {
    case 'word': {
      const slots = slotsFromWord(pattern, words[from.at], from.slots);
      if (slots !== null) yield { at: from.at + 1, slots };
      return;
    }
    case 'mark':
      if ((from.slots[pattern.slot] ?? pattern.value) === pattern.value) {
        yield { at: from.at, slots: { ...from.slots, [pattern.slot]: pattern.value } };
      }
      return;
    case 'choice':
      for (const option of pattern.options) yield* matchesOf(option, words, from);
      return;
    case 'sequence': {
      const [first, ...rest] = pattern.parts;
      if (first === undefined) yield from;
      else
        for (const matched of matchesOf(first, words, from))
          yield* matchesOf({ kind: 'sequence', parts: rest }, words, matched);
    }
  }
}

/** The plain words of a pattern, for measuring how near a sentence comes. */
export function literalsOf(pattern: string): readonly string[] {
  return (
    pattern
      .replace(SLOT, ' ')
      .replace(/<\w+=\w+>/g, ' ')
      .match(/[\p{L}]{3,}/gu) ?? []
  ).map((word) => word.toLowerCase());
}

type Parsed = { readonly pattern: Pattern; readonly at: number };

function parseChoice(tokens: readonly string[], from: number): Parsed {
  const options: Pattern[] = [];
  let next = parseSequence(tokens, from);
  options.push(next.pattern);
  while (tokens[next.at] === '|') {
    next = parseSequence(tokens, next.at + 1);
    options.push(next.pattern);
  }
  return { pattern: options.length === 1 ? next.pattern : { kind: 'choice', options }, at: next.at };
}

function parseSequence(tokens: readonly string[], from: number): Parsed {
  const parts: Pattern[] = [];
  let at = from;
  for (let token = tokens[at]; token !== undefined && !'|)]'.includes(token); token = tokens[at]) {
    const parsed = '(['.includes(token) ? parseGroup(tokens, at) : { pattern: parseWord(token), at: at + 1 };
    parts.push(parsed.pattern);
    at = parsed.at;
  }
  return { pattern: { kind: 'sequence', parts }, at };
}

function parseGroup(tokens: readonly string[], from: number): Parsed {
  const inner = parseChoice(tokens, from + 1);
  const isOptional = tokens[from] === '[';
  if (tokens[inner.at] !== (isOptional ? ']' : ')')) {
    throw new RangeError(`The brackets of "${tokens.join(' ')}" do not match.`);
  }
  const nothing: Pattern = { kind: 'sequence', parts: [] };
  const pattern: Pattern = isOptional ? { kind: 'choice', options: [inner.pattern, nothing] } : inner.pattern;
  return { pattern, at: inner.at + 1 };
}

/** A class, and a slot before a dot, may itself hold dots (`Outer.Inner.method`); the last part of a name never does. */
function parseWord(token: string): Pattern {
  const [, slot, value] = MARK.exec(token) ?? [];
  if (slot !== undefined && value !== undefined) return { kind: 'mark', slot, value };
  const slots = Array.from(token.matchAll(SLOT), (match) => match[1] ?? '');
  const source = token
    .replace(/[.$^*+?\\]/g, (mark) => (mark === '$' ? '\\$' : `\\${mark}`))
    .replace(SLOT, (found: string, slot: string) => (DOTTED_SLOTS.includes(slot) ? '(.+)' : found))
    .replace(/\{\w+\}(?=\\\.)/g, '(.+)')
    .replace(SLOT, '([^.]+)');
  return { kind: 'word', test: new RegExp(`^${source}$`, slots.length === 0 ? 'i' : ''), slots };
}

function slotsFromWord(
  pattern: Extract<Pattern, { kind: 'word' }>,
  word: Word | undefined,
  known: SlotValues,
): SlotValues | null {
  if (word === undefined) return null;
  // `let/const` reads as a path, and a pattern may ask for just that.
  const isLiteral = pattern.slots.length === 0 && pattern.test.source.includes('/');
  if (!isLiteral && !isOfKind(word, pattern.slots)) return null;
  const values = pattern.test.exec(word.text)?.slice(1);
  if (values === undefined) return null;
  const found: Record<string, string> = { ...known };
  for (const [index, slot] of pattern.slots.entries()) {
    const value = values[index] ?? '';
    if (!couldFill(slot, value, word) || (found[slot] ?? value) !== value) return null;
    found[slot] = value;
  }
  return found;
}
