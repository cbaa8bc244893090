import { lineStartsOf } from '../../../domain/text.ts';
import type { SymbolFact, SymbolKind } from '../file-facts.ts';
import { commentAbove, firstSentence } from './doc-text.ts';

const MAX_SIGNATURE = 300;
const SLASH_COMMENT = /(?<!\S)\/\/.*$/gm;
const HASH_COMMENT = /(?<!\S)#.*$/gm;
const BLOCK_COMMENT = /\/\*[^]*?\*\//g;
const MAX_VALUE = 120;
const NO_NAMES: readonly string[] = [];
const OPENING = /[\s{=(;,:[]+$|\s*=>\s*$/;

/** A text with the offsets at which its lines start, and what begins a comment that ends with its line. */
export type LinedText = {
  readonly text: string;
  readonly lineStarts: readonly number[];
  readonly mark: '//' | '#';
};

/** Offsets in UTF-16 code units; the end is excluded. */
export type Span = { readonly start: number; readonly end: number };

/** A definition with the places of its parts. */
export type FoundSymbol = {
  readonly name: string;
  /** The qualified name of what encloses it, or the empty string. */
  readonly within: string;
  readonly kind: SymbolKind;
  readonly isExported: boolean;
  /** The names by which it is exported, where the language can give it others than its own. */
  readonly exportedAs?: readonly string[];
  /** All of it, with decorators and `export`. */
  readonly whole: Span;
  /** Where its signature begins: behind decorators. */
  readonly headStart: number;
  /** What its signature leaves out, or null: block, members, or the value of a constant. */
  readonly body: Span | null;
  /** Its doc comment where the language has it elsewhere than above; undefined looks above. */
  readonly doc?: string | null;
};

/** A text made ready for line numbers. */
export function linedText(text: string, mark: '//' | '#' = '//'): LinedText {
  return { text, lineStarts: lineStartsOf(text), mark };
}

/** The line, counted from 1, of an offset. */
export function lineAt({ lineStarts }: LinedText, offset: number): number {
  let low = 0;
  let high = lineStarts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

/** The name of a definition behind the names of those around it. */
export function qualify(within: string, name: string): string {
  return within === '' ? name : `${within}.${name}`;
}

/** The fact of a definition: its lines, its signature and its doc comment are read off the text. */
export function symbolFact(source: LinedText, found: FoundSymbol): SymbolFact {
  const { name, kind, isExported, whole, body } = found;
  const startLine = lineAt(source, whole.start);
  const endLine = lineAt(source, Math.max(whole.start, whole.end - 1));
  return {
    name,
    qualifiedName: qualify(found.within, name),
    kind,
    isExported,
    exportedAs: otherNames(found),
    startLine,
    endLine,
    bodyLine: body === null ? endLine + 1 : bodyLineOf(source, body),
    signature: oneLine(source.text.slice(found.headStart, body?.start ?? whole.end), source.mark),
    doc: found.doc === undefined ? docAbove(source, whole.start) : found.doc,
  };
}

function otherNames({ name, exportedAs }: FoundSymbol): readonly string[] {
  if (exportedAs === undefined || exportedAs.every((one) => one === name)) return NO_NAMES;
  return [...new Set(exportedAs)];
}

/** The place of a value that the signature of its constant leaves out, being long or of several lines; else null. */
export function longValue({ text }: LinedText, { start, end }: Span): Span | null {
  const isShort = end - start <= MAX_VALUE && !text.slice(start, end).includes('\n');
  return isShort ? null : { start, end };
}

/** A signature on one line without comments and without what opens its body. */
function oneLine(head: string, mark: '//' | '#'): string {
  const ending = mark === '//' ? SLASH_COMMENT : HASH_COMMENT;
  const code = head.includes('\n') ? head.replaceAll(ending, '') : head;
  const line = code.replaceAll(BLOCK_COMMENT, '').replaceAll(/\s+/g, ' ').trim();
  const bare = line.replace(OPENING, '');
  return bare.length <= MAX_SIGNATURE ? bare : `${bare.slice(0, MAX_SIGNATURE - 1)}…`;
}

/** The line after the one that opens the body; that line itself where nothing of the head stands on it, or no line follows. */
function bodyLineOf(source: LinedText, body: Span): number {
  const line = lineAt(source, body.start);
  const isAlone = source.text.slice(source.lineStarts[line - 1] ?? 0, body.start).trim() === '';
  const lastLine = lineAt(source, Math.max(body.start, body.end - 1));
  return isAlone || lastLine === line ? line : line + 1;
}

function docAbove({ text, mark }: LinedText, start: number): string | null {
  const comment = commentAbove(text, start, mark);
  return comment === null ? null : firstSentence(comment);
}
