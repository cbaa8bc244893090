import type { Gist } from '../recipe.ts';
import { LINT_RULES } from '../router/lint-rules.ts';
import { turningGists } from '../router/concepts.ts';
import { ANY_FUNCTION, conversionGists } from '../router/gist-phrases.ts';

const KIND =
  '[old|old style|plain|nested|raw|node style|node.js style|nodejs style|nodeback|error first|errback|node|node.js|js|javascript|ts|typescript|async|asynchronous]';
const APIS =
  '[(fs|file system|filesystem) <api=fs>|dns <api=dns>|zlib <api=zlib>|crypto <api=crypto>|child_process <api=child_process>]';
const CALLBACKS = `${KIND} ${APIS} ${KIND} (callback|callbacks|callback (style|syntax|api|apis|code|calls|hell|functions|pyramid|version|versions|interface)|callback based (code|style|api|apis|calls|functions|version|versions)|callbacks based code|calls with callbacks|code with callbacks|code that uses callbacks|pyramid of callbacks|nodebacks)`;
const PROMISES =
  '[native|modern|plain] (promise|promises|promise (api|apis|version|versions|form|forms|style|syntax|code|one|ones|variant|variants|equivalents|counterparts|functions)|promise based (code|style|api|apis|calls|version|versions)|promisified (functions|versions)|(fs.promises|fs/promises|fs promises [api]) <api=fs>|(dns.promises|dns/promises|dns promises [api]) <api=dns>)';
const ALL = '[any|all|every|each|remaining] [of] [my|our|its|remaining|existing]';
const OK =
  '[where (possible|safe|it is safe|it is possible)|wherever (possible|safe)|if possible|everywhere|throughout]';
const ONE = `([function|method] {function} [function|method]|{class}.{function} [method]|[method] {function} (of|in) [class] {class} [class])`;
const IN = `[(in|of|inside|within) ${ONE}]`;
const FILE = '((this|whole|entire) (file|module|code|codebase|project)|[file] {file})';
const TURN =
  '(convert|change|turn|transform|rewrite|refactor|migrate|modernize|modernise|switch|move|translate|port|upgrade)';
const WRAPPERS =
  '(new promise (wrapper|wrappers|wrapping|boilerplate|constructor|constructors)|manual (promise|promises) [wrapper|wrappers|wrapping]|hand written (promise|promises|promise wrappers)|handwritten (promise wrappers|promises)|promise wrappers|new promise [calls]|promise constructor (antipattern|anti pattern|wrappers))';
const PROMISIFY =
  '([util] promisify|util.promisify|(fs.promises|fs/promises) <api=fs>|promisified (functions|versions))';

/** How people ask for promises, in the form that router/router.ts describes. */
export const PROMISE_PATTERNS: readonly string[] = [
  `${TURN} ${ALL} ${CALLBACKS} ${IN} (to|into|to use|using|with|over to) ${PROMISES} ${IN} ${OK}`,
  `${TURN} (${ONE}|${FILE}) from ${CALLBACKS} (to|into|to use) ${PROMISES} ${OK}`,
  `${TURN} (${ONE}|${FILE}) (to use|using|with) ${PROMISES} (instead of|rather than|in place of|not) ${CALLBACKS} ${OK}`,
  `${TURN} [all] ${KIND} callback based (code|calls) ${IN} (to|into) ${PROMISES}`,
  `(replace|swap) ${ALL} ${CALLBACKS} ${IN} (with|by|for) ${PROMISES} ${IN} ${OK}`,
  `(use|prefer|adopt) ${PROMISES} ${IN} (instead of|rather than|over|in place of|not) ${ALL} ${CALLBACKS} ${IN} ${OK}`,
  `(migrate|switch|go|change|move|convert) from ${CALLBACKS} to ${PROMISES} ${IN} ${OK}`,
  `(get rid of|eliminate|flatten|remove|clean up) ${ALL} ${CALLBACKS} ${IN} (with|by using|using|and use|in (favor|favour) of) ${PROMISES} ${OK}`,
  `make (${ONE}|${FILE}) use ${PROMISES} (instead of|rather than) ${CALLBACKS}`,
  `promisify ${ALL} ${CALLBACKS} ${IN} ${OK}`,
  `(replace|swap) ${ALL} ${WRAPPERS} ${IN} (with|by|for) ${PROMISIFY} ${OK}`,
  `use ${PROMISIFY} ${IN} (instead of|rather than|in place of) ${ALL} ${WRAPPERS} ${IN} ${OK}`,
];

const GIST_APIS = `[fs.{call} <api=fs>|dns.{call} <api=dns>|zlib.{call} <api=zlib>|crypto.{call} <api=crypto>|child_process.{call} <api=child_process>] ${APIS}`;
const CALLBACK = `${GIST_APIS} (${LINT_RULES.awaitToCallbacks}|callback|callbacks|nodeback|nodebacks|errback|errbacks|callback hell|callback (style|based) [functions|code|apis|api|calls])`;
const WRAPPER = `(wrapper|wrappers|wrapping|wrap|wraps|hand written|handwritten|by hand|manual|new promise|promise constructor)`;
const KNOWN = [
  ANY_FUNCTION,
  GIST_APIS,
  LINT_RULES.awaitToCallbacks,
  '(callback|callbacks|callback hell|error first|err first|err|error|data|node|node.js|nodejs|functions|function|api|apis|calls|call|pyramid|wrapper|wrappers|wrap|wrapping|wraps|such|hand written|handwritten|by hand|manual|around|promise|promises|promisify|util.promisify|util|await|async/await|version|versions|resolve|reject|promise based|promisified|real ones|native|possible|style)',
  '<api=fs> (fs.promises|fs/promises)',
];
const PROMISIFYING = `(${PROMISES}|[util] promisify|util.promisify|real promises|promise (api|apis) [of node]|promisified [functions|version|versions])`;

/** The same in any order. */
export const PROMISE_GISTS: readonly Gist[] = [
  ...turningGists({ from: CALLBACK, to: PROMISIFYING, knows: KNOWN }),
  ...turningGists({
    from: `(${WRAPPER} new promise|new promise [${WRAPPER}]|new promise)`,
    to: PROMISIFYING,
    knows: KNOWN,
    never: ['to new promise'],
  }),
  { must: ['(promisify|promisification of)', CALLBACK], may: KNOWN },
  ...conversionGists({ from: CALLBACKS, to: PROMISES, isToEnough: false, isFromEnough: false }, [
    ANY_FUNCTION,
  ]),
  ...conversionGists({ from: WRAPPERS, to: PROMISIFY, isToEnough: false, isFromEnough: false }, [
    ANY_FUNCTION,
  ]),
];
