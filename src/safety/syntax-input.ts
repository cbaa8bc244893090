import { languageOfFile, type LanguageId } from '../domain/language.ts';
import { decodeText, type DecodedText } from '../domain/text.ts';
import { isJsonWithComments } from '../codebase/languages/json.ts';
import type { JudgedSource } from '../codebase/languages/judgement.ts';
import type { JavaScriptGoal } from '../codebase/package-goal.ts';

/** A file to judge: `before` is null for a new file; without `language` the name and the content decide. */
export type SyntaxInput = {
  readonly path: string;
  readonly language?: LanguageId | null;
  readonly before: Uint8Array | null;
  readonly after: Uint8Array;
  /** How JavaScript is to be read, on both sides; null or left out, the extension and the text decide. */
  readonly goal?: JavaScriptGoal | null;
  /** The oldest Python that the project runs on, such as `3.9`; null or left out where it does not say. */
  readonly oldestPython?: string | null;
};

/** Beyond a limit a file is rejected by name, never passed. */
export type SyntaxLimits = {
  readonly maxBytes: number;
  /** For one parser and one text. */
  readonly timeoutMs: number;
  /** For all parsers together and both sides of a file, by the clock on the wall. */
  readonly wallMs: number;
};

/** What holds where the caller sets no limit. */
export const DEFAULT_SYNTAX_LIMITS: SyntaxLimits = {
  maxBytes: 4_000_000,
  timeoutMs: 10_000,
  wallMs: 30_000,
};

/** The text of a file, or why it has none that is judged. */
export type BoundedText = DecodedText | { readonly kind: 'too-large'; readonly reason: string };

/** The language of a changed file: a script that lost its first line is still what it was. */
export function languageOfSides({
  path,
  before,
  after,
}: Pick<SyntaxInput, 'path' | 'before' | 'after'>): LanguageId | null {
  return languageOfFile(path, after) ?? (before === null ? null : languageOfFile(path, before));
}

/** What says how the texts of both sides are read. */
export function readingOf({
  path,
  before,
  goal = null,
  oldestPython = null,
}: SyntaxInput): Pick<JudgedSource, 'goal' | 'oldestPython' | 'hasComments'> {
  return { goal, oldestPython, hasComments: path.endsWith('.json') && hadComments(before) };
}

/** Whether a file of JSON had comments before: then its tools allow them. */
function hadComments(before: Uint8Array | null): boolean {
  if (before === null || before.length > DEFAULT_SYNTAX_LIMITS.maxBytes) return false;
  const decoded = decodeText(before);
  return decoded.kind === 'text' && isJsonWithComments(decoded.text);
}

/** The text of a file's bytes, which are not decoded beyond the limit. */
export function decodeWithin({ maxBytes }: Pick<SyntaxLimits, 'maxBytes'>, bytes: Uint8Array): BoundedText {
  return bytes.length <= maxBytes ? decodeText(bytes) : tooLarge(bytes.length, maxBytes);
}

/** That a file is beyond the limit of its size. */
export function tooLarge(
  sizeBytes: number,
  maxBytes: number,
): Extract<BoundedText, { readonly kind: 'too-large' }> {
  return { kind: 'too-large', reason: `has ${sizeBytes} bytes; files above ${maxBytes} are not judged` };
}
