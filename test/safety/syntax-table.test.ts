import { expect, it } from 'vitest';
import { judgedLanguages } from '../../src/codebase/languages/judge-syntax.ts';
import { validate } from '../../src/safety/syntax-validator.ts';

// No interpreter is asked, so that the table says what holds on every machine.
const WITHOUT_PYTHON = { python: null };

function notebook(...cells: readonly string[]): string {
  return JSON.stringify({ cells: cells.map((source) => ({ cell_type: 'code', source })), metadata: {} });
}

const INVALID: Readonly<Record<string, readonly string[]>> = {
  python: [
    'def f(:\n    pass\n',
    'x = (1, 2\n',
    'x = "open\n',
    'def f():\nreturn 1\n',
    'if x:\n    y\n   z\n',
    'def f():\n\tx\n        y\n',
    'return 1\n',
    'def f():\n    break\n',
    'for x in y:\n    pass\nelse\n    pass\n',
    'await task\n',
    'yield 1\n',
    'def f(a, a):\n    pass\n',
    'def f():\n    global x\n    x = 1\n    global x\n',
    'class A:\n    nonlocal x\n',
    'f(a=1, 2)\n',
    'try:\n    a\nexcept:\n    b\nexcept E:\n    c\n',
    'x = 1\nfrom __future__ import annotations\n',
    'def f():\n    from os import *\n',
    'a, *b, *c = d\n',
    '1 = x\n',
    'print "old"\n',
    'return 1  # noqa\n',
    '# ruff: noqa\nreturn 1\n',
    '<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> other\n',
    '```python\nx = 1\n```\n',
    'x = “text”\n',
    "f'{x'\n",
  ],
  javascript: [
    'function f() {\n  return 1;\n',
    'let x = (1;\n',
    'let x = 1; let x = 2;\n',
    'const x;\n',
    'x = /(/;\n',
    'x = /a/gg;\n',
    'break;\n',
    'import a from "b"; return 1;\n',
    'function f() { await g(); }\n',
    'class A { constructor() {} constructor() {} }\n',
    'class A { #x; #x }\n',
    '({ a: 1, , b: 2 });\n',
    'export { missing };\n',
    '"use strict"; with (a) {}\n',
    'x = "open\n',
    'x = `open\n',
    'for (let i = 0; i < 3; i++ {}\n',
    'if (a) { b(); } } else { c(); }\n',
    'x = a ? b;\n',
    'new.target = 1;\n',
    'a?.b = 1;\n',
    'let let = 1;\n',
  ],
  typescript: [
    'const x: = 1;\n',
    'interface A { x: }\n',
    'let x: number; let x: number;\n',
    'function f(a: string { return a; }\n',
    'type A = { b: string;\n',
    'enum A { a, b\n',
    'const x = <T,>(y: T => y;\n',
    'class A { private private x = 1; }\n',
    'interface A {\n  a?: string;\n  b: number;\n  readonly a: string;\n}\n',
    'type A = {\n  a: {\n    b: 1;\n    b: 2;\n  };\n};\n',
    'const a = 1;\nexport { a, a };\n',
    'const a = 1;\nconst b = 2;\nexport {\n  a,\n  b as a,\n};\n',
    'return 1;\n',
    'x = /[/;\n',
  ],
  tsx: [
    'const x = <a><b></a>;\n',
    'const x = <a b=>c</a>;\n',
    'const x = <div>{</div>;\n',
    'const x = <p id="b" class class="c" />;\n',
    'const x = <p id={1} id="b">c</p>;\n',
  ],
  json: ['', '{"a": 1,}', '{"a" 1}', "{'a': 1}", '[1 2]', '{"a": undefined}', '{"a": 1} // comment'],
  go: [
    'package a\nfunc f( {\n',
    'package a\nvar x = \n',
    'func f() {}\n',
    '',
    'package a\n\nvar x = 1\n\nimport "fmt"\n',
  ],
  rust: ['fn f( {}\n', 'let x = ;\n'],
  java: ['class A { void f( { } }\n', 'class {\n'],
  c: ['int f( { return 1; }\n'],
  cpp: ['class A { int f( ; };\n'],
  bash: ['if true; then\n'],
  ruby: ['def f(\nend\n'],
  php: ['<?php function f( { }\n', '<?php enum A { case X; const B = ; }\n'],
  css: ['a { color: red;\n', 'a { color red; }\n', 'a { width: calc(1px; }\n'],
  html: ['<p>a</div\n', '<html><body><div></body></html>\n'],
  yaml: ['a: [1\n', 'a: 1\n b: 2\n', 'a: 1\na: 2\n', 'a: "x\n', 'a:\n\tb: 1\n', '---\na: 1\n---\nb: }\n'],
  toml: ['a = \n', 'a = 1\na = 2\n', '[t]\nb = 1\n"c" = 1\nb = 2\n', '[t]\na = 1\n[u]\n[t]\n'],
  lua: ['function f( end\n'],
  c_sharp: ['class A { void F( { } }\n'],
  dart: ['int f( => 1;\n'],
  elisp: ['(defun f (x)\n'],
  elixir: ['defmodule A do\n  def f(x, do: x\nend\n'],
  embedded_template: ['<p><%= a </p>\n'],
  kotlin: ['fun f(x: Int: Int = x\n', 'val a = object : A by b { fun f( }\n'],
  objc: ['@implementation A\n- (void)f {\n'],
  ocaml: ['let f x = (x + \n'],
  rescript: ['let f = (x => x\n'],
  scala: ['object A { def f(x: Int = x\n'],
  solidity: ['contract A { function f( { }\n'],
  systemrdl: ['addrmap a { reg { field { } f; \n'],
  tlaplus: ['---- MODULE A ----\nF == (1 + \n====\n'],
  vue: [
    '<template><a :b="c"\n',
    '<template><a /></template>\n<script>\nlet a = (1;\n</script>\n',
    '<template><a /></template>\n<script lang="ts" setup>\nconst a: = 1;\n</script>\n',
    '<script>\nlet a = 1;\n',
  ],
  svelte: ['<script>\n  let a = (1;\n</script>\n', '<script lang="ts">\n  let a: = 1;\n</script>\n'],
  jupyter: ['{"cells": [}', notebook('def f(:\n')],
  zig: ['fn f( u32 { return 1; }\n'],
};

