import { expect, test } from 'vitest';
import { readJestReport, readMochaReport } from '../../../src/safety/test-runs/read-json-report.ts';
import { readJunitReport } from '../../../src/safety/test-runs/read-junit-report.ts';

test('a file that jest or vitest cannot load is a failure of its own', () => {
  const file = {
    name: '/project/a.test.js',
    status: 'failed',
    message: 'no such module',
    assertionResults: [],
  };
  expect(readJestReport(JSON.stringify({ testResults: [file] }), '/project')).toEqual({
    kind: 'report',
    tests: [{ key: 'a.test.js', file: 'a.test.js', status: 'failed', message: 'no such module' }],
  });
});

test('tests of the same name in jest are told apart by a number', () => {
  const same = { ancestorTitles: ['a'], title: 'b', status: 'passed' };
  const file = {
    name: '/project/a.test.js',
    status: 'passed',
    assertionResults: [same, { ...same, status: 'todo' }],
  };
  expect(readJestReport(JSON.stringify({ testResults: [file] }), '/project')).toMatchObject({
    tests: [
      { key: 'a.test.js › a › b', status: 'passed' },
      { key: 'a.test.js › a › b (2)', status: 'skipped' },
    ],
  });
});

test('mocha lists what passed, failed and was left out', () => {
  const listed = (fullTitle: string, err = {}): object => ({ fullTitle, file: '/project/test/a.js', err });
  const report = {
    passes: [listed('a')],
    failures: [listed('b', { message: 'no' })],
    pending: [listed('c')],
  };
  expect(readMochaReport(JSON.stringify(report), '/project')).toEqual({
    kind: 'report',
    tests: [
      { key: 'test/a.js › a', file: 'test/a.js', status: 'passed', message: '' },
      { key: 'test/a.js › b', file: 'test/a.js', status: 'failed', message: 'no' },
      { key: 'test/a.js › c', file: 'test/a.js', status: 'skipped', message: '' },
    ],
  });
});

test('suites of Node.js are part of the name of a test, with > in it', () => {
  const xml = `<testsuites><testsuite name="outer &lt;x>"><testcase name="a &amp; b" classname="outer &lt;x>" file="/project/a.js"/>
    <testcase name="bad" classname="outer &lt;x>" file="/project/a.js"><failure message="1 == 2">
at &lt;anonymous> (a.js:3:1)</failure></testcase></testsuite></testsuites>`;
  expect(readJunitReport(xml, '/project')).toEqual({
    kind: 'report',
    tests: [
      { key: 'a.js › outer <x> › a & b', file: 'a.js', status: 'passed', message: '' },
      { key: 'a.js › outer <x> › bad', file: 'a.js', status: 'failed', message: 'at <anonymous> (a.js:3:1)' },
    ],
  });
});

test('a module that pytest cannot collect is a failure of its file, and parameters tell tests apart', () => {
  const xml = `<testsuites><testsuite name="pytest"><testcase classname="" name="test_b" file="test_b.py"><error message="collection failure">no such module</error></testcase>
    <testcase classname="test_a" name="test_p[1]" file="test_a.py" /><testcase classname="test_a" name="test_p[2]" file="test_a.py"><skipped message="no">why</skipped></testcase></testsuite></testsuites>`;
  expect(readJunitReport(xml, '/project')).toEqual({
    kind: 'report',
    tests: [
      { key: 'test_b.py', file: 'test_b.py', status: 'failed', message: 'no such module' },
      { key: 'test_a.py › test_a › test_p[1]', file: 'test_a.py', status: 'passed', message: '' },
      { key: 'test_a.py › test_a › test_p[2]', file: 'test_a.py', status: 'skipped', message: '' },
    ],
  });
});

test.each([
  ['jest', readJestReport('{}', '/project')],
  ['mocha', readMochaReport('[]', '/project')],
  ['a runner that was killed', readJunitReport('<testsuites><testsuite name="a">', '/project')],
])('a report of %s that has another form proves nothing', (_, report) => {
  expect(report.kind).toBe('unreadable');
});
