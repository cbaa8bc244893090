import type { CodeOfFile } from '../../codebase/languages/code-of-file.ts';
import type { FindingCount } from '../../domain/finding-counts.ts';
import { newItems } from '../../domain/new-items.ts';
import { lineAt } from '../../domain/text.ts';
import type { Suppression } from '../suppressions/new-suppressions.ts';

/** A changed file with its two sides as text; `before` is null for a new file. */
export type LintedFile = {
  readonly path: string;
  readonly before: string | null;
  /** As it will be written. */
  readonly shown: string;
  /** As linters see it: `suppressions`, which are new, are crossed out. */
  readonly text: string;
  readonly suppressions: readonly Suppression[];
};

/** The code of a file after and before a change; null for a new file. */
export type CodeSides = { readonly now: CodeOfFile; readonly before: CodeOfFile | null };

/** What a linter has against a place of a file. An error refuses the change, a warning is only told. */
export type LintFinding = {
  readonly parser: 'ruff' | 'typescript' | 'oxlint';
  readonly weight: 'error' | 'warning';
  readonly problem: {
    readonly kind: 'lint';
    readonly code: string;
    readonly message: string;
    /** In UTF-16 code units. */
    readonly offset: number;
  };
  /** What tells it from others of its file, wherever it stands. */
  readonly key: string;
};

/** What one linter says of a file that changed: what is new, or why it cannot say. */
export type LintReport =
  | {
      readonly kind: 'judged';
      readonly by: LintFinding['parser'];
      readonly fresh: readonly LintFinding[];
      readonly counts: Omit<FindingCount, 'path'>;
      /** What it could not judge beside that. */
      readonly leftOpen?: string;
    }
  | { readonly kind: 'not-judged'; readonly reason: string };

type Problem = Omit<LintFinding['problem'], 'kind'>;

/** A finding about a line; the same line may move. */
export function findingOnLine(
  text: string,
  { parser, weight }: Pick<LintFinding, 'parser' | 'weight'>,
  { code, message, offset }: Problem,
): LintFinding {
  const key = [code, message.replace(/\bline \d+/g, 'line'), lineAt(text, offset).trim()].join('\n');
  return { parser, weight, problem: { kind: 'lint', code, message: `${message} (${code})`, offset }, key };
}

/** A finding about a name that is missing: where the text did without it before, it does so at any line. */
export function findingOnName(finding: LintFinding): LintFinding {
  return { ...finding, key: finding.problem.message };
}

/** The findings that a text has and the text before had not. A name that was missing before is missing nowhere anew. */
export function freshFindings(
  now: readonly LintFinding[],
  before: readonly LintFinding[],
): readonly LintFinding[] {
  const missing = new Set(before.filter(isOnName).map(({ key }) => key));
  return newItems(now, before, ({ key }) => key).filter(
    (finding) => !isOnName(finding) || !missing.has(finding.key),
  );
}

function isOnName({ key, problem }: LintFinding): boolean {
  return key === problem.message;
}
