import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { formatDiagnostic, type Diagnostic } from '../../domain/diagnostic.ts';
import { messageOf, OuroborosError, systemCodeOf } from '../../domain/errors.ts';
import { printable } from '../../domain/terminal-text.ts';
import { openPython3 } from '../../codebase/languages/python3.ts';
import { checkSyntax, type SyntaxVerdict } from '../../safety/syntax-check.ts';
import type { Io } from '../io.ts';

export type CheckOptions = {
  readonly files: readonly string[];
  /** One JSON object a line instead of text. */
  readonly json?: boolean;
  /** File names are read from standard input too: one a line, or ended by NUL. */
  readonly stdinFiles?: boolean;
};

type CheckIo = Pick<Io, 'stdout' | 'cwd' | 'signal' | 'readStdin'>;

/**
 * Judges files by themselves, with no state before, and gives the exit code: 0 when all are valid, 1 when one is not.
 * A file of a language without a parser is valid and says that nothing verified it.
 * @throws OuroborosError with exit code 2 when no file is named, or one is missing or no regular file
 */
export async function runCheck(options: CheckOptions, io: CheckIo): Promise<number> {
  const named = await namedFiles(options, io);
  for (const file of named) if (!isListed(file, options)) await requireRegularFile(file, io.cwd);
  const files = await withoutSkipped(named, options, io.cwd);
  // One interpreter serves all files.
  const python = openPython3({ signal: io.signal });
  const verdicts: SyntaxVerdict[] = [];
  try {
    for (const file of files) {
      const after = await bytesOf(file, io.cwd);
      const verdict = await checkSyntax({ path: file, before: null, after }, { python, signal: io.signal });
      verdicts.push(verdict);
      const lines = options.json === true ? [jsonLine(file, verdict)] : textLines(verdict);
      for (const line of lines) io.stdout(line);
    }
  } finally {
    python.close();
  }
  if (options.json !== true) io.stdout(summaryOf(verdicts));
  return verdicts.every(({ valid }) => valid) ? 0 : 1;
}

/** An empty list on standard input is no mistake: a hook runs with nothing changed. */
async function namedFiles({ files, stdinFiles }: CheckOptions, io: CheckIo): Promise<readonly string[]> {
  if (stdinFiles === true) {
    const text = await io.readStdin();
    const names = text.split(text.includes('\0') ? '\0' : /\r?\n/).filter((name) => name !== '');
    return [...new Set([...files, ...names])];
  }
  if (files.length > 0) return [...new Set(files)];
  throw new OuroborosError('usage', 'No files to check.', {
    hint: 'Name files: ouroboros check src/app.py. Or pipe names: git ls-files | ouroboros check --stdin-files',
  });
}

/** Whether the name came from standard input alone. */
function isListed(file: string, { files, stdinFiles }: CheckOptions): boolean {
  return stdinFiles === true && !files.includes(file);
}

/** A list of git names what is no file: submodules, links to folders, and what was deleted in the work tree. */
async function withoutSkipped(
  named: readonly string[],
  options: CheckOptions,
  cwd: string,
): Promise<readonly string[]> {
  const kept: string[] = [];
  for (const file of named) {
    const isFile = !isListed(file, options) || (await isRegularFile(file, cwd));
    if (isFile) kept.push(file);
  }
  return kept;
}

async function isRegularFile(file: string, cwd: string): Promise<boolean> {
  const found = await stat(resolve(cwd, file)).catch((error: unknown) =>
    systemCodeOf(error) === 'ENOENT' ? null : refuse(file, error),
  );
  return found?.isFile() === true;
}

async function requireRegularFile(file: string, cwd: string): Promise<void> {
  const found = await stat(resolve(cwd, file)).catch((error: unknown) => refuse(file, error));
  if (found.isFile()) return;
  if (!found.isDirectory()) throw new OuroborosError('usage', `${file} is not a regular file.`);
  throw new OuroborosError('usage', `${file} is a folder; check takes files.`, {
    hint: `git ls-files -- ${file} | ouroboros check --stdin-files`,
  });
}

async function bytesOf(file: string, cwd: string): Promise<Uint8Array> {
  return readFile(resolve(cwd, file)).catch((error: unknown) => refuse(file, error));
}

function refuse(file: string, error: unknown): never {
  if (systemCodeOf(error) === 'ENOENT') throw new OuroborosError('not-found', `There is no file ${file}.`);
  throw new OuroborosError('bad-file', `${file} cannot be read: ${messageOf(error)}`, { cause: error });
}

function jsonLine(file: string, verdict: SyntaxVerdict): string {
  const { kind, language, valid, verifiedBy } = verdict;
  const places = shownOf(verdict).map(({ line, column, kind, message }) => ({ line, column, kind, message }));
  return JSON.stringify({
    file,
    language,
    valid,
    verdict: kind,
    verified_by: verifiedBy,
    diagnostics: places,
  });
}

/** What a file was not judged for is shown even where it does not count. */
function shownOf({ kind, diagnostics, warnings }: SyntaxVerdict): readonly Diagnostic[] {
  return kind === 'not-judged' ? [...diagnostics, ...warnings.slice(0, 1)] : diagnostics;
}

function textLines(verdict: SyntaxVerdict): readonly string[] {
  return shownOf(verdict).flatMap((diagnostic) => {
    const context = diagnostic.context === '' ? [] : printable(diagnostic.context).split('\n');
    return [printable(formatDiagnostic(diagnostic)), ...context];
  });
}

function summaryOf(verdicts: readonly SyntaxVerdict[]): string {
  const count = (kind: SyntaxVerdict['kind']): number =>
    verdicts.filter((verdict) => verdict.kind === kind).length;
  const unknown = verdicts.filter(isWithoutParser).length;
  const unread = count('not-judged') - unknown;
  const counts = [`${count('valid')} valid`, `${count('invalid')} invalid`];
  if (unread > 0) counts.push(`${unread} not judged`);
  if (unknown > 0) counts.push(`${unknown} of a language without a parser`);
  return `${verdicts.length} ${verdicts.length === 1 ? 'file' : 'files'}: ${counts.join(', ')}`;
}

function isWithoutParser(verdict: SyntaxVerdict): boolean {
  return verdict.kind === 'not-judged' && shownOf(verdict).length === 0;
}
