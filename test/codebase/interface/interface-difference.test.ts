import { describe, expect, test } from 'vitest';
import { interfaceDifference } from '../../../src/codebase/interface/interface-difference.ts';
import { publicInterfaceOf } from '../../../src/codebase/interface/public-interface.ts';
import { describeInterface, type InterfaceDifference } from '../../../src/domain/interface-difference.ts';

const names = async (path: string, text: string): Promise<readonly string[]> => [
  ...(await publicInterfaceOf(path, text)).names.keys(),
];

const difference = async (path: string, before: string, after: string | null): Promise<InterfaceDifference> =>
  interfaceDifference(path, Buffer.from(before), after === null ? null : Buffer.from(after));

describe('the public interface', () => {
  test('of Python is what no underscore hides, with its classes’ members', async () => {
    const source = [
      'LIMIT = 3',
      'def area(w, h):\n    def inner(): pass\n    return w * h',
      'def _hidden(): pass',
      'async def load(): pass',
      '@decorated\nclass Shape(Base):\n    """Doc."""\n    def __init__(self): pass\n    def size(self): pass\n    def _x(self): pass',
      'class _Private:\n    def seen(self): pass',
    ].join('\n\n');
    expect(await names('a.py', source)).toEqual([
      'LIMIT',
      'area',
      'load',
      'Shape',
      'Shape.__init__',
      'Shape.size',
    ]);
  });

  test('of a Python package is what its `__init__.py` gives on; `__all__` decides where there is one', async () => {
    expect(await names('p/__init__.py', 'from .a import b, _c\nimport os\n')).toEqual(['b']);
    expect(await names('a.py', "__all__ = ['f']\ndef f(): pass\ndef g(): pass\n")).toEqual(['f']);
  });

  test('of scripts are exports of every form, and members of what is exported', async () => {
    const source = [
      'export function f(a: number): number { return a; }',
      'export const g = (b) => b, LIMIT = 3;',
      'export class C { m() {} private p() {} #q() {} field = 1; }',
      'export interface I { x: string; get?(): void }',
      'export type T = string;',
      'export enum E { A, B = 2 }',
      'function hidden() {}',
      'export { hidden as shown };',
      "export * from './other';",
      "export { default as theirs } from './theirs';",
      'export default function () {}',
    ].join('\n');
    const found = await names('a.ts', source);
    expect(found.slice(0, 15).join(' ')).toBe(
      'f g LIMIT C C.m C.field I I.x I.get T E E.A E.B shown default',
    );
    expect(found.slice(15)).toEqual(['theirs', '* from ./other']);
    expect(await names('a.cjs', 'exports.a = 1;\nmodule.exports.f = function () {};\n')).toEqual(['a', 'f']);
  });

  test('of other languages is what they mark as public; without a reader there is none', async () => {
    const source = 'package a\n\nfunc Area(w int) int {\n\treturn w\n}\n\nfunc hidden() {}\n';
    expect(await names('a.go', source)).toEqual(['Area']);
    expect(await names('a.txt', 'def f(): pass')).toEqual([]);
  });
});

describe('a change breaks nobody', () => {
  test.each([
    ['a.py', 'def f(a, b): pass', 'def f(a, b, c=1, *args, d=2, **kw): pass'],
    ['a.py', 'def f(a, b): pass', 'def f(a: int, b: str) -> int: pass'],
    ['a.py', 'def f(a, *, b=1): pass', 'def f(a, *, c=2, b=1): pass'],
    ['a.py', 'def f(a, *, b): pass', 'def f(a, b): pass'],
    ['a.py', 'def f(a, /): pass', 'def f(b, /): pass'],
    ['a.py', 'def f(a, b): pass', 'def f(\n    a,\n    b,\n):\n    return 1'],
    ['a.py', 'def f(): pass', 'from .b import f'],
    ['a.py', 'X = 1', 'X = 2'],
    ['a.ts', 'export function f(a: number) {}', 'export function f(b: number, c?: string, ...d: X[]) {}'],
    ['a.ts', 'export function f(a: number) {}', 'export const f = (a: number) => {};'],
    ['a.ts', 'export function f(): Promise<void> {}', 'export async function f(): Promise<void> {}'],
    [
      'a.ts',
      'export const f = (g: (e: E) => void = () => {}) => 1',
      'export const f = (g: (e: E) => void = () => {}, x = 1) => 1',
    ],
    [
      'a.ts',
      'export function f(a: 1): void;\nexport function f(a) {}',
      'export function f(a: 2): void;\nexport function f(a: 1): void;\nexport function f(a) {}',
    ],
    [
      'a.ts',
      'export interface O {\n  a: string // of b\n  b: number\n}',
      'export interface O { b: number; a: string; c?: X }',
    ],
    ['a.ts', 'export type U = "a" | "b";', "export type U =\n  | 'a'\n  | 'b';"],
    ['a.ts', 'function a() {}\nexport { a as b };', 'function c() {}\nexport { c as b };'],
    ['a.ts', 'export function a() {}', "export { a } from './x';"],
    ['a.ts', 'export default function f(a) {}', 'export default function g(a) {}'],
    ['a.ts', '/*\nexport { a };\n*/\nexport const b = 1;', 'export const b = 1;'],
    [
      'a.ts',
      'export interface O {\n  a: string |\n    number\n}',
      'export interface O { a: string | number }',
    ],
    ['a.ts', 'export function f(a: string) {}', 'export function f(a: unknown) {}'],
    ['a.py', 'def f(a: str): pass', 'def f(a: Any): pass'],
  ])('in %s from %j to %j', async (path, before, after) => {
    expect((await difference(path, before, after)).breaking).toEqual([]);
  });
});

