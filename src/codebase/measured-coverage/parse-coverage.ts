import { isAbsolute, relative, sep } from 'node:path';
import { z } from 'zod';

/** Lines that can be run, and those of them that were. */
export type CountedLines = { readonly lines: number; readonly covered: number };

/** The same by their numbers, from 1. */
export type CoveredLines = { readonly lines: ReadonlySet<number>; readonly covered: ReadonlySet<number> };

const istanbul = z.record(
  z.string(),
  z.object({
    path: z.string(),
    statementMap: z.record(z.string(), z.object({ start: z.object({ line: z.number() }) })),
    s: z.record(z.string(), z.number()),
  }),
);
const coveragePy = z.object({
  files: z.record(
    z.string(),
    z.object({ executed_lines: z.array(z.number()), missing_lines: z.array(z.number()) }),
  ),
});

/** How many lines a report counts in each file; see {@link parseCoveredLines}. */
export function parseCoverage(
  report: string,
  text: string,
  root: string,
): ReadonlyMap<string, CountedLines> | null {
  const files = parseCoveredLines(report, text, root);
  if (files === null) return null;
  const counted = [...files].map(([path, { lines, covered }]) => {
    return [path, { lines: lines.size, covered: covered.size }] as const;
  });
  return new Map(counted);
}

/**
 * The lines that a report of istanbul (`coverage-final.json`), lcov (`*.info`) or coverage.py (`coverage.json`) counts,
 * by path from the root. Files outside of the root are left out; null where the text is no such report.
 */
export function parseCoveredLines(
  report: string,
  text: string,
  root: string,
): ReadonlyMap<string, CoveredLines> | null {
  const counted = report.endsWith('.info') ? ofLcov(text) : ofJson(text);
  if (counted === null) return null;
  const files = new Map<string, CoveredLines>();
  for (const [path, lines] of counted) {
    const inside = isAbsolute(path) ? relative(root, path).replaceAll(sep, '/') : path.replace(/^\.\//, '');
    if (lines.lines.size > 0 && !inside.startsWith('..')) files.set(inside, lines);
  }
  return files;
}

function ofJson(text: string): ReadonlyMap<string, CoveredLines> | null {
  const value = valueOf(text);
  const python = coveragePy.safeParse(value);
  if (python.success) {
    return new Map(
      Object.entries(python.data.files).map(([path, { executed_lines: run, missing_lines: missed }]) => [
        path,
        { lines: new Set([...run, ...missed]), covered: new Set(run) },
      ]),
    );
  }
  const script = istanbul.safeParse(value);
  return script.success ? ofIstanbul(script.data) : null;
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A line is as often run as the statement on it that is run most. */
function ofIstanbul(report: z.infer<typeof istanbul>): ReadonlyMap<string, CoveredLines> {
  const files = new Map<string, CoveredLines>();
  for (const { path, statementMap, s } of Object.values(report)) {
    const counts = Object.entries(statementMap).map(([id, { start }]) => [start.line, s[id] ?? 0] as const);
    files.set(path, linesOf(counts));
  }
  return files;
}

function ofLcov(text: string): ReadonlyMap<string, CoveredLines> | null {
  const files = new Map<string, CoveredLines>();
  for (const record of text.split(/^end_of_record\b.*$/m)) {
    const path = /^SF:(.+?)\r?$/m.exec(record)?.[1];
    if (path === undefined) continue;
    const counts = [...record.matchAll(/^DA:(\d+),(\d+)/gm)].map(([, line, count]) => {
      return [Number(line), Number(count)] as const;
    });
    files.set(path, linesOf(counts));
  }
  return files.size === 0 ? null : files;
}

function linesOf(counts: readonly (readonly [line: number, count: number])[]): CoveredLines {
  const all = new Set(counts.map(([line]) => line));
  const run = new Set(counts.flatMap(([line, count]) => (count > 0 ? [line] : [])));
  return { lines: all, covered: run };
}
