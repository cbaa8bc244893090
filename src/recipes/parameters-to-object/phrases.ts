import type { Gist } from '../recipe.ts';
import { LINT_RULES } from '../router/lint-rules.ts';
import { FOLLOWING } from '../router/concepts.ts';

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

const FUNCTION =
  '((function|method) {function:sure}|{function:sure} [function|method]|{class:class}.{function})';
const ANY_PARAMETERS = `(${PARAMETERS}|{number} [positional] (parameters|arguments|params|args)|positional|positional ones|order [of]|(far|way) too many ${PARAMETERS})`;
const SINGLE = `(${NAMED}|(one|single|destructured|options|parameter|params|config) [single] (object|object literal) [parameter|argument]|object with named (properties|parameters|arguments|fields))`;
const KNOWN = [
  `[instead of|rather than|in place of|of|over] [its|all|these|so many] ${ANY_PARAMETERS} [of]`,
  `(has|takes|gets) (far|way) [too many] ${ANY_PARAMETERS}`,
  `[to] be passed|we keep mixing up|i keep (mixing up|confusing)|(let|make|call|pass|passed|put|bundle|collect|want|like|i.e.|instead|rather|turn|convert|make|change|@wish|change|signature) [it|them|of]`,
  FUNCTION,
];
const NEVER = [
  `object (to|from|into|instead of|rather than) [an] (object|parameters)`,
  `(return|returns) ${OBJECT}`,
  `(from|of|takes) [an] (object|options object)`,
];

const PLAIN_PARAMETERS =
  '(parameter|parameters|argument|arguments|param|params|args|positional|signature|parameter list|argument list)';
const AN_OBJECT = `(${SINGLE}|${OBJECT}|object param|object params)`;
const TAKING = `(take|takes|taking|accept|accepts|receive|receives|get|gets|use|uses|expect|expects|have|has|be|pass|passed|passing|to|into|in|as|with|by|for|want|like|become|becomes|make|->|prefer|introduce|put|bundle|bundles|group)`;
const PARAMETERS_KNOWN = [
  ...FOLLOWING,
  ...KNOWN,
  `${PARAMETERS}|${ANY_PARAMETERS}|${PLAIN_PARAMETERS}`,
  `${TAKING} [it|them]`,
  LINT_RULES.maxParameters,
  '(switch|migrate|move|via|list|call|refactor|bundle|collect|combine|group|wrap|pack|gather|merge|turn|convert|change|replace|refactor|rewrite|put|instead|rather|of|than|from|on|place|so|one|single|named|max params|call|its|too many|many|far too many|six|seven|five|eight|nine|ten|names|name|call site|call sites|order|remember|long|out|up|together)',
  'with named (properties|fields|keys)',
];
const NO_OBJECT = [
  ...NEVER,
  '(swap|default|defaults|optional|types|unpack|unpacked|spread|return|returns|class|map|json)',
  '(from|of) [one|single] object',
  '(first|last|two|three) (two|three|parameters|arguments)',
];

/** The same in any order. */
export const OBJECT_GISTS: readonly Gist[] = [
  {
    must: [FUNCTION, `${TAKING} [be|take|it|them|as|in|into|to|a|of|one] ${AN_OBJECT}`],
    says: [PLAIN_PARAMETERS],
    may: PARAMETERS_KNOWN,
    never: NO_OBJECT,
  },
  {
    must: [
      FUNCTION,
      `${AN_OBJECT} (instead of|rather than|over|in place of|not) [all|its|the|separate|these] ${ANY_PARAMETERS}`,
    ],
    may: PARAMETERS_KNOWN,
    never: NO_OBJECT,
  },
  {
    must: [`${AN_OBJECT} (for|in|on) ${FUNCTION}`],
    says: [PLAIN_PARAMETERS],
    may: PARAMETERS_KNOWN,
    never: NO_OBJECT,
  },
  {
    must: [`make ${FUNCTION} ${PARAMETERS} ${AN_OBJECT}`],
    may: PARAMETERS_KNOWN,
    never: NO_OBJECT,
  },
  {
    must: [
      FUNCTION,
      `(${TAKE}|to|into|as|with|by|be|become|want|like|->|get|in|make it|passed as|pass them as|them as) [be passed|to take] ${SINGLE}`,
    ],
    may: KNOWN,
    never: NEVER,
  },
  {
    must: [
      FUNCTION,
      `(${TAKE}|to|into|as|with|be|become|->|in|passed as|pass them as) ${OBJECT}`,
      `[instead of|in place of|rather than|of] ${ANY_PARAMETERS}`,
    ],
    may: KNOWN,
    never: NEVER,
  },
];
