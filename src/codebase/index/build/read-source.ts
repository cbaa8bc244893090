import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, systemCodeOf } from '../../../domain/errors.ts';
import { languageOf } from '../../../domain/language.ts';
import { decodeText } from '../../../domain/text.ts';
import type { FileStamp } from '../store/file-writer.ts';
import type { ChangedFile } from './changes.ts';

const MAX_SIZE_BYTES = 1024 * 1024;

/** File systems keep times in ticks of up to two seconds: a change within the tick of a read does not show. */
const RACY_MS = 2000;

/** What a file holds: a text, or nothing the index could use. */
export type Source =
  | { readonly kind: 'text'; readonly stamp: FileStamp & { readonly sha256: string }; readonly text: string }
  | { readonly kind: 'skipped'; readonly stamp: FileStamp; readonly reason: string }
  | { readonly kind: 'vanished' };

/** Reads a file that is a text of at most 1 MB in UTF-8; links are not followed. */
export function readSource(root: string, file: ChangedFile): Source {
  const stamp = { ...stampOf(file), sha256: null };
  if (file.type !== 'file') return { kind: 'skipped', stamp, reason: NO_FILE[file.type] };
  if (file.sizeBytes > MAX_SIZE_BYTES) return { kind: 'skipped', stamp, reason: 'is larger than 1 MB' };
  const bytes = readBytes(join(root, file.path));
  if (bytes.kind === 'vanished') return bytes;
  // Whether it may be read can change without a trace in its time.
  if (bytes.kind === 'unreadable') {
    return { kind: 'skipped', stamp: { ...stamp, isSettled: false }, reason: bytes.reason };
  }
  return decode({ ...stamp, sha256: hash('sha256', bytes.bytes, 'hex') }, bytes.bytes);
}

const NO_FILE = {
  link: 'is a link, and links are not followed',
  other: 'is no regular file',
  unnamed: 'has a name that is not UTF-8',
} as const;

function stampOf(file: ChangedFile): Omit<FileStamp, 'sha256'> {
  const { path, sizeBytes, mtimeMs } = file;
  const isSettled = Date.now() - mtimeMs > RACY_MS;
  return { path, sizeBytes, mtimeMs, isSettled, language: languageOf(path) };
}

function decode(stamp: FileStamp & { readonly sha256: string }, bytes: Uint8Array): Source {
  const decoded = decodeText(bytes);
  switch (decoded.kind) {
    case 'text':
      return { kind: 'text', stamp, text: decoded.text };
    case 'binary':
      return { kind: 'skipped', stamp, reason: decoded.reason };
    case 'invalid-utf8':
      return { kind: 'skipped', stamp, reason: `is not UTF-8: see its byte ${decoded.offset}` };
  }
}

type Read =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'unreadable'; readonly reason: string }
  | { readonly kind: 'vanished' };

function readBytes(path: string): Read {
  try {
    return { kind: 'bytes', bytes: readFileSync(path) };
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === null) throw error;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'vanished' };
    return { kind: 'unreadable', reason: `cannot be read: ${messageOf(error)}` };
  }
}
