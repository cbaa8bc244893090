import type { Diagnostic } from '../../domain/diagnostic.ts';
import { digestOf } from '../../domain/digest.ts';
import { mayHaveCode } from '../../codebase/languages/code-of-file.ts';
import { isTestData } from '../../codebase/test-files.ts';
import type { Candidate, Gate, JudgedFile, Verdict } from '../../domain/ports.ts';
import type { LintedFile, LintFinding, LintReport } from '../lint/lint-finding.ts';
import { toldSuppressions, type Suppression } from '../suppressions/new-suppressions.ts';
import { diagnosticsOf } from '../syntax-findings.ts';
import { createTextReaders, type TextReaders } from '../text-readers.ts';

const DECLARATIONS = /\.pyi$|\.d\.[cm]?ts$/;
const MINIFIED = /\.min\.[cm]?js$/;
const MAX_DIAGNOSTICS = 5;
const MAX_NAMED = 5;

/**
 * Refuses new mistakes that a linter can tell: undefined names, and what is an error by ruff's rules or by those of the
 * project's own oxlint. Unused names and matters of taste are told and refuse nothing; nor does anything in data of tests
 * in what is minified, or in a file that a later step of the plan will change.
 */
export function createLintGate(
  { root }: { readonly root: string },
  readers: TextReaders = createTextReaders(),
): Gate {
  return {
    id: 'lint',
    checkType: 'lint',
    isHealable: true,
    judges: 'each-step',
    appliesTo: isLinted,
    check: async (candidate, signal) => {
      const { lintChanges, lintedFiles } = await import('../lint/lint-changes.ts');
      const files = lintedFiles(candidate).filter(({ path }) => isLinted(path));
      return verdictOf(candidate, files, await lintChanges(candidate, files, { root, signal, readers }));
    },
  };
}

function isLinted(path: string): boolean {
  return mayHaveCode(path) && !DECLARATIONS.test(path);
}

async function verdictOf(
  candidate: Candidate,
  files: readonly LintedFile[],
  reports: ReadonlyMap<string, readonly LintReport[]>,
): Promise<Verdict> {
  const waits = new Set(candidate.intent.later);
  const told = files.map((file) => {
    const own = reports.get(file.path) ?? [];
    const fresh = own.flatMap((report) => (report.kind === 'judged' ? report.fresh : []));
    const isExcused = waits.has(file.path) || isTestData(file.path) || MINIFIED.test(file.path);
    const errors = isExcused ? [] : fresh.filter(({ weight }) => weight === 'error');
    return { file, errors, warnings: fresh.filter((finding) => !errors.includes(finding)) };
  });
  const refused = told.filter(({ errors }) => errors.length > 0);
  const reasons = [...reports].flatMap(([path, own]) =>
    own.flatMap((report) => {
      const reason = report.kind === 'not-judged' ? report.reason : report.leftOpen;
      return reason === undefined ? [] : [`${path}: ${reason}`];
    }),
  );
  const warnings = told.flatMap(({ file, warnings }) =>
    warnings.map((finding) => ({ path: file.path, finding })),
  );
  return {
    passed: refused.length === 0,
    summary: summaryOf({
      refused: refused.map(({ file }) => file.path),
      warnings,
      reasons,
      suppressions: files.flatMap((file) => file.suppressions).filter(({ silenced }) => silenced === 'lint'),
    }),
    diagnostics: await diagnosticsIn(refused),
    judged: judgedFiles(candidate, reports),
    ...countsOf(reports),
  };
}

/** Where two linters know a file, the project's own comes first, and its word counts. */
function countsOf(reports: ReadonlyMap<string, readonly LintReport[]>): Pick<Verdict, 'counts'> {
  const counts = [...reports].flatMap(([path, own]) => {
    const judged = own.find((report) => report.kind === 'judged');
    return judged === undefined ? [] : [{ path, ...judged.counts }];
  });
  return counts.length === 0 ? {} : { counts };
}

async function diagnosticsIn(
  refused: readonly { readonly file: LintedFile; readonly errors: readonly LintFinding[] }[],
): Promise<readonly Diagnostic[]> {
  const told = await Promise.all(
    refused.map(async ({ file, errors }) =>
      diagnosticsOf(errors, { path: file.path, text: file.shown, old: new Set() }),
    ),
  );
  return told.flat().slice(0, MAX_DIAGNOSTICS);
}

function judgedFiles(
  { changes }: Candidate,
  reports: ReadonlyMap<string, readonly LintReport[]>,
): readonly JudgedFile[] {
  return changes.flatMap(({ path, after }) => {
    const isJudged = reports.get(path)?.some(({ kind }) => kind === 'judged') ?? false;
    return after === null || !isJudged ? [] : [{ path, digest: digestOf(after), verifiedBy: [] }];
  });
}

type Told = {
  readonly refused: readonly string[];
  readonly warnings: readonly { readonly path: string; readonly finding: LintFinding }[];
  readonly reasons: readonly string[];
  readonly suppressions: readonly Suppression[];
};

function summaryOf({ refused, warnings, reasons, suppressions }: Told): string {
  const verdict = refused.length === 0 ? 'No new lint errors.' : `New lint errors in ${refused.join(', ')}.`;
  const named = warnings.slice(0, MAX_NAMED).map(({ path, finding }) => `${path} ${finding.problem.message}`);
  const more = warnings.length > MAX_NAMED ? `, and ${warnings.length - MAX_NAMED} more` : '';
  const warned = named.length === 0 ? [] : [`Warnings: ${named.join('; ')}${more}.`];
  const notJudged = reasons.length === 0 ? [] : [`Not judged: ${reasons.join('; ')}.`];
  return [verdict, ...warned, ...toldSuppressions(suppressions), ...notJudged].join(' ');
}
