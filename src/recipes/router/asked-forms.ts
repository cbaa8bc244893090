import { command, skipped, spoken, type Words } from './phrase-words.ts';
import { isVerb } from './verbs.ts';

const CAN = /^(?:can|could) (?!you |we |i |someone |somebody |anyone )/;
const POSSIBLE = /^(?:is it possible|would it be possible|is there way|any chance) (?:to|for) /;
const CAPABLE =
  /^(?:be|become|get|have|take|accept|receive|use|return|live|go|move|declare|sit|stay|turn into) /;
const HAVE =
  /^(?:(?:can|could|may) (?:you|we|i) |(?:i|we) would (?:rather|like to|prefer to|love to) )?have /;
const LINT = /^(?:warnings?|errors?|violations?|findings?|complaints?|cleanup)$/;
// Verbs that are nouns as well: "type hints for a.py".
const NOUN = /^(?:type|cache|import|export|name)$/;
const MAX_TITLE = 12;
const NO_TITLE =
  /^(?:should|must|can|could|would|will|do|does|is|are|was|did|may|shall|not|never|no|why|how|what|when|where|who|if|i|we|you|it|let|get|make|have)$/;

/** "can x be renamed to y", "could x become y": "x should be renamed to y". "Can x do y?" without such a verb only asks. */
export function askedForms(words: Words): readonly Words[] {
  const possible = skipped(words, 0, POSSIBLE);
  if (possible !== null) return [words.slice(possible)];
  const start = skipped(words, 0, CAN) === null ? null : 1;
  if (start === null) return haveForms(words);
  return words.flatMap((word, at) =>
    at > start && skipped(words, at, CAPABLE) !== null
      ? [[...words.slice(start, at), ...spoken(word, 'should'), ...words.slice(at)]]
      : [],
  );
}

/** "can we have x as y": "turn x into y". "I'd rather have y for x": "use y for x". */
function haveForms(words: Words): readonly Words[] {
  const start = skipped(words, 0, HAVE);
  if (start === null) return [];
  const wanted = words.slice(start);
  const at = wanted.findIndex(({ key }, index) => index > 0 && key === 'as');
  const as = wanted[at];
  const turned =
    as === undefined
      ? []
      : [command('turn', as, [...wanted.slice(0, at), ...spoken(as, 'into'), ...wanted.slice(at + 1)])];
  return [command('use', words[0], wanted), command('add', words[0], wanted), ...turned];
}

/** Titles without a verb: "docstrings for x", "prototypes to classes", "no-var warnings in a.js". */
export function titleForms(words: Words): readonly Words[] {
  const [first] = words;
  if (
    first === undefined ||
    words.length > MAX_TITLE ||
    (isVerb(first.key) && !NOUN.test(first.key)) ||
    NO_TITLE.test(first.key)
  )
    return [];
  // "async refactor x to y" is a command that is garbled
  if (isVerb(words[1]?.key ?? '')) return [];
  const isRule = words.some(({ key }) => LINT.test(key));
  const to = words.findIndex(({ key }, at) => at > 0 && (key === 'to' || key === 'into' || key === '->'));
  const isFor = words.some(({ key }, at) => at > 0 && key === 'for');
  return [
    ...(isRule ? [command('fix', first, words)] : []),
    ...(to > 0 ? [command('turn', first, words)] : []),
    ...(isFor ? [command('add', first, words), command('use', first, words)] : []),
  ];
}
