import type { FileChange } from '../../domain/patch.ts';
import type { ChangedCoverage } from '../../domain/test-events.ts';
import { baselineOf } from './baseline.ts';
import { compareRuns, isAsBefore, isBad, type Suspect } from './compare-runs.ts';
import type { TestChoice } from './runner-call.ts';
import { measuredRun } from './measured-run.ts';
import { runSuite, type SuiteRun, type TestBench } from './run-suite.ts';
import { coverageOfChanges, coverageShares, type CoverageShares } from './changed-coverage.ts';
import type { Suite, TestResult } from './suite.ts';

/** A run of a suite without the change that could be read; `coverage` where it was measured. */
export type BaseRun = Pick<SuiteRun, 'durationMs' | 'coverage'> & { readonly tests: readonly TestResult[] };

/** What the tests say of a change. */
export type SuiteVerdict =
  | {
      readonly kind: 'judged';
      readonly tests: readonly TestResult[];
      /** Failed in every run with the change and in none without it. */
      readonly regressions: readonly Suspect[];
      /** Failed with the change, and not in each of its runs, or without it too. */
      readonly flaky: readonly Suspect[];
      /** Of the changed lines, where the runner counts them. */
      readonly coverage: readonly ChangedCoverage[];
      /** Why they were not counted; null where they were, or nobody knows. */
      readonly unmeasured: string | null;
      /** Of all lines of the changed files, on both sides; null where one of them was not measured. */
      readonly shares: CoverageShares | null;
      /** What the run with the change tried and the box kept it from. */
      readonly violations: readonly string[];
      readonly durationMs: number;
    }
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

const REPEATS = 3;

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
  const regressions = await confirmed(suspects, { ...judged, bench, signal });
  const flaky = suspects.filter((suspect) => suspect.how === 'fails' && !regressions.includes(suspect));
  return {
    kind: 'judged',
    tests: report.tests,
    regressions,
    flaky,
    coverage: coverageOfChanges(judged.changes, coverage),
    unmeasured,
    shares: coverageShares(judged.base.coverage, coverage),
    violations,
    durationMs,
  };
}

async function confirmed(
  suspects: readonly Suspect[],
  {
    suite,
    changes,
    bench,
    signal,
  }: JudgedSuite & { readonly bench: TestBench; readonly signal: AbortSignal },
): Promise<readonly Suspect[]> {
  const choice = choiceOf(suspects);
  const again = async (side: readonly FileChange[]): Promise<SuiteRun> =>
    runSuite({ suite, choice, changes: side }, bench, signal);
  let left = suspects;
  for (let repeat = 0; repeat < REPEATS && left.length > 0; repeat++) {
    const run = await again(changes);
    left = left.filter((suspect) => isBad(suspect, run));
  }
  for (let repeat = 0; repeat < REPEATS && left.length > 0; repeat++) {
    const run = await again(baselineOf(changes));
    left = left.filter((suspect) => isAsBefore(suspect, run));
  }
  return left;
}

/** The files of the suspects, or everything where the runner did not name them. */
function choiceOf(suspects: readonly Suspect[]): TestChoice {
  const files = suspects.flatMap(({ test }) => (test.file === null ? [] : [test.file]));
  return files.length < suspects.length ? { kind: 'all' } : { kind: 'files', files: [...new Set(files)] };
}
