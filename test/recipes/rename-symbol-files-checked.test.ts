import { describe, expect, it } from 'vitest';
import type { RecipeResult } from '../../src/recipes/recipe.ts';
import { renameSymbol } from '../../src/recipes/rename-symbol.ts';
import { treeOfTexts, type Texts } from '../support/fixture.ts';

async function rename(files: Texts): Promise<RecipeResult> {
  const slots = { from: 'addAll', to: 'sumUp' };
  const signal = new AbortController().signal;
  return renameSymbol.run({ slots, targets: [], signal }, treeOfTexts(files));
}

/** How many files were looked at for new diagnostics. */
async function checkedFiles(files: Texts): Promise<string | null> {
  const result = await rename(files);
  const proof = result.kind === 'changed' ? result.proofs.find(({ level }) => level === 'D') : undefined;
  return /in (\d+) files/.exec(proof?.detail ?? '')?.[1] ?? null;
}

const MATHS = 'exports.addAll = (x) => x;\nexports.other = 1;\n';
const APP = { 'app.cjs': "const app = require('./b.cjs');\napp();\n" };
const exporting = (load: string): string => `${load}\nmodule.exports = function run() {};\n`;

describe('the files in which a rename in CommonJS is checked', () => {
  it.each([
    ['one name of the module', "const addAll = require('./a.cjs').addAll;\naddAll(1);"],
    ['names out of the module', "const { addAll } = require('./a.cjs');\naddAll(1);"],
    ['the module for one call', "require('./a.cjs').addAll(1);"],
  ])('end with a file that takes %s', async (_what, load) => {
    expect(await checkedFiles({ 'a.cjs': MATHS, 'b.cjs': exporting(load), ...APP })).toBe('2');
  });

  it.each([
    ['has the whole module', "const all = require('./a.cjs');\nall.addAll(1);"],
    [
      'takes the rest of its names',
      "const { other, ...rest } = require('./a.cjs');\nexports.rest = [other, rest];",
    ],
    ['exports the name again', "const { addAll } = require('./a.cjs');\nexports.addAll = addAll;"],
  ])('go on from a file that %s', async (_what, load) => {
    const files = { 'a.cjs': MATHS, 'b.cjs': `${load}\n`, 'app.cjs': "require('./b.cjs');\n" };
    expect(await checkedFiles(files)).toBe('3');
  });

  it('are one for a function that its module keeps to itself', async () => {
    const kept = 'function addAll() {}\naddAll();\nmodule.exports = function run() {};\n';
    expect(await checkedFiles({ 'b.cjs': kept, ...APP })).toBe('1');
    expect(await checkedFiles({ 'b.cjs': `${kept}module.exports.addAll = addAll;\n`, ...APP })).toBe('2');
  });

  it('hold those whose types are made of the names of a module', async () => {
    const initial = [
      "import * as all from './a.ts';",
      'type Initial<S> = S extends `${infer First}${string}` ? First : never;',
      "export const initial: Initial<keyof typeof all> = 'a';",
    ].join('\n');
    const files = { 'a.ts': 'export function addAll(): void {}\n', 'b.ts': initial };
    const result = await rename(files);
    expect(result).toMatchObject({ kind: 'refused', hint: 'Mend that place first.' });
  });
});

describe('files that hold the name in another word', () => {
  const exported = 'export function addAll(): void {}\n';

  it('are passed over where no type is made of the names of a module', async () => {
    const b = "import { addAll } from './a.ts';\nexport const total = addAll;\n";
    const c = "import { total } from './b.ts';\nexport const onAddAll = total;\n";
    expect(await checkedFiles({ 'a.ts': exported, 'b.ts': b, 'c.ts': c })).toBe('2');
  });

  it('are checked for a name that is part of a namespace', async () => {
    const a = 'export namespace sums {\n  export function addAll(): void {}\n}\n';
    expect(await checkedFiles({ 'a.ts': a, 'c.ts': "import './a.ts';\nexport const onAddAll = 1;\n" })).toBe(
      '2',
    );
  });

  it.each([
    ['takes the module whole', "import type * as all from './a.ts';"],
    ['takes one whole that exports all of its names', "import type * as all from './all.ts';"],
    ['takes it from one that names it', "import type { all } from './named.ts';"],
    ['is told its type', "declare const all: typeof import('./a.ts');"],
  ])('are checked where they import a file that %s', async (_what, load) => {
    const files = {
      'a.ts': exported,
      'all.ts': "export * from './a.ts';\n",
      'named.ts': "export * as all from './a.ts';\n",
      'b.ts': `${load}\nexport type On = { [K in keyof typeof all as \`on\${Capitalize<K>}\`]: () => void };\n`,
      'c.ts': "import type { On } from './b.ts';\nexport const call = (on: On): void => on.onAddAll();\n",
    };
    expect(await rename(files)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('would break c.ts:2'),
    });
  });
});

describe('names that nothing declares', () => {
  it('are no hindrance, with those that nothing declares but the runner of the tests', async () => {
    const files = {
      'a.ts': 'export function addAll(): void {}\n',
      'a.test.ts': "import { addAll } from './a.ts';\ndescribe('sums', () => it('adds', addAll));\n",
    };
    expect(await checkedFiles(files)).toBe('2');
  });

  it('are a hindrance where the function that makes elements has the name', async () => {
    const files = {
      'tsconfig.json': '{ "compilerOptions": { "jsx": "react", "jsxFactory": "addAll" } }',
      'a.ts': 'export const addAll = (): unknown => null;\n',
      'b.tsx': "import { addAll } from './a.ts';\nexport const page = <Missing />;\nexport { addAll };\n",
    };
    expect(await rename(files)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('would break b.tsx:2'),
    });
  });
});
