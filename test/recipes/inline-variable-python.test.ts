import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { inlineVariable } from '../../src/recipes/inline-variable.ts';
import type { RecipeResult } from '../../src/recipes/recipe.ts';
import { treeOfTexts, withChanges, type Texts } from '../support/fixture.ts';

/** A function of these lines, in which `x` is inlined. */
function fn(...lines: readonly string[]): string {
  return `def f(a, b):\n${lines.map((line) => `    ${line}\n`).join('')}`;
}

async function inline(
  text: string,
  slots: Readonly<Record<string, string>> = {},
  others: Texts = {},
): Promise<RecipeResult> {
  const request = { slots: { name: 'x', ...slots }, targets: ['a.py'], signal: new AbortController().signal };
  return inlineVariable.run(request, treeOfTexts({ ...others, 'a.py': text }));
}

async function inlined(text: string, others: Texts = {}): Promise<string> {
  const result = await inline(text, {}, others);
  if (result.kind !== 'changed') return result.kind === 'refused' ? result.reason : result.kind;
  return withChanges({}, result.changes)['a.py'] ?? '';
}

const CHANGED: Readonly<Record<string, readonly [before: string, after: string]>> = {
  'a call into the next statement': [fn('x = g(a)', 'return x'), fn('return g(a)')],
  'a call over names': [fn('x = g(a)', 'h(a, x)'), fn('h(a, g(a))')],
  'a call behind a module and a literal': [
    `import os\n\n\n${fn('x = g(a)', 'return os.path(", ".join(x))')}`,
    `import os\n\n\n${fn('return os.path(", ".join(g(a)))')}`,
  ],
  'what is read over what is read': [fn('x = a.b + 1', 'return b.c * x'), fn('return b.c * (a.b + 1)')],
  'into the value of a target': [fn('x = g(a)', 'a.b[h(b)] = x'), fn('a.b[h(b)] = g(a)')],
  'into what a loop goes over': [fn('x = g(a)', 'for i in x:', '    h(i)'), fn('for i in g(a):', '    h(i)')],
  'into what a comprehension goes over': [
    fn('x = g(a)', 'return [i for i in x]'),
    fn('return [i for i in g(a)]'),
  ],
  'into the first operand': [
    fn('x = g(a)', 'if x > 2 and a:', '    h()'),
    fn('if g(a) > 2 and a:', '    h()'),
  ],
  'constants wherever they are used': [
    fn('x = -1', 'h(b)', 'while x:', '    a.append(lambda: x)', 'return x'),
    fn('h(b)', 'while -1:', '    a.append(lambda: -1)', 'return -1'),
  ],
  'numbers before a dot': [fn('x = 5', 'return x.real'), fn('return (5).real')],
  'operators into operators': [fn('x = a + b', 'return x * 2'), fn('return (a + b) * 2')],
  'operators into whole places': [fn('x = a if b else 1', 'h(x)'), fn('h(a if b else 1)')],
  'into f-strings': [fn('x = a.b', 'return f"{x!r}"'), fn('return f"{a.b!r}"')],
  'values of several lines': [fn('x = (', '    g(a)', ')', 'return x'), fn('return (', '    g(a)', ')')],
  'a call over statements that do nothing': [
    fn('x = g(a)', 'y = "s"', '# why', 'z = [b, y]', 'return h(x, z)'),
    fn('y = "s"', '# why', 'z = [b, y]', 'return h(g(a), z)'),
  ],
  'what is read over assignments of what is read': [
    fn('x = a.b', 'y = b.c', 'return x + y'),
    fn('y = b.c', 'return a.b + y'),
  ],
  'another name wherever it is used': [
    fn('x = b', 'h(a)', 'for i in a:', '    h(x, x)', 'return x'),
    fn('h(a)', 'for i in a:', '    h(b, b)', 'return b'),
  ],
  'with carriage returns': [
    fn('x = g(a)', 'return x').replaceAll('\n', '\r\n'),
    fn('return g(a)').replaceAll('\n', '\r\n'),
  ],
};

