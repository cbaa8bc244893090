import type { Recipe } from './recipe.ts';
import { turningGists, wantingGists } from './router/concepts.ts';
import { conversionGists } from './router/gist-phrases.ts';
import { LINT_RULES } from './router/lint-rules.ts';
import { conversionPatterns } from './router/phrases.ts';

const F_STRINGS = `(f (strings|string) [syntax|literals|formatting|interpolation]|fstrings|fstring|formatted string literals)`;
const STYLE = `([old] (%|percent|printf|printf style|str.format|string.format|.format|... .format|\`.format\`|%s|format) [style]|old style|old fashioned|old|legacy)`;
const CALLS = `(formatting|format|formats|interpolation|calls|call|strings|string|style|operator|operators|expressions|method|methods|
  (interpolation|concatenation) with %)`;
const OLD = `((\`%\`|\`.format\`) [style] [string] ${CALLS}|(%|percent) operator for [string] formatting|
  [string] interpolation (using|with|via) %|${STYLE} [string] ${CALLS} and ${STYLE} [string] ${CALLS}|
  [python] [${STYLE} [(and|or) ${STYLE}]] [string|str|format|formatted] ${CALLS}|${STYLE} [(and|or) ${STYLE}])`;

const FORMATTING = `(str.format|string.format|.format|format|formats|formatting|formatted|%|percent|printf|\`.format\`|\`%\`|interpolation)`;
const KNOWN = [
  FORMATTING,
  LINT_RULES.fStrings,
  '(string|strings|call|calls|calling|style|method|methods|operator|operators|expression|expressions|literals|format specifiers|concatenation)',
  '(up031|up032)',
];

/** Turns str.format calls and % formatting into f-strings. */
export const fStrings: Recipe = {
  id: 'f-strings',
  version: '1.0.0',
  title: 'Write formatted strings as f-strings',
  languages: ['python'],
  slots: [],
  patterns: [
    ...conversionPatterns({ from: OLD, to: F_STRINGS, isToEnough: true, isFromEnough: false }),
    "@fix @all [ruff 's|ruff] [rule] (up031|up032) [@warnings]",
    'f stringify (@all [of] [this|these|whole] (@files|@code|strings)|{file})',
    `(format|write|build|create) @all strings (with|using|as|by|via) ${F_STRINGS}`,
  ],
  gists: [
    ...conversionGists({ from: OLD, to: F_STRINGS, isToEnough: true, isFromEnough: false }),
    ...turningGists({ from: FORMATTING, to: F_STRINGS, knows: KNOWN }),
    ...wantingGists(F_STRINGS, KNOWN, ['+']),
  ],
  proves: ['A', 'D'],
  effect: 'preserves',
  examples: [
    'Use f-strings',
    'Convert str.format calls to f-strings',
    'Replace old-style string formatting with f-strings in src/app.py',
    'Convert all strings to f-strings',
  ],
  refuses: [
    'calls in a logging call or in `_()`, `gettext()` and the like; `*args` and `**kwargs`; bytes',
    'arguments that would be evaluated in another order, more than once or never, unless they are plain names or constants',
    '`%` with one value that may be a tuple, with a dictionary, or with widths, flags and types other than s, r, a and d of an integer',
    'arguments with the quotes of the string, backslashes, comments, `await` or `yield`; `\\N{…}` in the string',
    'a file with a syntax error',
  ],
  run: async (request, tree) => (await import('./f-strings/run.ts')).useFStringsIn(request, tree),
};
