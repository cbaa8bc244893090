import { array, assert, asyncProperty, constantFrom } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertExports } from '../../src/recipes/convert-exports.ts';
import type { RecipeResult, SlotValues } from '../../src/recipes/recipe.ts';
import { treeOfTexts, withChanges, type Texts } from '../support/fixture.ts';

async function run(texts: Texts, slots: SlotValues = {}): Promise<RecipeResult> {
  const request = { slots, targets: ['a.ts'], signal: new AbortController().signal };
  return convertExports.run(request, treeOfTexts(texts));
}

async function converted(texts: Texts, slots: SlotValues = {}): Promise<Texts | string> {
  const result = await run(texts, slots);
  return result.kind === 'changed' ? withChanges(texts, result.changes) : wordsOf(result);
}

function wordsOf(result: RecipeResult): string {
  if (result.kind === 'refused') return `${result.reason} ${result.hint ?? ''}`;
  return [result.summary, ...(result.kind === 'changed' ? result.notes : [])].join(' ');
}

/** Forms of the module itself, `name` being what it exports. */
const OWN: Readonly<Record<string, readonly [before: string, after: string, slots?: SlotValues]>> = {
  'a function': ['export default async function f() {}\n', 'export async function f() {}\n'],
  'a class': ['export default abstract class F {}\n', 'export abstract class F {}\n'],
  'an interface': ['export default interface F { a: 1 }\n', 'export interface F { a: 1 }\n'],
  overloads: [
    'export default function f(a: string): void;\nexport default function f(a: number): void;\nexport default function f() {}\n',
    'export function f(a: string): void;\nexport function f(a: number): void;\nexport function f() {}\n',
  ],
  'a constant': [
    '/** Does. */\nconst f = () => 1;\n\nexport default f;\n',
    '/** Does. */\nexport const f = () => 1;\n',
  ],
  'what has a comment of its own': [
    'const f = 1\n\n// for all\nexport default f\n',
    'const f = 1\n\n// for all\nexport { f }\n',
  ],
  'what is declared with others': [
    'const f = 1, g = 2;\nexport default f;\n',
    'const f = 1, g = 2;\nexport { f };\n',
  ],
  'what it exports by name already': [
    'export const f = 1;\r\nexport default f;\r\n',
    'export const f = 1;\r\n',
  ],
  'a name in a list': ['const f = 1\nexport { f as default }\n', 'const f = 1\nexport { f }\n'],
  'what it takes from another module': ["export { f as default } from './b'\n", "export { f } from './b'\n"],
  'a value without a name': [
    'export default { a: 1 } as const;\n',
    'export const f = { a: 1 } as const;\n',
    { name: 'f' },
  ],
  'a function without a name': ['export default function () {}\n', 'export function f() {}\n', { name: 'f' }],
  'a class without a name': ['export default class {}\n', 'export class f {}\n', { name: 'f' }],
};

const IMPORTERS: Readonly<Record<string, readonly [before: string, after: string]>> = {
  'an import': ["import f from './a'\nf()\n", "import { f } from './a'\nf()\n"],
  'an import under another name': ["import g from './a'\ng()\n", "import { f as g } from './a'\ng()\n"],
  'an import with others': ["import g, { h } from './a'\ng(h)\n", "import { f as g, h } from './a'\ng(h)\n"],
  'an import by the word default': [
    "import { default as f, h } from './a'\nf(h)\n",
    "import { f, h } from './a'\nf(h)\n",
  ],
  'an import of its type': [
    "import type g from './a'\nexport type G = typeof g\n",
    "import type { f as g } from './a'\nexport type G = typeof g\n",
  ],
  'what gives it on': ["export { default } from './a'\n", "export { f as default } from './a'\n"],
  'what gives it on by a name': ["export { default as f, h } from './a'\n", "export { f, h } from './a'\n"],
  'the module as an object': [
    "import * as m from './a'\nm.default(m.h)\n",
    "import * as m from './a'\nm.f(m.h)\n",
  ],
  'a load on demand': [
    "const { default: f, h } = await import('./a')\nf(h)\n",
    "const { f, h } = await import('./a')\nf(h)\n",
  ],
  'a load on demand under a name': [
    "export const g = async () => (await import('./a')).default(1)\n",
    "export const g = async () => (await import('./a')).f(1)\n",
  ],
  'a promise': ["import('./a').then((m) => m.default(1))\n", "import('./a').then((m) => m.f(1))\n"],
  'a mock that takes what is there': ["vi.mock('./a')\n", "vi.mock('./a')\n"],
};
const A = 'export default function f(a?: unknown) { return a }\nexport const h = 1\n';

