import type { TypeScript } from '../../codebase/languages/typescript.ts';
import { applyTextEdits, type TextEdit } from '../../domain/text-edit.ts';

/** A line of code that is to stand somewhere else. A fixed line is the inside of a template literal: no indentation is added. */
export type CodeLine = { readonly text: string; readonly isFixed: boolean };

/** Lines with an indentation that is relative to the place where they will stand. */
export type CodeLines = readonly CodeLine[];

/** A part of a file, with edits that lie in it and are none of whole lines. */
export type Part = {
  readonly start: number;
  readonly end: number;
  readonly edits?: readonly TextEdit[];
  /** The indentation that counts as none; without it, that of the first line. */
  readonly indent?: string;
};

/** One line of new code. */
export function newLine(text: string): CodeLines {
  return [{ text, isFixed: false }];
}

/** The lines of a part of a file without the indentation that its first line has there. */
export function linesOf(ts: typeof TypeScript, file: TypeScript.SourceFile, part: Part): CodeLines {
  const { text } = file;
  const start = part.start + (/^(?:[ \t]*\r?\n)*/.exec(text.slice(part.start, part.end))?.[0].length ?? 0);
  const end = part.start + text.slice(part.start, part.end).trimEnd().length;
  if (end <= start) return [];
  const indent = part.indent ?? indentAt(text, start);
  const templates = templatesIn(ts, file, { start, end });
  const lines: CodeLine[] = [];
  for (let at = start; at <= end;) {
    const next = text.indexOf('\n', at);
    const to = next === -1 || next > end ? end : next;
    const own = (part.edits ?? []).filter((edit) => edit.start >= at && edit.end <= to && edit.start < to);
    const shifted = own.map((edit) => ({ ...edit, start: edit.start - at, end: edit.end - at }));
    const line = applyTextEdits(text.slice(at, to), shifted).replace(/\r$/, '');
    const isFixed = at > start && templates.some(({ from, to: last }) => from < at && at <= last);
    lines.push({ text: isFixed ? line : withoutIndent(line, at === start ? '' : indent).trimEnd(), isFixed });
    at = to + 1;
  }
  return lines.map((line, index) => (index === 0 ? { ...line, text: line.text.trimStart() } : line));
}

/** The white space that a line begins with. */
export function indentAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
}

/** The same lines one step further to the right. */
export function indented(lines: CodeLines, unit: string): CodeLines {
  return lines.map((line) =>
    line.isFixed || line.text === '' ? line : { ...line, text: `${unit}${line.text}` },
  );
}

/** The lines with something in front of the first and behind the last. */
export function wrapped(before: string, lines: CodeLines, after: string): CodeLines {
  const last = lines.length - 1;
  return lines.map(({ text, isFixed }, index) => ({
    text: `${index === 0 ? before : ''}${text}${index === last ? after : ''}`,
    isFixed,
  }));
}

/** The text that lines make at an indentation; the first stands where the text is put. */
export function textOfLines(
  lines: CodeLines,
  { indent, lineEnd }: { readonly indent: string; readonly lineEnd: string },
): string {
  return indented(lines, indent)
    .map(({ text }) => text)
    .join(lineEnd)
    .slice(indent.length);
}

function withoutIndent(line: string, indent: string): string {
  return line.startsWith(indent) ? line.slice(indent.length) : line.trimStart();
}

type Inside = { readonly from: number; readonly to: number };

function templatesIn(
  ts: typeof TypeScript,
  file: TypeScript.SourceFile,
  { start, end }: Part,
): readonly Inside[] {
  const found: Inside[] = [];
  const visit = (node: TypeScript.Node): void => {
    if (node.end < start || node.pos > end) return;
    if (ts.isTemplateLiteralToken(node)) found.push({ from: node.getStart(file), to: node.end - 1 });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