describe('a change can break who uses the file', () => {
  test.each([
    ['f', 'a.py', 'def f(a, b): pass', 'def f(a, c): pass'],
    ['f', 'a.py', 'def f(a, b): pass', 'def f(b, a): pass'],
    ['f', 'a.py', 'def f(a, b): pass', 'def f(a): pass'],
    ['f', 'a.py', 'def f(a, b): pass', 'def f(a, c=1, b=2): pass'],
    ['f', 'a.py', 'def f(a): pass', 'def f(a, b): pass'],
    ['f', 'a.py', 'def f(a, b=1): pass', 'def f(a, *, b=1): pass'],
    ['f', 'a.py', 'def f(a, b=1): pass', 'def f(a, b=2): pass'],
    ['f', 'a.py', 'def f(a, *, b=1): pass', 'def f(a): pass'],
    ['f', 'a.py', 'def f(a): pass', 'def f(a, *, b): pass'],
    ['f', 'a.py', 'def f(a, **kw): pass', 'def f(a): pass'],
    ['f', 'a.py', 'def f(a): pass', 'async def f(a): pass'],
    ['f', 'a.py', 'def f(a: int): pass', 'def f(a: str): pass'],
    ['C.m', 'a.py', 'class C:\n  def m(self): pass', 'class C:\n  @property\n  def m(self): pass'],
    ['C.m', 'a.py', 'class C:\n  def m(self): pass', 'class C:\n  pass'],
    ['C', 'a.py', 'class C:\n  def m(self): pass', ''],
    [
      'g',
      'a.py',
      "__all__ = ['f', 'g']\ndef f(): pass\ndef g(): pass",
      "__all__ = ['f']\ndef f(): pass\ndef g(): pass",
    ],
    ['f', 'a.ts', 'export function f(a: number, b: string) {}', 'export function f(b: string, a: number) {}'],
    ['f', 'a.ts', 'export function f(a, b) {}', 'export function f(b, a) {}'],
    ['f', 'a.ts', 'export function f(a: number) {}', 'export function f(a: string) {}'],
    ['f', 'a.ts', 'export function f(a?: number) {}', 'export function f(a: number) {}'],
    ['f', 'a.ts', 'export function f(a) {}', 'export function f(...a) {}'],
    ['O.b', 'a.ts', 'export interface O { a: string }', 'export interface O { a: string; b: number }'],
    ['O.a', 'a.ts', 'export interface O { a: string }', 'export interface O { a: number }'],
    ['T', 'a.ts', 'export type T = string;', 'export type T = number;'],
    ['b', 'a.ts', 'function a() {}\nexport { a as b };', 'function a() {}\nexport { a as c };'],
    ['default', 'a.ts', 'function f(a) {}\nexport default f;', 'function f(a, b) {}\nexport default f;'],
    ['O.b', 'a.ts', 'export const O = {\n  // first\n  a: 1,\n  b: 2,\n};', 'export const O = { a: 1 };'],
    ['f', 'a.ts', 'export function f(a: unknown) {}', 'export function f(a: string) {}'],
    [
      'C.constructor',
      'a.ts',
      'export class C { constructor(private a: string, private b: string) {} }',
      'export class C { constructor(b: string, a: string) {} }',
    ],
    ['* from ./x', 'a.ts', "export * from './x';", "export * from './y';"],
    ['A', 'a.ts', 'export class A extends B {}', 'export class A extends C {}'],
    [
      'Area',
      'a.go',
      'package a\nfunc Area(w int) int { return w }',
      'package a\nfunc Area(w int64) int { return 1 }',
    ],
  ])('%s in %s from %j to %j', async (name, path, before, after) => {
    expect((await difference(path, before, after)).breaking).toEqual([name]);
  });

  test('when the file is deleted', async () => {
    expect((await difference('a.py', 'def f(): pass\ndef g(): pass\n', null)).breaking).toEqual(['f', 'g']);
  });

  test('by a parameter behind what the index shows of a long signature', async () => {
    const list = Array.from({ length: 40 }, (_, index) => `    parameter_${index}: int,\n`).join('');
    const before = `def f(\n${list}):\n    pass\n`;
    const after = before.replace('    parameter_39: int,\n', '');
    expect((await difference('a.py', before, after)).breaking).toEqual(['f']);
  });
});

test('a difference names what is added, removed and changed with both signatures', async () => {
  const before = 'def area(w, h):\n    return w * h\n\n\nclass Old:\n    def m(self): pass\n';
  const after = 'def area(w, h, unit=1):\n    return w * h\n\n\nclass New:\n    def m(self): pass\n';
  const found = await difference('a.py', before, after);
  expect(found).toEqual({
    added: [{ name: 'New', signature: 'class New' }],
    removed: [{ name: 'Old', signature: 'class Old' }],
    changed: [{ name: 'area', before: 'def area(w, h)', after: 'def area(w, h, unit=1)' }],
    breaking: ['Old'],
  });
  expect(describeInterface(found)).toEqual([
    'removed Old: class Old (can break who uses it)',
    'changed area: def area(w, h) → def area(w, h, unit=1)',
    'added New: class New',
  ]);
});
