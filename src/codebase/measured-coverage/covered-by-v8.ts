import * as z from 'zod';
import { lineStartsOf } from '../../domain/text.ts';
import { linesToRun } from './lines-to-run.ts';
import type { CoveredLines } from './parse-coverage.ts';

const report = z.object({
  result: z.array(
    z.object({
      url: z.string(),
      functions: z.array(
        z.object({
          ranges: z.array(z.object({ startOffset: z.int(), endOffset: z.int(), count: z.int() })),
        }),
      ),
    }),
  ),
});

type Script = z.infer<typeof report>['result'][number];
type Range = Script['functions'][number]['ranges'][number];

/**
 * The lines that one report of V8's own coverage (`NODE_V8_COVERAGE`) counts of a file; null where it did not run as it
 * lies there, as when it was compiled to something else first: then offsets are those of another text.
 */
export function coveredByV8(
  json: string,
  { url, text }: { readonly url: string; readonly text: string },
): CoveredLines | null {
  const parsed = report.safeParse(jsonOf(json));
  const script = parsed.data?.result.find((one) => one.url === url);
  if (script === undefined || wholeOf(script)?.endOffset !== text.length) return null;
  const ranges = script.functions.flatMap((one) => one.ranges).toSorted(outerFirst);
  const counted = countedLines(text);
  const covered = counted.filter((line) => (ranges.findLast((range) => holds(range, line))?.count ?? 1) > 0);
  return {
    lines: new Set(counted.map(({ number }) => number)),
    covered: new Set(covered.map(({ number }) => number)),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The range of the script itself comes first. */
function wholeOf({ functions }: Script): Range | undefined {
  return functions[0]?.ranges[0];
}

function outerFirst(one: Range, other: Range): number {
  return one.startOffset - other.startOffset || other.endOffset - one.endOffset;
}

type Line = { readonly number: number; readonly start: number; readonly end: number };

/** Each from its first to its last character that is no space. */
function countedLines(text: string): readonly Line[] {
  const starts = lineStartsOf(text);
  return [...linesToRun(text)].map((number) => {
    const start = starts[number - 1] ?? 0;
    const line = text.slice(start, starts[number]);
    return {
      number,
      start: start + line.length - line.trimStart().length,
      end: start + line.trimEnd().length,
    };
  });
}

function holds({ startOffset, endOffset }: Range, { start, end }: Line): boolean {
  return startOffset <= start && endOffset >= end;
}
