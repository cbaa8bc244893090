import type { Gist } from '../recipe.ts';
import { FOLLOWING } from '../router/concepts.ts';

const NOUN = '(function|helper|helper function|utility function)';
const SORT = '[top level|module level|free|free standing|standalone|stand alone|plain|helper]';
const FUNCTION = `(${SORT} ${NOUN} {function}|{function:function}|{function} ${NOUN})`;
const CLASS = '(class {class:class}|{class:class} [class])';
const METHOD = '[new|own|instance|regular|proper] method';

/** How people ask for a function to become a method, in the form that router/router.ts describes. */
export const FUNCTION_TO_METHOD_PATTERNS: readonly string[] = [
  `(make|turn|convert|refactor|change|transform|rewrite) ${FUNCTION} [from [${SORT}] function] [in|into|to|to be|be|become] (${METHOD} (of|on|in|for) ${CLASS}|{class:class} method) [(instead of|rather than|not) [${SORT}] function]`,
  `(turn|convert|refactor|change|transform) ${FUNCTION} (in|into|to) {class}.{function}`,
  `(move|put|pull|bring|add|attach|transfer) ${FUNCTION} (into|in|on|to|onto|inside|inside of) ${CLASS} as ${METHOD}`,
  `(move|put|pull|bring|transfer) ${FUNCTION} (into|to|inside|inside of|onto) (class {class:class}|{class:class} class)`,
  `(move|put|pull|bring|transfer) ${FUNCTION} (into|to|inside|inside of|onto) ${CLASS} [and] (convert|turn|make) [it] [from [${SORT}] function] [(to|into)] ${METHOD}`,
  `(move|put|pull|bring|transfer) ${SORT} ${NOUN} {function} (into|onto) {class:class}`,
];

/** What it does anyway, and how people ask that no function is left. */
export const FUNCTION_TO_METHOD_RIDERS: readonly string[] = [
  '@uses_updated',
  `(update|updating|fix|fixing|adjust|adapt|change|rewrite) [any|all|every|each] [of] [its|existing|their] (callers|caller|calls|call|call sites|
    usages|uses|references) [to it] [accordingly|as well|too|everywhere|to match]`,
];

const A_FUNCTION = `(${SORT} ${NOUN} {function:sure}|{function:sure} [${NOUN}])`;
const KNOWN = [
  `[the|first] (of|on|in|for|to|into|inside) ${CLASS}`,
  `(takes|gets|has) ${CLASS} as [its] first (parameter|argument) [everywhere]`,
  `(instead of|rather than|and not|from) [being|as] [${SORT}] (${NOUN}|${A_FUNCTION})`,
  `[to] (make|turn|move|convert|put|attach|be|become|live|belong|belongs|@wish) [it|rather|there] [(into|to|as)] [${METHOD}]`,
  `${SORT} ${NOUN}`,
  '(only|just) (works|work|operates) (on|with) {class}',
];

const LOOSE = `[top level|module level|free|free standing|standalone|stand alone|plain|helper|loose|global|module|ordinary|regular|separate]`;
const FREE_FUNCTION = `(${LOOSE} ${NOUN} {function} [${NOUN}]|${LOOSE} {function:sure} [${NOUN}])`;
const IN_CLASS = `((of|on|in|for|to|into|inside|onto|from) ${CLASS}|(belongs|belong) (to|on|in|into) ${CLASS}|part of ${CLASS}|{class:class} [class] 's)`;
const AS_METHOD = `[as|to|into|become|becomes|be|a|->] ${METHOD}`;
const LOOSELY = [
  ...KNOWN,
  ...FOLLOWING,
  IN_CLASS,
  CLASS,
  NOUN,
  `[(instead of|rather than|and not|not|from)] [being|as|be] ${LOOSE} (${NOUN}|one)`,
  '[of|in|on] (that|this) (class|function|one)|(let|fold|merge|absorb|hang|stick|bind|integrate|rewrite|refactor|reattach|bring|pull|transfer|relocate|always|works|work|operates|orders|own|make|turn|convert|shift|move|put|attach|change|transform|become|becomes|be|into|to|as|on|with|want|like|see|rather|nicer|only|instead|go|gets|takes|get|belongs|live|lives|that|method)',
  '(as|for) [its|the] [first] (argument|parameter)',
];
const NO_METHOD = [
  `(not|no) [need|needs|have|has|be|to|belong] [to] [be] [a] ${METHOD}`,
  `(is|it 's|was) [still|now|currently|only] [a] ${METHOD}`,
  `((make|turn|convert) (it|that|them) [into|to]|into|to|be|become) ${LOOSE} ${NOUN} [please|instead]`,
  '(static|class method|classmethod|property|abstract)',
];

/** The same in any order. */
export const FUNCTION_TO_METHOD_GISTS: readonly Gist[] = [
  { must: [FREE_FUNCTION, AS_METHOD, IN_CLASS], may: LOOSELY, never: NO_METHOD },
  {
    must: [
      `[${LOOSE} ${NOUN}] {function:sure} (->|to|into|should be|becomes|become) {class:class}.{function} [method]`,
    ],
    may: LOOSELY,
  },
  {
    must: [
      A_FUNCTION,
      `[as] (${METHOD} (of|on|in|for|from) ${CLASS}|{class:class} method|${CLASS} as ${METHOD})`,
    ],
    may: KNOWN,
    never: NO_METHOD,
  },
  {
    must: [
      A_FUNCTION,
      `(into|in|on|onto|to|inside|belongs to|belong to|part of) ${CLASS}`,
      `(${METHOD}|moved|move|belongs|belong|live|lives|put)`,
    ],
    may: KNOWN,
    never: NO_METHOD,
  },
];
