import type { Gist } from '../recipe.ts';
import { LINT_RULES } from '../router/lint-rules.ts';
import { FOLLOWING } from '../router/concepts.ts';

const NOUN =
  '({kind}|local variable|symbol|identifier|const|type alias|component|hook|helper|attribute|argument|keyword argument|param|prop)';
const OLD = `(name {from}|[${NOUN}] {class}.{from} [${NOUN}]|${NOUN} {from} [${NOUN}]|{from} ${NOUN}|{from:alone}|
  [${NOUN}] {from} [${NOUN}] ((of|in|from) [class|interface|object] {class}|on (class|interface|object) {class}|on {class:class}) [class|interface|object]|
  {class} 's [${NOUN}] {from} [${NOUN}]|{class} class 's {from} [${NOUN}]|[this|that] ${NOUN}|it|this)`;
const NEW = `[${NOUN}] [{class}.{to}|{to}]`;
const THING = '(function|method|class|variable|constant|parameter|property|field|interface|enum)';
const PROJECT = '(project|code base|codebase|repo|repository|source tree)';
const EVERYWHERE = `(everywhere|throughout|project wide|globally|(in|across|throughout|over) [all|entire|whole|this|our|my] (${PROJECT}|files|code)|
  in (all|every|each) (file|files|place|places))`;
const RENAME = '(rename|re name)';
const ALL_USES =
  '(callers|call sites|calls|usages|uses|references|imports|importers|exports|occurrences|users|import statements)';
const INTO = '(to|as|into|->)';

/** How people ask for a rename, in the form that router/router.ts describes. */
export const RENAME_PATTERNS: readonly string[] = [
  `${RENAME} ${OLD} ${INTO} ${NEW}`,
  `${RENAME} {from} ${INTO} {to:code}`,
  `${RENAME} ${OLD} {to:code}`,
  `${RENAME} @all [${ALL_USES}] (of|to) ${OLD} ${INTO} ${NEW}`,
  `${RENAME} [${NOUN}] from {from} to {to}`,
  `${RENAME} ${NOUN} @called {from} to {to}`,
  `(change|update|replace|switch) name of ${OLD} (to|into|with|by|from {from} to) ${NEW}`,
  `(replace|switch|change|update) name {from} (with|by|to) {to}`,
  `(change|update) {from} 's name (to|into) {to}`,
  `(have|make) ([${NOUN}] {from:alone}|{class}.{from}|{from:alone} (of|in) [class] {class}) (called|named|renamed to) {to}`,
  `make (name of ${OLD}|{from} 's name) {to:name}`,
  `use {to} as [new] name (of|for) ${OLD}`,
  `(change|update) ${NOUN} name [from] {from} to {to}`,
  `give ${OLD} [new|better|clearer|different] name [of] {to}`,
  `(do|perform) [project wide] rename of ${OLD} ${INTO} {to}`,
  `(call|name) (${NOUN} {from}|{from:alone}|{class}.{from}) {to:name}`,
  `${RENAME} ${OLD} (to be|to be called|to be named) {to:code}`,
  '{from:code} -> {to:code}',
  // "change" alone may mean many things: what stands there must be a name without doubt
  `change [from] {from:own} ${INTO} {to:code}`,
  `change (${THING}|identifier|symbol) {from} ${INTO} {to:code}`,
  `change {from} ${THING} ${INTO} {to:code}`,
  `use name {to} (instead of|rather than) {from:alone}`,
  `use [name] {to} (instead of|rather than) {from} (as|for) [its|new|${NOUN}] name`,
];

/** What a rename does anyway. */
export const RENAME_RIDERS: readonly string[] = [
  EVERYWHERE,
  `(everywhere|wherever|in (all|every|each) (place|places|file|files)) [where|that] [(it is|it 's|it) (used|referenced|called|imported|mentioned|appears|occurs|shows up)]`,
  `(@update|rename|with) [any|all|every|each] [of] [its|existing|their|the rest of] @callers [and @callers]
    [to it|of it|to {from}|of {from}] [accordingly|as well|too|to match]`,
  '@uses_updated',
  `(update|fix|adjust|change) [all|every|each] (places|place) (where it is used|that uses it|that use it)`,
  'instead',
  'so [that] name (says|describes|tells|matches|reflects) what it (does|is)',
  '(@update|and) @all @callers',
];

