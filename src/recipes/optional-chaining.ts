import type { Recipe } from './recipe.ts';

const ALL = '[any|all|every|each] [of] [my|our]';
const CHAINING =
  '[javascript|typescript|js|ts] (optional chaining|optional chains|optional chain (operator|operators|expressions)|optional chaining (operator|operators|syntax))';
const CHECKS = `((&&|and|null|nullish|undefined|existence|truthiness|guard|nested|logical and) [nested|property] (chain|chains|check|checks|guard|guards)|
  chained (&&|and|null checks|checks|guards)|(chains of|repeated|nested) (&&|and|null checks|checks)|&&)`;
const OK =
  '[where (possible|safe|it is safe)|wherever possible|where appropriate|if (possible|safe)|safely|everywhere]';

/** Writes chains of checks, `a && a.b && a.b.c`, as `a?.b?.c`. */
export const optionalChaining: Recipe = {
  id: 'optional-chaining',
  version: '1.0.0',
  title: 'Write chains of && checks with optional chaining',
  languages: ['javascript', 'typescript', 'tsx'],
  slots: [],
  patterns: [
    `(convert|change|turn|transform|rewrite|refactor|simplify|migrate|modernize|modernise) ${ALL} ${CHECKS} (to|into|as|to use|using|with|by) ${CHAINING} ${OK}`,
    `(replace|swap) ${ALL} ${CHECKS} (with|by|for) ${CHAINING} ${OK}`,
    `(use|prefer|apply|introduce) ${CHAINING} [(instead of|rather than|over|in place of|for) ${ALL} ${CHECKS}] ${OK}`,
    `(apply|fix) [all] [eslint|eslint 's|lint] [rule] prefer optional chain [rule] [lint] [warnings|errors|violations|problems|issues]`,
  ],
  proves: ['A', 'D'],
  effect: 'may-differ',
  examples: [
    'Use optional chaining',
    'Replace && chains with optional chaining',
    'Convert null checks to optional chaining in src/app.js',
  ],
  refuses: [
    'chains whose value is used, unless the types say that no check can yield anything but undefined',
    'calls and steps over several members, where a value such as 0 or "" would then be asked for them, unless the types exclude it',
    'members that texts, numbers and truth values have too, such as `trim`; computed keys; calls that would run once less',
    '`import.meta`, `process.env` and `module`, which builds look for; checks with comments between them',
    'declaration files; a file with a syntax error',
  ],
  run: async (request, tree) =>
    (await import('./optional-chaining/run.ts')).optionalChainingIn(request, tree),
};
