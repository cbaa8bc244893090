const KIND = '(function|method|helper|arrow function)';
const ONE = `([${KIND}] {function} [${KIND}]|{class}.{function} [method]|[method] {function} (of|in) [class] {class} [class])`;
const MANY =
  '[many|several|multiple|so many|too many|a lot of|a long list of|two|three|four|five|six|seven|eight]';
const PARAMETERS = `[all] [of] [its] ${MANY} [positional|individual|separate] (parameters|arguments|params|args|parameter list|argument list)`;
const FORM = '[one|a|an] [single] [destructured|plain]';
/** What can only mean one object in the place of all parameters. */
const NAMED = `${FORM} (options object|option object|parameter object|params object|parameters object|arguments object|args object|object parameter|object argument|named parameters|named arguments|object destructuring|destructured parameters)`;
const OBJECT = `(${NAMED}|${FORM} (object|object literal))`;
const INSTEAD = `[destructured object] (instead of|rather than|in place of) (${PARAMETERS}|positional [ones])`;
const OWNED = `(${PARAMETERS} (of|to|for|in|from) ${ONE}|${ONE} ['s] ${PARAMETERS})`;
const TAKE = '(take|accept|receive|use|expect|have|be passed)';

/** How people ask for one object instead of parameters, in the form that router/router.ts describes. */
export const OBJECT_PATTERNS: readonly string[] = [
  `(@turn|bundle|combine|group|wrap|pack|collect|gather|merge) ${OWNED} (@into|in|to) ${OBJECT}`,
  `@replace ${OWNED} (with|by) ${OBJECT}`,
  `@replace ${PARAMETERS} (with|by) ${OBJECT} (in|of|for) ${ONE}`,
  `(@turn|get) [signature of] ${ONE} to ${TAKE} ${OBJECT} [${INSTEAD}]`,
  `(@turn|rewrite) ${ONE} so [that] it (takes|accepts|receives|uses|expects) ${OBJECT} [${INSTEAD}]`,
  `(make|have) [signature of] ${ONE} ${TAKE} ${OBJECT} [${INSTEAD}]`,
  `${ONE} (should|must|shall|needs to|has to) ${TAKE} ${OBJECT} [${INSTEAD}]`,
  `i (want|need|'d like|would like) ${ONE} to ${TAKE} ${OBJECT} [${INSTEAD}]`,
  `@use ${NAMED} (for|in) ${ONE} [${INSTEAD}]`,
  `@turn [signature of] ${ONE} so [that] ${PARAMETERS} (are|come|get) [passed] [in|together] (as|in) ${OBJECT}`,
  `@use ${OBJECT} (for|as) ${OWNED}`,
  `@use ${OBJECT} (for|in) ${ONE} ${INSTEAD}`,
  `introduce ${NAMED} (for|in) ${ONE} [${INSTEAD}]`,
  `(pass|give|hand) ${OBJECT} to ${ONE} ${INSTEAD}`,
  `(@turn|go) [over] ${ONE} to ${NAMED} [${INSTEAD}]`,
  `(@turn|rewrite) ${ONE} (with|using) ${NAMED} [${INSTEAD}]`,
  `parameters to object (for|in|of|on) ${ONE}`,
];

/** What the recipe does anyway. */
export const OBJECT_RIDERS: readonly string[] = [
  '@uses_updated',
  'with (destructuring|defaults|types)',
  'keep [its] (defaults|default values|types)',
];
