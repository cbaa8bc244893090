import { describe, expect, it } from 'vitest';
import { addCache } from '../../src/recipes/add-cache.ts';
import type { RecipeResult, SlotValues } from '../../src/recipes/recipe.ts';
import { routeSentence } from '../../src/recipes/router/router.ts';
import { treeOfTexts, withChanges, type Texts } from '../support/fixture.ts';

async function run(texts: Texts, slots: SlotValues = { function: 'f' }): Promise<RecipeResult> {
  const targets = Object.keys(texts).filter((path) => path.startsWith('app'));
  return addCache.run({ slots, targets, signal: new AbortController().signal }, treeOfTexts(texts));
}

async function cached(text: string): Promise<string | undefined> {
  const result = await run({ 'app.py': text });
  return result.kind === 'changed' ? withChanges({}, result.changes)['app.py'] : undefined;
}

const F = 'def f(a: int) -> int:\n    return a + 1\n';
const DECORATED = `@functools.lru_cache(maxsize=128)\n${F}`;

const CHANGED: Readonly<Record<string, readonly [before: string, after: string]>> = {
  'in a file without imports': [F, `import functools\n\n\n${DECORATED}`],
  'under the docstring and the future': [
    `"""Doc."""\n\nfrom __future__ import annotations\n\n\n${F}`,
    `"""Doc."""\n\nfrom __future__ import annotations\n\nimport functools\n\n\n${DECORATED}`,
  ],
  'among the imports by name': [
    `import abc\nimport os  # why\n\n\n${F}`,
    `import abc\nimport functools\nimport os  # why\n\n\n${DECORATED}`,
  ],
  'with an import that is there': [`import functools\n\n\n${F}`, `import functools\n\n\n${DECORATED}`],
  'by the name that is imported': [
    `from functools import lru_cache, wraps\n\n\n${F}`,
    `from functools import lru_cache, wraps\n\n\n@lru_cache(maxsize=128)\n${F}`,
  ],
  'with a comment above it': [
    `import functools\n\n# About f.\n${F}`,
    `import functools\n\n# About f.\n${DECORATED}`,
  ],
  'where a result is chosen from itself': [
    'def f(a, c):\n    b = a + 1\n    b = b if c else (b)\n    return b\n',
    'import functools\n\n\n@functools.lru_cache(maxsize=128)\ndef f(a, c):\n    b = a + 1\n    b = b if c else (b)\n    return b\n',
  ],
  'with carriage returns': [
    'import functools\r\n\r\ndef f(a):\r\n    return a + 1\r\n',
    'import functools\r\n\r\n@functools.lru_cache(maxsize=128)\r\ndef f(a):\r\n    return a + 1\r\n',
  ],
};

const REFUSED: Readonly<Record<string, readonly [text: string, reason: string]>> = {
  'a method': ['class A:\n    def f(self):\n        return 1\n', 'it is a method'],
  'a function in a function': [
    'def g():\n    def f():\n        return 1\n    return f\n',
    'in another function',
  ],
  'a coroutine': ['async def f():\n    return 1\n', 'coroutine'],
  'a generator': ['def f():\n    yield 1\n', 'generator'],
  'a decorated function': ['@g\ndef f():\n    return 1\n', 'decorated'],
  'any arguments': ['def f(*a):\n    return 1\n', 'any arguments'],
  'lists as arguments': ['def f(a: list[int]):\n    return 1\n', 'has no hash'],
  'arguments that are gone over': ['def f(a):\n    for b in a:\n        return b\n', 'may be a list'],
  'calls with lists': ['def f(a):\n    return a\n\nf([1])\n', 'calls it with what has no hash: [1]'],
  'anything that is indexed': ['def f(a: t.Any):\n    return a[0] + 1\n', 'a may be a list or a dictionary'],
  'what is tested for being a list': [
    'def f(a: object):\n    return isinstance(a, (tuple, list))\n',
    'a may be a list or a dictionary',
  ],
  'what is asked for an attribute, or how long it is': [
    'def f(a: Any):\n    return hasattr(a, "read")\n\n\ndef g(a):\n    return len(a)\n',
    'a may be a list or a dictionary',
  ],
  'what has no type and is tested for being one': [
    'def f(a):\n    return isinstance(a, dict)\n',
    'a may be a list or a dictionary',
  ],
  'members of an object that the module makes': [
    'state = State()\n\n\ndef f():\n    return state.is_ready\n',
    'it reads state.is_ready, which can change',
  ],
  'a hash that goes on': ['def f(a):\n    return hashlib.sha1(a)\n', 'builds a list'],
  'a hash by a name': [
    'def f(a):\n    h = hashlib.new("md5")\n    return h\n',
    'set, iterator or hash, which its callers',
  ],
  'what can be gone over once': ['def f(a):\n    return itertools.count(a)\n', 'builds a list'],
  'results that can be changed': ['def f(a):\n    b = []\n    b.append(a)\n    return b\n', 'builds a list'],
  'results that are chosen from themselves and what can be changed': [
    'def f(a, c):\n    b = a\n    b = b if c else g\n    g = (b if c else [])\n    return b\n',
    'builds a list',
  ],
  'results that are nothing': ['def f(a):\n    a()\n', 'returns nothing'],
  files: ['def f(a):\n    return open(a).fileno()\n', 'it calls open'],
  time: ['def f(a):\n    return time.time() - a\n', 'it calls time.time'],
  'chance, through another function': [
    'def g():\n    return random.random()\n\ndef f(a):\n    return a + g()\n',
    'it calls g, and it calls random.random',
  ],
  'what is set elsewhere': ['def f(a):\n    a.b = 1\n    return a\n', 'it sets a.b'],
  'attributes that can change': ['def f(a):\n    return a.b + 1\n', 'it reads a.b'],
  'a decorator': ['def f(a):\n    def g():\n        return a\n    return g\n', 'it makes a function'],
  'the environment': ['def f(a):\n    return a + os.environ["X"]\n', 'it reads os.environ'],
  'globals that change': [
    'N = 0\n\ndef g():\n    global N\n    N = 1\n\ndef f(a):\n    return a + N\n',
    'it reads N',
  ],
  'names that it sets itself': [
    'N = 0\n\ndef f(a):\n    global N\n    N = a\n    return N\n',
    'sets names outside',
  ],
  'a file with another functools': [`functools = 1\n\n\n${F}`, 'for something else'],
};

