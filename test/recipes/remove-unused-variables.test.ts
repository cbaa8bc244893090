import { assert, asyncProperty, array, constantFrom } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileResult } from '../../src/recipes/each-file.ts';
import { removeUnusedVariables } from '../../src/recipes/remove-unused-variables/python.ts';
import { python } from '../support/python-file.ts';

const CHANGED: Readonly<Record<string, readonly [before: string, after: string]>> = {
  constants: ['    x = 1\n    y: int = -2\n    return 3\n', '    return 3\n'],
  'what only they read': ['    x = 1\n    y = (x, [x])\n    return 3\n', '    return 3\n'],
  'the variable of a call, an attribute, an operation': [
    '    x = a()\n    y = a.b\n    z = a + 1\n',
    '    a()\n    a.b\n    a + 1\n',
  ],
  'the variable of with and except': [
    '    with a as x:\n        a()\n    try:\n        a()\n    except ValueError as e:\n        a()\n',
    '    with a:\n        a()\n    try:\n        a()\n    except ValueError:\n        a()\n',
  ],
  'the variable of what is yielded': ['    x = yield a\n', '    yield a\n'],
  'but not the comment behind a value that stays': ['    x = a()  # runs it\n', '    a()  # runs it\n'],
  'beside other code': ['    x = a(); return 1\n', '    a(); return 1\n'],
  'with carriage returns and tabs': ['\tx = 1\r\n\treturn 2\r\n', '\treturn 2\r\n'],
};

const KEPT: Readonly<Record<string, readonly [text: string, reason: string | null]>> = {
  'tasks, threads and what classes make': ['    x = asyncio.create_task(a())\n', 'keep an object alive'],
  'objects of a class': ['    x = TemporaryDirectory()\n', 'keep an object alive'],
  'objects of a class of Python with a small name': ['    x = socket.socket()\n', 'keep an object alive'],
  'connections and streams': ['    x = await asyncio.open_connection(a)\n', 'keep an object alive'],
  'unpacked values': ['    (x, y) = 1, a()\n    return x\n', 'unpacked'],
  'what a function would be nothing without': ['    """Says a."""\n    x = 1\n', 'f would do nothing'],
  'what a block would be empty without': ['    if a:\n        x = 1\n', 'its block would do nothing'],
  'all of a block': [
    '    try:\n        a()\n    except ValueError:\n        x = 1\n        y = 2\n',
    'its block would do nothing',
  ],
  'several targets': ['    x = y = a()\n    return y\n', 'one of several'],
  'constants with a comment': ['    x = 1  # for the debugger\n    return 2\n', 'its comment'],
  'constants under a comment': [
    '    # the debugger reads it\n    x = 1\n    return 2\n',
    'the comment above',
  ],
  'names in strings': ['    x = 1\n    return df.query("b > @x")\n', 'a string'],
  'functions that look at themselves': ['    x = 1\n    return eval(a)\n', 'by name'],
  'a variable that a function reads': ['    x = 1\n    return lambda: x\n', null],
  'names for nobody': ['    _ = a()\n    __tracebackhide__ = True\n', null],
  'marked lines': ['    x = 1  # noqa: F841\n', null],
  'values on other lines': ['    x = \\\n        a()\n', 'another line'],
};

async function run(body: string): Promise<FileResult> {
  return python(removeUnusedVariables, `def f(a):\n${body}`);
}

describe('remove-unused-variables', () => {
  it.each(Object.entries(CHANGED))('removes %s', async (_title, [before, after]) => {
    expect(await run(before)).toMatchObject({ kind: 'changed', text: `def f(a):\n${after}` });
    expect(await run(after)).toMatchObject({ kind: 'unchanged' });
  });

  it.each(Object.entries(KEPT))('leaves %s', async (_title, [body, reason]) => {
    const result = await run(body);
    expect(result.kind).toBe('unchanged');
    expect(result.kind === 'refused' ? '' : (result.notes ?? []).join(' ')).toContain(reason ?? '');
  });

  it('removes what it can beside what a block needs', async () => {
    const result = await run('    y = 2\n    if a:\n        x = 1\n');
    expect(result).toMatchObject({ kind: 'changed', text: 'def f(a):\n    if a:\n        x = 1\n' });
    expect(result).toMatchObject({
      notes: expect.arrayContaining([expect.stringContaining('app.py:3: x stays')]),
    });
  });

  it('removes from a function within, but not all that it does', async () => {
    const inner = (body: string): string => `    def g():\n${body}    return g\n`;
    expect(await run(inner('        x = 1\n        y = 2\n'))).toMatchObject({ kind: 'unchanged' });
    expect(await run(inner('        x = 1\n        a()\n'))).toMatchObject({
      text: `def f(a):\n${inner('        a()\n')}`,
    });
  });

  it.each([
    ['', 'class keeper:\n    pass\n\n'],
    ['from pkg import keeper\n\n', ''],
    ['import pkg.kept\n\nkeeper = pkg.kept.keeper\n\n', '', 'pkg.kept.keeper'],
    ['from pkg import kept\n\n', '', 'kept.keeper'],
    ['from pkg.kept import keeper as held\n\n', '', 'held'],
  ])(
    'leaves objects of a class of the project with a small name: %s%s',
    async (imports, own, called = 'keeper') => {
      const text = `${imports}${own}def f(a):\n    x = ${called}(a)\n    return a\n`;
      const around = {
        'pkg/__init__.py': 'from .kept import keeper, other\n',
        'pkg/kept.py': 'class keeper:\n    pass\n\n\ndef other():\n    pass\n',
      };
      expect(await python(removeUnusedVariables, text, { around })).toMatchObject({
        kind: 'unchanged',
        notes: [expect.stringContaining('keep an object alive')],
      });
      const other = text.replaceAll('keeper', 'other');
      expect(await python(removeUnusedVariables, other, { around })).toMatchObject({
        kind: own === '' ? 'changed' : 'unchanged',
      });
    },
  );

  it('leaves variables of modules and classes', async () => {
    const text = 'x = 1\n\nclass A:\n    y = 2\n';
    expect(await python(removeUnusedVariables, text)).toMatchObject({ kind: 'unchanged' });
  });

  it('keeps every call, in its order, and nothing to do for a second run', async () => {
    const line = constantFrom(
      'x = g(1)',
      'y = 2',
      'z = y',
      'w = await g(3)',
      'with g(4) as v:\n        u = g(5)',
      'for i in g(6):\n        t = i',
      'if g(7):\n        s = None',
    );
    const law = asyncProperty(array(line, { minLength: 1, maxLength: 7 }), async (lines) => {
      const before = `async def f():\n${lines.map((one) => `    ${one}\n`).join('')}`;
      const once = await python(removeUnusedVariables, before);
      const after = once.kind === 'changed' ? once.text : before;
      expect(after.match(/g\(\d\)/g)).toEqual(before.match(/g\(\d\)/g));
      expect(await python(removeUnusedVariables, after)).toMatchObject({ kind: 'unchanged' });
    });
    await assert(law, { numRuns: 60 });
  }, 60_000);
});
