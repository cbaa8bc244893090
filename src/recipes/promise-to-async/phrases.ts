import { turningGists } from '../router/concepts.ts';
import { LINT_RULES } from '../router/lint-rules.ts';
import { ANY_FUNCTION, conversionGists, ruleGist } from '../router/gist-phrases.ts';
import type { Gist } from '../recipe.ts';

const KIND = '[old|old style|raw|plain|nested|es6|javascript|js|typescript|ts]';
const CHAINS = `${KIND} (promise chain|promise chains|promises|promise|then chain|then chains|.then chain|.then chains|then calls|.then calls|then call|.then call|then callbacks|thens|then handlers|.then callbacks|then/catch [chain|chains]|.then()/.catch [chain|chains]|.then/.catch [chain|chains]|then/catch/finally [chain|chains]|.then/.catch/.finally [chain|chains]|then and catch|.then and .catch|.then|then|promise (code|syntax|style|callbacks|handling|handlers|based code|then chains|then chain|chaining)|chained promises|chains of (promises|then calls|then))`;
const AWAIT = `[es2017|modern] (await/try/catch|await and try/catch|async/await [and|with] try/catch|async/await|async await|async and await|await|async functions|async function|async) [syntax|style|code|functions|function]`;
// Of one function only this says that it has chains: what is not asynchronous yet is not made so.
const AWAITING = `[es2017|modern] (async/await [and|with] try/catch|async/await|async await|async and await|await) [syntax|style|code]`;
const ALL = '[any|all|every|each|remaining] [of] [my|our|its|remaining|existing]';
const OK = '[where (possible|safe|it is safe)|wherever possible|if possible|everywhere|throughout]';
const ONE = `([function|method] {function} [function|method]|{class}.{function} [method]|[method] {function} (of|in) [class] {class} [class]|[function|method] {function} (in|from) [file] {file})`;
const FILE = '((this|whole|entire) (file|module|code|codebase|project)|[file] {file})';
const TURN =
  '(convert|change|turn|transform|rewrite|refactor|migrate|modernize|modernise|switch|move|translate|port|upgrade)';

/** How people ask for `async` and `await`, in the form that router/router.ts describes. */
export const ASYNC_PATTERNS: readonly string[] = [
  `${TURN} ${ALL} ${CHAINS} [(in|of|inside) ${ONE}] (to|into|as|to use|using|with|over to) ${AWAIT} ${OK}`,
  `${TURN} ${ONE} [from ${CHAINS}] (to|into|to use|using|with|over to) ${AWAITING} [(instead of|rather than|over) ${CHAINS}] ${OK}`,
  `${TURN} ${ONE} from ${CHAINS} (to|into|to use|using|with|over to) ${AWAIT} ${OK}`,
  `${TURN} ${ONE} (to|into|to use|using|with|over to) ${AWAIT} (instead of|rather than|over) ${CHAINS} ${OK}`,
  `${TURN} ${FILE} [from ${CHAINS}] (to|into|to use) ${AWAIT}`,
  `(replace|swap) ${ALL} ${CHAINS} [(in|of|inside) ${ONE}] (with|by|for) ${AWAIT} [(in|of|inside) ${ONE}] ${OK}`,
  `(use|prefer|adopt) ${AWAIT} [(in|inside|for) ${ONE}] [(instead of|rather than|over|in place of|not) ${ALL} ${CHAINS} [(in|inside|of) ${ONE}]] ${OK}`,
  `(migrate|switch|go|change|move|convert) from ${CHAINS} to ${AWAIT} [(in|inside) ${ONE}] ${OK}`,
  `(get rid of|eliminate|flatten|remove|simplify|clean up) ${ALL} ${CHAINS} [(in|of|inside) ${ONE}] (with|by using|using|and use|in (favor|favour) of) ${AWAIT} ${OK}`,
  `(go|switch|change|move|migrate) [over] to (async/await|async await|await)`,
  `make ${ONE} use ${AWAIT} [(instead of|rather than) ${CHAINS}]`,
  `@give_up ${ALL} ${CHAINS} [(in|of|inside) ${ONE}] ${AWAIT} would (read|be|look) [much|far|lot] (better|nicer|cleaner|clearer|easier)`,
  `(async/await|async await) ify (${FILE}|{file}|${ONE})`,
];

const CHAINED = `(${LINT_RULES.awaitToThen}|promise [chain|chains|chaining|then|handlers|callbacks]|promises|chained promises|.then|\`.then\`|.then()|.then/.catch|.then()/.catch|then/catch|.then().catch|
  (then|.then) (chain|chains|call|calls|callbacks|handlers|chaining|soup|cascade|cascades|ladder|ladders|pyramid)|thens)`;
const KNOWN = [
  CHAINED,
  ANY_FUNCTION,
  '(chain|chains|chaining|chained|call|calls|.catch|catch|handlers|function|functions|method|methods|syntax|hell|style|promise|promises|based|await|async|then)',
];

/** The same in any order. */
export const ASYNC_GISTS: readonly Gist[] = [
  ...turningGists({ from: CHAINED, to: AWAIT, knows: KNOWN }),
  ruleGist(LINT_RULES.awaitToThen, KNOWN),
  {
    must: [
      '(no more|stop using|get rid of|avoid|do not (want|use)|unchain|flatten) [any|all|these|those|our] ([long|nested] (promise|then|.then) (chain|chains|chaining)|.then [calls]|.then/.catch|then calls)',
    ],
    may: KNOWN,
    never: ['only'],
  },
  ...conversionGists(
    {
      from: `[long] [chain|chains|pyramid|mess] [of] ${CHAINS} [ladder|ladders|pyramid|pyramids|hell|nesting|spaghetti|calls]`,
      to: AWAIT,
      isToEnough: false,
      isFromEnough: false,
    },
    [ANY_FUNCTION],
  ),
];
