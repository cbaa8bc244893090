import type { Recipe } from './recipe.ts';

const NEWER = '(modern|newer|current|up to date|latest|contemporary|idiomatic modern)';
const OLD = '(old|outdated|legacy|deprecated|obsolete|python 2|old style|old fashioned)';
const PARTS = '(syntax|idioms|constructs|features|style|typing|code|standards)';
const HINTS =
  '(type hints|type annotations|type (hint|annotation) syntax|annotations|annotation syntax|typing syntax|typing|hints)';

const CODE = `@all [this|whole] [${OLD}] ([python] (code|codebase|code base|syntax|source|sources|code style|idioms|constructs|style|files|modules)|file|module|
  [python] ${HINTS}|{file})`;
const OURS = `[our|project 's|this project 's|project] [minimum|supported|required|target|configured|current] python version [that]
  [(we|this project|project|our project|it|pyproject.toml) (support|supports|use|uses|target|targets|require|requires|is on|are on|run on|runs on)]`;
const TARGET = `(${PARTS} (of|from|for) python ({version}|{version}+)|(what|newest ${PARTS} that) ${OURS} (supports|allows|offers)|${OURS}|[${NEWER}] python [{version}|{version}+] [and later|or later|or newer] [${PARTS}]|py{version}|{version}|{version}+|${NEWER} ${PARTS}|${NEWER} ones)`;

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
    `(modernize|pyupgrade|refresh) [${CODE}|python] [to ${TARGET}|for ${TARGET}|towards ${TARGET}]`,
    `@modernize ${CODE} (with|using) pyupgrade`,
    `@modernize ${CODE} [up] (to [be|match|use]|for|towards|into|with) [date with] ${TARGET}`,
    `(bring|get) ${CODE} up to date [(with|for) ${TARGET}]`,
    `(@use|(@modernize) to [use]) (${NEWER} [python] ${PARTS}|(modern|idiomatic modern) python|python ({version}|{version}+) ${PARTS})`,
    `(@replace|@modernize) ${OLD} (${HINTS}|typing annotations) (with|by|to) (${NEWER}|new) (one|ones|syntax|${HINTS})`,
    `port ${CODE} to ${TARGET}`,
    `modernize ${CODE} [with|using] python {version}`,
    `@modernize ${CODE} using ${TARGET}`,
    `(@modernize|@fix) @all ${OLD} [python] (syntax|idioms|constructs|style|code)`,
    `(run|apply|use) pyupgrade [rules] (to|on|over) ([whole|this] @code|{file})`,
    `@remove @all ${OLD} ${OLD} (syntax|idioms|constructs|isms|leftovers|code)`,
    `@modernize ${CODE} in ${NEWER} python [${PARTS}]`,
    `@use ${NEWER} [python] ${HINTS} [for python {version}]`,
    `@use (newest|latest|most modern) [python] ${PARTS} that ${OURS} (supports|allows|offers)`,
    '(run|apply|use|do) pyupgrade [style] [modernization|upgrade|upgrades|fixes|rewrites] [for python {version}]',
    `(@replace|@remove|clean up) @all ${OLD} [python] [typing] (syntax|idioms|constructs|python code|leftovers|cruft|isms|compatibility code|style code) [(with|by) ${NEWER} (one|ones|equivalents|alternatives|counterparts|python|${PARTS})] [for python {version}]`,
  ],
  riders: [
    '[(because|since|as|now that)] python {version} is [our|project] (minimum|baseline|oldest|lowest|target) [python] [version]',
    'since [python] {version}',
    '[(because|since|as|now that)] we [now|only] (require|support|target|use|run|are on|need) [only] python ({version}|{version}+) [and later|or later|or newer]',
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
