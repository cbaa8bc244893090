import { join } from 'node:path';
import { expect, test } from 'vitest';
import { baselineOf } from '../../../src/safety/test-runs/baseline.ts';
import { coverageOfChanges, coverageShares } from '../../../src/safety/test-runs/changed-coverage.ts';
import { GO_PROFILE, readCoverage } from '../../../src/safety/test-runs/read-coverage.ts';
import { makeFolder } from '../../support/work-tree.ts';

const measured = (lines: readonly number[], covered: readonly number[]) =>
  new Map([['a.js', { lines: new Set(lines), covered: new Set(covered) }]]);
const change = (before: string | null, after: string | null) => {
  const bytes = (text: string | null) => (text === null ? null : Buffer.from(text));
  return { path: 'a.js', before: bytes(before), after: bytes(after), tolerances: [] };
};

test('the changed lines that can be run are counted, and those that no test ran are named', () => {
  const counted = measured([1, 2, 3, 4], [1, 4]);
  expect(coverageOfChanges([change('a\nb\nc\nd\n', 'a\nB\nC\nD\n')], counted)).toEqual([
    { path: 'a.js', lines: 3, covered: 1, missed: [2, 3] },
  ]);
  expect(coverageOfChanges([change(null, 'a\nb\n')], counted)).toMatchObject([{ lines: 2, missed: [2] }]);
  expect(coverageOfChanges([change('a\n', 'a\n\n\n\n\n// b\n')], measured([1], [1]))).toEqual([]);
  expect(
    coverageOfChanges([change('a\n', null), { ...change('a\n', 'b\n'), path: 'b.js' }], counted),
  ).toEqual([]);
});

test('shares are told where both sides measured something', () => {
  expect(coverageShares(measured([1, 2, 3], [1]), measured([1, 2], [1, 2]))).toEqual({
    before: 0.3333,
    after: 1,
  });
  expect(coverageShares(measured([], []), measured([1], [1]))).toBeNull();
  expect(coverageShares(measured([1], [1]), new Map())).toBeNull();
});

test('without a change its files are what they were, those that it makes are not there', () => {
  const changes = [change('a\n', 'b\n'), change(null, 'b\n'), change('a\n', null)];
  const texts = baselineOf(changes).map(({ after }) => after?.toString() ?? null);
  expect(texts).toEqual(['a\n', null, 'a\n']);
});

test.each([
  [
    'coverage-final.json',
    JSON.stringify({
      '/project/web/a.js': {
        path: '/project/web/a.js',
        statementMap: {
          0: { start: { line: 1 }, end: { line: 1 } },
          1: { start: { line: 2 }, end: { line: 2 } },
        },
        s: { 0: 1, 1: 0 },
      },
    }),
  ],
  ['lcov.info', 'SF:a.js\nDA:1,1\nDA:2,0\nend_of_record\n'],
  ['coverage.json', JSON.stringify({ files: { 'a.js': { executed_lines: [1], missing_lines: [2] } } })],
])('lines are counted by what a runner writes to %s', (name, text) => {
  const place = { root: '/project', copy: '/copy', suiteFolder: 'web', measured: ['web/a.js'] };
  expect(readCoverage(makeFolder({ [name]: text }), place)).toEqual(
    new Map([['web/a.js', { lines: new Set([1, 2]), covered: new Set([1]) }]]),
  );
});

test('blocks of Go are counted by the lines in them that can be run', () => {
  const copy = makeFolder({
    'shop/go.mod': 'module example.com/shop\n',
    'shop/tax.go': 'package shop\n\nfunc Tax(n int) int {\n\t// Nothing for nothing.\n\treturn n * 2\n}\n',
  });
  const folder = makeFolder({
    [GO_PROFILE]: 'mode: set\nexample.com/shop/tax.go:3.23,6.2 1 1\nexample.com/shop/other.go:1.1,2.2 1 0\n',
  });
  const place = { root: '/project', copy, suiteFolder: 'shop', measured: ['shop/tax.go'] };
  const found = readCoverage(folder, place);
  expect([...found.keys()]).toEqual(['shop/tax.go']);
  expect([...(found.get('shop/tax.go')?.lines ?? [])]).toContain(5);
  expect([...(found.get('shop/tax.go')?.lines ?? [])]).not.toContain(4);
  expect(readCoverage(join(folder, 'nowhere'), place).size).toBe(0);
});
