import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractConstant } from '../../src/recipes/extract-constant.ts';
import { inlineVariable } from '../../src/recipes/inline-variable.ts';
import type { RecipeResult, SlotValues } from '../../src/recipes/recipe.ts';
import { treeOfTexts, withChanges, type Texts } from '../support/fixture.ts';

const signal = new AbortController().signal;

async function extract(texts: Texts, slots: SlotValues): Promise<RecipeResult> {
  const request = { slots: { name: 'TAKEN', ...slots }, targets: Object.keys(texts).slice(0, 1), signal };
  return extractConstant.run(request, treeOfTexts(texts));
}

async function extracted(text: string, slots: SlotValues, path = 'a.ts'): Promise<string> {
  const result = await extract({ [path]: text }, slots);
  if (result.kind !== 'changed') throw new Error(JSON.stringify(result));
  return withChanges({ [path]: text }, result.changes)[path] ?? '';
}

const DAY = `// Licence.
'use strict';
import { start } from './start.js';

start(day());

/** The seconds of some days. */
export function day(count = 1) {
  return count * (60 * 60 * 24);
}
`;

describe('extract-constant', () => {
  it('declares what names nothing of a function behind the imports, where every function can see it in time', async () => {
    expect(await extracted(DAY, { text: '60 * 60 * 24' })).toBe(`// Licence.
'use strict';
import { start } from './start.js';

const TAKEN = 60 * 60 * 24;

start(day());

/** The seconds of some days. */
export function day(count = 1) {
  return count * TAKEN;
}
`);
  });

  it('proves syntax, diagnostics and that nothing else of the tree changed', async () => {
    expect(await extract({ 'a.ts': DAY }, { number: '24' })).toMatchObject({
      summary: '24 is now the constant TAKEN, used at 1 place of a.ts.',
      proofs: [{ level: 'S' }, { level: 'D' }, { level: 'A' }],
    });
  });

  it.each([
    ['what tells tools of the whole file', '/* eslint-disable */\n// @ts-nocheck\n'],
    ['a licence behind another comment', '// first\n// Copyright the authors\n'],
    ['the factory of elements', '/* global h */\n/** @jsx h */\n'],
  ])('leaves %s at the top', async (_, header) => {
    expect(await extracted(`${header}export const f = () => 5;\n`, { number: '5' })).toBe(
      `${header}const TAKEN = 5;\n\nexport const f = () => TAKEN;\n`,
    );
  });

  it('stays above a comment that speaks of the statement', async () => {
    const text = '// first\n// Gives five.\nexport const f = () => 5;\n';
    expect(await extracted(text, { number: '5' })).toBe(
      '// first\nconst TAKEN = 5;\n\n// Gives five.\nexport const f = () => TAKEN;\n',
    );
  });

  it.each([
    [
      'the top of a file without imports',
      'export const f = () => 5\n',
      { number: '5' },
      'const TAKEN = 5\n\nexport const f = () => TAKEN\n',
    ],
    [
      'the end of the declarations that it names, with their comments',
      'const A = 2; // two\nconst B = 3;\nexport const f = () => A * 7;\n',
      { text: 'A * 7' },
      'const A = 2; // two\nconst TAKEN = A * 7;\nconst B = 3;\nexport const f = () => TAKEN;\n',
    ],
    [
      'the block, above the comment of the statement',
      'export function f(a: number) {\n  // Twice.\n  if (a > 1) return a * 2;\n  return 0;\n}\n',
      { text: 'a * 2' },
      'export function f(a: number) {\n  const TAKEN = a * 2;\n  // Twice.\n  if (a > 1) return TAKEN;\n  return 0;\n}\n',
    ],
    [
      'the statement in front of a call',
      'export function f(a: Date) {\n\treturn Math.abs(a.getTime());\r\n}\r\n',
      { text: 'a.getTime()' },
      'export function f(a: Date) {\n\tconst TAKEN = a.getTime();\r\n\treturn Math.abs(TAKEN);\r\n}\r\n',
    ],
  ])('puts the constant at %s', async (_, before, slots, after) => {
    expect(await extracted(before, slots)).toBe(after);
  });

  it('takes one place of several, or all where all are asked for', async () => {
    const text = "export const f = () => ['x', 'x'];\nexport const g = () => \"x\";\n";
    expect(await extract({ 'a.ts': text }, { text: 'x' })).toMatchObject({
      reason: "Several expressions could be meant: 'x' (a.ts:1), 'x' (a.ts:1), \"x\" (a.ts:2).",
    });
    expect(await extracted(text, { text: 'x', at: 'a.ts:2' })).toContain(
      "['x', 'x'];\nexport const g = () => TAKEN;",
    );
    expect(await extracted(text, { text: 'x', all: 'yes' }, 'a.js')).toContain(
      '[TAKEN, TAKEN];\nexport const g = () => TAKEN;',
    );
  });

  it('takes the one literal of a line, and the text of an attribute', async () => {
    expect(
      await extracted("import a from './a.js';\nexport const f = () => a(7);\n", { range: '1-2' }),
    ).toContain('a(TAKEN)');
    expect(await extracted('export const f = () => <a href="x" />;\n', { text: 'x' }, 'a.jsx')).toContain(
      'href={TAKEN}',
    );
  });

  it.each([
    [
      'two literals on the lines',
      'export const f = () => [1, 2];\n',
      { at: 'a.ts:1' },
      /1 \(a\.ts:1\), 2 \(a\.ts:1\)/,
    ],
    [
      'a key',
      'export const f = { 5: 1 };\n',
      { number: '5' },
      /^5 at a\.ts:1 has to stay as it is: it is a key\.$/,
    ],
    [
      'a module that is mocked',
      "vi.mock('./x.js');\nexport {};\n",
      { text: './x.js' },
      /is read by bundlers or test runners/,
    ],
    ['a type', "export type T = 'x';\n", { text: 'x' }, /No expression x/],
    ['a module', "import './x.js';\n", { text: './x.js' }, /names a module/],
    [
      'a module that is required',
      "export const x = require('./x.js');\n",
      { text: './x.js' },
      /names a module/,
    ],
    [
      'the target of an assignment',
      'export const f = (a: { b: number }) => { a.b = 1; };\n',
      { text: 'a.b' },
      /is assigned to/,
    ],
    [
      'what stands on another line',
      'export const f = 1;\nexport const g = 5;\n',
      { number: '5', range: '1-1' },
      /No expression 5 stands in \S+ at line 1, but 5 \(\S+:2\) does/,
    ],
    [
      'a name that is used',
      'export const TAKEN = 1, f = 5;\n',
      { number: '5' },
      /uses the name TAKEN already/,
    ],
    ['a name that is none', 'export const f = 5;\n', { number: '5', name: 'if' }, /reserved word/],
    [
      'a call over a call',
      'export const f = (a: () => number) => { return [a(), Math.random()]; };\n',
      { text: 'Math.random()' },
      /before other effects/,
    ],
    [
      'a call in a condition',
      'export const f = (a: () => number) => { return a ? a() : 0; };\n',
      { text: 'a()' },
      /exactly once/,
    ],
    [
      'two calls as one',
      'export const f = (a: () => number) => { return [a(), a()]; };\n',
      { text: 'a()', all: 'yes' },
      /another value at each/,
    ],
    [
      'a parameter of an arrow function',
      'export const f = (a: number) => a + 1;\n',
      { text: 'a + 1' },
      /names a, which is not there/,
    ],
  ])('refuses %s', async (_, text, slots, reason) => {
    expect(await extract({ 'a.ts': text }, slots)).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(reason),
    });
  });

  it('is undone by inline-variable', { timeout: 60_000 }, async () => {
    const value = fc.oneof(
      fc.nat().map(String),
      fc.constantFrom("'a b'", '`c`', '-1', '2 * n', 'n + n', 'K + 1'),
    );
    const frame = fc.constantFrom(
      (code: string) =>
        `const K = 1;\n\nexport function f(n: number) {\n  // First.\n  return [n, ${code}];\n}\n`,
      (code: string) =>
        `const K = 1;\n\nexport function f(n: number) {\n  if (n > K) {\n    return String(${code});\n  }\n  return '';\n}\n`,
    );
    await fc.assert(
      fc.asyncProperty(value, frame, async (code, around) => {
        const before = around(code);
        const line = before.split('\n').findIndex((one) => one.includes('return ')) + 1;
        const taken = await extracted(before, { text: code, at: `a.ts:${line}` });
        const request = { slots: { name: 'TAKEN' }, targets: ['a.ts'], signal };
        const back = await inlineVariable.run(request, treeOfTexts({ 'a.ts': taken }));
        const changes = back.kind === 'changed' ? back.changes : [];
        expect(withChanges({ 'a.ts': taken }, changes)['a.ts']).toBe(before);
      }),
      { numRuns: 8 },
    );
  });
});
