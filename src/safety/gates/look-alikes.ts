import { withoutTexts } from '../code-text.ts';

/** A character that looks like another one, and what to say of it. */
export type LookAlike = { readonly what: string; readonly character: string };

const CODE = /\.(?:[cm]?[jt]s|pyi?)$/;
/** White space that code is not indented or set with; in strings, comments and markup it may be meant. */
const OTHER_SPACE = /[\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/u;
const WORD = /[\p{L}\p{N}_$]+/gu;
const LATIN = /[a-z]/iu;
/** Letters of Cyrillic and Greek that fonts draw as those of Latin (Unicode's confusables, UTS 39). */
const CONFUSABLE = /[аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅοΑΒΕΖΗΙΚΜΝΟΡΤΥΧ]/u;
const LETTER_BEYOND_ASCII = /(?![a-z])\p{L}/giu;

/**
 * The lines of a Python or script text with its strings and comments blanked, where look-alikes are looked for; null for
 * other files.
 */
export function codeLinesOf(path: string, text: string): readonly string[] | null {
  return CODE.test(path) ? withoutTexts(path, text).split('\n') : null;
}

/** What of a line of code reads otherwise than it is: another white space, a Latin word with a letter of another script. */
export function lookAlikesIn(code: string): readonly LookAlike[] {
  const space = OTHER_SPACE.exec(code)?.[0];
  const letters = (code.match(WORD) ?? []).flatMap(foreignLetterIn);
  return [
    ...(space === undefined ? [] : [{ what: 'looks like a space and is none', character: space }]),
    ...letters.map((character) => ({ what: 'looks like a letter of Latin', character })),
  ];
}

/** A word that has letters of its own script as well is written in it, and no imitation. */
function foreignLetterIn(word: string): readonly string[] {
  if (!LATIN.test(word)) return [];
  const others = word.match(LETTER_BEYOND_ASCII) ?? [];
  return others.every((letter) => CONFUSABLE.test(letter)) ? others.slice(0, 1) : [];
}