const A_NAME = `([${NOUN}] {from:sure} [${NOUN}]|${NOUN} {from:class}|{from:class} ${NOUN}|[${NOUN}] {class:class}.{from} [${NOUN}]|
  [${NOUN}] name {from:sure}|[what] (is|are|it is) [now|currently|today] (called|named) [${NOUN}] {from:sure}|instead of {from:sure}|[${NOUN}] name {from:class})`;
const GOOD =
  '[more] (better|clearer|nicer|good|proper|right|correct|real|different|new|other|descriptive|telling|pythonic|idiomatic|meaningful|readable|explicit|speaking|sensible|decent|fitting|consistent|precise|honest|useful|self explanatory|conventional)';
const BAD = `(terrible|bad|poor|odd|strange|misleading|confusing|wrong|old|cryptic|ugly|meaningless|typo|misspelt|misspelled|spelling mistake|silly|short)`;
const NAMED_AS = `((should|must|ought to|could|can|shall|has to|have to|needs to|to) [really|now|rather|better|actually|instead] ([be] (called|named|renamed (to|as|into)|rename to)|(have|get|carry|bear) [${GOOD}] name)|${RENAME} (it|this|them) [to|into|as|->]|${RENAME} (to|into|as|->)|(call|name) it|(get|give it|give) ${GOOD} name [of]|${GOOD} name (would be|is|should be|of)|name (should be|to)) ({to:sure}|{to:class})`;
const NEVER = [
  '(inline|anonymous|constant for|magic|literal|mean)',
  '(function|constant|interface|type) (named|called)',
  'name {number}',
  '(file|module|package|folder|route|page) {from:sure}',
];
const KNOWN = [
  'what is [now|currently]',
  `[has|have|is|got] [${BAD}] name`,
  `(there is|there 's|has|have|got) [${BAD}] [in]`,
  `[is|are] ${BAD}`,
  `name of|in name|including|with|${NOUN}|name|over|in`,
  '@all @callers',
  RENAME,
];

const BEFORE = `([${NOUN}] {from:sure} [${NOUN}]|${NOUN} {from} [${NOUN}]|[${NOUN}] {from:class} [${NOUN}]|[${NOUN}] {class:class}.{from})`;
const SOON = '[just|rather|really|better|simply|now|always|instead|from now on]';
const AFTER = '({to:sure}|{to:class})';
const BEING = `(be|become|becomes|becoming|get|is|are)`;
/** What can only lead to a new name. */
const NAMING = `((should|must|ought to|shall|has to|have to|needs to|need to|will|can|could|to|is to|are to|would) ${SOON} (be|become|get|read|say) ${SOON} [${RENAME}|called|named|spelled|spelt] [to|into|as]|
  (becomes|become|becoming)|(${BEING}|it|this|that|them) ${SOON} (called|named|known as|renamed [to|into|as])|
  (${RENAME}|change|make|turn|switch|call|name|fix|correct) (it|this|that|them|name|its name|their name|spelling) [to|into|as|be|say|read]|(to|into|as|->)|
  (give|get|want|with|have|deserves|use|prefer) [it|them|this] [${GOOD}] name [of|like])`;
const NAME_SAID = `(${RENAME}|name|names|naming|named|called|call|typo|misspelt|misspelled|spelling|spelt|spelled|snake_case|snake case|camelcase|camel case|pascalcase|hungarian notation|c0103|n801|n802|n803|n806|underscore|identifier)`;
const NAME_KNOWN = [
  ...FOLLOWING,
  ...RENAME_RIDERS,
  NOUN,
  NAME_SAID,
  LINT_RULES.renameSymbol,
  `[more] ${GOOD} [name]|(american|british|us|uk) (spelling|english)|what (i|we) (want|need|mean)|[not|n't] (pep8|pep 8)|is not ${GOOD}|[needs|deserves|wants] [a] ${GOOD} name`,
  `(style|tells [nobody|us|me] [anything|nothing]|${BAD}|invalid name|current one|old one|name is|to|as|into|from|in|of|with|instead|change|make|want|like|becomes|become|for|by|do|does|use|prefer|reads|read|conform|conforms|match|follow)`,
  '(do|does) not (conform|like|match|follow|comply|say|tell|fit|use|mean|describe) [to|with] [anything|much|enough]',
];
const NO_RENAME = [
  '(inline|anonymous|constant for|magic|literal|mean|alias|object|options)',
  '(interface|type) (named|called)',
  '(was|were|been|got) renamed',
  '(in|on|from) {from:class}|(field|property|method|attribute) (name|{to}) of {from:class}',
  'name {number}',
  '(file|module|package|folder|route|page) {from:sure}',
  `(is|are) [now|currently|still|today|at the moment] (called|named)`,
];

