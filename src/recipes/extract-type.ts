import { TYPE_GISTS, TYPE_PATTERNS } from './extract-type/phrases.ts';
import type { Recipe } from './recipe.ts';

/** Gives an object type that is written where it is used a name of its own. */
export const extractType: Recipe = {
  id: 'extract-type',
  version: '1.0.0',
  title: 'Give an inline object type a name',
  languages: ['typescript', 'tsx'],
  slots: [
    { name: 'name', description: 'the name of the type', isRequired: true },
    { name: 'at', description: 'file:line where the type begins', isRequired: false },
    { name: 'of', description: 'the parameter, variable or function whose type it is', isRequired: false },
    { name: 'function', description: 'the function around it', isRequired: false },
    { name: 'text', description: 'the type as it is written', isRequired: false },
    { name: 'range', description: 'the lines of the type: 10-14', isRequired: false },
    {
      name: 'kind',
      description: 'interface or type; without it, as the file names others',
      isRequired: false,
    },
  ],
  patterns: TYPE_PATTERNS,
  gists: TYPE_GISTS,
  proves: ['A', 'D'],
  effect: 'preserves',
  examples: [
    'Extract the inline type at src/api.ts:12 into a type Options',
    'Extract the object type on lines 12-16 to an interface Options',
    'Extract the inline type of options into an interface Options',
    'Extract the inline type of the options parameter of connect into a type Options',
    'Extract the inline type `{ id: number }` into an interface Identified',
    'Create an interface Options from the inline type at src/api.ts:12',
  ],
  refuses: [
    'a place where several object types begin, or none',
    'a name that the file already uses',
    'a type that names a type parameter, or what only a function can see',
    'a type that has a name already',
  ],
  run: async (request, tree) => (await import('./extract-type/run.ts')).extractTypeFrom(request, tree),
};
