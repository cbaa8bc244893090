import type { LanguageId } from '../../domain/language.ts';
import { nodesOfTypes } from './tree-sitter.ts';
import type { UnreadText } from './unclosed-opener.ts';

/** Where strings in quotes may go over lines, though people seldom write them so. */
const OVER_LINES: Readonly<Record<LanguageId, RegExp>> = {
  ruby: /^string$/,
  php: /^(?:string|encapsed_string)$/,
};
const QUOTE = /^["']$/;
/** What stands right behind a string only where its quote was meant to open one. */
const WORD = /[\p{L}\p{N}_/\\]/u;

/**
 * The quote that was left open in a text that its grammar cannot read: its string goes on to the line where the next one
 * was to open. Null where there is none.
 */
export function unclosedString({
  language,
  text,
  root,
}: UnreadText): { readonly quote: string; readonly offset: number } | null {
  const pattern = OVER_LINES[language];
  if (pattern === undefined) return null;
  const open = nodesOfTypes(root, (type) => pattern.test(type)).find(
    ({ startIndex, endIndex, startPosition, endPosition }) =>
      startPosition.row < endPosition.row &&
      QUOTE.test(text[startIndex] ?? '') &&
      WORD.test(text[endIndex] ?? ''),
  );
  return open === undefined ? null : { quote: text[open.startIndex] ?? '', offset: open.startIndex };
}
