import type { Artifact } from '../../provenance/artifact-schema.ts';
import { testsSkippedWords, testsWords } from '../view/tests-words.ts';

/** What the project's own tests said of each attempt, or why they were not run. */
export function testLines({ tests }: Artifact): readonly string[] {
  if (tests === undefined) return [];
  const ran = tests.runs.map((run) =>
    testsWords({
      ...run,
      type: 'tests.ran',
      box: run.sandbox,
      asRoot: run.as_root,
      newFailures: run.new_failures,
      leftOut: run.left_out,
      flakyWithChange: run.flaky_with_change,
      installs: run.installs?.map(({ duration_ms: durationMs, ...install }) => ({ ...install, durationMs })),
      beforeMs: run.before_ms,
      durationMs: run.duration_ms,
    }),
  );
  return [...ran, ...tests.not_run.map((skipped) => testsSkippedWords(skipped))];
}

/** What was measured when the change was applied, and whether it was put back for that. */
export function metricLines({ metrics = [], reverted }: Artifact): readonly string[] {
  return [
    ...metrics.map(({ metric, before, after, limit, is_worse: isWorse }) => {
      return `${metric}: ${before} before, ${after} after, limit ${limit}${isWorse ? ' (worse)' : ''}`;
    }),
    ...(reverted === undefined ? [] : [`Taken back: ${reverted}`]),
  ];
}
