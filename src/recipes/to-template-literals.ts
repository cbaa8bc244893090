import type { Recipe } from './recipe.ts';

const CODE = '[javascript|typescript|js|ts|es6]';
const ALL = "[any|all|every|each|remaining] [of] [my|our|this file 's]";
const CONCATENATION = `${CODE} (string (concatenation|concatenations|concats|additions)|concatenated strings|(concatenation|concatenations|concats) [of strings])`;
const TEMPLATE = `${CODE} (template (literal|literals|string|strings)|template string literals|backtick strings|backticks|string (interpolation|templates))`;
const OK =
  '[where (possible|safe|it is safe)|wherever possible|where appropriate|if (possible|safe)|safely|everywhere]';

/** Writes strings that are put together with `+` as template literals. */
export const toTemplateLiterals: Recipe = {
  id: 'to-template-literals',
  version: '1.0.0',
  title: 'Write string concatenations as template literals',
  languages: ['javascript', 'typescript', 'tsx'],
  slots: [
    {
      name: 'untyped',
      description: '`convert` also takes values that may be objects, whose text may then differ',
      isRequired: false,
    },
  ],
  patterns: [
    `(convert|change|turn|transform|rewrite|refactor|migrate|modernize|modernise|update) ${ALL} ${CONCATENATION} (to|into|as|to use|using|with) ${TEMPLATE} ${OK}`,
    `(replace|swap) ${ALL} ${CONCATENATION} (with|by|for) ${TEMPLATE} ${OK}`,
    `(use|prefer) ${TEMPLATE} (instead of|rather than|over|in place of|for) ${ALL} ${CONCATENATION} ${OK}`,
    `(apply|fix) [all] [eslint|eslint 's|lint] [rule] prefer template [rule] [lint] [warnings|errors|violations|problems|issues]`,
  ],
  proves: ['A', 'D'],
  effect: 'may-differ',
  examples: [
    'Convert string concatenation to template literals',
    'Use template literals instead of string concatenation in src/app.js',
    'Replace string concatenations with template strings',
  ],
  refuses: [
    'values that may be objects, which `+` and a template literal may turn into different texts, unless `untyped=convert` is said',
    'concatenations with comments between their parts, or with octal escapes',
    'texts that are broken over lines, strings and templates that are only joined, and the empty string in `value + ""`',
    'declaration files; a file with a syntax error',
  ],
  run: async (request, tree) =>
    (await import('./to-template-literals/run.ts')).toTemplateLiteralsIn(request, tree),
};
