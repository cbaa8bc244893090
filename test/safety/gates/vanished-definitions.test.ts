import { describe, expect, test } from 'vitest';
import { createCandidate } from '../../../src/domain/candidate.ts';
import type { Verdict } from '../../../src/domain/ports.ts';
import { createVanishedDefinitionsGate } from '../../../src/safety/gates/vanished-definitions.ts';
import type { Sides } from '../../support/judge.ts';
import { makeFolder, treeWith, type Files } from '../../support/work-tree.ts';

type Change = Readonly<Record<string, Sides>>;

async function judge(
  change: Change,
  { words = 'Tidy up', others = {} }: { words?: string; others?: Files } = {},
): Promise<Verdict> {
  const bytes = (text: string | null): Uint8Array | null => (text === null ? null : Buffer.from(text));
  const changes = Object.entries(change).map(([path, [before, after]]) => {
    return { path, before: bytes(before), after: bytes(after), tolerances: [] };
  });
  const candidate = createCandidate(treeWith(others), changes, { words, later: [] });
  return createVanishedDefinitionsGate({ root: makeFolder({}) }).check(
    candidate,
    new AbortController().signal,
  );
}

const places = async (...asked: Parameters<typeof judge>): Promise<readonly string[]> =>
  (await judge(...asked)).diagnostics.map(({ path, line }) => `${path}:${line}`);

/** A file without what stands between two marks, and the marks away. */
function dropped(path: string, text: string): Change {
  return { [path]: [text.replaceAll(/[«»]/g, ''), text.replaceAll(/«[^»]*»/g, '')] };
}

describe('a definition that vanishes is missed', () => {
  test.each([
    ['a function', 'a.py', '«def f():\n    return 1\n»\n\ndef g():\n    return f()\n', 'a.py:4'],
    ['a function', 'a.ts', '«function f() {}\n»export const g = () => f();\n', 'a.ts:1'],
    [
      'a function of which another function has the name for one of its own',
      'a.js',
      '«function f() {}\n»function g() {\n  const h = () => 1;\n  return h() + f();\n}\n',
      'a.js:3',
    ],
    [
      'a function in a function',
      'a.ts',
      'function f() {}\nfunction g() {\n«  const h = () => 1;\n»  return h();\n}\n',
      'a.ts:3',
    ],
    [
      'a class',
      'a.py',
      '«class Foo:\n    pass\n»X = Foo()\n\n\ndef g(x: Foo | None = None):\n    pass\n',
      'a.py:1',
    ],
    [
      'an exception of its own',
      'a.py',
      '«class MyError(Exception):\n    pass\n»def g():\n    raise MyError\n',
      'a.py:2',
    ],
    [
      'a class that takes the name of an import',
      'a.py',
      'from x import R as Base\n«class R(Base):\n    pass\n»y = R()\n',
      'a.py:2',
    ],
    [
      'a function that only a method is named like',
      'a.js',
      '«function f() {}\n»class A {\n  f() {}\n}\nf();\n',
      'a.js:4',
    ],
    [
      'a function within another, though a third one has its like',
      'a.py',
      'def g():\n«    def f(): pass\n»    return f()\ndef h():\n    def f(): pass\n    return f()\n',
      'a.py:2',
    ],
    [
      'a method',
      'a.py',
      'class A:\n«    def m(self):\n        return 1\n»    def n(self):\n        return self.m()\n',
      'a.py:3',
    ],
    [
      'a function that a condition asks for',
      'a.js',
      '«function f() {}\n»if (a && f) {\n  g();\n}\n',
      'a.js:1',
    ],
    ['a method', 'a.js', 'class A {\n«  #m() {}\n»  n() { return this.#m(); }\n}\n', 'a.js:2'],
    [
      'a method of a class whose bases are here',
      'a.py',
      'class B:\n    pass\nclass A(B):\n«    def m(self):\n        return 1\n»    def n(self):\n        return self.m()\n',
      'a.py:5',
    ],
    [
      'a private method of any class',
      'a.py',
      'class A(B):\n«    def _m(self):\n        return 1\n»    def n(self):\n        return self._m()\n',
      'a.py:3',
    ],
    [
      'a method that no collection has',
      'a.py',
      'class A(dict):\n«    def as_rows(self):\n        return 1\n»    def n(self):\n        return self.as_rows()\n',
      'a.py:3',
    ],
    [
      'a method of a class whose bases have no such members',
      'a.py',
      'class A(abc.ABC):\n«    def m(self):\n        return 1\n»    def n(self):\n        return self.m()\n',
      'a.py:3',
    ],
    [
      'a method of an error',
      'a.js',
      'class A extends Error {\n«  m() {}\n»  n() { return this.m(); }\n}\n',
      'a.js:2',
    ],
    [
      'a method that heirs call',
      'a.py',
      'class A:\n    x = 1\n«    def m(self):\n        return 1\n»class B(A):\n    def n(self):\n        return self.m()\n',
      'a.py:5',
    ],
  ])('%s, in %s', async (_, path, text, place) => {
    expect(await places(dropped(path, text))).toEqual([place]);
  });

  test.each([
    ['a.py', 'def f(): pass\n', 'b.py', 'from a import f\n'],
    ['p/a.py', 'def f(): pass\n', 'p/q/b.py', 'from ..a import f\n'],
    ['p/__init__.py', 'def f(): pass\n', 'b.py', 'from p import f\n'],
    ['p/sub/a.py', 'class F: pass\n', 'b.py', 'from p.sub.a import F\n'],
    ['a.ts', 'export function f() {}\n', 'x/b.ts', "import { f } from '../a.js';\n"],
    ['x/index.ts', 'export class F {}\n', 'b.ts', "import { F } from './x';\n"],
  ])('where another file imports it from %s: %j', async (path, text, other, importing) => {
    const change = { [path]: [text, 'x = 1\n'] } as const;
    expect(await places(change, { others: { [other]: importing } })).toEqual([`${other}:1`]);
    expect(await places({ [path]: [text, null] }, { others: { [other]: importing } })).toEqual([
      `${other}:1`,
    ]);
  });

  test('and the verdict says what is used where', async () => {
    const verdict = await judge(dropped('a.py', '«def f(): pass\n»f()\n'));
    expect(verdict).toMatchObject({
      passed: false,
      summary:
        'a.py:1 `f` is used here, and the change defines it nowhere any more. Keep it, or change what uses it.',
      diagnostics: [{ path: 'a.py', line: 1, kind: 'vanished-definitions' }],
    });
  });
});