describe('add-cache', () => {
  it.each(Object.entries(CHANGED))('decorates a function %s', async (_title, [before, after]) => {
    expect(await cached(before)).toBe(after);
    expect(await run({ 'app.py': after })).toMatchObject({ kind: 'unchanged' });
  });

  it.each(Object.entries(REFUSED))('refuses %s', async (_title, [text, reason]) => {
    const result = await run({ 'app.py': text });
    expect(result).toMatchObject({ kind: 'refused', reason: expect.stringContaining(reason) });
  });

  it('takes what is tested for being a text, and a typed one that is indexed', async () => {
    const text = 'def f(a: t.Any, b: str):\n    return isinstance(a, str) and b[0] == "x"\n';
    expect(await cached(text)).toContain('lru_cache');
  });

  it('keeps the digest of a hash', async () => {
    expect(await cached('def f(a):\n    return hashlib.sha1(a).hexdigest()\n')).toContain('lru_cache');
  });

  it('reads constants of the module', async () => {
    expect(await cached('RATE = 3\n\n\ndef f(a):\n    return a * RATE\n')).toContain('lru_cache');
  });

  it('takes the word of who knows that a function gives the same each time', async () => {
    const texts = { 'app.py': 'def f(a):\n    return fetch(a)\n' };
    expect(await run(texts)).toMatchObject({
      reason: 'f (app.py:1) is not cached, because it calls fetch, which may not give the same each time.',
      hint: expect.stringContaining('impure=allow'),
    });
    expect(await run(texts, { function: 'f', impure: 'allow' })).toMatchObject({ kind: 'changed' });
    const method = { 'app.py': 'class A:\n    def f(self):\n        return 1\n' };
    expect(await run(method, { function: 'f', impure: 'allow' })).toMatchObject({ kind: 'refused' });
  });

  it('lists the places of a name that several functions have', async () => {
    const texts = { 'app.py': F, 'app2.py': F };
    expect(await run(texts)).toMatchObject({
      kind: 'refused',
      reason: 'f is defined 2 times: app.py:1, app2.py:1.',
    });
    expect(await run(texts, { function: 'f', at: 'app2.py:1' })).toMatchObject({
      changes: [{ path: 'app2.py' }],
    });
  });

  it('answers a thing that is no function with those that can be cached', async () => {
    const route = routeSentence('Add caching to user service', { targets: ['app.py'], functions: [] }, [
      addCache,
    ]);
    expect(route).toMatchObject({ kind: 'match', slots: { subject: 'user' } });
    const text = `${F}\n\ndef g(path):\n    return open(path).read()\n`;
    expect(await run({ 'app.py': text }, { subject: 'user' })).toEqual({
      kind: 'refused',
      reason: '"user" is no function, and results are kept function by function.',
      hint: 'These can be: f (app.py:1). Try: ouroboros refactor "Add caching to f" -t app.py',
    });
  });
});
