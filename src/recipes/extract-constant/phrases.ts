import type { Gist } from '../recipe.ts';

const ADJECTIVE = '(magic|hard coded|hardcoded|repeated|duplicated)';
const WORD =
  '([magic|hard coded|hardcoded|repeated|duplicated] (literal|url|path|limit|timeout|number|string|value|expression|string literal|number literal|numeric literal|constant value))';
const VALUE = `[${WORD}|${ADJECTIVE}] ({text}|{number}) [${WORD}]`;
const USES = '(occurrences|occurrence|uses|use|usages|instances|instance)';
const WHOLE = `[(all|every|each) ${USES} of <all=yes>|each <all=yes>|all <all=yes>|every <all=yes>]`;
const CONSTANT =
  '[new|named|shared|its own|own] [module|module level|top level|local|file level] (constant|const|named constant)';
const NAMED = `(${CONSTANT} [@called] {name}|{name:name} ${CONSTANT})`;
const THERE =
  '[(instead of|rather than) [being|having it] [hard coded|hardcoded|magic] [inline]] [everywhere <all=yes>]';

/** How people ask for a constant, in the form that router/router.ts describes. A place may be said anywhere. */
export const CONSTANT_PATTERNS: readonly string[] = [
  `(@extract|@turn) ${WHOLE} ${VALUE} [out] @into ${NAMED} ${THERE}`,
  `(extract|factor [out]|pull [out]|hoist|lift|refactor|split [out]) ${WHOLE} ${VALUE} [out] @into {name:constant} ${THERE}`,
  `@replace ${WHOLE} ${VALUE} (with|by) ${NAMED} ${THERE}`,
  `(@extract|@create) ${NAMED} [@called {name}] (for|from|out of) ${WHOLE} ${VALUE} ${THERE}`,
  `@create [${CONSTANT}] {name} as ${CONSTANT} for ${WHOLE} ${VALUE} ${THERE}`,
  `(@extract|@turn) ${WHOLE} ${VALUE} [out] @into ${CONSTANT} [and] (call|name) it {name} ${THERE}`,
  `(make|turn) ${WHOLE} ${VALUE} ${NAMED} ${THERE}`,
  `(name|call) ${WORD} ({text}|{number}) {name} ${THERE}`,
  `@use (new|named|shared) ${NAMED} @instead ${WHOLE} ${VALUE} ${THERE}`,
  `@use ${CONSTANT} @instead ${WHOLE} ${VALUE} [(@called|and (call|name) it)] {name} ${THERE}`,
  `@create ${NAMED} (with|holding|for|of) value ${WHOLE} ${VALUE} [and] use it [instead] ${THERE}`,
  `@remove ${WHOLE} ${VALUE} [by|and] (create|creating|introduce|introducing|add|adding|define|defining) ${NAMED} [instead]`,
  `(store|keep|save) ${WHOLE} ${VALUE} in ${NAMED}`,
  `give ${WHOLE} ${VALUE} name {name} ${THERE}`,
  `(@extract|@turn) ${WORD} @into (${NAMED}|{name:constant})`,
];

const A_CONSTANT = '[new|named|shared|own] (constant|const)';

const A_CONSTANT_OR_NOT = `[${A_CONSTANT}]`;

/** The same in any order. */
export const CONSTANT_GISTS: readonly Gist[] = [
  { must: [`[${WORD}|${ADJECTIVE}] ({text}|{number}) -> ${A_CONSTANT_OR_NOT} {name:constant}`] },
  {
    must: [
      '(extract|pull|hoist|lift|move|put|make) [out]',
      `(at|on|in|from) line {line}`,
      `(into|to|as|in) ${A_CONSTANT} [@called] {name:constant}`,
    ],
    may: [`(regex|regexp|regular expression|${WORD}|expression) [(from|at|on)]`],
  },
  {
    must: [
      `[(from|for|out of|instead of|of)] ([${WORD}|${ADJECTIVE}] ({text}|{number}) [${WORD}])`,
      `(${A_CONSTANT} [@called] {name:constant}|{name:constant} [${A_CONSTANT}]|(in|into|to|as|be|become|->) ${A_CONSTANT} [@called] {name:constant})`,
      `(${A_CONSTANT}|name)`,
    ],
    may: [
      `[(in|into|to|as|be|become|make|want|like|have|use|give [it]|move [it]|put [it]|extract [it]) [it]] ${A_CONSTANT}`,
      `(give it name|make|there is|want|like|have|move [it]|put|extract|called|what do|what does|mean|use|${WORD}|${ADJECTIVE}|on line {line}|to|in|into|mean|means|[better|proper] name)`,
    ],
    never: [`(be|to|is|equals|of|with) {number}`, `{number} (be|to|is|instead|rather)`],
  },
];
