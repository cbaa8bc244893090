import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dictToDataclass } from '../../src/recipes/dict-to-dataclass.ts';
import type { RecipeResult, SlotValues } from '../../src/recipes/recipe.ts';
import { treeOfTexts, withChanges, type Texts } from '../support/fixture.ts';

async function run(texts: Texts, slots: SlotValues): Promise<RecipeResult> {
  const request = { slots, targets: ['app.py'], signal: new AbortController().signal };
  return dictToDataclass.run(request, treeOfTexts(texts));
}

async function changed(texts: Texts, slots: SlotValues): Promise<Texts | RecipeResult> {
  const result = await run(texts, slots);
  return result.kind === 'changed' ? withChanges({}, result.changes) : result;
}

const IMPORT = 'from dataclasses import dataclass\n';
const CLASS = '@dataclass\nclass D:\n    a: int\n    b: str\n\n\n';
const MAKE = 'def make_d():\n    return {"a": 1, "b": "x"}\n';
const MADE = `${CLASS}def make_d():\n    return D(a=1, b="x")\n`;

const CHANGED: Readonly<Record<string, readonly [slots: SlotValues, before: string, after: string]>> = {
  'a local variable': [
    { dict: 'd' },
    'def f():\n    d = {"a": 1, "b": "x"}\n    d["a"] += 2\n    return d["a"], d.get("b")\n',
    `${IMPORT}\n\n${CLASS}def f():\n    d = D(a=1, b="x")\n    d.a += 2\n    return d.a, d.b\n`.replace(
      'a: int',
      'a: object',
    ),
  ],
  'a variable of the module, with its comment': [
    { dict: 'd' },
    'import os\n\nx = 1\n# Why.\nd = {\n    "a": 1,  # one\n    \'b\' : "x",\n}\ndef f(): return d["a"]\n',
    `import os\n${IMPORT}\nx = 1\n\n\n${CLASS}# Why.\nd = D(\n    a=1,  # one\n    b="x",\n)\ndef f(): return d.a\n`,
  ],
  'a variable with an annotation and values of no known type': [
    { dict: 'd', to: 'Point' },
    'import dataclasses\n\n\ndef f(x):\n    d: dict[str, int] = {"a": x, "b": [x]}\n    return f"{d[\'a\']} {d["b"][0]}"\n',
    'import dataclasses\n\n\n@dataclasses.dataclass\nclass Point:\n    a: object\n    b: list\n\n\ndef f(x):\n    d: Point = Point(a=x, b=[x])\n    return f"{d.a} {d.b[0]}"\n',
  ],
  'literals with the same keys in two branches': [
    { dict: 'd' },
    'def f(x):\n    if x:\n        d = {"a": 1, "b": "x"}\n    else:\n        d = {"b": "y", "a": 2}\n    return lambda: d["a"]\n',
    `${IMPORT}\n\n${CLASS}def f(x):\n    if x:\n        d = D(a=1, b="x")\n    else:\n        d = D(b="y", a=2)\n    return lambda: d.a\n`,
  ],
  'what a function returns': [
    { function: 'make_d' },
    `"""Doc."""\n\n\n${MAKE}\n\ndef g():\n    d = make_d()\n    return d["a"] + make_d()["a"]\n`,
    `"""Doc."""\n\n${IMPORT}\n\n${MADE}\n\ndef g():\n    d = make_d()\n    return d.a + make_d().a\n`,
  ],
  'what a function says that it returns': [
    { dict: 'make_d' },
    `${IMPORT}\n\ndef make_d() -> dict[str, object]:\n    return {"a": 1, "b": "x"}\n\n\nprint(make_d()["a"])\n`,
    `${IMPORT}\n\n${CLASS}def make_d() -> D:\n    return D(a=1, b="x")\n\n\nprint(make_d().a)\n`,
  ],
  'with carriage returns': [
    { dict: 'd' },
    'import os\r\n\r\n\r\ndef f():\r\n    d = {"a": 1}\r\n    return d["a"]\r\n',
    `import os\r\nfrom dataclasses import dataclass\r\n\r\n\r\n@dataclass\r\nclass D:\r\n    a: int\r\n\r\n\r\ndef f():\r\n    d = D(a=1)\r\n    return d.a\r\n`,
  ],
};

