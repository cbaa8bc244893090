import type { Recipe } from './recipe.ts';
import { addingGists } from './router/concepts.ts';
import { ADDING, ALL_FUNCTIONS, ANY_FUNCTION } from './router/gist-phrases.ts';
import { LINT_RULES } from './router/lint-rules.ts';

const HINTS = `[pep 484] [missing|basic|simple|python|static|proper|obvious|inferred] [return|parameter|argument|function] [and (return|parameter|argument)]
  (type hints|type hint|typehints|type annotations|type annotation|typing|typings|types|annotation|annotations|hints|hint)`;
const FUNCTIONS = `@all [this|whole] [untyped|unannotated] (everything|functions|function|functions and methods|methods|code|signatures|function signatures|definitions|file|module) [that|which] [(lack|lacks|miss|need|are missing|without) (them|it|one|hints|types)]|{file}`;
const ONE = `((function|method) {function}|{function} (function|method)|{function:function}|{class}.{function} [method]|[method] {function} (of|in) [class] {class} [class])`;

const PART = '(arguments|args|parameters|params|result|results|return [value|values|type|types]|returns)';
const PARTS = `[to|of|for|on] [its|their|all] ${PART} [(and|or) [its|their] ${PART}]`;

const KNOWN = [
  ANY_FUNCTION,
  ALL_FUNCTIONS,
  PARTS,
  HINTS,
  LINT_RULES.typeHints,
  '(mypy|pyright|function|functions|method|methods|type|types|value|values|obvious|clear|return|returns|returned|result|results|missing|python|untyped|unannotated|annotation|annotations|no untyped def|module|hints|declare|declares|signature|signatures)',
];

/** Annotates functions whose types follow from their text. */
export const addTypeHints: Recipe = {
  id: 'add-type-hints',
  version: '1.0.0',
  title: 'Add type hints that follow from what is returned and from default values',
  languages: ['python'],
  slots: [
    { name: 'function', description: 'the one function to annotate', isRequired: false, isSymbol: true },
    { name: 'class', description: 'its class', isRequired: false },
  ],
  patterns: [
    `(@add|infer|give|fill in|infer and add) ${HINTS} [(to|for|on|in|onto|of) (${FUNCTIONS}|${ONE})]`,
    `(give|provide) (${FUNCTIONS}|${ONE}) [with] ${HINTS}`,
    `(annotate|type hint|type annotate|typehint) (${FUNCTIONS}|${ONE}) [with (${HINTS})]`,
    `type (${FUNCTIONS}|function {function}|{function:code})`,
    `put ${HINTS} (on|in|onto) (${FUNCTIONS}|${ONE})`,
    `@add [explicit|missing] return type [annotation|hint] (to|for|of|on) (${FUNCTIONS}|${ONE})`,
    `annotate @all [(parameters|arguments) and] (return types|return type|return value|return values) [of (${FUNCTIONS}|${ONE})]`,
    `(@add|infer) [type] (types|hints|annotations) (to|for) (parameters|arguments) and return (value|values|type|types) of (${FUNCTIONS}|${ONE})`,
  ],
  gists: [
    {
      must: [HINTS, ADDING],
      may: [ANY_FUNCTION, ALL_FUNCTIONS, PARTS],
    },
    {
      must: [
        '(annotate|type annotate|type hint|typed)',
        `(${ANY_FUNCTION}|${ALL_FUNCTIONS}|{file}|${PARTS})`,
      ],
      may: [`[with] ${HINTS}`, PARTS, '@wish', ADDING],
    },
    ...addingGists(`(${HINTS}|annotate|annotated)`, KNOWN, [
      'with any',
      '(using|with|via|by) {function:sure}',
    ]),
    { must: [`[type] annotations`, PARTS], may: [ADDING, ANY_FUNCTION, ALL_FUNCTIONS] },
  ],
  riders: [
    '(where|wherever|when) they (can be (inferred|derived)|are (obvious|missing|certain|clear))',
    'everywhere',
    '(based on|from|following from) [its|their] (default values|defaults|what (it|they) (returns|return)|(return|returned) values)',
  ],
  proves: ['A', 'D'],
  effect: 'preserves',
  examples: [
    'Add type hints',
    'Add type hints to parse_amount',
    'Add return type annotations to all functions in src/app.py',
    'Annotate the function load_config with type hints',
  ],
  refuses: [
    'types other than bool, int, float, str, bytes and None; `==` and `<`, which need not give a bool',
    'parameters whose default is None, that the function sets anew or tests by isinstance() or `is None`, or that a call in the project, the code or the docstring gives another type',
    'methods that may override or be made for overriding; decorated functions, as frameworks read annotations',
    '`X | Y` where the Python that has to run the file cannot evaluate it; functions with type comments',
    'a file with a syntax error',
  ],
  run: async (request, tree) => (await import('./add-type-hints/run.ts')).addTypeHintsIn(request, tree),
};
