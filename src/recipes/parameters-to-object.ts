import { OBJECT_GISTS, OBJECT_PATTERNS, OBJECT_RIDERS } from './parameters-to-object/phrases.ts';
import type { Recipe } from './recipe.ts';

/** Makes a function take one object instead of its parameters, and every call of the project give it. */
export const parametersToObject: Recipe = {
  id: 'parameters-to-object',
  version: '1.0.0',
  title: 'Turn the parameters of a function into one object',
  languages: ['javascript', 'typescript', 'tsx'],
  slots: [
    { name: 'function', description: 'the function, or Class.method', isRequired: true, isSymbol: true },
    { name: 'class', description: 'the class of the method', isRequired: false },
    {
      name: 'at',
      description: 'file:line of the declaration, where several have the name',
      isRequired: false,
    },
  ],
  patterns: OBJECT_PATTERNS,
  gists: OBJECT_GISTS,
  riders: OBJECT_RIDERS,
  proves: ['A', 'D', 'R'],
  effect: 'may-differ',
  examples: [
    'Turn the parameters of createUser into an object',
    'Make createUser take an options object',
    'Convert the arguments of createUser to a destructured object and update its callers',
  ],
  refuses: [
    'a function that is used as a value: passed on, bound, spied on, rendered, exported as default or under another name',
    'overloads, overrides, decorators, constructors, rest, `this` and destructured parameters, parameters that a type predicate names',
    'functions that use `arguments`, `eval` or a directive of their own, or whose variable has a type',
    'methods that nothing in the project calls, or whose class has a base or an interface that the project does not hold',
    'calls with a spread, or with more arguments than there are parameters',
    'comments among the parameters, and parameters without a type whose default is not of a plain type',
    'uses that cannot be followed, such as those on values of unknown type, and calls whose result would have another type',
  ],
  run: async (request, tree) =>
    (await import('./parameters-to-object/run.ts')).parametersToObjectIn(request, tree),
};
