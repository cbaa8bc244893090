import { describe, expect, it } from 'vitest';
import { RECIPES } from '../../../src/recipes/catalog.ts';
import { routeSentence } from '../../../src/recipes/router/router.ts';

const DECLINED = [
  'The vendor folder is generated. Sort the imports',
  'Nobody has approved this. Convert the formatting to f-strings',
  'It is too early for this. Sort the imports',
  'We have yet to decide, so sort the imports',
  'Bob takes care of this: convert var to let and const',
  'This was the old task: convert var to let and const',
  'Here is what I did: sort the imports',
  'The commit message said this: sort the imports',
  'The following is out of scope: convert var to let and const',
  'Nobody needs this done: convert var to let and const',
  'We lost the vote: sort the imports',
  'The server is what we care about. Sort the imports',
  'We only care about the server. Sort the imports',
  'The client has been converted. Convert var to let and const',
  'The client comes later: convert var to let and const',
  'We could wait. Convert var to let and const',
  'We use the numpy style. Add docstrings',
  'move src/helpers.js to lib/helpers.js: is planned for next sprint',
  'move src/helpers.js to lib/helpers.js - was done last week',
  'rename fooBar to bazQux, comes next year',
  'rename fooBar to bazQux: is off the table',
  'rename fooBar to bazQux; is planned',
  'sort the imports: did that yesterday',
  'sort the imports, Bob did',
  'sort the imports, which the generated files cannot bear',
  'Cache load_user for a day',
  'Add a cache to load_user, for the next two weeks',
  'load_user is slow. Cache it for an hour',
  'Add no docstrings',
  "Add docstrings, or rather don't",
  'The imports have been sorted',
  'Keep the imports in their order',
  'Add no type hints',
  'Add no return type annotations',
  'Add no JSDoc types',
  'Add no header "MIT"',
  'Please add no type hints',
  'Add docstrings to no functions',
  'Convert no callbacks to promises',
  'Make no callbacks into promises',
  'Convert no promise chains to async/await',
  'Turn no var into let or const',
  'Convert no strings to f-strings',
  'Annotate no functions with type hints',
  'Give no function docstrings',
  'We want no docstrings',
  'It is a bad idea to use f-strings',
  'It is not a good idea to use f-strings',
  'It is wrong to remove unused imports',
  'Adding type hints is a bad idea',
  'Removing unused imports is wrong',
  'Sorting imports is pointless',
  'Sorted imports are pointless',
  'Using f-strings is discouraged',
  'Using f-strings is a bad idea, use % formatting instead',
  'It would be silly to inline the variable t',
  'It is pointless to sort imports',
  'It is needless to add type hints',
  'It is horrible to use f-strings',
  'It is a shame to remove unused imports',
  'Use f-strings? Bad idea.',
  'Use f-strings? That makes no sense.',
  'Use f-strings. This has already been done.',
  'Bad: cache the results of pure',
  'There is no need to add type hints',
  'There is no reason to use f-strings',
  'I see no reason to add type hints',
  'It used to use f-strings',
  'They already use f-strings',
  'All functions in src/a.py have docstrings',
  'The imports in src/a.ts are sorted',
  'load_rates is cached',
  'src/a.py is fully annotated',
  'Ruff sorts the imports for us',
  'We might add type hints to src/a.py',
  'The order of the imports is fine',
  'If it is safe, remove the unused imports in src/a.py',
  'Once the release is out, convert the callbacks to promises',
  'Provided that nothing breaks, convert src/a.js to ES modules',
  'Convert callbacks to promises. I changed my mind.',
  'Add a cache to load_rates, but we decided otherwise',
  'Remove a few unused imports',
  'Replace two positional arguments of createUser by an object',
  'Leave class syntax and prototypes as they are',
  'Sorting the imports of src/a.py buys us nothing',
  'Turn the dict config into a dataclass, said the reviewer, and I told him no.',
  'Move load_rates to src/rates.py (this is cancelled)',
  'As long as it is cheap, cache load_rates',
  'Sort the imports. Revert this.',
  'Nice that the imports are sorted now',
  'It would have been good to use f-strings',
  'Write a ticket to convert the callbacks to promises',
  'Would it be good to rename withBase to addBase?',
  'To convert the callbacks in src/a.js to promises you would need a week',
  'Convert callbacks to promises, which we never do',
  'The reviewer wants type hints in src/a.py but I disagree',
];

/** Judgements of the code as it is, and for a change. */
const ASKED: readonly (readonly [string, string])[] = [
  [
    'Node 18 is gone from our fleet, so nothing holds us back any more: please migrate the package from CommonJS to ES modules',
    'commonjs-to-esm',
  ],
  ['Legal wants this by today: add the header "MIT License" to all files', 'add-header'],
  ['As we want to await these later, convert the callbacks in lib/dns.js to promises', 'callback-to-promise'],
  [
    'Half the team has never seen a prototype. Convert the constructor function Scheduler in lib/scheduler.js to an ES6 class',
    'prototype-to-class',
  ],
  [
    'Our config forbids default exports, so convert the default export of src/router.ts into a named one',
    'convert-exports',
  ],
  ['inline tmpValue, is only used once', 'inline-variable'],
  ['Rename src/a.ts to src/b.ts and make sure its importers follow', 'rename-file'],
  ['It would be good to use f-strings', 'f-strings'],
  ['Using % formatting is a bad idea, use f-strings instead', 'f-strings'],
  ['func has no docstring: add one', 'add-docstrings'],
  ['the imports are a horrible mess, sort them', 'organize-imports'],
  ['Sort the imports. This is a mess.', 'organize-imports'],
  ['Remove unused imports, no hurry', 'remove-unused-imports'],
  ['Remove unused imports. Nothing else should change.', 'remove-unused-imports'],
  ['Use f-strings instead of % formatting, the output must stay the same', 'f-strings'],
  ["Rename add to plus, don't touch the logic", 'rename-symbol'],
  ['please swap out var for let and const, it is no functional change', 'var-to-let-const'],
  ['To get the linter green, remove the unused imports', 'remove-unused-imports'],
  ['The tests pass already. Now sort the imports.', 'organize-imports'],
  ['Convert var to let and const, and nothing more', 'var-to-let-const'],
  ['My colleague asked me to rename total to sum', 'rename-symbol'],
  ['Behaviour must not change: convert the promise chains to async/await', 'promise-to-async'],
  ['Every function deserves a docstring', 'add-docstrings'],
  ['Sort the imports the way isort does, as we do in every other file', 'organize-imports'],
  ['The long strings in here cost us an hour each week, use f-strings', 'f-strings'],
];