const KEPT: Readonly<Record<string, readonly [texts: Texts, reason: string, slots?: SlotValues]>> = {
  'a module without one': [{ 'a.ts': 'export const f = 1\n' }, 'a.ts has no default export'],
  'a value without a name': [{ 'a.ts': 'export default {}\n' }, 'has no name. Give it one: name=NAME'],
  'a name that the module uses': [
    { 'a.ts': 'const f = 1\nexport default { f }\n' },
    'a.ts uses the name f already',
    { name: 'f' },
  ],
  'another name than its own': [{ 'a.ts': 'export default function f() {}\n' }, 'is called f', { name: 'g' }],
  'a word of the language': [
    { 'a.ts': 'export default {}\n' },
    '"class" is a reserved word',
    { name: 'class' },
  ],
  'a variable that is assigned again': [
    { 'a.ts': 'let f = 1\nexport default f\nf = 2\n' },
    'f is assigned again',
  ],
  'what is passed on as a whole': [
    {
      'a.ts': 'export default function f() {}\n',
      'b.ts': "import { lazy } from 'react'\nlazy(() => import('./a'))\n",
    },
    'b.ts:2 takes the module as a whole',
  ],
  'a mock with an object of its own': [
    { 'a.ts': 'export default function f() {}\n', 'b.ts': "vi.mock('./a', () => ({ default: 1 }))\n" },
    'b.ts:1 stands in for it',
  ],
  'what a pattern loads': [
    { 'a.ts': 'export default function f() {}\n', 'b.ts': "import.meta.glob('./*.ts')\n" },
    'b.ts:1 names it otherwise',
  ],
  'an entry point': [
    { 'package.json': '{"name":"p","main":"./a.ts"}', 'a.ts': 'export default function f() {}\n' },
    'is an entry point',
  ],
  'names that two modules would offer': [
    {
      'a.ts': 'export default function f() {}\n',
      'b.js': 'export const f = 1\n',
      'c.js': "export * from './a'\nexport * from './b'\n",
    },
    "c.js:2: Module './a' has already exported a member named 'f'",
  ],
  'a name that gives on all others': [
    { 'a.ts': 'export const f = 1\n', 'c.ts': "export * from './a'\n" },
    'c.ts:1 gives on all of its exports but the default one',
    { form: 'default' },
  ],
  'a second default export': [
    { 'a.ts': 'export const f = 1\nexport default 2\n' },
    'has a default export already',
    { form: 'default' },
  ],
  'one of several that is not named': [
    { 'a.ts': 'export const f = 1\nexport const g = 2\n' },
    'name=f, name=g',
    { form: 'default' },
  ],
  CommonJS: [{ 'a.ts': 'const f = 1\nexport = f\n' }, 'exports by `export =`'],
  'a file with a syntax error': [{ 'a.ts': 'export default function f( {}\n' }, 'syntax errors'],
};

