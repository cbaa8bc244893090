import type { Recipe } from './recipe.ts';
import { addingGists, GIVING } from './router/concepts.ts';
import { ADDING, ALL_FUNCTIONS, ANY_FUNCTION } from './router/gist-phrases.ts';
import { LINT_RULES } from './router/lint-rules.ts';

const JSDOC = '(jsdoc|js doc|jsdocs)';
const BOTH = '(parameter|param) and (return|returns)';
const TYPES = `[missing|inferred] [function|${BOTH}] (type|types|type annotations|type annotation|type comments|type hints|typing|typings|type tags|type information|type info)`;
const TAGS = `[missing] (param (and|or|/) returns [${JSDOC}]|${JSDOC} ${BOTH}|${BOTH} ${JSDOC}) (types|annotations|type annotations|type tags)`;
const ALL = `@all [undocumented|untyped|unannotated|exported] (functions|function|functions and methods|methods|helpers|code|file|module)`;
const ONE = `((function|method) {function}|{function:function}|{class}.{function} [method]|[method] {function} (of|in) [class] {class} [class])`;
const OF = `[(of|for|to|on|in|onto) (${ALL}|${ONE}|{file})]`;
const COMMENTS = `(in|as|into|with|via|using|by|through) [${JSDOC}] [doc] [comment|comments|blocks]`;

const TYPES_SAID =
  '[comments|comment] [with] (types|type|typings|type annotations|type comments|type hints|type tags)';
const ADDED = `(${ADDING}|annotate|document|should have|would be|into)`;
const KNOWN = [
  ANY_FUNCTION,
  'exported',
  ALL_FUNCTIONS,
  `[(in|as|into|with|via)] ${JSDOC} [comments|comment|tags]`,
  `[(in|into|as)] comments`,
  `[to|of|for] [its|their|all] (arguments|args|parameters|params|results|return values) [and (results|returns|return values)]`,
  '[with] [no] types [are] [known]',
  'checkjs',
  '(with|javascript)',
];

const KINDS = '(parameter|param|return|function)';
const KNOWN_TYPES = [
  ...KNOWN,
  '(comment|comments|tag|tags|block|blocks|function|functions|method|methods|type|types|parameter|parameters|params|return|returns|checkjs|tsc|typescript|editor|inferred|annotations)',
];
const NO_JSDOC = ['(sentence|example|examples|description|descriptions|manual)'];