type Said = { readonly verb: string; readonly doing: string; readonly rest: string };
type Frame = (said: Said) => string;

const FRAMES: Readonly<Record<string, Frame>> = {
  'no as a determiner': ({ verb, rest }) =>
    `${verb} no ${rest.replace(/^(?:all|the|every|each|an?|these|any) (?:the )?/, '')}`,
  'a bad idea': ({ verb, rest }) => `It is a bad idea to ${verb} ${rest}`,
  'not a good idea': ({ verb, rest }) => `It would not be a good idea to ${verb} ${rest}`,
  'no need': ({ verb, rest }) => `There is no need to ${verb} ${rest}`,
  'no point': ({ doing, rest }) => `I see no point in ${doing} ${rest}`,
  'not wanted': ({ doing, rest }) => `${doing} ${rest} is not wanted`,
  pointless: ({ doing, rest }) => `${doing} ${rest} is pointless`,
  forbidden: ({ doing, rest }) => `${doing} ${rest} is forbidden`,
  'a mistake': ({ doing, rest }) => `${doing} ${rest} was a mistake`,
  'done already': ({ doing, rest }) => `${doing} ${rest} has been done already`,
  'decided against': ({ doing, rest }) => `We decided against ${doing} ${rest}`,
  nobody: ({ verb, rest }) => `Nobody should ${verb} ${rest}`,
  avoid: ({ doing, rest }) => `Avoid ${doing} ${rest}`,
  refrain: ({ doing, rest }) => `Refrain from ${doing} ${rest}`,
  stop: ({ doing, rest }) => `Stop ${doing} ${rest}`,
  skip: ({ doing, rest }) => `Skip ${doing} ${rest}`,
  never: ({ verb, rest }) => `Never ${verb} ${rest}`,
  why: ({ verb, rest }) => `Why would one ${verb} ${rest}?`,
  past: ({ verb, rest }) => `It used to ${verb} ${rest}`,
  'no circumstances': ({ verb, rest }) => `Under no circumstances ${verb} ${rest}`,
  others: ({ verb, rest }) => `Somebody else will ${verb} ${rest}`,
  linter: ({ verb, rest }) => `The linter will ${verb} ${rest}`,
  imagine: ({ doing, rest }) => `Imagine ${doing} ${rest}`,
  suppose: ({ verb, rest }) => `Suppose we ${verb} ${rest}`,
  undo: ({ verb, rest }) => `Undo: ${verb} ${rest}`,
  verdict: ({ verb, rest }) => `${verb} ${rest}? Bad idea.`,
  label: ({ verb, rest }) => `Wrong: ${verb} ${rest}`,
  doubt: ({ verb, rest }) => `${verb} ${rest}? That is not an option.`,
};

const EXAMPLES = RECIPES.flatMap(({ examples }) => examples).flatMap((example) => {
  const [, verb, rest] = /^([A-Z][a-z]+) (.+?)[.!?]*$/.exec(example) ?? [];
  return verb === undefined || rest === undefined
    ? []
    : [{ verb: verb.toLowerCase(), doing: doing(verb.toLowerCase()), rest }];
});

function doing(verb: string): string {
  if (/^(?:put|split|cut|get|run|strip|drop|swap|wrap)$/.test(verb)) return `${verb}${verb.slice(-1)}ing`;
  return `${verb.replace(/(?<=[^eo])e$/, '')}ing`;
}

function routed(sentence: string): string | null {
  const route = routeSentence(sentence, { targets: [], functions: [] });
  if (route.kind === 'none') return null;
  return route.kind === 'match' ? route.recipe.id : route.kind;
}

describe('sentences against a change', () => {
  it.each(DECLINED)('run nothing: %s', (sentence) => {
    expect(routed(sentence)).toBeNull();
  });

  it.each(Object.entries(FRAMES))('run nothing, whatever the change: %s', (_, frame) => {
    const ran = EXAMPLES.map(frame).filter((sentence) => routed(sentence) !== null);
    expect(EXAMPLES.length).toBeGreaterThan(40);
    expect(ran).toEqual([]);
  });

  it('are told why', () => {
    const route = routeSentence('Adding type hints is a bad idea', { targets: [], functions: [] });
    expect(route.kind === 'none' && route.explain()).toMatchObject({
      reason: 'The task says that a change is not wanted, or that it was made, and asks for none.',
      uncovered: [],
    });
  });

  it.each(ASKED)('are no judgements of the code, and none for the change: %s', (sentence, recipe) => {
    expect(routed(sentence)).toBe(recipe);
  });
});
