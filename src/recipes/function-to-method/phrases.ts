const SORT = '[top level|module level|free|free standing|standalone|stand alone|plain|helper]';
const FUNCTION = `(${SORT} function {function}|{function} [function])`;
const CLASS = '(class {class}|{class} [class])';
const METHOD = '[new|own|instance|regular|proper] method';

/** How people ask for a function to become a method, in the form that router/router.ts describes. */
export const FUNCTION_TO_METHOD_PATTERNS: readonly string[] = [
  `(make|turn|convert|refactor|change|transform|rewrite) ${FUNCTION} [from [${SORT}] function] [in|into|to|to be|be] ${METHOD} (of|on|in|for) ${CLASS}`,
  `(move|put|pull|bring|add|attach|transfer) ${FUNCTION} (into|in|to|onto|inside|inside of) ${CLASS} as ${METHOD}`,
  `(move|put|pull|bring|transfer) ${SORT} function {function} (into|to|inside|inside of|onto) (class {class}|{class} class)`,
];

/** What it does anyway, and how people ask that no function is left. */
export const FUNCTION_TO_METHOD_RIDERS: readonly string[] = [
  `(update|updating|fix|fixing|adjust|adapt|change|rewrite) [any|all|every|each] [of] [its|existing|their] (callers|caller|calls|call|call sites|
    usages|uses|references) [to it] [accordingly|as well|too|everywhere|to match]`,
];
