import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecipeResult, SlotValues } from '../../src/recipes/recipe.ts';
import { renameSymbol } from '../../src/recipes/rename-symbol.ts';
import { treeOfTexts, withChanges, type Texts } from '../support/fixture.ts';

async function rename(
  texts: Texts,
  slots: SlotValues,
  targets: readonly string[] = [],
): Promise<RecipeResult> {
  return renameSymbol.run({ slots, targets, signal: new AbortController().signal }, treeOfTexts(texts));
}

async function renamed(texts: Texts, slots: SlotValues, targets?: readonly string[]): Promise<Texts> {
  const result = await rename(texts, slots, targets);
  if (result.kind !== 'changed') throw new Error(JSON.stringify(result));
  expect(result.proofs.map(({ level }) => level)).toEqual(['S', 'A', 'D', 'R']);
  return withChanges(texts, result.changes);
}

const PACKAGE = {
  'shop/__init__.py': 'from .price import add\n\n__all__ = ["add"]\n',
  'shop/price.py':
    '__all__ = ["add"]\n\n\ndef add(a, b):  # adds\n    return a + b\n\n\ndef total(items):\n    """See add."""\n    sum_ = 0\n    for item in items:\n        sum_ = add(sum_, item)\n    return sum_\n',
  'shop/use.py':
    'import shop.price\nimport shop.price as p\nfrom shop import add as plus, price\nfrom .price import add\n\n\ndef f(add):\n    return add(1)\n\n\nprint(shop.price.add(1, 2), p.add(1, 2), price.add(3, 4), plus(1, 2), add(3, 4), {1}.add(2))\n',
  'shop/star.py': 'from .price import *\n\n\ndef g():\n    return add(1, 2)\n',
  'tests/test_price.py':
    'from unittest.mock import patch\n\nfrom shop import price\n\n\n@patch("shop.price.add")\ndef test_it(mock):\n    assert price.add is mock\n',
};