/** The same in any order. */
export const RENAME_GISTS: readonly Gist[] = [
  { must: [BEFORE, `${NAMING} ${AFTER}`], says: [NAME_SAID], may: NAME_KNOWN, never: NO_RENAME },
  {
    must: [
      `${BEFORE} ${SOON} (is|are|be) ${SOON} (to be|from now on|now) (called|named|${RENAME}) [to] ${AFTER}`,
    ],
    may: NAME_KNOWN,
  },
  { must: [`(call|name) ${BEFORE} {to:sure}`], may: NAME_KNOWN },
  {
    must: [
      `(prefer|like|want|have|use|choose|pick) [the] [${GOOD}] name ${AFTER} (for|instead of|rather than|over) ${BEFORE}`,
    ],
    may: NAME_KNOWN,
    never: NO_RENAME,
  },
  {
    must: [BEFORE, `(spelling|better) [name] [is|be|would be|should be] ${AFTER}`],
    says: ['(rename|should|must|typo|misspelt|misspelled|spelling|want|prefer)'],
    may: NAME_KNOWN,
    never: NO_RENAME,
  },
  {
    must: [BEFORE, `${AFTER} (is what (i|we) (want|need|mean)|would be [much] ${GOOD} [name])`, RENAME],
    may: NAME_KNOWN,
    never: NO_RENAME,
  },
  {
    must: [
      `(call|name|use|@wish|have|prefer) [${NOUN}] ${AFTER} (instead of|rather than|not|over) ${BEFORE}`,
    ],
    says: [NAME_SAID],
    may: NAME_KNOWN,
    never: NO_RENAME,
  },
  {
    must: [
      BEFORE,
      `{to:sure} (instead|would be better|would be clearer|would be nicer|fits better|is better|please)`,
    ],
    says: [NAME_SAID],
    may: NAME_KNOWN,
    never: NO_RENAME,
  },
  {
    must: [BEFORE, `[${NOUN}] (name|name of) ${AFTER}`, '(give|get|use|carry|bear)'],
    may: NAME_KNOWN,
    never: NO_RENAME,
  },
  {
    must: [
      BEFORE,
      `((should|must|ought to|shall|has to|have to|needs to|need to|better) ${SOON} (be|become|read|get) ${SOON} ${AFTER}|(becomes|become|make (it|that|this)) {to:sure})`,
    ],
    may: NAME_KNOWN,
    never: NO_RENAME,
  },
  {
    must: [`${BEFORE} (is|are|be) called ${AFTER}`, '(i want|i would like|we want|please|from now on)'],
    may: NAME_KNOWN,
  },
  {
    must: [`{to:sure} (would|will) be [much|far] ${GOOD} [name]`, `${A_NAME} [(is|has) ${BAD} name]`],
    may: KNOWN,
  },
  {
    must: [
      '(should|must) (be|read) {to:sure}',
      A_NAME,
      `[${BAD}] [in] (name|typo|misspelt|misspelled|spelling [mistake|error])`,
    ],
    may: KNOWN,
  },
  { must: [NAMED_AS, A_NAME], may: KNOWN, never: NEVER },
  { must: [RENAME, '(to|into|as|->) ({to:sure}|{to:class})', A_NAME], may: KNOWN, never: NEVER },
  { must: [`(call|name|${RENAME}) ${A_NAME} {to:sure}`], may: KNOWN },
  {
    must: [`(@wish|use|rather) {to:sure} (instead of|rather than) {from:sure} as [its|${NOUN} 's] name`],
    may: KNOWN,
  },
  { must: ['{from:sure} -> {to:sure}', RENAME], may: KNOWN },
];