const VALID: Readonly<Record<string, readonly string[]>> = {
  python: [
    '',
    'match x:\n    case [1, *rest] if rest:\n        pass\n',
    'type A[T: int = str] = list[T]\n',
    'try:\n    a\nexcept* ValueError:\n    b\n',
    'x = f\'{y!r:>{width}} {"quoted"}\'\n',
    'async def f():\n    async with a as b, c:\n        yield b\n',
    'def f(a, /, b, *, c):\n    global d\n    d = (e := 1)\n',
    'x = 1  # noqa\n',
  ],
  javascript: [
    '',
    '#!/usr/bin/env node\nreturn;\n',
    'await import("a");\n',
    'import a from "b" with { type: "json" };\n',
    'const f = async () => { for await (const x of y) z[x] ??= y?.[x]; };\n',
    'class A { static #x = 1; static { this.#x++; } get y() { return this.#x; } }\n',
    'x = /[(]\\/(?<year>\\d{4})/u.test(y / 2 / 3);\n',
    'const x = <a b="c">{d}</a>;\n',
    'with (a) { b }\n',
  ],
  typescript: [
    'export declare const x: unique symbol;\n',
    'abstract class A<in out T> { accessor b = 1; abstract c(): void; }\n',
    'function f(a: string): void;\nfunction f(a: unknown): void {}\n',
    'const x = { a: 1 } satisfies Record<string, number>;\n',
    'export type * from "a";\nimport type { B } from "b";\n',
    'enum A { a = 1 }\nnamespace A { export const b = 2; }\n',
    'const y = <T>x;\n',
    'interface A {\n  a: string;\n  b: {\n    a: string;\n  };\n}\ninterface B {\n  a: string;\n}\n',
    'interface A {\n  a(): void;\n  a(b: string): void;\n}\nf({\n  a: 1,\n});\nf({\n  a: 1,\n});\n',
    'const a = 1;\nconst b = 1;\nexport { a, b as c, a as b };\nexport type { D as E, F };\n',
    'switch (a) {\n  case 1:\n  default:\n}\nx: for (;;) {\n  y: for (;;) {}\n  y: for (;;) {}\n}\n',
  ],
  tsx: [
    'const f = <T,>(x: T) => <a b={x}><></></a>;\n',
    'const x = <p id="id class id" class="id"><b id="id" /></p>;\n',
  ],
  json: ['{"a": [1, 2.5e3, null, "\\u00e9"]}', '1'],
  go: ['package a\n\nfunc F[T any](x T) T { return x }\n'],
  rust: [
    'async fn f<T: Clone>(x: &T) -> Option<T> { Some(x.clone()) }\n',
    'fn f(raw: T) { g(&raw.a, &raw[1], &raw); unsafe { h(&raw const a, &raw mut b) } }\n',
    'fn f() { g(str![[r#"a"#]]); u8!(1); }\n',
  ],
  java: ['record A(int b) { static String c = """\n  text\n  """; }\n'],
  c: [
    '#include <stdio.h>\nint main(void) { return 0; }\n',
    'class InAHeader { public: int x; };\n',
    '@interface A : B\n- (void)f;\n@end\n',
  ],
  cpp: ['template <typename T> auto f(T x) -> decltype(x) { return x; }\n'],
  bash: ['if true; then echo "$x"; fi\n'],
  ruby: ['def f(a:, b: 1) = a + b\n'],
  php: [
    '<?php function f(int $a = 1): ?string { return null; }\n',
    '<?php\nenum A: int implements B\n{\n    use C;\n    case X = 1;\n    public const ALL = [1, 2];\n    public function f(): int { return match ($this) { self::X => 1 }; }\n}\nenum D { case Y; const E = self::Y; }\n',
  ],
  css: ['a { color: red; }\n'],
  yaml: ['a: &b {c: !Ref d}\ne:\n  <<: *b\n---\n- !vault |\n  f\n', ''],
  html: [
    '<!doctype html><p>text</p>\n',
    '<html><frameset cols="1,2"><frame src="a.html"><frame src="b.html"></frameset></html>\n',
  ],
  toml: ['[a]\nb = [1, 2]\n'],
  lua: ['local function f() return 1 end\n', 'do return 1 end\n'],
  vue: [
    '<template><a :b="c">d</a></template>\n<script setup lang="ts">\nconst c = await d<number>();\n</script>\n',
  ],
  svelte: [
    '<script module>\n  export { row };\n</script>\n<script lang="ts">\n  let { a }: { a: number } = $props();\n</script>\n',
    '<script type="application/ld+json">{"a"</script>\n<p>\n  <script>{@html a}</script>\n</p>\n',
  ],
  jupyter: [notebook('%matplotlib inline\nx = !ls "it\'s\nx?\nprint("%s"\n  % x)\n'), notebook('await f()')],
  kotlin: [
    'fun f(x: Int): Int = x + 1\n',
    'class B { companion object { const val X = 1 } }\n',
    'class C { fun x() { print("${1 + 2}") } }\n',
    'fun f() { g(object : Callback<String> by made { override fun h() {} }) }\n',
  ],
  scala: ['object A { def f(x: Int): Int = x + 1 }\n'],
  dart: ['int f(int x) => x + 1;\n'],
  elixir: ['defmodule A do\n  def f(x), do: x\nend\n'],
  zig: ['fn f(x: u32) u32 { return x; }\n'],
  solidity: ['contract A { function f() public pure returns (uint) { return 1; } }\n'],
  c_sharp: ['class A { int F(int x) => x + 1; }\n'],
  elisp: ['(defun f (x) "Doc." (+ x 1))\n'],
  embedded_template: ['<p><%= a.b %></p>\n'],
  objc: ['@implementation A\n- (void)f { [self g:1]; }\n@end\n'],
  ocaml: ['let f x = x + 1\n'],
  rescript: ['let f = x => x + 1\n'],
  systemrdl: ['addrmap a { reg { field {} f; } r; };\n'],
  tlaplus: ['---- MODULE A ----\nF == 1\n====\n'],
};

const casesOf = (
  table: Readonly<Record<string, readonly string[]>>,
): readonly (readonly [string, string])[] =>
  Object.entries(table).flatMap(([language, texts]) => texts.map((text) => [language, text] as const));

it('has a valid and an invalid text of every language', () => {
  expect(Object.keys(VALID).toSorted()).toEqual(judgedLanguages());
  expect(Object.keys(INVALID).toSorted()).toEqual(judgedLanguages());
});

it.each(casesOf(INVALID))('%s rejects %j', async (language, text) => {
  const { isValid, errors } = await validate(text, language, WITHOUT_PYTHON);
  expect(isValid).toBe(false);
  expect(errors.length).toBeGreaterThan(0);
});

it.each(casesOf(VALID))('%s accepts %j', async (language, text) => {
  expect(await validate(text, language, WITHOUT_PYTHON)).toEqual({
    isValid: true,
    errors: [],
    errorSummary: '',
  });
});
