import type { Style } from './style.ts';
import { cutToWidth, oneLine } from './text-width.ts';

/** Everything that a terminal would act on or hide; the joiner inside of emoji is left alone. */
const UNSEEN = /[[\p{Control}\p{Format}\p{Line_Separator}\p{Paragraph_Separator}]--[\u200d\t]]/gv;
const MOST_COLUMNS = 2000;

/** The file of a diff as a heading: its path, and whether the change makes or deletes it. */
export function diffHeading(path: string, diff: string, style: Style): string {
  const header = headerOf(diff);
  const what = /^new file mode/m.test(header)
    ? ', new file'
    : /^deleted file/m.test(header)
      ? ', deleted'
      : '';
  return style.strong(oneLine(path)) + what;
}

/**
 * The hunks of a unified diff as people read them. Control and invisible characters are shown by their code, for whoever
 * approves a change must see all of it. `left` counts the lines past `mostLines`, which are not shown.
 */
export function renderDiff(
  diff: string,
  style: Style,
  mostLines = Number.POSITIVE_INFINITY,
): { readonly lines: readonly string[]; readonly left: number } {
  const header = headerOf(diff);
  const body = diff.slice(header.length).split('\n');
  if (body.at(-1) === '') body.pop();
  if (body.length === 0) return { lines: [style.dim(bodilessText(header))], left: 0 };
  const showsReturns = mixesEndings(body);
  return {
    lines: body
      .slice(0, mostLines)
      .map((line) => diffLine(showsReturns ? line : line.replace(/\r$/, ''), style)),
    left: Math.max(0, body.length - mostLines),
  };
}

/** What stands before the first hunk. */
function headerOf(diff: string): string {
  const hunk = diff.search(/^@@ /m);
  return hunk === -1 ? diff : diff.slice(0, hunk);
}

function bodilessText(header: string): string {
  return /^Binary files /m.test(header) ? 'not text: the content is not shown' : 'empty file';
}

/** Line endings are worth showing only where the changed lines do not agree on them. */
function mixesEndings(lines: readonly string[]): boolean {
  const changed = lines.filter((line) => line.startsWith('+') || line.startsWith('-'));
  const withReturn = changed.filter((line) => line.endsWith('\r')).length;
  return withReturn > 0 && withReturn < changed.length;
}

function diffLine(line: string, style: Style): string {
  const text = cutToWidth(line.replaceAll(UNSEEN, visible), MOST_COLUMNS);
  if (text.startsWith('+')) return style.good(text);
  if (text.startsWith('-')) return style.bad(text);
  return text.startsWith('@@') || text.startsWith('\\') ? style.dim(text) : text;
}

/** Caret notation for the control characters of ASCII, the code point for all else. */
function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return `^${String.fromCharCode(code + 0x40)}`;
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}
