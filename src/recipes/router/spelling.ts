const SHORT_FORMS: ReadonlyMap<string, string> = new Map([
  ["'re", 'are'],
  ["'d", 'would'],
  ["'ll", 'will'],
  ["'ve", 'have'],
  ["'m", 'am'],
]);
const NOT = /^(.+?)(n't)$/i;
const BARE_NOT = /^((?:do|does|is|are|was|did|has|have|should|would|must))(nt)$/i;
const SHORT = /^(.+?)('(?:re|d|ll|ve|m))$/i;
const SIGNS: ReadonlyMap<string, string> = new Map([
  ['→', '->'],
  ['⇒', '->'],
  ['=>', '->'],
  ['&', 'and'],
  ['|', 'pipe'],
  ['w/o', 'without'],
  ['lets', "let's"],
]);

const SIGNS_OF_CODE = [' && ', ' | ', ' + ', ' % ', '.format(', '?.', '.then('];

/** A quoted piece of code is compared by the sign that it shows, "`&&`"; any other text as it stands. */
export function keyOfQuoted(text: string): string {
  const sign = SIGNS_OF_CODE.find((one) => text.includes(one) && text !== one);
  return sign === undefined ? keyOf(text) : keyOfSign(sign);
}

/** Whether a word of a pattern stands for quoted code with that sign in it. */
export function isSignOfCode(word: string): boolean {
  return SIGNS_OF_CODE.some((sign) => keyOfSign(sign) === word);
}

function keyOfSign(sign: string): string {
  // a bar divides the options of a pattern
  const trimmed = sign.trim().replace('(', '');
  return `\`${SIGNS.get(trimmed) ?? trimmed}\``;
}

/** A part of a word, and how far into the word it begins. */
export type Part = { readonly text: string; readonly key: string; readonly at: number };

/** The word as patterns compare it: in lower case, without the mark of a decorator, in one of the spellings of English. */
export function keyOf(text: string): string {
  const lower = text.toLowerCase().replace(/^@(?=\w)/, '');
  const sign = SIGNS.get(lower);
  if (sign !== undefined) return sign;
  if (!/is|our|lic/.test(lower)) return lower;
  return lower
    .replace(/is(e|es|ed|er|ers|ing|ation|ations)$/, 'iz$1')
    .replace(/(behavi|fav|col)our/, '$1or')
    .replace(/^licence/, 'license');
}

/** "don't" is two words, "do" and "not"; "they're" is "they" and "are". A possessive is cut off before. */
export function spoken(word: string): readonly Part[] {
  if (/^can't$/i.test(word)) return pair(word, 3, ['can', 'not']);
  if (/^cannot$/i.test(word)) return pair(word, 3, ['can', 'not']);
  if (/^won't$/i.test(word)) return pair(word, 2, ['will', 'not']);
  const [, verb, not] = NOT.exec(word) ?? BARE_NOT.exec(word) ?? [];
  if (verb !== undefined && not !== undefined) return pair(word, verb.length, [keyOf(verb), 'not']);
  const [, subject, short] = SHORT.exec(word) ?? [];
  const full = SHORT_FORMS.get(short?.toLowerCase() ?? '');
  if (subject !== undefined && full !== undefined) return pair(word, subject.length, [keyOf(subject), full]);
  return [{ text: word, key: keyOf(word), at: 0 }];
}

function pair(word: string, cut: number, [first, second]: readonly [string, string]): readonly Part[] {
  return [
    { text: word.slice(0, cut), key: first, at: 0 },
    { text: word.slice(cut), key: second, at: cut },
  ];
}
