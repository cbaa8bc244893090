import { runInNewContext } from 'node:vm';
import { anything, assert, asyncProperty, constantFrom, oneof, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optionalChaining } from '../../src/recipes/optional-chaining.ts';
import type { RecipeResult } from '../../src/recipes/recipe.ts';
import { treeOfTexts, withChanges } from '../support/fixture.ts';

const signal = new AbortController().signal;

async function run(path: string, text: string): Promise<RecipeResult> {
  return optionalChaining.run({ slots: {}, targets: [path], signal }, treeOfTexts({ [path]: text }));
}

async function textAfter(path: string, text: string): Promise<string> {
  const result = await run(path, text);
  return result.kind === 'changed' ? (withChanges({ [path]: text }, result.changes)[path] ?? '') : text;
}

function remarks(result: RecipeResult): string {
  if (result.kind === 'refused') return result.reason;
  return result.kind === 'unchanged' ? result.summary : result.notes.join('\n');
}

const WRITTEN: Readonly<Record<string, readonly [string, string]>> = {
  'nothing but the checks, where comments keep the checker silent': [
    '// @ts-nocheck\n// @ts-expect-error - not there\nf(a.zz);\nif (a && a.b) {\n  // @ts-ignore\n  f(a.b);\n}\n',
    '// @ts-nocheck\n// @ts-expect-error - not there\nf(a.zz);\nif (a?.b) {\n  // @ts-ignore\n  f(a.b);\n}\n',
  ],
  'members in a condition': ['if (a && a.b && a.b.c) f();', 'if (a?.b?.c) f();'],
  'a negation, a loop and a choice': [
    'while (!(a && a.b)) f(a && a.c ? 1 : 2);',
    'while (!(a?.b)) f(a?.c ? 1 : 2);',
  ],
  'a chain among other operands': ['if (x && a && a.b || y && y.z) f();', 'if (x && a?.b || y?.z) f();'],
  'two chains of one &&': ['if (a && a.b && c && c.d) f();', 'if (a?.b && c?.d) f();'],
  'this, and keys in quotes': [
    "if (this.a && this.a['b'] && this.a['b'].c) f();",
    "if (this.a?.['b']?.c) f();",
  ],
  'a chain that is optional in part': ['if (a?.b && a?.b.c) f();', 'if (a?.b?.c) f();'],
  'steps on lines of their own': ['if (a.b &&\r\n  a.b\r\n    .c) f();', 'if (a.b\r\n    ?.c) f();'],
};

const LEFT: Readonly<Record<string, readonly [string, RegExp]>> = {
  'a value that is used': ['f(a && a.b);', /value is used/],
  'a call': ['if (a && a.b()) f();', /may be 0 or ""/],
  'a call of the checked value': ['if (a && a.b && a.b()) f();', /would then fail/],
  'a step over two members': ['if (a && a.b.c) f();', /goes on/],
  'a member of texts and numbers': ['if (a && a.trim) f();', /has a trim too/],
  'a computed key': ['if (a && a[k]) f();', /would then fail or find something/],
  'a call that is checked': ['if (g() && g().a) f();', /each time/],
  'what builds look for': ['if (import.meta && import.meta.env) f();', /builds/],
  comments: ['if (a && /* why */ a.b) f();', /comment/],
  'a comparison that goes on': ["if (a && a.b && a.b.c === 'x') f();", /goes on from it/],
};

describe('optional-chaining', () => {
  it('leaves one chain and writes the others', async () => {
    const before = "if (a && a.b && a.b.c === 'x') f();\nif (a && a.b) g();\n";
    const result = await run('a.js', before);
    expect(result).toMatchObject({ kind: 'changed', notes: [expect.stringContaining('a.js:1:')] });
    expect(await textAfter('a.js', before)).toBe("if (a && a.b && a.b.c === 'x') f();\nif (a?.b) g();\n");
  });

  it.each(Object.entries(WRITTEN))('writes %s', async (_, [before, after]) => {
    expect(await textAfter('a.js', before)).toBe(after);
    expect(await textAfter('a.js', after)).toBe(after);
  });

  it.each(Object.entries(LEFT))('leaves %s', async (_, [text, reason]) => {
    const result = await run('a.mjs', text);
    expect(result.kind).toBe('unchanged');
    expect(remarks(result)).toMatch(reason);
  });

  it('leaves checks of different things', async () => {
    const text = 'if (a && b.c && ab.c && a) f();';
    expect((await run('a.js', text)).kind).toBe('unchanged');
  });

  it('goes further where types exclude other values', async () => {
    const head = 'export const f = (a?: { b: { c(): number }; d?: () => number }) => ';
    expect(await textAfter('a.ts', `${head}a && a.b.c();`)).toBe(`${head}a?.b.c();`);
    expect(await textAfter('a.ts', `${head}a && a.d && a.d();`)).toBe(`${head}a?.d?.();`);
    const nullable = 'export const f = (a: { b: number } | null) => a && a.b;';
    expect(remarks(await run('a.ts', nullable))).toMatch(/value is used/);
    const text = 'export const f = (a?: string) => a && a.length;';
    expect(await textAfter('a.ts', text)).toBe(text);
  });

  it('refuses files that do not parse', async () => {
    expect(remarks(await run('a.js', 'if (a && a.b'))).toMatch(/syntax error/);
  });

  it('decides conditions as before, whatever the values are', async () => {
    const chain = constantFrom('a && a.b', 'a && a.b && a.b.c', 'a && a.length', 'a && a.b && a.b.length');
    const value = oneof(anything(), constantFrom(0, '', Number.NaN, false, null, undefined, 'x'));
    const things = oneof(value, record({ b: oneof(value, record({ c: value })) }));
    const law = asyncProperty(chain, things, async (condition, a) => {
      const text = `out = (${condition}) ? 1 : 2;`;
      const after = await textAfter('a.js', text);
      expect(after).not.toBe(text);
      expect(runInNewContext(after, { a, out: 0 })).toBe(runInNewContext(text, { a, out: 0 }));
    });
    await assert(law, { numRuns: 60 });
  }, 60_000);
});
