import type { Recipe } from './recipe.ts';

const IMPORTS = `[python|es|javascript|typescript] [module] (imports|import|import (statements|statement|lines|block|blocks|section|sections)) [at top]`;
const ORDER = `(import (order|ordering|sorting|grouping)|(order|ordering|sorting|grouping) of [python] imports)`;
const STYLE = '[alphabetical|alphabetic|right|proper|correct|pep 8|pep8|isort|standard]';
const SORTED =
  '(sorted|in alphabetical order|organized|ordered|grouped|alphabetized|in order|isort (compliant|clean))';
const HOW = `[alphabetically|by name|properly|correctly|consistently|nicely|by group|into groups|in ${STYLE} order|
  (like|with|using|by|via|in|way|as) (isort|ruff|isort style|ruff style) [does|does it|would]|
  (according to|following|as per|per|to follow|to match|so (they|that they) follow) (pep 8|pep8|isort|ruff|[project|project 's] [isort|ruff] (settings|config|configuration))|
  [by|into|in] (standard library|stdlib) [first] [then] third party [and|then] (local|first party) [ones] [groups|sections|imports]]`;

/** Sorts and groups the imports of a file by the project's own settings. */
export const organizeImports: Recipe = {
  id: 'organize-imports',
  version: '1.0.0',
  title: 'Sort and group imports by the settings of the project',
  languages: ['python'],
  slots: [],
  patterns: [
    `@sort [and @sort] @all ${IMPORTS} ${HOW}`,
    `put (standard library|stdlib) imports first [then] third party [imports] [and] [then] (local|first party) [ones|imports]`,
    `(put|get|bring) @all ${IMPORTS} (in|into) ${STYLE} order`,
    `@turn @all ${IMPORTS} [into] ${SORTED} ${HOW}`,
    `(@fix|@sort|clean up|tidy up|improve) ${ORDER}`,
    '@fix @all (i001|isort) [@warnings]',
    '[run|apply|use] isort [style [import] [sorting|order]]',
    `make sure @all ${IMPORTS} [are] ${SORTED} ${HOW}`,
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
