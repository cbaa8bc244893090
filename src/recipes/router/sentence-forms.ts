import { matchesOf } from './match.ts';
import { parsePattern } from './pattern.ts';
import { PREDICATE } from './reasons.ts';
import { baseOf, isVerb } from './verbs.ts';
import type { Word } from './words.ts';

type Words = readonly Word[];

const MUST = /^(?:should|must|shall|ought to|(?:has|have) to|needs? to|(?:is|are) to)(?: now)? /;
const WISH =
  /^(?:i|we) (?:want|need|prefer|would like|would love|would prefer|wish)(?: to (?:have|see|get)| for)? /;
const GET = /^(?:(?:can|could) (?:you|we|i) )?(?:get|have) /;
const LET = /^(?:make|have|let) /;
const USE = /^use /;
const ENSURE = /^(?:make sure|ensure|see to it)(?: that)? /;
const HAVE =
  /^(?:(?:should|must|ought to|(?:has|have) to|needs? to) have|needs?|lacks?|is missing|are missing) /;
const BECOME = /^(?:to )?(?:be|become|turn into|use) /;
const BE = /^(?:to )?(?:be|get|is|are) /;
const THERE = /^there (?:is|are|'s) /;
// A wish is short; a longer text is read as it stands, so that it cannot take long.
const MAX_WORDS = 60;
const JOINT = /^(?:so|therefore|hence|then|and) /;
const IT = /^(?:it|them|these|those|they)$/;
const GERUND_OPENER = /^(?:mind|about|try|start|consider|suggest)$/;

/**
 * The ways to say a sentence as a command: "x should be renamed to y", "I want x renamed to y", "would you mind renaming
 * x to y" and "x is misleading, rename it to y" all become "rename x to y". The sentence itself comes first.
 */
export function formsOf(words: Words): readonly Words[] {
  const plain = withoutGerund(words);
  if (words.length > MAX_WORDS) return [plain];
  return [plain, ...madeForms(plain), ...wishForms(plain), ...mustForms(plain), ...referringForms(plain)];
}

/** "would you mind renaming": the first verb behind such an opening, or at the very beginning. */
function withoutGerund(words: Words): Words {
  const at = words.findIndex(
    ({ key }, index) =>
      key.endsWith('ing') && (index === 0 || GERUND_OPENER.test(words[index - 1]?.key ?? '')),
  );
  const word = words[at];
  const base = word === undefined ? null : baseOf(word.key, 'ing');
  return word === undefined || base === null ? words : words.with(at, spokenAs(word, base));
}

/** "make x use y". */
function madeForms(words: Words): readonly Words[] {
  const start = skipped(words, 0, LET);
  if (start === null) return [];
  const rest = words.slice(start);
  return rest.flatMap((_, at) => (at === 0 ? [] : becoming(rest, at, skipped(rest, at, USE))));
}

/** "I want x renamed", "get x renamed", "I want x to be y", "I want y on x". */
function wishForms(words: Words): readonly Words[] {
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
    ];
  });
  return wish === null ? forms : [...forms, command('add', wished[0], wished)];
}

/** "x should be renamed", "x should be y", "x should use y", "x needs y". */
function mustForms(words: Words): readonly Words[] {
  return words.flatMap((_, at) => {
    if (at === 0) return [];
    const have = skipped(words, at, HAVE);
    const must = skipped(words, at, MUST);
    const be = must === null ? null : skipped(words, must, BE);
    const become = must === null ? null : skipped(words, must, BECOME);
    return [
      ...(have === null ? [] : givingForms(words.slice(0, at), words.slice(have))),
      ...commandFrom(words, at, be),
      ...becoming(words, at, become),
    ];
  });
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
  return [command('turn', first, [...words.slice(0, end), spokenAs(next, 'into'), ...words.slice(at)])];
}

/** "add y to x", "give x y". */
function givingForms(subject: Words, added: Words): readonly Words[] {
  const [first] = added;
  if (first === undefined) return [];
  return [
    command('add', first, [...added, spokenAs(first, 'to'), ...subject]),
    command('give', first, [...subject, ...added]),
  ];
}

/** "there are x, remove them", "x is misleading, rename it to y": what is referred to takes the place of the pronoun. */
function referringForms(words: Words): readonly Words[] {
  if (!words.some(({ key }) => IT.test(key) || key === 'its' || key === 'use')) return [];
  const there = skipped(words, 0, THERE);
  if (there !== null) {
    return words.flatMap(({ key }, at) =>
      at > there && isVerb(key) ? referred(words.slice(there, at), words.slice(at)) : [],
    );
  }
  const text = { words, asides: new Map() };
  const predicate = parsePattern(PREDICATE);
  return words.flatMap((_, at) =>
    at === 0
      ? []
      : matchesOf(predicate, text, [{ at, slots: {} }]).flatMap((matched) =>
          referred(words.slice(0, at), words.slice(skipped(words, matched.at, JOINT) ?? matched.at)),
        ),
  );
}

function referred(subject: Words, rest: Words): readonly Words[] {
  const at = rest.findIndex(({ key }) => IT.test(key) || key === 'its');
  const pronoun = rest[at];
  const owned = rest[at + 1];
  const [verb] = rest;
  if (pronoun === undefined) {
    const instead = verb === undefined ? [] : [spokenAs(verb, 'instead'), spokenAs(verb, 'of')];
    return verb?.key === 'use' ? [[...rest, ...instead, ...subject]] : [];
  }
  if (pronoun.key !== 'its') return [[...rest.slice(0, at), ...subject, ...rest.slice(at + 1)]];
  if (owned === undefined) return [];
  return [[...rest.slice(0, at), owned, spokenAs(owned, 'of'), ...subject, ...rest.slice(at + 2)]];
}

function command(verb: string, said: Word | undefined, rest: Words): Words {
  return said === undefined ? rest : [spokenAs(said, verb), ...rest];
}

function spokenAs(word: Word, key: string): Word {
  return { ...word, kind: 'word', text: key, key, isQuoted: false, isAfterArticle: false };
}

/** The index behind the words that an expression takes from an index on; null where it takes none. */
function skipped(words: Words, at: number, expression: RegExp): number | null {
  const line = words.slice(at, at + 6).map((word) => (word.isQuoted ? '"' : word.key.replaceAll(' ', '_')));
  const found = expression.exec(`${line.join(' ')} `)?.[0];
  return found === undefined ? null : at + found.trimEnd().split(' ').length;
}
