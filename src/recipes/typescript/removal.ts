import type { TextEdit } from '../../domain/text-edit.ts';

/** Takes code out with the line that it leaves empty, and with one of two empty lines around it. */
export function removalOf(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): TextEdit {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const isAlone = text.slice(lineStart, start).trim() === '' && /^[ \t]*(?:\r?\n|$)/.test(text.slice(end));
  if (!isAlone) return { start, end: end + spacesAt(text, end), newText: '' };
  const [rest = ''] = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(end)) ?? [];
  const [blank = ''] = /^[ \t]*\r?\n/.exec(text.slice(end + rest.length)) ?? [];
  const isAfterGap = /(?:^|\n[ \t]*\r?\n|\{[ \t]*\r?\n)$/.test(text.slice(0, lineStart));
  return { start: lineStart, end: end + rest.length + (isAfterGap ? blank.length : 0), newText: '' };
}

/** Spaces before a comment that stays; those before other code are part of its line. */
function spacesAt(text: string, offset: number): number {
  return /^[ \t]+(?=\/[/*])/.exec(text.slice(offset))?.[0].length ?? 0;
}
