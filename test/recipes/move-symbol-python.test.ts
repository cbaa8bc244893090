import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveSymbol } from '../../src/recipes/move-symbol.ts';
import type { RecipeResult, SlotValues } from '../../src/recipes/recipe.ts';
import { treeOfTexts, withChanges, type Texts } from '../support/fixture.ts';

async function move(texts: Texts, slots: SlotValues, targets: readonly string[] = []): Promise<RecipeResult> {
  return moveSymbol.run({ slots, targets, signal: new AbortController().signal }, treeOfTexts(texts));
}

async function moved(texts: Texts, slots: SlotValues): Promise<Texts> {
  const result = await move(texts, slots);
  if (result.kind !== 'changed') throw new Error(JSON.stringify(result));
  expect(result.proofs.map(({ level }) => level)).toEqual(['S', 'A', 'D', 'R']);
  return withChanges(texts, result.changes);
}

async function notesOf(texts: Texts, slots: SlotValues): Promise<readonly string[]> {
  const result = await move(texts, slots);
  return result.kind === 'changed' ? result.notes : [JSON.stringify(result)];
}

const SHOP = {
  'shop/__init__.py': 'from .price import add\n\n__all__ = ["add"]\n',
  'shop/money.py': 'def of(x):\n    return x\n',
  'shop/price.py':
    '"""Prices."""\n\nimport json\nimport os.path\n\nfrom . import money\nfrom .tax import rate\n\n__all__ = ["add", "total"]\n\n\n# Adds.\ndef add(a, b):  # adds\n    """See below."""\n    return json.loads(a) + money.of(b) * rate()\n\n\ndef total(items):\n    return os.path.join(*items)\n',
  'shop/tax.py': 'def rate():\n    return 1\n',
  'shop/use.py':
    'import shop.price\nfrom shop import price\nfrom shop import add as plus\n\nfrom .price import (\n    add,\n    total,\n)\n\n\ndef f(add):\n    return add(1)\n\n\nprint(shop.price.add(1, 2), price.add(3, 4), plus(1, 2), add(3, 4), {1}.add(2), total())\n',
};
const THERE = { name: 'add', source: 'shop/price.py', module: 'shop/sums.py' };

