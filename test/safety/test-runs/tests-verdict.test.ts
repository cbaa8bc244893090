import { expect, test } from 'vitest';
import { changedFrames } from '../../../src/safety/test-runs/changed-frames.ts';
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

test('one mistake that fails many tests does not hide another', () => {
  const suspects = ['same', 'same', 'same', 'same', 'same', 'other'].map((message, index) => ({
    test: { key: `t${index}`, file: 'a.test.js', status: 'failed', message } as const,
    how: 'fails' as const,
    passedBefore: true,
  }));
  const verdict = {
    kind: 'judged',
    tests: [],
    regressions: suspects,
    flaky: [],
    flakyWithChange: [],
    coverage: [],
    shares: null,
    unmeasured: null,
    violations: [],
    durationMs: 1,
  } as const;
  const base = { tests: [], durationMs: 1, coverage: new Map() };
  const suite = { runner: 'node', folder: '.', args: [] } as const;
  const run = { suite, choice: { kind: 'all' }, base, verdict } as const;
  const told = testsVerdict([run], { changes: CHANGES }).diagnostics.map(({ message }) => message);
  expect(told).toEqual(['t0: same', 't5: other', 't1: same', 't2: same', 't3: same']);
});
