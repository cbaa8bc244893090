import { CHANGING, wantingGists } from '../router/concepts.ts';
import { conversionGists } from '../router/gist-phrases.ts';
import type { Gist } from '../recipe.ts';

const NEWER = '(modern|newer|current|up to date|latest|contemporary|idiomatic modern)';
const OLD = '(old|outdated|legacy|deprecated|obsolete|python 2|old style|old fashioned)';
const PARTS = '(syntax|idioms|constructs|features|style|code|standards)';
const HINTS =
  '<only=typing> (type hints|type annotations|type (hint|annotation) syntax|annotations|annotation syntax|typing syntax|typing annotations|typing|hints)';
const BAR = `(x pipe (y|none) [syntax|unions]|\`pipe\` [syntax|unions]|pipe [(syntax|operator|unions|union syntax)])`;
const PEP_604 = `(pep 604 [style] [unions|union types|union syntax|optional types|syntax|annotations]|[new|modern] union (syntax|operator|types))`;
const OPTIONAL = "[typing 's] (optional|typing.optional) [types|annotations|syntax] [from typing]";
const UNION = "[typing 's] (union|typing.union) [types|annotations|syntax] [from typing]";
const BOTH = `(${OPTIONAL} (and|or) ${UNION}|${UNION} (and|or) ${OPTIONAL})`;
const OLD_UNIONS = `(<only=optionals> ${OPTIONAL}|<only=unions> ${UNION}|<only=pep604> ${BOTH})`;
const GENERICS = `([pep 585] [style] (built in|builtin) (generics|generic types)|pep 585 [style] [generics|types|syntax|annotations])`;
const OLD_GENERICS = "(typing|typing 's) (generics|generic types|aliases)";

const CODE = `@all [this|whole] [${OLD}] (python everything|[python] (code|codebase|code base|syntax|source|sources|code style|idioms|constructs|style|files|modules)|file|module|
  [python] ${HINTS}|{file})`;
const OURS = `[our|project 's|this project 's|project] [minimum|supported|required|target|configured|current] python version [that]
  [(we|this project|project|our project|it|pyproject.toml) (support|supports|use|uses|target|targets|require|requires|is on|are on|run on|runs on)]`;
const TARGET = `(${PARTS} (of|from|for) python ({version}|{version}+)|(what|newest ${PARTS} that) ${OURS} (supports|allows|offers)|${OURS}|[${NEWER}] python [{version}|{version}+] [and later|or later|or newer] [${PARTS}]|py{version}|{version}|{version}+|${NEWER} ${PARTS}|${NEWER} ones)`;

/** How people ask for newer idioms, in the form that router/router.ts describes. */
export const MODERN_PATTERNS: readonly string[] = [
  `(modernize|pyupgrade|refresh) [${CODE}|python] [to ${TARGET}|for ${TARGET}|towards ${TARGET}]`,
  `@modernize ${CODE} (with|using) pyupgrade`,
  `@modernize ${CODE} [up] (to [be|match|use]|for|towards|into|with) [date with] ${TARGET}`,
  `(@turn|@use) [to] [${NEWER}] [python] ${PARTS} that [python] {version} (permits|allows|supports|offers|has|gives us)`,
  `(run|do|apply) pyupgrade [style] [pass|run|sweep] [over ${CODE}] [(to|for|with)] [target [version]] [python] [{version}]`,
  `(@modernize|bring up|bring) ${CODE} [up] to [python] {version} [style|level|standards|idioms]`,
  `(bring|get) ${CODE} up to date [(with|for) ${TARGET}]`,
  `(@use|(@modernize) to [use]) (${NEWER} [python] ${PARTS}|(modern|idiomatic modern) python|python ({version}|{version}+) ${PARTS})`,
  `(@replace|@modernize) ${OLD} ${HINTS} (with|by|to) (${NEWER}|new) (one|ones|equivalents|counterparts|syntax|${HINTS})`,
  `port ${CODE} to ${TARGET}`,
  `modernize ${CODE} [with|using] python {version}`,
  `@modernize ${CODE} using ${TARGET}`,
  `(@modernize|@fix) @all ${OLD} [python] (syntax|idioms|constructs|style|code)`,
  `(run|apply|use) pyupgrade [rules] (to|on|over) ([whole|this] @code|{file})`,
  `@remove @all ${OLD} ${OLD} (syntax|idioms|constructs|isms|leftovers|code)`,
  `@modernize ${CODE} in ${NEWER} python [${PARTS}]`,
  `@use ${NEWER} [python] ${HINTS} [for python {version}]`,
  `@use (newest|latest|most modern) [python] ${PARTS} that ${OURS} (supports|allows|offers)`,
  '(run|apply|use|do) pyupgrade [style] [modernization|upgrade|upgrades|fixes|rewrites] [for python {version}]',
  `(@replace|@remove|clean up) @all ${OLD} [python] (syntax|idioms|constructs|python code|leftovers|cruft|isms|compatibility code|style code) [(with|by) ${NEWER} (one|ones|equivalents|alternatives|counterparts|python|${PARTS})] [for python {version}]`,
  `@use (<only=pep604> ${PEP_604}|<only=generics> ${GENERICS} [@instead ${OLD_GENERICS}])`,
  `@use (${BAR}|${PEP_604}) @instead ${OLD_UNIONS}`,
  `(@replace|@modernize|@turn) @all ${OLD_UNIONS} (with|by|to|into) [use] (${BAR}|${PEP_604})`,
  `(@replace|@modernize|@turn) @all ${OLD_GENERICS} (with|by|to|into) [use] <only=generics> ${GENERICS}`,
  `(@modernize|@turn) @all [old|legacy] [type] (annotations|hints) to [use] (<only=pep604> ${PEP_604}|<only=generics> ${GENERICS})`,
];

