/** One word of a sentence. A `phrase` is quoted text that is neither a name nor a path. */
export type Word = {
  readonly kind: 'word' | 'path' | 'phrase';
  readonly text: string;
  readonly isQuoted: boolean;
  /** Where the word stands in the sentence, quotes included. */
  readonly start: number;
  readonly end: number;
};

const QUOTED = /(?<![\p{L}\p{N}])(?:`([^`]+)`|"([^"]+)"|“([^”]+)”|‘([^’]+)’|'([^']+)')(?![\p{L}\p{N}])/gu;
const ARTICLES = new Set(['the', 'a', 'an', 'please', 'kindly']);
const SOURCE_FILE = /\.(?:pyi?|pyw|[cm]?[jt]s|[jt]sx)$/i;
const DOTTED_NAME = /^#?[\p{L}_$][\p{L}\p{N}_$]*(?:\.#?[\p{L}_$][\p{L}\p{N}_$]*)*$/u;
const NUMBER = /^[1-9]\d*$/;
const RANGE_JOINT = /^(?:to|through|until|till)$/i;
const RANGE = /^[Ll]?(\d+)(?:-|–|\.\.)[Ll]?(\d+)$/;
const LEADING_MARKS = /^[([{*'"`,;:!?]+/;
const TRAILING_MARKS = /[()[\]{}*'"`.,;:!?]+$/;
const PARTS = /'s$|[-=]>|[^-]+?(?='s$|-|$)/g;

/** Cuts a sentence into words. Articles, politeness and punctuation carry nothing and are left out. */
export function wordsOf(sentence: string): readonly Word[] {
  const words: Word[] = [];
  let at = 0;
  for (const match of sentence.matchAll(QUOTED)) {
    const end = match.index + match[0].length;
    const content = match.slice(1).find((group) => group !== undefined) ?? '';
    words.push(...bareWords(sentence, at, match.index), quotedWord(content, match.index, end));
    at = end;
  }
  return withRanges([...words, ...bareWords(sentence, at, sentence.length)]);
}

/** "10 to 20" is one word, `10-20`. */
function withRanges(words: readonly Word[]): readonly Word[] {
  const joined: Word[] = [];
  for (let at = 0; at < words.length; at++) {
    const [first, joint, last] = words.slice(at, at + 3);
    const isRange =
      NUMBER.test(first?.text ?? '') && RANGE_JOINT.test(joint?.text ?? '') && NUMBER.test(last?.text ?? '');
    if (first === undefined) break;
    if (isRange && last !== undefined) {
      joined.push({ ...first, text: `${first.text}-${last.text}`, end: last.end });
      at += 2;
    } else joined.push(first);
  }
  return joined;
}

/** Whether a text is an identifier, or several joined by dots. */
export function isDottedName(text: string): boolean {
  return DOTTED_NAME.test(text);
}

function quotedWord(content: string, start: number, end: number): Word {
  const text = content.trim().replace(/\(\)$/, '');
  const kind = isDottedName(text) ? 'word' : 'phrase';
  return { kind: isPath(text) ? 'path' : kind, text, isQuoted: true, start, end };
}

function bareWords(sentence: string, from: number, to: number): readonly Word[] {
  return Array.from(sentence.slice(from, to).matchAll(/\S+/g)).flatMap((match) => {
    const leading = LEADING_MARKS.exec(match[0])?.[0].length ?? 0;
    const text = match[0].slice(leading).replace(TRAILING_MARKS, '');
    return splitWord(text, from + match.index + leading);
  });
}

/** A path stays whole; other words are cut at hyphens, and a possessive `'s` is a word of its own. */
function splitWord(text: string, start: number): readonly Word[] {
  const whole: Word = { kind: 'word', text, isQuoted: false, start, end: start + text.length };
  if (isPath(text)) return [{ ...whole, kind: 'path' }];
  if (RANGE.test(text)) return [{ ...whole, text: text.replace(RANGE, '$1-$2') }];
  const parts = Array.from(text.replaceAll('’', "'").matchAll(PARTS), (part) => ({
    ...whole,
    text: part[0],
    start: start + part.index,
    end: start + part.index + part[0].length,
  }));
  return parts.filter((part) => !ARTICLES.has(part.text.toLowerCase()) && /[^#]/.test(part.text));
}

function isPath(text: string): boolean {
  return !/\s/.test(text) && (text.includes('/') || SOURCE_FILE.test(text));
}
