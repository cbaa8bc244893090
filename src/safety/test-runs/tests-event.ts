import type { EventOf } from '../../domain/event.ts';
import type { JudgedRun } from './judged-run.ts';
import type { TestBench } from './test-bench.ts';
import type { TestResult } from './suite.ts';

/** What goes on record of a suite that was run on both sides. */
export function testsEvent(
  { suite, choice, base, verdict }: JudgedRun,
  { box, installs, leftOut = [] }: Pick<TestBench, 'box' | 'installs' | 'leftOut'>,
): EventOf<'tests.ran'> {
  const isJudged = verdict.kind === 'judged';
  const regressions = isJudged ? verdict.regressions : [];
  const result = regressions.length > 0 ? 'failed' : 'passed';
  return {
    type: 'tests.ran',
    runner: suite.runner,
    folder: suite.folder,
    choice: choice.kind === 'all' ? 'all' : 'related',
    box: box.name,
    asRoot: box.isCallerRoot,
    result: isJudged ? result : 'inconclusive',
    before: countsOf(base.tests),
    after: isJudged ? countsOf(verdict.tests) : null,
    newFailures: regressions.filter(({ how }) => how === 'fails').map(({ test }) => test.key),
    vanished: regressions.filter(({ how }) => how === 'vanished').map(({ test }) => test.key),
    flaky: isJudged ? verdict.flaky.map(({ test }) => test.key) : [],
    ...(isJudged && verdict.flakyWithChange.length > 0
      ? { flakyWithChange: verdict.flakyWithChange.map(({ test }) => test.key) }
      : {}),
    ...(isJudged && verdict.coverage.length > 0 ? { coverage: [...verdict.coverage] } : {}),
    ...(isJudged && verdict.unmeasured !== null ? { unmeasured: verdict.unmeasured } : {}),
    ...(isJudged && verdict.shares !== null ? { shares: verdict.shares } : {}),
    ...(verdict.violations.length > 0 ? { violations: [...verdict.violations] } : {}),
    ...(leftOut.length > 0 ? { leftOut: [...leftOut] } : {}),
    ...(installs.length > 0 ? { installs: [...installs] } : {}),
    beforeMs: base.durationMs,
    durationMs: verdict.durationMs,
  };
}

/** How many tests ended in which way. */
export function countsOf(tests: readonly TestResult[]): EventOf<'tests.ran'>['before'] {
  const count = (status: TestResult['status']): number =>
    tests.filter((test) => test.status === status).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}
