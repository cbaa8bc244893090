import type { Recipe } from './recipe.ts';

const IMPORTS = `[python] [module] (imports|import|import (statements|statement|lines|block|blocks|section|order|ordering))`;
const SORT = `(sort|organize|organise|order|reorder|re order|rearrange|arrange|group|regroup|alphabetize|alphabetise|
  isort|normalize|normalise|standardize|standardise|format|reformat)`;
const QUANTITY = "[any|all|every|each] [of] [my|our|its|this file 's]";
const HOW = `[alphabetically|by name|properly|correctly|consistently|nicely|in alphabetical order|alphabetical order|by group|into groups|
  (like|with|using|by|via|in) (isort|ruff|isort style|ruff style)|(according to|following|as per|per|to follow|to match) (pep 8|pep8|isort|ruff|project 's [isort|ruff] settings)|
  by (standard library|stdlib) third party and (local|first party)|into (standard library|stdlib) third party and (local|first party) [groups|sections]]`;

/** Sorts and groups the imports of a file by the project's own settings. */
export const organizeImports: Recipe = {
  id: 'organize-imports',
  version: '1.0.0',
  title: 'Sort and group imports by the settings of the project',
  languages: ['python'],
  slots: [],
  patterns: [
    `${SORT} [and (sort|group|organize|organise|format|order)] ${QUANTITY} ${IMPORTS} ${HOW}`,
    `(put|get|bring) ${QUANTITY} ${IMPORTS} (in|into) [alphabetical|right|proper|correct|pep 8|isort] order`,
    `(fix|correct|clean up) ${QUANTITY} (import (order|ordering|sorting)|(order|ordering|sorting) of [python] imports)`,
    `(run|apply|use) isort [style [import] [sorting|order]]`,
    `imports (should|must) be (sorted|organized|organised|ordered|grouped) ${HOW}`,
    `make [sure] imports [are] (sorted|organized|organised|ordered|grouped) ${HOW}`,
  ],
  proves: ['A', 'D'],
  effect: 'may-differ',
  examples: [
    'Organize imports',
    'Sort the imports alphabetically',
    'Fix the import order in src/app.py',
    'Sort and group all import statements',
  ],
  refuses: [
    'to move an import over other code, or to change what is imported',
    'a block in which a name is imported twice, or `import *` would change its place among the others',
    'a block whose comments speak of an order, or head groups of imports',
    'to change the order of modules of the project that call something when they are loaded, or that take names of the block in turn',
    'settings of isort for which ruff has none (profiles but black, other ways to break lines, sections of its own)',
    'files that the settings leave out, blocks marked `# isort: skip_file` or `# isort: off`, a file with a syntax error',
  ],
  run: async (request, tree) => (await import('./organize-imports/run.ts')).organizeImportsIn(request, tree),
};
