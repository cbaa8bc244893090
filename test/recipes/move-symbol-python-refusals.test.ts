import { describe, expect, it } from 'vitest';
import { moveSymbol } from '../../src/recipes/move-symbol.ts';
import type { RecipeResult, SlotValues } from '../../src/recipes/recipe.ts';
import { treeOfTexts, type Texts } from '../support/fixture.ts';

async function move(texts: Texts, slots: SlotValues): Promise<RecipeResult> {
  return moveSymbol.run({ slots, targets: [], signal: new AbortController().signal }, treeOfTexts(texts));
}

describe('move-symbol of Python refuses', () => {
  const A = 'import time\n\nX = 1\n\n\ndef f():\n    return X\n';
  const cases: readonly (readonly [string, Texts, SlotValues, string])[] = [
    [
      'a name that the destination has',
      { 'a.py': A, 'b.py': 'f = 1\n' },
      { module: 'b.py' },
      'f already means something in b.py (b.py:1).',
    ],
    [
      'a name that the destination takes from Python',
      { 'a.py': 'def open():\n    pass\n', 'b.py': 'open(1)\n' },
      { name: 'open', module: 'b.py' },
      'open already means something in b.py (b.py:1).',
    ],
    [
      'modules that would import each other',
      { 'a.py': `${A}\n\nf()\n`, 'b.py': '' },
      { module: 'b.py' },
      'f uses X of a.py, and a.py uses f: the modules would import each other (a.py → b.py → a.py).',
    ],
    [
      'scripts beside a package that would need them',
      {
        'src/p/__init__.py': '',
        'src/p/a.py': 'def f():\n    return 1\n\n\nf()\n',
        'scripts/b.py': '',
      },
      { source: 'src/p/a.py', module: 'scripts/b.py' },
      'src/p/a.py would have to import f from scripts/b.py, which is no part of its package.',
    ],
    [
      'tests of a package that would need them',
      {
        'p/__init__.py': '',
        'p/a.py': 'def f():\n    return 1\n',
        'p/use.py': 'from p.a import f\n\nf()\n',
        'tests/__init__.py': '',
        'tests/b.py': '',
      },
      { source: 'p/a.py', module: 'tests/b.py' },
      'p/use.py would have to import f from tests/b.py, which is no part of its package.',
    ],
    [
      'a longer way round',
      { 'a.py': `${A.replace('return X', 'return 1')}\n\nf()\n`, 'b.py': 'import c\n', 'c.py': 'import a\n' },
      { module: 'b.py' },
      'f was not moved, because the modules would import each other: a.py → b.py → c.py → a.py.',
    ],
    [
      'state of its module',
      { 'a.py': A.replace('return X', 'global X\n    X = 2') },
      { module: 'b.py' },
      'f assigns X, a variable of its module (a.py:7).',
    ],
    [
      'state that functions assign',
      { 'a.py': `${A}\n\ndef g():\n    global X\n    X = 2\n` },
      { name: 'X', module: 'b.py' },
      'X is state that a.py:11 assigns with global.',
    ],
    [
      'conditional definitions',
      { 'a.py': 'if 1:\n    def f(): pass\n' },
      { module: 'b.py' },
      'f is not simply defined at a.py:1: it is imported, conditional, or one name of several.',
    ],
    [
      'methods',
      { 'a.py': 'class A:\n    def f(self): pass\n' },
      { module: 'b.py' },
      'the method A.f (a.py:2) does not stand at the top of a module.',
    ],
    [
      'the name of its module',
      { 'a.py': 'def f():\n    return __name__\n' },
      { module: 'b.py' },
      'f uses __name__, which differs from module to module (a.py:2).',
    ],
    [
      'an import that means something else there',
      { 'a.py': 'import json\n\n\ndef f():\n    return json\n', 'b.py': 'import ujson as json\n' },
      { module: 'b.py' },
      'f uses json, which means something else in b.py (b.py:1).',
    ],
    [
      'what tests replace under its feet',
      { 'a.py': A.replace('return X', 'return time.time()'), 't.py': 'patch("a.time")\n' },
      { module: 'b.py' },
      'f uses time, which code gives a stand-in in a.py (t.py:1), and would no longer see that.',
    ],
    [
      'state that a function of its module assigns',
      { 'a.py': `${A}\n\ndef g():\n    global X\n    X = 2\n` },
      { module: 'b.py' },
      'f uses X, which a function of its module assigns (a.py:12).',
    ],
    [
      'an import that would take a name of Python from the destination',
      { 'a.py': 'from io import open\n\n\ndef f():\n    return open\n', 'b.py': 'open(1)\n' },
      { module: 'b.py' },
      'f uses open, which means something else in b.py (b.py:1).',
    ],
    [
      'a program as the destination',
      { 'a.py': A, '__main__.py': 'import a\n' },
      { module: '__main__.py' },
      '__main__.py is a program, and what imports it would run it.',
    ],
    [
      'a module that would hide one of Python',
      { 'a.py': A },
      { module: 'json.py' },
      "A new module json.py could hide Python's own json.",
    ],
    [
      'a package of the same name',
      { 'a.py': A, 'b/__init__.py': '' },
      { module: './b.py' },
      'b is a package or a module already, so b.py would stand beside it.',
    ],
    [
      'tests',
      { 'a.py': 'def test_f():\n    pass\n' },
      { name: 'test_f', module: 'b.py' },
      'test_f is found by test runners in the file where it stands.',
    ],
    [
      'a name that several modules define',
      { 'a.py': A, 'c.py': A },
      { module: 'b.py' },
      'f is declared 2 times: the function f (a.py:6), the function f (c.py:6).',
    ],
    ['a name that is not there', { 'a.py': A }, { name: 'g', module: 'b.py' }, 'g is not declared there.'],
  ];
  it.each(cases)('%s', async (_, texts, slots, reason) => {
    expect(await move(texts, { name: 'f', ...slots })).toMatchObject({ kind: 'refused', reason });
  });
});
