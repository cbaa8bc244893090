import type { Recipe } from './recipe.ts';
import { addingGists, GIVING } from './router/concepts.ts';
import { ADDING, ALL_FUNCTIONS, ANY_FUNCTION } from './router/gist-phrases.ts';

const DOCS = `[missing] [python|google [style] <style=google>|(numpy [style]|numpydoc) <style=numpy>|(sphinx|rest) [style] <style=sphinx>] (docstring|docstrings|doc string|doc strings|doc comments)`;
const SKELETONS = `((docstring|doc string) (skeleton|skeletons|stub|stubs|template|templates|scaffold|scaffolding|placeholder|placeholders)|(skeleton|stub|placeholder) (docstring|docstrings))`;
const ALL = `[all|every|each|any] [of] [my|our|its|the] [public|undocumented] (functions|function|functions and methods|functions and classes|function and class|function and method|class and function|classes and functions|methods and functions|methods|method|class|classes|definitions|code|module|file) [(that|which) (lack|lacks|miss|need|are missing|do not have) (them|it|one|docstrings)|without (them|it|one|docstrings)]`;
const ONE = `([function|method] {function:alone}|(function|method) {function}|class {function:class}|{function} (function|method)|{function:class} class|{class}.{function} [method]|[method] {function} (of|in) [class] {class} [class])`;
const WHERE = `((to|for|on|in|into) (${ALL}|${ONE}|{file})|(where|wherever) they are missing)`;

const PLACES =
  '(none of|no|(have|has|is|are) (no|none)|empty ones|[that|which] (we|i|you) can fill [them] in later|later|public|undocumented|with (args|arguments|parameters|params) [and (returns|return values)]|(d100|d101|d102|d103)|in [to it|each one]|where (it is|they are) missing|fill [them|it] in [later]|(skeleton|template) of one|one)';

const OUTLINE =
  '[empty|blank|bare|basic|simple|minimal] (skeleton|skeletons|stub|stubs|template|templates|placeholder|placeholders|scaffold|scaffolds|boilerplate|outline|outlines|frame|empty ones|blank ones)';
const KNOWN = [
  ANY_FUNCTION,
  ALL_FUNCTIONS,
  DOCS,
  OUTLINE,
  PLACES,
  '(empty|blank|minimal|bare|basic|simple|to|into|onto|for|of|on|in|with|as|by|where|which|that|they|them|one|ones|some|missing|lacking|every|function|functions|method|methods|class|classes|public|package|out|up|without)',
  '[which|that|so that|so|and] [that] (we|i|you|people|others|team) [can|will|could|shall|are going to|then|later|want to|would] (fill|complete|finish|flesh|edit|write) [them|it|those] [in|out] [later|ourselves|myself|by hand|on]',
];

// More than skeletons, where nobody else is to do it.
const FILLED = 'and [then] fill (them|it|those) [in|out]';

/** Writes docstrings from what the signatures say, for people to go on from. */
export const addDocstrings: Recipe = {
  id: 'add-docstrings',
  version: '1.0.0',
  title: 'Add skeletons of docstrings that tell what the signatures tell',
  languages: ['python'],
  slots: [
    { name: 'function', description: 'the one function, method or class', isRequired: false, isSymbol: true },
    { name: 'class', description: 'its class', isRequired: false },
    {
      name: 'style',
      description: '`google`, `numpy` or `sphinx`; without it the one that the file or its settings show',
      isRequired: false,
    },
    {
      name: 'meaning',
      description: 'what a sentence asks for that does not say skeleton; a model writes more than one',
      isRequired: false,
      isForModel: true,
    },
  ],
  patterns: [
    `(@add|fill in|scaffold) [missing] ${SKELETONS} [${WHERE}]`,
    `(@add|fill in|scaffold|stub out) <meaning=full> ${DOCS} [${WHERE}]`,
    `document (${ALL}|${ONE}) (with|by|using) <meaning=full> ${DOCS}`,
  ],
  gists: [
    { must: [SKELETONS, ADDING], never: [FILLED], may: [ANY_FUNCTION, ALL_FUNCTIONS, DOCS, ADDING, PLACES] },
    {
      must: [
        DOCS,
        '[docstring] (skeleton|skeletons|stub|stubs|template|templates|placeholder|placeholders|empty ones)',
      ],
      may: [ANY_FUNCTION, ALL_FUNCTIONS, ADDING, DOCS, PLACES],
      never: [FILLED],
    },
    ...addingGists(`(${SKELETONS}|${DOCS} [with|as] ${OUTLINE})`, KNOWN, [FILLED]),
    {
      must: [DOCS, OUTLINE],
      says: [GIVING],
      may: [GIVING, ...KNOWN],
      never: ['(remove|drop|delete|strip|example|examples|describe|google|numpy)', FILLED],
    },
    {
      must: [`<meaning=full> ${DOCS}`, ADDING],
      may: [ANY_FUNCTION, ALL_FUNCTIONS, ADDING, PLACES],
      never: [SKELETONS, '(skeleton|skeletons|stub|stubs|template|templates|placeholder|placeholders)'],
    },
  ],
  proves: ['A', 'D'],
  effect: 'may-differ',
  examples: [
    'Add docstring skeletons',
    'Add docstring stubs to load_config',
    'Generate docstring skeletons for all functions in src/app.py',
    'Add docstrings to parse_amount',
  ],
  refuses: [
    'what has a docstring; nested functions, names with an underscore in front, tests and overloads, unless they are named',
    'functions with decorators that may read a docstring, as click and FastAPI do; bodies on the line of their head',
    'a file with a syntax error',
  ],
  run: async (request, tree) => (await import('./add-docstrings/run.ts')).addDocstringsIn(request, tree),
};
