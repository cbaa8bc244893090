import { PROMISE_GISTS, PROMISE_PATTERNS } from './callback-to-promise/phrases.ts';
import type { Recipe } from './recipe.ts';

/** Writes promises where code gives callbacks to functions that have a promise form. */
export const callbackToPromise: Recipe = {
  id: 'callback-to-promise',
  version: '1.1.0',
  title: 'Use promises instead of callbacks',
  languages: ['javascript', 'typescript', 'tsx'],
  slots: [
    {
      name: 'function',
      description: 'the one function whose callbacks are meant',
      isRequired: false,
      isSymbol: true,
    },
    { name: 'class', description: 'its class or object', isRequired: false },
    { name: 'at', description: 'file:line of the function or the call', isRequired: false },
    { name: 'api', description: 'the one module of Node that is meant: `fs`, `dns`', isRequired: false },
  ],
  patterns: PROMISE_PATTERNS,
  gists: PROMISE_GISTS,
  proves: ['A', 'D', 'R'],
  effect: 'may-differ',
  examples: [
    'Convert callbacks to promises',
    'Use fs.promises instead of callbacks in src/store.js',
    'Replace the callbacks in loadConfig with promises',
  ],
  refuses: [
    'functions whose promise form is not known: only those of Node, and in a `new Promise` any that is called by its plain name, in a file that loads modules of Node',
    'a function named in the request that takes a callback itself; a call whose result is used',
    'a call whose outcome goes to a callback of the function around it, unless the place of the call is named',
    'callbacks that are not written at the call, do not look at their error first, or go on after it',
    'callbacks with several values, defaults, a name, or a `this` of their own; files opened by number',
    'a `new Promise` that does more than to hand the error and the value on',
    'a comment that would have no place',
  ],
  run: async (request, tree) =>
    (await import('./callback-to-promise/run.ts')).callbackToPromiseIn(request, tree),
};
