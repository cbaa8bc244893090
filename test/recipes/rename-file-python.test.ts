import { describe, expect, it } from 'vitest';
import type { RecipeResult } from '../../src/recipes/recipe.ts';
import { renameFile } from '../../src/recipes/rename-file.ts';
import { treeOfTexts, withChanges, type Texts } from '../support/fixture.ts';

async function rename(texts: Texts, path: string, destination: string): Promise<RecipeResult> {
  const request = { slots: { path, destination }, targets: [], signal: new AbortController().signal };
  return renameFile.run(request, treeOfTexts(texts));
}

async function renamed(texts: Texts, path: string, destination: string): Promise<Texts> {
  const result = await rename(texts, path, destination);
  if (result.kind !== 'changed') throw new Error(JSON.stringify(result));
  expect(result.proofs.map(({ level }) => level)).toEqual(['S', 'A', 'D', 'R']);
  const gone = new Set(result.changes.flatMap((change) => (change.after === null ? [change.path] : [])));
  const after = withChanges(texts, result.changes);
  return Object.fromEntries(Object.entries(after).filter(([path_]) => !gone.has(path_)));
}

const SHOP = {
  'shop/__init__.py': 'from .price import add\nfrom . import price\n\n__all__ = ["add", "price"]\n',
  'shop/price.py':
    'from . import tax\nfrom .tax import rate as r\n\n\ndef add(a):\n    return a + r() + tax.rate()\n',
  'shop/tax.py': 'def rate():\n    return 1\n',
  'shop/deep/__init__.py': '',
  'shop/deep/use.py':
    'import shop.price\nimport shop.price as p\nimport shop.tax\nfrom shop.price import add\nfrom .. import price, tax\n\nprint(shop.price.add(1), p.add(2), add(3), price.add(4), shop.tax.rate(), tax)\n',
  'tests/test_price.py':
    'from importlib import import_module\nfrom unittest.mock import patch\n\n\n@patch("shop.price.add")\ndef test_it(mock):\n    """Of shop.price."""\n    assert import_module("shop.price").add is mock\n',
};

describe('rename-file of Python', () => {
  it('follows a module through imports, attributes, patches and loads by name', async () => {
    expect(await renamed(SHOP, 'shop/price.py', 'sums.py')).toEqual({
      'shop/__init__.py':
        'from .sums import add\nfrom . import sums as price\n\n__all__ = ["add", "price"]\n',
      'shop/sums.py': SHOP['shop/price.py'],
      'shop/tax.py': SHOP['shop/tax.py'],
      'shop/deep/__init__.py': '',
      'shop/deep/use.py':
        'import shop.sums\nimport shop.sums as p\nimport shop.tax\nfrom shop.sums import add\nfrom .. import sums, tax\n\nprint(shop.sums.add(1), p.add(2), add(3), sums.add(4), shop.tax.rate(), tax)\n',
      'tests/test_price.py': SHOP['tests/test_price.py']
        .replace('"shop.price.add"', '"shop.sums.add"')
        .replace('"shop.price")', '"shop.sums")'),
    });
  });

  it('says how many importers it updated', async () => {
    expect(await rename(SHOP, 'shop/price.py', 'sums.py')).toMatchObject({
      summary: 'shop/price.py is now shop/sums.py; 3 importers updated.',
    });
  });

  it('writes the relative imports of a module from its new folder, and makes that a package', async () => {
    const texts = {
      ...SHOP,
      'shop/__init__.py': '',
      'shop/deep/use.py': 'from ..price import add\n\nadd(1)\n',
    };
    expect(await renamed(texts, 'shop/price.py', 'shop/core/price.py')).toMatchObject({
      'shop/core/__init__.py': '',
      'shop/core/price.py': SHOP['shop/price.py']
        .replace('from . import', 'from .. import')
        .replace('.tax', '..tax'),
      'shop/deep/use.py': 'from ..core.price import add\n\nadd(1)\n',
    });
  });

  it('moves a package with all that its folder holds', async () => {
    const texts = {
      'old/__init__.py': 'from old.a import f\n',
      'old/a.py': 'from . import b\nimport old.b\n\n\ndef f():\n    return old.b.X, b\n',
      'old/b.py': 'X = 1\n',
      'old/data.txt': 'x\n',
      'run.py': 'import old\nimport old.b\n\nold.f()\nprint(old.b.X, "old", "old.b")\n',
    };
    expect(await renamed(texts, 'old', 'new')).toEqual({
      'new/__init__.py': 'from new.a import f\n',
      'new/a.py': 'from . import b\nimport new.b\n\n\ndef f():\n    return new.b.X, b\n',
      'new/b.py': 'X = 1\n',
      'new/data.txt': 'x\n',
      'run.py': 'import new\nimport new.b\n\nnew.f()\nprint(new.b.X, "old", "old.b")\n',
    });
  });

  it('renames what `import m` binds, and keeps the old name where the new one is in use', async () => {
    const texts = {
      'm.py': 'X = 1\n',
      'a.py': 'import m\n\nprint(m.X, [m for m in [1]])\n',
      'b.py': 'def f(m):\n    import m as k\n\n    return m, k.X\n',
    };
    expect(await renamed(texts, 'm.py', 'n.py')).toEqual({
      'n.py': 'X = 1\n',
      'a.py': 'import n\n\nprint(n.X, [m for m in [1]])\n',
      'b.py': 'def f(m):\n    import n as k\n\n    return m, k.X\n',
    });
  });

  it('takes a module that moves away out of a list of modules that stay', async () => {
    const texts = { ...SHOP, 'shop/__init__.py': '' };
    const after = await renamed(texts, 'shop/price.py', 'shop/deep/sums.py');
    expect(after['shop/deep/use.py']).toBe(
      'import shop.deep.sums\nimport shop.deep.sums as p\nimport shop.tax\nfrom shop.deep.sums import add\nfrom .. import tax\nfrom . import sums\n\nprint(shop.deep.sums.add(1), p.add(2), add(3), sums.add(4), shop.tax.rate(), tax)\n',
    );
  });

  it('is undone by the way back, to the byte', async () => {
    const texts = {
      ...SHOP,
      'shop/__init__.py': 'from .price import add\n',
      'shop/deep/use.py': SHOP['shop/deep/use.py'].replace('price, tax', 'price').replace(', tax)', ')'),
    };
    const there = await renamed(texts, 'shop/price.py', 'shop/deep/sums.py');
    expect(await renamed(there, 'shop/deep/sums.py', 'shop/price.py')).toEqual(texts);
  });
});