describe('rename-symbol of Python', () => {
  it('follows a function through imports, modules, re-exports, stars, lists of exports and patches', async () => {
    const after = await renamed(PACKAGE, { from: 'add', to: 'plus_' }, ['shop/price.py']);
    expect(after).toEqual({
      'shop/__init__.py': 'from .price import plus_\n\n__all__ = ["plus_"]\n',
      'shop/price.py': PACKAGE['shop/price.py']
        .replace('["add"]', '["plus_"]')
        .replace('def add', 'def plus_')
        .replace('= add(', '= plus_('),
      'shop/use.py':
        'import shop.price\nimport shop.price as p\nfrom shop import plus_ as plus, price\nfrom .price import plus_\n\n\ndef f(add):\n    return add(1)\n\n\nprint(shop.price.plus_(1, 2), p.plus_(1, 2), price.plus_(3, 4), plus(1, 2), plus_(3, 4), {1}.add(2))\n',
      'shop/star.py': 'from .price import *\n\n\ndef g():\n    return plus_(1, 2)\n',
      'tests/test_price.py':
        'from unittest.mock import patch\n\nfrom shop import price\n\n\n@patch("shop.price.plus_")\ndef test_it(mock):\n    assert price.plus_ is mock\n',
    });
  });

  it('is not kept from a name by a class whose methods use it', async () => {
    const texts = {
      'a.py': 'def f():\n    pass\n\n\nclass A:\n    def g(self):\n        return f()\n',
      'b.py': 'from a import f\n\n\nclass B:\n    def g(self):\n        return [f() for _ in self]\n',
    };
    const after = await renamed(texts, { from: 'f', to: 'g', at: 'a.py:1' });
    expect(after['b.py']).toBe(
      'from a import g\n\n\nclass B:\n    def g(self):\n        return [g() for _ in self]\n',
    );
    const inBody = { 'a.py': 'def f():\n    pass\n\n\nclass A:\n    g = 1\n    h = f()\n' };
    expect(await rename(inBody, { from: 'f', to: 'g', at: 'a.py:1' })).toMatchObject({ kind: 'refused' });
  });

  it('lists what keeps the name', async () => {
    expect(await rename(PACKAGE, { from: 'add', to: 'plus_' }, ['shop/price.py'])).toMatchObject({
      summary: 'Renamed the function add (shop/price.py:4) to plus_: 14 places in 5 files.',
      notes: [
        'add stays on values of unknown type: shop/use.py:11.',
        'add stays in strings: shop/price.py:9.',
      ],
    });
  });

  it('is undone by the rename back, to the byte', async () => {
    const there = await renamed(PACKAGE, { from: 'add', to: 'sums' }, ['shop/price.py']);
    expect(await renamed(there, { from: 'sums', to: 'add' }, ['shop/price.py'])).toEqual(PACKAGE);
  });

  it('keeps the name of another module that the same scope imports', async () => {
    const texts = {
      'a.py': 'def load():\n    return 1\n',
      'b.py': 'try:\n    from a import load\nexcept ImportError:\n    from fast import load\n\nload()\n',
    };
    expect(await renamed(texts, { from: 'load', to: 'read' }, ['a.py'])).toEqual({
      'a.py': 'def read():\n    return 1\n',
      'b.py':
        'try:\n    from a import read\nexcept ImportError:\n    from fast import load as read\n\nread()\n',
    });
  });

  it('renames a class in the types that calls and aliases name in quotes, and no other text', async () => {
    const after = await renamed(
      {
        'a.py':
          'import typing as t\nfrom typing import Optional, TypeAlias, TypeVar, cast as to\n\nT = TypeVar("T", bound="Base")\nU = t.TypeVar("U", "Base", "list[Base]")\nM = Optional["Base"]\nN: TypeAlias = "Base"\n\n\nclass Base:\n    pass\n\n\nx = to("Base", to(str, "y"))\ny = cast("Base", "Base")\nz = {"Base": 1}["Base"]\nV = t.TypeVar("Base")\n',
      },
      { from: 'Base', to: 'Root' },
      ['a.py'],
    );
    expect(after['a.py']).toBe(
      'import typing as t\nfrom typing import Optional, TypeAlias, TypeVar, cast as to\n\nT = TypeVar("T", bound="Root")\nU = t.TypeVar("U", "Root", "list[Root]")\nM = Optional["Root"]\nN: TypeAlias = "Root"\n\n\nclass Root:\n    pass\n\n\nx = to("Root", to(str, "y"))\ny = cast("Base", "Base")\nz = {"Base": 1}["Base"]\nV = t.TypeVar("Base")\n',
    );
  });

  it('renames a class with the annotations in quotes, and leaves literals', async () => {
    const texts = {
      'a.py':
        'from typing import Literal\n\n\nclass Node:\n    def next(self) -> "list[Node]":\n        return []\n\n\ndef f(a: "Node", b: Literal["Node"]) -> "Other.Node": ...\n',
    };
    expect(await renamed(texts, { from: 'Node', to: 'Item' })).toEqual({
      'a.py':
        'from typing import Literal\n\n\nclass Item:\n    def next(self) -> "list[Item]":\n        return []\n\n\ndef f(a: "Item", b: Literal["Node"]) -> "Other.Node": ...\n',
    });
  });

  it('renames one local variable, with what closures make of it', async () => {
    const texts = {
      'a.py':
        'x = 1\n\n\ndef f():\n    x = 2\n\n    def g():\n        nonlocal x\n        x += 1\n\n    return [x for _ in range(x)]\n',
    };
    expect(await renamed(texts, { from: 'x', to: 'n', at: 'a.py:5' })).toEqual({
      'a.py':
        'x = 1\n\n\ndef f():\n    n = 2\n\n    def g():\n        nonlocal n\n        n += 1\n\n    return [n for _ in range(n)]\n',
    });
  });

  it('renames a parameter with the keyword arguments of its calls', async () => {
    const texts = {
      'a.py': 'def f(x, *, size=1):\n    return x * size\n\n\nf(1, size=2)\ndict(size=3)\n',
      'b.py': 'from a import f as call\nimport a\n\na.f(1, size=4)\n',
    };
    expect(await renamed(texts, { from: 'size', to: 'width', class: 'f', kind: 'parameter' })).toEqual({
      'a.py': 'def f(x, *, width=1):\n    return x * width\n\n\nf(1, width=2)\ndict(size=3)\n',
      'b.py': 'from a import f as call\nimport a\n\na.f(1, width=4)\n',
    });
  });

  it('renames a method with its overrides and on values whose class is certain', async () => {
    const texts = {
      'shapes.py':
        'class Shape:\n    def area(self):\n        return 0\n\n    def twice(self):\n        return 2 * self.area()\n\n\nclass Square(Shape):\n    def area(self):\n        return super().area() + 1\n\n\nclass Field:\n    def area(self):\n        return 7\n',
      'use.py':
        'from shapes import Field, Shape, Square\n\n\ndef f(one: Shape, other: "Field", field: Field | None):\n    square = Square()\n    return one.area() + square.area() + Square().area() + Shape.area(one) + field.area()\n\n\ndef g(shape: Shape):\n    return getattr(shape, "area")\n',
    };
    expect(await renamed(texts, { from: 'area', to: 'size', class: 'Square' })).toEqual({
      'shapes.py': texts['shapes.py']
        .replaceAll('area', 'size')
        .replace('size(self):\n        return 7', 'area(self):\n        return 7'),
      'use.py': texts['use.py'].replaceAll('area', 'size').replace('field.size', 'field.area'),
    });
  });
});

