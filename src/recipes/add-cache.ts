import type { Recipe } from './recipe.ts';

const CACHING = `([simple|basic] [in memory|result|results|lru] (caching|cache|memoization|memoizing)|[functools] lru_cache|functools.lru_cache|functools lru_cache) [decorator]`;
const ONE = `([function] {function:function}|function {function}|{function} function|{class}.{function})`;
const SUBJECT = `({subject} (service|services|module|class|layer|api|client|repository|endpoint|endpoints|controller|handler|queries|lookups|calls|
  requests|logic|store|database|data|code|system|loader|component|backend)|[class] {subject:class} [class])`;

const CACHED = '((function|method) {function:sure}|{function:sure} [function]|what {function:sure} returns)';
const MANNER = [
  CACHING,
  '[all] (result|results|return value|return values|calls) [of]',
  '(with|by|to) [functools|it]',
  '(called|computed|loaded) [many times|again|often|twice|two times|(hundreds|thousands) of times]',
  'again and again|over and over [again]|only once',
  'so that it is not (computed|called|run|evaluated) (again|twice|two times|every time) [for same {function}]',
];

const CACHES = `((kept|remembered|stored|reused) [in memory|between calls|and reused]|[functools|simple] (lru_cache|cache|caching|memoization|memoize|memoized|cached|memo)|functools.cache|functools.lru_cache|lru cache|
  (remember|remembers|keep|keeps|store|stores|reuse|reuses|recall|save|saves) [its|the|all|their|earlier|previous|old|already] [computed] (result|results|return value|return values|output|outputs|value|values|answers|what it (computed|returned|has computed|already computed)))`;
const CACHE_KNOWN = [
  ...MANNER,
  CACHES,
  `(@add|put|use|slap|@wish|decorate|should have|on|onto|for|around|over|of|to|in|with|by|from|would help|introduce|wrap|make|give|get|want|like|function|decorator|stick|throw|that|which|between calls|so that|instead|each|every|memory|recompute|again|call|calls)`,
  `(is|gets|get|be|being) [called|computed|evaluated|invoked|run] [many|dozens of|hundreds of|thousands of|a lot of|lots of|too many] [times|often] [with|for] [same|equal|identical] [arguments|argument|args|inputs|input|parameters]`,
  '(with|for) [same|equal|identical] (arguments|argument|args|inputs|input|parameters)',
  '[that|which] (it has|it|has|have been|were|was) [already] (computed|calculated|returned|seen|worked out) [already|before]',
];
const NO_CACHE = [
  '(too long|clear|remove|invalidate|drop|disable|without|off|stale|size|maxsize|redis|ttl|delete|docker)',
  '(not|no) (cache|caching|memoize)',
];

/** Lets a function keep its results, which changes when it runs. */
export const addCache: Recipe = {
  id: 'add-cache',
  version: '1.1.0',
  title: 'Keep the results of a function by functools.lru_cache',
  languages: ['python'],
  slots: [
    {
      name: 'function',
      description: 'the function whose results are kept',
      isRequired: false,
      isSymbol: true,
    },
    {
      name: 'class',
      description: 'its class; methods are refused',
      isRequired: false,
      isForModel: true,
    },
    {
      name: 'subject',
      description: 'what a sentence names that is no function; it is answered with those that can be cached',
      isRequired: false,
      isForModel: true,
    },
    {
      name: 'impure',
      description: '`allow`: also where the results can be changed, or may not be the same each time',
      isRequired: false,
    },
    { name: 'at', description: 'file:line of the function, where several have the name', isRequired: false },
  ],
  patterns: [
    `(@add|put|use|apply|enable) ${CACHING} (to|for|on|onto|on top of|around|in) (${ONE}|${SUBJECT})`,
    `(cache|memoize) [[all] (result|results|return value|return values|calls|output) (of|to)] [calls (of|to)] (${ONE}|${SUBJECT}) [in memory]`,
    `(remember|keep|store) [all] (result|results|return value|return values) of [calls (of|to)] ${ONE} [between calls [with (equal|same|identical) (args|arguments|parameters|inputs)]|for (equal|same) (args|arguments|inputs)]`,
    `(decorate|wrap) (${ONE}|${SUBJECT}) (with|in|by) ${CACHING}`,
    `(cache|memoize) [(result|results|output) of] (${ONE}|${SUBJECT}) (with|using|by|via) (${CACHING}|functools)`,
    `(@add|put|use|apply|enable) (caching|memoization|cache) (to|for|on) (${ONE}|${SUBJECT}) (with|using|by|via) ${CACHING}`,
    `make (${ONE}|${SUBJECT}) (cached|memoized|(remember|cache|memoize|keep) its (result|results|return value|output))`,
    `use ${CACHING} to (cache|memoize) [[all] (result|results|return value|return values|calls|output) (of|to)] ${ONE}`,
  ],
  gists: [
    { must: [CACHES, CACHED], says: [`(${CACHES}|@add)`], may: CACHE_KNOWN, never: NO_CACHE },
    { must: ['(cache|memoize)', CACHED], may: MANNER },
    {
      must: [
        CACHING,
        CACHED,
        `(@add|put|use|slap|@wish|decorate|should have|on|for|around|would help|introduce|wrap)`,
      ],
      may: MANNER,
    },
    {
      must: [
        '(keep|remember|store|reuse) (its|their|earlier) (result|results|return value|return values|output)',
        CACHED,
      ],
      may: MANNER,
    },
  ],
  proves: ['A', 'D'],
  effect: 'changes',
  examples: [
    'Add caching to get_user',
    'Memoize the function load_rates',
    'Cache the results of parse_version',
    'Decorate slugify with functools.lru_cache',
  ],
  refuses: [
    'a thing that is no function ("the user service"): it names the functions that can be cached',
    'methods, functions in functions, coroutines, generators, decorated functions, `*args` and `**kwargs`',
    'parameters that are annotated or used as lists, dictionaries or sets, or called with them: they have no hash',
    'parameters that are not annotated as `str`, `bytes`, `int`, `float`, `bool`, `None`, `type`, their unions, literals and tuples, or as an enumeration, a frozen dataclass or a named tuple of the project; without a type they pass where the default and every call of the project show such values',
    'parameters named like secrets (`key`, `token`, `password`), implementations of overloads, decorators',
    'functions that build and return a list, dictionary or set, or return nothing, unless impure=allow is given',
    'functions that call what may read or do something outside, or read globals and attributes that change, unless impure=allow is given',
    'several functions of the name, unless the place is given: at=file:line',
  ],
  run: async (request, tree) => (await import('./add-cache/run.ts')).addCacheTo(request, tree),
  places: async (request, tree) => (await import('./add-cache/run.ts')).cacheablePlaces(request, tree),
};