describe('a definition that vanishes is not missed', () => {
  test.each([
    ['where nothing uses it', 'a.py', '«def f(): pass\n»x = 1\n'],
    ['where only texts speak of it', 'a.py', '«def f(): pass\n»# f()\nx = "f()"\ny.f()\n'],
    ['where an import gives it', 'a.py', '«def f(): pass\n»from b import f\nf()\n'],
    ['where an import gives it', 'a.ts', "«function f() {}\n»import { f } from './b';\nf();\n"],
    [
      'where it stands outside of its function now',
      'a.py',
      'def g():\n«    def f(): pass\n»    return f()\ndef f(): pass\n',
    ],
    ['where a method has the name', 'a.js', '«function f() {}\n»class A {\n  async f(\n    a,\n  ) {}\n}\n'],
    ['where a method has the name', 'a.js', '«function f() {}\n»const a = {\n  f() {},\n};\n'],
    ['where a field has the name', 'a.ts', '«function f() {}\n»class A {\n  private f;\n}\n'],
    ['where an interface has the name', 'a.ts', '«function f() {}\n»interface A {\n  f(): void;\n}\n'],
    ['where an interface has the name', 'a.ts', '«function f() {}\n»interface A {\n  f?: string;\n}\n'],
    ['where everything is imported', 'a.py', '«def f(): pass\n»from b import *\nf()\n'],
    ['where a parameter has the name', 'a.py', '«def f(): pass\n»def g(f):\n    return f()\n'],
    ['where a parameter has the name', 'a.ts', '«function f() {}\n»const g = (f: F) => f();\n'],
    ['where a variable has the name', 'a.ts', '«function f() {}\n»const { f } = x;\nf();\n'],
    ['where a parameter has the name', 'a.ts', '«function f() {}\n»const g = (a, f) => f();\n'],
    ['where a parameter has the name', 'a.ts', '«function f() {}\n»const g = a.map(f => f());\n'],
    ['where a parameter has the name', 'a.py', '«def f(): pass\n»g = lambda f: f()\n'],
    [
      'where a parameter has the name',
      'a.ts',
      '«function f() {}\n»class B {\n  m(f, a) {\n    return f();\n  }\n}\n',
    ],
    [
      'where a variable has the name',
      'a.js',
      '«function f() {}\n»function g(x) {\n  const { a, f } = x;\n  return f();\n}\n',
    ],
    ['where a variable has the name', 'a.js', '«function f() {}\n»try { g(); } catch (f) { f(); }\n'],
    ['where a variable has the name', 'a.py', '«def f(): pass\n»with g() as f:\n    f()\n'],
    ['where a variable has the name', 'a.py', '«def f(): pass\n»while (f := g()):\n    f()\n'],
    ['where a variable has the name', 'a.py', '«def f(): pass\n»for f in g:\n    f()\n'],
    ['where the language has the name', 'a.py', '«def next(x): pass\n»next(x)\n'],
    ['where the language has the name', 'a.js', '«function fetch() {}\n»fetch();\n'],
    [
      'where the language has the name',
      'a.py',
      '«class TimeoutError(Exception):\n    pass\n»raise TimeoutError\n',
    ],
    [
      'where a constant has the name',
      'a.ts',
      '«function f() {}\n»function g() {\n  const f = h();\n  return f;\n}\n',
    ],
    ['where one of several is left', 'a.py', '«if a:\n    def f(): pass\n»if b:\n    def f(): pass\nf()\n'],
    [
      'where an overload is left',
      'a.ts',
      '«function f(a: 1): void;\n»function f(a: 2): void;\nfunction f(a: any) {}\nf(2);\n',
    ],
    [
      'where the base may have it',
      'a.py',
      'class A(B):\n«    def m(self): pass\n»    def n(self):\n        self.m()\n',
    ],
    ['where the base may have it', 'a.ts', 'class A extends B {\n«  m() {}\n»  n() { this.m(); }\n}\n'],
    [
      'where a collection has it',
      'a.py',
      'class A(dict):\n«    def items(self): pass\n»    def n(self):\n        self.items()\n',
    ],
    [
      'where the base has it',
      'a.py',
      'class B:\n    def m(self): pass\nclass A(B):\n«    def m(self): pass\n»    def n(self):\n        self.m()\n',
    ],
    [
      'where heirs have it',
      'a.py',
      'class A:\n    x = 1\n«    def m(self): pass\n»    def n(self):\n        self.m()\nclass C(A):\n    def m(self): pass\n',
    ],
    [
      'where the class answers to every name',
      'a.py',
      'class A:\n«    def m(self): pass\n»    def __getattr__(self, n):\n        return self.m()\n',
    ],
    [
      'where it is set',
      'a.py',
      'class A:\n«    def m(self): pass\n»    def n(self):\n        self.m = 1\n        self.m()\n',
    ],
    ['in a test', 'test_a.py', '«def f(): pass\n»f()\n'],
  ])('%s, in %s', async (_, path, text) => {
    expect(await places(dropped(path, text))).toEqual([]);
  });

  test('where it moves to another file, or what used it changes', async () => {
    const used = 'def f(): pass\n\n\nf()\n';
    expect(await places({ 'a.py': [used, 'f()\n'], 'b.py': [null, 'def f(): pass\n'] })).toEqual([]);
    expect(await places({ 'a.py': [used, 'def g(): pass\n\n\ng()\n'] })).toEqual([]);
  });

  test('where others import the name from elsewhere', async () => {
    const others = { 'b.py': 'from c.a import f\n', 'd.py': 'from .x import f\n' };
    expect(await places({ 'a.py': ['def f(): pass\n', 'x = 1\n'] }, { others })).toEqual([]);
  });

  test.each(['Remove f', 'Delete the method m of A', 'Remove `A.m`', 'Inline parse date'])(
    'where the task names it: %s',
    async (words) => {
      const text = 'class A:\n«    def m(self): pass\n»    def n(self):\n        self.m()\n';
      const name = words.includes('parse') ? 'parseDate' : 'f';
      const file = { ...dropped('a.py', `«def ${name}(): pass\n»${name}()\n`) };
      const change = /\bm\b/.test(words) ? dropped('a.py', text) : file;
      const verdict = await judge(change, { words });
      expect(verdict).toMatchObject({
        passed: true,
        summary: expect.stringMatching(/^The task names what is gone: /),
      });
    },
  );

  test('is told where it is gone, unnamed and unused', async () => {
    const verdict = await judge(dropped('a.py', '«def f(): pass\n»x = 1\n'));
    expect(verdict.summary).toBe('Gone, and used nowhere that could be found: f.');
  });

  test('is told as not judged where the module may make the name in ways that no reader sees', async () => {
    const verdict = await judge(dropped('a.py', '«def f(): pass\n»globals().update(x)\n'));
    expect(verdict.summary).toBe(
      'Gone, and not judged, as its module may make names in ways that no reader sees: f.',
    );
  });
});

test.each(['+page.js', '[slug].js', '(group).js', 'a*b.js', '$types.js'])(
  'the name of a file may have any signs: %s',
  async (name) => {
    const change = dropped(`routes/${name}`, 'export const b = 1;\n«export const a = 1;\n»');
    const others = { 'routes/c.js': `import { a } from './${name}';\na();\n` };
    expect(await places(change, { others })).toEqual(['routes/c.js:1']);
  },
);
