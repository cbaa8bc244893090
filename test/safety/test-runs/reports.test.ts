import { expect, test } from 'vitest';
import { readCargoReport } from '../../../src/safety/test-runs/read-cargo-report.ts';
import { readGoReport } from '../../../src/safety/test-runs/read-go-report.ts';
import {
  readJestReport,
  readMochaReport,
  readUnittestReport,
} from '../../../src/safety/test-runs/read-json-report.ts';
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

test('what unittest ran is told with how it ended', () => {
  const tests = ['passed', 'failed', 'skipped'].map((status) => {
    return { key: `t.${status}`, file: 't.py', status, message: '' };
  });
  expect(readUnittestReport(JSON.stringify(tests))).toEqual({ kind: 'report', tests });
  expect(readUnittestReport('[{ "key": "t" }]')).toMatchObject({ kind: 'unreadable' });
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

test('a package of Go that cannot be built is one failure, in old words and in new ones', () => {
  const passed = '{"Action":"pass","Package":"a/b","Test":"TestB"}';
  const error = '# a/c\nc/c.go:1:9: undefined: x';
  const old = [error, passed, 'FAIL\ta/c [build failed]'].join('\n');
  const output = JSON.stringify({ Action: 'build-output', ImportPath: 'a/c', Output: error });
  const recent = [output, passed, '{"Action":"fail","Package":"a/c","FailedBuild":"a/c"}'].join('\n');
  for (const text of [old, recent]) {
    expect(readGoReport(text)).toEqual({
      kind: 'report',
      tests: [
        { key: 'a/b › TestB', file: null, status: 'passed', message: '' },
        { key: 'a/c', file: null, status: 'failed', message: expect.stringContaining('undefined: x') },
      ],
    });
  }
});

test('a test of Go fails with what it printed, and its package not once more', () => {
  const of = (Action: string, more = {}): string =>
    JSON.stringify({ Action, Package: 'a', Test: 'TestA', ...more });
  const lines = [
    of('run'),
    of('output', { Output: '=== RUN   TestA\n' }),
    of('output', { Output: '    a_test.go:3: got 5\n' }),
    of('fail'),
    '{"Action":"fail","Package":"a"}',
  ];
  expect(readGoReport(lines.join('\n'))).toEqual({
    kind: 'report',
    tests: [{ key: 'a › TestA', file: null, status: 'failed', message: 'a_test.go:3: got 5' }],
  });
});

test('tests of cargo are told apart by what they are compiled into, those in comments without their line', () => {
  const text = `     Running unittests src/lib.rs (/t/debug/deps/area-b5429d976ea518ca)

running 2 tests
test tests::later ... ignored
test tests::bad - should panic ... FAILED

failures:

---- tests::bad stdout ----
note: test did not panic as expected

failures:
    tests::bad

     Running tests/it.rs (target/debug/deps/it-e44f3358fd711324)
test outside ... ok
   Doc-tests area
test src/lib.rs - area (line 1) ... ok
`;
  expect(readCargoReport(text)).toMatchObject({
    tests: [
      { key: 'area (src/lib.rs) › tests::later', status: 'skipped', message: '' },
      {
        key: 'area (src/lib.rs) › tests::bad',
        status: 'failed',
        message: 'note: test did not panic as expected',
      },
      { key: 'it (tests/it.rs) › outside', status: 'passed' },
      { key: 'area (documentation) › src/lib.rs - area', status: 'passed' },
    ],
  });
});
