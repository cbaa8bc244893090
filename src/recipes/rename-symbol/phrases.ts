const NOUN = '({kind}|symbol|identifier|const|type alias|component|hook|helper)';
const OLD = `(name {from}|[${NOUN}] {class}.{from} [${NOUN}]|[${NOUN}] {from} [${NOUN}]|
  [${NOUN}] {from} [${NOUN}] ((of|in|from) [class|interface|object] {class}|on (class|interface|object) {class}|on {class:class}) [class|interface|object]|
  {class} 's [${NOUN}] {from} [${NOUN}]|{class} class 's {from} [${NOUN}]|[this|that] ${NOUN}|it|this)`;
const NEW = `[${NOUN}] [{class}.{to}|{to}]`;
const THING = '(function|method|class|variable|constant|parameter|property|field|interface|enum)';
const PROJECT = '(project|code base|codebase|repo|repository|source tree)';
const EVERYWHERE = `(everywhere|throughout|project wide|globally|(in|across|throughout|over) [all|entire|whole|this|our|my] (${PROJECT}|files|code)|
  in (all|every|each) (file|files|place|places))`;
const RENAME = '(rename|re name)';
const INTO = '(to|as|into|to be|->)';

/** How people ask for a rename, in the form that router/router.ts describes. */
export const RENAME_PATTERNS: readonly string[] = [
  `${RENAME} ${OLD} ${INTO} ${NEW}`,
  `${RENAME} @all [@callers] (of|to) ${OLD} ${INTO} ${NEW}`,
  `${RENAME} [${NOUN}] from {from} to {to}`,
  `${RENAME} ${NOUN} @called {from} to {to}`,
  `(change|update) name of ${OLD} (to|into|from {from} to) ${NEW}`,
  `(change|update) ${NOUN} name [from] {from} to {to}`,
  `give ${OLD} [new|better|clearer|different] name [of] {to}`,
  `(do|perform) [project wide] rename of ${OLD} ${INTO} {to}`,
  `call ${OLD} {to:code}`,
  // "change" alone may mean many things: what stands there must be a name without doubt
  `change [from] {from:own} ${INTO} {to:code}`,
  `change ${THING} {from} ${INTO} {to:code}`,
  `change {from} ${THING} ${INTO} {to:code}`,
  `use [name] {to} (instead of|rather than) {from} (as|for) [its|new|${NOUN}] name`,
];

/** What a rename does anyway. */
export const RENAME_RIDERS: readonly string[] = [
  EVERYWHERE,
  `everywhere [(it is|it 's|that it is|where it is) used]`,
  `(@update|rename|with) [any|all|every|each] [of] [its|existing|their|the rest of] @callers [and @callers]
    [to it|of it|to {from}|of {from}] [accordingly|as well|too|to match]`,
  `with @all @callers (updated|fixed|adjusted)`,
  `(update|fix|adjust|change) [all|every|each] (places|place) (where it is used|that uses it|that use it)`,
  'instead',
  'so [that] name (says|describes|tells|matches|reflects) what it (does|is)',
  '(@update|and) @all @callers',
];
