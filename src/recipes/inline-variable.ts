import { INLINE_GISTS, INLINE_PATTERNS, INLINE_RIDERS } from './inline-variable/phrases.ts';
import type { Recipe } from './recipe.ts';

/** Writes the value of a variable in the place of its uses, and takes the variable out. */
export const inlineVariable: Recipe = {
  id: 'inline-variable',
  version: '1.3.0',
  title: 'Put the value of a variable in the place of its uses',
  languages: ['python', 'javascript', 'typescript', 'tsx'],
  slots: [
    { name: 'name', description: 'the variable', isRequired: true, isSymbol: true },
    {
      name: 'at',
      description: 'file:line of its declaration, where several have the name',
      isRequired: false,
    },
  ],
  patterns: INLINE_PATTERNS,
  gists: INLINE_GISTS,
  riders: INLINE_RIDERS,
  proves: ['A', 'D', 'R'],
  effect: 'preserves',
  examples: [
    'Inline the variable total',
    'Inline the constant timeout at src/app.ts:12',
    'Replace the variable url by its value',
  ],
  refuses: [
    'a variable that is assigned again, exported, global, declared with others in one statement, or used as a type',
    'a value that is made or read at each of several uses, in a loop or in a function of its own',
    'a value whose evaluation would move over other effects, into a condition or into a try',
    'a place where a name of the value means something else',
    'a function that a call would give another `this`',
    'in Python: a variable of a module or class, of a function that calls locals() or eval(), or with an annotation',
  ],
  run: async (request, tree) =>
    (await import('./inline-variable/by-language.ts')).inlineByLanguage(request, tree),
};
