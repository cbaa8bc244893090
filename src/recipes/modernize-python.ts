import type { Recipe } from './recipe.ts';

const MODERNIZE = `(modernize|modernise|upgrade|update|convert|port|migrate|bring|refresh|move|adapt|pyupgrade)`;
const CODE = `([python] (code|codebase|syntax|source|idioms|constructs|style|typing syntax)|python|file|module|[python] (type hints|type annotations|annotations|typing))`;
const PYTHON = `(python {version} [+|syntax|idioms|features|style]|py{version}|{version})`;
const NEWER = `(modern|newer|current|up to date|latest|contemporary)`;

/** Writes old idioms in the words of the Python versions that the project supports. */
export const modernizePython: Recipe = {
  id: 'modernize-python',
  version: '1.0.0',
  title: 'Use the idioms of the Python version that the project requires',
  languages: ['python'],
  slots: [
    {
      name: 'version',
      description:
        'the oldest Python that has to run the code, as 3.10; otherwise the settings of the project say',
      isRequired: false,
    },
  ],
  patterns: [
    `${MODERNIZE} [this|all|my|our|its|whole] ${CODE} [up] [(to|for|towards) ([${NEWER}] python [idioms|syntax]|${PYTHON}|${NEWER} (syntax|idioms|style))]`,
    `(use|adopt|(update|upgrade|migrate|convert|switch|move) to) (${NEWER} python|python {version}) [syntax|idioms|features|style|typing]`,
    `use ${NEWER} (type hints|type annotations|annotations|typing syntax) [for python {version}]`,
    `(run|apply) pyupgrade [for python {version}]`,
    `(replace|remove|drop|clean up) [all] (old|outdated|legacy|deprecated|python 2|obsolete) [python] (idioms|syntax|constructs|python code) [for python {version}]`,
  ],
  proves: ['A', 'D'],
  effect: 'may-differ',
  examples: [
    'Modernize the Python code',
    'Upgrade the syntax to Python 3.10',
    'Use modern type hints',
    'Run pyupgrade',
  ],
  refuses: [
    'to work without a version: one of requires-python, python_requires, target-version or the classifiers, or of the sentence',
    'a version in the sentence that is newer than what the project says it supports',
    'to change statements: only expressions, annotations and imports are written anew; string formatting is left to `f-strings`',
    'a file with a syntax error',
  ],
  run: async (request, tree) => (await import('./modernize-python/run.ts')).modernizeIn(request, tree),
};
