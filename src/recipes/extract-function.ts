import { EXTRACT_GISTS, EXTRACT_PATTERNS } from './extract-function/phrases.ts';
import type { Recipe } from './recipe.ts';

/** Takes whole lines of a function out into a function of their own and calls it in their place. */
export const extractFunction: Recipe = {
  id: 'extract-function',
  version: '1.1.0',
  title: 'Take lines out into a function of their own',
  languages: ['python', 'javascript', 'typescript', 'tsx'],
  slots: [
    { name: 'range', description: 'the lines, whole statements: 10-20', isRequired: true },
    { name: 'name', description: 'the name of the new function', isRequired: true },
  ],
  patterns: EXTRACT_PATTERNS,
  gists: EXTRACT_GISTS,
  proves: ['A', 'D'],
  effect: 'preserves',
  examples: [
    'Extract lines 10-20 into a function parseHeader',
    'Move lines 42 to 57 of src/app.ts into a new function called readConfig',
    'Extract function readConfig from lines 42-57',
  ],
  refuses: [
    'lines that are not whole statements, or that lie in several functions',
    'a name that the file already uses',
    'lines that jump out: a return on some paths only, break and continue of a loop around them',
    'in Python: a yield, del, global or nonlocal among the lines, and variables that may have no value there',
    'in Python: variables that a nested function or the handler of an exception shares with the lines',
    'in Python: a name without an underscore in the `__init__.py` of a package that has `__all__`',
    'anything that changes more of the syntax tree than the move, or brings a new diagnostic',
  ],
  run: async (request, tree) =>
    (await import('./extract-function/run.ts')).extractFunctionFrom(request, tree),
};
