import type { Gist } from '../recipe.ts';
import { LINT_RULES } from '../router/lint-rules.ts';

const SORT = '[static|staticmethod|class|instance|helper|private|public]';
const METHOD = `(
  {class}.{method} [method]|${SORT} method {class}.{method}|
  {class} 's [${SORT} method] {method} [method]|{class} class 's [method] {method} [method]|
  ${SORT} method {method} [(of|in|from|on) [class] {class} [class]]|
  {method} ${SORT} method [(of|in|from|on) [class] {class} [class]]|
  {method:function} (of|in|from|on) (class {class}|{class} class|{class:class})|
  staticmethod ({method} [(of|in|from|on) [class] {class} [class]]|{class}.{method})|{method} staticmethod [(of|in|from|on) [class] {class} [class]]|(this|that) [${SORT}] method|${SORT} method)`;
const ADJECTIVE = `(stand alone|standalone|free|free standing|plain|simple|regular|ordinary|normal|independent|separate|pure|global|
  top level|module level|module|python|helper|utility|simple helper)`;
const INSTEAD = '[(instead of|rather than) method]';
const FUNCTION = `[new|its own] [${ADJECTIVE}] [${ADJECTIVE}] [and] [${ADJECTIVE}] function ${INSTEAD}`;
const CLEARLY_FUNCTION = `[new] ${ADJECTIVE} [${ADJECTIVE}] function ${INSTEAD}`;
const LEVEL = '(top level|module level|module scope|global scope|module)';
const OUTSIDE = '(out of|outside of|outside) ([its|this] class|[class] {class} [class])';
const PLACE = `[(of|in|at|on) [same|this] (${LEVEL} [of [this|same] (file|module)]|file)] [${OUTSIDE}]`;
const TURN = '(@turn|extract|pull|lift|hoist|separate|promote|demote|detach)';

/** How people ask for a method to become a function, in the form that router/router.ts describes. */
export const MOVE_PATTERNS: readonly string[] = [
  `${TURN} ${METHOD} [out|up] [${OUTSIDE}] [and] [from [being] [${SORT}] method] @into ${FUNCTION} ${PLACE}`,
  `(make|turn|have) ${METHOD} ${FUNCTION} ${PLACE}`,
  `@move ${METHOD} [out|up] [${OUTSIDE}] [to|into|onto|at] ${LEVEL} [@into ${FUNCTION}]`,
  `@move ${METHOD} ${OUTSIDE}`,
  `(@move|detach) {method:function} from ([its|this] class|[class] {class} [class]) [and] @into ${FUNCTION} ${PLACE}`,
  `(@move|detach) {method:function} from ([its|this] class|[class] {class} [class]) and (make|turn) it [into] ${FUNCTION} ${PLACE}`,
  `(@move|detach) {method:code} ${OUTSIDE}`,
  `(@move|detach|get) {method:function} (out of|outside of|outside) (class {class}|{class} class|{class:class}) [@into ${FUNCTION} ${PLACE}]`,
  `(@move|detach) {method:function} (out of|outside of|outside) (class {class}|{class} class|{class:class}) to ${LEVEL}`,
  `@turn {method:function} from [being] {class:class} method (into|to) ${FUNCTION}`,
  `@turn {method:function} from [being] [${SORT}] method (of|in|on) [class] {class} [class] (into|to) ${FUNCTION}`,
  `detach {method:function} from (class {class}|{class} class|{class:class})`,
  `make {method:function} ${FUNCTION} (of|in|on) (class {class}|{class} class|{class:class})`,
  `@turn {method:function} [from [${SORT}] method] (into|to) ${FUNCTION}`,
  `make {method:function} ${CLEARLY_FUNCTION} ${PLACE}`,
];

