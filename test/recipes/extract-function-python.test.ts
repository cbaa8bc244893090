import { describe, expect, it } from 'vitest';
import { extractFunction } from '../../src/recipes/extract-function.ts';
import type { RecipeResult } from '../../src/recipes/recipe.ts';
import { treeOfTexts, type Texts } from '../support/fixture.ts';

async function extract(text: string, range: string, others: Texts = {}): Promise<RecipeResult> {
  const request = {
    slots: { range, name: 'taken' },
    targets: ['a.py'],
    signal: new AbortController().signal,
  };
  return extractFunction.run(request, treeOfTexts({ ...others, 'a.py': text }));
}

function textOf(result: RecipeResult): string {
  if (result.kind !== 'changed') throw new Error(JSON.stringify(result));
  return result.changes.map(({ after }) => Buffer.from(after ?? []).toString()).join('');
}

const TOTAL = `def total(prices, rate):
    net = 0
    for price in prices:
        # Refunds are negative.
        net += price
    tax = net * rate
    rounded = round(tax)  # to the cent
    return net + rounded


print(total([1], 2))
`;

describe('extract-function of Python', () => {
  it('passes what the lines need and gives back what is used behind them', async () => {
    const result = await extract(TOTAL, '6-7');
    expect(result).toMatchObject({
      summary: 'Lines 6-7 of a.py are now the function taken.',
      proofs: [{ level: 'S' }, { level: 'A' }, { level: 'D' }],
    });
    expect(textOf(result)).toBe(`def total(prices, rate):
    net = 0
    for price in prices:
        # Refunds are negative.
        net += price
    rounded = taken(net, rate)
    return net + rounded


def taken(net, rate):
    tax = net * rate
    rounded = round(tax)  # to the cent
    return rounded


print(total([1], 2))
`);
  });

  it.each([
    [
      'a loop that goes on with a value, with its comment',
      TOTAL,
      '3-5',
      'def total(prices, rate):\n    net = 0\n    net = taken(prices, net)\n    tax =',
      'def taken(prices, net):\n    for price in prices:\n        # Refunds are negative.\n        net += price\n    return net\n',
    ],
    [
      'a value that the next round of a loop reads',
      'def f(xs):\n    last = None\n    for x in xs:\n        print(last)\n        last = x\n',
      '4-5',
      '    for x in xs:\n        last = taken(last, x)\n',
      'def taken(last, x):\n    print(last)\n    last = x\n    return last\n',
    ],
    [
      'a value that is set on some paths only',
      'def f(a):\n    b = 1\n    if a:\n        b = 2\n    return b\n',
      '3-4',
      '    b = 1\n    b = taken(a, b)\n    return b\n',
      'def taken(a, b):\n    if a:\n        b = 2\n    return b\n',
    ],
    [
      'several values, in the order of the text',
      'def f(p):\n    a = p\n    b, *c = a\n    return b, c, a\n',
      '2-3',
      '    a, b, c = taken(p)\n    return b, c, a\n',
      '    a = p\n    b, *c = a\n    return a, b, c\n',
    ],
    [
      'lines that return in any case',
      'def f(a):\n    if a:\n        return 1\n    else:\n        return a\n',
      '2-5',
      'def f(a):\n    return taken(a)\n',
      'def taken(a):\n    if a:\n        return 1\n    else:\n        return a\n',
    ],
    [
      'a function that waits',
      'async def f(a):\n    b = await a\n    async with b as c:\n        print(c)\n',
      '3-4',
      'async def f(a):\n    b = await a\n    await taken(b)\n',
      'async def taken(b):\n    async with b as c:\n        print(c)\n',
    ],
    [
      'a method, where the lines use the object',
      'class A:\n    def run(self, x: int):\n        y = x + self.n\n        return y\n\n    def other(self): ...\n',
      '3-3',
      '        y = self.taken(x)\n        return y\n\n    def taken(self, x: int):\n        y = x + self.n\n        return y\n\n    def other',
      '',
    ],
    [
      'a class method, where the lines use the class',
      'class A:\n    @classmethod\n    def make(cls):\n        a = cls()\n        return a\n',
      '4-4',
      '        a = cls.taken()\n        return a\n\n    @classmethod\n    def taken(cls):\n        a = cls()\n        return a\n',
      '',
    ],
    [
      'a function behind the class, where they do not',
      'class A:\n    def run(self, x):\n        y = x + 1\n        return y\n\n    # the end\n\n\nA()\n',
      '3-3',
      '        y = taken(x)\n        return y\n\n    # the end\n\n\n',
      '\n\ndef taken(x):\n    y = x + 1\n    return y\n',
    ],
    [
      'variables of the function around',
      'def g(k):\n    def f(a):\n        b = a * k\n        return b\n\n    return f\n',
      '3-3',
      '        b = taken(a, k)\n',
      'def taken(a, k):\n    b = a * k\n    return b\n',
    ],
    [
      'deeper lines, but for the text of strings',
      'def f(a):\n    if a:\n        b = """\n  x\n"""\n\n        print(a, b)\n',
      '3-7',
      '    if a:\n        taken(a)\n',
      'def taken(a):\n    b = """\n  x\n"""\n\n    print(a, b)\n',
    ],
    [
      'a name that a walrus sets first',
      'def f(xs):\n    if (n := len(xs)) and n > 1:\n        print(n)\n',
      '2-3',
      'def f(xs):\n    taken(xs)\n',
      'def taken(xs):\n    if (n := len(xs)) and n > 1:\n        print(n)\n',
    ],
    [
      'CRLF and tabs',
      'def f(a):\r\n\tb = a\r\n\treturn b\r\n',
      '2-2',
      'def f(a):\r\n\tb = taken(a)\r\n\treturn b\r\n\r\n\r\ndef taken(a):\r\n\tb = a\r\n\treturn b\r\n',
      '',
    ],
  ])('takes out %s', async (_, text, range, call, made) => {
    const after = textOf(await extract(text, range));
    expect(after).toContain(call);
    expect(after).toContain(made);
  });

  it.each([
    [
      'a return on some paths',
      'def f(a):\n    if a:\n        return 1\n    b()\n',
      '2-3',
      /they return on some paths only \(line 3\)/,
    ],
    ['a yield', 'def f():\n    yield 1\n', '2-2', /a yield belongs to its own function \(line 2\)/],
    [
      'a break of a loop around',
      'def f(a):\n    for b in a:\n        if b:\n            break\n',
      '3-4',
      /break leaves a loop around them \(line 4\)/,
    ],
    [
      'a write to a global',
      'def f():\n    global n\n    n = 1\n',
      '3-3',
      /n is a variable of another scope that they set \(line 3\)/,
    ],
    [
      'a nonlocal statement',
      'def f():\n    n = 0\n    def g():\n        nonlocal n\n        n = 1\n        print(n)\n    return g\n',
      '4-5',
      /a nonlocal statement speaks of the whole function \(line 4\)/,
    ],
    [
      'a variable that an inner function shares',
      'def f():\n    n = 0\n    def g():\n        nonlocal n\n        n = 1\n    n = 2\n    return g\n',
      '6-6',
      /n is shared by a nonlocal statement \(line 4\)/,
    ],
    ['del', 'def f(a):\n    b = a\n    del b\n', '2-3', /b is deleted \(line 3\)/],
    [
      'a variable that may have no value',
      'def f(a):\n    if a:\n        b = 1\n    print(b)\n',
      '4-4',
      /b may have no value before these lines \(line 4\)/,
    ],
    [
      'a variable that they may leave without one',
      'def f(a):\n    if a:\n        b = 1\n    print(a)\n    return b\n',
      '2-3',
      /b may have no value before these lines/,
    ],
    [
      'a closure that reads what they set',
      'def f():\n    n = 1\n    g = lambda: n\n    n = 2\n    return g()\n',
      '4-4',
      /n is used by a function that may run later or earlier \(line 3\)/,
    ],
    [
      'a closure in them over what changes later',
      'def f(n):\n    g = lambda: n\n    n = 2\n    return g()\n',
      '2-2',
      /n is used by a function that may run later or earlier \(line 2\)/,
    ],
    [
      'a variable that a handler reads',
      'def f():\n    n = 1\n    try:\n        n = 2\n        g()\n    except E:\n        print(n)\n',
      '4-5',
      /n is read where an exception of these lines ends up \(line 7\)/,
    ],
    [
      'locals()',
      'def f(a):\n    print(locals())\n',
      '2-2',
      /locals\(\) looks at the variables of its function \(line 2\)/,
    ],
    [
      'super() of a static method',
      'class A:\n    @staticmethod\n    def f():\n        print(__class__)\n',
      '4-4',
      /__class__ means something in its class only \(line 4\)/,
    ],
    [
      'a docstring',
      'def f(a):\n    "Says a."\n    return a\n',
      '2-3',
      /the first of them is the docstring \(line 2\)/,
    ],
    [
      'a warning of the caller',
      'def f(a):\n    warn(a, stacklevel=2)\n',
      '2-2',
      /a call counts its callers, which would be one more \(line 2\)/,
    ],
    [
      'half of a statement',
      'def f(a):\n    if a:\n        b()\n    c()\n',
      '3-4',
      /they are not whole statements of one block/,
    ],
    ['lines of the module', 'a = 1\nb = a\n', '1-1', /they are not/],
    [
      'a return of a generator',
      'def f(a):\n    yield a\n    return a\n',
      '3-3',
      /a return in a generator ends it \(line 3\)/,
    ],
  ])('refuses %s', async (_, text, range, reason) => {
    expect(await extract(text, range)).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(reason),
    });
  });

  it.each([
    ['the file', 'def f(a):\n    taken = a\n    print(taken)\n', {}, 'a.py uses the name taken already.'],
    [
      'a module that takes all of its names',
      'def f(a):\n    b = a\n    print(b)\n',
      { 'b.py': 'from a import *\ntaken = 1\n' },
      'b.py uses the name taken already.',
    ],
    [
      'a class elsewhere, for a method',
      'class A:\n    def f(self):\n        b = self\n        print(b)\n',
      { 'b.py': 'from a import A\n\n\nclass B(A):\n    def taken(self): ...\n' },
      'b.py uses the name taken already.',
    ],
  ])('refuses a name that %s uses', async (_, text, others, reason) => {
    expect(await extract(text, '3-3', others)).toMatchObject({ kind: 'refused', reason });
  });

  it('takes a name that others use for something else', async () => {
    const others = { 'b.py': 'import a\n\n\nclass B:\n    def taken(self): ...\n' };
    expect(await extract('def f(a):\n    b = a\n    print(b)\n', '3-3', others)).toMatchObject({
      kind: 'changed',
    });
  });

  it('refuses a file with a syntax error', async () => {
    expect(await extract('def f(:\n    b()\n', '2-2')).toMatchObject({ reason: 'a.py has a syntax error.' });
  });
});