/** What may be said of the version, and why. */
export const MODERN_RIDERS: readonly string[] = [
  '[(because|since|as|now that)] python {version} is [our|project] (minimum|baseline|oldest|lowest|target) [python] [version]',
  'since [python] {version}',
  'we are [now] on [python] {version} [now]',
  "[(because|since|as|now that)] [our|project 's|project] (minimum|baseline|oldest|lowest|target) [supported] [python] [version] is [now] python {version} [now]",
  '[(because|since|as|now that)] we [now|only] (require|support|target|use|run|are on|need) [only] python ({version}|{version}+) [and later|or later|or newer]',
];

const VERSION = '(python {version}|py{version}|{version}|{version}+|python {version}+)';
const VERSIONS = `${VERSION} [[and|or] (up|later|above|newer|higher|onwards)]`;
const SUPPORT = `(we|it|project) [now|only|currently|all] ((are|is|run|runs) [now] on|support|supports|require|requires|target|targets|need|use) [now|only] ${VERSIONS}`;
const MODERN = `((modern|newer|new|current|latest|up to date|idiomatic modern) [python] (syntax|idioms|constructs|features|style)|modern python)`;
const VERSIONED = `(${PARTS} [of|for|from] ${VERSIONS}|${VERSIONS} ${PARTS})`;
const KNOWN = [
  SUPPORT,
  `[up] (to|for|from|since) ${VERSIONS}`,
  `[our|minimum|minimal|lowest|oldest|supported] (minimum|baseline|version|python version|python) is [now] ${VERSIONS}`,
  `(modernize|pyupgrade|run|upgrade|update|bump|bring|switch|move|make|convert|write|@wish)`,
  `[${OLD}] [python] ${PARTS}`,
  `[written|is] (in|as) ${OLD} python`,
  '(style|pass|run|sweep|python|version|modernization|upgrade)',
];
const TYPING = '(typing.list|typing.dict|typing.set|typing.tuple)';
const BUILT_IN = '(list|dict|set|tuple)';
const BY = { isToEnough: false, isFromEnough: false };

const MODERN_KNOWN = [
  ...KNOWN,
  CHANGING,
  `(to|for|with|in|on|of|over|up|from|like|into|by|as|use|using|take|level|standard|standards|pass|modernization|upgrade|style|pyupgrade|date|need|want|like|do|run|syntactically|syntax|idioms|constructs|features|language|python|version|modern|new|newer|current|make|bring|get|rewrite|write|switch|target|targets|targeting|minimum|least|at least|later|above|up|that|offers|allows|we can use)`,
  `[python|py|version] ({version}|{version}+|py{version})`,
];
const NO_MODERN = [
  '(modern way|downgrade|back to|older than|(to|for|support|supports) python 2|docker|ci|dependency|dependencies|tests|requirements|image|support|drop (support|compatibility|python)|(and|then|also|please) drop|pyproject)',
  '(to|in|into) (java|php|typescript)',
];

/** The same in any order. */
export const MODERN_GISTS: readonly Gist[] = [
  {
    must: [
      `(modernize|modernizing|pyupgrade|use|make|let|[@use] ${NEWER}|up to date|bring|upgrade|update|refresh|bump|lift|raise|rewrite|port|write|adapt)`,
      `[python] [{version}|{version}+] [${PARTS}|syntactically|wise]`,
    ],
    says: [
      `(pyupgrade|(syntax|idioms|constructs|language features|syntactically)|python {version})`,
      `(python|py{version}|pyupgrade|{version}+)`,
      `(pyupgrade|syntax|idioms|constructs|language features|syntactically|modernize|modern)`,
    ],
    may: MODERN_KNOWN,
    never: NO_MODERN,
  },
  // Of what language, nobody said.
  { must: ['(modernize|pyupgrade)'], may: KNOWN, never: ['modernize everything'] },
  {
    must: [
      SUPPORT,
      `(bring|upgrade|update|adapt|switch|use) [{file} 's|{file}] [${PARTS}|(newer|new|modern) (syntax|idioms)] [up to (it|that)]`,
    ],
    may: KNOWN,
  },
  { must: [`(to|@use|in|be|can use|@wish|into|make) [to] [use|be] (${MODERN}|${VERSIONED})`], may: KNOWN },
  {
    must: ['(upgrade|update|bump|bring|raise|lift)', `(${PARTS}|{file})`, `[up] to ${VERSIONS}`],
    may: KNOWN,
  },
  ...wantingGists(`(<only=pep604> ${PEP_604}|<only=generics> ${GENERICS})`, [
    ...KNOWN,
    OLD_UNIONS,
    OLD_GENERICS,
  ]),
  ...conversionGists({ from: OLD_UNIONS, to: `(${BAR}|<only=pep604> ${PEP_604})`, ...BY }, KNOWN),
  ...conversionGists(
    {
      from: `(${OLD_GENERICS}|${TYPING} [and] ${TYPING} [[and] ${TYPING}])`,
      to: `<only=generics> (${GENERICS} [like (list|dict)]|${BUILT_IN} [and] ${BUILT_IN} [[and] ${BUILT_IN}])`,
      ...BY,
    },
    KNOWN,
  ),
];
