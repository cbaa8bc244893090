import { languageOf } from '../../domain/language.ts';
import type { Candidate } from '../../domain/ports.ts';
import { textOf } from '../imports/added-imports.ts';
import type { LintedFile, LintReport } from './lint-finding.ts';
import { lintByOxlint } from './lint-by-oxlint.ts';
import { freshInPython } from './lint-python.ts';
import { freshInScript } from './lint-script.ts';

/** What the linters say of the changed files, by path; the last one first where a file has several. */
export async function lintChanges(
  candidate: Candidate,
  files: readonly LintedFile[],
  place: { readonly root: string; readonly signal: AbortSignal },
): Promise<ReadonlyMap<string, readonly LintReport[]>> {
  const reports = new Map<string, readonly LintReport[]>();
  const scripts = files.filter(({ path }) => languageOf(path) !== 'python');
  const byOxlint =
    scripts.length === 0 ? new Map<string, LintReport>() : await lintByOxlint(candidate, scripts, place);
  for (const file of files) {
    place.signal.throwIfAborted();
    const own =
      languageOf(file.path) === 'python'
        ? await freshInPython(file.text, file.before)
        : await freshInScript(file, candidate);
    const other = byOxlint.get(file.path);
    reports.set(file.path, other === undefined ? [own] : [other, own]);
  }
  return reports;
}

/** The sides of the changes that can be linted. */
export function lintedFiles({ changes }: Candidate): readonly LintedFile[] {
  return changes.flatMap(({ path, before, after }) =>
    after === null ? [] : [{ path, text: textOf(after), before: before === null ? null : textOf(before) }],
  );
}