describe('move-symbol of Python', () => {
  it('moves a function to a new module with its comments and imports, and tells every importer', async () => {
    expect(await moved(SHOP, THERE)).toEqual({
      ...SHOP,
      'shop/__init__.py': 'from .sums import add\n\n__all__ = ["add"]\n',
      'shop/price.py':
        '"""Prices."""\n\nimport os.path\n\n__all__ = ["total"]\n\n\ndef total(items):\n    return os.path.join(*items)\n',
      'shop/sums.py':
        'import json\n\nfrom . import money\nfrom .tax import rate\n\n\n# Adds.\ndef add(a, b):  # adds\n    """See below."""\n    return json.loads(a) + money.of(b) * rate()\n',
      'shop/use.py':
        'import shop.sums\nfrom shop import sums\nfrom shop import add as plus\n\nfrom .price import (\n    total,\n)\nfrom .sums import add\n\n\ndef f(add):\n    return add(1)\n\n\nprint(shop.sums.add(1, 2), sums.add(3, 4), plus(1, 2), add(3, 4), {1}.add(2), total())\n',
    });
  });

  it('puts imports with another name into their group of a new module', async () => {
    const texts = {
      'a.py':
        'import re\nimport typing as t\nfrom urllib.parse import quote\n\n\ndef f(x: t.Any):\n    return re.sub("a", quote(x), "b")\n\n\ndef g():\n    return f(1)\n',
    };
    expect((await moved(texts, { name: 'f', source: 'a.py', module: 'b.py' }))['b.py']).toBe(
      'import re\nimport typing as t\nfrom urllib.parse import quote\n\n\ndef f(x: t.Any):\n    return re.sub("a", quote(x), "b")\n',
    );
  });

  it('moves out of tests into a package, and what only tests use out of it', async () => {
    const texts = {
      'src/p/__init__.py': '',
      'src/p/a.py': '',
      'tests/__init__.py': '',
      'tests/b.py': 'def f():\n    return 1\n\n\nf()\n',
    };
    const there = await moved(texts, { name: 'f', source: 'tests/b.py', module: 'src/p/a.py' });
    expect(there['tests/b.py']).toBe('from p.a import f\n\nf()\n');
    const back = {
      'p/__init__.py': '',
      'p/a.py': 'def f():\n    return 1\n',
      'tests/b.py': 'from p.a import f\n',
    };
    const gone = await moved(back, { name: 'f', source: 'p/a.py', module: 'tests/c.py', reexport: 'none' });
    expect(gone['tests/b.py']).toBe('from tests.c import f\n');
  });

  it('moves what a module begins with and uses', async () => {
    const texts = { 'a.py': 'def f():\n    return 1\n\n\ndef g():\n    return f()\n' };
    const after = await moved(texts, { name: 'f', source: 'a.py', module: 'b.py' });
    expect(after['a.py']).toBe('from b import f\n\n\ndef g():\n    return f()\n');
  });

  it('keeps the imports of importers in the order that they have', async () => {
    const texts = {
      'p/__init__.py': '',
      'p/tax.py': 'def rate():\n    return 1\n\n\ndef other():\n    return 2\n',
      'p/alone.py':
        'import re\n\nfrom .money import of\nfrom .print import show\nfrom .tax import rate\nfrom .unit import one\n\nshow(of(rate(one(re))))\n',
      'p/one_of_two.py': 'from .money import of\nfrom .tax import other, rate\n\nof(rate(other))\n',
      'p/loose.py': 'from .tax import rate\nfrom .money import of\n\nof(rate())\n',
      'p/last.py': 'from .money import of\nfrom .tax import rate  # why\n\nof(rate())\n',
    };
    const after = await moved(texts, { name: 'rate', source: 'p/tax.py', module: 'p/base.py' });
    expect(after).toMatchObject({
      'p/alone.py':
        'import re\n\nfrom .base import rate\nfrom .money import of\nfrom .print import show\nfrom .unit import one\n\nshow(of(rate(one(re))))\n',
      'p/one_of_two.py':
        'from .base import rate\nfrom .money import of\nfrom .tax import other\n\nof(rate(other))\n',
      'p/loose.py': 'from .base import rate\nfrom .money import of\n\nof(rate())\n',
      'p/last.py': 'from .money import of\nfrom .base import rate  # why\n\nof(rate())\n',
    });
  });

  it('counts what it updated', async () => {
    expect(await move(SHOP, THERE)).toMatchObject({
      summary: 'add is now in shop/sums.py; 4 places in 2 files updated.',
      notes: ['Texts and comments that speak of add were left: shop/__init__.py:3, shop/price.py:9.'],
    });
  });

  it('takes the destination as a dotted name, and the only definition without a source', async () => {
    const plain = await moved(SHOP, THERE);
    expect(await moved(SHOP, { name: 'add', module: 'shop.sums' })).toEqual(plain);
    expect(await moved(SHOP, { name: 'add', source: 'shop.price', module: 'shop/sums' })).toEqual(plain);
  });

  it('says so when it is there already', async () => {
    const there = await moved(SHOP, THERE);
    expect(await move(there, THERE)).toEqual({
      kind: 'unchanged',
      summary: 'add stands in shop/sums.py already.',
    });
  });

  it('gives back the moved text and the importers, to the byte, when it moves back', async () => {
    const texts = {
      'a.py':
        '"""A."""\nimport re\n\nFIRST = 1\n\n\n@re.sub\ndef find(x):\n    # here\n    return re.find(x)\n',
      'b.py': 'SECOND = 2\n',
      'use.py':
        'import a\nimport a as x\nfrom a import FIRST, find as f  # noqa: F401\n\na.find(1)\nx.find(2)\n',
      'more.py': 'def g():\n    from a import find\n\n    return find\n',
    };
    const back = { name: 'FIRST', source: 'b.py', module: 'a.py' };
    const there = await moved(texts, { name: 'FIRST', source: 'a.py', module: 'b.py' });
    expect(there['b.py']).toBe('SECOND = 2\nFIRST = 1\n');
    const home = await moved(there, back);
    expect({ ...home, 'a.py': '' }).toEqual({ ...texts, 'a.py': '' });
    const further = await moved(texts, { name: 'find', source: 'a.py', module: 'c.py', reexport: 'keep' });
    expect(further['more.py']).toBe('def g():\n    from c import find\n\n    return find\n');
  });

  it('puts the definition above what needs it while the module loads, and what runs the module', async () => {
    const texts = {
      'a.py': 'class Base:\n    pass\n',
      'b.py':
        'import sys\n\nfrom a import Base\n\nX = 1\n\n\nclass Sub(Base):\n    pass\n\n\nif __name__ == "__main__":\n    sys.exit()\n',
    };
    expect(await moved(texts, { name: 'Base', source: 'a.py', module: 'b.py' })).toEqual({
      'a.py': '',
      'b.py':
        'import sys\n\nX = 1\n\n\nclass Base:\n    pass\n\n\nclass Sub(Base):\n    pass\n\n\nif __name__ == "__main__":\n    sys.exit()\n',
    });
  });

  it('imports it back where its module goes on using it', async () => {
    const texts = {
      'a.py': 'import os\n\n\ndef low(x):\n    return x\n\n\ndef high(x):\n    return low(os.sep + x)\n',
      'b.py': '',
    };
    expect(await moved(texts, { name: 'low', source: 'a.py', module: 'b.py' })).toEqual({
      'a.py': 'import os\n\nfrom b import low\n\n\ndef high(x):\n    return low(os.sep + x)\n',
      'b.py': 'def low(x):\n    return x\n',
    });
  });

  it('brings imports that only type checkers see, and names in quotes', async () => {
    const texts = {
      'p/__init__.py': '',
      'p/a.py':
        'from __future__ import annotations\n\nfrom typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from .types import Shape\n\n\ndef area(x: Shape) -> "Shape":\n    return x\n',
      'p/types.py': 'class Shape:\n    pass\n',
      'p/u.py': 'from p.a import area\n\narea(1)\n',
    };
    expect((await moved(texts, { name: 'area', source: 'p/a.py', module: 'p/b.py' }))['p/b.py']).toBe(
      'from __future__ import annotations\n\nfrom typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from .types import Shape\n\n\ndef area(x: Shape) -> "Shape":\n    return x\n',
    );
  });

  it('writes relative imports from the new place, in the moved text as well', async () => {
    const texts = {
      'p/__init__.py': '',
      'p/x.py': 'Y = 1\n',
      'p/q/__init__.py': '',
      'p/q/a.py':
        'from ..x import Y\nfrom . import r\n\n\ndef f():\n    from .r import Z\n\n    return Y, Z, r\n',
      'p/q/r.py': 'Z = 2\n',
      'p/u.py': 'from .q.a import f\n\nf()\n',
    };
    const after = await moved(texts, { name: 'f', source: 'p/q/a.py', module: 'p/z.py' });
    expect(after['p/z.py']).toBe(
      'from .q import r\nfrom .x import Y\n\n\ndef f():\n    from .q.r import Z\n\n    return Y, Z, r\n',
    );
    expect(after['p/u.py']).toBe('from .z import f\n\nf()\n');
  });

  it('keeps bytes outside of its edits: line endings, byte order marks, comments', async () => {
    const texts = {
      'a.py': '\uFEFF# a\r\nX = 1\r\n\r\n\r\ndef f():\r\n    return 1\r\n',
      'b.py': 'from a import f, X  # both\r\n\r\nf(X)\r\n',
    };
    expect(await moved(texts, { name: 'f', source: 'a.py', module: 'c.py' })).toEqual({
      'a.py': '\uFEFF# a\r\nX = 1\r\n',
      'b.py': 'from a import X  # both\r\nfrom c import f\r\n\r\nf(X)\r\n',
      'c.py': '\uFEFFdef f():\r\n    return 1\r\n',
    });
  });
});

