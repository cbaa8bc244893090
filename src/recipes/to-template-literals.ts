import type { Recipe } from './recipe.ts';
import { turningGists, wantingGists } from './router/concepts.ts';
import { conversionGists, ruleGist } from './router/gist-phrases.ts';
import { conversionPatterns, rulePattern } from './router/phrases.ts';

const CODE = '[javascript|typescript|js|ts|es6|es2015]';
const PLUS = '(+|plus) [operator|operators|sign|signs]';
const JOINS = '(concat|concats|addition|join|joins|concatenation|concatenations|concats|additions|building)';
const CONCATENATION = `${CODE} (
  [string|+|plus|\`+\` [style]] ${JOINS} [of strings] [(with|using|by|via) ${PLUS}]|
  \`+\` [style] (strings|expressions|expression|pattern|patterns)|
  [plus] concatenated (strings|messages|texts|log messages|error messages|urls|paths)|building strings|concatenating [strings|them] [(with|using|by) ${PLUS}]|+ [string] building|
  (strings|string|messages|texts) [that] [are] (concatenated|built [up]|joined|glued [together]|pasted together|put together|assembled|stitched together|added [together]|added up) [(with|using|by) (${PLUS}|concatenation)]|
  ${PLUS} [(for [building]|on) strings])`;
const TEMPLATE = `${CODE} [backtick] (template (literal|literals|string|strings)|backtick (strings|string|literals)|template string literals|backtick strings|backticks|
  [string] interpolation|interpolated strings|string templates|$ [(interpolation|syntax|placeholders|expressions)])`;

const JOINING = `(concatenation|concatenations|concatenate|concatenates|concatenating|concatenated|concat|concats|+|plus|\`+\`|
  (glued|joined|pasted|stitched|put|built|assembled|added|strung|glue|gluing|joining|pasting|stitching|putting|adding|building|build) (together|up|with (+|plus)))`;
const ANY_TEMPLATE = `(${TEMPLATE}|backtick (template|templates))`;
const KNOWN = [
  JOINING,
  '(url|urls|path|paths|log|logs|label|labels|query|queries|key|keys|ids|html|string|strings|text|texts|message|messages|together|operator|operators|sign|signs|expression|expressions|building|build|built|gluing|glue|variable|variables|value|values|unexpected|syntax|backtick|backticks)',
  '[@tool] prefer template [rule]',
];

const NO_STRINGS = ['build (project|package|app|image|docs|site)'];

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
    ...conversionPatterns({ from: CONCATENATION, to: TEMPLATE, isToEnough: true, isFromEnough: true }),
    `@use ${TEMPLATE} (where|wherever) (strings are concatenated|we concatenate strings) [with +]`,
    `@use ${TEMPLATE} @instead concatenation`,
    `(build|write|create|format) @all strings (with|using) ${TEMPLATE} [@instead ${CONCATENATION}]`,
    `@use ${TEMPLATE} (when|while) building strings`,
    `@use ${TEMPLATE} for string (interpolation|building)`,
    `@use ${TEMPLATE} @instead ${PLUS} to build strings`,
    `interpolate strings (with|using) ${TEMPLATE} [@instead concatenating them]`,
    `stop concatenating strings [and|by] [@use] ${TEMPLATE}`,
    `@turn @all strings [to] use ${TEMPLATE}`,
    rulePattern('prefer template'),
  ],
  gists: [
    {
      must: [
        '[@tool] prefer template [rule]',
        `(replace|@fix|rewrite|turn|convert|change|remove|avoid|no) [@all] [string|strings] (${JOINING}|${CONCATENATION})`,
      ],
      may: KNOWN,
      never: NO_STRINGS,
    },
    ...conversionGists({ from: CONCATENATION, to: TEMPLATE, isToEnough: true, isFromEnough: true }),
    ruleGist('prefer template'),
    ...turningGists({ from: JOINING, to: ANY_TEMPLATE, knows: KNOWN, never: NO_STRINGS }),
    ...wantingGists(TEMPLATE, KNOWN, NO_STRINGS),
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
