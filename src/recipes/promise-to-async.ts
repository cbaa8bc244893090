import { ASYNC_GISTS, ASYNC_PATTERNS } from './promise-to-async/phrases.ts';
import type { Recipe } from './recipe.ts';

/** Writes functions that return chains of `then`, `catch` and `finally` with `async` and `await`. */
export const promiseToAsync: Recipe = {
  id: 'promise-to-async',
  version: '1.0.0',
  title: 'Write promise chains with async and await',
  languages: ['javascript', 'typescript', 'tsx'],
  slots: [
    { name: 'function', description: 'the one function to change', isRequired: false, isSymbol: true },
    { name: 'class', description: 'its class or object', isRequired: false },
    { name: 'at', description: 'file:line of the function, where several have the name', isRequired: false },
  ],
  patterns: ASYNC_PATTERNS,
  gists: ASYNC_GISTS,
  proves: ['A', 'D', 'R'],
  effect: 'may-differ',
  examples: [
    'Convert promise chains to async/await',
    'Rewrite fetchUser using async/await',
    'Use async/await instead of .then in src/api.js',
    'Replace promises with async await in loadOrders',
  ],
  refuses: [
    'a chain that is not returned, or stands in a try or a switch; a function that may also return no promise',
    'a generator, the function of a `new Promise`, what is known to be no promise, or has the `then` of jQuery or Cypress; files with a Promise of their own, such as Bluebird',
    'functions handed over as `object.method`, whose `this` would be another, or that are not known to be functions',
    '`then` with two handlers; callbacks with several parameters, a `this` of their own, or types; early returns that more code follows',
    'names that would clash in one block; a comment that would have no place',
  ],
  run: async (request, tree) => (await import('./promise-to-async/run.ts')).promiseToAsyncIn(request, tree),
};
