// The second reading of a sentence, for wordings that no pattern foresaw: in any order. A recipe says by its gists what
// a sentence has to speak of, phrase by phrase; all else has to be a phrase that it knows too, a place, a word that asks
// for nothing (filler.ts) or a clause that only tells (statements.ts). A word that is none of these refuses the sentence, so
// a request for more than the recipe does, or for less, is never taken for it.
import type { Gist, Recipe, SlotValues } from '../recipe.ts';
import { clausesOf } from './clauses.ts';
import { withDeclared } from './declared.ts';
import { ASIDES, isFiller, isPlain } from './filler.ts';
import type { RouteContext } from './fit.ts';
import { matchesOf, mergedSlots, stateKey, type Matched, type Text } from './match.ts';
import type { MayMatch } from './may-match.ts';
import { choiceOf, parsePattern, type Pattern } from './pattern.ts';
import { withoutReasons } from './because.ts';
import { bareOf } from './plainer.ts';
import { spelt } from './misspelt.ts';
import { scopesIn } from './scopes.ts';
import { clausesOf as moodsOf, type Clause } from './mood.ts';
import { isMeant, toldIn } from './statements.ts';
import { isVerb, verbOf } from './verbs.ts';
import type { Word } from './word.ts';
import { wordsOf } from './words.ts';

/** A sentence as gists are looked for in it. */
type Told = {
  readonly words: readonly Word[];
  /** Where places end that say no more than the targets do, in the same way: "in the pricing module". */
  readonly scopes: ReadonlyMap<number, number>;
  /** What stands in clauses that only tell, where another asks. */
  readonly told: ReadonlySet<number>;
  readonly clauses: readonly Clause[];
  /** Whether the sentence is about a part of what a recipe does, or leaves open what. */
  readonly isDoubtful: boolean;
  /** Whether it speaks of the whole project, and the targets are a part of it. */
  readonly isWider: boolean;
};

/** A set bit for each phrase of `must` that was met. */
type State = Matched & { readonly met: number };

type Phrases = {
  readonly must: readonly Pattern[];
  readonly may: Pattern;
  readonly never: Pattern;
  readonly side: Pattern;
  readonly says: readonly Pattern[];
};

// Longer texts are no wishes, and would take long.
const MAX_WORDS = 80;

