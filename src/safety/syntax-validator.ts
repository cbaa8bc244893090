import { readFile } from 'node:fs/promises';
import { formatDiagnostic, type Diagnostic } from '../domain/diagnostic.ts';
import { messageOf, OuroborosError, systemCodeOf } from '../domain/errors.ts';
import { languageOf, languageOfFile, mayTellLanguage, type LanguageId } from '../domain/language.ts';
import { hasParser, judgedLanguages } from '../codebase/languages/judge-syntax.ts';
import { checkSyntax, type SyntaxOptions } from './syntax-check.ts';

/** One syntax error. Line and column count from 1, the column in code points; `context` shows the lines around. */
export type ValidationError = Omit<Diagnostic, 'path'>;

/** What the validator says of a text or a file taken by itself. */
export type ValidationResult = {
  readonly isValid: boolean;
  /** At most five, the strongest parser's first. */
  readonly errors: readonly ValidationError[];
  /** The errors with their places and the lines around as one text, to hand to a model; empty when valid. */
  readonly errorSummary: string;
};

/**
 * Validates source code by the parsers of the syntax gate.
 * @param language an id such as `python`, or a file extension such as `py`
 * @throws OuroborosError `usage` when no parser knows the language
 */
export async function validate(
  code: string,
  language: LanguageId,
  options: SyntaxOptions = {},
): Promise<ValidationResult> {
  const known = requireParser(languageOf(`code.${language}`) ?? language, language);
  return validateBytes({ path: 'code', language: known, after: new TextEncoder().encode(code) }, options);
}

/**
 * Validates a file as it is on disk; its name says the language, or its first line.
 * @throws OuroborosError `not-found` or `bad-file` when it cannot be read, `usage` when no parser knows its language
 */
export async function validateFile(path: string, options: SyntaxOptions = {}): Promise<ValidationResult> {
  if (!mayTellLanguage(path)) requireParser(languageOf(path), path);
  const after = await bytesOf(path);
  const language = requireParser(languageOfFile(path, after), path);
  return validateBytes({ path, language, after }, options);
}

async function validateBytes(
  file: { readonly path: string; readonly language: LanguageId; readonly after: Uint8Array },
  options: SyntaxOptions,
): Promise<ValidationResult> {
  const { valid, diagnostics } = await checkSyntax({ ...file, before: null }, options);
  return {
    isValid: valid,
    errors: diagnostics.map(({ path: _path, ...error }) => error),
    errorSummary: diagnostics.map((one) => `${formatDiagnostic(one)}\n${one.context}`.trimEnd()).join('\n\n'),
  };
}

function requireParser(language: LanguageId | null, named: string): LanguageId {
  if (language !== null && hasParser(language)) return language;
  throw new OuroborosError('usage', `No parser is known for ${named}.`, {
    hint: `Languages: ${judgedLanguages().join(', ')}.`,
  });
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = systemCodeOf(error) === 'ENOENT' ? 'not-found' : 'bad-file';
    throw new OuroborosError(code, `${path} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}
