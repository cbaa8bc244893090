import { expect, it } from 'vitest';
import { enclosingSymbol } from '../../src/codebase/enclosing-symbol.ts';

const PYTHON =
  'import a\n\n\nclass A:\n    def f(self):\n        return 1\n\n    def g(self):\n        return (2\n';

it.each([
  ['a.py', PYTHON.replace('(2', '2'), 6, 'A.f'],
  ['a.py', PYTHON, 9, 'A.g'],
  ['a.py', PYTHON, 1, null],
  ['run', '#!/bin/sh\nfunction f {\n  (\n}\n', 3, 'f'],
  ['a.vue', '<script>\nexport default async function load() {\n  return (1;\n}\n</script>\n', 3, 'load'],
  ['a.go', 'package a\nfunc (s *S) Run(x int {\n\treturn x(\n}\n', 3, 'Run'],
  ['a.ts', 'class A {\n  f(): void {\n    g();\n  }\n}\n', 3, 'A.f'],
])('finds the definition of %s around a line', async (path, text, line, symbol) => {
  expect(await enclosingSymbol({ path, text }, line)).toBe(symbol);
});
