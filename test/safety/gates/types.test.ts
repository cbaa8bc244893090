import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../../src/domain/digest.ts';
import type { Verdict } from '../../../src/domain/ports.ts';
import { createTypesGate, type TypesGateOptions } from '../../../src/safety/gates/types.ts';
import { judgePatch, placesIn, type Patch } from '../../support/judge.ts';
import { makeFolder, type Files } from '../../support/work-tree.ts';

const TSCONFIG = JSON.stringify({
  compilerOptions: { strict: true, noEmit: true, lib: ['es5'], types: [] },
});
const PROJECT: Files = {
  'tsconfig.json': TSCONFIG,
  'src/price.ts': 'export function price(cents: number): number {\n  return cents / 100;\n}\n',
  'src/cart.ts': "import { price } from './price';\n\nexport const total = price(250);\n",
  'src/shown.ts': "import { total } from './cart';\n\nexport const text: string = total.toFixed(2);\n",
};

async function judge(files: Files, patch: Patch, limits?: TypesGateOptions['limits']): Promise<Verdict> {
  const root = makeFolder(files);
  const gate = createTypesGate({ root, ...(limits === undefined ? {} : { limits }) });
  return judgePatch(gate, root, { patch });
}

describe('a new type error is refused', () => {
  test.each<[string, Patch, readonly string[]]>([
    [
      'in the changed file',
      { 'src/cart.ts': "import { price } from './price';\n\nexport const total = price('250');\n" },
      ["src/cart.ts:3 Argument of type 'string' is not assignable to parameter of type 'number'. (TS2345)"],
    ],
    [
      'in a file that imports it',
      { 'src/price.ts': 'export function price(cents: string): number {\n  return Number(cents);\n}\n' },
      ["src/cart.ts:3 Argument of type 'number' is not assignable to parameter of type 'string'. (TS2345)"],
    ],
    [
      'two imports away',
      { 'src/price.ts': 'export function price(cents: number): string {\n  return String(cents);\n}\n' },
      ["src/shown.ts:3 Property 'toFixed' does not exist on type 'string'. (TS2339)"],
    ],
    [
      'for a name that a module does not export',
      { 'src/new.ts': "import { prices } from './price';\n\nexport const all = prices;\n" },
      [`src/new.ts:1 '"./price"' has no exported member named 'prices'. Did you mean 'price'? (TS2724)`],
    ],
    [
      'where a deleted file was imported',
      { 'src/price.ts': null },
      ["src/cart.ts:1 Cannot find module './price' or its corresponding type declarations. (TS2307)"],
    ],
  ])('%s', async (_, patch, places) => {
    const verdict = await judge(PROJECT, patch);
    expect(verdict.passed).toBe(false);
    expect(placesIn(verdict)).toEqual(places);
  });

  test('in an importer of a class that no declaration file can describe', async () => {
    const box =
      'export const Box = class {\n  private cents = 250;\n  price() {\n    return this.cents;\n  }\n};\n';
    const use = "import { Box } from './box';\n\nexport const text: string = new Box().price().toFixed(2);\n";
    const verdict = await judge(
      { 'tsconfig.json': TSCONFIG, 'src/box.ts': box, 'src/use.ts': use },
      { 'src/box.ts': box.replace('this.cents;', 'String(this.cents);') },
    );
    expect(placesIn(verdict)).toEqual([
      "src/use.ts:3 Property 'toFixed' does not exist on type 'string'. (TS2339)",
    ]);
  });

  test('a change behind a barrel shows in those that import from the barrel', async () => {
    const files = {
      ...PROJECT,
      'src/index.ts': "export * from './price';\n",
      'src/far.ts': "import { price } from './index';\n\nprice(1);\n",
      'src/cart.ts': 'export const total = 1;\n',
    };
    const verdict = await judge(files, {
      'src/price.ts': 'export function price(cents: string): string {\n  return cents;\n}\n',
    });
    expect(placesIn(verdict)).toEqual([
      "src/far.ts:3 Argument of type 'number' is not assignable to parameter of type 'string'. (TS2345)",
    ]);
  });

  test('JavaScript is judged where its configuration asks for it', async () => {
    const config = JSON.stringify({ compilerOptions: { checkJs: true, strict: true, types: [] } });
    const files = { 'jsconfig.json': config, 'a.js': 'export const a = 1;\n' };
    const patch = { 'a.js': 'export const a = 1;\na.trim();\n' };
    expect(placesIn(await judge(files, patch))).toEqual([
      "a.js:2 Property 'trim' does not exist on type '1'. (TS2339)",
    ]);
    const relaxed = { ...files, 'jsconfig.json': '{}' };
    expect(await judge(relaxed, patch)).toMatchObject({
      passed: true,
      summary: 'Types were not judged in a.js (the project checks no types of JavaScript).',
      judged: [],
    });
  });
});

