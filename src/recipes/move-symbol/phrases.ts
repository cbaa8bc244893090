import type { Gist } from '../recipe.ts';

const NOUN = `({kind}|global constant|decorator|fixture|symbol|helper|component|hook|const|type alias|dataclass|exception|helper function|utility function|
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

/** The same in any order. */
export const MOVE_SYMBOL_GISTS: readonly Gist[] = [
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
    never: [`(to|and) (return|use|call)`],
  },
];
