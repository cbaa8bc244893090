import { expect, test } from 'vitest';
import { doubtOfTests } from '../../src/domain/test-doubts.ts';
import type { RunRecord } from '../../src/domain/run-record.ts';

type TestRun = RunRecord['tests'][number];

const RUN: TestRun = {
  type: 'tests.ran',
  runner: 'node',
  folder: '.',
  choice: 'all',
  box: null,
  asRoot: false,
  result: 'passed',
  before: { passed: 1, failed: 0, skipped: 0 },
  after: { passed: 1, failed: 0, skipped: 0 },
  newFailures: [],
  vanished: [],
  flaky: ['b'],
  beforeMs: 1,
  durationMs: 1,
};
const UNSTEADY: TestRun = { ...RUN, flakyWithChange: ['a'] };

test.each([
  ['tests that are flaky on both sides', [RUN], null],
  ['tests that only the change makes flaky', [RUN, UNSTEADY], 'flaky with the change alone: a'],
  ['those of an attempt before the last', [UNSTEADY, RUN], null],
  ['those of another suite', [UNSTEADY, { ...RUN, folder: 'web' }], 'flaky with the change alone: a'],
])('%s are told as they speak against a change', (_, tests, doubt) => {
  expect(doubtOfTests({ tests })).toBe(doubt);
});