/** Writes the types that TypeScript infers into the JSDoc comments of functions. */
export const jsdocTypes: Recipe = {
  id: 'jsdoc-types',
  version: '1.0.0',
  title: 'Write the types that TypeScript infers into JSDoc comments',
  languages: ['javascript'],
  slots: [
    { name: 'function', description: 'the one function to document', isRequired: false, isSymbol: true },
    { name: 'class', description: 'its class or object', isRequired: false },
    { name: 'at', description: 'file:line of the function, where several have the name', isRequired: false },
  ],
  patterns: [
    `(@add|infer|fill in|generate) [missing] [inferred] ${JSDOC} ${TYPES} ${OF}`,
    `(@add|infer|fill in|generate) ${TAGS} ${OF} [${COMMENTS}]`,
    `(@add|document|declare|describe|annotate|infer) ${TYPES} ${OF} (with|via|using|by|through|in|as) ${JSDOC} [comments|comment|tags|annotations|blocks]`,
    `(annotate|type|document) (${ALL}|${ONE}|{file}) with ${JSDOC} ${TYPES}`,
    `(@add|give|provide) (${ALL}|${ONE}|{file}) ${JSDOC} ${TYPES}`,
    `[missing|inferred] types (in|as|via|through) ${JSDOC} [comments|annotations] would be (nice|great|good|helpful|useful|handy|welcome) ${OF}`,
  ],
  gists: [
    { must: [`${JSDOC} [doc] ${TYPES_SAID}`, ADDED], may: KNOWN },
    {
      must: [`(${TAGS}|param [(and|/|or)] returns (types|type)|param/@returns (types|type))`, ADDED],
      may: KNOWN,
    },
    {
      must: [
        `[their|its] [parameter|return] (types|type|typings|signatures)`,
        `(${ADDED}|in|into|as|via) ${JSDOC} [comments|comment|tags|annotations|blocks]`,
      ],
      may: [...KNOWN, ADDED, 'annotate|document|declare'],
    },
    ...addingGists(
      `[${KINDS}] ${JSDOC} [comment|comments|tags|annotations|block|blocks] [with|for] [the|its|their|param|parameter|return|function|inferred|missing] (types|type|typing|typings|type annotations|type information|type hints|type comments|type tags)`,
      KNOWN_TYPES,
      NO_JSDOC,
    ),
    ...addingGists(
      `(types|type [information|annotations|annotation|comments|hints|tags]|typings) [as|in|into|via|using|with|through|by|of] [the|these|it|them] ${JSDOC}`,
      KNOWN_TYPES,
      NO_JSDOC,
    ),
    {
      must: [
        '(types|typings|type information|type info|type annotations)',
        `(as|in|into|via|using|with|through|by) ${JSDOC}`,
      ],
      says: [`(${GIVING}|describe)`],
      may: [GIVING, 'describe', '(to|of|for|and|in|as|on|with)', ...KNOWN_TYPES],
      never: ['(remove|drop|delete|strip|turn|convert|wrong)', ...NO_JSDOC],
    },
    { must: [JSDOC, ADDED, '(with|for|of) [parameter|return] types'], may: KNOWN },
    {
      must: [
        'param [and|or|/] (returns|return) [tags|comments|annotations]',
        '(with|including|and) [the|their|inferred] (types|type)',
      ],
      says: [GIVING],
      may: [GIVING, ...KNOWN_TYPES, '(above|over|on top of|tags|every|each)'],
      never: NO_JSDOC,
    },
    {
      must: [
        `(type|annotate) (${ALL_FUNCTIONS}|${ANY_FUNCTION}|{file})`,
        `(through|via|with|by|in|using) ${JSDOC} [comments|tags|annotations]`,
      ],
      may: KNOWN_TYPES,
      never: NO_JSDOC,
    },
    {
      must: [LINT_RULES.jsdocTypes, `(${ADDED}|@fix|fill in)`],
      may: [...KNOWN_TYPES, '(them|it|missing)'],
      never: NO_JSDOC,
    },
    { must: [`${JSDOC} ${TYPES_SAID} (for|in) {file}`], may: KNOWN },
  ],
  riders: [
    `so [that] (tsc|typescript|checkjs|tsc --checkjs|typescript 's checkjs|editor) [is able to|can|could] (help|check|understand|see|type check|typecheck) [us|me|it|them|this|code]`,
    '(where|wherever|when) (they|types) (can be (inferred|derived)|are (obvious|missing|certain|clear|lacking))',
  ],
  proves: ['S', 'A', 'D'],
  effect: 'preserves',
  examples: [
    'Add JSDoc type annotations',
    'Put @param and @returns types in comments in src/api.js',
    'Document function types via JSDoc',
    'Add JSDoc types to parseAmount',
  ],
  refuses: [
    'types that hold `any`, `unknown`, `object` or `void`, or names that are not there in the file; types of more than 100 characters',
    'parameters without a default of a function that others than calls in its own module may reach, or whose calls differ',
    'parameters that the function assigns or tests, or that a call gives something else; types of objects and functions for parameters',
    'functions whose type their place gives: callbacks, values of typed variables; constructors; those with overloads or with `@type` and the like',
    'results that may be undefined only because TypeScript does not know that a call, such as `process.exit()`, never comes back',
    'comments whose lines do not begin with `*`, or that stand on a line with code; those that may be of the file or of a part of it',
    'what makes TypeScript report more, here or in an importer; a file with a syntax error',
  ],
  run: async (request, tree) => (await import('./jsdoc-types/run.ts')).jsdocTypesIn(request, tree),
};
