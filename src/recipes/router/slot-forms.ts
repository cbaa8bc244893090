import { languageOf } from '../../domain/language.ts';
import { looksAs } from './looks.ts';
import type { Word } from './word.ts';
import { isDottedName } from './words.ts';

/** A slot in a pattern; the look is what a bare word must look like there, as in {to:code}. */
export type SlotUse = { readonly name: string; readonly look: string | null };

type Form = {
  /** What users are told a value has to look like. */
  readonly looksLike: string;
  /** Whether such a value may be a word of that kind. */
  readonly isOfKind: (word: Word) => boolean;
  readonly accepts: (value: string) => boolean;
};

const PLACE = /^[^=\s]+:[1-9]\d*$/;
const RANGE = /^[1-9]\d*-[1-9]\d*$/;
const VERSION = /^\d{1,2}(?:\.\d+)*$/;
const NUMBER = /^(?:0[xob])?\d[\da-f_]*(?:\.\d+)?n?$/i;
const PATH = /^[^\s=]+$/;
const SMALL_WORD = /^(?:in|into|to|as|from|of|on|at|with|by|for|be|is|it|and|or)$/i;
// Endings of files that nothing here reads, where the last part of a dotted module would stand.
const FOREIGN =
  /\.(?:swift|kts?|scala|dart|mm?|vb|fs|hs|clj|exs?|lua|pl|jl|zig|nim|sol|sql|md|rst|txt|ya?ml|toml|ini|cfg|html?|css|s[ac]ss|less)$/;
/** The kinds of symbols. */
export const KINDS: ReadonlySet<string> = new Set(
  'function method class variable constant property field parameter type interface enum member namespace import'.split(
    ' ',
  ),
);

// Bare words that are never taken for a name of the code; in quotes they are.
const NEVER_NAMES = new Set(
  `it its this that these those them they everything something anything things all any every each some my our your to
  into in of from on for with and or but not no never as at by than then so if when be is are function functions method
  methods class classes variable variables symbol symbols constant constants parameter parameters argument arguments
  property properties field fields file files module modules name names import imports call calls code type types
  interface interfaces new old same own other single separate simple better camelcase pascalcase snake_case kebab_case uppercase lowercase upper_case
  lower_case first second third last next previous both here there one ones english german french spanish italian chinese japanese top bottom css html sql json true false null undefined none async await var let const
  ordinary normal regular usual called readability clarity consistency testability maintainability legibility brevity anonymous inline unused exported imported declarations definitions except only without maybe because since which who while where named plural singular descriptive
  export exports default return break continue yield else try unless half most few several many two three four five recursively partially
  javascript typescript github instead rather please
  what why how whose pylint eslint ruff flake8 pydocstyle pycodestyle pyflakes isort tsc sonar sonarqube biome prettier we i you mypy pyright linter reviewers nobody everybody`.split(
    /\s+/,
  ),
);

// Of those, the ones that may well be a new name, and that mean nothing else behind "rename … to".
const NEW_NAMES = new Set(
  `name names files file code call calls parameters arguments properties fields modules symbols types default first second
  third last next previous top bottom type module symbol`.split(/\s+/),
);

// What code is made of, where a function or a class is named: "convert callbacks to …" means no function of that name.
const NEVER_CODE = new Set(
  'promise promises callback callbacks chain chains prototype prototypes constructor constructors signature signatures inheritance comment comments doc docs documentation test tests string strings stuff things away over fs dns zlib child_process checkjs allowjs isolateddeclarations nounusedlocals noimplicitany strictnullchecks esmoduleinterop tsconfig'.split(
    ' ',
  ),
);
const CODE_SLOTS = ['function', 'class'];

const isWord = ({ kind }: Word): boolean => kind === 'word';

