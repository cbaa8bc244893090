// Names of the code that are words of English: "rename default to fallback". Where the targets declare such a name, the
// word is one wherever a slot takes a name.
import { KINDS, isReserved } from './slot-forms.ts';
import { isVerb } from './verbs.ts';
import type { Word } from './word.ts';

// What stands for another thing, counts or joins, whatever the code declares.
const ALWAYS_ENGLISH = new Set(
  `it its this that these those them they everything something anything things all any every each some my our your to into in
  of from on for with and or but not no never as at by than then so if when be is are same own other single separate simple
  better both here there one ones except only without maybe because since which who while where what why how whose instead
  rather please half most few several many two three four five we you nobody everybody`.split(/\s+/),
);

/** The words of a sentence that are names only if something of that name is declared. */
export function doubtfulNames(words: readonly Word[]): readonly string[] {
  return words.flatMap((word, at) => (mayBeName(words, at) ? [word.text] : []));
}

/** The words, with those marked that are names because something is declared by them. */
export function withDeclared(words: readonly Word[], names: ReadonlySet<string>): readonly Word[] {
  if (names.size === 0) return words;
  return words.map((word, at) =>
    names.has(word.text) && mayBeName(words, at) ? { ...word, isDeclared: true } : word,
  );
}

/** Whether a word is plain English unless something is declared by it. */
export function isDoubtfulName(text: string): boolean {
  const key = text.toLowerCase();
  return isReserved(text) && ![ALWAYS_ENGLISH, KINDS].some((words) => words.has(key)) && !isVerb(key);
}

/** Behind an article only before a word for its kind: "the default" is a thing, "the default method" is named so. */
function mayBeName(words: readonly Word[], at: number): boolean {
  const [word, next] = words.slice(at, at + 2);
  if (word === undefined || word.kind !== 'word' || word.isQuoted) return false;
  if (!isReserved(word.text) || ALWAYS_ENGLISH.has(word.key)) return false;
  const isOfKind = [next, words[at - 1]].some((one) => one !== undefined && KINDS.has(one.key));
  if (KINDS.has(word.key) && word.key !== 'type') return isOfKind && !word.isAfterArticle;
  return !word.isAfterArticle || KINDS.has(next?.key ?? '');
}