describe('move-symbol of Python, there and back', () => {
  const NAMES = ['alpha', 'beta', 'delta', 'gamma'];
  const some = fc.subarray(NAMES, { minLength: 1 });

  it('gives every importer its bytes again', async () => {
    await fc.assert(
      fc.asyncProperty(some, fc.constantFrom(...NAMES), fc.boolean(), async (imported, name, isWhole) => {
        const definitions = NAMES.map((one) => `def ${one}(x):\n    return x\n`).join('\n\n');
        const calls = imported.map((one) => (isWhole ? `a.${one}(1)` : `${one}(1)`)).join('\n');
        const texts = {
          'a.py': `X = 1\n\n\n${definitions}`,
          'use.py': `${isWhole ? 'import a' : `from a import ${imported.join(', ')}`}\n\n${calls}\n`,
        };
        const there = await moved(texts, { name, source: 'a.py', module: 'b.py', reexport: 'none' });
        const back = await moved(there, { name, source: 'b.py', module: 'a.py', reexport: 'none' });
        expect(back['use.py']).toBe(texts['use.py']);
        expect(back['a.py']).toContain(`def ${name}(x):\n    return x\n`);
      }),
      { numRuns: 12 },
    );
  });
});

describe('move-symbol of Python, when the old place has to go on', () => {
  const keeps = 'f can still be imported from a.py, because ';
  it.each([
    [
      'a test patches it there',
      'from unittest.mock import patch\n\nimport a\n\npatch("a.f")\na.f()\n',
      'code replaces it there by its name: t.py:5',
    ],
    [
      'everything is imported from there',
      'from a import *\n\nf()\n',
      'everything is imported from there: t.py:1',
    ],
    [
      'a text names the module',
      'from importlib import import_module\n\nimport_module("a").f()\n',
      'a text names the module: t.py:3',
    ],
    [
      'the new module has no free name',
      'import a as b, sys\n\nc = b.f, b.X\n',
      'it is used there in a way that was left: t.py:3',
    ],
  ])('leaves an import where %s', async (_, text, why) => {
    const texts = { 'a.py': 'X = 1\n\n\ndef f():\n    return 1\n', 't.py': text };
    const slots = { name: 'f', source: 'a.py', module: 'c.py' };
    expect(await notesOf(texts, slots)).toContainEqual(expect.stringContaining(`${keeps}${why}`));
    expect((await moved(texts, slots))['a.py']).toBe('from c import f as f\n\nX = 1\n');
    expect(await move(texts, { ...slots, reexport: 'none' })).toMatchObject({ kind: 'refused' });
  });

  it('leaves one for a public name of a package that others may install, and none where that is said', async () => {
    const texts = {
      'pyproject.toml': '[project]\nname = "p"\n',
      'p/__init__.py': '',
      'p/a.py': 'def f():\n    return 1\n',
      'p/b.py': 'from p.a import f\n\nf()\n',
    };
    const slots = { name: 'f', source: 'p/a.py', module: 'p/c.py' };
    expect((await moved(texts, slots))['p/a.py']).toBe('from p.c import f as f\n');
    expect((await moved(texts, { ...slots, reexport: 'none' }))['p/a.py']).toBe('');
  });
});
