import { DOTTED_SLOTS, type SlotUse } from './slot-forms.ts';
import { VOCABULARY } from './vocabulary.ts';
import { keysOf } from './words.ts';

/** A pattern taken apart. An optional part is a choice with an empty option. */
export type Pattern =
  | { readonly kind: 'word'; readonly key: string }
  | { readonly kind: 'slots'; readonly test: RegExp; readonly slots: readonly SlotUse[] }
  | { readonly kind: 'mark'; readonly slot: string; readonly value: string }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | {
      readonly kind: 'choice';
      readonly options: readonly Pattern[];
      /** The options that can only begin with a certain word, by that word. */
      readonly byFirst: ReadonlyMap<string, readonly Pattern[]>;
      /** The options that may begin with any word, or with none. */
      readonly open: readonly Pattern[];
    };

// The same texts come again in every recipe, and what they mean never changes.
const parsed = new Map<string, Pattern>();
const TOKEN = /[()[\]|]|[^\s()[\]|]+/g;
const MARK = /^<(\w+)=(\w+)>$/;
const GROUP = /^@([a-z_]+)$/;
const SLOT = /\{(\w+)(?::(\w+))?\}/g;

/**
 * Parses a pattern; see router.ts for the form.
 * @throws RangeError when the brackets do not match: a mistake in a recipe
 */
export function parsePattern(text: string): Pattern {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const tokens = text.match(TOKEN) ?? [];
  const { pattern, at } = parseChoice(tokens, 0);
  if (at !== tokens.length) throw new RangeError(`The brackets of "${text}" do not match.`);
  parsed.set(text, pattern);
  return pattern;
}

/** A choice, with its options laid out by the words that they begin with. */
export function choiceOf(options: readonly Pattern[]): Pattern {
  const byFirst = new Map<string, Pattern[]>();
  const open: Pattern[] = [];
  for (const option of options) {
    const first = firstWordsOf(option);
    if (first === null) open.push(option);
    else for (const key of first) listAt(byFirst, key).push(option);
  }
  return { kind: 'choice', options, byFirst, open };
}

function listAt(lists: Map<string, Pattern[]>, key: string): Pattern[] {
  const known = lists.get(key) ?? [];
  lists.set(key, known);
  return known;
}

/** The words that a pattern can begin with; null where it may begin with a slot, or be nothing at all. */
function firstWordsOf(pattern: Pattern): ReadonlySet<string> | null {
  switch (pattern.kind) {
    case 'word':
      return new Set([pattern.key]);
    case 'slots':
    case 'mark':
      return null;
    case 'choice':
      return pattern.open.length > 0 ? null : new Set(pattern.byFirst.keys());
    case 'sequence':
      return firstOfSequence(pattern.parts);
  }
}

function firstOfSequence(parts: readonly Pattern[]): ReadonlySet<string> | null {
  const first = new Set<string>();
  for (const part of parts) {
    const own = part.kind === 'mark' ? new Set<string>() : firstWordsOf(part);
    if (own !== null) for (const key of own) first.add(key);
    else if (part.kind !== 'choice' || part.open.some((option) => !isNothing(option))) return null;
    else for (const key of part.byFirst.keys()) first.add(key);
    if (own !== null && part.kind !== 'mark') return first;
  }
  return null;
}

function isNothing(pattern: Pattern): boolean {
  return pattern.kind === 'sequence' && pattern.parts.length === 0;
}

/** The plain words that a pattern may take, for measuring how near a sentence comes. */
export function* wordsOfPattern(pattern: Pattern): Generator<string> {
  if (pattern.kind === 'word') yield pattern.key;
  const parts =
    pattern.kind === 'sequence' ? pattern.parts : pattern.kind === 'choice' ? pattern.options : [];
  for (const part of parts) yield* wordsOfPattern(part);
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
  return { pattern: options.length === 1 ? next.pattern : choiceOf(options), at: next.at };
}

function parseSequence(tokens: readonly string[], from: number): Parsed {
  const parts: Pattern[] = [];
  let at = from;
  for (let token = tokens[at]; token !== undefined && !'|)]'.includes(token); token = tokens[at]) {
    const parsed = '(['.includes(token) ? parseGroup(tokens, at) : { pattern: parseToken(token), at: at + 1 };
    parts.push(parsed.pattern);
    at = parsed.at;
  }
  const [only, ...others] = parts;
  const pattern: Pattern = only !== undefined && others.length === 0 ? only : { kind: 'sequence', parts };
  return { pattern, at };
}

function parseGroup(tokens: readonly string[], from: number): Parsed {
  const inner = parseChoice(tokens, from + 1);
  const isOptional = tokens[from] === '[';
  if (tokens[inner.at] !== (isOptional ? ']' : ')')) {
    throw new RangeError(`The brackets of "${tokens.join(' ')}" do not match.`);
  }
  const nothing: Pattern = { kind: 'sequence', parts: [] };
  return { pattern: isOptional ? choiceOf([inner.pattern, nothing]) : inner.pattern, at: inner.at + 1 };
}

function parseToken(token: string): Pattern {
  const [, slot, value] = MARK.exec(token) ?? [];
  if (slot !== undefined && value !== undefined) return { kind: 'mark', slot, value };
  const group = VOCABULARY[GROUP.exec(token)?.[1] ?? ''];
  if (group !== undefined) return parsePattern(group);
  return token.includes('{') ? parseSlots(token) : parsePlain(token);
}

function parsePlain(token: string): Pattern {
  const parts = keysOf(token).map((key): Pattern => ({ kind: 'word', key }));
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : { kind: 'sequence', parts };
}

/** A class, and a slot before a dot, may itself hold dots (`Outer.Inner.method`); the last part of a name never does. */
function parseSlots(token: string): Pattern {
  const slots = Array.from(token.matchAll(SLOT), ([, name = '', look = null]) => ({ name, look }));
  const source = token
    .replace(SLOT, '{$1}')
    .replace(/[.$^*+?\\]/g, (mark) => (mark === '$' ? '\\$' : `\\${mark}`))
    .replace(/\{(\w+)\}/g, (found: string, slot: string) => (DOTTED_SLOTS.includes(slot) ? '(.+)' : found))
    .replace(/\{\w+\}(?=\\\.)/g, '(.+)')
    .replace(/\{\w+\}/g, '([^.]+)');
  return { kind: 'slots', test: new RegExp(`^${source}$`), slots };
}
