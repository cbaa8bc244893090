import { describe, expect, it } from 'vitest';
import { functionToMethod } from '../../src/recipes/function-to-method.ts';
import type { RecipeResult, SlotValues } from '../../src/recipes/recipe.ts';
import { treeOfTexts, withChanges, type Texts } from '../support/fixture.ts';

const AREA = { function: 'area', class: 'Circle' };

async function turn(texts: Texts, slots: SlotValues = AREA): Promise<RecipeResult> {
  const request = { slots, targets: [], signal: new AbortController().signal };
  return functionToMethod.run(request, treeOfTexts(texts));
}

async function turned(texts: Texts, slots?: SlotValues): Promise<Texts> {
  const result = await turn(texts, slots);
  if (result.kind !== 'changed') throw new Error(JSON.stringify(result));
  expect(result.proofs.map(({ level }) => level)).toEqual(['S', 'A', 'D', 'R']);
  return withChanges(texts, result.changes);
}

const CLASS = 'class Circle:\n    """Round."""\n\n    def __init__(self, r):\n        self.r = r\n';
const FUNCTION =
  '# Of circles.\ndef area(circle: "Circle", scale=1):\n    """Area.\n\n    Scaled.\n    """\n    text = """\nas it is"""\n    return scale * circle.r ** 2, text\n';
const METHOD =
  '\n    # Of circles.\n    def area(self, scale=1):\n        """Area.\n\n        Scaled.\n        """\n        text = """\nas it is"""\n        return scale * self.r ** 2, text\n';

describe('function-to-method', () => {
  it('moves the function into the class and rewrites its calls everywhere', async () => {
    const texts = {
      'a.py': `${CLASS}\n\n${FUNCTION}\n\nprint(area(Circle(1)), area(Circle(2), 3))\n`,
      'b.py':
        'import a\nfrom a import Circle, area\n\n\ndef f(c: Circle, d):\n    e = Circle(2)\n    return area(c), area(e, scale=2), a.area(\n        c,\n        area(e),\n    )\n',
    };
    expect(await turned(texts)).toEqual({
      'a.py': `${CLASS}${METHOD}\n\nprint(Circle(1).area(), Circle(2).area(3))\n`,
      'b.py':
        'import a\nfrom a import Circle\n\n\ndef f(c: Circle, d):\n    e = Circle(2)\n    return c.area(), e.area(scale=2), c.area(\n        e.area(),\n    )\n',
    });
  });

  it('rewrites calls with the self of classes below, whose first base is the class', async () => {
    const texts = {
      'a.py':
        'class Circle:\n    r = 1\n\n\ndef area(circle: Circle):\n    return circle.r\n\n\nclass Disc(Circle):\n    def size(self):\n        return area(self)\n\n\nclass Mixin:\n    pass\n\n\nclass Coin(Disc, Mixin):\n    def size(self):\n        return area(self)\n',
    };
    expect(await turned(texts)).toEqual({
      'a.py':
        'class Circle:\n    r = 1\n\n    def area(self):\n        return self.r\n\n\nclass Disc(Circle):\n    def size(self):\n        return self.area()\n\n\nclass Mixin:\n    pass\n\n\nclass Coin(Disc, Mixin):\n    def size(self):\n        return self.area()\n',
    });
  });

  it('leaves the self of a class that may have the name from a base in front', async () => {
    const texts = {
      'a.py':
        'class Circle:\n    r = 1\n\n\ndef area(circle: Circle):\n    return circle.r\n\n\nclass Coin(Mixin, Circle):\n    def size(self):\n        return area(self)\n',
    };
    expect((await turned(texts))['a.py']).toContain('return area(self)');
  });

  it('leaves a function that calls the method where other uses need it', async () => {
    const texts = {
      'a.py': `${CLASS}\n\n${FUNCTION}\n\nprint(area(Circle(1)), max([], key=area))\n`,
    };
    expect(await turned(texts)).toEqual({
      'a.py': `${CLASS}${METHOD}\n\ndef area(circle: "Circle", scale=1):\n    """Area.\n\n    Scaled.\n    """\n    return circle.area(scale)\n\n\nprint(Circle(1).area(), max([], key=area))\n`,
    });
    expect(await turn(texts)).toMatchObject({
      summary: 'area is now a method of Circle (a.py); 1 call updated.',
      notes: [
        'A function area that calls the method stays, because it is used in a way that was left: a.py:19.',
      ],
    });
    expect(await turn(texts, { ...AREA, delegate: 'none' })).toMatchObject({ kind: 'refused' });
  });

  it('takes a parameter without an annotation where every call gives an object of the class', async () => {
    const texts = {
      'a.py':
        'class Circle:\n    pass\n\n\nasync def area(c):\n    if c:\n        return await area(c)\n\n\nasync def f(c: Circle):\n    return await area(c)\n',
    };
    expect((await turn(texts)).kind).toBe('refused');
    const typed = { 'a.py': texts['a.py'].replace('area(c):', 'area(c: Circle):') };
    expect(await turned(typed)).toEqual({
      'a.py':
        'class Circle:\n    async def area(self):\n        if self:\n            return await self.area()\n\n\nasync def f(c: Circle):\n    return await c.area()\n',
    });
    const seen = { 'a.py': 'class Circle:\n    pass\n\n\ndef area(c):\n    return c\n\n\narea(Circle())\n' };
    expect(await turned(seen)).toEqual({
      'a.py': 'class Circle:\n    def area(self):\n        return self\n\n\nCircle().area()\n',
    });
  });

  it('leaves a function for a public name of a package that others may install', async () => {
    const texts = {
      'setup.py': '',
      'p/__init__.py': '',
      'p/a.py': 'class Circle:\n    x = 1\n\n\ndef area(c: Circle):\n    return c.x\n',
    };
    expect((await turned(texts))['p/a.py']).toBe(
      'class Circle:\n    x = 1\n\n    def area(self):\n        return self.x\n\n\ndef area(c: Circle):\n    return c.area()\n',
    );
    expect((await turned(texts, { ...AREA, delegate: 'none' }))['p/a.py']).toBe(
      'class Circle:\n    x = 1\n\n    def area(self):\n        return self.x\n',
    );
  });
});

