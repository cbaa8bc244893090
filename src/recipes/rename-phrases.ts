const OLD = `([{kind}] {class}.{from} [{kind}]|[{kind}] {from} [{kind}]|
  [{kind}] {from} [{kind}] (of|in|from|on) [class|interface|object] {class} [class|interface|object]|
  {class} 's [{kind}] {from} [{kind}]|{class} class 's {from} [{kind}]|[this|that] {kind}|it|this)`;
const NEW = '[{kind}] [{class}.{to}|{to}]';
const PROJECT = '(project|code base|codebase|repo|repository|source tree)';
const EVERYWHERE = `(everywhere|project wide|(in|across|throughout|over) (all files|[entire|whole|this|our|my] ${PROJECT}))`;
const USES = '(callers|call sites|calls|usages|uses|references|imports|exports|occurrences)';

/** How people ask for a rename, in the form that router.ts describes. */
export const RENAME_PATTERNS: readonly string[] = [
  `(rename|re name) ${OLD} (to|as|into|->|=>) ${NEW}`,
  `(change|update) name of ${OLD} (to|into|from {from} to) ${NEW}`,
  `(give|assign) ${OLD} [new] name {to}`,
  `(rename|re name) [{kind}] from {from} to {to}`,
  `(change|update) {kind} name [from] {from} to {to}`,
  `rename {kind} called {from} to {to}`,
];

/** What a rename does anyway. */
export const RENAME_RIDERS: readonly string[] = [
  EVERYWHERE,
  "everywhere (it is|it's) used",
  `(update|fix|adjust|adapt|change|rename|including|with) [any|all|every|each] [of] [its|existing|their] ${USES} [and ${USES}]
    [to it|of it|to {from}|of {from}] [accordingly|as well|too|to match] [${EVERYWHERE}]`,
];
