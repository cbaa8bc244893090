import { CONSTANT_GISTS, CONSTANT_PATTERNS } from './extract-constant/phrases.ts';
import type { Recipe } from './recipe.ts';

/** Gives a literal or another expression a name: a constant of the module, or of the block where it needs what is there. */
export const extractConstant: Recipe = {
  id: 'extract-constant',
  version: '1.0.0',
  title: 'Give a literal or an expression a name as a constant',
  languages: ['javascript', 'typescript', 'tsx'],
  slots: [
    { name: 'name', description: 'the name of the constant', isRequired: true },
    { name: 'text', description: 'the expression as it is written', isRequired: false },
    { name: 'number', description: 'the number', isRequired: false },
    { name: 'at', description: 'file:line of the expression', isRequired: false },
    { name: 'range', description: 'the lines of the expression: 10-12', isRequired: false },
    { name: 'all', description: 'yes: every place of the file that reads the same', isRequired: false },
  ],
  patterns: CONSTANT_PATTERNS,
  gists: CONSTANT_GISTS,
  proves: ['A', 'D'],
  effect: 'preserves',
  examples: [
    'Extract 86400 into a constant SECONDS_PER_DAY',
    'Extract the literal "application/json" at src/api.ts:12 to a constant JSON_TYPE',
    'Replace all occurrences of 1024 with a constant KILOBYTE',
    'Extract the literal on lines 12-14 into a constant LIMIT',
  ],
  refuses: [
    'a name that the file already uses',
    'an expression that stands at several places, unless one is named or all are asked for',
    'lines that hold several literals, where the expression is not given',
    'a literal that is no expression: a key, a type, a module to import',
    'an expression with effects, or whose value may change on the way to the constant',
  ],
  run: async (request, tree) =>
    (await import('./extract-constant/run.ts')).extractConstantFrom(request, tree),
};
