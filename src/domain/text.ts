const BYTE_ORDER_MARK = '\uFEFF';

/** A file's text as a lossless view of its bytes: `encodeText(decodeText(bytes))` is the identity. */
export type SourceText = {
  /** The text without its byte order mark; line endings are as on disk. */
  readonly text: string;
  readonly hasByteOrderMark: boolean;
};

export type DecodedText =
  | ({ readonly kind: 'text' } & SourceText)
  | { readonly kind: 'binary'; readonly reason: string }
  | { readonly kind: 'invalid-utf8'; readonly offset: number };

/** Decodes strictly: bytes that are not UTF-8 are reported with their offset and never replaced. */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (startsWithUtf16Mark(bytes)) return { kind: 'binary', reason: 'is UTF-16, not UTF-8' };
  const nul = bytes.indexOf(0);
  if (nul !== -1) return { kind: 'binary', reason: `is binary: a NUL byte at offset ${nul}` };
  try {
    const decoded = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const hasByteOrderMark = decoded.startsWith(BYTE_ORDER_MARK);
    return { kind: 'text', text: hasByteOrderMark ? decoded.slice(1) : decoded, hasByteOrderMark };
  } catch {
    return { kind: 'invalid-utf8', offset: firstInvalidOffset(bytes) };
  }
}

/** The bytes of a text, with its byte order mark put back where it had one. */
export function encodeText(source: SourceText): Uint8Array {
  return new TextEncoder().encode(source.hasByteOrderMark ? BYTE_ORDER_MARK + source.text : source.text);
}

/** The offset (UTF-16 code units) at which each line starts; `\n` ends a line, alone or after `\r`. */
export function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** A place in a text: line and column from 1, the column in code points. */
export type Position = { readonly line: number; readonly column: number };

/** Turns an offset in UTF-16 code units into a position. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: Array.from(before.slice(lineStart)).length + 1 };
}

/** The line that an offset stands on, without its ending. */
export function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(start, end === -1 ? undefined : end).replace(/\r$/, '');
}

/** The lines of a text without their endings; a final newline does not make an empty last line. */
export function linesOf(text: string): readonly string[] {
  if (text === '') return [];
  const lines = text.split(/\r?\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function startsWithUtf16Mark(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

/**
 * Binary search over prefixes: a prefix is valid when it decodes as a stream, an incomplete tail allowed. Such a tail at
 * the end of the longest one is a character that is never completed, so the fault is where it begins.
 */
function firstInvalidOffset(bytes: Uint8Array): number {
  let valid = 0;
  let invalid = bytes.length;
  while (valid < invalid) {
    const middle = Math.floor((valid + invalid) / 2) + 1;
    if (decodes(bytes.subarray(0, middle), { stream: true })) valid = middle;
    else invalid = middle - 1;
  }
  while (valid > 0 && !decodes(bytes.subarray(0, valid), { stream: false })) valid--;
  return valid;
}

function decodes(bytes: Uint8Array, options: { readonly stream: boolean }): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, options);
    return true;
  } catch {
    return false;
  }
}
