import {
  FUNCTION_TO_METHOD_GISTS,
  FUNCTION_TO_METHOD_PATTERNS,
  FUNCTION_TO_METHOD_RIDERS,
} from './function-to-method/phrases.ts';
import type { Recipe } from './recipe.ts';

/** Makes a function of Python whose first parameter is an object of a class a method of that class. */
export const functionToMethod: Recipe = {
  id: 'function-to-method',
  version: '1.0.0',
  title: 'Turn a function that takes an object into a method of its class',
  languages: ['python'],
  slots: [
    { name: 'function', description: 'the name of the function', isRequired: true, isSymbol: true },
    { name: 'class', description: 'the class, which the same module defines', isRequired: true },
    {
      name: 'delegate',
      description: 'keep or none: whether a function that calls the method stays',
      isRequired: false,
    },
  ],
  patterns: FUNCTION_TO_METHOD_PATTERNS,
  gists: FUNCTION_TO_METHOD_GISTS,
  riders: FUNCTION_TO_METHOD_RIDERS,
  proves: ['S', 'A', 'D', 'R'],
  effect: 'preserves',
  examples: [
    'Make the function area a method of Circle',
    'Turn format_total into a method of the class Invoice',
    'Move the function area into the class Circle and update all callers',
  ],
  refuses: [
    'a function whose first parameter nobody says to be of the class: neither its annotation nor all of its calls',
    'a name that the class, a class below or above it, or an assignment to an object uses; bases from elsewhere',
    'a class of another module: move the function there first',
    'decorated functions, and those that give their first parameter another value',
    'defaults and annotations that the class would see otherwise; private names (`__x`), locals() and the like',
    'a function that code replaces by its name, as tests do',
  ],
  run: async (request, tree) =>
    (await import('./function-to-method/run.ts')).functionToMethodIn(request, tree),
};