const REFUSED: Readonly<Record<string, readonly [text: string, reason: string]>> = {
  'of a module': ['x = 1\nprint(x)\n', 'is no variable of a function'],
  'of a class': ['class A:\n    x = 1\n    y = x\n', 'is no variable of a function'],
  'that is assigned twice': [fn('x = 1', 'h(x)', 'x += 1'), 'assigned more than once'],
  'that a loop sets': [fn('x = 1', 'for x in a:', '    h(x)'), 'assigned more than once'],
  'that is nonlocal': [
    fn('x = 1', 'def g():', '    nonlocal x', '    return x'),
    'declared global or nonlocal',
  ],
  'with a type': [fn('x: int = 1', 'return x'), 'has a type'],
  'that locals() may read': [fn('x = 1', 'return h(x, locals())'), 'by their names'],
  'without a use': [fn('x = g(a)', 'return 1'), 'has no use'],
  'used below its block': [fn('if a:', '    x = 1', 'return x'), 'outside of the block'],
  'of a call that is used twice': [fn('x = g(a)', 'h(x, x)'), 'more than once'],
  'of a call over a statement': [fn('x = g(a)', 'h(b)', 'return x'), 'in the statement after it'],
  'of a call over a call': [fn('x = g(a)', 'h(k(), x)'), 'after k()'],
  'of a call over what an object holds': [fn('x = g(a)', 'a.b.c(x)'), 'after a.b'],
  'of a call over a name that is shared': [
    `def s():\n    global n\n    n = 1\n\n\n${fn('x = g(a)', 'h(n, x)')}`,
    'after n',
  ],
  'of a call into a lambda': [fn('x = g(a)', 'h(lambda: x)'), 'later or again'],
  'of a call into a condition': [fn('x = g(a)', 'return x if b else a'), 'not at all'],
  'of a call into a second operand': [fn('x = g(a)', 'return a and x'), 'not at all'],
  'of a call into a third of a comparison': [fn('x = g(a)', 'return a < b < x'), 'not at all'],
  'of a call into the condition of a loop': [fn('x = g(a)', 'while x:', '    pass'), 'not at all'],
  'of a call into a block': [fn('x = g(a)', 'if a:', '    h(x)'), 'not at all'],
  'of a call added to something': [fn('x = g(a)', 'a.b += x'), 'after what the statement changes'],
  'over an assignment to what it reads': [fn('x = g(a)', 'a = 1', 'return x'), 'in the statement after it'],
  'over an assignment to what a function reads': [
    fn('y = 0', 'g = lambda: y', 'x = g()', 'y = 1', 'return x'),
    'in the statement after it',
  ],
  'over an assignment to what others share': [
    fn('global y', 'x = g(a)', 'y = 1', 'return x'),
    'in the statement after it',
  ],
  'over an assignment to a member': [fn('x = a.c', 'b.c = 1', 'return x'), 'in the statement after it'],
  'of a call over what an object says of itself': [fn('x = g(a)', 'h(not a, x)'), 'after not a'],
  'of a call over what a list holds': [fn('x = g(a)', 'h(*a, x)'), 'after *a'],
  'of a call over an assignment of what is true': [
    fn('x = g(a)', 'y = a or b', 'return h(x, y)'),
    'after a or b',
  ],
  'over an assignment of a call': [fn('x = a.c', 'y = g(b)', 'return x'), 'after g(b)'],
  'over an assignment in an expression': [
    fn('x = h(b)', 'y = (b := 1)', 'return x'),
    'in the statement after it',
  ],
  'that is another name of what changes': [fn('x = a', 'a = 1', 'return h(x, x)'), 'more than once'],
  'that is another name of what is deleted': [fn('x = a', 'del a', 'return h(x, x)'), 'more than once'],
  'that is another name of what a function changes': [
    fn('y = g(a)', 'x = y', 'def g():', '    nonlocal y', '    y = 1', 'return h(x, x)'),
    'more than once',
  ],
  'that is another name of what others may change': [fn('x = G', 'return h(x, x)'), 'more than once'],
  'that is another name, in a function that hides it': [
    fn('x = a', 'return [x for a in b]'),
    'in a function or comprehension',
  ],
  'with a comment on its line': [fn('x = g(a)  # why', 'return x'), 'has a comment'],
  'beside others': [fn('x = 1; h(b)', 'return x'), 'shares its line'],
  'of quotes in an f-string': [fn('x = "a"', 'return f"{x}"'), 'in an f-string'],
};