const USES: Readonly<Record<string, readonly [use: string, reason: string]>> = {
  'is gone over': ['for k in d: pass', 'app.py:3 uses it as a whole, in `for k in d: pass`'],
  'is unpacked': ['g(**d)', 'app.py:3 uses it as a whole'],
  'is passed on': ['json.dumps(d)', 'app.py:3 uses it as a whole, in `json.dumps(d)`'],
  'is searched': ['"a" in d', 'app.py:3 uses it as a whole'],
  'has its items taken': ['d.items()', 'app.py:3 uses it as a whole'],
  'is compared': ['d == {}', 'app.py:3 uses it as a whole'],
  'is returned': ['return d', 'app.py:3 uses it as a whole'],
  'is given another key': ['d["z"] = 1', 'app.py:3 uses the key "z"'],
  'is read by what is no constant': ['d[x]', 'app.py:3 uses it as a whole'],
  'is asked with a default': ['d.get("a", 2)', 'app.py:3 uses it as a whole'],
  'loses a key': ['del d["a"]', 'app.py:3 deletes a key'],
  'gets another value': ['d = None', 'app.py:3 gives d another value'],
  'is shown with its text': ['f"{d[\'a\']=}"', 'app.py:3 shows its own text'],
  'may be read by name': ['print(locals())', 'app.py:3 reads variables by their names'],
};

const LITERALS: Readonly<Record<string, readonly [literal: string, reason: string]>> = {
  'no keys': ['{}', 'without keys'],
  'others unpacked into it': ['{**x}', 'no plain string'],
  'keys that are numbers': ['{1: 2}', 'no plain string'],
  'keys that are no names': ['{"a-b": 2}', 'the key "a-b"'],
  'keywords as keys': ['{"class": 2}', 'the key "class"'],
  'self as a key': ['{"self": 2}', 'the key "self"'],
  'private keys': ['{"__a": 2}', 'the key "__a"'],
  'types as keys': ['{"int": 2}', 'the key "int"'],
  'a key twice': ['{"a": 1, "a": 2}', 'the key "a" again'],
};

const FUNCTIONS: Readonly<Record<string, readonly [text: string, reason: string]>> = {
  'is a method': ['class A:\n    def f(self):\n        return {"a": 1}\n', 'A.f is a method'],
  'is decorated': ['@g\ndef f():\n    return {"a": 1}\n', 'decorated'],
  'is a coroutine': ['async def f():\n    return {"a": 1}\n', 'coroutine'],
  'may return nothing': ['def f(x):\n    if x:\n        return {"a": 1}\n', 'in every case'],
  'returns something else, too': [
    'def f(x):\n    if x:\n        return {"a": 1}\n    return x\n',
    'in every case',
  ],
  'returns other keys': [
    'def f(x):\n    if x:\n        return {"a": 1}\n    return {"b": 1}\n',
    'app.py:4 has other keys',
  ],
  'is passed on': ['def f():\n    return {"a": 1}\n\ng(f)\n', 'app.py:4 passes the function on'],
  'has its result passed on': ['def f():\n    return {"a": 1}\n\ng(f())\n', 'app.py:4 uses it as a whole'],
  'has its result kept and passed on': [
    'def f():\n    return {"a": 1}\n\ndef h():\n    p = f()\n    g(p)\n',
    'app.py:6 uses it as a whole',
  ],
};

