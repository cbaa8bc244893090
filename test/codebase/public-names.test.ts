import { describe, expect, test } from 'vitest';
import { publicNamesOf, publicNamesTouched } from '../../src/codebase/public-names.ts';

const names = async (path: string, text: string): Promise<readonly string[]> => [
  ...(await publicNamesOf(path, text)).keys(),
];

async function touched(path: string, before: string, after: string | null): Promise<readonly string[]> {
  const bytes = after === null ? null : Buffer.from(after);
  const { changed, gone } = await publicNamesTouched(path, Buffer.from(before), bytes);
  return [...changed, ...gone];
}

describe('public names', () => {
  test('of Python are definitions and methods without an underscore', async () => {
    const source = [
      'def area(w, h):\n    def inner(): pass\n    return w * h',
      'def _hidden(): pass',
      'async def load(): pass',
      '@decorated\nclass Shape(Base):\n    """Doc."""\n    def __init__(self): pass\n    def size(self): pass\n    def _x(self): pass',
      'class _Private:\n    def seen(self): pass',
    ].join('\n\n');
    expect(await names('a.py', source)).toEqual(['area', 'load', 'Shape', 'Shape.__init__', 'Shape.size']);
  });

  test('of scripts are exports of every form, and members of exported classes', async () => {
    const source = [
      'export function f(a: number): number { return a; }',
      'export const g = (b) => b, LIMIT = 3;',
      'export class C { m() {} private p() {} #q() {} field = 1; }',
      'export interface I { x: string }',
      'export type T = string;',
      'export enum E { A }',
      'function hidden() {}',
      'export { hidden as shown };',
      "export * from './other';",
      'export default function () {}',
    ].join('\n');
    expect(await names('a.ts', source)).toEqual([
      'f',
      'g',
      'LIMIT',
      'C',
      'C.m',
      'C.field',
      'I',
      'T',
      'E',
      'shown',
      "export * from './other';",
      'default',
    ]);
    expect(await names('a.cjs', 'exports.a = 1;\nmodule.exports = f;\nother.exports = 2;\n')).toEqual([
      'exports.a',
      'module.exports',
    ]);
  });

  test('of other languages are top-level definitions; without a grammar there are none', async () => {
    expect(await names('a.go', 'package a\n\nfunc Area(w int) int {\n\treturn w\n}\n')).toEqual(['Area']);
    expect(await names('a.txt', 'def f(): pass')).toEqual([]);
  });
});

describe('a public name is touched', () => {
  const source = 'def area(w, h):\n    return w * h\n\n\ndef name():\n    return 1\n';

  test('when its signature changes or it is gone', async () => {
    expect(await touched('a.py', source, source.replace('area(w, h)', 'area(w, h, unit)'))).toEqual(['area']);
    expect(await touched('a.py', source, source.replace('def name', 'def _name'))).toEqual(['name']);
    expect(await touched('a.py', source, null)).toEqual(['area', 'name']);
    expect(await touched('a.ts', 'export const f = (a) => a;', 'export const f = (a, b) => a;')).toEqual([
      'f',
    ]);
    expect(await touched('a.ts', 'export type T = string;', 'export type T = number;')).toEqual(['T']);
  });

  test('not when only its body, its layout or its place changes, or others are added', async () => {
    expect(await touched('a.py', source, source.replace('w * h', 'h * w'))).toEqual([]);
    expect(await touched('a.py', source, source.replace('(w, h)', '(\n    w,\n    h,\n)'))).toEqual([]);
    expect(await touched('a.py', source, `import os\n\n\n${source}\ndef more():\n    pass\n`)).toEqual([]);
    expect(await touched('a.ts', 'export const LIMIT = 3;', 'export const LIMIT = 4;')).toEqual([]);
    expect(await touched('a.ts', 'export function f() { a(); }', 'export function f() {\n  b();\n}')).toEqual(
      [],
    );
  });
});
