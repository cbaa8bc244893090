const NOUN = '({kind}|symbol|identifier|const|type alias|component|hook|helper)';
const OLD = `([${NOUN}] {class}.{from} [${NOUN}]|[${NOUN}] {from} [${NOUN}]|
  [${NOUN}] {from} [${NOUN}] (of|in|from|on) [class|interface|object] {class} [class|interface|object]|
  {class} 's [${NOUN}] {from} [${NOUN}]|{class} class 's {from} [${NOUN}]|[this|that] ${NOUN}|it|this)`;
const NEW = `[${NOUN}] [{class}.{to}|{to}]`;
const PROJECT = '(project|code base|codebase|repo|repository|source tree)';
const EVERYWHERE = `(everywhere|project wide|(in|across|throughout|over) [entire|whole|this|our|my] ${PROJECT})`;
const USES = `(callers|caller|call sites|call site|calls|call|usages|usage|uses|use|references|reference|imports|import|exports|
  occurrences|occurrence)`;
const RENAME = '(rename|re name)';
const INTO = '(to|as|into|->|=>)';

/** How people ask for a rename, in the form that router/router.ts describes. */
export const RENAME_PATTERNS: readonly string[] = [
  `${RENAME} ${OLD} ${INTO} ${NEW}`,
  `${RENAME} [all|every|each|any] [of] [${USES}] of ${OLD} ${INTO} ${NEW}`,
  `${RENAME} [${NOUN}] from {from} to {to}`,
  `${RENAME} ${NOUN} (called|named) {from} to {to}`,
  `(change|update) name of ${OLD} (to|into|from {from} to) ${NEW}`,
  `(change|update) ${NOUN} name [from] {from} to {to}`,
  `give ${OLD} new name {to}`,
];

/** What a rename does anyway. */
export const RENAME_RIDERS: readonly string[] = [
  EVERYWHERE,
  `everywhere [(it is|it 's|that it is|where it is) used]`,
  `(update|fix|adjust|adapt|change|rename|including|include|with) [any|all|every|each] [of] [its|existing|their] ${USES} [and ${USES}]
    [to it|of it|to {from}|of {from}] [accordingly|as well|too|to match]`,
  `(update|fix|adjust|change) [all|every|each] (places|place) (where it is used|that uses it|that use it)`,
];
