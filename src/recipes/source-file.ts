import { messageOf, OuroborosError } from '../domain/errors.ts';
import type { FileChange } from '../domain/patch.ts';
import type { SourceTree } from '../domain/ports.ts';
import { decodeText, encodeText, lineStartsOf, type SourceText } from '../domain/text.ts';

/** A text file of the tree, with the bytes that it was read from. */
export type SourceFile = SourceText & { readonly path: string; readonly bytes: Uint8Array };

/** Why a file gives no text to work on, in one sentence. */
export type NoSource = { readonly kind: 'refused'; readonly reason: string };

/** Reads a file as text; that it is missing, binary or not UTF-8 is a value. */
export async function readSource(
  tree: SourceTree,
  path: string,
): Promise<{ readonly kind: 'source'; readonly file: SourceFile } | NoSource> {
  const bytes = await tree.read(path);
  if (bytes === null) return { kind: 'refused', reason: `There is no file ${path}.` };
  const decoded = decodeText(bytes);
  switch (decoded.kind) {
    case 'text':
      return { kind: 'source', file: { ...decoded, path, bytes } };
    case 'binary':
      return { kind: 'refused', reason: `${path} ${decoded.reason}.` };
    case 'invalid-utf8':
      return {
        kind: 'refused',
        reason: `${path} is not UTF-8: an invalid byte at offset ${decoded.offset}.`,
      };
  }
}

/** Why the parsers gave up on one file, as a sentence; null for an error that is not about the file. */
export function givenUpBecause(error: unknown, path: string): string | null {
  if (error instanceof RangeError && /call stack/.test(error.message)) {
    return `${path} is nested too deeply to be worked on.`;
  }
  const isAboutFile = error instanceof OuroborosError && error.code === 'bad-file';
  return isAboutFile ? `${path} cannot be worked on: ${messageOf(error)}` : null;
}

/** The change that gives a file a new text; its byte order mark stays. */
export function changeTo(file: SourceFile, text: string): FileChange {
  const after = encodeText({ text, hasByteOrderMark: file.hasByteOrderMark });
  return { path: file.path, before: file.bytes, after, tolerances: [] };
}

/** Offsets of the lines that a `range` slot names, as `10-20`; end exclusive, without the last line's end. */
export function spanOfRange(
  text: string,
  range: string,
): { readonly start: number; readonly end: number } | null {
  const [first = 0, last = 0] = range.split('-').map(Number);
  const starts = lineStartsOf(text);
  const start = starts[first - 1];
  if (start === undefined || last > starts.length || last < first) return null;
  const lines = text.slice(start, starts[last] ?? text.length);
  const trimmed = lines.trimEnd();
  return { start: start + trimmed.length - trimmed.trimStart().length, end: start + trimmed.length };
}

/** The same tree, each file read once at most: for work that looks at every file again and again. */
export function rememberingTree(tree: SourceTree): SourceTree {
  const read = new Map<string, Promise<Uint8Array | null>>();
  let list: Promise<readonly string[]> | null = null;
  return {
    list: () => (list ??= tree.list()),
    read: (path) => {
      const bytes = read.get(path) ?? tree.read(path);
      read.set(path, bytes);
      return bytes;
    },
  };
}
