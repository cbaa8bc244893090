const IDENTIFIER = /[\p{L}_$][\p{L}\p{N}_$]*/gu;
const ASCII_IDENTIFIER = /[A-Za-z_$][\w$]*/g;
const LINE_PART = /[\p{L}_$][\p{L}\p{N}_$]*|\n/gu;
const ASCII_LINE_PART = /[A-Za-z_$][\w$]*|\n/g;
const BEYOND_ASCII = /[^\0-\x7f]/;
const PART = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}]+|\p{N}+/gu;
const SHORTEST_WORD = 2;
/** What is longer is data in disguise: a key, an encoded picture. */
const LONGEST_IDENTIFIER = 100;

/** The identifiers and plain words of a text, each as often as it stands there. */
export function identifiersOf(text: string): readonly string[] {
  // The letters of all scripts take longer, and most code has none.
  return matchesOf(text, BEYOND_ASCII.test(text) ? IDENTIFIER : ASCII_IDENTIFIER);
}

/** The {@link identifiersOf} a text with the ends of its lines (`\n`) between them. */
export function identifiersAndLineEnds(text: string): readonly string[] {
  return matchesOf(text, BEYOND_ASCII.test(text) ? LINE_PART : ASCII_LINE_PART);
}

function matchesOf(text: string, pattern: RegExp): readonly string[] {
  const found: readonly string[] = text.match(pattern) ?? [];
  return found.filter((part) => part.length <= LONGEST_IDENTIFIER);
}

/** The words of a text in lower case, identifiers taken apart: `readHTTPHeader_v2` gives read, http, header. */
export function wordsOf(text: string): readonly string[] {
  return identifiersOf(text).flatMap(wordsOfIdentifier);
}

/** How full-text tables take an identifier. */
type KnownIdentifier = {
  /** Its words in lower case, joined by blanks; empty where it has none. */
  readonly words: string;
  /** See {@link withCaseMarked}. */
  readonly marked: string;
};

/** Takes identifiers apart and remembers how: code says the same names again and again. */
export interface IdentifierTable {
  of(identifier: string): KnownIdentifier;
}

/** Makes a table that remembers up to `capacity` identifiers and then begins anew. */
export function createIdentifierTable(capacity: number): IdentifierTable {
  const known = new Map<string, KnownIdentifier>();
  return {
    of(identifier) {
      const remembered = known.get(identifier);
      if (remembered !== undefined) return remembered;
      if (known.size >= capacity) known.clear();
      const own = copyOf(identifier);
      const taken = { words: wordsOfIdentifier(own).join(' '), marked: withCaseMarked(own) };
      known.set(own, taken);
      return taken;
    },
  };
}

/** A part of a text keeps all of the text in memory as long as it is remembered itself; this copy does not. */
function copyOf(part: string): string {
  return Buffer.from(part).toString();
}

/** An identifier so that upper and lower case differ even in a full-text table, which compares without case. */
function withCaseMarked(identifier: string): string {
  return identifier.replace(/\p{Lu}/gu, (letter) => `^${letter}`);
}

/** The full-text query for rows that hold any of some words, or all words of a phrase side by side; one that no row answers when there is none. */
export function matchAny(words: readonly string[], phrases: readonly string[] = []): string {
  const wanted = [...words.flatMap(wordsOf), ...phrases.map((phrase) => wordsOf(phrase).join(' '))];
  const unique = new Set(wanted.filter((one) => one !== ''));
  return unique.size === 0 ? '""' : [...unique].map((one) => `"${one}"`).join(' OR ');
}

/** The full-text query for rows that hold exactly one identifier, marked as {@link IdentifierTable} gives it. */
export function matchIdentifier(identifier: string): string {
  return `"${withCaseMarked(identifiersOf(identifier)[0] ?? '')}"`;
}

function wordsOfIdentifier(identifier: string): readonly string[] {
  const parts: readonly string[] = identifier.match(PART) ?? [];
  return parts.filter((part) => part.length >= SHORTEST_WORD).map((part) => part.toLowerCase());
}
