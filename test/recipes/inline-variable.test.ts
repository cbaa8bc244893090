import { describe, expect, it } from 'vitest';
import { inlineVariable } from '../../src/recipes/inline-variable.ts';
import type { RecipeResult, SlotValues } from '../../src/recipes/recipe.ts';
import { treeOfTexts, withChanges, type Texts } from '../support/fixture.ts';

async function inline(texts: Texts, slots: SlotValues): Promise<RecipeResult> {
  const request = { slots, targets: Object.keys(texts).slice(0, 1), signal: new AbortController().signal };
  return inlineVariable.run(request, treeOfTexts(texts));
}

async function inlined(text: string, name = 'x', path = 'a.ts'): Promise<string | undefined> {
  const result = await inline({ [path]: text }, { name });
  if (result.kind !== 'changed') throw new Error(JSON.stringify(result));
  return withChanges({ [path]: text }, result.changes)[path];
}

const IN_FUNCTION = (body: string): string =>
  `export function f(a: number, b: { n: number; m(): number }) {\n${body}}\n`;

describe('inline-variable', () => {
  it.each([
    ['a product', '  const x = a * 2;\n  return x;\n', '  return a * 2;\n'],
    ['a sum in a product', '  const x = a + 1;\n  return x * x;\n', '  return (a + 1) * (a + 1);\n'],
    ['a short property', '  const x = a + 1;\n  return { x };\n', '  return { x: a + 1 };\n'],
    ['a call at once', '  const x = b.m();\n  return Math.abs(x);\n', '  return Math.abs(b.m());\n'],
    [
      'a read over other reads',
      '  const x = b.n;\n  const y = b.n;\n  return y + x;\n',
      '  const y = b.n;\n  return y + b.n;\n',
    ],
    ['a function', '  const x = () => a;\n  return [1].map(x);\n', '  return [1].map(() => a);\n'],
    ['what is stable, in a closure', '  const x = a;\n  return () => x + x;\n', '  return () => a + a;\n'],
    [
      'a value with a cast',
      '  const x = b as unknown;\n  return String(x);\n',
      '  return String(b as unknown);\n',
    ],
    ['a sequence', '  const x = (b, a);\n  return [x];\n', '  return [(b, a)];\n'],
    ['a value with a comment', '  const x = a; // seconds\n  return x;\n', '  // seconds\n  return a;\n'],
    [
      'a call in front of a dot',
      '  const x = b.m();\n  return x.toFixed();\n',
      '  return b.m().toFixed();\n',
    ],
    ['a class behind new', '  const x = Object(b);\n  return new x();\n', '  return new (Object(b))();\n'],
    ['a gap', '  b.m();\n\n  const x = a;\n\n  return x;\n', '  b.m();\n\n  return a;\n'],
  ])('inlines %s', async (_, before, after) => {
    expect(await inlined(IN_FUNCTION(before))).toBe(IN_FUNCTION(after));
  });

  it('copies a value as it is written, with its comments, and keeps CRLF', async () => {
    const before = "import { z } from './z.js';\r\nconst x = {\r\n    'q': 1, // one\r\n};\r\nz(x);\r\n";
    expect(await inlined(before)).toBe("import { z } from './z.js';\r\nz({\r\n    'q': 1, // one\r\n});\r\n");
  });

  it('works on JavaScript and proves syntax, diagnostics, the tree and the uses', async () => {
    const text = 'export function f(a) {\n  // Twice.\n  const x = a + a;\n  return g(x);\n}\n';
    const result = await inline({ 'a.js': text }, { name: 'x' });
    expect(result).toMatchObject({
      kind: 'changed',
      notes: ['The comment at a.js:2, above x, is left as it is.'],
      proofs: [{ level: 'S' }, { level: 'D' }, { level: 'A' }, { level: 'R' }],
    });
  });

  it.each([
    [
      'a variable that is assigned again',
      '  let x = 1;\n  x += a;\n  return x;\n',
      /assigned again at a\.ts:3/,
    ],
    [
      'a call that is used twice',
      '  const x = b.m();\n  return x + x;\n',
      /used 2 times, and its value may have effects/,
    ],
    [
      'a read that is used twice',
      '  const x = b.n;\n  return x + x;\n',
      /used 2 times, and its value may have changed/,
    ],
    ['an object that is used twice', '  const x = [a];\n  return x === x;\n', /a new object each time/],
    ['a read in a closure', '  const x = b.n;\n  return () => x;\n', /in a loop or in another function/],
    ['an object in a loop', '  const x = {};\n  for (;;) b.m.call(x);\n', /in a loop or in another function/],
    ['a call over another', '  const x = b.m();\n  b.m();\n  return x;\n', /after other effects/],
    ['a read over a call', '  const x = b.n;\n  b.m();\n  return x;\n', /after other effects/],
    ['a read over an assignment', '  const x = b.n;\n  b.n = 2;\n  return x;\n', /after other effects/],
    ['a call over a read', '  const x = b.m();\n  return b.n + x;\n', /come after what is read/],
    [
      'a call into a condition',
      '  const x = b.m();\n  if (a) return x;\n  return 0;\n',
      /not used in every case/,
    ],
    [
      'a call over a return',
      '  const x = b.m();\n  if (a) return 0;\n  return x;\n',
      /not used in every case/,
    ],
    ['a call into a try', '  const x = b.m();\n  try { return x; } catch { return 0; }\n', /within a try/],
    ['an await in a closure', '  const x = b.m();\n  return async () => x;\n', /in another function/],
    [
      'a read of a variable that changes',
      '  let n = a;\n  const x = n;\n  n = 2;\n  return x;\n',
      /after other effects/,
    ],
    ['another this', '  const x = b.m;\n  return x();\n', /another "this"/],
    [
      'a name that means something else',
      '  const x = a;\n  return ((a: number) => a + x)(1);\n',
      /a, which the value of x names, means something else at a\.ts:3/,
    ],
    ['the end of a chain', '  const x = b?.n;\n  return x.toFixed();\n', /could be left out/],
    ['a type', '  const x = a;\n  const y: typeof x = 1;\n  return y;\n', /used as a type at a\.ts:3/],
    ['a statement of two', '  const x = a, y = 2;\n  return x + y;\n', /shares its statement/],
    ['what nothing uses', '  const x = a;\n  return a;\n', /Nothing uses x/],
    ['a loop variable', '  for (const x of [a]) b.m();\n', /has no value of its own/],
  ])('refuses %s', async (_, body, reason) => {
    expect(await inline({ 'a.ts': IN_FUNCTION(body) }, { name: 'x' })).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(reason),
    });
  });

  it.each([
    ['export const x = 1;\nx;\n', /is exported/],
    ['const x = 1;\nexport { x };\n', /is exported/],
    ['const x = 1;\nexport default x;\n', /is exported/],
    ['const x = 1;\nconsole.log(x);\n', /is global/],
    ['class A { n = 1; f() { const x = this; return function () { return x; }; } }\n', /this, which/],
  ])('refuses what others may see, and another this: %j', async (text, reason) => {
    expect(await inline({ 'a.ts': text }, { name: 'x' })).toMatchObject({
      reason: expect.stringMatching(reason),
    });
  });

  it('asks which of several is meant, and takes the one at a place', async () => {
    const text =
      'export const f = () => {\n  const x = 1;\n  return x;\n};\nexport const g = () => {\n  const x = 2;\n  return x;\n};\n';
    expect(await inline({ 'a.ts': text }, { name: 'x' })).toEqual({
      kind: 'refused',
      reason: 'x is declared 2 times: a.ts:2, a.ts:6.',
      hint: 'Say which one: at=a.ts:2.',
    });
    const result = await inline({ 'a.ts': text }, { name: 'x', at: 'a.ts:6' });
    expect(result).toMatchObject({ summary: 'x of a.ts:6 is inlined at its one use.' });
  });

  it('tells of a line that is wider than any other of its file', async () => {
    const text = `export function f(a: string) {\n  const x = a + '${'-'.repeat(50)}';\n  return [a.length, a.trim(), x];\n}\n`;
    expect(await inline({ 'a.ts': text }, { name: 'x' })).toMatchObject({
      notes: ['Line 2 of a.ts is 88 characters long now, and lines there have 80 at most.'],
    });
    expect(await inline({ 'a.ts': `// ${'-'.repeat(90)}\n${text}` }, { name: 'x' })).toMatchObject({
      notes: [],
    });
  });
});