describe('inline-variable in Python', () => {
  it.each(Object.entries(CHANGED))('writes %s', async (_, [before, after]) => {
    expect(await inlined(before)).toBe(after);
  });

  it.each(Object.entries(REFUSED))('refuses a variable %s', async (_, [text, reason]) => {
    expect(await inlined(text)).toContain(reason);
  });

  const NARROW: Texts = { 'pyproject.toml': '[tool.ruff]\nline-length = 40\n' };

  it.each([
    [
      'a result',
      fn('x = first_thing(a) + b', 'return x * second_thing_of_it'),
      fn('return (', '    first_thing(a) + b', ') * second_thing_of_it'),
    ],
    [
      'the arguments of a call',
      fn("x = first_thing('a')", 'second_thing(a, x, third_thing=b)'),
      fn('second_thing(', '    a,', "    first_thing('a'),", '    third_thing=b,', ')'),
    ],
    [
      'a condition, at its place in a block',
      fn(
        'if a:',
        '    x = first_thing(a, b)',
        '    if x > b:',
        '        second_thing_and_more(a)',
        'return a',
      ).replace('x > b', 'x > b[second_thing]'),
      fn(
        'if a:',
        '    if (',
        '        first_thing(a, b)',
        '        > b[second_thing]',
        '    ):',
        '        second_thing_and_more(a)',
        'return a',
      ),
    ],
  ])('wraps %s on lines as wide as the settings say', async (_, before, after) => {
    expect(await inlined(before, NARROW)).toBe(after);
    expect(await inlined(before)).not.toBe(after);
  });

  it('takes the widest line of a file without settings as its width, and keeps tabs and line ends', async () => {
    const long = `# ${'-'.repeat(88)}\r\n`;
    const call = `${'thing_'.repeat(12)}(b, x)`;
    const text = `def f(a, b):\r\n\tx = g(a)\r\n\t${call}\r\n`;
    expect(await inlined(text)).toBe(
      `def f(a, b):\r\n\t${call.replace('b, x', '\r\n\t\tb, g(a)\r\n\t')}\r\n`,
    );
    expect(await inlined(long + text)).toBe(`${long}def f(a, b):\r\n\t${call.replace('x', 'g(a)')}\r\n`);
  });

  it('tells of a line that cannot be wrapped', async () => {
    const text = fn("x = 'a text that has no place to be cut'", 'return x');
    expect(await inline(text, {}, NARROW)).toMatchObject({
      kind: 'changed',
      notes: ['Line 2 of a.py is 47 characters long now, and lines there have 40 at most.'],
    });
  });

  it('asks which of several is meant, and takes its place', async () => {
    const text = `${fn('x = 1', 'return x')}\n\n${fn('x = 2', 'return x').replace('def f', 'def g')}`;
    expect(await inline(text)).toMatchObject({
      kind: 'refused',
      reason: 'Several variables have the name x: a.py:2, a.py:7.',
      hint: 'Say which: at=a.py:2',
    });
    expect(await inline(text, { at: 'a.py:7' })).toMatchObject({ kind: 'changed' });
    expect(await inline(text, { name: 'y' })).toMatchObject({
      kind: 'refused',
      reason: 'There is no variable y there.',
    });
  });

  it('proves that the tree is the same but for the value and the statement', async () => {
    const result = await inline(fn('x = g(a)', 'return x'));
    expect(result).toMatchObject({ kind: 'changed', summary: 'x of a.py:2 is inlined at its one use.' });
    expect(result).toMatchObject({ proofs: ['S', 'A', 'D', 'R'].map((level) => ({ level })) });
  });

  it('computes the same after it, whatever the value and the use', async () => {
    const pairs: (readonly [before: string, after: string])[] = [];
    for (const value of VALUES) {
      for (const use of USES) {
        const before = fn(`x = ${value}`, `return ${use}`);
        const result = await inline(before);
        const after = result.kind === 'changed' ? withChanges({}, result.changes)['a.py'] : undefined;
        if (after !== undefined) pairs.push([before, after]);
      }
    }
    expect(pairs.length).toBeGreaterThan(60);
    expect(differing(pairs)).toEqual([]);
  });
});

const VALUES = ['1', '-2', '"s"', 'a + b', 'a * b', '(a, b)', '[a]', 'a if b else 3', 'not a', 'a == b'];
const USES = [
  '[x]',
  'x',
  '(x, a)',
  'str(x)',
  'x * 2',
  '2 * x',
  'x == a',
  '[x for _ in "ab"]',
  'f"{x}"',
  'not x',
];

/** The pairs of functions that give another result for some arguments. */
function differing(pairs: readonly (readonly [string, string])[]): unknown {
  const script = `
import json, sys
def values(text):
    scope = {}
    exec(text, scope)
    def one(args):
        try: return repr(scope["f"](*args))
        except Exception as error: return repr(error)
    return [one(args) for args in [(1, 2), (0, 0), (2, 1)]]
print(json.dumps([pair for pair in json.load(sys.stdin) if values(pair[0]) != values(pair[1])]))
`;
  const input = JSON.stringify(pairs);
  return JSON.parse(execFileSync('python3', ['-W', 'ignore', '-c', script], { encoding: 'utf8', input }));
}
