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