type Refusal = { readonly files: Texts; readonly slots: SlotValues; readonly reason: string };

const REFUSALS: Readonly<Record<string, Refusal>> = {
  'a method on values of unknown type': {
    files: { 'a.py': 'class A:\n    def run(self): ...\n\n\ndef f(x):\n    x.run()\n' },
    slots: { from: 'run', to: 'go' },
    reason: 'run may be meant at places where nobody can tell: a.py:6.',
  },
  'a method that a base from elsewhere may have': {
    files: { 'a.py': 'from lib import Base\n\n\nclass A(Base):\n    def run(self): ...\n' },
    slots: { from: 'run', to: 'go' },
    reason: 'run may be meant at places where nobody can tell: a.py:4 (A inherits from Base).',
  },
  'a name that is taken': {
    files: { 'a.py': 'def f(): ...\n', 'b.py': 'from a import f\n\ng = f\n' },
    slots: { from: 'f', to: 'g' },
    reason: 'g already means something where f is used (b.py:3).',
  },
  'a name that a scope on the way binds': {
    files: { 'a.py': 'def f(): ...\n\n\ndef h(g):\n    return f() + g\n' },
    slots: { from: 'f', to: 'g' },
    reason: 'g already means something where f is used (a.py:5).',
  },
  'a builtin that the module uses': {
    files: { 'a.py': 'def f():\n    return len([])\n' },
    slots: { from: 'f', to: 'len' },
    reason: 'len already means something where f is used (a.py:2).',
  },
  'a name with several declarations': {
    files: { 'a.py': 'def f(): ...\n', 'b.py': 'class f: ...\n' },
    slots: { from: 'f', to: 'g' },
    reason: 'f is declared 2 times: the function f (a.py:1), the class f (b.py:1).',
  },
  'a function that a decorator may know by its name': {
    files: { 'a.py': '@app.route("/")\ndef index(): ...\n' },
    slots: { from: 'index', to: 'home' },
    reason: 'index may be meant at places where nobody can tell: a.py:1.',
  },
  'a test that would not be found': {
    files: { 'a.py': 'def test_it(): ...\n' },
    slots: { from: 'test_it', to: 'it' },
    reason: 'test_it cannot be renamed: test runners look for names that begin with test.',
  },
  'a reserved word': {
    files: { 'a.py': 'def f(): ...\n' },
    slots: { from: 'f', to: 'lambda' },
    reason: '"lambda" is a reserved word.',
  },
  'a name that nothing declares': {
    files: { 'a.py': 'import f\n' },
    slots: { from: 'f', to: 'g' },
    reason: 'f is not declared in the Python of the project.',
  },
  'a parameter that a framework fills': {
    files: { 'a.py': 'def test_it(client):\n    client.get()\n' },
    slots: { from: 'client', to: 'http' },
    reason: 'client may be meant at places where nobody can tell: a.py:1.',
  },
  'a parameter of a function that is given away': {
    files: { 'a.py': 'def f(x):\n    return x\n\n\nregister(f)\n' },
    slots: { from: 'x', to: 'y' },
    reason: 'x may be meant at places where nobody can tell: a.py:5.',
  },
  'a parameter that a call may fill from a dictionary': {
    files: { 'a.py': 'def f(x):\n    return x\n\n\nf(**{"x": 1})\n' },
    slots: { from: 'x', to: 'y' },
    reason: 'x may be meant at places where nobody can tell: a.py:5.',
  },
  'a variable whose name is shown': {
    files: { 'a.py': 'def f():\n    x = 1\n    print(f"{x=}")\n' },
    slots: { from: 'x', to: 'y' },
    reason: 'x cannot be renamed: the text of the name is shown at a.py:3.',
  },
  'a variable of a function that looks at its variables': {
    files: { 'a.py': 'def f():\n    x = 1\n    return locals()\n' },
    slots: { from: 'x', to: 'y' },
    reason: 'x may be meant at places where nobody can tell: a.py:3.',
  },
  'a field of a data class': {
    files: {
      'a.py':
        'from dataclasses import dataclass\n\n\n@dataclass\nclass A:\n    size: int = 0\n\n\nA(size=1)\n',
    },
    slots: { from: 'size', to: 'width' },
    reason: 'size is a field that may be given by its name (a.py:6).',
  },
  'a class whose body means both': {
    files: { 'a.py': 'def f(): ...\n\n\nclass A:\n    f = f\n' },
    slots: { from: 'f', to: 'g', kind: 'function' },
    reason: 'f cannot be renamed: a class binds the name itself and may mean the other one at a.py:5.',
  },
  'a submodule of the new name': {
    files: { 'p/__init__.py': 'def f(): ...\n', 'p/g.py': '' },
    slots: { from: 'f', to: 'g' },
    reason: 'g already means something where f is used (p/g.py).',
  },
  'an entry point of the package': {
    files: { 'a.py': 'def main(): ...\n', 'pyproject.toml': '[project.scripts]\nrun = "a:main"\n' },
    slots: { from: 'main', to: 'run' },
    reason: 'main may be meant at places where nobody can tell: pyproject.toml:2.',
  },
  'a file that cannot be read': {
    files: { 'a.py': 'def f(): ...\n', 'b.py': 'from a import f\nf(:\n' },
    slots: { from: 'f', to: 'g' },
    reason: 'f may be meant at places where nobody can tell: b.py:1.',
  },
  'a name of both languages': {
    files: { 'a.py': 'def f(): ...\n', 'a.ts': 'export function f() {}\n' },
    slots: { from: 'f', to: 'g' },
    reason: 'f is declared in Python and in JavaScript or TypeScript.',
  },
  'a name that Python gives a meaning': {
    files: { 'a.py': 'class A:\n    def __len__(self): ...\n' },
    slots: { from: '__len__', to: 'size' },
    reason: 'Python itself gives __len__ a meaning.',
  },
};

