const WORD =
  '(literal|number|string|value|expression|magic number|magic string|string literal|number literal|magic value)';
const VALUE = `[${WORD}] ({text}|{number}) [(at|in|from) {at}]`;
const WHOLE =
  '[(all|every|each) (occurrences|occurrence|uses|use|instances|instance) of <all=yes>|all <all=yes>|every <all=yes>]';
const CONSTANT = '[new|named|module|module level|top level|local] (constant|const)';
const NAMED = `(${CONSTANT} [(called|named)] {name}|{name} ${CONSTANT})`;
const INTO = '(into|to|in to|as|in)';
const THERE = '[everywhere <all=yes>]';

/** How people ask for a constant, in the form that router/router.ts describes. */
export const CONSTANT_PATTERNS: readonly string[] = [
  `(extract|move|pull|hoist|turn|convert|make|refactor|lift|factor) [out] ${WHOLE} ${VALUE} [out] ${INTO} ${NAMED} ${THERE}`,
  `(replace|substitute) ${WHOLE} ${VALUE} (with|by) ${NAMED} ${THERE}`,
  `(extract|create|introduce|define|add|make) ${NAMED} (for|from|out of) ${WHOLE} ${VALUE} ${THERE}`,
  `(make|turn) ${WHOLE} ${VALUE} ${NAMED} ${THERE}`,
  `(name|call) ${WORD} ({text}|{number}) {name} ${THERE}`,
  `give ${WHOLE} ${VALUE} name {name} ${THERE}`,
  `(extract|move|pull|turn|convert) [out] ${WORD} (on|in|at|of) (line|lines) {range} ${INTO} ${NAMED}`,
  `(extract|move|pull|turn|convert) [out] ${WORD} at {at} ${INTO} ${NAMED}`,
];
