import { describe, expect, it } from 'vitest';
import { methodToFunction } from '../../src/recipes/method-to-function.ts';
import type { RecipeResult } from '../../src/recipes/recipe.ts';
import { treeOfTexts, type Texts } from '../support/fixture.ts';

async function move(files: Texts, method = 'helper'): Promise<RecipeResult> {
  const request = { slots: { method }, targets: ['pkg/a.py'], signal: new AbortController().signal };
  return methodToFunction.run(request, treeOfTexts(files));
}

const methodWith = (body: string): string => `class Base:\n    def helper(self, x):\n        ${body}\n`;
const A = methodWith('return x');

const TAKEN: Readonly<Record<string, { readonly files: Texts; readonly place: string }>> = {
  'binds it before': {
    files: { 'pkg/b.py': 'def helper(x):\n    return "mine"\n\n\nfrom a import *\n' },
    place: 'pkg/b.py:1',
  },
  'uses a builtin of that name': {
    files: { 'b.py': 'from pkg.a import *\n\n\ndef go():\n    return helper(1)\n' },
    place: 'b.py:5',
  },
  'takes it through another module': {
    files: {
      'pkg/__init__.py': 'from .a import *\n',
      'c.py': 'from pkg import *\nfrom other import *\nprint(helper)\n',
    },
    place: 'c.py:3',
  },
  'is a package with a module of that name': {
    files: { 'pkg/__init__.py': 'from .a import *\n', 'pkg/helper.py': 'x = 1\n' },
    place: 'pkg/helper.py:1',
  },
};

describe('method-to-function of a name that `import *` takes elsewhere', () => {
  it.each(Object.entries(TAKEN))('refuses where the importer %s', async (_title, { files, place }) => {
    expect(await move({ 'pkg/a.py': A, ...files })).toMatchObject({
      kind: 'refused',
      reason: `\`import *\` would bring the function helper to a module where the name means something else (${place}).`,
    });
  });

  it.each([
    [
      'lists what it exports',
      { 'pkg/a.py': `__all__ = ["Base"]\n${A}`, 'b.py': 'from pkg.a import *\nhelper = 1\n' },
    ],
    ['is not the one that is imported', { 'pkg/a.py': A, 'b.py': 'from os import *\nhelper = 1\n' }],
    [
      'gives it to one that has a local of the name',
      {
        'pkg/a.py': A,
        'b.py': 'from pkg.a import *\n\n\ndef go(helper):\n    return helper\n',
      },
    ],
  ])('moves it where the module %s', async (_title, files) => {
    expect((await move(files)).kind).toBe('changed');
  });
});

describe('method-to-function of a method that counts its callers', () => {
  it.each([
    'warnings.warn("old", DeprecationWarning, stacklevel=2)',
    'warnings.warn("old", DeprecationWarning, 2)',
    'log.info("called", stacklevel=x)',
    'return sys._getframe(1).f_code.co_name',
    'return inspect.stack()[1]',
    'return inspect.currentframe().f_back',
    'return traceback.extract_stack()[-2]',
  ])('refuses where the method stays: %s', async (body) => {
    expect(await move({ 'pkg/a.py': methodWith(body) })).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(
        /^helper counts its callers .* \(pkg\/a\.py:3\), and the method that stays would be one more\.$/,
      ),
    });
  });

  it('moves it where no method stays, or where it looks no further than itself', async () => {
    const hidden =
      'class A:\n    def _f(self):\n        warnings.warn("old", stacklevel=2)\n\n    def g(self):\n        self._f()\n';
    expect((await move({ 'pkg/a.py': hidden }, '_f')).kind).toBe('changed');
    const plain = methodWith('return warnings.warn("old", stacklevel=1), np.stack(x)');
    expect((await move({ 'pkg/a.py': plain })).kind).toBe('changed');
  });
});
