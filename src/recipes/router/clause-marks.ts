// Where the clauses of a sentence begin and end.
import { isVerb } from './verbs.ts';
import type { Word } from './word.ts';

const MARK = /[.;:!?,()\n—]|\s[-–]+\s/;
const JOINT = /^(?:because|since|so|therefore|thus|hence|whereas|although|though|but)$/;
const JOINED = /^(?:so|and|but|not|like|do|is|much|all|anything|everything|nothing|none)$/;
const GOES_ON = /^(?:not|never|then|no|have|do|does)$/;
const OCCASION =
  /^(?:as (?:a )?part of|in (?:the )?course of|for (?:the )?sake of|in preparation (?:for|of)|with regards? to|due to|because of|thanks to|in line with|ahead of|in view of|in light of|on (?:the )?way to|on behalf of|now that|given that|given how|considering|following up on|while (?:you|we|i) (?:are|'re)|while at it) /;
const SUBJECT = /^(?:i|we|it|they|nobody|please|then|also)$/;

/** Whether a clause begins at a word: behind a mark, or with what joins clauses. */
export function begins(sentence: string, words: readonly Word[], at: number): boolean {
  const [word, next] = words.slice(at, at + 2);
  if (word === undefined || isMarked(sentence, words, at)) return word !== undefined;
  if (word.isQuoted) return false;
  const line = words
    .slice(at, at + 4)
    .map(({ key }) => key)
    .join(' ');
  if (OCCASION.test(`${line} `)) return true;
  const before = words[at - 1]?.key ?? '';
  if (JOINT.test(word.key))
    return !JOINED.test(before) && !(word.key === 'but' && GOES_ON.test(next?.key ?? ''));
  if (word.key === 'as')
    return SUBJECT.test(next?.key ?? '') && !/^(?:long|soon|far|much|same)$/.test(before);
  return word.key === 'and' && (isVerb(next?.key ?? '') || SUBJECT.test(next?.key ?? ''));
}

/** Whether a mark stands before a word. */
export function isMarked(sentence: string, words: readonly Word[], at: number): boolean {
  return at === 0 || MARK.test(gapBefore(sentence, words, at));
}

/** What stands between a word and the one before it. */
export function gapBefore(sentence: string, words: readonly Word[], at: number): string {
  return sentence.slice(words[at - 1]?.end ?? 0, words[at]?.start ?? sentence.length).replace('()', '');
}

/** The mark at the end of a sentence that goes on behind commas. */
export function markBehind(sentence: string, words: readonly Word[], end: number): string {
  for (let at = end; at <= words.length; at++) {
    const gap = gapBefore(sentence, words, at);
    if (/[.;!?\n]/.test(gap)) return gap;
  }
  return '';
}