describe('dict-to-dataclass', () => {
  it.each(Object.entries(CHANGED))('changes %s', async (_, [slots, before, after]) => {
    expect(await changed({ 'app.py': before }, slots)).toEqual({ 'app.py': after });
  });

  it('changes what other files take of the results and of the variable', async () => {
    const texts = {
      'app.py': MAKE,
      'b.py': 'from app import make_d\n\nprint(make_d()["a"])\n',
      'c.py': 'import app\n\n\ndef g():\n    d = app.make_d()\n    return d["b"]\n',
    };
    expect(await changed(texts, { function: 'make_d' })).toEqual({
      'app.py': `${IMPORT}\n\n${MADE}`,
      'b.py': 'from app import make_d\n\nprint(make_d().a)\n',
      'c.py': 'import app\n\n\ndef g():\n    d = app.make_d()\n    return d.b\n',
    });
  });

  it.each(Object.entries(USES))('refuses a dictionary that %s', async (_, [use, reason]) => {
    const result = await run({ 'app.py': `def f(x):\n    d = {"a": 1}\n    ${use}\n` }, { dict: 'd' });
    expect(result).toMatchObject({ kind: 'refused', reason: expect.stringContaining(reason) });
  });

  it.each(Object.entries(LITERALS))('refuses a literal with %s', async (_, [literal, reason]) => {
    const result = await run({ 'app.py': `d = ${literal}\n` }, { dict: 'd' });
    expect(result).toMatchObject({ kind: 'refused', reason: expect.stringContaining(reason) });
  });

  it.each(Object.entries(FUNCTIONS))('refuses a function that %s', async (_, [text, reason]) => {
    const result = await run({ 'app.py': text }, { function: 'f' });
    expect(result).toMatchObject({ kind: 'refused', reason: expect.stringContaining(reason) });
  });

  it('refuses what another file uses as a whole, names in a text or takes by another name', async () => {
    const uses = {
      'from app import make_d\nfor k in make_d(): pass\n': 'b.py:2 uses it as a whole',
      'from app import make_d as m\n': 'b.py:1 imports it under another name',
      'patch("app.make_d")\n': 'b.py:1 names it in a text',
    };
    for (const [text, reason] of Object.entries(uses)) {
      const result = await run({ 'app.py': MAKE, 'b.py': text }, { function: 'make_d' });
      expect(result).toMatchObject({ kind: 'refused', reason: expect.stringContaining(reason) });
    }
  });

  it('refuses what may be read by name from outside', async () => {
    const uses = {
      'd = {"a": 1}\n': 'no use that reads a key',
      'd = {"a": 1}\nd["a"] = 2\n': 'no use that reads a key',
      'd = {"a": {}}\nd["a"]["b"] = 2\n': 'may be read by a framework',
      'd = {"a": 1}\n\ndef f(x): return d["a"] + x.d\n': 'may be what app.py:3 takes',
    };
    for (const [text, reason] of Object.entries(uses)) {
      const result = await run({ 'app.py': text }, { dict: 'd' });
      expect(result).toMatchObject({ kind: 'refused', reason: expect.stringContaining(reason) });
    }
  });

  it('refuses a name of the class that the file uses, and a Python without dataclasses', async () => {
    const text = 'D = 1\nd = {"a": 1}\n';
    expect(await run({ 'app.py': text }, { dict: 'd' })).toMatchObject({
      kind: 'refused',
      hint: 'Give the class another name: to=NAME',
    });
    const old = { 'app.py': MAKE, 'pyproject.toml': '[project]\nrequires-python = ">=3.6"\n' };
    expect(await run(old, { dict: 'make_d' })).toMatchObject({
      reason: expect.stringContaining('Python 3.6, which has no dataclasses'),
    });
  });

  it('refuses a name of several dictionaries with their places, and takes the place', async () => {
    const text =
      'def f():\n    d = {"a": 1}\n    return d["a"]\n\n\ndef g():\n    d = {"a": 1}\n    return d["a"]\n';
    expect(await run({ 'app.py': text }, { dict: 'd' })).toMatchObject({
      reason: 'd is a dictionary at 2 places: app.py:2, app.py:7.',
    });
    expect(await run({ 'app.py': text }, { dict: 'd', at: 'app.py:7' })).toMatchObject({ kind: 'changed' });
  });

  it('answers a task without a name by what can be converted', async () => {
    expect(await run({ 'app.py': '_d = {"a": 1}\nprint(_d["a"])\n' }, {})).toMatchObject({
      kind: 'refused',
      hint: 'These can be: _d (app.py:1). Try: ouroboros refactor "Convert the dict _d to a dataclass" -t app.py',
    });
  });

  it('leaves all other lines as they are, and finds nothing to do the second time', async () => {
    const line = fc.constantFrom('x = 1', '# é', 'y = {"z": 2}["z"]', '', 'def h(): return "d"');
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 6 }), async (lines) => {
        const head = `${IMPORT}\n`;
        const rest = lines.map((one) => `${one}\n`).join('');
        const after = await changed(
          { 'app.py': `${head}\n\n_d = {"a": 1}\n${rest}print(_d["a"])\n` },
          { dict: '_d' },
        );
        const wanted = `${head}\n\n@dataclass\nclass _D:\n    a: int\n\n\n_d = _D(a=1)\n${rest}print(_d.a)\n`;
        expect(after).toEqual({ 'app.py': wanted });
        expect(await run({ 'app.py': wanted }, { dict: '_d' })).toMatchObject({ kind: 'refused' });
      }),
      { numRuns: 15 },
    );
  });
});
