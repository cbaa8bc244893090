import { expect, test } from 'vitest';
import { complexityDifference, functionComplexities } from '../../src/codebase/complexity.ts';

test.each([
  ['a.ts', 'export function f(a: number) { if (a > 0 && a < 9) return 1; return a ? 2 : 3; }', { f: 4 }],
  ['a.js', 'const f = () => { for (const x of y) { try { x(); } catch { } } };', { f: 3 }],
  ['a.js', 'class A { m() { return [1].map((x) => x || 2); } }', { m: 2 }],
  ['a.js', 'function f() { switch (a) { case 1: case 2: b(); default: } }', { f: 3 }],
  ['a.js', 'function f() { function g() { while (a) a--; } return g; }', { f: 1, 'f.g': 2 }],
  ['a.py', 'def f(a):\n    if a:\n        pass\n    elif not a and b:\n        pass\n', { f: 4 }],
  ['a.py', 'def f(a):\n    return [x for x in a if x]\n', { f: 3 }],
  ['a.go', 'package a\nfunc F(a int) int { for a > 0 || a < 9 { a-- }; return a }', { F: 3 }],
  ['a.rs', 'fn f(a: i32) -> i32 { match a { 1 => 2, _ => if a > 1 { 3 } else { 4 } } }', { f: 4 }],
  ['a.java', 'class A { int m(int a) { if (a > 0) return 1; else return 2; } }', { m: 2 }],
])('the ways through the functions of %s: %s', async (path, text, expected) => {
  expect(Object.fromEntries((await functionComplexities(path, text)) ?? [])).toEqual(expected);
});

test('a change tells of the functions that it makes more or less complex, and of no others', async () => {
  const before = Buffer.from('function same() { if (a) b(); }\nfunction f() {}\nfunction old() {}\n');
  const after = Buffer.from(
    'function same() { if (c) d(); }\nfunction f() { if (a) b(); }\nfunction g() {}\n',
  );
  expect(await complexityDifference('a.js', before, after)).toEqual({
    highestBefore: 2,
    highestAfter: 2,
    totalBefore: 4,
    totalAfter: 5,
    functions: [
      { name: 'f', before: 1, after: 2 },
      { name: 'old', before: 1, after: null },
      { name: 'g', before: null, after: 1 },
    ],
  });
  expect(await complexityDifference('a.js', before, before)).toBeNull();
  expect(await complexityDifference('a.md', before, after)).toBeNull();
});