/** A slot is of the form that its name says; every other slot takes a name of the code. */
const FORMS: ReadonlyMap<string, Form> = new Map([
  ['file', { looksLike: 'a path', isOfKind: ({ kind }) => kind === 'path', accepts: isPath }],
  ['path', { looksLike: 'a path', isOfKind: ({ kind }) => kind === 'path', accepts: isPath }],
  [
    'source',
    {
      looksLike: 'a file',
      isOfKind: isPathOrWord,
      accepts: (value) => /[./]/.test(value) && isPath(value),
    },
  ],
  [
    'module',
    {
      looksLike: 'a path or a dotted module',
      isOfKind: (word) => isPathOrWord(word) && (word.kind === 'path' || !word.text.includes('/')),
      accepts: (value) => /[./]/.test(value) && isPath(value) && isCodeOrModule(value),
    },
  ],
  ['destination', { looksLike: 'a path or a module', isOfKind: isPathOrWord, accepts: isDestination }],
  // Whether `a.ts:12` reads as a path depends on its folder, so a place may be any word.
  ['at', { looksLike: 'a place, path:line', isOfKind: () => true, accepts: (value) => PLACE.test(value) }],
  ['range', { looksLike: 'lines, 10-20', isOfKind: isWord, accepts: isRange }],
  [
    'line',
    {
      looksLike: 'a line, 12',
      isOfKind: isWord,
      accepts: (value) => isRange(value) && new Set(value.split('-')).size === 1,
    },
  ],
  ['version', { looksLike: 'a version, 3.12', isOfKind: isWord, accepts: (value) => VERSION.test(value) }],
  ['number', { looksLike: 'a number', isOfKind: isWord, accepts: (value) => NUMBER.test(value) }],
  ['kind', { looksLike: 'a kind of symbol', isOfKind: isWord, accepts: (value) => KINDS.has(value) }],
  ['text', { looksLike: 'a text', isOfKind: ({ isQuoted }) => isQuoted, accepts: () => true }],
]);

const NAME: Form = { looksLike: 'a name of the code', isOfKind: isWord, accepts: isDottedName };

/** Slots whose values may hold dots wherever they stand in a pattern. */
export const DOTTED_SLOTS: readonly string[] = ['class', ...FORMS.keys()];

/** What is wrong with a value that was given for a slot by its name, in one sentence; null when nothing is. */
export function faultOfValue(slot: string, value: string): string | null {
  const { accepts, looksLike } = FORMS.get(slot) ?? NAME;
  return accepts(value) ? null : `${slot}=${value} does not hold ${looksLike}.`;
}

/** Whether a word of a sentence, or the part of it that a pattern cut out, may fill a slot. */
export function couldFill({ name, look }: SlotUse, value: string, word: Word): boolean {
  if (look !== null && !looksAs(look, value, word)) return false;
  const form = FORMS.get(name);
  if (form !== undefined) return form.accepts(value);
  const isCode = CODE_SLOTS.includes(name) && !word.isQuoted;
  if (word.isOrder === true) return false;
  if (word.isDeclared === true && word.text === value) return true;
  if (isCode && NEVER_CODE.has(value.toLowerCase())) return false;
  const isName = word.isQuoted || word.text !== value || !NEVER_NAMES.has(value.toLowerCase());
  return NAME.accepts(value) && (isName || (name === 'to' && NEW_NAMES.has(value)));
}

/** Whether a bare word is taken for plain English and not for a name of the code. */
export function isReserved(text: string): boolean {
  return NEVER_NAMES.has(text.toLowerCase()) || NEVER_CODE.has(text.toLowerCase());
}

/** Whether a word is of the kind that every one of the slots it would fill asks for. */
export function isOfKind(word: Word, slots: readonly SlotUse[]): boolean {
  return slots.every(({ name }) => (FORMS.get(name) ?? NAME).isOfKind(word));
}

/** Whether a path is of a file that nothing here reads as code: no dotted module. */
export function isOtherFile(path: string): boolean {
  return FOREIGN.test(path);
}

/** Whether a slot takes a name of the code. */
export function isNameSlot(slot: string): boolean {
  return !FORMS.has(slot);
}

function isPath(value: string): boolean {
  return PATH.test(value);
}

/** A name, a folder or a path. */
function isDestination(value: string): boolean {
  return isPath(value) && !SMALL_WORD.test(value);
}

/** `shop.models` has no extension that a language goes by; `en.json` and `.env` are files, and none of code. */
function isCodeOrModule(value: string): boolean {
  const isHidden = /(?:^|\/)\.\w/.test(value);
  return (
    !isHidden &&
    !isOtherFile(value) &&
    [null, 'python', 'javascript', 'typescript', 'tsx'].includes(languageOf(value))
  );
}

function isPathOrWord({ kind }: Word): boolean {
  return kind === 'path' || kind === 'word';
}

function isRange(value: string): boolean {
  const [first = 0, last = 0] = value.split('-').map(Number);
  return RANGE.test(value) && first <= last;
}
