import * as z from 'zod';
import type { RunRecord } from '../domain/run-record.ts';
import { ANALYSES, staticAnalysisOf, type StaticAnalysis } from '../domain/static-analysis.ts';

const count = z.int().nonnegative();

const total = z
  .object({
    files: count.describe('Changed files that were counted.'),
    before: count,
    after: count,
    before_is_whole: z
      .boolean()
      .describe('False: of files in which nothing is left, nobody counted what was there before.'),
  })
  .optional();

/** Totals of the changed files. */
export const analysisSchema = z
  .object({
    lint: total.describe('Findings of the linters, errors and warnings.'),
    types: total.describe('Type errors.'),
    complexity: total.describe('Cyclomatic, of all functions of the files where it changes.'),
  })
  .optional();

/** The part of an artifact that tells of it. */
type AnalysisPart = { readonly static_analysis?: z.infer<typeof analysisSchema> };

/** What static analysis counted, as the artifact has it. */
export function analysisOf(record: RunRecord): AnalysisPart {
  const analysis = staticAnalysisOf(record);
  const totals = ANALYSES.flatMap((name) => {
    const one = analysis[name];
    if (one === undefined) return [];
    const { isBeforeWhole, ...sums } = one;
    return [[name, { ...sums, before_is_whole: isBeforeWhole }] as const];
  });
  return totals.length === 0 ? {} : { static_analysis: Object.fromEntries(totals) };
}

/** The same, read back from an artifact. */
export function analysisIn({ static_analysis: written = {} }: AnalysisPart): StaticAnalysis {
  const totals = ANALYSES.flatMap((name) => {
    const one = written[name];
    if (one === undefined) return [];
    const { before_is_whole: isBeforeWhole, ...sums } = one;
    return [[name, { ...sums, isBeforeWhole }] as const];
  });
  return Object.fromEntries(totals);
}
