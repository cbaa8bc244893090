import { command, skipped, spoken, withoutEnd, type Words } from './phrase-words.ts';
import { baseOf } from './verbs.ts';

const MODAL = '(?:should|must|shall|ought to|(?:has|have) to|needs? to)';
const MUST = new RegExp(
  `^(?:${MODAL}|(?:is|are) to)(?: (?:now|really|actually|rather|better|probably|all))* `,
);
const GO = /^(?:go|go away|disappear|be gone) $/;
const WISH =
  /^(?:i|we) (?:want|need|prefer|would like|would love|would prefer|wish)(?: to (?:have|see|get)| for)? /;
const GET = /^(?:(?:can|could) (?:you|we|i) )?(?:get|have) /;
const LET = /^(?:make|have|let) /;
const USE = /^use /;
const ENSURE = /^(?:make sure|ensure|see to it)(?: that)? /;
const HAVE =
  /^(?:(?:should|must|ought to|(?:has|have) to|needs? to) (?:have|get|receive|carry)|needs?|lacks?|deserves?|is missing|are missing) /;
const BECOME = /^(?:to )?(?:be (?:written|expressed|rewritten) (?:as|with|using)|be|become|turn into|use) /;
const BE = /^(?:to )?(?:be|get|is|are) /;
const NAMED = /^(?:to )?(?:be|get) (?:named|renamed) /;
// What is no name behind "should be named".
const NO_NAME =
  /^(?:not|never|except|unless|two|half|to|as|into|like|after|according|better|well|\w+ly|(?:export|import|constant|type|tuple|parameter|argument|function|group)s?)$/;
const ACTION = /^(?!not|never|only|be |get |become |have )/;
const PLACED = '(?:live|be|go|sit|reside|stay|be defined|be placed) (?:in|into|under|inside|below) ';
const BELONG = new RegExp(
  `^(?:${MODAL} (?:${PLACED}|(?:go|move) to )|(?:belongs?|goes) (?:in|into|to|under|inside|below) )`,
);
const TO_LIVE = new RegExp(`^to ${PLACED}`);
const ADD_IT = /^(?:(?:so|please) )?(?:add|write) (?:it|them|one|some) $/;
const MOVE_IT = /^(?:(?:so|please) )?(?:move|put) (?:it|them) there $/;
const GIVE = /^(?:give|provide) /;

/** "make x use y", "have x do y". */
export function madeForms(words: Words): readonly Words[] {
  const start = skipped(words, 0, LET);
  if (start === null) return [];
  const rest = words.slice(start);
  return [
    command('make', words[0], rest),
    ...rest.flatMap((_, at) => (at === 0 ? [] : becoming(rest, at, skipped(rest, at, USE)))),
  ];
}

/** "I want x renamed", "get x renamed", "I want x to be y", "I want y on x". */
export function wishForms(words: Words): readonly Words[] {
  const wish = skipped(words, 0, WISH);
  const start = wish ?? skipped(words, 0, GET) ?? skipped(words, 0, ENSURE);
  if (start === null) return [];
  const wished = words.slice(start);
  const forms = wished.flatMap((_, at) => {
    if (at === 0) return [];
    return [
      ...commandFrom(wished, at, at),
      ...commandFrom(wished, at, skipped(wished, at, BE)),
      ...becoming(wished, at, skipped(wished, at, BECOME)),
      ...naming(wished, at),
      ...placing(wished, at, skipped(wished, at, TO_LIVE)),
    ];
  });
  return wish === null
    ? forms
    : [...forms, command('add', wished[0], wished), command('use', wished[0], wished)];
}

/** "x should be renamed", "x should be y", "x should use y", "x should take y", "x needs y", "x belongs in y". */
export function mustForms(words: Words): readonly Words[] {
  return words.flatMap((_, at) => {
    if (at === 0) return [];
    const subject = words.slice(0, at);
    const have = skipped(words, at, HAVE);
    const must = skipped(words, at, MUST);
    const forms = [
      ...(have === null ? [] : givingForms(subject, withoutEnd(words.slice(have), ADD_IT))),
      ...placing(words, at, skipped(words, at, BELONG)),
    ];
    if (must === null) return forms;
    const isToGo = skipped(words, must, GO) === words.length;
    return [
      ...forms,
      ...(isToGo ? [command('remove', words[must], subject)] : []),
      ...commandFrom(words, at, skipped(words, must, BE)),
      ...becoming(words, at, skipped(words, must, BECOME)),
      ...making(words, at, skipped(words, must, BE)),
      ...naming([...subject, ...words.slice(must)], at),
      ...(skipped(words, must, ACTION) === null
        ? []
        : [command('make', words[0], [...subject, ...words.slice(must)])]),
    ];
  });
}

/** "give x y" is "add y to x", wherever the one ends and the other begins. */
export function givenForms(words: Words): readonly Words[] {
  const start = skipped(words, 0, GIVE);
  if (start === null) return [];
  const rest = words.slice(start);
  return rest.flatMap((_, at) => (at === 0 ? [] : givingForms(rest.slice(0, at), rest.slice(at))));
}

/** The subject ends at an index and its participle stands at another: "x | should be | renamed to y". */
function commandFrom(words: Words, end: number, at: number | null): readonly Words[] {
  const participle = at === null ? undefined : words[at];
  const base = participle === undefined ? null : baseOf(participle.key, 'ed');
  if (at === null || base === null) return [];
  return [command(base, participle, [...words.slice(0, end), ...words.slice(at + 1)])];
}

/** The subject ends at an index, and what it should be begins at another: "turn x into y". */
function becoming(words: Words, end: number, at: number | null): readonly Words[] {
  const [first] = words;
  const next = at === null ? undefined : words[at];
  if (at === null || first === undefined || next === undefined) return [];
  return [command('turn', first, [...words.slice(0, end), ...spoken(next, 'into'), ...words.slice(at)])];
}

/** "x | should be | y": "make x y". */
function making(words: Words, end: number, at: number | null): readonly Words[] {
  const isPassive = baseOf(words[at ?? -1]?.key ?? '', 'ed') !== null;
  return at === null || isPassive
    ? []
    : [command('make', words[0], [...words.slice(0, end), ...words.slice(at)])];
}

/** "x | be named y", where x ends at the index: "rename x to y". */
function naming(words: Words, end: number): readonly Words[] {
  const at = skipped(words, end, NAMED);
  const next = at === null ? undefined : words[at];
  if (at === null || next === undefined || words[at - 1]?.isAfterArticle === true) return [];
  if (!next.isQuoted && NO_NAME.test(next.text)) return [];
  return [command('rename', next, [...words.slice(0, end), ...spoken(next, 'to'), ...words.slice(at)])];
}

/** The subject ends at an index, and where it belongs begins at another: "move x to y". */
function placing(words: Words, end: number, at: number | null): readonly Words[] {
  const next = at === null ? undefined : words[at];
  if (at === null || next === undefined) return [];
  const place = withoutEnd(words.slice(at), MOVE_IT);
  return [command('move', next, [...words.slice(0, end), ...spoken(next, 'to'), ...place])];
}

/** "add y to x", "give x y". */
function givingForms(subject: Words, added: Words): readonly Words[] {
  const [first] = added;
  if (first === undefined) return [];
  return [
    command('add', first, [...added, ...spoken(first, 'to'), ...subject]),
    command('give', first, [...subject, ...added]),
  ];
}
