const KIND = '[static|class|instance|helper]';
const METHOD = `(
  {class}.{method} [method]|${KIND} method {class}.{method}|
  {class} 's [${KIND} method] {method} [method]|{class} class 's [method] {method} [method]|
  ${KIND} method {method} [(of|in|from|on) [class] {class} [class]]|
  {method} ${KIND} method [(of|in|from|on) [class] {class} [class]]|
  {method} (of|in|from|on) class {class}|{method} (of|in|from|on) {class} class|
  (this|that) [${KIND}] method|${KIND} method)`;
const ADJECTIVE = `(stand alone|standalone|free|free standing|plain|simple|regular|ordinary|normal|independent|separate|pure|global|
  top level|module level|module|python)`;
const FUNCTION = `[new] [${ADJECTIVE}] [${ADJECTIVE}] [and] [${ADJECTIVE}] (function|one)`;
const LEVEL = '(top level|module level|module scope|global scope|module)';
const OUTSIDE = '(out of|outside of|outside) ([its|this] class|[class] {class} [class])';
const PLACE = `[(of|in|at|on) [same|this] (${LEVEL}|top [level] of [this|same] (file|module)|file)] [${OUTSIDE}]`;
const TURN =
  '(turn|convert|refactor|make|change|transform|rewrite|restructure|promote|extract|pull|lift|hoist|move|separate)';
const MOVE = '(move|extract|pull|lift|hoist|take|promote|bring)';

/** How people ask for a method to become a function, in the form that router.ts describes. */
export const MOVE_PATTERNS: readonly string[] = [
  `${TURN} ${METHOD} [out|up] [${OUTSIDE}] [and] (into|in to|to|to be|to become|as|be|become) ${FUNCTION} ${PLACE}`,
  `(make|turn|have) ${METHOD} ${FUNCTION} ${PLACE}`,
  `${MOVE} ${METHOD} [out|up] [${OUTSIDE}] [to|into|onto|at] ${LEVEL}`,
  `${MOVE} ${METHOD} ${OUTSIDE}`,
  `${MOVE} {method} ${OUTSIDE} [(into|to|as) ${FUNCTION}]`,
  `(turn|convert|make) {method} (into|to) ${FUNCTION}`,
];

/** What the move does anyway. */
export const MOVE_RIDERS: readonly string[] = [
  'refactor {class}.{method}',
  'name [new] function {method} [exactly] [same name as [existing|old|original] method]',
  '(keep|keeping|with|using) [same|its] name',
  `(update|adjust|adapt|fix|change|rewrite) [any|all|every|each] [of] [existing|its]
    (self.{method} calls|self.{method} call|calls to self.{method}|calls [to (it|{method})]|callers|call sites|uses|usages|references [to it])
    [to (work with|use|call) [new] [{method}] function|accordingly|as well]`,
];
