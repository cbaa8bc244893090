import { assert, asyncProperty, array, constantFrom } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addTypeHints } from '../../src/recipes/add-type-hints.ts';
import { addTypeHintsPython } from '../../src/recipes/add-type-hints/python.ts';
import type { FileResult } from '../../src/recipes/each-file.ts';
import { routeSentence } from '../../src/recipes/router/router.ts';
import type { SlotValues } from '../../src/recipes/recipe.ts';
import type { Texts } from '../support/fixture.ts';
import { python } from '../support/python-file.ts';

const NEW = { 'pyproject.toml': '[project]\nrequires-python = ">=3.10"\n' };

const CHANGED: Readonly<Record<string, readonly [before: string, after: string]>> = {
  'functions that return nothing': ['def f():\n    g()\n', 'def f() -> None:\n    g()\n'],
  'functions that return constants': [
    'def f(a):\n    return "a" if a else f"{a}"\n',
    'def f(a) -> str:\n    return "a" if a else f"{a}"\n',
  ],
  'functions that return one thing or another': [
    'def f(a):\n    if a:\n        return 1\n',
    'def f(a) -> int | None:\n    if a:\n        return 1\n',
  ],
  'what not gives': ['def f(a):\n    return not a\n', 'def f(a) -> bool:\n    return not a\n'],
  'parameters with constants as defaults': [
    'def f(a=1, b = "x", c=True, *, d=1.5, e=-2):\n    return a\n',
    'def f(a: int = 1, b: str = "x", c: bool = True, *, d: float = 1.5, e: int = -2):\n    return a\n',
  ],
  'methods of classes without bases': [
    'class A:\n    def __init__(self, a=1):\n        self.a = a\n',
    'class A:\n    def __init__(self, a: int = 1) -> None:\n        self.a = a\n',
  ],
  'properties and coroutines': [
    'class A:\n    @property\n    async def a(self):\n        return "x"\n',
    'class A:\n    @property\n    async def a(self) -> str:\n        return "x"\n',
  ],
};

const KEPT: Readonly<Record<string, string>> = {
  'comparisons that may give anything': 'def f(a):\n    return a == 1\n',
  'parameters with None': 'def f(a=None):\n    return a\n',
  'parameters that are set anew': 'def f(a=0):\n    a = g(a)\n    return a\n',
  'parameters that may be of other types': 'def f(a=False):\n    return g(a) if isinstance(a, str) else a\n',
  'methods that may override': 'class A(B):\n    def f(self, a=1):\n        self.a = a\n',
  'methods for overriding':
    'class A:\n    def f(self):\n        pass\n    def g(self):\n        raise NotImplementedError\n',
  'functions of a framework': '@app.get("/")\ndef f(a=1):\n    return "x"\n',
  'type comments': 'def f(a=1):\n    # type: (int) -> str\n    return "x"\n',
  'names that mean something else': 'str = 1\n\ndef f():\n    return "x"\n',
  generators: 'def f():\n    yield 1\n',
  'marked functions': 'def f():  # noqa: ANN201\n    g()\n',
};

async function run(text: string, slots: SlotValues = {}, around: Texts = NEW): Promise<FileResult> {
  return python(addTypeHintsPython, text, { slots, around });
}

describe('add-type-hints', () => {
  it.each(Object.entries(CHANGED))('annotates %s', async (_title, [before, after]) => {
    expect(await run(before)).toMatchObject({ kind: 'changed', text: after });
    expect(await run(after)).toMatchObject({ kind: 'unchanged' });
  });

  it.each(Object.entries(KEPT))('leaves %s', async (_title, text) => {
    expect(await run(text)).toMatchObject({ kind: 'unchanged' });
  });

  it('annotates one function only, where one is named', async () => {
    const text = 'def f():\n    g()\n\nclass A:\n    def f(self):\n        g()\n';
    expect(await run(text, { function: 'f', class: 'A' })).toMatchObject({
      text: 'def f():\n    g()\n\nclass A:\n    def f(self) -> None:\n        g()\n',
    });
    expect(await run(text, { function: 'h' })).toEqual({
      kind: 'refused',
      reason: 'app.py has no function h.',
    });
  });

  it('takes the one function from -f', () => {
    const route = routeSentence('Add type hints', { targets: ['a.py'], functions: ['A.f'] }, [addTypeHints]);
    expect(route).toMatchObject({ kind: 'match', slots: { function: 'f', class: 'A' } });
  });

  it('writes no union that an old Python would evaluate', async () => {
    const text = 'def f(a):\n    if a:\n        return 1\n';
    expect(await run(text, {}, {})).toMatchObject({ kind: 'unchanged' });
    const postponed = `from __future__ import annotations\n\n${text}`;
    expect(await run(postponed, {}, {})).toMatchObject({ kind: 'changed' });
  });

  it('changes annotations alone, and nothing when it is run twice', async () => {
    const parameter = constantFrom(
      'a',
      'b=1',
      'c: int',
      'd : str="x"',
      'e = None',
      '*f',
      '**g',
      'h=lambda i=1: i',
    );
    const body = constantFrom('return 1', 'return', 'pass', 'yield 2', 'return not a', 'raise A', 'a += 1');
    const law = asyncProperty(
      array(parameter, { maxLength: 3 }),
      array(body, { minLength: 1, maxLength: 3 }),
      async (parameters, lines) => {
        const before = `def f(${parameters.join(', ')}):\n${lines.map((line) => `    ${line}\n`).join('')}`;
        const once = await run(before);
        const after = once.kind === 'changed' ? once.text : before;
        const bare = (text: string): string => text.replace(/ -> [\w |]+(?=:)|: (?:int|str)(?= =)|\s/g, '');
        expect(bare(after)).toBe(bare(before));
        expect(await run(after)).not.toMatchObject({ kind: 'changed' });
      },
    );
    await assert(law, { numRuns: 60 });
  }, 60_000);
});
