import { assert, asyncProperty, constantFrom, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inferTypes } from '../../src/recipes/infer-types.ts';
import type { RecipeResult, SlotValues } from '../../src/recipes/recipe.ts';
import { treeOfTexts, withChanges, type Texts } from '../support/fixture.ts';

const signal = new AbortController().signal;

async function run(texts: Texts, slots: SlotValues = {}): Promise<RecipeResult> {
  return inferTypes.run({ slots, targets: Object.keys(texts).slice(0, 1), signal }, treeOfTexts(texts));
}

const parameters = { only: 'parameters' };

async function textAfter(texts: Texts, slots: SlotValues = {}): Promise<string> {
  const result = await run(texts, slots);
  if (result.kind === 'refused') throw new Error(result.reason);
  return result.kind === 'changed'
    ? (withChanges(texts, result.changes)['a.ts'] ?? '')
    : (texts['a.ts'] ?? '');
}

const TYPED: readonly (readonly [string, string])[] = [
  ['function f(n: number) { return n * 2; }', 'function f(n: number): number { return n * 2; }'],
  ['const g = (a: string[]) => a.at(0);', 'const g = (a: string[]): string | undefined => a.at(0);'],
  [
    "async function h(b: boolean) { return b ? 'x' : null; }",
    "async function h(b: boolean): Promise<'x' | null> { return b ? 'x' : null; }",
  ],
  ['class A { n = 1; me() { return this; } }', 'class A { n = 1; me(): this { return this; } }'],
  [
    'function s(x: unknown) { return typeof x === "string"; }',
    'function s(x: unknown): x is string { return typeof x === "string"; }',
  ],
  ['function v() { console.log(1); }', 'function v(): void { console.log(1); }'],
  ['const o = <T,>(t: T) => ({ t, n: 1 });', 'const o = <T,>(t: T): { t: T; n: number } => ({ t, n: 1 });'],
];

const LEFT: Readonly<Record<string, readonly [string, RegExp]>> = {
  any: ['function f(a: any) { return a.b; }', /known in part alone: any/],
  'any in a part': ['function f(a: any) { return [a]; }', /any\[\]/],
  never: ['const f = () => { throw new Error(); };', /none to be written: never/],
  'a long type': [
    `function f() { return { ${Array.from({ length: 20 }, (_, at) => `name${at}: ${at}`).join(', ')} }; }`,
    /too long/,
  ],
  'a parameter without brackets': ['const f = x => 1;', /without brackets/],
};

const PARAMETERS: readonly (readonly [string, string])[] = [
  [
    "function f(n = 1, s = 'a', { b } = {}, ...c: number[]) {}",
    "function f(n: number = 1, s: string = 'a', { b } = {}, ...c: number[]) {}",
  ],
  [
    'function f(a, b?) { return a + (b ?? 0); }\nf(1, 2);\nf(3, 4);',
    'function f(a: number, b?: number) { return a + (b ?? 0); }\nf(1, 2);\nf(3, 4);',
  ],
  [
    "const f = (all) => all.join(',');\nf(['a']);\nf(process.argv as string[]);",
    "const f = (all: string[]) => all.join(',');\nf(['a']);\nf(process.argv as string[]);",
  ],
  ['class A { m(b = true) {} }', 'class A { m(b: boolean = true) {} }'],
  ['export const f = (n = 0) => { n += 1; };', 'export const f = (n: number = 0) => { n += 1; };'],
];

