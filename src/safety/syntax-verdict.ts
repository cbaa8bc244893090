import type { Diagnostic } from '../domain/diagnostic.ts';
import type { LanguageId } from '../domain/language.ts';
import { hasParser } from '../codebase/languages/judge-syntax.ts';
import { tooLarge, type BoundedText, type SyntaxLimits } from './syntax-input.ts';

/**
 * The verdict on one file. `not-judged` with `valid` true: nothing speaks against it, but no parser could read it.
 * `not-judged` with `valid` false: nobody can vouch for it, as beyond a limit; it is not called broken.
 */
export type SyntaxVerdict = {
  readonly kind: 'valid' | 'invalid' | 'not-judged';
  readonly valid: boolean;
  readonly language: LanguageId | null;
  /** The parsers that judged, the strongest last. */
  readonly verifiedBy: readonly string[];
  /** Why the file is not valid: at most five, the strongest parser's first. */
  readonly diagnostics: readonly Diagnostic[];
  /** What decided nothing: errors that were there before, or that an authority does not share. */
  readonly warnings: readonly Diagnostic[];
  /** Likely mistakes of the change that are no errors, and parsers that could not judge it. */
  readonly notes: readonly Diagnostic[];
};

/** Bytes that are no text, and the file that they are of. */
type Unread = {
  readonly path: string;
  readonly language: LanguageId;
  readonly bytes: Uint8Array;
  readonly fault: NotText;
};
type NotText = Exclude<BoundedText, { kind: 'text' }>;

/** Where a file says that its encoding is not UTF-8; in Python, by PEP 263, in a comment in one of the first two lines. */
const OWN_ENCODING: Readonly<Record<LanguageId, RegExp>> = {
  python: /^(?:[^\r\n]*(?:\r\n|\r|\n))?[ \t\f]*#.*?coding[:=][ \t]*[-\w.]+/,
  html: /<meta\b[^>]*\bcharset\s*=\s*["']?\s*(?!utf-?8\b)[a-z]|^\s*<\?xml\b[^>]*\bencoding\s*=\s*["'](?!utf-?8\b)[a-z]/i,
};
// HTML looks for it in as many bytes.
const HEAD_BYTES = 1_024;

/** The verdict on a file by its size alone, for who need not read it: null where it must be read to be judged. */
export function verdictBySize(
  file: { readonly path: string; readonly language: LanguageId | null; readonly sizeBytes: number },
  { maxBytes }: Pick<SyntaxLimits, 'maxBytes'>,
): SyntaxVerdict | null {
  const { path, language, sizeBytes } = file;
  if (language === null || !hasParser(language)) return verdictWithoutParser(language);
  return sizeBytes <= maxBytes ? null : refused({ path, language }, tooLarge(sizeBytes, maxBytes));
}

/** The verdict on a file of a language that no parser knows. */
export function verdictWithoutParser(language: LanguageId | null): SyntaxVerdict {
  return {
    kind: 'not-judged',
    valid: true,
    language,
    verifiedBy: [],
    diagnostics: [],
    warnings: [],
    notes: [],
  };
}

/** The verdict on a file whose bytes are no text: only one that names its own encoding passes. */
export function verdictOnNoText({ path, language, bytes, fault }: Unread): SyntaxVerdict {
  return hasOwnEncoding(language, fault, bytes)
    ? inOwnEncoding(path, language)
    : refused({ path, language }, fault);
}

function refused({ path, language }: Pick<Unread, 'path' | 'language'>, fault: NotText): SyntaxVerdict {
  const reason =
    fault.kind === 'invalid-utf8' ? `is not valid UTF-8 at byte ${fault.offset + 1}` : fault.reason;
  const diagnostic = { path, line: 1, column: 1, message: `The file ${reason}.` };
  const diagnostics = [{ ...diagnostic, kind: fault.kind, source: 'ouroboros', context: '' }];
  const kind = fault.kind === 'too-large' ? 'not-judged' : 'invalid';
  return { ...verdictWithoutParser(language), kind, valid: false, diagnostics };
}

function hasOwnEncoding(language: LanguageId, { kind }: NotText, bytes: Uint8Array): boolean {
  if (kind !== 'invalid-utf8') return false;
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1');
  return OWN_ENCODING[language]?.test(head) === true;
}

function inOwnEncoding(path: string, language: LanguageId): SyntaxVerdict {
  const message = 'Not judged: the file says that its encoding is not UTF-8.';
  const place = { path, line: 1, column: 1, source: 'ouroboros', context: '' };
  return { ...verdictWithoutParser(language), warnings: [{ ...place, kind: 'not-judged', message }] };
}
