import type { Gist } from '../recipe.ts';

const KIND =
  '[python|plain|config|configuration|nested|raw|returned] (dict|dictionary|dict literal|dictionary literal)';
const VARIABLE = '{dict:variable}';
const RESULT = `([@all] ${KIND} [that is] (returned by|returned from|from|built by|created by|made by|of) [function] {function} [function]|[@all] ${KIND} [that|which] [function] {function} [function] returns|
  (result|return value|returned value) of [function] {function})`;
const NAMED = `(${KIND} [(assigned to|stored in|bound to|held by)] [variable] {dict}|[result] ${KIND} (of|built in) [function] {function}|{dict} ${KIND}|[variable] ${VARIABLE} [variable]|${RESULT})`;
/** What is surely a dictionary, where a name alone may be a thing: "a dataclass for users". */
const SURE = `(${KIND} {dict}|{dict} ${KIND}|${RESULT}|{dict:code})`;
const CLASS = '[python|proper|typed|new|simple|real] (dataclass|data class) [@called {to}|{to:class}]';
const TYPED = `(${CLASS}|{to:class} (dataclass|data class))`;
const ALL = '@all (dicts|dictionaries)';
const CLASSES = '(dataclasses|data classes)';

/** How people ask for a dataclass. */
export const DATACLASS_PATTERNS: readonly string[] = [
  `(@turn|@extract|promote) ${NAMED} @into ${TYPED}`,
  `make ${NAMED} ${TYPED}`,
  `@turn [type of] {dict} from ${KIND} @into ${TYPED}`,
  `@turn ${NAMED} @into ${TYPED} @instead ${KIND}`,
  `make ${NAMED} ${TYPED} @instead ${KIND}`,
  `@use ${TYPED} @instead ${KIND} (for|in) [variable] ${VARIABLE}`,
  `(make|@turn) [function] {function} [function] [to] return ${TYPED} [@instead ${KIND}]`,
  `(make|@turn|rewrite) [function] {function} [function] so [that] it returns ${TYPED} [@instead ${KIND}]`,
  `@replace ${NAMED} (with|by|for) ${TYPED}`,
  `@use ${TYPED} (@instead|in place of) ${NAMED}`,
  `@use ${TYPED} for (${SURE}|{dict:holder})`,
  `(@create|@extract|introduce|generate) ${TYPED} (from|out of|of) ${NAMED}`,
  `(@create|generate) ${TYPED} (for|to replace) ${SURE}`,
  `(model|represent|type|express) ${NAMED} (as|with|by|using) ${TYPED}`,
  `@replace ${NAMED} (with|by) ${TYPED} and [use] attribute access`,
  `(@turn|@replace) ${ALL} (@into|with|by) ${CLASSES}`,
  `@use ${CLASSES} (@instead|for) ${ALL}`,
];

const OF_DICT = `(${KIND} {dict:sure}|{dict:sure} ${KIND}|(dict|dictionary) {dict}|{dict} (dict|dictionary)|{dict:sure}|[function] {function:sure} returns ${KIND})`;

const DICT_KNOWN = [
  KIND,
  CLASS,
  `(off|than|turn|convert|replace|make|change|use|introduce|create|transform|rewrite|refactor|model|represent|promote|passing|pass|around|into|to|as|with|by|through|for|instead of|rather than|instead|rather|of|from|and not|be|were|want|like|prefer|keys|raw|plain|by hand|put|out|over|brittle|untyped|stringly typed|typed|checked|safer|settings|options|only|just)`,
];
const NO_DATACLASS = [
  '(dataclass|data class) [@called] [{to:class}] [back] [into|to|as|be] [ordinary|plain|normal] [{dict}] (dict|dictionary)',
  '(to|into|by|with|be|become) [ordinary|plain|normal] (dict|dictionary)',
  '(validate|validates|validation|frozen|pydantic|namedtuple|typeddict|default|defaults)',
];

/** The same in any order. */
export const DATACLASS_GISTS: readonly Gist[] = [
  {
    must: [
      `(${KIND} {dict} [${KIND}]|{dict:sure} [${KIND}]|{dict:alone} is [still|just|currently|only|now] ${KIND})`,
      `(${TYPED} (would|will|is|are|might|reads|read) [be] [much|far|so] (better|nicer|cleaner|clearer|safer|good|great|easier|preferable)|(to|into|as|be|were|become|becomes|want|like|love|with|by|through|use|have|make [it|this|that]|for|introduce|->|through|prefer) ${TYPED})`,
    ],
    says: [`(${KIND}|dictionary|dicts|dict)`],
    may: DICT_KNOWN,
    never: NO_DATACLASS,
  },
  {
    must: [
      `(to|into|as|be|become|becomes|becoming|@wish|@create|introduce|for|->|but|make [it]|use|return|nicer as|better as) [be] ${TYPED} [for it]`,
      `[instead of|rather than|for|in place of] ${OF_DICT}`,
    ],
    may: [
      `((is|as) ${KIND}|${KIND}|make|turn|convert|keys|(and not [be|as]|not be|not as) ${KIND}|@instead ${KIND}|(make|let) it|@wish)`,
      'we (keep|always) (make|making|mistype|mistyping|misspell|misspelling|forget|forgetting) [typos in]|typos in|that',
    ],
    // The other way round.
    never: ['(dataclass|data class) [@called] [{to:class}] [into|to|as] [{dict}] (dict|dictionary)'],
  },
];
