import { describe, expect, it } from 'vitest';
import { checkSyntax, type SyntaxOptions } from '../../src/safety/syntax-check.ts';

const WITHOUT_PYTHON: SyntaxOptions = { python: null };

type Told = { readonly valid: boolean; readonly new: readonly string[]; readonly old: readonly string[] };

/** The verdict on a change of a file, with `line state` of what is told. */
async function told(
  path: string,
  sides: readonly [before: string, after: string],
  options: SyntaxOptions = WITHOUT_PYTHON,
): Promise<Told> {
  const [before, after] = sides.map((text) => Buffer.from(text));
  const verdict = await checkSyntax({ path, before: before ?? null, after: after ?? Buffer.of() }, options);
  const lines = (diagnostics: typeof verdict.diagnostics): readonly string[] =>
    diagnostics.map(({ line, state }) => `${line} ${String(state)}`);
  return { valid: verdict.valid, new: lines(verdict.diagnostics), old: lines(verdict.warnings) };
}

const PYTHON = [
  'def total(items):',
  '    result = 0',
  '    for item in items:',
  '        result += item',
  '    return result',
  '',
  '',
  'def broken(:',
  '    pass',
  '',
].join('\n');
const SCRIPT =
  'function a() {\n  return 1;\n}\n\nfunction b( {\n  return 2;\n}\n\nfunction c() {\n  return 3;\n}\n';
const GO =
  'package a\n\nfunc a() int {\n\treturn 1\n}\n\nfunc b( int {\n\treturn 2\n}\n\nfunc c() int {\n\treturn 3\n}\n';
const JSON_TEXT = '{\n  "a": 1,\n  "b": ,\n  "c": 3,\n  "d": 4\n}\n';

/** The error is not on the line that a parser names, nor on the one above. */
const SPREAD =
  'def good():\n    return 1\n\n\ndef broken():\n    x = (1,\n        2,\n        y = 2\n    return x\n';

describe('a change of a file that was broken before', () => {
  it('is refused for the error that it brings in, on its own line, whatever a parser says of the old one then', async () => {
    const after = PYTHON.replace('return result', 'return (result');
    const { valid, new: places } = await told('m.py', [PYTHON, after]);
    expect({ valid, first: places[0] }).toEqual({ valid: false, first: '5 new' });
    expect(places).not.toContain('8 new');
  });

  const beside = [
    ['a.js', SCRIPT, 'return 3;', 'return (3;', '10 new'],
    ['a.ts', SCRIPT, 'return 1;', 'return ];', '2 new'],
    ['a.go', GO, 'return 3', 'return 3 +* ', '12 new'],
    ['a.json', JSON_TEXT, '"d": 4', '"d": [4', '5 new'],
    ['m.py', PYTHON, 'result = 0', 'result = = 0', '2 new'],
    ['m.py', SPREAD, 'return 1', 'return (1', '2 new'],
    ['m.py', `${PYTHON}\n\ndef last():\n    return 1\n`, 'return 1', 'return 1 1', '13 new'],
  ] as const;
  it.each(beside)('is refused in %s for the new line first', async (path, before, from, to, place) => {
    const { valid, new: places } = await told(path, [before, before.replace(from, to)]);
    expect({ valid, first: places[0] }).toEqual({ valid: false, first: place });
  });

  const harmless = [
    ['a.js', SCRIPT, 'return 3;', 'return 3 + 4;'],
    ['a.go', GO, 'return 1', 'return 5'],
    ['a.json', JSON_TEXT, '"d": 4', '"d": 4,\n  "e": 5'],
    ['m.py', PYTHON, 'def total', 'import os\n\n\nprint(os)\n\n\ndef total'],
    ['m.py', PYTHON, '    return result', '    return round(result)'],
  ] as const;
  it.each(harmless)('passes in %s where it adds no error, with a note', async (path, before, from, to) => {
    const verdict = await told(path, [before, before.replace(from, to)]);
    expect(verdict).toMatchObject({ valid: true, new: [] });
    expect(verdict.old[0]).toMatch(/old$/);
  });

  it('passes where it mends one error and another was hidden behind it', async () => {
    const before = '{\n  "a": ,\n  "b": 2,\n  "c": ,\n  "d": 4\n}\n';
    expect(await told('a.json', [before, before.replace('"a": ,', '"a": 1,')])).toEqual({
      valid: true,
      new: [],
      old: ['4 old'],
    });
  });

  it('is judged by what is more than before where it touches the broken code itself', async () => {
    const before = 'function f( {\n  return 1;\n}\n';
    expect((await told('a.js', [before, before.replace('return 1;', 'return 2;')])).valid).toBe(true);
  });

  it('keeps the blocks around an old error of Python whole', async () => {
    const often = (line: string): string => `    if a:\n        ${line}\n`.repeat(7);
    const heads = [
      'if a <> 1:\n    a()\nelif a <> 2:\n    b()\nelse:\n    c()\n',
      'try:\n    a()\nexcept A, = e:\n    b()\n',
      'try:\n    a()\nexcept A, = e: # old\n    b()\n',
      'try:\n    a()\nexcept A, = e: pass\nfinally:\n    b()\n',
      `while a <> 1:\n${often('break')}`,
      `for a in b <> c:\n${often('continue')}`,
    ];
    for (const head of heads) {
      const inFunction = (last: string): string =>
        `def g():\n${`${head}${last}`.replaceAll(/^(?=.)/gm, '    ')}`;
      const before = inFunction('last()\n');
      expect([head, await told('m.py', [before, inFunction('last(1)\n')])]).toMatchObject([
        head,
        { valid: true, new: [] },
      ]);
      const line = before.split('\n').length - 1;
      const { valid, new: places } = await told('m.py', [before, inFunction('last(\n')]);
      expect([head, valid, places[0]]).toEqual([head, false, `${line} new`]);
    }
  });

  it('keeps a function whose parameters are an old error one that returns', async () => {
    const returns = '        if a:\n            return a\n'.repeat(7);
    const before = `class A:\n    def f(self, (a, b)):\n${returns}\n    last = 1\n`;
    expect(await told('m.py', [before, before.replace('last = 1', 'last = 2')])).toMatchObject({ new: [] });
    const { new: places } = await told('m.py', [before, before.replace('last = 1', 'last = (')]);
    expect(places[0]).toBe('18 new');
  });

  it('passes where code is put behind a part that cannot be told apart from its errors', async () => {
    const before =
      'class A:\n    def f(self):\n        y = (1,\n            2,\n            z = 3\n        return y\n\n\nx = 1\n';
    const after = before.replace('x = 1', '    def g(self):\n        return 3\n\n\nx = 1');
    expect(await told('m.py', [before, after])).toMatchObject({ valid: true, new: [] });
  });

  it('judges the scripts of a component so, too', async () => {
    const before = '<script>\nlet a = ;\nlet b = 1;\n</script>\n<template><p>a</p></template>\n';
    expect(await told('A.vue', [before, before.replace('b = 1', 'b = (1')])).toMatchObject({
      valid: false,
      new: ['3 new'],
    });
  });
});
