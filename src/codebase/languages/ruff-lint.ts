import { INVALID_SYNTAX, ruffDiagnostics, withoutSuppressions } from './ruff.ts';
import { shortMessage } from './syntax-problem.ts';

/** What a rule has against a place of a text; `offset` is in UTF-16 code units. */
export type LintProblem = {
  /** The rule, e.g. `S307`. */
  readonly code: string;
  readonly message: string;
  readonly offset: number;
};

export type LintOptions = {
  readonly select: readonly string[];
  /** Whether a `# noqa` counts, as it does unless said otherwise. */
  readonly suppressions?: 'respected' | 'ignored';
};

/**
 * Judges Python text by the selected rules of ruff, in the order of the text; syntax errors are left to the parsers.
 * @throws Error when ruff breaks down on the text
 */
export async function lintPython(text: string, options: LintOptions): Promise<readonly LintProblem[]> {
  const judged = options.suppressions === 'ignored' ? withoutSuppressions(text) : text;
  const diagnostics = await ruffDiagnostics(judged, { select: options.select });
  return diagnostics
    .filter(({ code }) => code !== INVALID_SYNTAX)
    .map(({ code, message, start }) => ({ code, message: shortMessage(message), offset: start }))
    .toSorted((a, b) => a.offset - b.offset);
}