// `total(invoice)` is a name with what is given to it.
const CALLED = /(?<=^|\s|`)([\w$.]+)\((?:[\w$?]+(?:,\s*[\w$?]+)*)?\)/g;

// '{}'.format(x) is a call, of whatever text.
const FORMATTED = /(['"])[^'"]*\1(\.format\b)(?:\([^()]*\))?/g;
// "param + return types"
const PLUS =
  /(?<=\b(?:params?|parameters?|arguments?|returns?|types|constructors?|functions?|prototypes?|require|imports?|exports?|hints|async|let|const|class|try|then)) [+&] (?=(?:params?|parameters?|arguments?|returns?|types|constructors?|functions?|prototypes?|require|module\.exports|imports?|exports?|hints|await|let|const|extends|catch)\b)/gi;

// "str.format is old, f-strings please"
const WISHED = /\bplease[\s.!?]*$/i;
const PROMISE_MADE = /`?new Promise\((?:[^`\n]*?\))+`?/g;
// "too many parameters (6)"
const COUNT = /\s\(\d+\)/g;
// ESLint's own words: "No magic number: 3600000."
const MAGIC = /"No (magic number: \d+)\.?"/g;
// "f(a, b) -> f({ a, b })"
const SIGNATURES = /`?\b(\w+)\(\w+(?:,\s*\w+)+\)`?\s*(?:->|=>|→|to|into)\s*`?\1\(\{[^}]*\}\)`?/g;

// Words of a header that nobody put in quotes, at the end of the sentence.
const LEGAL =
  /(?::\s+|\/\/\s*|#\s*)((?:copyright|©|\(c\)|licensed under|this file is part of)(?![^"'`]*\b(?:please|files?|above|every)\b(?! is part of))[^"'`\n]*[^"'`\s])$/i;

// What stands behind an order, or the first word of a clause, and behind no name.
const DETERMINER = /^(?:all|any|this|that|these|those|our|my|every|each|its|it|them)$/;
const PROJECT = /^(?:project|repo|repository)$/;
/** The type that no recipe writes down: no "any" of plain English. */
const TYPE_OF_ANYTHING = /\bexplicit any\b|\b(?:as|of type|to be) any\b[\s.!?]*$/i;

/** A sentence that denies or limits what does not follow. */
const LEFT_OPEN = /\b(?:not|never|except|unless|without)[\s.!?]*$/i;

/** "Turn the not top-level function into a method": a word too many, or one that says which are left out. */
const DENIED_THING =
  /\b(?:the|an?|these|those|our|my|its|their) (?:not|never) (?!\w+(?:ed|en|ing)\b|(?:so|very|yet|really|read|set)\b)/i;

/** "Add hints to some functions", "annotate without load": a part of what the recipe would do, or none of it. */
const PARTLY =
  /(?<=[\w`] )(?<!\b(?:are|is|has|have|had|still|got|gets?|there|wants?|adds?|needs?|see|like|love|please|with|use|uses|contains?|put|write|give|and|on) )some\b(?![\s.!?]*$)|\bsome of\b|\b(?:to|for|in|on|of|from|the|add|annotate|document|with|you) without\b|^without\b/i;

const NAMES: ReadonlyMap<string, string> = new Map([
  ['python', '(python|python3|py)'],
  ['javascript', '(javascript|js|ecmascript|es6|es2015|node)'],
  ['typescript', '(typescript|ts)'],
]);

const parsed = new WeakMap<Gist, Phrases>();

/** Reads a sentence for gists: verbs count in all of their forms, and `total()` is a name for certain. */
export function toldBy(sentence: string, { targets, declared = new Set() }: RouteContext): Told {
  const plain = bareOf(sentence);
  const bare = `${spelt(withoutReasons(plain) ?? plain)}${WISHED.test(sentence) ? ' instead' : ''}`
    .replace(/\bplease to (?=[a-z])/gi, 'please ')
    .replace(/,\s+not\b/g, ' and not')
    .replace(SIGNATURES, 'turn the parameters of $1 into an object')
    .replace(CALLED, '$1()')
    .replace(FORMATTED, '$2')
    .replace(PLUS, ' and ')
    .replace(PROMISE_MADE, 'new Promise')
    .replace(COUNT, '')
    .replace(MAGIC, '$1')
    .replace(LEGAL, ': "$1"')
    .replace(/\b(?!(?:foo|bar|x)\b)(\w+\.prototype)\.(?:\*|\w+(?:\s*=\s*function)?)/gi, '$1')
    .replace(/\bfoo\.prototype\.bar\s*=\s*function\b/gi, 'foo.prototype.bar')
    .replace(/\.?then\([^()]*\)(?:\.(?:then|catch|finally)\([^()]*\))+/g, '.then/.catch');
  const all = withDeclared(wordsOf(bare), declared);
  const clauses = all.length > MAX_WORDS ? [] : moodsOf(bare, all);
  const told = toldIn(all, clauses);
  const words = all.map((word, at) => (told.has(at) ? word : withForms(word, bare, all[at + 1])));
  return {
    words,
    scopes: scopesIn(words, targets),
    told,
    clauses,
    isDoubtful: [LEFT_OPEN, TYPE_OF_ANYTHING, DENIED_THING, PARTLY].some((sign) => sign.test(bare)),
    isWider: targets.length > 0 && words.some(({ key }) => PROJECT.test(key)),
  };
}

function withForms(word: Word, sentence: string, next: Word | undefined): Word {
  if (word.isQuoted || word.kind !== 'word') return word;
  const isCalled = sentence.startsWith('()', word.start + word.text.length);
  const base = verbOf(word.key);
  const isOrder = next !== undefined && (next.isAfterArticle || DETERMINER.test(next.key));
  const isFirst = word.start === 0 && (isVerb(word.key) || isPlain(word.key) || isOrder);
  return {
    ...word,
    text: isFirst ? word.key : word.text,
    isQuoted: isCalled,
    ...(isFirst && isOrder && isVerb(word.key) && !isCalled ? { isOrder: true } : {}),
    ...(base === null ? {} : { base }),
  };
}

/** The values of the slots, one entry for each way in which one of the recipe's gists takes up all the words. */
export function gistsOf(recipe: Recipe, told: Told, mayMatch: MayMatch): readonly SlotValues[] {
  if (told.words.length > MAX_WORDS || told.isDoubtful) return [];
  if (told.isWider && !recipe.proves.includes('R')) return [];
  const gists = (recipe.gists ?? []).filter(({ must, says = [] }) => [...must, ...says].every(mayMatch));
  const declared = new Set(['file', 'line', ...recipe.slots.map(({ name }) => name)]);
  return gists
    .flatMap((gist) => readingsOf(phrasesOf(recipe, gist), told))
    .map((slots) => Object.fromEntries(Object.entries(slots).filter(([name]) => declared.has(name))));
}

/** The words that the nearest of the recipe's gists does not know; null where the sentence is about none of them. */
export function unknownTo(recipe: Recipe, told: Told, mayMatch: MayMatch): readonly Word[] | null {
  if (told.words.length > MAX_WORDS) return null;
  const gists = (recipe.gists ?? []).filter(({ must, says = [] }) => [...must, ...says].every(mayMatch));
  const left = gists.flatMap((gist) => {
    const { must, may, says } = phrasesOf(recipe, gist);
    const isAbout = [...must, ...says].every((pattern) => coveredBy([pattern], told).size > 0);
    const known = coveredBy([...must, may], told);
    const isKnown = (at: number): boolean =>
      known.has(at) || isFiller(told.words, at) || told.told.has(at) || told.scopes.has(at);
    return isAbout ? [told.words.filter((_, at) => !isKnown(at))] : [];
  });
  return left.toSorted((a, b) => a.length - b.length)[0] ?? null;
}

function phrasesOf(recipe: Recipe, gist: Gist): Phrases {
  const before = parsed.get(gist);
  if (before !== undefined) return before;
  const clauses = clausesOf(recipe);
  const side = clauses.side();
  const known = [...(gist.may ?? []), ...ASIDES, ...languagesOf(recipe)];
  const may = choiceOf([...known.map(parsePattern), side, clauses.asking()]);
  const never = choiceOf((gist.never ?? []).map(parsePattern));
  const phrases = {
    must: gist.must.map(parsePattern),
    may,
    never,
    side,
    says: (gist.says ?? []).map(parsePattern),
  };
  parsed.set(gist, phrases);
  return phrases;
}

/** What the code is called that a recipe works on. */
function languagesOf({ languages }: Recipe): readonly string[] {
  return languages.flatMap((language) => NAMES.get(language) ?? []);
}

function readingsOf(phrases: Phrases, told: Told): readonly SlotValues[] {
  const { words } = told;
  const text: Text = { words, asides: new Map() };
  const isSaid = (pattern: Pattern, isIn: (at: number) => boolean): boolean =>
    words.some((_, at) => isIn(at) && matchesOf(pattern, text, [{ at, slots: {} }]).length > 0);
  if (!phrases.says.every((pattern) => isSaid(pattern, () => true))) return [];
  const waiting = new Map<number, Map<string, State>>([[0, new Map([['', { at: 0, slots: {}, met: 0 }]])]]);
  for (let at = 0; at < words.length; at++) {
    const states = waiting.get(at);
    if (states === undefined) continue;
    const found = phrasesAt(phrases, told, at);
    for (const state of states.values()) for (const next of nextOf(state, found)) addTo(waiting, next);
  }
  const all = 2 ** phrases.must.length - 1;
  const ends = [...(waiting.get(words.length)?.values() ?? [])].filter(({ met }) => met === all);
  if (ends.length === 0 || isSaid(phrases.never, (at) => words[at]?.isQuoted !== true)) return [];
  return isWholeMeant(phrases, told) ? ends.map(({ slots }) => slots) : [];
}

/** Whether each clause that asks is about what the phrases are about. */
function isWholeMeant({ must, side }: Phrases, told: Told): boolean {
  const covered = coveredBy([...must, side], told);
  return told.clauses.every((clause) => isMeant(told.words, clause, (at) => covered.has(at)));
}

/** The indexes of the words that one of the patterns takes, wherever it begins. */
function coveredBy(patterns: readonly Pattern[], { words }: Told): ReadonlySet<number> {
  const text: Text = { words, asides: new Map() };
  const runs = words.flatMap((_, at) =>
    patterns.flatMap((pattern) =>
      matchesOf(pattern, text, [{ at, slots: {} }]).map((matched) => ({ at, length: matched.at - at })),
    ),
  );
  return new Set(runs.flatMap(({ at, length }) => Array.from({ length }, (_, index) => at + index)));
}

/** Every phrase that begins at an index. */
function phrasesAt({ must, may }: Phrases, { words, scopes, told }: Told, at: number): readonly State[] {
  const text: Text = { words, asides: new Map() };
  const start = [{ at, slots: {} }];
  const fillers = isFiller(words, at) || told.has(at) ? [at + 1] : [];
  const passed = [...fillers, scopes.get(at) ?? 0].map((end) => ({
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
