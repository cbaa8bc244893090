import { open } from 'node:fs/promises';
import { systemCodeOf } from '../domain/errors.ts';
import {
  HEAD_BYTES,
  languageOf,
  languageOfFile,
  mayTellLanguage,
  type LanguageId,
} from '../domain/language.ts';

/** The language of a regular file. Only where its name says nothing, its first bytes are read; what may not be read has none. */
export async function languageOnDisk(path: string): Promise<LanguageId | null> {
  return mayTellLanguage(path) ? languageOfFile(path, await headOf(path)) : languageOf(path);
}

async function headOf(path: string): Promise<Uint8Array> {
  try {
    await using file = await open(path, 'r');
    const { buffer, bytesRead } = await file.read(new Uint8Array(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } catch (error) {
    if (systemCodeOf(error) === null) throw error;
    return new Uint8Array();
  }
}
