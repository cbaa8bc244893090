import type { EventOf } from '../domain/event.ts';
import type { RunRecord } from '../domain/run-record.ts';
import type { Artifact } from './artifact-schema.ts';

/** What the project's own tests said, or why they said nothing; left out where nobody asked them. */
export function testsOf({ tests, testsSkipped }: RunRecord): Pick<Artifact, 'tests'> {
  if (tests.length + testsSkipped.length === 0) return {};
  return {
    tests: {
      runs: tests.map(testRunOf),
      not_run: testsSkipped.map(({ reason, hint }) => ({ reason, hint })),
    },
  };
}

function testRunOf(run: EventOf<'tests.ran'>): NonNullable<Artifact['tests']>['runs'][number] {
  const { runner, folder, choice, box, asRoot, result, before, after, newFailures, vanished, flaky } = run;
  return {
    runner,
    folder,
    choice,
    sandbox: box,
    as_root: asRoot,
    result,
    before,
    after,
    new_failures: newFailures,
    vanished,
    flaky,
    ...(run.coverage === undefined ? {} : { coverage: run.coverage }),
    before_ms: Math.round(run.beforeMs),
    duration_ms: Math.round(run.durationMs),
  };
}
