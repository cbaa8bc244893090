import { codeOfFile, type CodeOfFile } from '../../codebase/languages/code-of-file.ts';
import type { Candidate } from '../../domain/ports.ts';
import { textOf } from '../imports/added-imports.ts';
import type { TextReaders } from '../text-readers.ts';
import { unsilenced } from '../suppressions/unsilenced.ts';
import type { LintedFile, LintReport } from './lint-finding.ts';
import { lintByOxlint } from './lint-by-oxlint.ts';
import { freshInPython } from './lint-python.ts';
import { freshInScript } from './lint-script.ts';

const PYTHON = /\.(?:pyw?|ipynb)$/;

/** What the linters say of the changed files, by path; the last one first where a file has several. */
export async function lintChanges(
  candidate: Candidate,
  files: readonly LintedFile[],
  place: { readonly root: string; readonly signal: AbortSignal; readonly readers: TextReaders },
): Promise<ReadonlyMap<string, readonly LintReport[]>> {
  const reports = new Map<string, readonly LintReport[]>();
  const scripts = files.filter(({ path }) => !PYTHON.test(path));
  const byOxlint =
    scripts.length === 0 ? new Map<string, LintReport>() : await lintByOxlint(candidate, scripts, place);
  for (const file of files) {
    place.signal.throwIfAborted();
    const own = await freshIn(file, candidate, place.readers);
    const other = byOxlint.get(file.path);
    reports.set(file.path, other === undefined ? [own] : [other, own]);
  }
  return reports;
}

async function freshIn(
  { path, text, before }: LintedFile,
  candidate: Candidate,
  readers: TextReaders,
): Promise<LintReport> {
  const now = await codeOfFile(path, text);
  if (now === null) return { kind: 'not-judged', reason: 'it has no code that a linter here reads' };
  const old = before === null ? null : await codeOfFile(path, before);
  const report =
    now.language === 'python'
      ? await freshInPython({ now, before: old }, readers)
      : await freshInScript({ now, before: old }, candidate, readers);
  return inFile(report, now);
}

function inFile(report: LintReport, { offsetInFile, host }: CodeOfFile): LintReport {
  if (report.kind === 'not-judged' || host === null) return report;
  const fresh = report.fresh.map((finding) => ({
    ...finding,
    problem: { ...finding.problem, offset: offsetInFile(finding.problem.offset) },
  }));
  return { ...report, fresh };
}

/** The sides of the changes that can be linted; new comments that silence a linter are crossed out unless they are asked for. */
export function lintedFiles(candidate: Candidate): readonly LintedFile[] {
  const heard = unsilenced(candidate, ['lint', 'types']);
  return heard.candidate.changes.flatMap(({ path, before, after }, index) => {
    if (after === null) return [];
    const suppressions = heard.suppressions.filter((one) => one.path === path);
    const shown = textOf(candidate.changes[index]?.after ?? after);
    return [
      { path, shown, text: textOf(after), before: before === null ? null : textOf(before), suppressions },
    ];
  });
}
