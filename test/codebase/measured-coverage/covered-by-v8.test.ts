import { expect, test } from 'vitest';
import { coveredByV8 } from '../../../src/codebase/measured-coverage/covered-by-v8.ts';
import { moduleIn, parseGoCoverage } from '../../../src/codebase/measured-coverage/parse-go-coverage.ts';

const TEXT = `/* An area. */
exports.area = (width, height) => {
  // No side is negative.
  if (width < 0) {
    return 0;
  }

  return height * width;
};
`;
const url = 'file:///project/area.js';

function reportOf(ranges: readonly (readonly [start: number, end: number, count: number])[]): string {
  const told = ranges.map(([startOffset, endOffset, count]) => ({ startOffset, endOffset, count }));
  return JSON.stringify({ result: [{ url, functions: told.map((range) => ({ ranges: [range] })) }] });
}

function linesBy(...inner: Parameters<typeof reportOf>[0]): unknown {
  const covered = coveredByV8(reportOf([[0, TEXT.length, 1], ...inner]), { url, text: TEXT });
  return covered === null ? null : [[...covered.lines], [...covered.covered]];
}

const BLOCK = [TEXT.indexOf('{\n    return'), TEXT.indexOf('}\n\n') + 1] as const;

test('a line is run as often as the innermost range around it', () => {
  expect(linesBy([...BLOCK, 0])).toEqual([
    [2, 4, 5, 8],
    [2, 4, 8],
  ]);
  expect(linesBy([TEXT.indexOf('(width'), TEXT.lastIndexOf('}') + 1, 0], [...BLOCK, 1])).toEqual([
    [2, 4, 5, 8],
    [2, 5],
  ]);
});

test('code that was made of the file says nothing of its lines', () => {
  expect(coveredByV8(reportOf([[0, TEXT.length + 1, 1]]), { url, text: TEXT })).toBeNull();
  expect(coveredByV8(reportOf([[0, 5, 1]]), { url: 'file:///project/other.js', text: TEXT })).toBeNull();
  expect(coveredByV8('no json', { url, text: TEXT })).toBeNull();
});

test('a line of go is run where one of its blocks is, by the tests of any package', () => {
  const profile = `mode: set
example.org/shape/area/area.go:3.37,4.15 1 1
example.org/shape/area/area.go:4.15,6.3 1 0
example.org/other/a.go:1.1,2.2 1 1
example.org/shape/area/area.go:4.15,6.3 1 1
example.org/shape/area/area.go:7.2,7.23 1 0
`;
  const files = parseGoCoverage(profile, 'example.org/shape');
  expect([...files].map(([path, { lines, covered }]) => [path, [...lines], [...covered]])).toEqual([
    ['area/area.go', [3, 4, 5, 6, 7], [3, 4, 5, 6]],
  ]);
});

test.each([
  ['module example.org/shape\n\ngo 1.22\n', 'example.org/shape'],
  ['// Shapes.\nmodule "example.org/shape" // here\n', 'example.org/shape'],
  ['go 1.22\n', null],
])('a module is known by its go.mod (%j)', (text, name) => {
  expect(moduleIn(text)).toBe(name);
});