describe('function-to-method refuses', () => {
  const F = 'def area(c: Circle):\n    return c\n';
  const C = 'class Circle:\n    x = 1\n\n\n';
  const cases: readonly (readonly [string, Texts, string])[] = [
    [
      'a name that the class has',
      { 'a.py': `class Circle:\n    area = 1\n\n\n${F}` },
      'Circle has area already (a.py:2).',
    ],
    [
      'a name that a class below has',
      {
        'a.py': `${C}${F}`,
        'b.py': 'from a import Circle\n\n\nclass B(Circle):\n    def area(self): pass\n',
      },
      'B, a class below, has area (b.py:5).',
    ],
    [
      'a name that a class above has',
      { 'a.py': `class A:\n    def area(self): pass\n\n\nclass Circle(A):\n    x = 1\n\n\n${F}` },
      'A, which Circle inherits from, has area (a.py:2).',
    ],
    [
      'bases from elsewhere',
      { 'a.py': `import m\n\n\nclass Circle(m.M):\n    x = 1\n\n\n${F}` },
      'Circle inherits from m.M, which may have area (a.py:4).',
    ],
    [
      'a name that is set on objects',
      { 'a.py': `${C}${F}`, 'b.py': 'x.area = 1\n' },
      'area is set on an object at b.py:1.',
    ],
    [
      'a class of another module',
      { 'a.py': 'def area(c):\n    return c\n', 'b.py': C },
      'a.py does not define one class Circle at its top.',
    ],
    [
      'decorated functions',
      { 'a.py': `${C}@cache\n${F}` },
      'area is decorated, conditional or bound more than once (a.py:6).',
    ],
    [
      'a parameter of nobody knows what',
      { 'a.py': `${C}def area(c):\n    return c\n\n\narea(x)\n` },
      'Nobody says that the first parameter of area is a Circle (a.py:5).',
    ],
    [
      'a parameter that gets another value',
      { 'a.py': `${C}${F.replace('return c', 'c = c.x')}` },
      'area gives c another value (a.py:6).',
    ],
    [
      'private names',
      { 'a.py': `${C}${F.replace('return c', 'return c.__x')}` },
      '__x in area means something else inside a class (a.py:6).',
    ],
    [
      'defaults that the class sees otherwise',
      { 'a.py': `${C}${F.replace(': Circle', ': Circle, y=x')}`.replace('class', 'x = 2\n\n\nclass') },
      'x in the head of area would mean something else in the class (a.py:5).',
    ],
    [
      'what tests replace',
      { 'a.py': `${C}${F}`, 't.py': 'patch("a.area")\n' },
      'Code replaces the function area by its name (t.py:1).',
    ],
  ];
  it.each(cases)('%s', async (_, texts, reason) => {
    expect(await turn(texts)).toMatchObject({ kind: 'refused', reason });
  });
});
