import { describe, expect, it } from 'vitest';
import { treeSyntax } from '../../../src/codebase/languages/tree-syntax.ts';
import { positionAt } from '../../../src/domain/text.ts';

/** `line:column message` of the first fault in a text. */
async function firstFault(language: string, lines: readonly string[]): Promise<string | null> {
  const text = lines.join('\n');
  const report = await treeSyntax({ language, text });
  const [first] = report.kind === 'parsed' ? report.problems : [];
  if (first === undefined) return null;
  const { line, column } = positionAt(text, first.offset);
  return `${line}:${column} ${first.message}`;
}

describe('what stays open is told where it opens', () => {
  const cases = [
    ['ruby', ['require "a"', '', 'def f(x)', '  x + 1', ''], '3:1 Missing `end` for this `def`'],
    [
      'ruby',
      [
        'class A',
        '  def f',
        '    if x',
        '      1 if y',
        '  end',
        '',
        '  def g',
        '    h unless y',
        '  end',
        'end',
        '',
      ],
      '3:5 Missing `end` for this `if`',
    ],
    [
      'ruby',
      ['module M', '  def f', '    a.each do |b|', '      b', '  end', 'end', ''],
      '3:12 Missing `end` for this `do`',
    ],
    ['ruby', ['def f', '  x = [1, 2', 'end', ''], '2:7 Missing `]` for this `[`'],
    [
      'go',
      ['package a', '', 'func f() int {', '\tif x {', '\t\treturn 1', '}', '', 'func g() {', '}', ''],
      '4:7 Missing `}` for this `{`',
    ],
    [
      'rust',
      ['fn f() -> i32 {', '    if x {', '        1', '}', '', 'fn g() {}', ''],
      '2:10 Missing `}` for this `{`',
    ],
    [
      'java',
      ['class A {', '  void f() {', '    if (x) {', '      g();', '  }', '', '  void g() {}', '}', ''],
      '3:12 Missing `}` for this `{`',
    ],
    [
      'php',
      ['<?php', 'function f() {', '  if (x) {', '    return 1;', '}', 'function g() {}', ''],
      '3:10 Missing `}` for this `{`',
    ],
    ['bash', ['f() {', '  if true; then', '    echo 1', '}', ''], '2:3 Missing `fi` for this `if`'],
    ['bash', ['for a in 1 2; do', '  echo "$a"', ''], '1:15 Missing `done` for this `do`'],
    [
      'lua',
      ['function f(x)', '  if x then', '    return 1', 'end', '', 'function g() end', ''],
      '2:3 Missing `end` for this `if`',
    ],
    ['elixir', ['defmodule A do', '  def f do', '    1', 'end', ''], '2:9 Missing `end` for this `do`'],
    ['c', ['int f(void) {', '  return (1', '    + 2;', '}', ''], '2:10 Missing `)` for this `(`'],
  ] as const;
  it.each(cases)('%s: %j', async (language, lines, place) => {
    expect(await firstFault(language, lines)).toBe(place);
  });
});

it('the faults beside it are told as well, and those that only come of it are not', async () => {
  const text = 'x = = 1\nfunction f(x)\n  if x then\n    return 1\nend\n\nfunction g() end\n';
  const report = await treeSyntax({ language: 'lua', text });
  expect(report.kind === 'parsed' && report.problems.map(({ message }) => message)).toEqual([
    'Missing `end` for this `if`',
    'Syntax error at `=`',
  ]);
  const open = await treeSyntax({ language: 'rust', text: 'fn f() {\n    if x {\n}\n' });
  expect(open).toMatchObject({ problems: [{ message: 'Missing `}` for this `{`' }] });
  expect(open).toHaveProperty('problems.length', 1);
});

describe('a fault that is no open block stays where the grammar sees it', () => {
  it.each([
    ['go', ['package a', '', 'func f() {', '\tx := := 1', '}', ''], '4:7 '],
    ['go', ['package a', '', 'func f(a int {', '}', ''], '3:13 Missing `)`'],
    ['c', ['int f(void) {', '  return (1;', '}', ''], '2:12 Missing `)`'],
    ['ruby', ['def f', '  x = = 1', 'end', ''], '2:7 '],
    ['ruby', ['while x do', '  y = = 1', 'end', ''], '2:'],
    ['rust', ['fn f() {', '}', '}', ''], '3:1 '],
    ['lua', ['for a = 1, 2 do', '  x = = 1', 'end', ''], '2:'],
  ] as const)('%s: %j', async (language, lines, place) => {
    const fault = await firstFault(language, lines);
    expect(fault).toContain(place);
    expect(fault).not.toContain('for this');
  });
});

it.each([
  ['ruby', ['def f = 1', '', 'def g', '  h while i', 'end', '']],
  ['ruby', ['while x do', '  y', 'end', '']],
] as const)('a text of %s without a fault has none: %j', async (language, lines) => {
  expect(await firstFault(language, lines)).toBeNull();
});
