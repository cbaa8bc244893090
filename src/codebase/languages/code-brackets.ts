import type { LanguageId } from '../../domain/language.ts';
import type { BracketToken } from './bracket-faults.ts';

/** A text between quotes: how it opens and closes, and what opens code in it, by a brace. */
type Quoted = {
  /** Sticky. */
  readonly opening: RegExp;
  /** What ends it, of the text that opened it. */
  readonly closing: (opening: string) => string;
  /** Whether a backslash takes the sign behind it along. */
  readonly escapes: boolean;
  /** A quote that is written twice is one of the text. */
  readonly doubles?: boolean;
  /** The sign before a brace that opens code: `$` or none; null where there is no code in the text. */
  readonly code: (opening: string) => '$' | '' | null;
  readonly isOneLine: boolean;
};
type Syntax = {
  /** What is no code and holds no bracket that counts; sticky. */
  readonly skipped: RegExp;
  readonly quoted: readonly Quoted[];
  readonly hasNestedComments: boolean;
};

const same = (opening: string): string => opening;
const lastQuote = (opening: string): string => opening.slice(-1);
const noCode = (): null => null;
const dollar = (): '$' => '$';
const CHARACTER = String.raw`'(?:\\(?:u\{?[0-9a-fA-F]+\}?|[^\n])|[^\\'\n]){1,2}'`;
const LINE_COMMENT = String.raw`\/\/[^\n]*`;
const plain = (opening: RegExp): Quoted => {
  return { opening, closing: lastQuote, escapes: true, code: noCode, isOneLine: true };
};
const skipping = (...parts: readonly string[]): RegExp => new RegExp(parts.join('|'), 'y');

