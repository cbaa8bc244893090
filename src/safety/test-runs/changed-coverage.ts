import type { CoveredLines } from '../../codebase/measured-coverage/parse-coverage.ts';
import { lineChanges } from '../../domain/line-diff.ts';
import type { FileChange } from '../../domain/patch.ts';
import type { ChangedCoverage } from '../../domain/test-events.ts';
import { decodeText, linesOf } from '../../domain/text.ts';

/** The share of the lines of the changed files that tests ran, without the change and with it. */
export type CoverageShares = { readonly before: number; readonly after: number };

/** Compares what both sides measured; null where one of them measured nothing. */
export function coverageShares(
  before: ReadonlyMap<string, CoveredLines>,
  after: ReadonlyMap<string, CoveredLines>,
): CoverageShares | null {
  const [old, now] = [shareOf(before), shareOf(after)];
  return old === null || now === null ? null : { before: old, after: now };
}

function shareOf(files: ReadonlyMap<string, CoveredLines>): number | null {
  const all = [...files.values()];
  const count = (side: 'lines' | 'covered'): number => all.reduce((sum, file) => sum + file[side].size, 0);
  return count('lines') === 0 ? null : Math.round((count('covered') / count('lines')) * 10_000) / 10_000;
}

/** What was measured of the changed lines; files without a changed line that can be run are left out. */
export function coverageOfChanges(
  changes: readonly FileChange[],
  measured: ReadonlyMap<string, CoveredLines>,
): readonly ChangedCoverage[] {
  return changes.flatMap(({ path, before, after }) => {
    const counted = measured.get(path);
    if (counted === undefined || after === null) return [];
    const lines = changedLines(before, after).filter((line) => counted.lines.has(line));
    const missed = lines.filter((line) => !counted.covered.has(line));
    return lines.length === 0
      ? []
      : [{ path, lines: lines.length, covered: lines.length - missed.length, missed }];
  });
}

function changedLines(before: Uint8Array | null, after: Uint8Array): readonly number[] {
  return lineChanges(linesIn(before), linesIn(after)).flatMap(({ afterStart, afterEnd }) =>
    Array.from({ length: afterEnd - afterStart }, (_, index) => afterStart + index + 1),
  );
}

function linesIn(bytes: Uint8Array | null): readonly string[] {
  const decoded = bytes === null ? null : decodeText(bytes);
  return decoded?.kind === 'text' ? linesOf(decoded.text) : [];
}
