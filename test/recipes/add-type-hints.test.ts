import { assert, asyncProperty, array, constantFrom } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addTypeHints } from '../../src/recipes/add-type-hints.ts';
import { typeHintsWork } from '../../src/recipes/add-type-hints/python.ts';
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
  return python(typeHintsWork(), text, { slots, around });
}

/** What is given for `timeout`, which is an int by its default, and how the function is reached. */
const GIVEN_OTHERWISE: Readonly<Record<string, readonly [app: string, other: string]>> = {
  'a float by place': ['def f(a, timeout=5):\n    g(timeout)\n', 'from app import f\nf(1, 2.5)\n'],
  'None by name': ['def f(a, timeout=5):\n    g(timeout)\n', 'import app\napp.f(1, timeout=None)\n'],
  'one of two values': ['def f(timeout=5):\n    g(timeout)\n', 'from app import f\nf(None if x else 3)\n'],
  'another name of it': ['def f(timeout=5):\n    g(timeout)\n', 'from app import f as h\nh(timeout="x")\n'],
  'a method of an object': [
    'class A:\n    def f(self, timeout=5):\n        g(timeout)\n',
    'def go(a):\n    a.f([1, 2])\n',
  ],
  'the making of an object': [
    'class A:\n    def __init__(self, timeout=5):\n        g(timeout)\n',
    'from app import A\nclass B(A):\n    pass\nB(0.5)\n',
  ],
  'a base that is set up': [
    'class A:\n    def __init__(self, timeout=5):\n        g(timeout)\n',
    'from app import A\nclass B(A):\n    def __init__(self):\n        super().__init__(timeout=None)\n',
  ],
  'a parameter that is handed on': [
    'def f(timeout=5):\n    g(timeout)\n',
    'from app import f\ndef h(timeout=None):\n    return f(timeout=timeout)\n',
  ],
  'keyword arguments that are handed on': [
    'def f(timeout=5):\n    g(timeout)\n',
    'from app import f\ndef h(**more):\n    return f(**more)\nh(timeout=1.5)\n',
  ],
  'a variable': ['def f(timeout=5):\n    g(timeout)\n', 'from app import f\nlimit = 1.5\nf(limit)\n'],
  'a table of tests': [
    'def f(timeout=5):\n    g(timeout)\n',
    '@pytest.mark.parametrize("a, timeout", [(1, None), (2, 3)])\ndef test_f(a, timeout):\n    f(timeout)\n',
  ],
  'a function that is handed over': [
    'def f(timeout=5):\n    g(timeout)\n',
    'from functools import partial\nfrom app import f\nh = partial(f, 1.5)\n',
  ],
};

/** What the function itself says of its parameter `a`. */
const READ_OTHERWISE: Readonly<Record<string, string>> = {
  'a comparison with a constant of another type':
    'def f(a=False):\n    return g("x" if a == "auto" else a)\n',
  'a test in a function inside':
    'def f(a=1):\n    def h():\n        return isinstance(a, str)\n    return h\n',
  'an attribute that no number has': 'def f(a=True):\n    return g(a.name)\n',
  'a part of it': 'def f(a=1):\n    return g(a[0])\n',
  'its documentation':
    'def f(a=5):\n    """Waits.\n\n    :param a: seconds as a float, or None\n    """\n    return g(a)\n',
};

/** What is given for `a`, which is of the type of its default all the same. */
const GIVEN_ALIKE: Readonly<Record<string, readonly [before: string, after: string, other: string]>> = {
  'whole numbers for floats': [
    'def f(a=1.5):\n    return g(a)\n',
    'def f(a: float = 1.5):\n    return g(a)\n',
    'from app import f\nf(2)\nf(a=x)\n',
  ],
  'something else to a function of another name': [
    'def f(b, a=1):\n    return g(a)\n',
    'def f(b, a: int = 1):\n    return g(a)\n',
    'from app import f\nf(None)\nf("x", 2)\nh(1, None)\nh(a=None)\n',
  ],
};

function textAfter(result: FileResult, before: string): string {
  return result.kind === 'changed' ? result.text : before;
}

describe('add-type-hints', () => {
  it.each(Object.entries(GIVEN_OTHERWISE))(
    'leaves a parameter that a call contradicts by %s, and says so',
    async (_title, [app, other]) => {
      const result = await run(app, {}, { ...NEW, 'other.py': other });
      expect(textAfter(result, app)).not.toContain('timeout: ');
      expect(result).toMatchObject({
        notes: expect.arrayContaining([expect.stringMatching(/^app\.py: timeout of .+ other\.py:\d/)]),
      });
    },
  );

  it.each(Object.entries(READ_OTHERWISE))(
    'leaves a parameter that is contradicted by %s',
    async (_title, text) => {
      expect(textAfter(await run(text), text)).not.toMatch(/a: (?:int|bool) =/);
    },
  );

  it.each(Object.entries(GIVEN_ALIKE))(
    'annotates a parameter that is given %s',
    async (_title, [before, after, other]) => {
      expect(await run(before, {}, { ...NEW, 'other.py': other })).toMatchObject({
        kind: 'changed',
        text: after,
      });
    },
  );

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
