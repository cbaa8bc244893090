import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCoverage, type CountedLines } from './parse-coverage.ts';

/** How much of a file the tests ran when somebody last measured it, and the report that says so. */
export type LineCoverage = CountedLines & {
  /** Relative to the root of the work tree. */
  readonly report: string;
};

/** A coverage in words. */
export function describeCoverage({ covered, lines, report }: LineCoverage): string {
  return `tests run ${covered} of its ${lines} lines, says ${report}`;
}

/** The coverage that the project's own tools measured; nothing is run for it. */
export interface MeasuredCoverage {
  /** Null where no report counts the file, or where the file was written after the report. */
  of(path: string): Promise<LineCoverage | null>;
}

/** Where istanbul, vitest, jest, c8, lcov and coverage.py put their reports. */
const REPORTS = ['coverage/coverage-final.json', 'coverage/lcov.info', 'lcov.info', 'coverage.json'];
/** A larger report takes longer to read than it is worth. */
const MAX_REPORT_BYTES = 50_000_000;

type Report = {
  readonly path: string;
  readonly writtenMs: number;
  readonly files: ReadonlyMap<string, CountedLines>;
};

/** Reads the newest report below `root` at the first question. A report that cannot be read counts as none. */
export function openMeasuredCoverage(root: string): MeasuredCoverage {
  let report: Promise<Report | null> | null = null;
  return {
    of: async (path) => {
      report ??= readNewest(root);
      const found = await report;
      const counted = found?.files.get(path);
      if (found === null || counted === undefined) return null;
      const writtenMs = await writtenAt(join(root, path));
      return writtenMs === null || writtenMs > found.writtenMs ? null : { ...counted, report: found.path };
    },
  };
}

async function readNewest(root: string): Promise<Report | null> {
  const dated: { readonly path: string; readonly writtenMs: number }[] = [];
  for (const path of REPORTS) {
    const writtenMs = await writtenAt(join(root, path));
    if (writtenMs !== null) dated.push({ path, writtenMs });
  }
  for (const { path, writtenMs } of dated.toSorted((a, b) => b.writtenMs - a.writtenMs)) {
    const text = await readFile(join(root, path), 'utf8').catch(() => null);
    const files = text === null ? null : parseCoverage(path, text, root);
    if (files !== null) return { path, writtenMs, files };
  }
  return null;
}

/** Milliseconds since 1970; null where there is no regular file of a readable size. */
async function writtenAt(path: string): Promise<number | null> {
  const found = await stat(path).catch(() => null);
  return found === null || !found.isFile() || found.size > MAX_REPORT_BYTES ? null : found.mtimeMs;
}
