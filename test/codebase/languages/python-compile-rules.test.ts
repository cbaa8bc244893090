import { afterAll, describe, expect, it } from 'vitest';
import { compileProblems } from '../../../src/codebase/languages/python-compile-rules.ts';
import { openPython3 } from '../../../src/codebase/languages/python3.ts';
import { ruffSyntax } from '../../../src/codebase/languages/ruff.ts';

const python = openPython3();
afterAll(() => python.close());

const compiles = async (text: string): Promise<boolean> => {
  const report = await python.judge({ text, bytes: Buffer.from(text) });
  return report.kind === 'parsed' && report.problems.length === 0;
};

const placesOf = async (text: string): Promise<readonly string[]> =>
  (await compileProblems(text)).map(({ offset, kind }) => `${text.slice(offset).split(/\W*\n/)[0]}, ${kind}`);

const inner = (body: string): string => `def f():\n x = 1\n def g():\n${body}`;

describe('what the compiler refuses and ruff does not report', () => {
  it.each([
    ['*a', '*a'],
    ['if a: *b  # alone', '*b  # alone'],
    ['f(__debug__=1)', '__debug__=1'],
    ['class A(__debug__=1): pass', '__debug__=1): pass'],
    ['a.__debug__ = 1', '__debug__ = 1'],
    ['a.__debug__: int', '__debug__: int'],
    ['(a.__debug__, b) = 1, 2', '__debug__, b) = 1, 2'],
    ['a.__debug__, b = c', '__debug__, b = c'],
    ['[a.__debug__, b] = c', '__debug__, b] = c'],
    ['b, *a.__debug__ = c', '__debug__ = c'],
    ['*a.__debug__, b = c', '__debug__, b = c'],
    ['[0 for a.__debug__ in b]', '__debug__ in b'],
    ['with a as b.__debug__: pass', '__debug__: pass'],
    [inner('  x\n  nonlocal x'), 'nonlocal x'],
    [inner('  y, x = 1, 2\n  nonlocal x'), 'nonlocal x'],
    [inner("  f'{x}'\n  nonlocal x"), 'nonlocal x'],
    [inner('  def x(): pass\n  nonlocal x'), 'nonlocal x'],
    ['async def f():\n if a:\n  yield from b', 'yield from b'],
    ['async def f():\n yield\n return None', 'return None'],
    ['async def f():\n return 1\n yield', 'return 1'],
    ['async def f():\n def g(a=(yield)): pass\n return 1', 'return 1'],
    ['match a:\n case _ | 1: pass', '_ | 1: pass'],
    ['match a:\n case (_ as b) | [b]: pass', '(_ as b) | [b]: pass'],
    ['match a:\n case 1 | (_ | 2): pass', '_ | 2): pass'],
    ["match a:\n case 'b' f'': pass", "f'': pass"],
    ["match a:\n case {'b': rf'c'}: pass", "rf'c'}: pass"],
  ])('is found in %j', async (text, place) => {
    expect(await compiles(`${text}\n`)).toBe(false);
    const found = await placesOf(`${text}\n`);
    expect(found[0]).toBe(`${place.replace(/\W+$/, '')}, early-error`);
    expect(await ruffSyntax(`${text}\n`)).toMatchObject({
      kind: 'parsed',
      problems: [{ kind: 'early-error' }],
    });
  });

  it.each([
    '*a,',
    '*a, b',
    'match a:\n case (1 as b) | (2 as b): pass',
    'match a:\n case (1) | [_]: pass',
    'f(\n  *a\n)',
    'a.__debug__',
    'f(a=__debug__)',
    'del a.__debug__',
    inner('  nonlocal x\n  x = 2'),
    inner('  a.x\n  f(x=1)\n  nonlocal x'),
    inner('  def h(x): return x\n  nonlocal x'),
    inner('  (lambda: x)\n  [x for a in b]\n  nonlocal x'),
    inner('  lambda x: 1\n  nonlocal x'),
    inner('  import x\n  nonlocal x'),
    inner('  from x import x\n  nonlocal x'),
    inner('  nonlocal x\n  nonlocal x'),
    inner('  match a:\n   case b(x=1): pass\n  nonlocal x'),
    'def f():\n x = 1\n class A:\n  y = 2\n  nonlocal x',
    'def f():\n yield from a',
    'async def f():\n def g(): yield from a\n return 1',
    'async def f():\n yield\n return  # no value',
    'async def f():\n (lambda: (yield))\n return 1',
    'async def f():\n return 1',
    'match a:\n case 1 | _: pass',
    'match a:\n case b.c | [_]: pass\n case (_, 1) | 2: pass',
    "match a:\n case 'b' if f'c': pass",
    "match a:\n case 'b': f'c'",
  ])('is not found in %j', async (text) => {
    expect(await compiles(`${text}\n`)).toBe(true);
    expect(await ruffSyntax(`${text}\n`)).toEqual({ kind: 'parsed', problems: [] });
  });

  it('is not looked for where versions of Python differ', async () => {
    expect(
      await compileProblems(inner('  try: pass\n  except A: x\n  else:\n   y\n   nonlocal x\n')),
    ).toEqual([]);
    expect(await compileProblems(inner('  y: x = 1\n  nonlocal x\n'))).toEqual([]);
  });

  it('is not told a second time where ruff tells it', async () => {
    expect(await ruffSyntax(inner('  global x\n  nonlocal x\n'))).toMatchObject({
      problems: [{ code: 'PLE0115' }],
    });
  });

  it('is not looked for in a text that does not parse', async () => {
    expect(await compileProblems('*a\nb = (\n')).toEqual([]);
  });
});