const PARAMETERS_LEFT: Readonly<Record<string, readonly [string, RegExp]>> = {
  'calls that do not agree': ['function f(a) {}\nf(1);\nf("a");', /do not give a one plain type/],
  'a call without the argument': ['function f(a) {}\nf(1);\nf();', /do not give a one plain type/],
  'an argument of no known type': ['function f(a) {}\nf(JSON.parse("1"));', /do not give a one plain type/],
  'a shape of one place': ['function f(a) {}\nf({ b: 1 });', /do not give a one plain type/],
  'a parameter that is tested': [
    'function f(a) { return typeof a === "string" ? a : ""; }\nf(1);',
    /that its code reckons with/,
  ],
  'a parameter that is used as something else': [
    'function f(a) { return a.length; }\nf(1);',
    /would be wrong at a\.ts:2: Property 'length' does not exist on type 'number'/,
  ],
  'a default of no plain type': ['function f(a = JSON.parse("1")) {}', /the default of a says no plain type/],
  'a type parameter of the caller': [
    'function f(a) {}\nfunction g<T>(t: T) { f(t); }\ng(1);',
    /do not give a one plain type/,
  ],
  'an exported function': ['export function f(a) {}\nf(1);', /other files may call it/],
  'a function that is handed on': [
    'function f(a) {}\nf(1);\n[1].forEach(f);',
    /other files may call it, or nothing/,
  ],
  'a method without a default': ['class A { f(a) {} }\nnew A().f(1);', /other files may call it/],
  'a parameter without brackets': ['const f = a => 1;\nf(1);', /without brackets/],
};

describe('infer-types', () => {
  it.each(PARAMETERS)('writes the types of the parameters of %j', async (before, after) => {
    const text = await textAfter({ 'a.ts': `export {};\n${before}\n` }, parameters);
    expect(text).toBe(`export {};\n${after}\n`);
  });

  it.each(Object.entries(PARAMETERS_LEFT))('leaves %s', async (_, [text, reason]) => {
    const slots = { ...parameters, function: 'f' };
    expect(await run({ 'a.ts': `export {};\n${text}\n` }, slots)).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(reason),
    });
  });

  it('writes parameters first, which tells the result, and one of both alone', async () => {
    const texts = { 'a.ts': 'export {};\nfunction f(a) { return a; }\nf(1);\n' };
    expect(await textAfter(texts)).toContain('function f(a: number): number {');
    expect(await run(texts, { only: 'returns' })).toMatchObject({ kind: 'unchanged' });
    expect(await run(texts, { only: 'both' })).toMatchObject({ kind: 'refused' });
  });

  it.each(TYPED)('writes the type that %j returns', async (before, after) => {
    expect(await textAfter({ 'a.ts': `export {};\n${before}\n` })).toBe(`export {};\n${after}\n`);
  });

  it.each(Object.entries(LEFT))('leaves %s', async (_, [text, reason]) => {
    expect(await run({ 'a.ts': `export {};\n${text}\n` }, { function: 'f' })).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(reason),
    });
  });

  it('leaves what has a type by its place, and overloads', async () => {
    const text =
      'const f: () => number = () => 1;\n[1].map((n) => n + 1);\nfunction g(a: string): string;\nfunction g(a: unknown) { return String(a); }\n';
    expect(await run({ 'a.ts': text })).toMatchObject({ kind: 'unchanged' });
  });

  it('leaves a type that the file does not import', async () => {
    const texts = {
      'a.ts': "import { make } from './b.js';\nexport const f = () => make();\n",
      'b.ts': 'export class Response { own = 1; }\nexport const make = (): Response => new Response();\n',
    };
    expect(await run(texts, { function: 'f' })).toMatchObject({ kind: 'refused' });
    const imported = { ...texts, 'a.ts': `import { Response } from './b.js';\n${texts['a.ts']}` };
    expect(await textAfter(imported)).toContain('(): Response => make()');
  });

  it('annotates one method of several, and proves it', async () => {
    const text = 'class A { m() { return 1; } }\nclass B { m() { return 2; } }\n';
    const result = await run({ 'a.ts': text }, { function: 'm', class: 'B' });
    expect(result).toMatchObject({
      summary: '1 type is written down in a.ts.',
      proofs: [{ level: 'S' }, { level: 'D' }, { level: 'A' }],
    });
    expect(await textAfter({ 'a.ts': text }, { at: 'a.ts:2' })).toContain('class A { m() {');
  });

  it('has nothing left to do a second time', async () => {
    const some = uniqueArray(constantFrom(...TYPED.map(([before]) => before)), { minLength: 1 });
    await assert(
      asyncProperty(some, async (functions) => {
        const once = await textAfter({ 'a.ts': `export {};\n${functions.join('\n')}\n` });
        expect(await run({ 'a.ts': once })).toMatchObject({ kind: 'unchanged' });
      }),
      { numRuns: 5 },
    );
  });
});
