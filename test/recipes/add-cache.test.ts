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
    'def f(a: str, c: bool):\n    b = a + 1\n    b = b if c else (b)\n    return b\n',
    'import functools\n\n\n@functools.lru_cache(maxsize=128)\ndef f(a: str, c: bool):\n    b = a + 1\n    b = b if c else (b)\n    return b\n',
  ],
  'where a list is only shown': [
    'import functools\n\ndef f(a: str):\n    return "%s" % [a]\n',
    'import functools\n\n@functools.lru_cache(maxsize=128)\ndef f(a: str):\n    return "%s" % [a]\n',
  ],
  'with carriage returns': [
    'import functools\r\n\r\ndef f(a: str):\r\n    return a + 1\r\n',
    'import functools\r\n\r\n@functools.lru_cache(maxsize=128)\r\ndef f(a: str):\r\n    return a + 1\r\n',
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
  'calls with lists': ['def f(a: str):\n    return a\n\nf([1])\n', 'calls it with what has no hash: [1]'],
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
  'a list among several values': [
    'def f(a: str):\n    b = []\n    b.append(a)\n    return a, b\n',
    'builds a list',
  ],
  'a list in a tuple on one way': [
    'def f(a: str):\n    if a:\n        return ("", [])\n    return a\n',
    'builds a list',
  ],
  'a list that stands in for nothing': ['def f(a: str):\n    return g(a) or []\n', 'builds a list'],
  'a sum of lists': ['def f(a: str):\n    return [a] + g(a)\n', 'builds a list'],
  'one of several names for lists': ['def f(a: str):\n    b, c = [], {}\n    return c\n', 'builds a list'],
  'a hash that goes on': ['def f(a: str):\n    return hashlib.sha1(a)\n', 'builds a list'],
  'a hash by a name': [
    'def f(a: str):\n    h = hashlib.new("md5")\n    return h\n',
    'set, iterator or hash, which its callers',
  ],
  'what can be gone over once': ['def f(a: str):\n    return itertools.count(a)\n', 'builds a list'],
  'results that can be changed': [
    'def f(a: str):\n    b = []\n    b.append(a)\n    return b\n',
    'builds a list',
  ],
  'results that are chosen from themselves and what can be changed': [
    'def f(a: str, c: bool):\n    b = a\n    b = b if c else g\n    g = (b if c else [])\n    return b\n',
    'builds a list',
  ],
  'results that are nothing': ['def f(a: str):\n    a()\n', 'returns nothing'],
  files: ['def f(a: str):\n    return open(a).fileno()\n', 'it calls open'],
  time: ['def f(a: str):\n    return time.time() - a\n', 'it calls time.time'],
  'chance, through another function': [
    'def g():\n    return random.random()\n\ndef f(a: str):\n    return a + g()\n',
    'it calls g, and it calls random.random',
  ],
  'what is set elsewhere': ['def f(a: str):\n    a.b = 1\n    return a\n', 'it sets a.b'],
  'attributes that can change': ['def f(a: str):\n    return a.b + 1\n', 'it reads a.b'],
  'a decorator': ['def f(a: str):\n    def g():\n        return a\n    return g\n', 'it makes a function'],
  'the environment': ['def f(a: str):\n    return a + os.environ["X"]\n', 'it reads os.environ'],
  'globals that change': [
    'N = 0\n\ndef g():\n    global N\n    N = 1\n\ndef f(a: str):\n    return a + N\n',
    'it reads N',
  ],
  'names that it sets itself': [
    'N = 0\n\ndef f(a: str):\n    global N\n    N = a\n    return N\n',
    'sets names outside',
  ],
  'a file with another functools': [`functools = 1\n\n\n${F}`, 'for something else'],
};

const HEADS_WITH_KEYS: Readonly<Record<string, readonly [head: string, options: string]>> = {
  'a choice of types': ['def f(a: str | bytes | None, b: "Optional[int]" = None):', '(maxsize=128)'],
  literals: ['def f(a: Literal["r", "w"], *, b: typing.Union[str, None]):', '(maxsize=128)'],
  'tuples and classes': ['def f(a: tuple[str, ...], b: type[int]):', '(maxsize=128)'],
  'numbers that are equal': ['def f(a: float):', '(maxsize=128, typed=True)'],
  'truth and whole numbers': ['def f(a: bool | int):', '(maxsize=128, typed=True)'],
  'a class of the project': ['def f(a: Colour, b: Point, c: Pair):', '(maxsize=128)'],
  'a default and calls with literals': ['def f(a, b="x"):', '(maxsize=128)'],
};
const CLASSES = `class Colour(enum.Enum):
    RED = 1


@dataclass(frozen=True)
class Point:
    x: int
    y: int


class Pair(NamedTuple):
    a: str
    b: int


`;

