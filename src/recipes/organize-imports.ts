import type { Recipe } from './recipe.ts';
import { LINT_RULES } from './router/lint-rules.ts';

const LANGUAGE = '[<only=python> python|<only=javascript> (es|javascript)|<only=typescript> typescript]';
const IMPORTS = `${LANGUAGE} [module] (imports|import|import (statements|statement|lines|block|blocks|section|sections)) [at top]`;
// Groups are made by the rules of Python alone.
const GROUP = '<only=python> (group|regroup|isort)';
const SORT = `(sort [out]|organize|reorganize|order|reorder|re order|rearrange|arrange|alphabetize|normalize|standardize|
  format|reformat|tidy [up]|${GROUP})`;
const ORDER = `(import (order|ordering|sorting|<only=python> grouping)|(order|ordering|sorting|<only=python> grouping) of ${LANGUAGE} imports)`;
const STYLE = '[alphabetical|alphabetic|right|proper|correct|standard|<only=python> (pep 8|pep8|isort)]';
const SORTED =
  '(sorted|in alphabetical order|organized|ordered|alphabetized|in order|<only=python> (grouped|isort (compliant|clean)))';
const HOW = `[alphabetically|by [module] name|by module|properly|correctly|consistently|nicely|in ${STYLE} order|<only=python> (by group|into groups|
  (like|with|using|by|via|in|way|as) (isort|ruff|isort style|ruff style|pep 8|pep8) [does|does it|would|wants|likes|asks|demands|says] [it|them]|
  (according to|following|as per|per|to follow|to match|so (they|that they) follow) (pep 8|pep8|isort|ruff|[isort|ruff] (settings|config|configuration))|
  [by|into|in] (standard library|stdlib) [first] [then] third party [and|then] (local|first party) [ones] [groups|sections|imports] [and] [sort|order|alphabetize] [(each|every) (group|section|block)] [alphabetically])|
  (according to|following|as per|per|to follow|to match|so (they|that they) follow) (project|project 's) (settings|config|configuration|style)|
  <only=python> (according to|following|as per|per|to follow|to match|so (they|that they) follow) (project|project 's) (isort|ruff) (settings|config|configuration)]`;

const ARRANGE = `(sort [out]|organize|reorganize|order|reorder|re order|rearrange|arrange|alphabetize|standardize|${GROUP})`;
const ORDER_KNOWN = [
  HOW,
  ORDER,
  LINT_RULES.organizeImports,
  '(stdlib|standard library) [,|/|first|then] third party [,|/|and|then] (local|first party)',
  `(put|get|bring|keep|fix|want|like|love|need|see|make|have|tidy up|clean up|sort|sorted|order|arrange|import|straighten|straighten out|do|apply|into|in|to|of|with|out|up|on|at|top|order|alphabetically|alphabetical|sorting|statement|statements|block|unsorted|chaotic|chaos|random|jumbled|disorder|be|them)`,
  '(are|is) all over [the] place|out of order|in no [particular] order|not (sorted|in order|ordered)',
  '@wish',
];
const NO_ORDER = [
  '(named|braces|relative|absolute|missing|remove|unused|from {file:dotted}|in order to|tidy up imports|only from)',
  '(matters|matter|keep (it|them|this|that|as is|order))',
  'usage|length|(by|from) (length|size|usage)',
];

/** Sorts the imports of a file by the project's own settings, and groups those of Python. */
export const organizeImports: Recipe = {
  id: 'organize-imports',
  version: '2.0.0',
  title: 'Sort imports as the project has them',
  languages: ['python', 'javascript', 'typescript', 'tsx'],
  slots: [
    {
      name: 'only',
      description: 'the language whose files count: python, javascript or typescript',
      isRequired: false,
    },
  ],
  patterns: [
    `${SORT} [and ${SORT}] @all ${IMPORTS} ${HOW}`,
    `<only=python> put (standard library|stdlib) imports first [then] third party [imports] [and] [then] (local|first party) [ones|imports]`,
    `(put|get|bring) @all ${IMPORTS} (in|into) ${STYLE} order`,
    `@turn @all ${IMPORTS} [into] ${SORTED} ${HOW}`,
    `(@fix|${SORT}|clean up|tidy up|improve) (${ORDER}|order of ${IMPORTS})`,
    '<only=python> @fix @all (i001|isort) [@warnings]',
    '<only=python> [run|apply|use] isort [style [import] [sorting|order]]',
    `(make sure|ensure|keep|see to it) [that] @all ${IMPORTS} [are] ${SORTED} ${HOW}`,
    `@turn @all ${IMPORTS} in ${STYLE} order`,
    `import (sorting|ordering|order)`,
    '<only=python> isort (@all [of] [this|these] (@files|code)|{file})',
  ],
  gists: [
    {
      must: [
        `@all ${IMPORTS}`,
        '<only=python> [in|like|as|with|by|via|using] [the] [way|style] [of|that] (isort|ruff) [way|style|does|would|wants|likes|order|does it]',
      ],
      says: [`(${SORT}|${SORTED}|sort|sorted|order|ordered)`],
      may: ORDER_KNOWN,
      never: NO_ORDER,
    },
    {
      must: ['<only=python> isort'],
      may: ['(run|apply|use|do|let|please|on|over|through|to)'],
      never: ['(configure|config|install|add|setup|set up|version|ci)'],
    },
    {
      must: [
        `(@all ${IMPORTS}|import list|imports)`,
        `(${ARRANGE}|${SORTED}|sorting|ordering|order|alphabetically|alphabetical [order]|${ORDER})`,
      ],
      may: ORDER_KNOWN,
      never: NO_ORDER,
    },
    {
      must: [
        `@all ${IMPORTS}`,
        '(are|is) (unsorted|not sorted|out of order|in no order|in [the] wrong order|not in order|messed up|mess)',
        '(@fix|change|do|tidy up|clean up) [it|them|that|this]',
      ],
    },
    {
      must: [
        `@all ${IMPORTS}`,
        '(unsorted|unordered|jumbled|wrongly sorted|wrongly ordered|in wrong order|out of order)',
        '(@fix|tidy up|clean up|straighten out)',
      ],
      may: ORDER_KNOWN,
      never: NO_ORDER,
    },
    {
      must: [
        `@all (${IMPORTS}|import list)`,
        `(${SORT}|${SORTED}|sorting|ordering|(in|into|some) ${STYLE} order|order)`,
      ],
      may: [
        HOW,
        '(put|get|bring|keep|fix|want|like|love|need) [to have] [some order] [in|into|to]',
        '@wish',
        '(are|is) all over [the] place',
        'check',
        ORDER,
      ],
    },
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
    'to move an import over other code, over a blank line of JavaScript, or over an import for its side effects; to change what is imported',
    'a block in which a name is imported twice, or `import *` would change its place among the others',
    'a block whose comments speak of an order, or head groups of imports',
    'to change the order of modules of the project that do something when they are loaded, or that import each other',
    'settings of isort for which ruff has none (profiles but black, other ways to break lines, sections of its own)',
    'JavaScript and TypeScript that a tool of the project sorts in an order that the files around do not explain',
    'files that the settings leave out, blocks marked `# isort: skip_file` or `# isort: off`, a file with a syntax error',
  ],
  run: async (request, tree) => (await import('./organize-imports/run.ts')).organizeImportsIn(request, tree),
};
