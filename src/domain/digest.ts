import { createHash } from 'node:crypto';

/** `sha256:` and 64 hexadecimal digits: the form of every hash in a record. */
export type Digest = `sha256:${string}`;

/** The SHA-256 of exactly these bytes (a string counts as its UTF-8 bytes). */
export function digestOf(bytes: Uint8Array | string): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
