import type { Recipe } from './recipe.ts';

const F_STRINGS = `(f strings|f string|fstrings|fstring|formatted string literals|string interpolation|f string (syntax|literals|formatting))`;
const OLD = `([old|old style|old fashioned|legacy|remaining] [python] [string|str|%|percent|printf style] (formatting|format strings|format (calls|call)|(interpolation|concatenation) with %)|
  [%|percent|printf|printf style|% style|percent style|str.format|.format|format] [style] [string] (formatting|formats|format strings|strings|format calls|calls|interpolation|operators)|
  (.format|str.format|format|format() |%|percent) [and (.format|str.format|format|%|percent)] [calls|formatting|strings|style])`;

/** Turns str.format calls and % formatting into f-strings. */
export const fStrings: Recipe = {
  id: 'f-strings',
  version: '1.0.0',
  title: 'Write formatted strings as f-strings',
  languages: ['python'],
  slots: [],
  patterns: [
    `(convert|change|turn|rewrite|migrate|move|port|switch|modernize|modernise|replace|upgrade|update|refactor|transform) [any|all|every|each] [of] [my|our|its] ${OLD}
      [uses|usages|to use|expressions] (to|into|with|by|as|to use|using|over to) ${F_STRINGS}`,
    `(use|adopt|prefer|switch to|migrate to|move to|change to|convert to) ${F_STRINGS} [everywhere|throughout|for [all] [string] formatting|
      (instead of|rather than|in place of) ${OLD}|where possible|wherever possible|when possible]`,
    `(convert|change|turn|rewrite|migrate|refactor) [all|every] [string|strings|formatted strings] [formatting] (to|into|as|to use|using) ${F_STRINGS}`,
    `make [all] [format] strings ${F_STRINGS}`,
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
