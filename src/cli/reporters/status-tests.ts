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
      beforeMs: run.before_ms,
      durationMs: run.duration_ms,
    }),
  );
  return [
    ...ran,
    ...tests.not_run.map((skipped) => testsSkippedWords({ ...skipped, type: 'tests.skipped' })),
  ];
}
