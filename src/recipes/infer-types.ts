import type { Recipe } from './recipe.ts';
import { addingGists } from './router/concepts.ts';
import { ruleGist, ADDING, ALL_FUNCTIONS, ANY_FUNCTION } from './router/gist-phrases.ts';

const TYPES =
  '[missing|implicit|inferred] (return|returned|function return) (type|types|type annotation|type annotations|annotations) [[that|whatever|as] (typescript|compiler|tsc) infers [them]] <only=returns>';
const PARAMETERS =
  '[missing|implicit|inferred] (parameter|parameters|param|params|argument|arguments|function parameter) (type|types|type annotation|type annotations|annotations) <only=parameters>';
const EXPLICIT = '[missing|all] (explicit|inferred|concrete)';
const TYPES_OF =
  '(types|type annotations) [inferred by (compiler|typescript)|[that] (typescript|compiler) infers|where (typescript|compiler) infers them]';
const SURE = '(missing|explicit|inferred)';
const UNTYPED = '[all|every|any] [untyped|unannotated|implicit any|implicitly any|missing]';
const TS = '(typescript|ts)';
const ONE = `([function|method] {function} [function|method]|{class}.{function} [method]|[method] {function} (of|in) [class] {class} [class])`;
const FUNCTIONS =
  '[all|every|each|any] [of] [my|our|its|public|exported|unannotated] (functions|function|functions and methods|methods|signatures) [(that|which) (lack|miss|need|do not have) (them|one|it)|without (them|one|it)]';
const TO_CODE = `(to|for|on) (${FUNCTIONS}|(function|method) {function}|{function:code}|{class}.{function}|{file})`;
const OF = `[(of|for|to|on|in) (${FUNCTIONS}|${ONE}|{file})|where (they are|it is) missing|into code]`;

const BOTH_TYPES = `[missing|explicit] (return|returns|return type|return types) (types|type annotations|annotations) [(to|for|on|of) [all|the|these] (functions|methods)] [and|,|plus] [and] [the] [missing|explicit] (types|annotations|type annotations) (on|for|of|to) [all|the|these] [untyped|unannotated] (parameters|params|arguments)|[missing|explicit|implicit] (return|returns|return type|return types|returned) [and|,|plus] [and] [the] [missing|implicit|explicit] (parameter|parameters|param|params|argument|arguments) (types|type annotations|annotations)|[missing|explicit] (parameter|parameters|param|argument) [types] [and|,|plus|as well as] [the] [missing|explicit] (return|returns) (types|type annotations|annotations)|[missing|explicit] (types|type annotations|annotations) (to|for|of|on) [all|the|their|its] (parameters|params|arguments|args) and [their|its] (return values|returns|results|return types|return value)`;
const WHAT = `(${BOTH_TYPES}|${TYPES}|${PARAMETERS})`;
const KNOWN = [
  EXPLICIT,
  'public|exported',
  'declared|none of|declares|make (it|them) explicit',
  '(about|complains about)',
  'explicit',
  'inferred [one|ones]',
  '(is|are) [all|only|just] inferred',
  'says what it returns',
  'what is missing',
  '(out|down|in)',
  '(they|it) (return|returns)',
];

const ANY_KNOWN = [
  ...KNOWN,
  ANY_FUNCTION,
  ALL_FUNCTIONS,
  '(return|returns|typescript eslint|eslint|tsc|isolateddeclarations|isolated declarations|function|functions|method|methods|annotation|annotations|explicit|signature|signatures|arrow|noimplicitany|implicit any|missing|parameter|exported|public|api)',
];