/** What the move does anyway, and how people ask that calls of a public method no longer go through it. */
export const MOVE_RIDERS: readonly string[] = [
  'refactor {class}.{method}',
  `(make|turn) it [into] ${FUNCTION}`,
  `so [that] (it is|it 's|it becomes) ${FUNCTION} ${PLACE}`,
  'name [new] function {method} [exactly] [same name as [existing|old|original] method]',
  '(keep|keeping|with|using) [same|its] name',
  `@update [any|all|every|each] [of] [existing|its]
    (self.{method} calls|self.{method} call|calls to self.{method}|calls [to (it|{method})]|callers|caller|call sites|call site|
    uses|usages|usage|references [to it]) [to (work with|use|call) [new] [{method}] function|accordingly|as well] <calls=update>`,
  '[and] (@update|fix up|fix) (everyone|everybody|whoever|anyone|everything|whatever) [who|that] (calls|uses) it <calls=update>',
];

const A_METHOD = `({class:class}.{method} [method]|[${SORT}] method {method:function}|{method:sure} [${SORT} method]|${SORT} method {method:sure}|${SORT} method {class:class}.{method})`;

const OF_CLASS = `((of|in|on|from|outside of|outside|out of) [class] {class:class} [class]|[class] {class:class} [class|'s])`;
const BECOMING = `((to|into|as|be|become|becomes|becoming|->) [it|that|this] [be] ${FUNCTION} [${PLACE}]|(make|@wish|have|by) (it|that|this) [be] ${FUNCTION} [${PLACE}]|(make|have) ({class:class}.{method}|{method:sure} [method] [${OF_CLASS}]) ${FUNCTION}|${CLEARLY_FUNCTION} [${PLACE}]|
  (live|lives|sit|go|goes|move|moved|belong|belongs|be|put|hoist|hoisted|lift|pull) [it] (at|on|to|in|into|onto) ${LEVEL}|(->|to|into|as) [be] ${FUNCTION} of ${LEVEL})`;
const KNOWN = [
  OF_CLASS,
  '(do|does) not (use|touch|need) [self|its object|instance|state]|(uses|use|needs|touches) (no state|nothing of [class|object|instance])|never (uses|touches|needs) [self|state]|no self use|self|no state',
  `(and not [be|as|being]|instead of [being]|rather than [being]|from [being]|not be) ${SORT} method [${OF_CLASS}]`,
  `[${SORT}] method`,
  `(make|turn|move|convert|pull|take|@wish|have|lift|get|moved) [it|them] [out|up] [of (class|there)] [(to|into|from)]`,
  `why is {method} ${SORT} method`,
  'has nothing to do with [object|class|instance|self|state]',
  LINT_RULES.methodToFunction,
  `(better off|off|live|lives|hoist|hoisted|lift|demote|detach|separate|split|ungroup|unwrap|free|extract|rewrite|refactor|change|transform|callers|caller|included|[@update] @all @callers|never (reads|touches|uses|needs) [any] (attribute|attributes|field|fields)|free floating|(should|could|might) as well)`,
];
const NEVER = [
  `(it is|it 's|is) [now|still|currently|only|just] ${FUNCTION} [now|today|currently]`,
  '(return|returns|call|calls|that) [new] function',
  'not [be] [top level|plain] function',
  'method should',
  '(to|into|->|become|becomes) [it|this] [own|instance|new|regular|proper] method',
];

/** The same in any order. */
export const MOVE_GISTS: readonly Gist[] = [
  { must: ['{class:class}.{method} [method]', BECOMING], may: KNOWN, never: NEVER },
  { must: [A_METHOD, OF_CLASS, BECOMING], may: KNOWN, never: NEVER },
  { must: [`make from [${SORT}] method {class:class}.{method} ${FUNCTION}`], may: KNOWN },
  {
    must: [`(${SORT} method {method:sure}|{method:sure} ${SORT} method)`, BECOMING],
    may: KNOWN,
    never: NEVER,
  },
  {
    must: [A_METHOD, `[@move|get|out] ${OUTSIDE}`, '(@move|be|have|@wish|get|pull|lift|moved)'],
    may: KNOWN,
    never: NEVER,
  },
];
