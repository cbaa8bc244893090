const KIND =
  '[python|plain|config|configuration|nested|raw|returned] (dict|dictionary|dict literal|dictionary literal)';
const VARIABLE = '{dict:variable}';
const RESULT = `([@all] ${KIND} [that is] (returned by|from|built by|created by|made by|of) [function] {function} [function]|[@all] ${KIND} [that|which] [function] {function} [function] returns|
  (result|return value|returned value) of [function] {function})`;
const NAMED = `(${KIND} {dict}|{dict} ${KIND}|[variable] ${VARIABLE} [variable]|${RESULT})`;
const CLASS = '[python|proper|typed|new|simple] (dataclass|data class) [@called {to}|{to:class}]';
const TYPED = `(${CLASS}|{to:class} (dataclass|data class))`;
const ALL = '@all (dicts|dictionaries)';
const CLASSES = '(dataclasses|data classes)';

/** How people ask for a dataclass. */
export const DATACLASS_PATTERNS: readonly string[] = [
  `@turn ${NAMED} @into ${TYPED}`,
  `make ${NAMED} ${TYPED}`,
  `@turn {dict} from ${KIND} @into ${TYPED}`,
  `@replace ${NAMED} (with|by|for) ${TYPED}`,
  `@use ${TYPED} (@instead|for|in place of) ${NAMED}`,
  `(@create|@extract|introduce|generate) ${TYPED} (for|from|out of|of) ${NAMED}`,
  `(model|represent|type|express) ${NAMED} (as|with|by|using) ${TYPED}`,
  `(@turn|@replace) ${ALL} (@into|with|by) ${CLASSES}`,
  `@use ${CLASSES} (@instead|for) ${ALL}`,
];
