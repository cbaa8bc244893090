import type { EventOf } from '../domain/event.ts';
import type { RunRecord } from '../domain/run-record.ts';
import type { Artifact } from './artifact-schema.ts';

/** What the project's own tests said, or why they said nothing; left out where nobody asked them. */
export function testsOf({ tests, testsSkipped }: RunRecord): Pick<Artifact, 'tests'> {
  if (tests.length + testsSkipped.length === 0) return {};
  return {
    tests: {
      runs: tests.map(testRunOf),
      not_run: testsSkipped.map(({ holds, reason, hint }) => ({ holds, reason, hint })),
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
    ...(run.flakyWithChange === undefined ? {} : { flaky_with_change: run.flakyWithChange }),
    ...(run.coverage === undefined ? {} : { coverage: run.coverage }),
    ...(run.unmeasured === undefined ? {} : { unmeasured: run.unmeasured }),
    ...(run.leftOut === undefined ? {} : { left_out: run.leftOut }),
    ...(run.violations === undefined ? {} : { violations: run.violations }),
    ...(run.installs === undefined
      ? {}
      : {
          installs: run.installs.map(({ durationMs, ...install }) => ({
            ...install,
            duration_ms: Math.round(durationMs),
          })),
        }),
    ...(run.shares === undefined ? {} : { shares: run.shares }),
    before_ms: Math.round(run.beforeMs),
    duration_ms: Math.round(run.durationMs),
  };
}

/** What was measured when the change was applied, and why it was put back; each left out where there was none. */
export function metricsOf({ metrics, reverted }: RunRecord): Pick<Artifact, 'metrics' | 'reverted'> {
  const listed = metrics.map(({ isWorse, ...sides }) => ({ ...sides, is_worse: isWorse }));
  return {
    ...(metrics.length === 0 ? {} : { metrics: listed }),
    ...(reverted === null ? {} : { reverted }),
  };
}
