import { LANGUAGE_BY_EXTENSION, LANGUAGE_BY_INTERPRETER, LANGUAGE_BY_NAME } from './language-tables.ts';

/** Languages with an adapter of their own; every other grammar is named by its id as a plain string. */
export type LanguageId = string;

/** How many bytes of a file may tell its language where its name does not. */
export const HEAD_BYTES = 512;

// `env` may be given options, among them `-S` glued to what follows, and variables.
const SHEBANG = /^#![ \t]*(?:\S*\/)?(?:env[ \t]+(?:(?:-S|--split-string=?|-\S+|\w+=\S*)[ \t]*)*)?(\S+)/;
const VERSION = /-?[\d.]+$/;
const CALL_AT_LINE_START = /^[a-z_]+\(/m;

/** The language of a file by its name, the whole of it or its extension, or null where none is known. */
export function languageOf(path: string): LanguageId | null {
  const name = nameOf(path);
  const byName = lookUp(LANGUAGE_BY_NAME, name);
  if (byName !== null) return byName;
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? null : lookUp(LANGUAGE_BY_EXTENSION, name.slice(dot + 1).toLowerCase());
}

/** The language of a file by its name, else by how it begins. @param head its first bytes, at least {@link HEAD_BYTES} if there are as many */
export function languageOfFile(path: string, head: Uint8Array): LanguageId | null {
  const known = languageOf(path);
  if (known !== null || !mayTellLanguage(path)) return known;
  const text = new TextDecoder().decode(head.subarray(0, HEAD_BYTES));
  if (isBazelName(path)) return CALL_AT_LINE_START.test(text) ? 'python' : null;
  const program = SHEBANG.exec(text)?.[1] ?? '';
  if (/^python-?2/.test(nameOf(program))) return null;
  return lookUp(LANGUAGE_BY_INTERPRETER, nameOf(program).replace(VERSION, ''));
}

/** Whether the content may tell what the name does not. A name with an extension that nobody knows is often a template's. */
export function mayTellLanguage(path: string): boolean {
  return languageOf(path) === null && nameOf(path).lastIndexOf('.') <= 0;
}

/** Bazel's files are written in a part of Python's syntax, but their names are those of plain texts as well. */
function isBazelName(path: string): boolean {
  return /(?:^|\/)(?:BUILD|WORKSPACE)$/.test(path);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A name such as `constructor` is no key of a table, though every object answers to it. */
function lookUp(table: Readonly<Record<string, LanguageId>>, key: string): LanguageId | null {
  return Object.hasOwn(table, key) ? (table[key] ?? null) : null;
}
