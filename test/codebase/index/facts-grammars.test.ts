import { expect, test } from 'vitest';
import { readFacts } from '../../../src/codebase/index/facts/read-facts.ts';

async function factsIn(path: string, lines: readonly string[]) {
  const facts = await readFacts(path, lines.join('\n'));
  return {
    symbols: facts?.symbols.map(
      ({ kind, qualifiedName, isExported, signature }) =>
        `${isExported ? '+' : ''}${kind} ${qualifiedName}: ${signature}`,
    ),
    imports: facts?.imports.map(
      ({ specifier, names, given }) => `${specifier} [${names.join(' ')}]${given.length > 0 ? ' again' : ''}`,
    ),
  };
}

test('Go: capitals export, methods belong to their receiver', async () => {
  const lines = [
    'package main',
    'import (',
    '\t"fmt"',
    '\tx "example.com/a/b" // renamed',
    ')',
    'import "os"',
    '// Bar runs. Twice.',
    'func (r *Foo) Bar(a int) error { return nil }',
    'type Foo struct { A int }',
    'type doer interface { Do() }',
    'const Limit = 3',
  ];
  expect(await factsIn('a.go', lines)).toEqual({
    symbols: [
      '+method Foo.Bar: func (r *Foo) Bar(a int) error',
      '+class Foo: type Foo struct',
      'interface doer: type doer interface { Do() }',
      '+constant Limit: const Limit = 3',
    ],
    imports: ['fmt [*]', 'example.com/a/b [*]', 'os [*]'],
  });
  expect((await readFacts('a.go', lines.join('\n')))?.symbols[0]?.doc).toBe('Bar runs.');
});

test('Rust: trees of `use` are taken apart, methods belong to the type of their `impl`', async () => {
  expect(
    await factsIn('a.rs', [
      'use crate::a::{b, c::{d as e, self}, f::*};',
      'pub use super::x::Y;',
      'mod inner;',
      '/// Holds a size.',
      '#[derive(Debug)]',
      'pub struct Size { a: i32 }',
      'pub enum Colour { Red }',
      'impl<T> Size { pub fn new(a: i32) -> Self { Size { a } } fn hidden(&self) {} }',
    ]),
  ).toEqual({
    symbols: [
      'namespace inner: mod inner',
      '+class Size: pub struct Size',
      'field Size.a: a: i32',
      '+enum Colour: pub enum Colour',
      '+method Size.new: pub fn new(a: i32) -> Self',
      'method Size.hidden: fn hidden(&self)',
    ],
    imports: [
      'crate::a::b [b]',
      'crate::a::c::d [d]',
      'crate::a::c [*]',
      'crate::a::f [*]',
      'super::x::Y [Y] again',
      'self::inner [*]',
    ],
  });
});

test('Java: annotations belong to the lines and not to the signature', async () => {
  const lines = [
    'import java.util.List;',
    'import static a.B.c;',
    'import x.*;',
    '@Service("a")',
    'public class A<T> extends B {',
    '  private static final int X = 1;',
    '  @Override public void run(List<String> a) { }',
    '  interface I { void go(); }',
    '  enum E { A; void end() {} }',
    '}',
  ];
  expect(await factsIn('A.java', lines)).toEqual({
    symbols: [
      '+class A: public class A<T> extends B',
      'field A.X: private static final int X = 1',
      '+method A.run: public void run(List<String> a)',
      '+interface A.I: interface I',
      '+method A.I.go: void go()',
      '+enum A.E: enum E',
      '+method A.E.end: void end()',
    ],
    imports: ['java.util.List [List]', 'a.B.c [c]', 'x [*]'],
  });
  expect((await readFacts('A.java', lines.join('\n')))?.symbols[0]).toMatchObject({
    startLine: 4,
    endLine: 10,
  });
});

