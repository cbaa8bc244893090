import { MOVE_GISTS, MOVE_PATTERNS, MOVE_RIDERS } from './method-to-function/phrases.ts';
import type { Recipe } from './recipe.ts';

/** Moves a Python method that does not use its object out of its class. */
export const methodToFunction: Recipe = {
  id: 'method-to-function',
  version: '1.0.0',
  title: 'Turn a method that does not use its object into a top-level function',
  languages: ['python'],
  slots: [
    { name: 'method', description: 'the name of the method', isRequired: true, isSymbol: true },
    {
      name: 'class',
      description: 'its class; needed when several classes have such a method',
      isRequired: false,
    },
    {
      name: 'calls',
      description: '`update`: calls of a public method become calls of the function, past any override',
      isRequired: false,
    },
  ],
  patterns: MOVE_PATTERNS,
  gists: MOVE_GISTS,
  riders: MOVE_RIDERS,
  proves: ['A', 'D'],
  effect: 'preserves',
  examples: [
    'Turn the method format_amount of class InvoiceService into a function',
    'Move Parser.normalise to the top level and update all callers',
    'Extract the normalise method from the Parser class into a stand-alone function',
  ],
  refuses: [
    'a method that uses self or cls, super() or its class',
    'a name that the module already uses, or that Python itself calls (`__eq__`)',
    'a method that its docstring offers for overriding; calls of a public method are left to overrides',
    'a method without code: a docstring, `pass`, `...` or `raise NotImplementedError`',
    'a class inside a function; a method that the class defines more than once',
    'private names (`__x`) in the body, locals(), exec() and the like',
    'a body that counts its callers (stacklevel=, inspect.stack()) where a method stays',
    'a name that `import *` would bring to a module where it means something else',
    'anything that changes more of the syntax tree than the move, or brings a new diagnostic',
  ],
  run: async (request, tree) => (await import('./method-to-function/run.ts')).moveMethod(request, tree),
};
