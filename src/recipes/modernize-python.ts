import { MODERN_GISTS, MODERN_PATTERNS, MODERN_RIDERS } from './modernize-python/phrases.ts';
import type { Recipe } from './recipe.ts';

/** Writes old idioms in the words of the Python versions that the project supports. */
export const modernizePython: Recipe = {
  id: 'modernize-python',
  version: '1.1.0',
  title: 'Use the idioms of the Python version that the project requires',
  languages: ['python'],
  slots: [
    {
      name: 'version',
      description:
        'the oldest Python that has to run the code, as 3.10; otherwise the settings of the project say',
      isRequired: false,
    },
    {
      name: 'only',
      description:
        'a part of the idioms: typing, or of that generics (`list[int]`), pep604, unions (`X | Y`) or optionals (`X | None`)',
      isRequired: false,
    },
  ],
  patterns: MODERN_PATTERNS,
  gists: MODERN_GISTS,
  riders: MODERN_RIDERS,
  proves: ['A', 'D'],
  effect: 'may-differ',
  examples: [
    'Modernize the Python code',
    'Upgrade the syntax to Python 3.10',
    'Use modern type hints',
    'Run pyupgrade',
    'Use X | None instead of Optional',
  ],
  refuses: [
    'to work without a version: one of requires-python, python_requires, target-version or the classifiers, or of the sentence',
    'a version in the sentence that is newer than what the project says it supports',
    'to change statements: only expressions, annotations and imports are written anew; string formatting is left to `f-strings`',
    'a part of the idioms that it does not know',
    'a file with a syntax error',
  ],
  run: async (request, tree) => (await import('./modernize-python/run.ts')).modernizeIn(request, tree),
};