/** Writes down the return types that TypeScript infers, and the types of parameters that their defaults or calls say. */
export const inferTypes: Recipe = {
  id: 'infer-types',
  version: '1.1.0',
  title: 'Write down the types of returns and parameters that TypeScript infers',
  languages: ['typescript', 'tsx'],
  slots: [
    { name: 'function', description: 'the one function to annotate', isRequired: false, isSymbol: true },
    { name: 'class', description: 'its class or object', isRequired: false },
    { name: 'at', description: 'file:line of the function, where several have the name', isRequired: false },
    { name: 'only', description: '`parameters` or `returns`; both without it', isRequired: false },
  ],
  patterns: [
    `(@add|insert|put|generate|declare|fill in|specify|annotate|infer|infer and add) [all|explicit|concrete] ${PARAMETERS} ${OF}`,
    `@add [explicit|concrete|${SURE}] (types|type annotations|annotations) (for|to|of|on) ${UNTYPED} (parameters|params|arguments) <only=parameters> ${OF}`,
    `(annotate|type) ${UNTYPED} (parameters|params|arguments) <only=parameters> ${OF}`,
    `make ${PARAMETERS} [of (${FUNCTIONS}|${ONE})] explicit`,
    `(add|write|insert|put|generate|declare) ${EXPLICIT} ${TYPES} ${OF}`,
    `(add|write|insert|put|generate|infer) ${TS} ${TYPES} ${OF}`,
    `(@add|fill in|specify|annotate|infer|infer and add) ${TYPES} ${OF} [explicitly]`,
    `make (${FUNCTIONS}|${ONE}) (declare|specify|state) ((its|their) ${TYPES}|what (they|it) (return|returns) <only=returns>)`,
    `(infer|@add inferred) @all [missing|inferred] (types|type annotations) ${OF} [where possible]`,
    `@add ${SURE} ${TYPES_OF} [${TO_CODE}]`,
    `(add|write|insert|put) (type annotations|${TYPES_OF} ${TO_CODE})`,
    `(annotate|type) (${FUNCTIONS}|(function|method) {function}|{function:code}|{class}.{function}) [with ([their|its] [explicit|inferred] types|types [that] (typescript|compiler) infers)]`,
    `(spell out|write out|write down|materialize|declare) inferred types ${OF}`,
    `infer and (add|write) ${TYPES} ${OF}`,
    `@use inferred types as [explicit] [type] annotations`,
    `make [inferred] types explicit`,
    `annotate (${FUNCTIONS}|${ONE}) with inferred types`,
    `[explicitly] type (return|returned) (value|values) <only=returns> ${OF}`,
    `@add types (for|to|of) return (value|values) <only=returns> ${OF}`,
    `@use ${EXPLICIT} ${TYPES} ${OF}`,
    `make ${TYPES} [of (${FUNCTIONS}|${ONE})] explicit`,
    `(annotate|type) (${FUNCTIONS}|${ONE}) with (${EXPLICIT}|their|its) [inferred] ${TYPES}`,
    `(declare|spell out|write out|write down) ${TYPES} ${OF}`,
    `(apply|fix) [all] [eslint|eslint 's|lint] [rule] explicit (function return type <only=returns>|module boundary types) [rule] [lint] [warnings|errors|violations|problems|issues]`,
  ],
  gists: [
    { must: [WHAT, ADDING], may: [ANY_FUNCTION, ALL_FUNCTIONS, ...KNOWN] },
    { must: [WHAT, 'make (it|them) explicit'], may: [ANY_FUNCTION, ALL_FUNCTIONS, ...KNOWN] },
    { must: [`${SURE} ${TYPES}`], may: [ADDING, ANY_FUNCTION, ALL_FUNCTIONS, ...KNOWN] },
    ...addingGists(
      `(${WHAT}|(types|type annotations|annotations) (to|for|of|on) (return|returned) (value|values) <only=returns>|(return|returned) (value|values) (with|by) [explicit] types <only=returns>)`,
      ANY_KNOWN,
    ),
    ...addingGists(`<only=returns> explicit function return type [rule]`, [...ANY_KNOWN, '(types|type)']),
    ruleGist('explicit (function return type <only=returns>|module boundary types)', [
      TYPES,
      ADDING,
      ALL_FUNCTIONS,
      ...KNOWN,
    ]),
  ],
  proves: ['A', 'D'],
  effect: 'preserves',
  examples: [
    'Add explicit return types',
    'Make the return type of loadUser explicit',
    'Write down the return types of all functions in src/api.ts',
    'Add missing parameter types in src/api.ts',
  ],
  refuses: [
    'types that hold `any`, or names that are not there in the file; types of more than 100 characters',
    '`never`, which changes what TypeScript takes for reachable once it is written down',
    'functions whose type their place gives: callbacks, values of typed variables; those with overloads',
    'parameters without a default of functions that other files may call, or whose calls do not agree on one plain type; those that are tested for their type or assigned; patterns and rest parameters',
    'a type that changes what TypeScript says anywhere; a file with a syntax error',
  ],
  run: async (request, tree) => (await import('./infer-types/run.ts')).inferTypesIn(request, tree),
};
