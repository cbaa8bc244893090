import type { Recipe } from './recipe.ts';
import { turningGists } from './router/concepts.ts';
import { conversionGists, ruleGist } from './router/gist-phrases.ts';
import { conversionPatterns, rulePattern } from './router/phrases.ts';

const CODE = '(javascript|typescript|js|ts|es6|modern)';
const VAR = `[${CODE}] (var|vars|var (declaration|declarations|statement|statements|keyword|keywords|variables|usage|usages))`;
const NEW = `[${CODE}] (let (and|or|pipe|/) const|const (and|or|pipe|/) let|let/const|const/let|lets (and|or) consts|consts (and|or) lets|
  block scoped (variables|declarations|bindings)|const where possible and let otherwise|const (where|when|wherever|if) [they are|it is|it 's] (never|not) reassigned [and] let (otherwise|elsewhere|where (they are|it is))|const by default [and] let (otherwise|where needed|when reassigned)|const where possible let otherwise|const where possible|const or let where it 's reassigned|const or let (if|when|where) [it is|it 's|they are] (reassigned|needed|necessary|assigned again)) [declarations|statements]`;

const ANY_VAR = '(var|vars)';
const JOINT = `[(and|or|pipe|/|respectively|else|by default|(where|when|wherever|if) possible|mostly)] [(and|or|respectively|otherwise|else)]`;
const BOTH = `[block scoped (ones|declarations|variables|bindings)] (let/const|const/let|const (where|when|wherever|if) possible|(const|consts) ${JOINT} (let|lets) [otherwise|elsewhere]|(let|lets) ${JOINT} (const|consts))`;
const KNOWN = [
  `[(where|when|wherever|if|for|in case)] [variable|it|they|value|variables] [is|are|get|gets] [(never|not)] (reassigned|assigned again|needed|necessary|possible|otherwise|changed|reassignment)`,
  '(declaration|declarations|declare|declares|declared|statement|statements|keyword|keywords|variable|variables|unexpected)',
  '[@tool] no var [rule] [{number} (problems|errors|warnings|hits)]',
];

/** Turns `var` into `const`, or into `let` where the variable is assigned again. */
export const varToLetConst: Recipe = {
  id: 'var-to-let-const',
  version: '1.0.0',
  title: 'Turn var into let and const',
  languages: ['javascript', 'typescript', 'tsx'],
  slots: [],
  patterns: [
    ...conversionPatterns({ from: VAR, to: NEW, isToEnough: false, isFromEnough: true }),
    `modernize @all ${VAR}`,
    rulePattern('no var'),
  ],
  gists: [
    ...conversionGists({ from: VAR, to: NEW, isToEnough: false, isFromEnough: true }),
    ruleGist('no var'),
    ...turningGists({ from: ANY_VAR, to: BOTH, knows: KNOWN }),
  ],
  riders: ['we want [only] block scoped (declarations|variables) [only]'],
  proves: ['A', 'D'],
  effect: 'preserves',
  examples: [
    'Convert var to let and const',
    'Replace all var declarations with const or let',
    'Use const and let instead of var in src/app.js',
  ],
  refuses: [
    'variables that are used before their declaration, outside of its block, or by a function that may run before it',
    'variables of a loop that a function captures, or that keep a value from one round to the next',
    'variables that are declared twice or share their name with a parameter, a caught error or a function of a block',
    'variables of a script, which are properties of the global object, and those of a switch case',
    'a file that calls `eval` or has a `with` statement; declaration files; a file with a syntax error',
  ],
  run: async (request, tree) => (await import('./var-to-let-const/run.ts')).varToLetConstIn(request, tree),
};