it('follows keys of what holds modules', async () => {
  const texts = {
    'p/__init__.py': '',
    'p/a.py': 'X = 1\n',
    'b.py': 'import sys\n\nprint(sys.modules["p.a"], sys.modules.get("p.a"))\n',
  };
  expect((await renamed(texts, 'p/a.py', 'c.py'))['b.py']).toBe(
    'import sys\n\nprint(sys.modules["p.c"], sys.modules.get("p.c"))\n',
  );
});

it('leaves patterns for other modules', async () => {
  const texts = { 'p/__init__.py': '', 'p/a.py': '', 'b.py': 'import p.a\n\nP = r"p\\.ab|q\\.p\\.a"\n' };
  expect(await renamed(texts, 'p/a.py', 'c.py')).toMatchObject({
    'b.py': 'import p.c\n\nP = r"p\\.ab|q\\.p\\.a"\n',
  });
});

describe('rename-file of Python refuses', () => {
  const A = { 'p/__init__.py': '', 'p/a.py': 'X = 1\n', 'p/b.py': 'from p import a\n\na.X\n' };
  const cases: readonly (readonly [string, Texts, string, string, string])[] = [
    ['what is not there', A, 'p/c.py', 'd.py', 'There is no module or package p/c.py to rename.'],
    ['a destination that exists', A, 'p/a.py', 'b.py', 'p/b.py exists already.'],
    [
      'what Python finds by its name',
      A,
      'p/__init__.py',
      'p/q.py',
      'p/q.py is not a path of a package within the tree.',
    ],
    [
      'a pattern that names it',
      { ...A, 'test_b.py': 'import re\nimport p.a\n\nre.match(r"<p\\.a\\.X at", repr(p.a.X))\n' },
      'p/a.py',
      'c.py',
      'test_b.py:4 names it in a pattern, so p/a.py was left.',
    ],
    [
      'a pattern with dots escaped twice',
      { ...A, 'test_b.py': 'import p.a\n\nPATTERN = "p\\\\.a$"\n' },
      'p/a.py',
      'c.py',
      'test_b.py:3 names it in a pattern, so p/a.py was left.',
    ],
    [
      'a key that reads like its path',
      { ...A, 'b.py': 'import p.a\n\n\ndef f(env):\n    env["p.a"] = p.a.X\n' },
      'p/a.py',
      'c.py',
      'b.py:5 has a key of its name, which may mean something else, so p/a.py was left.',
    ],
    [
      'a key that is asked for',
      { ...A, 'b.py': 'import p.a\n\n\ndef f(env):\n    return env.get("p.a", p.a.X)\n' },
      'p/a.py',
      'c.py',
      'b.py:5 has a key of its name, which may mean something else, so p/a.py was left.',
    ],
    [
      'tests that would not be found',
      { 'test_a.py': '' },
      'test_a.py',
      'a.py',
      'test_a.py and a.py differ in being found as tests.',
    ],
    [
      'a name that the package binds',
      { ...A, 'p/__init__.py': 'c = 1\n' },
      'p/a.py',
      'c.py',
      'p/__init__.py:1 gives the package a c, which a module p/c.py would hide.',
    ],
    [
      'a name that hides one of Python',
      { 'a.py': 'X = 1\n' },
      'a.py',
      'json.py',
      "A new module json.py could hide Python's own json.",
    ],
    [
      'settings that name it',
      { ...A, 'pyproject.toml': '[project.scripts]\nx = "p.a:X"\n' },
      'p/a.py',
      'c.py',
      'p/a.py is named by pyproject.toml:2, which is not read as code.',
    ],
    [
      'its own folder',
      { ...A, 'p/a.py': 'X = __file__\n' },
      'p/a.py',
      'p/q/a.py',
      'p/a.py:1 asks for its own folder, so p/a.py was left.',
    ],
    [
      'a file that does not parse',
      { ...A, 'p/c.py': 'a = (\n' },
      'p/a.py',
      'd.py',
      'p/c.py has a syntax error, so p/a.py was left.',
    ],
    [
      'a name that is bound otherwise as well',
      { ...A, 'p/b.py': 'from p import a\n\na = a.X\n' },
      'p/a.py',
      'c.py',
      'p/b.py:1 gives the name another value as well, so p/a.py was left.',
    ],
  ];
  it.each(cases)('%s', async (_, texts, path, destination, reason) => {
    expect(await rename(texts, path, destination)).toMatchObject({ kind: 'refused', reason });
  });
});
