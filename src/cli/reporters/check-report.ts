import type { Diagnostic } from '../../domain/diagnostic.ts';
import { digestOf, type Digest } from '../../domain/digest.ts';
import { decodeText, lineStartsOf } from '../../domain/text.ts';
import { hasParser } from '../../codebase/languages/judge-syntax.ts';
import type { SyntaxVerdict } from '../../safety/syntax-verdict.ts';

/** What `check` found in one file, by the name that was given. */
export type CheckedFile = {
  readonly name: string;
  /** Of the bytes that were judged; null where the size or the name alone decided. */
  readonly digest: Digest | null;
  readonly verdict: SyntaxVerdict;
  /** What is told of the file, in every format: at most five places. */
  readonly shown: readonly ShownDiagnostic[];
};

/** A diagnostic with the columns that editors count: in UTF-16 code units, from 1, the end after the last. */
export type ShownDiagnostic = Diagnostic & {
  readonly utf16: { readonly start: number; readonly end: number };
};

/** How `check` tells of its files: what to print when one is judged, and when all are. */
export type CheckReport = {
  readonly ofFile: (file: CheckedFile) => readonly string[];
  /** `refused` counts the paths that could not be looked at. */
  readonly ofAll: (files: readonly CheckedFile[], refused: number) => readonly string[];
};

/** What is told of a file by the bytes that were judged, null where they were not read. */
export function checkedFile(name: string, verdict: SyntaxVerdict, bytes: Uint8Array | null): CheckedFile {
  const decoded = bytes === null ? null : decodeText(bytes);
  const text = decoded?.kind === 'text' ? decoded.text : '';
  const told = toldOf(verdict);
  const starts = told.length === 0 ? [] : lineStartsOf(text);
  const shown = told.map((diagnostic) => {
    const line = text.slice(starts[diagnostic.line - 1] ?? text.length, starts[diagnostic.line]);
    return { ...diagnostic, utf16: columnsIn(line, diagnostic.column) };
  });
  return { name, digest: bytes === null ? null : digestOf(bytes), verdict, shown };
}

/** `a file: …` in numbers, for the end of a text; nothing where all that was named is refused. */
export function summaryLines(files: readonly CheckedFile[], refused: number): readonly string[] {
  return files.length === 0 && refused > 0 ? [] : [summaryOf(files)];
}

function summaryOf(files: readonly CheckedFile[]): string {
  const count = (kind: SyntaxVerdict['kind']): number =>
    files.filter(({ verdict }) => verdict.kind === kind).length;
  const unknown = files.filter(isWithoutParser).length;
  const unread = count('not-judged') - unknown;
  const counts = [`${count('valid')} valid`, `${count('invalid')} invalid`];
  if (unread > 0) counts.push(`${unread} not judged`);
  if (unknown > 0) counts.push(`${unknown} of a language without a parser`);
  return `${files.length} ${files.length === 1 ? 'file' : 'files'}: ${counts.join(', ')}`;
}

/** Whether no parser knows the language, which is the reader's affair only in numbers. */
function isWithoutParser({ verdict, shown }: CheckedFile): boolean {
  if (verdict.kind !== 'not-judged' || shown.length > 0) return false;
  return verdict.language === null || !hasParser(verdict.language);
}

const MOST_TOLD = 5;

/** What a file was not judged for, and likely mistakes, are shown even where they do not count. */
function toldOf({ kind, diagnostics, warnings, notes }: SyntaxVerdict): readonly Diagnostic[] {
  const unjudged = kind === 'not-judged' ? warnings.slice(0, 1) : [];
  return [...diagnostics, ...unjudged, ...notes].slice(0, MOST_TOLD);
}

/** The end is behind the character at the place; at the end of a line nothing is there to be marked. */
function columnsIn(line: string, column: number): ShownDiagnostic['utf16'] {
  const characters = Array.from(line.replace(/\r?\n$/, ''));
  const start = characters.slice(0, column - 1).join('').length + 1;
  return { start, end: start + (characters[column - 1]?.length ?? 0) };
}