describe('rename-symbol of Python refuses', () => {
  it.each(Object.entries(REFUSALS))('%s', async (_, { files, slots, reason }) => {
    expect(await rename(files, slots)).toMatchObject({ kind: 'refused', reason });
  });

  it('no longer where the places are left on purpose', async () => {
    const files = { 'a.py': 'class A:\n    def run(self): ...\n\n\ndef f(x):\n    x.run()\n' };
    expect(await renamed(files, { from: 'run', to: 'go', untyped: 'leave' })).toEqual({
      'a.py': 'class A:\n    def go(self): ...\n\n\ndef f(x):\n    x.run()\n',
    });
  });
});

describe('rename-symbol in a project of both languages', () => {
  it('takes the language that declares a symbol of the kind', async () => {
    const files = { 'a.py': 'class f: ...\n\n\nf()\n', 'a.ts': 'export function f() {}\n' };
    expect(await renamed(files, { from: 'f', to: 'g', kind: 'class' })).toEqual({
      ...files,
      'a.py': 'class g: ...\n\n\ng()\n',
    });
  });
});

const word = fc.stringMatching(/^[a-z]{3,8}_$/);

describe('rename-symbol of Python, there and back', () => {
  it('gives the same bytes for any new name, line endings and comments included', async () => {
    await fc.assert(
      fc.asyncProperty(word, fc.constantFrom('\n', '\r\n'), async (to, newline) => {
        const texts = Object.fromEntries(
          Object.entries(PACKAGE).map(([path, text]) => [path, text.replaceAll('\n', newline)]),
        );
        const there = await renamed(texts, { from: 'add', to }, ['shop/price.py']);
        expect(await renamed(there, { from: to, to: 'add' }, ['shop/price.py'])).toEqual(texts);
      }),
      { numRuns: 15 },
    );
  });
});
