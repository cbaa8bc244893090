import { isPlaced, isRange, rangesIn } from './ranges.ts';
import { isSignOfCode, keyOf, keyOfQuoted, spoken } from './spelling.ts';
import type { Word } from './word.ts';

const QUOTED =
  /(?<![\p{L}\p{N}])(?:`([^`]+)`|"([^"]+)"|“([^”]+)”|‘([^’]+)’|'([^']+)'|(SPDX-License-Identifier: ?[\w.+-]*\w)|(\{\s*[\w$]+\??\s*:[^{}`]*\}))(?![\p{L}\p{N}])/gu;
// Quoted words of the language that patterns know as words.
const KEYWORDS = /^export default$/;
const ARTICLES = new Set(['the', 'a', 'an', 'please', 'kindly', 'pls', 'plz']);
const BEHIND_NAMES = /^(?:to|into|of|from|in|on|at|as|with|by|for|and|or|is|should|must|->|'s)$/;
const SOURCE_FILE =
  /\.(?:pyi?|pyw|[cm]?[jt]s|[jt]sx|rs|go|java|kts?|cs|rb|php|swift|cpp|hpp|scala|dart|sh)$/i;
const DOTTED_NAME = /^#?[\p{L}_$][\p{L}\p{N}_$]*(?:\.#?[\p{L}_$][\p{L}\p{N}_$]*)*$/u;
const SIGN = /^(?:\?\.|\?\?=?|[!=]==?|:=|\*\*?|&&?|\|\|?|%|\+|[-=]>|→|⇒)$/;
const LEADING_MARKS = /^[([{*'"`,;:!?]+/;
const TRAILING_MARKS = /[()[\]{}*'"`.,;:!?]+$/;
const TYPE_ARGUMENT = /(?<=^[\p{L}_][\p{L}\p{N}_.]*)\[[^[\]\s]*\](?=[.,;:!?]*$)/u;
// No paths: words that are said together.
const SLASHED =
  /^(?:async\/await(?:-(?:ify|style|based))?|let\/const|const\/let|and\/or|(?:await\/)?try\/catch|then\/catch\/finally|\.?then\/\.?catch)$/i;
const PLUGIN =
  /^(?:@typescript-eslint|import|import-x|promise|n|node|unicorn|jsdoc|sonarjs|unused-imports|perfectionist|headers?|notice|license-header)\/(?=[a-z\d]+(?:-[a-z\d]+)+$)/;
// Rules without a hyphen of their own, and several codes: "simple-import-sort/imports", "UP006/UP007".
const RULES =
  /^(?:simple-import-sort\/(?:im|ex)ports|import\/order|headers?\/header|notice\/notice|[A-Z]{1,4}\d{3,5}(?:\/[A-Z]{1,4}\d{3,5})+)$/;
const PARTS = /'s$|[-=]>|[^-]+?(?='s$|-|$)/g;

/** Cuts a sentence into words. Articles, politeness and punctuation carry nothing and are left out. */
export function wordsOf(sentence: string): readonly Word[] {
  const words: Word[] = [];
  let at = 0;
  for (const match of sentence.matchAll(QUOTED)) {
    const end = match.index + match[0].length;
    const content = match.slice(1).find((group) => group !== undefined) ?? '';
    const quoted = KEYWORDS.test(content)
      ? bareWords(sentence, match.index, end)
      : [quotedWord(content, match.index, end)];
    words.push(...bareWords(sentence, at, match.index), ...quoted);
    at = end;
  }
  return rangesIn(withoutArticles([...words, ...bareWords(sentence, at, sentence.length)]));
}

/** The words of a pattern's text as they are compared. */
export function keysOf(text: string): readonly string[] {
  if (/^(?!(?:the|an?)$)[a-z]+$/.test(text)) return [keyOf(text)];
  return text === "'s" || isSignOfCode(text)
    ? [text]
    : bareWords(text, 0, text.length).flatMap((word) => (isArticle(word) ? [] : [word.key]));
}

/** Whether a text is an identifier, or several joined by dots. */
export function isDottedName(text: string): boolean {
  return DOTTED_NAME.test(text);
}

function quotedWord(content: string, start: number, end: number): Word {
  const text = content.trim().replace(/\(\)$/, '');
  const kind = isDottedName(text) ? 'word' : 'phrase';
  return {
    kind: isPath(text) ? 'path' : kind,
    text,
    key: keyOfQuoted(text.replace(TYPE_ARGUMENT, '')),
    isQuoted: true,
    isAfterArticle: false,
    start,
    end,
  };
}

// "… a dataclass. Thanks": no name.
const POLITE =
  /^(?:Thanks|Thank|Thx|Cheers|Please|Pls|Hi|Hello|Hey|Ok|Okay|Sorry|Maybe|Kindly|Ta|Ty|Otherwise)$/;

function bareWords(sentence: string, from: number, to: number): readonly Word[] {
  return Array.from(sentence.slice(from, to).matchAll(/\S+/g)).flatMap((match) => {
    const start = from + match.index;
    if (SIGN.test(match[0])) return [bareWord(match[0], start)];
    const leading = LEADING_MARKS.exec(match[0])?.[0].length ?? 0;
    const text = match[0].slice(leading).replace(TYPE_ARGUMENT, '').replace(TRAILING_MARKS, '');
    // "a, b": what a mark follows is no article
    const isName = text === 'a' && leading + text.length < match[0].length;
    return isName
      ? [{ ...bareWord(text, start + leading), isQuoted: true }]
      : splitWord(text, start + leading);
  });
}

function withoutArticles(words: readonly Word[]): readonly Word[] {
  return words.flatMap((word, at) => {
    if (isNamedA(words, at)) return [{ ...word, isQuoted: true }];
    if (isArticle(word)) return [];
    const before = words[at - 1];
    return [
      before !== undefined && isArticle(before) && !isNamedA(words, at - 1)
        ? { ...word, isAfterArticle: /^(?:the|an?)$/.test(before.key) }
        : word,
    ];
  });
}

/** "Rename log to A", "inline a in b.py": an article stands before what it belongs to. */
function isNamedA(words: readonly Word[], at: number): boolean {
  const [word, next] = words.slice(at, at + 2);
  if (word?.key !== 'a' || word.isQuoted) return false;
  return next === undefined ? at > 0 : !next.isQuoted && BEHIND_NAMES.test(next.key);
}

function isArticle({ key, isQuoted }: Word): boolean {
  return !isQuoted && ARTICLES.has(key);
}

/** A path stays whole; other words are cut at hyphens and before what is left of "not", "is" and a possessive. */
function splitWord(text: string, start: number): readonly Word[] {
  const plain = text.replaceAll('()', '').replace(PLUGIN, '');
  const owner = text.replace(/['’]s$/, '');
  if (isPath(owner) && owner !== text)
    return [...splitWord(owner, start), bareWord("'s", start + owner.length)];
  if (RULES.test(text)) return splitWord(text.replace('/', '-'), start);
  if (isPath(plain)) return [{ ...bareWord(text, start), kind: 'path' }];
  if (isPlaced(text)) return [bareWord(text, start)];
  if (plain !== text && (SLASHED.test(plain) || PLUGIN.test(text))) return splitWord(plain, start);
  if (isRange(text)) return [bareWord(text, start)];
  const parts = Array.from(text.replaceAll('’', "'").matchAll(PARTS)).flatMap((part) =>
    spoken(part[0]).map(({ at, ...word }) => ({
      ...bareWord(word.text, start + part.index + at),
      ...word,
      text: POLITE.test(word.text) ? word.key : word.text,
    })),
  );
  return parts.filter((part) => /[^#–—•…]/.test(part.text));
}

function bareWord(text: string, start: number): Word {
  return {
    kind: 'word',
    text,
    key: keyOf(text),
    isQuoted: false,
    isAfterArticle: false,
    start,
    end: start + text.length,
  };
}

function isPath(text: string): boolean {
  return !/\s/.test(text) && ((text.includes('/') && !SLASHED.test(text)) || SOURCE_FILE.test(text));
}