describe('what is no new error passes', () => {
  test('an error that was there and moves', async () => {
    const wrong = "export const size: number = 'a';\n";
    const verdict = await judge(
      { ...PROJECT, 'src/cart.ts': wrong },
      { 'src/cart.ts': `// Sizes.\n${wrong}` },
    );
    expect(verdict).toMatchObject({ passed: true, summary: 'No new type errors in 1 file.' });
  });

  test('an error that was there and moves to another file with its line, but no second one', async () => {
    const wrong = "export const size: number = 'a';\n";
    const files = { ...PROJECT, 'src/sizes.ts': wrong };
    expect((await judge(files, { 'src/sizes.ts': null, 'src/new.ts': wrong })).passed).toBe(true);
    const left = { 'src/sizes.ts': 'export const width = 1;\n', 'src/new.ts': wrong };
    expect((await judge(files, left)).passed).toBe(true);
    expect((await judge(files, { ...left, 'src/more.ts': wrong })).passed).toBe(false);
    expect((await judge(files, { 'src/new.ts': wrong })).passed).toBe(false);
  });

  test('an error that was there on a line that is edited', async () => {
    const wrong = "export const size: number = 'a';\n";
    const edited = wrong.replace('size', 'width');
    const { passed } = await judge({ ...PROJECT, 'src/cart.ts': wrong }, { 'src/cart.ts': edited });
    expect(passed).toBe(true);
    const other = wrong.replace('number', 'boolean');
    expect((await judge({ ...PROJECT, 'src/cart.ts': wrong }, { 'src/cart.ts': other })).passed).toBe(false);
  });

  test('a body that declares the same to others is compared alone, and the verdict names its bytes', async () => {
    const after = 'export function price(cents: number): number {\n  return Math.round(cents) / 100;\n}\n';
    const { summary, judged } = await judge(PROJECT, { 'src/price.ts': after });
    expect(summary).toBe('No new type errors in 1 file.');
    expect(judged).toEqual([{ path: 'src/price.ts', digest: digestOf(Buffer.from(after)), verifiedBy: [] }]);
  });

  test('files that come together', async () => {
    const verdict = await judge(PROJECT, {
      'src/tax/rate.ts': 'export const rate = 0.2;\n',
      'src/cart.ts': "import { rate } from './tax/rate';\n\nexport const total = rate * 2;\n",
    });
    expect(verdict).toMatchObject({ passed: true, diagnostics: [] });
  });

  test('types of an installed package count', async () => {
    const files = {
      ...PROJECT,
      'node_modules/left/package.json': '{"name":"left","types":"index.d.ts"}',
      'node_modules/left/index.d.ts': 'export declare function left(width: number): string;\n',
    };
    const use = (argument: string): Patch => ({
      'src/cart.ts': `import { left } from 'left';\n\nexport const total = left(${argument}).length;\n`,
    });
    expect((await judge(files, use('1'))).passed).toBe(true);
    expect(placesIn(await judge(files, use('true')))).toEqual([
      "src/cart.ts:3 Argument of type 'boolean' is not assignable to parameter of type 'number'. (TS2345)",
    ]);
  });
});

describe('a project of several configurations', () => {
  const FILES: Files = {
    'tsconfig.json':
      '{ "files": [], "references": [{ "path": "./tsconfig.build.json" }, { "path": "./tsconfig.spec.json" }] }',
    'tsconfig.build.json': JSON.stringify({
      compilerOptions: { strict: true, lib: ['es5'], types: [] },
      include: ['src'],
      exclude: ['src/**/*.spec.ts'],
    }),
    'tsconfig.spec.json':
      '{ "extends": "./tsconfig.build.json", "include": ["src", "globals.d.ts"], "exclude": [] }',
    'globals.d.ts': 'declare function verify(value: number): void;\n',
    'src/price.ts': 'export const price = 1;\n',
    'src/price.spec.ts': "import { price } from './price';\n\nverify(price);\n",
  };

  test('a new file belongs to the one that includes it', async () => {
    const { passed, summary } = await judge(FILES, { 'src/new.spec.ts': 'verify(1);\n\nexport {};\n' });
    expect({ passed, summary }).toEqual({ passed: true, summary: 'No new type errors in 1 file.' });
  });

  test('each sees what changes in the others', async () => {
    const patch = (name: string): Patch => ({
      'src/price.ts': 'export const price = 1;\nexport const tax = 2;\n',
      'src/price.spec.ts': `import { ${name} } from './price';\n\nverify(${name});\n`,
    });
    expect((await judge(FILES, patch('tax'))).passed).toBe(true);
    expect(placesIn(await judge(FILES, patch('toll')))).toEqual([
      `src/price.spec.ts:1 Module '"./price"' has no exported member 'toll'. (TS2305)`,
    ]);
  });
});

