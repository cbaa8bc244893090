import { describe, expect, it } from 'vitest';
import { applyTextEdits } from '../../../src/domain/text-edit.ts';
import { ruffDiagnostics, ruffSyntax } from '../../../src/codebase/languages/ruff.ts';

const codesOf = async (text: string): Promise<readonly string[]> => {
  const report = await ruffSyntax(text);
  return report.kind === 'parsed'
    ? report.problems.map(({ code, offset }) => `${code} ${offset}`)
    : [report.kind];
};

describe('diagnostics of ruff', () => {
  it('carry offsets and a fix as edits of the text', async () => {
    const text = 'import os\nx = "😀"; import sys, re\nre\n';
    const diagnostics = await ruffDiagnostics(text, { select: ['F401'] });
    expect(diagnostics.map(({ code, start, end }) => [code, text.slice(start, end)])).toEqual([
      ['F401', 'os'],
      ['F401', 'sys'],
    ]);
    const edits = diagnostics.flatMap(({ fix }) => fix ?? []);
    expect(applyTextEdits(text, edits)).toBe('x = "😀"; import re\nre\n');
  });

  it('respect a suppression comment', async () => {
    expect(await ruffDiagnostics('import os  # noqa\n', { select: ['F401'] })).toEqual([]);
  });

  it('count a lone carriage return as the end of a line, as Python does', async () => {
    const [diagnostic] = await ruffDiagnostics('x = 1\rimport os\r', { select: ['F401'] });
    expect(diagnostic).toMatchObject({ start: 13, end: 15 });
  });

  it('throw for an unknown rule', async () => {
    await expect(ruffDiagnostics('', { select: ['NOPE1'] })).rejects.toThrow('NOPE1');
  });
});

describe('syntax by ruff', () => {
  it('includes errors of the compiler that ruff files as rules', async () => {
    expect(await codesOf('return 1\n')).toEqual(['F706 0']);
    expect(await codesOf('x = (\n')).toEqual(['invalid-syntax 6']);
    expect(await codesOf('def f():\n    from os import *\n')).toEqual(['F406 13']);
  });

  it.each([
    ['import os\nfrom __future__ import annotations', 'F404 10'],
    ['from __future__ import nope', 'F407 23'],
    ['*a, *b = c', 'F622 0'],
    ['break', 'F701 0'],
    ['if a:\n    continue', 'F702 10'],
    ['yield 1', 'F704 0'],
    ['try: pass\nexcept: pass\nexcept A: pass', 'F707 10'],
    ['def f():\n x = 1\n def g():\n  global x\n  nonlocal x', 'PLE0115 35'],
    ['def f():\n nonlocal x', 'PLE0117 19'],
    ['def f():\n print(x)\n global x', 'PLE0118 16'],
    ['def f():\n await x', 'PLE1142 10'],
  ])('includes what no version of the compiler takes: %j', async (text, found) => {
    expect(await codesOf(`${text}\n`)).toEqual([found]);
  });

  it.each([
    'from __future__ import annotations\nimport os',
    '*a, b = c',
    'for a in b:\n    continue',
    'def f():\n global x\n print(x)',
    'async def f():\n await x',
  ])('takes what the compiler takes: %j', async (text) => {
    expect(await codesOf(`${text}\n`)).toEqual([]);
  });

  it('cannot be switched off by a comment', async () => {
    expect(await codesOf('# ruff: noqa\nreturn 1  # noqa: F706\n')).toEqual(['F706 13']);
  });

  it('does not take unused imports for errors', async () => {
    expect(await codesOf('import os\n')).toEqual([]);
  });

  it('breaks down on a text that is nested too deeply, and goes on with the next', async () => {
    expect(await codesOf(`${'('.repeat(20_000)}1${')'.repeat(20_000)}`)).toEqual(['broken']);
    expect(await codesOf('x = 1\n')).toEqual([]);
  });
});
