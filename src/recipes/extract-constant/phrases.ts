import type { Gist } from '../recipe.ts';
import { LINT_RULES } from '../router/lint-rules.ts';

const ADJECTIVE = '(magic|hard coded|hardcoded|repeated|duplicated)';
const WORD =
  '([magic|hard coded|hardcoded|repeated|duplicated] (literal|url|path|limit|timeout|number|string|value|expression|string literal|number literal|numeric literal|constant value))';
const VALUE = `[${WORD}|${ADJECTIVE}|constant] ({text}|{number}) [${WORD}]`;
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

const LITERAL = `[${WORD}|${ADJECTIVE}|value] ({text}|{number}) [${WORD}]`;
const NEW_NAME = `(${A_CONSTANT} [@called|with name|by name of|as|name it|call it] {name:sure}|{name:constant} [as] [${A_CONSTANT}]|[name|named|called|as|into|to|in|be|become|->|behind|through|by|with] {name:constant})`;
const CONSTANT_KNOWN = [
  `(extract|pull|hoist|lift|move|put|make|replace|give|name|call|turn|introduce|define|create|declare|use|want|like|have|get|store|keep|refactor|factor|swap|substitute|deserves|deserve|be|become|save|stick|hide|take|define|set up)`,
  `[(in|into|to|as|be|become|behind|through|by|with|for|from|out of|of|on|at|instead of|rather than|out|up)] [${A_CONSTANT}|name|${WORD}|${ADJECTIVE}|module level|top level|${USES}|own name|proper name|module|top of module|top of file]`,
  LINT_RULES.extractConstant,
  `on line {line}|(what|that) (does|do|it) (mean|means|stand for|stands for)|[good|proper|better|real|meaningful|descriptive] name|of its own|(no|@tool) (magic numbers|magic number) [rule]`,
  `(do|does) not (want|like) [to] [see|have|read]|inline|hard coded|hardcoded`,
  `(${WHOLE}|everywhere <all=yes>|throughout <all=yes>|for|it|there)`,
];

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
  {
    must: [LITERAL, NEW_NAME],
    says: [`(constant|const|name|named|magic|literal)`],
    may: CONSTANT_KNOWN,
    never: [
      '(environment|env|parameter|argument|setting|config|option|function|class|enum)',
      `(be|to|is|equals|with) {number}`,
      `{number} (be|to|rather)`,
      'inline ([constant|const] {name:constant}|{number}|{text})',
      'use [existing] (constant|const) {name:constant}',
    ],
  },
];
