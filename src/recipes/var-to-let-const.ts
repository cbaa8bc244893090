import type { Recipe } from './recipe.ts';

const CODE = '(javascript|typescript|js|ts|es6|modern)';
const VAR = `[${CODE}] (var|vars|var (declaration|declarations|statement|statements|keyword|keywords|variables|usage|usages)) [in this (file|module|script)]`;
const NEW = `[${CODE}] ((let|const) [(and|or) (let|const)]|let/const|const/let|lets|consts|lets and consts|block scoped (variables|declarations|bindings))`;
const ALL =
  '[any|all|every|each|remaining|old|legacy] [of] [my|our|remaining|old|legacy] [uses of|usages of|instances of|occurrences of]';
const OK =
  '[where (possible|safe|it is safe)|wherever possible|as appropriate|everywhere|throughout|where appropriate|if (possible|safe)|safely]';

/** Turns `var` into `const`, or into `let` where the variable is assigned again. */
export const varToLetConst: Recipe = {
  id: 'var-to-let-const',
  version: '1.0.0',
  title: 'Turn var into let and const',
  languages: ['javascript', 'typescript', 'tsx'],
  slots: [],
  patterns: [
    `(convert|change|switch from|migrate from|move from|go from|turn|migrate|transform|rewrite|modernize|modernise|switch|refactor|move|upgrade|update) ${ALL} ${VAR} (to|into|as) ${NEW} ${OK}`,
    `(replace|swap) ${ALL} ${VAR} (with|by|for) ${NEW} ${OK}`,
    `(use|prefer) ${NEW} (instead of|rather than|over|in place of|not|for) ${ALL} ${VAR} ${OK}`,
    `(get rid of|eliminate|modernize|modernise|stop using) ${ALL} ${VAR} [in favour of ${NEW}|in favor of ${NEW}] ${OK}`,
    `(apply|fix) [all] [eslint|eslint 's|lint] [rule] no var [rule] [lint] [warnings|errors|violations|problems|issues]`,
    `[all] ${VAR} (should|must) (be|become) ${NEW}`,
  ],
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