describe('convert-exports', () => {
  it.each([
    'const $0 = `./${name}`;\nrun($0);\n',
    "glob(join(__dirname, './*/package.json'));\n",
    "glob('../lib/*');\n",
  ])('leaves texts alone that cannot load it: %s', async (text) => {
    const texts = { 'lib/deep/a.ts': 'export default function f() {}\n', 'lib/b.ts': text };
    expect(await converted(texts, { path: 'lib/deep/a.ts' })).toMatchObject({ 'lib/b.ts': text });
  });

  it.each(['const at = `./${name}`;\nawait import(at);\n', "glob('./**/*.ts');\n", "glob('./deep/*');\n"])(
    'leaves a module that a computed text may load: %s',
    async (text) => {
      const texts = { 'lib/deep/a.ts': 'export default function f() {}\n', 'lib/b.ts': text };
      expect(await converted(texts, { path: 'lib/deep/a.ts' })).toMatch(/lib\/b\.ts:1 names it otherwise/);
    },
  );

  it.each([
    ["import f from './a';\nconst {b} = f({c: 1});\n", "import {f} from './a';\nconst {b} = f({c: 1});\n"],
    ["import f from './a';\nf(`${b}`, { c: 1 });\n", "import { f } from './a';\nf(`${b}`, { c: 1 });\n"],
    [
      "import {x} from 'x';\nimport f from './a';\nf({ x });\n",
      "import {x} from 'x';\nimport {f} from './a';\nf({ x });\n",
    ],
  ])('writes braces as the file does: %s', async (before, after) => {
    const texts = { 'a.ts': 'export default function f(): void {}\n', 'b.ts': before };
    expect(await converted(texts)).toMatchObject({ 'b.ts': after });
  });

  it('takes an import of a built file for none of its source', async () => {
    const texts = {
      'mocha.mjs': 'function f() {}\nexport default f;\n',
      'use.js': "import mocha from './mocha.js';\nmocha();\n",
      'other.js': "import mocha from './mocha.mjs';\nmocha();\n",
    };
    expect(await converted(texts, { path: 'mocha.mjs' })).toEqual({
      'mocha.mjs': 'export function f() {}\n',
      'use.js': texts['use.js'],
      'other.js': "import { f as mocha } from './mocha.mjs';\nmocha();\n",
    });
  });

  it.each(Object.entries(OWN))('exports %s by name', async (_, [before, after, slots]) => {
    const texts = { 'a.ts': before, 'b.ts': 'export const f = 1\n' };
    expect(await converted(texts, slots)).toEqual({ ...texts, 'a.ts': after });
  });

  it.each(Object.entries(IMPORTERS))('follows %s', async (_, [before, after]) => {
    expect(await converted({ 'a.ts': A, 'b.ts': before })).toMatchObject({ 'b.ts': after });
  });

  it('follows a type that is imported in its place', async () => {
    const texts = {
      'a.ts': 'export default interface F { b: 1 }\n',
      'b.ts': "export type G = import('./a').default\n",
    };
    expect(await converted(texts)).toMatchObject({ 'b.ts': "export type G = import('./a').F\n" });
  });

  it('changes the scripts of components', async () => {
    const script = (line: string): string =>
      `<template><f/></template>\n<script setup lang="ts">\n${line}\n</script>\n`;
    const texts = { 'a.ts': 'export default function f() {}\n', 'C.vue': script("import f from './a'") };
    expect(await converted(texts)).toEqual({
      'a.ts': 'export function f() {}\n',
      'C.vue': script("import { f } from './a'"),
    });
  });

  it.each(Object.entries(KEPT))('leaves %s', async (_, [texts, reason, slots]) => {
    expect(wordsOf(await run(texts, slots))).toContain(reason);
  });

  it('passes over patterns in settings', async () => {
    const texts = {
      'a.ts': 'export default function f() {}\n',
      'eslint.config.js': "export default [{ files: ['./*.ts'] }]\n",
    };
    expect(await converted(texts)).toMatchObject({ 'a.ts': 'export function f() {}\n' });
  });

  it('says where the new name is offered too', async () => {
    const texts = { 'a.ts': 'export default function f() {}\n', 'c.ts': "export * from './a'\n" };
    expect(wordsOf(await run(texts))).toContain('By export * these offer f too: c.ts');
  });

  it('makes a named export the default one', async () => {
    const texts = {
      'a.ts': "'use strict'\nexport const f = 1\nexport const g = 2\n",
      'b.ts':
        "import { f } from './a'\nimport type { f as T, g } from './a'\nexport { f } from './a'\nconsole.log(f)\nexport type A = typeof T | typeof g\n",
      'c.ts': "import { g, f } from './a'\nimport * as m from './a'\nconsole.log(f, g, m.f)\n",
    };
    expect(await converted(texts, { form: 'default', name: 'f' })).toEqual({
      'a.ts': "'use strict'\nconst f = 1\nexport const g = 2\n\nexport default f\n",
      'b.ts':
        "import f from './a'\nimport type { default as T, g } from './a'\nexport { default as f } from './a'\nconsole.log(f)\nexport type A = typeof T | typeof g\n",
      'c.ts': "import f, { g } from './a'\nimport * as m from './a'\nconsole.log(f, g, m.default)\n",
    });
  });

  it('comes back to the same texts', async () => {
    const lines = [
      "import f from './a'\nf()\n",
      "import g from './a'\ng()\n",
      "export { default as h } from './a'\n",
      "const { default: i } = await import('./a')\nexport const j = i\n",
      "import * as m from './a'\nm.default()\n",
    ];
    await assert(
      asyncProperty(array(constantFrom(...lines), { maxLength: 4 }), async (importers) => {
        const files = importers.map((text, at) => [`b${at}.ts`, text]);
        const texts = { 'a.ts': 'export default function f() {}\n', ...Object.fromEntries(files) };
        const there = await converted(texts);
        expect(
          await converted(typeof there === 'string' ? {} : there, { form: 'default', name: 'f' }),
        ).toEqual(texts);
      }),
      { numRuns: 12 },
    );
  });

  it('proves what it did', async () => {
    const result = await run({ 'a.ts': 'export default function f() {}\n' });
    expect(result.kind === 'changed' ? result.proofs.map(({ level }) => level) : result).toEqual([
      'S',
      'D',
      'A',
      'R',
    ]);
  });
});
