import { formatDiagnostic } from '../../domain/diagnostic.ts';
import { printable, printableLine } from '../../domain/terminal-text.ts';
import { summaryLines, type CheckedFile, type CheckReport } from './check-report.ts';

/** For people: place, message and lines of each error, and the numbers at the end. */
export const CHECK_AS_TEXT: CheckReport = { ofFile: textLines, ofAll: summaryLines };

/** For scripts: one JSON object a file. */
export const CHECK_AS_JSON: CheckReport = { ofFile: (file) => [jsonLine(file)], ofAll: () => [] };

function textLines({ shown }: CheckedFile): readonly string[] {
  return shown.flatMap((diagnostic) => {
    const context = diagnostic.context === '' ? [] : printable(diagnostic.context).split('\n');
    return [printableLine(formatDiagnostic(diagnostic)), ...context];
  });
}

function jsonLine({ name, digest, verdict, shown }: CheckedFile): string {
  const { kind, language, valid, verifiedBy } = verdict;
  return JSON.stringify({
    file: name,
    digest,
    language,
    valid,
    verdict: kind,
    verified_by: verifiedBy,
    diagnostics: shown.map(({ path: _path, utf16: _utf16, ...told }) => told),
  });
}
