const FUNCTION = '([new|separate|own|helper|stand alone] (function|method|helper|helper function))';
const NAMED = `(${FUNCTION} [(called|named)] {name}|{name} [${FUNCTION}]|its own ${FUNCTION} [(called|named)] {name})`;
const CODE = '[(code|block|logic|statements|part|body)] [(in|at|from|on|of)]';
const LINES = `${CODE} (line|lines) {range} [(of|in|from) [file] {file}]`;

/** How people ask for lines to become a function, in the form that router/router.ts describes. */
export const EXTRACT_PATTERNS: readonly string[] = [
  `(extract|move|pull|take|factor|split|put|refactor) [out] ${LINES} [out] (into|to|as|in) ${NAMED}`,
  `(extract|create|make|pull out|factor out) ${NAMED} (from|out of|of|with|for) ${LINES}`,
  `(turn|make|convert) ${LINES} (into|to) ${NAMED}`,
];
