const NOUN =
  '[(local|temporary|temp|intermediate)] (variable|const|constant|let|var|local|temp|temporary|temporary variable)';
const NAMED = `([${NOUN}] [(called|named)] {name}|{name} ${NOUN})`;
const VALUE = '[(its|own)] [own] (value|initializer|initialiser|expression|definition|initial value)';

/** How people ask for a variable to be inlined, in the form that router/router.ts describes. */
export const INLINE_PATTERNS: readonly string[] = [
  `inline [value of] [all] [(uses|usages|occurrences|references)] [of] ${NAMED}`,
  `(replace|substitute) [all] [(uses|usages|occurrences|references)] [of] ${NOUN} [(called|named)] {name} (with|by) ${VALUE}`,
  `(replace|substitute) [all] [(uses|usages|occurrences|references)] [of] {name} (with|by) its [own] (value|initializer|initialiser|expression|definition)`,
  `(remove|eliminate|get rid of|drop) ${NAMED} by inlining (it|{name}|its value)`,
  `(use|put) (value|expression|initializer) of ${NAMED} (directly|inline|in its place)`,
  `fold ${NOUN} {name} into its (use|uses|usage|usages)`,
];

/** What inlining does anyway. */
export const INLINE_RIDERS: readonly string[] = [
  '((everywhere|wherever|where) it is used|everywhere|(at|in|into) [all|each|every] [of] [its] (use|uses|usage|usages|call site))',
  '(remove|drop|delete) [its|{name}] (declaration|it|variable)',
];