test('C and C++: names are found behind pointers, owners before `::`', async () => {
  expect(
    await factsIn('a.c', [
      '#include "x.h"',
      '#include <stdio.h>',
      'static int add(int a) { return a; }',
      'char **name(void);',
    ]),
  ).toEqual({
    symbols: ['function add: static int add(int a)', '+function name: char **name(void)'],
    imports: ['x.h [*]', '<stdio.h> [*]'],
  });
  expect(
    await factsIn('a.c', ['typedef struct { int x; } Point;', '#define SIZE 3', 'int sizes[SIZE];']),
  ).toEqual({
    symbols: [
      '+type Point: typedef struct { int x; } Point',
      '+field Point.x: int x',
      '+constant SIZE: #define SIZE 3',
      '+constant sizes: int sizes[SIZE]',
    ],
    imports: [],
  });
  for (const path of ['a.c', 'a.cpp', 'a.m'])
    expect((await factsIn(path, ['static int size;', 'int first(int a);'])).symbols).toEqual([
      'constant size: static int size',
      '+function first: int first(int a)',
    ]);
  expect(
    await factsIn('a.cpp', ['namespace ns { class K { void go(); int x; }; }', 'void ns::K::go() {}']),
  ).toEqual({
    symbols: [
      '+namespace ns: namespace ns',
      '+class ns.K: class K',
      '+method ns.K.go: void go()',
      '+field ns.K.x: int x',
      '+method ns.K.go: void ns::K::go()',
    ],
    imports: [],
  });
});

test('C#, Ruby and PHP: their words for classes, members and imports are known', async () => {
  expect(
    await factsIn('a.cs', [
      'using System.Text;',
      'namespace N { public class C { private int x; public void Go() { } } }',
    ]),
  ).toEqual({
    symbols: [
      '+namespace N: namespace N',
      '+class N.C: public class C',
      'field N.C.x: private int x',
      '+method N.C.Go: public void Go()',
    ],
    imports: ['System.Text [*]'],
  });
  expect(
    await factsIn('a.rb', [
      "require_relative 'x/y'",
      "require 'json'",
      'class K < B',
      '  MAX = 3',
      '  def run(a)',
      '  end',
      'end',
    ]),
  ).toEqual({
    symbols: ['+class K: class K < B', '+constant K.MAX: MAX = 3', '+method K.run: def run(a)'],
    imports: ['./x/y [*]', 'json [*]'],
  });
  expect(
    await factsIn('a.php', [
      '<?php',
      'use X\\Y;',
      'use X\\{P, Q as R};',
      "require __DIR__ . '/lib.php';",
      'trait T { function t() {} }',
    ]),
  ).toEqual({
    symbols: ['+interface T: trait T', '+method T.t: function t()'],
    imports: ['X\\Y [Y]', 'X\\P [P]', 'X\\Q [Q]', './lib.php [*]'],
  });
});

test('Dart: classes with their methods, what a file imports, and what it gives on', async () => {
  const lines = [
    "import 'package:x/x.dart';",
    "export 'src/y.dart';",
    'enum Colour { red }',
    'class Box { final int size = 1; }',
  ];
  expect(await factsIn('a.dart', lines)).toEqual({
    symbols: ['+enum Colour: enum Colour', '+class Box: class Box'],
    imports: ['package:x/x.dart [*]', 'src/y.dart [*] again'],
  });
});

test('what has no reader has no facts, and data files define nothing', async () => {
  expect(await readFacts('notes.unknown', 'text')).toBeNull();
  expect(await readFacts('a.json', '{"a": 1}')).toEqual({
    language: 'json',
    symbols: [],
    imports: [],
    hasErrors: false,
  });
});

test('shell: functions are found whatever patterns stand in a `case`, with what they source', async () => {
  const lines = [
    '#!/bin/bash',
    'source ./lib.sh',
    '# Prints a file. Or all.',
    'print_file() {',
    '  case "$1" in *.txt|*.md) cat "$1" ;; *) inner() { echo "${1%.*}"; } ;; esac',
    '  local all=($(ls))',
    '}',
    'function log',
    '{ echo "${LOG}"',
    '}',
    'quiet() (',
    '  "$@" >/dev/null',
    ')',
    'one_line() { echo 1; }',
  ];
  expect(await factsIn('a.sh', lines)).toEqual({
    symbols: [
      '+function print_file: print_file()',
      '+function log: function log',
      '+function quiet: quiet()',
      '+function one_line: one_line()',
    ],
    imports: ['./lib.sh [*]'],
  });
  const symbols = (await readFacts('a.sh', lines.join('\n')))?.symbols;
  expect(symbols?.map(({ startLine, bodyLine, endLine }) => [startLine, bodyLine, endLine])).toEqual([
    [4, 5, 7],
    [8, 9, 10],
    [11, 12, 13],
    [14, 14, 14],
  ]);
  expect(symbols?.[0]?.doc).toBe('Prints a file.');
});
