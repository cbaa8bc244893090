const IDENTIFIER = /[\p{L}_$][\p{L}\p{N}_$]*/gu;
const ASCII_IDENTIFIER = /[A-Za-z_$][\w$]*/g;
const BEYOND_ASCII = /[^\0-\x7f]/;
const PART = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}]+|\p{N}+/gu;
const SHORTEST_WORD = 2;
/** What is longer is data in disguise: a key, an encoded picture. */
const LONGEST_IDENTIFIER = 100;

/** The identifiers and plain words of a text, each as often as it stands there. */
export function identifiersOf(text: string): readonly string[] {
  return identifierFinder(text)(text);
}

/** Gives {@link identifiersOf} for parts of a text: the letters of all scripts take longer, and most code has none. */
export function identifierFinder(whole: string): (part: string) => readonly string[] {
  const pattern = BEYOND_ASCII.test(whole) ? IDENTIFIER : ASCII_IDENTIFIER;
  return (part) => {
    const found: readonly string[] = part.match(pattern) ?? [];
    return found.filter((identifier) => identifier.length <= LONGEST_IDENTIFIER);
  };
}

/** The words of a text in lower case, identifiers taken apart: `readHTTPHeader_v2` gives read, http, header. */
export function wordsOf(text: string): readonly string[] {
  return identifiersOf(text).flatMap(wordsOfIdentifier);
}

/** Splits identifiers and remembers what it split: code says the same names again and again. */
export interface WordSplitter {
  /** The words of an identifier in lower case, joined by blanks. */
  split(identifier: string): string;
}

/** Makes a splitter that remembers up to `capacity` identifiers and then begins anew. */
export function createWordSplitter(capacity: number): WordSplitter {
  const known = new Map<string, string>();
  return {
    split(identifier) {
      const remembered = known.get(identifier);
      if (remembered !== undefined) return remembered;
      if (known.size >= capacity) known.clear();
      const words = wordsOfIdentifier(identifier).join(' ');
      known.set(identifier, words);
      return words;
    },
  };
}

/** An identifier so that upper and lower case differ even in a full-text table, which compares without case. */
export function withCaseMarked(identifier: string): string {
  return identifier.replace(/\p{Lu}/gu, (letter) => `^${letter}`);
}

/** The full-text query for rows that hold any of some words; one that no row answers when there is none. */
export function matchAny(words: readonly string[]): string {
  const unique = new Set(words.flatMap(wordsOf));
  return unique.size === 0 ? '""' : [...unique].map((word) => `"${word}"`).join(' OR ');
}

/** The full-text query for rows that hold exactly one identifier, marked by {@link withCaseMarked}. */
export function matchIdentifier(identifier: string): string {
  return `"${withCaseMarked(identifiersOf(identifier)[0] ?? '')}"`;
}

function wordsOfIdentifier(identifier: string): readonly string[] {
  const parts: readonly string[] = identifier.match(PART) ?? [];
  return parts.filter((part) => part.length >= SHORTEST_WORD).map((part) => part.toLowerCase());
}
