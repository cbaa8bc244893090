import { describe, expect, it } from 'vitest';
import { treeSyntax } from '../../../src/codebase/languages/tree-syntax.ts';

async function faultsOf(language: string, text: string): Promise<readonly string[]> {
  const report = await treeSyntax({ language, text });
  return report.kind === 'parsed'
    ? report.problems.map(({ offset, message }) => `${offset} ${message}`)
    : [report.kind];
}

describe('a file of Go', () => {
  it.each([
    'package a\n\nimport "b"\n\nvar x = 1\n',
    '// Package a.\npackage a\n\nimport "b"\n\n// c\nimport "d"\n',
  ])('has its imports behind its package: %j', async (text) => {
    expect(await faultsOf('go', text)).toEqual([]);
  });

  it('has no imports behind other declarations', async () => {
    expect(await faultsOf('go', 'package a\n\nvar x = 1\n\nimport "b"\n')).toEqual([
      '22 Imports come before other declarations',
    ]);
  });
});

it.each([
  ['json', '{\n', '"a": 1,\n', 3500],
  ['rust', 'fn f() { (\n', 'let x = 1;\n', 3500],
])('many parts side by side in a broken text of %s are no depth', async (language, start, part, count) => {
  const faults = await faultsOf(language, start + part.repeat(count));
  expect(faults.length).toBeGreaterThan(0);
  expect(faults).not.toContain('broken');
});
