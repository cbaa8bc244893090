import type { Word } from './word.ts';

export type Words = readonly Word[];

/** The words of a request that begins with a verb; without a word to take their place from, the words alone. */
export function command(verb: string, said: Word | undefined, rest: Words): Words {
  return said === undefined ? rest : [...spoken(said, verb), ...rest];
}

/** Words that are not in the sentence, at the place of one that is. */
export function spoken(word: Word, text: string): Words {
  return text
    .split(' ')
    .map((key) => ({ ...word, kind: 'word', text: key, key, isQuoted: false, isAfterArticle: false }));
}

/** The index behind the words that an expression takes from an index on; null where it takes none. */
export function skipped(words: Words, at: number, expression: RegExp): number | null {
  const line = words.slice(at, at + 6).map((word) => (word.isQuoted ? '"' : word.key.replaceAll(' ', '_')));
  const found = expression.exec(`${line.join(' ')} `)?.[0];
  return found === undefined ? null : at + found.trimEnd().split(' ').length;
}

/** The words without those at their end that an expression takes whole. */
export function withoutEnd(words: Words, expression: RegExp): Words {
  const start = words.findIndex((_, at) => at > 0 && skipped(words, at, expression) === words.length);
  return start === -1 ? words : words.slice(0, start);
}