const SYNTAXES: Readonly<Record<LanguageId, Syntax>> = {
  kotlin: {
    skipped: skipping(LINE_COMMENT, CHARACTER, '`[^`\\n]*`'),
    quoted: [
      { opening: /"""/y, closing: tripled, escapes: false, code: dollar, isOneLine: false },
      { ...plain(/"/y), code: dollar },
    ],
    hasNestedComments: true,
  },
  scala: {
    skipped: skipping(LINE_COMMENT, CHARACTER, '`[^`\\n]*`'),
    quoted: [
      { opening: /\w*"""/y, closing: tripled, escapes: false, code: interpolated, isOneLine: false },
      { ...plain(/\w*"/y), code: interpolated },
    ],
    hasNestedComments: true,
  },
  dart: {
    skipped: skipping(LINE_COMMENT),
    quoted: [
      { opening: /\br(?:"""|''')/y, closing: lastThree, escapes: false, code: noCode, isOneLine: false },
      { opening: /\br["']/y, closing: lastQuote, escapes: false, code: noCode, isOneLine: true },
      { opening: /"""|'''/y, closing: same, escapes: true, code: dollar, isOneLine: false },
      { ...plain(/["']/y), code: dollar },
    ],
    hasNestedComments: true,
  },
  c_sharp: {
    skipped: skipping(LINE_COMMENT, CHARACTER),
    quoted: [
      // Of a raw text with several `$` only as many braces open code: what is in it does not count.
      { opening: /\$*"{3,}/y, closing: quotesOf, escapes: false, code: noCode, isOneLine: false },
      {
        opening: /\$@"|@\$"|@"/y,
        closing: lastQuote,
        escapes: false,
        doubles: true,
        code: braced,
        isOneLine: false,
      },
      { ...plain(/\$?"/y), code: braced },
    ],
    hasNestedComments: false,
  },
  solidity: {
    skipped: skipping(LINE_COMMENT),
    quoted: [plain(/["']/y)],
    hasNestedComments: false,
  },
  zig: {
    skipped: skipping(LINE_COMMENT, String.raw`\\\\[^\n]*`, CHARACTER),
    quoted: [plain(/"/y)],
    hasNestedComments: false,
  },
};

/** Whether the brackets of a language can be told from those in its texts and comments. */
export function hasKnownBrackets(language: LanguageId): boolean {
  return Object.hasOwn(SYNTAXES, language);
}

const DIRECTIVE = /[ \t]*#[ \t]*(\w*)[^\n]*/y;
const BLOCK_COMMENT = /\/\*|\*\//g;

/** The brackets of a text outside of its texts and comments, and inside of the code in its texts. */
export function* codeBrackets(language: LanguageId, text: string): Generator<BracketToken> {
  const syntax = SYNTAXES[language];
  if (syntax === undefined) return;
  const around: Inside[] = [];
  let offset = 0;
  while (offset < text.length) {
    const inside = around.at(-1);
    if (inside?.kind === 'text') {
      const end = endOfText(text, offset, inside);
      offset = end.offset;
      if (end.opensCode) {
        around.push({ kind: 'code', depth: 0 });
        yield { token: '{', directive: null, offset: offset - 1 };
      } else around.pop();
      continue;
    }
    if (language === 'c_sharp' && (offset === 0 || text[offset - 1] === '\n')) {
      const [line = '', directive = null] = matchAt(DIRECTIVE, text, offset) ?? [];
      if (directive !== null) {
        yield { token: line, directive, offset };
        offset += line.length;
        continue;
      }
    }
    const skipped = lengthSkipped(syntax, text, offset);
    if (skipped > 0) {
      offset += skipped;
      continue;
    }
    const opened = openedAt(syntax, text, offset);
    if (opened !== null) {
      around.push(opened.inside);
      offset += opened.length;
      continue;
    }
    const token = text[offset] ?? '';
    offset += 1;
    if (!/[{}()[\]]/.test(token)) continue;
    if (inside?.kind === 'code' && token === '}' && inside.depth === 0) around.pop();
    else if (inside?.kind === 'code' && /[{}]/.test(token)) {
      around[around.length - 1] = { kind: 'code', depth: inside.depth + (token === '{' ? 1 : -1) };
    }
    yield { token, directive: null, offset: offset - 1 };
  }
}

type InText = { readonly kind: 'text'; readonly quoted: Quoted; readonly opening: string };
type Inside = InText | { readonly kind: 'code'; readonly depth: number };

function openedAt(
  { quoted }: Syntax,
  text: string,
  offset: number,
): { readonly inside: InText; readonly length: number } | null {
  for (const one of quoted) {
    const [opening] = matchAt(one.opening, text, offset) ?? [];
    if (opening !== undefined)
      return { inside: { kind: 'text', quoted: one, opening }, length: opening.length };
  }
  return null;
}

/** Where a text ends, or where code opens in it. */
function endOfText(
  text: string,
  from: number,
  { quoted, opening }: InText,
): { readonly offset: number; readonly opensCode: boolean } {
  const closing = quoted.closing(opening);
  const code = quoted.code(opening);
  let offset = from;
  while (offset < text.length) {
    const sign = text[offset];
    if (sign === '\\' && quoted.escapes) offset += 2;
    else if (quoted.doubles === true && text.startsWith('""', offset)) offset += 2;
    else if (text.startsWith(closing, offset)) {
      offset += closing.length;
      // Of more quotes than three the last end it.
      while (closing.length > 2 && text[offset] === closing[0]) offset += 1;
      return { offset, opensCode: false };
    } else if (quoted.isOneLine && sign === '\n') return { offset, opensCode: false };
    else if (code === '' && text.startsWith('{{', offset)) offset += 2;
    else if (code === '$' && text.startsWith('$$', offset)) offset += 2;
    else if (code !== null && text.startsWith(`${code}{`, offset))
      return { offset: offset + code.length + 1, opensCode: true };
    else offset += 1;
  }
  return { offset, opensCode: false };
}

function lengthSkipped({ skipped, hasNestedComments }: Syntax, text: string, offset: number): number {
  const [found = ''] = matchAt(skipped, text, offset) ?? [];
  if (found !== '') return found.length;
  if (!text.startsWith('/*', offset)) return 0;
  let depth = 0;
  BLOCK_COMMENT.lastIndex = offset;
  for (let sign = BLOCK_COMMENT.exec(text); sign !== null; sign = BLOCK_COMMENT.exec(text)) {
    if (sign[0] === '*/') depth -= 1;
    else if (depth === 0 || hasNestedComments) depth += 1;
    if (depth === 0) return BLOCK_COMMENT.lastIndex - offset;
  }
  return text.length - offset;
}

function matchAt(pattern: RegExp, text: string, offset: number): RegExpExecArray | null {
  pattern.lastIndex = offset;
  return pattern.exec(text);
}

function tripled(): string {
  return '"""';
}

function lastThree(opening: string): string {
  return opening.slice(-3);
}

function quotesOf(opening: string): string {
  return opening.replaceAll('$', '');
}

function braced(opening: string): '' | null {
  return opening.includes('$') ? '' : null;
}

function interpolated(opening: string): '$' | null {
  return /^\w/.test(opening) ? '$' : null;
}