describe('what cannot be judged passes, and the verdict says so', () => {
  const CHANGE: Patch = { 'src/cart.ts': "export const total: number = '1';\n" };

  test.each<[string, Files, Patch, string]>([
    ['without a tsconfig', { 'src/cart.ts': '' }, CHANGE, 'The project checks no types of these files.'],
    [
      'outside of what the tsconfig includes',
      { ...PROJECT, 'tsconfig.json': '{ "include": ["lib"] }', 'lib/a.ts': 'export {};\n' },
      CHANGE,
      'Types were not judged in src/cart.ts (no tsconfig takes it in).',
    ],
    [
      'where an import leads to a package that is not installed',
      PROJECT,
      { 'src/cart.ts': "import { left } from 'left';\n\nexport const total: number = left();\n" },
      "Types were not judged in src/cart.ts (Cannot find module 'left' or its corresponding type declarations).",
    ],
    [
      'where the type definitions are not installed that the tsconfig names',
      { ...PROJECT, 'tsconfig.json': '{ "compilerOptions": { "types": ["gadget"] } }' },
      CHANGE,
      "Types were not judged in src/cart.ts (Cannot find type definition file for 'gadget'. The file is in the program because: Entry point of type library 'gadget' specified in compilerOptions).",
    ],
    [
      'where the tsconfig extends what is not installed',
      { ...PROJECT, 'tsconfig.json': '{ "extends": "@tsconfig/gadget" }' },
      CHANGE,
      "Types were not judged in src/cart.ts (its tsconfig cannot be used: File '@tsconfig/gadget' not found).",
    ],
  ])('%s', async (_, files, patch, summary) => {
    const unjudged = summary.startsWith('Types were not judged') ? ['src/cart.ts'] : [];
    expect(await judge(files, patch)).toEqual({
      passed: true,
      summary,
      diagnostics: [],
      judged: [],
      unjudged,
    });
  });

  test('beyond a limit of time', async () => {
    const verdict = await judge(PROJECT, CHANGE, { timeoutMs: 1 });
    expect(verdict).toEqual({
      passed: true,
      summary: 'Types were not judged: it takes longer than 0.001 s.',
      diagnostics: [],
      judged: [],
      unjudged: ['src/cart.ts'],
    });
  });

  test('beyond a limit of memory, without harm to the process', async () => {
    const { passed, summary } = await judge(PROJECT, CHANGE, { maxMemoryMb: 16 });
    expect(passed).toBe(true);
    expect(summary).toMatch(/^Types were not judged: the compiler broke down: .*memory/);
  });
});

test('nothing of a configuration is run', async () => {
  const root = makeFolder({
    ...PROJECT,
    'tsconfig.json': JSON.stringify({
      compilerOptions: { strict: true, types: [], plugins: [{ name: './plugin.js' }] },
    }),
    'plugin.js': 'throw new Error("run");\n',
  });
  mkdirSync(join(root, 'node_modules'));
  symlinkSync(dirname(root), join(root, 'node_modules', 'loop'));
  const patch = { 'src/cart.ts': 'export const total = 2;\n' };
  const verdict = await judgePatch(createTypesGate({ root }), root, { patch });
  expect(verdict).toMatchObject({ passed: true, summary: 'No new type errors in 2 files.' });
});

test('an interrupt ends the check', async () => {
  const root = makeFolder(PROJECT);
  const bytes = Buffer.from('export const total = 2;\n');
  const change = { path: 'src/cart.ts', before: Buffer.from(''), after: bytes, tolerances: [] };
  const tree = { read: async () => bytes, list: async () => ['tsconfig.json', 'src/cart.ts'] };
  const abort = new AbortController();
  const verdict = createTypesGate({ root }).check(
    { ...tree, changes: [change], intent: { words: '', later: [] } },
    abort.signal,
  );
  abort.abort(new Error('enough'));
  await expect(verdict).rejects.toThrow('enough');
});
