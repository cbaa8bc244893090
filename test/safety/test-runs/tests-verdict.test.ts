import { expect, test } from 'vitest';
import { changedFrames } from '../../../src/safety/test-runs/changed-frames.ts';
import type { Suspect } from '../../../src/safety/test-runs/compare-runs.ts';
import type { JudgedRun } from '../../../src/safety/test-runs/judged-run.ts';
import type { TestResult } from '../../../src/safety/test-runs/suite.ts';
import { testsVerdict } from '../../../src/safety/test-runs/tests-verdict.ts';
import { changesOf } from '../../support/tests-gate.ts';

const CHANGES = changesOf({ 'src/a.js': 'one();\n  two();\nthree();\n', 'b.py': 'x = 1\n' });

test.each([
  ['a stack of Node.js', 'Error: no\n    at two (file:///project/src/a.js:2:3)', ['src/a.js:2: two();']],
  ['a traceback of Python', 'File "/project/b.py", line 1, in <module>', ['b.py:1: x = 1']],
  ['a line twice', 'src/a.js:3 and src/a.js:3', ['src/a.js:3: three();']],
  ['a file of another name', 'at other-src/a.js:1 and lib.py:1', []],
  ['a line that there is not', 'src/a.js:9', []],
])('of %s the lines of the patch are shown', (_, message, frames) => {
  expect(changedFrames(message, CHANGES)).toEqual(frames);
});

/** A run with the change of a suite of Node.js. */
function runOf(regressions: readonly Suspect[], tests: readonly TestResult[]): JudgedRun {
  const verdict = {
    kind: 'judged',
    tests,
    regressions,
    flaky: [],
    flakyWithChange: [],
    coverage: [],
    shares: null,
    unmeasured: null,
    violations: [],
    durationMs: 1,
  } as const;
  const base = { tests: [], durationMs: 1, coverage: new Map() };
  return { suite: { runner: 'node', folder: '.', args: [] }, choice: { kind: 'all' }, base, verdict };
}

test('what a failure says of lines of the patch is shown with them', () => {
  const failed = { key: 't', file: 'a.test.js', status: 'failed', message: 'no\n at src/a.js:2:3' } as const;
  const suspect = { test: failed, how: 'fails', passedBefore: true } as const;
  const { diagnostics } = testsVerdict([runOf([suspect], [])], { changes: CHANGES });
  expect(diagnostics[0]?.context).toBe(
    'no\n at src/a.js:2:3\nLines of the patch that it names:\nsrc/a.js:2: two();',
  );
});

test('what passed is counted', () => {
  const tests = (['passed', 'passed', 'skipped'] as const).map((status, index) => {
    return { key: `t${index}`, file: null, status, message: '' };
  });
  const { passed, summary } = testsVerdict([runOf([], tests)], { changes: CHANGES });
  expect({ passed, summary }).toEqual({
    passed: true,
    summary: '2 tests of node passed; none is worse than before.',
  });
});

test('one mistake that fails many tests does not hide another', () => {
  const suspects = ['same', 'same', 'same', 'same', 'same', 'other'].map((message, index) => ({
    test: { key: `t${index}`, file: 'a.test.js', status: 'failed', message } as const,
    how: 'fails' as const,
    passedBefore: true,
  }));
  const { summary, diagnostics } = testsVerdict([runOf(suspects, [])], { changes: CHANGES });
  expect(summary).toBe(
    'Tests that passed before the change do not pass with it: t0 fails; t1 fails; t2 fails and 3 more.',
  );
  const told = diagnostics.map(({ message }) => message);
  expect(told).toEqual(['t0: same', 't5: other', 't1: same', 't2: same', 't3: same']);
});
