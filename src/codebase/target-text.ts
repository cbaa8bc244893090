import { decodeText } from '../domain/text.ts';

const NEWLINE = 0x0a;

/** Why bytes are not text that can be edited without loss, as the end of a sentence that begins with the file; or null. */
export function whyNotText(bytes: Uint8Array): string | null {
  const decoded = decodeText(bytes);
  if (decoded.kind === 'text') return null;
  if (decoded.kind === 'binary') return decoded.reason;
  const { offset } = decoded;
  const byte = (bytes[offset] ?? 0).toString(16).padStart(2, '0').toUpperCase();
  const line = bytes.subarray(0, offset).reduce((count, each) => (each === NEWLINE ? count + 1 : count), 1);
  return `is not valid UTF-8: byte 0x${byte} at offset ${offset}, line ${line}`;
}
