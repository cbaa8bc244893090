import { MOVE_SYMBOL_GISTS, MOVE_SYMBOL_PATTERNS, MOVE_SYMBOL_RIDERS } from './move-symbol/phrases.ts';
import type { Recipe } from './recipe.ts';

/** Moves a function, class or constant of a module to another module and tells everything that imports it. */
export const moveSymbol: Recipe = {
  id: 'move-symbol',
  version: '1.0.0',
  title: 'Move a function, class or constant to another module',
  languages: ['python', 'javascript', 'typescript', 'tsx'],
  slots: [
    { name: 'name', description: 'the name of what moves', isRequired: true, isSymbol: true },
    { name: 'module', description: 'where it goes: a path, or a dotted module of Python', isRequired: true },
    { name: 'source', description: 'the file or module that has it now', isRequired: false },
    { name: 'kind', description: 'function, class, variable, constant, type, …', isRequired: false },
    {
      name: 'reexport',
      description: 'keep or none: whether it can still be imported from where it was',
      isRequired: false,
    },
    {
      name: 'at',
      description: 'file:line of the declaration, where several have the name',
      isRequired: false,
    },
  ],
  patterns: MOVE_SYMBOL_PATTERNS,
  gists: MOVE_SYMBOL_GISTS,
  riders: MOVE_SYMBOL_RIDERS,
  proves: ['S', 'A', 'D', 'R'],
  effect: 'may-differ',
  examples: [
    'Move the function parse_date to utils/dates.py',
    'Move class Invoice from shop/models.py to shop/invoice.py',
    'Move function parseDate from src/a.ts to src/dates.ts',
    'Extract the constant MAX_RETRIES from client.py into settings.py and update all imports',
  ],
  refuses: [
    'a name that the destination, or what `import *` brings it to, already uses',
    'anything but one definition at the top of a module: methods, conditional and repeated definitions',
    'modules that would import each other and did not: the way round is told',
    'in Python: text that assigns a variable of its module, or asks for its name, file or globals()',
    'in Python: names that mean something else at the destination, or that tests replace in the old module',
    'in Python: a script or a test for what a package has to import, which is installed without those',
    'in Python: tests, fixtures and Django models, which are found by their place; modules with a stub',
    'in JavaScript and TypeScript: a default export; what `export * as`, a whole module or a mock gives on; CommonJS modules',
    'in JavaScript and TypeScript: code that assigns a variable of its module or is assigned again, or speaks of its own file',
  ],
  run: async (request, tree) => (await import('./move-symbol/run.ts')).moveByLanguage(request, tree),
};