const HEADS_WITHOUT_KEYS: Readonly<Record<string, readonly [head: string, reason: string]>> = {
  anything: ['def f(a: Any):', 'a is annotated as Any'],
  'any object': ['def f(a: object):', 'a is annotated as object'],
  'a time, which is equal to that of another zone': ['def f(a: datetime):', 'a is annotated as datetime'],
  'a decimal, which is equal to another of more digits': ['def f(a: Decimal):', 'annotated as Decimal'],
  'numbers within a tuple': ['def f(a: tuple[float, ...]):', 'annotated as tuple[float, ...]'],
  'a class that can change': ['def f(a: Open):', 'annotated as Open'],
  'a class that compares in its own way': ['def f(a: Own):', 'annotated as Own'],
  'a class of elsewhere': ['def f(a: Elsewhere):', 'annotated as Elsewhere'],
  'a name that a file gives another meaning': ['def f(a: bytes):', 'annotated as bytes'],
  'a parameter that nothing tells of': ['def f(a):', 'no call of the project shows one: annotate a'],
  'a secret': ['def f(private_key: bytes):', 'private_key may be a secret'],
};
const OTHER_CLASSES = `bytes = str


@dataclass
class Open:
    x: int


@dataclass(frozen=True)
class Own:
    x: int

    def __eq__(self, other):
        return True


`;

describe('add-cache', () => {
  it.each(Object.entries(HEADS_WITH_KEYS))('tells %s apart', async (_title, [head, options]) => {
    const text = `${CLASSES}${head}\n    return 1\n`;
    const calls = head.includes('a, b="x"') ? 'from app import f\n\nf("a")\nf("b", b="c")\n' : '';
    const result = await run({ 'app.py': text, 'calls.py': calls });
    expect(result).toMatchObject({ kind: 'changed' });
    expect(withChanges({}, result.kind === 'changed' ? result.changes : [])['app.py']).toContain(
      `@functools.lru_cache${options}\n${head}`,
    );
  });

  it.each(Object.entries(HEADS_WITHOUT_KEYS))('refuses %s as a key', async (_title, [head, reason]) => {
    const text = `${OTHER_CLASSES}${head}\n    return 1\n`;
    expect(await run({ 'app.py': text })).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining(reason),
    });
  });

  it.each([
    ['an unknown value', 'from app import f\n\nf(a)\n', 'what calls.py:3 gives it is not known'],
    ['what is unpacked', 'from app import f\n\nf("a")\nf(*a)\n', 'what calls.py:4 gives it is not known'],
    ['who hands the function on', 'from app import f\n\nf("a")\nmap(f, b)\n', 'what calls.py:4 gives it'],
    [
      'who decorates with it',
      'from app import f\n\n@f\ndef g(): pass\n',
      'calls.py:3 uses it as a decorator',
    ],
  ])('refuses a parameter without a type for %s', async (_title, calls, reason) => {
    const result = await run({ 'app.py': 'def f(a):\n    return 1\n', 'calls.py': calls });
    expect(result).toMatchObject({ kind: 'refused', reason: expect.stringContaining(reason) });
  });

  it.each([
    ['what gives a class back', 'def f(a: type[T]):\n    return a\n', 'as decorators do'],
    [
      'the implementation of overloads',
      '@overload\ndef f(a: int) -> int: ...\n\ndef f(a: int | str):\n    return a\n',
      'it is overloaded',
    ],
  ])('refuses %s', async (_title, text, reason) => {
    const at = `app.py:${text.split('\n').findLastIndex((line) => line.startsWith('def')) + 1}`;
    expect(await run({ 'app.py': text }, { function: 'f', at })).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining(reason),
    });
  });

  it('offers no place that it would refuse', async () => {
    const texts = { 'app.py': `def g(a: Any):\n    return 1\n\n\n${F}` };
    const request = { slots: {}, targets: ['app.py'], signal: new AbortController().signal };
    expect(await addCache.places?.(request, treeOfTexts(texts))).toEqual([{ function: 'f', at: 'app.py:5' }]);
  });

  it.each(Object.entries(CHANGED))('decorates a function %s', async (_title, [before, after]) => {
    expect(await cached(before)).toBe(after);
    expect(await run({ 'app.py': after })).toMatchObject({ kind: 'unchanged' });
  });

  it.each(Object.entries(REFUSED))('refuses %s', async (_title, [text, reason]) => {
    const result = await run({ 'app.py': text });
    expect(result).toMatchObject({ kind: 'refused', reason: expect.stringContaining(reason) });
  });

  it('takes a typed text that is indexed', async () => {
    const text = 'def f(b: str):\n    return b[0] == "x"\n';
    expect(await cached(text)).toContain('lru_cache');
  });

  it('keeps the digest of a hash', async () => {
    expect(await cached('def f(a: str):\n    return hashlib.sha1(a).hexdigest()\n')).toContain('lru_cache');
  });

  it('reads constants of the module', async () => {
    expect(await cached('RATE = 3\n\n\ndef f(a: str):\n    return a * RATE\n')).toContain('lru_cache');
  });

  it('takes the word of who knows that a function gives the same each time', async () => {
    const texts = { 'app.py': 'def f(a: str):\n    return fetch(a)\n' };
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
