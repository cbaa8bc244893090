import type { FileChange } from '../../domain/patch.ts';
import type { ChangedCoverage } from '../../domain/test-events.ts';
import { compareRuns } from './compare-runs.ts';
import type { TestChoice } from './runner-call.ts';
import { measuredPaths, measuredRun } from './measured-run.ts';
import { repeatSuspects, type Repeated } from './repeat-suspects.ts';
import type { SuiteRun } from './run-suite.ts';
import type { TestBench } from './test-bench.ts';
import { coverageOfChanges, coverageShares, type CoverageShares } from './changed-coverage.ts';
import type { Suite, TestResult } from './suite.ts';

/** A run of a suite without the change that could be read; `coverage` where it was measured. */
export type BaseRun = Pick<SuiteRun, 'durationMs' | 'coverage'> & { readonly tests: readonly TestResult[] };

/** What the tests say of a change. */
export type SuiteVerdict =
  | ({
      readonly kind: 'judged';
      readonly tests: readonly TestResult[];
      /** Of the changed lines, where the runner counts them. */
      readonly coverage: readonly ChangedCoverage[];
      /** Why they were not counted; null where they were, or nobody knows. */
      readonly unmeasured: string | null;
      /** Of all lines of the changed files, on both sides; null where one of them was not measured. */
      readonly shares: CoverageShares | null;
      /** What the run with the change tried and the box kept it from. */
      readonly violations: readonly string[];
      readonly durationMs: number;
    } & Repeated)
  | {
      readonly kind: 'inconclusive';
      readonly reason: string;
      readonly violations: readonly string[];
      readonly durationMs: number;
    };

type JudgedSuite = {
  readonly suite: Suite;
  readonly choice: TestChoice;
  readonly changes: readonly FileChange[];
  readonly base: BaseRun;
};

/** Runs a suite with the change; what seems worse than before is repeated on both sides before it counts. */
export async function judgeSuite(
  judged: JudgedSuite,
  bench: TestBench,
  signal: AbortSignal,
): Promise<SuiteVerdict> {
  const { report, durationMs, coverage, unmeasured, violations } = await measuredRun(
    { ...judged, usualMs: judged.base.durationMs },
    bench,
    signal,
  );
  if (report.kind === 'unreadable')
    return { kind: 'inconclusive', reason: report.reason, violations, durationMs };
  const suspects = compareRuns(judged.base.tests, report.tests);
  const measured = measuredPaths(judged.changes);
  const repeated = await repeatSuspects(suspects, { ...judged, measured }, { bench, signal });
  return {
    kind: 'judged',
    tests: report.tests,
    ...repeated,
    coverage: coverageOfChanges(judged.changes, coverage),
    unmeasured,
    shares: coverageShares(judged.base.coverage, coverage),
    violations,
    durationMs,
  };
}
