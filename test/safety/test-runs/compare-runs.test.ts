import { describe, expect, test } from 'vitest';
import { compareRuns, isAsBefore, isBad } from '../../../src/safety/test-runs/compare-runs.ts';
import {
  WHOLE_RUN,
  type TestReport,
  type TestResult,
  type TestStatus,
} from '../../../src/safety/test-runs/suite.ts';

type Run = Readonly<Record<string, TestStatus>>;

/** Tests by their keys, which begin with their file. */
const resultsOf = (run: Run): readonly TestResult[] =>
  Object.entries(run).map(([key, status]) => {
    return { key, file: key === WHOLE_RUN ? null : (key.split(' › ')[0] ?? null), status, message: '' };
  });
const reportOf = (run: Run): { readonly report: TestReport } => {
  return { report: { kind: 'report', tests: resultsOf(run) } };
};
const UNREADABLE = { report: { kind: 'unreadable', reason: 'it says nothing' } } as const;

describe('a test is worse with a change', () => {
  test.each<[string, Run, Run, readonly string[]]>([
    ['that fails', { 'a › x': 'passed' }, { 'a › x': 'failed' }, ['a › x fails, passed']],
    ['that is new and fails', {}, { 'a › x': 'failed' }, ['a › x fails']],
    [
      'that is not there',
      { 'a › x': 'passed', 'a › y': 'passed' },
      { 'a › y': 'passed' },
      ['a › x vanished, passed'],
    ],
    ['that is skipped', { 'a › x': 'passed' }, { 'a › x': 'skipped' }, ['a › x vanished, passed']],
    [
      'that is gone beside a file that cannot be loaded',
      { 'a › x': 'passed', 'b › y': 'passed' },
      { a: 'failed' },
      ['a fails', 'b › y vanished, passed'],
    ],
    [
      'but not each of a run that failed',
      { 'a › x': 'passed' },
      { [WHOLE_RUN]: 'failed' },
      [`${WHOLE_RUN} fails`],
    ],
    [
      'but not each of a package that does not compile',
      { 'p/q › x': 'passed' },
      { 'p/q': 'failed' },
      ['p/q fails'],
    ],
    ['but not where it failed before', { 'a › x': 'failed' }, { 'a › x': 'failed' }, []],
    ['but not where it failed, and is gone', { 'a › x': 'failed' }, {}, []],
    ['but not where it passes', { 'a › x': 'passed' }, { 'a › x': 'passed' }, []],
  ])('%s', (_, base, patched, worse) => {
    const told = compareRuns(resultsOf(base), resultsOf(patched)).map(
      (one) => `${one.test.key} ${one.how}${one.passedBefore ? ', passed' : ''}`,
    );
    expect(told).toEqual(worse);
  });
});

describe('a later run', () => {
  const [fails] = compareRuns(resultsOf({ 'a › x': 'passed' }), resultsOf({ 'a › x': 'failed' }));
  const [isNew] = compareRuns([], resultsOf({ 'a › x': 'failed' }));
  if (fails === undefined || isNew === undefined) throw new Error('Nothing is worse.');

  test.each<[string, { readonly report: TestReport }, boolean, readonly boolean[]]>([
    ['in which it passes', reportOf({ 'a › x': 'passed' }), false, [true, true]],
    ['in which it fails', reportOf({ 'a › x': 'failed' }), true, [false, false]],
    ['in which it is not', reportOf({}), true, [false, true]],
    ['of which nothing can be read', UNREADABLE, true, [false, false]],
  ])('%s', (_, run, bad, asBefore) => {
    expect(isBad(fails, run)).toBe(bad);
    expect([fails, isNew].map((one) => isAsBefore(one, run))).toEqual(asBefore);
  });
});
