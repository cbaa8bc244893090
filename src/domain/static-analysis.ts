import type { FindingCount } from './finding-counts.ts';
import type { RunRecord } from './run-record.ts';

/** A sum over the changed files that one kind of analysis counted, on both sides of the change. */
export type AnalysisTotal = {
  readonly files: number;
  readonly before: number;
  readonly after: number;
  /** False where of some files nothing is left with the change, and nobody counted what was there before. */
  readonly isBeforeWhole: boolean;
};

export const ANALYSES = ['lint', 'types', 'complexity'] as const;

/** What static analysis says of the changed files; what counted nothing is left out. */
export type StaticAnalysis = Readonly<Partial<Record<(typeof ANALYSES)[number], AnalysisTotal>>>;

/** The last word of each gate of a run, and the functions of its patches. */
export function staticAnalysisOf(record: Pick<RunRecord, 'gates' | 'patches'>): StaticAnalysis {
  const complexities = record.patches.flatMap(({ staged: { path, complexity } }): readonly FindingCount[] =>
    complexity?.totalBefore === undefined || complexity.totalAfter === undefined
      ? []
      : [{ path, before: complexity.totalBefore, after: complexity.totalAfter }],
  );
  return {
    ...totalOf('lint', countsOf('lint', record)),
    ...totalOf('types', countsOf('types', record)),
    ...totalOf('complexity', complexities),
  };
}

function countsOf(gate: string, { gates }: Pick<RunRecord, 'gates'>): readonly FindingCount[] {
  return gates.findLast(({ value }) => value.gate === gate)?.value.counts ?? [];
}

function totalOf(name: (typeof ANALYSES)[number], counts: readonly FindingCount[]): StaticAnalysis {
  if (counts.length === 0) return {};
  return {
    [name]: {
      files: counts.length,
      before: counts.reduce((sum, { before }) => sum + (before ?? 0), 0),
      after: counts.reduce((sum, { after }) => sum + after, 0),
      isBeforeWhole: counts.every(({ before }) => before !== null),
    },
  };
}

const WHAT = { lint: 'lint findings', types: 'type errors', complexity: 'complexity' } as const;

/** The totals in words; null where there are none. */
export function describeAnalysis(analysis: StaticAnalysis): string | null {
  const words = ANALYSES.flatMap((name) => {
    const total = analysis[name];
    if (total === undefined) return [];
    const { before, after, isBeforeWhole } = total;
    if (isBeforeWhole) return [`${WHAT[name]} ${before} before, ${after} after`];
    return [`${WHAT[name]} ${before === 0 ? 'not counted' : `at least ${before}`} before, ${after} after`];
  });
  return words.length === 0 ? null : words.join('; ');
}
