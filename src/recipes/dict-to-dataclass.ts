import { DATACLASS_GISTS, DATACLASS_PATTERNS } from './dict-to-dataclass/phrases.ts';
import type { Recipe } from './recipe.ts';

/** Gives a dictionary whose keys are all known a class. */
export const dictToDataclass: Recipe = {
  id: 'dict-to-dataclass',
  version: '1.0.0',
  title: 'Make a dictionary with known keys a dataclass',
  languages: ['python'],
  slots: [
    {
      name: 'dict',
      description: 'the variable that holds the dictionary',
      isRequired: false,
      isSymbol: true,
    },
    { name: 'function', description: 'the function that returns the dictionary', isRequired: false },
    {
      name: 'to',
      description: 'the name of the class; without it, that of the variable or function in CamelCase',
      isRequired: false,
    },
    {
      name: 'at',
      description: 'file:line of the first literal, where several have the name',
      isRequired: false,
    },
  ],
  patterns: DATACLASS_PATTERNS,
  gists: DATACLASS_GISTS,
  proves: ['S', 'A', 'D', 'R'],
  effect: 'may-differ',
  examples: [
    'Turn the dict config into a dataclass',
    'Convert the dictionary returned by make_point into a dataclass Point',
    'Use a dataclass instead of the dict settings',
    'Replace the dict options with a dataclass named Options',
  ],
  refuses: [
    'a dictionary that is used as a whole: gone over, passed on, returned, compared, printed, copied or unpacked; it names the place',
    'keys that are no plain strings, that cannot name a field, or that the literal does not have; keys that are deleted',
    'a dictionary of which nothing reads a key; a variable of a module that no function and no other file reads, as frameworks read settings',
    'a variable that is given anything but literals with the same keys',
    'a function that does not return a literal with the same keys in every case; methods, coroutines, generators, decorated functions',
    'a name for the class that the file uses already; Python older than 3.7',
    'several dictionaries of the name, unless the place is given: at=file:line',
  ],
  run: async (request, tree) => (await import('./dict-to-dataclass/run.ts')).dictToDataclass(request, tree),
  places: async (request, tree) => (await import('./dict-to-dataclass/run.ts')).dictsToConvert(request, tree),
};
