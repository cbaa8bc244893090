import type { Recipe } from './recipe.ts';

const CACHING = `(caching|cache|memoization|memoisation|memoizing|lru cache|lru_cache|functools.lru_cache|result caching|results caching|lru caching)`;
const ONE = `([function] {function} [function]|{class}.{function})`;
const THING = `(service|services|module|class|layer|api|client|repository|endpoint|endpoints|controller|handler|queries|lookups|calls|requests|logic|store|database|data|code|system|loader|component|backend)`;

/** Lets a function keep its results, which changes when it runs. */
export const addCache: Recipe = {
  id: 'add-cache',
  version: '1.0.0',
  title: 'Keep the results of a function by functools.lru_cache',
  languages: ['python'],
  slots: [
    { name: 'function', description: 'the function whose results are kept', isRequired: false },
    { name: 'class', description: 'its class; methods are refused', isRequired: false },
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
    `(add|put|introduce|implement|enable) [in memory|simple|basic] ${CACHING} [decorator] (to|for|on|around|in) ${ONE}`,
    `(cache|memoize|memoise) [results of|result of|return value of|calls to|calls of] ${ONE}`,
    `(decorate|wrap) ${ONE} (with|in) ${CACHING}`,
    `make ${ONE} (cached|memoized|memoised)`,
    `(add|put|introduce|implement|enable) ${CACHING} (to|for|in) {subject} ${THING}`,
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
    'functions that build and return a list, dictionary or set, or return nothing, unless impure=allow is given',
    'functions that call what may read or do something outside, or read globals and attributes that change, unless impure=allow is given',
    'several functions of the name, unless the place is given: at=file:line',
  ],
  run: async (request, tree) => (await import('./add-cache/run.ts')).addCacheTo(request, tree),
  places: async (request, tree) => (await import('./add-cache/run.ts')).cacheablePlaces(request, tree),
};
