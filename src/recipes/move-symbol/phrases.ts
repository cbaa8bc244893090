import type { Gist } from '../recipe.ts';
import { FOLLOWING } from '../router/concepts.ts';

const NOUN = `({kind:movable}|global constant|decorator|fixture|symbol|helper|component|hook|const|type alias|dataclass|exception|helper function|utility function|
  top level function|top level class|module level constant|identifier)`;
const WHAT = `(${NOUN} {name} [${NOUN}]|{name} ${NOUN}|{name:alone}|[${NOUN}] {source}.{name})`;
const FILE = '(file|files|module|modules)';
const OUT_OF = `[(from|out of|out from|of|in) [${FILE}] {source:dotted} [${FILE}]]`;
const NEW = '[(new|separate|own|its own|different|other|another|existing|dedicated)]';
const INTO = `(to|into|in to|in|over to|over into|->) [${NEW} ${FILE} [(called|named)]] {module} [${FILE}]`;
const MOVE = `(move|relocate|transfer|shift|migrate|pull|put|bring|take|extract|split|factor|separate|place|break)`;
const USES = `(importers|importer|imports|import statements|import paths|callers|call sites|calls|usages|uses|references|users)`;
const RE_EXPORT = '(re export|reexport|alias|import|backwards compatible import|backward compatible import)';

/** How people ask for a symbol to move to another module, in the form that router/router.ts describes. */
export const MOVE_SYMBOL_PATTERNS: readonly string[] = [
  `${MOVE} ${WHAT} [(out|over|away)] ${OUT_OF} [(out|over|away)] ${INTO}`,
  `${MOVE} ${WHAT} out ${OUT_OF} and ${INTO}`,
  `${MOVE} ${WHAT} out ${OUT_OF} and ${MOVE} it ${INTO}`,
  `(create|make|add) [new] [${FILE}] [called|named] {module} and ${MOVE} ${WHAT} (there|into it|to it|in it)`,
  `${MOVE} (out|off) ${WHAT} ${INTO}`,
  `${MOVE} ${WHAT} (off|out) into [${NEW} ${FILE}] {module}`,
];

/** What a move does anyway, and how people ask for the name to stay importable from where it was. */
export const MOVE_SYMBOL_RIDERS: readonly string[] = [
  `(update|updating|fix|fixing|adjust|adjusting|adapt|change|changing|rewrite) [any|all|every|each] [of] [its|existing|their] ${USES}
    [to it|of it|of {name}|to {name}] [(accordingly|everywhere|as well|too|across project|to match)]`,
  `(leave|leaving|keep|keeping|with) ${RE_EXPORT} [of (it|{name})] [(behind|there|in place|in (old|original) (file|module|place))]
    <reexport=keep>`,
  `(without|leave no|leaving no|with no|no|do not leave|don't leave|do not keep|don't keep) [leaving|keeping] ${RE_EXPORT} [behind]
    <reexport=none>`,
  '@uses_updated',
  'instead',
  '(rather than|instead of) [in] {file}',
  '(re export|reexport) (it|{name}) [(from|in) (old|original) (file|module|place)] <reexport=keep>',
  '(leave|leaving) nothing [behind] <reexport=none>',
];

const PLACED = `(move|relocate|transfer|shift|put|bring|extract|pull|go|goes|live|lives|sit|reside|belong|belongs|be placed|better placed|@wish|be)`;

const SOURCE = `((now|currently|presently|at the moment|today|still) [it is|it 's|lives|sits|is] [defined|declared|located] (in|inside) [${FILE}] {file}|(lives|sits|resides|is|it is|it 's|defined|declared|stands|stays|located) [now|currently|still|at the moment|today|defined|declared|located] (in|inside) [${FILE}] {file}|(from|out of|out from|not in|instead of [in]|rather than [in]) [${FILE}] {file}|in [${FILE}] {file} (now|currently|at the moment|today))`;
const HERE_NOW = `(now|currently|presently|still|lives|sits|resides|is|it is|it 's|defined|declared|located|stays) [it is|it 's|now|currently|still|defined|declared|located] (in|inside) [${FILE}] {file}`;
const MOVED = `([${NOUN}] {name:sure} [${NOUN}]|[${NOUN}] {name:class} [${NOUN}]|${NOUN} {name}|{name:alone} (belongs|should|must|ought|shall|lives|sits|has to)|(move|mv|relocate|shift|put|transfer) {name:alone})`;
const TARGET = `(to|into|in to|in|inside|under|over to|over into|over in|->|onto) [${NEW} ${FILE} [(called|named)]] {module} [${FILE}]`;
const MOVING = `(${PLACED}|mv|moved|moving|relocated|home|have|fit|fits|better|has no (business|place))`;
const MOVE_KNOWN = [
  ...FOLLOWING,
  MOVING,
  NOUN,
  '(to|into|in|over|out|from|of|there|here|want|like|do the needful|with|instead|rather|make)',
  FILE,
];
const NO_MOVE = ['(copy|rename|split|merge|alias|method|default|test)', `(to|and) (return|use|call)`];

/** The same in any order. */
export const MOVE_SYMBOL_GISTS: readonly Gist[] = [
  { must: [MOVED, TARGET, MOVING], may: MOVE_KNOWN, never: [...NO_MOVE, SOURCE] },
  {
    must: ['{file}', `[${NOUN}] ({name:sure}|{name:class}) -> {module:filed}`],
    may: MOVE_KNOWN,
    never: NO_MOVE,
  },
  { must: [MOVED, SOURCE, TARGET, `(${MOVING}|should|want|like)`], may: MOVE_KNOWN, never: NO_MOVE },
  {
    must: [
      `([type] ${NOUN} {name:sure}|{name:sure} [${NOUN}]|${NOUN} {name:class}|{name:class}|type guard {name:sure})`,
      `(over to|over into|to|into|in to|in|under|inside) [${NEW} ${FILE} [(called|named)]] {module} [${FILE}]`,
      `[to|should|must|has to|needs to] ${PLACED}`,
    ],
    may: [
      `[to] ${PLACED} [it|them|out|over|away] [there|in|to|of|here]`,
      `(do|does) not (belong|fit) (in|into|to) [{file}|here|this file]`,
      '(from|out of|in) {file}|(and|,) not here',
      `${USES} (should|must) (still|keep [on]) (work|working)`,
    ],
    never: [`(to|and) (return|use|call)`, HERE_NOW],
  },
];
