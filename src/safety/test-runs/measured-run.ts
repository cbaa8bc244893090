import { isTestFile } from '../../codebase/test-files.ts';
import type { FileChange } from '../../domain/patch.ts';
import { runSuite, type SuiteRequest, type SuiteRun } from './run-suite.ts';
import type { TestBench } from './test-bench.ts';
import { WHOLE_RUN } from './suite.ts';

/** A run with the time that one without measuring takes, or null where nobody knows. */
type MeasuredRequest = SuiteRequest & { readonly usualMs: number | null };

/**
 * A run that counts the lines of the changed files as it goes. To count costs time and changes the code, and projects
 * set limits on what is counted: where the run as a whole is in doubt, one without it decides.
 */
export async function measuredRun(
  { usualMs, ...request }: MeasuredRequest,
  bench: TestBench,
  signal: AbortSignal,
): Promise<SuiteRun> {
  const run = await runSuite({ ...request, measured: measuredPaths(request.changes) }, bench, signal);
  const isNearLimit = usualMs === null || usualMs * SLOWER_BY > bench.wallMs;
  const isInDoubt =
    run.report.kind === 'unreadable'
      ? isNearLimit || run.durationMs < bench.wallMs
      : run.report.tests.some(({ key }) => key === WHOLE_RUN);
  return isInDoubt ? runSuite(request, bench, signal) : run;
}

const SLOWER_BY = 4;

/** The changed files whose lines are counted. */
export function measuredPaths(changes: readonly FileChange[]): readonly string[] {
  return changes.flatMap(({ path }) => (isTestFile(path) ? [] : [path]));
}
