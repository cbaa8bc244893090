import { describe, expect, it } from 'vitest';
import type { RecipeResult, SlotValues } from '../../src/recipes/recipe.ts';
import { renameSymbol } from '../../src/recipes/rename-symbol.ts';
import { treeOfTexts, withChanges, type Texts } from '../support/fixture.ts';

async function rename(files: Texts, slots: SlotValues = {}): Promise<RecipeResult> {
  const request = {
    slots: { from: 'add', to: 'plus', ...slots },
    targets: [],
    signal: new AbortController().signal,
  };
  return renameSymbol.run(request, treeOfTexts(files));
}

const COMMONJS = 'function add(x) {\n  return x;\n}\nmodule.exports = { add };\n';

const MODULE_USES: Readonly<Record<string, string>> = {
  'a module that is required by a made path': "const p = './a' + '.cjs';\nrequire(p).add(5);",
  'a name taken out of such a module': "const p = './a' + '.cjs';\nconst { add } = require(p);",
  'modules that are loaded by a callback': "const [m] = ['./a.cjs'].map(require);\nm.add(5);",
  'modules that a list of a package names':
    "const all = require('fs').readdirSync('.').map((file) => require(file));\nall[0].add(5);",
  'a module that a loader of a package makes':
    "const load = require('module').createRequire(__filename);\nload('./' + 'a.cjs').add(5);",
  'a module that a package is told to load': "const load = require('rewire');\nload('./a.cjs').add(5);",
  'a module in the cache of the loader': "const key = './a.cjs';\nrequire.cache[key].exports.add(5);",
};

describe('rename-symbol of an export of CommonJS', () => {
  it.each(Object.entries(MODULE_USES))('refuses for %s', async (_title, text) => {
    const result = await rename({ 'a.cjs': COMMONJS, 'b.cjs': text });
    expect(result).toMatchObject({
      kind: 'refused',
      reason: 'These places may mean the same add, but have no type that says so: b.cjs:2.',
    });
  });

  it('refuses for an export that a file may take from a module which it finds at run time', async () => {
    const files = {
      'a.mjs': 'export function add() {}',
      'b.mjs': "import { add } from './a.mjs';\nadd();",
      'c.mjs': "const p = './' + 'a.mjs';\nconst m = await import(p);\nm.add();",
    };
    expect(await rename(files)).toMatchObject({
      kind: 'refused',
      reason: 'These places may mean the same add, but have no type that says so: c.mjs:3.',
    });
    const typed = { ...files, 'c.mjs': 'export const run = (value) => value.add();' };
    expect((await rename(typed)).kind).toBe('changed');
  });

  it('leaves those places where that is asked for, and lists them', async () => {
    const files = {
      'a.cjs': COMMONJS,
      'b.cjs': MODULE_USES['a module that is required by a made path'] ?? '',
    };
    expect(await rename(files, { untyped: 'leave' })).toMatchObject({
      kind: 'changed',
      notes: ['add stays on values of unknown type, which may be the same symbol: b.cjs:2.'],
    });
  });

  it("takes what a package gives for the package's own", async () => {
    const files = { 'a.cjs': COMMONJS, 'b.cjs': "require('express')().add(5);" };
    expect((await rename(files)).kind).toBe('changed');
  });
});

const SCRIPT = 'function add() {\n  return 1;\n}\nwindow.add = add;\n';
const MODULE = 'export function add() {\n  return 1;\n}\n';

const PAGES: Readonly<Record<string, Texts>> = {
  'an attribute of a page': { 'a.js': SCRIPT, 'i.html': '<p>\n<button onclick="add()">Go</button>\n' },
  'a script of a page': { 'a.js': SCRIPT, 'i.html': '<script>\nadd();\n</script>' },
  'a Vue template': { 'a.ts': MODULE, 'i.vue': '<template>\n<p>{{ add(1) }}</p></template>' },
  'an expression of MDX': { 'a.ts': MODULE, 'i.mdx': 'Seven:\n{add(1)}' },
  'a template': { 'a.ts': MODULE, 'i.ejs': '<p>\n<%= add(1) %>' },
};

describe('rename-symbol of a name that pages may know', () => {
  it.each(Object.entries(PAGES))('refuses for %s', async (_title, files) => {
    const page = Object.keys(files)[1];
    expect(await rename(files)).toMatchObject({
      kind: 'refused',
      reason: `These places may use add, in files that cannot be changed: ${page}:2.`,
    });
    expect(await rename(files, { untyped: 'leave' })).toMatchObject({
      kind: 'changed',
      notes: expect.arrayContaining([`add stays in pages and templates: ${page}:2.`]),
    });
  });

  it('lists prose and data, and what only a reader of a page sees', async () => {
    const files = {
      'a.ts': MODULE,
      'README.md': '# Sums\n\nCall `add`, not `adder`.\n',
      'config.json': '{ "handler": "add" }',
      'i.html': '<p class="add">Pages add up.</p>',
      'package-lock.json': '{ "add": 1 }',
      'guide.mdx': "# Sums\n\nTo add:\n\n```ts\nimport { add } from './a';\n```\n\nSee `{add}` <Next />\n",
    };
    expect(await rename(files)).toMatchObject({
      kind: 'changed',
      notes: [
        'add stays in other files: README.md:3, config.json:1, guide.mdx:3, guide.mdx:6, guide.mdx:9 and 1 more.',
      ],
    });
  });

  it('does not look there for what only its module knows', async () => {
    const files = { 'a.ts': 'export {};\nfunction add() {}\nadd();', 'i.html': '<p onclick="add()">' };
    expect(await rename(files)).toMatchObject({ kind: 'changed', notes: [] });
  });
});

describe('rename-symbol of one of several', () => {
  const files = { 'a.ts': 'class A { add() {} }\nfunction add() {}\nnew A().add();\nadd();' };

  it.each([
    ['function', 'class A { add() {} }\nfunction plus() {}\nnew A().add();\nplus();'],
    ['method', 'class A { plus() {} }\nfunction add() {}\nnew A().plus();\nadd();'],
  ])('takes the word %s at its first meaning', async (kind, after) => {
    const result = await rename(files, { kind });
    const changes = result.kind === 'changed' ? result.changes : [];
    expect(withChanges(files, changes)['a.ts']).toBe(after);
  });

  it('offers a command for each', async () => {
    expect(await rename(files)).toMatchObject({
      kind: 'refused',
      reason: 'add is declared 2 times: a.ts:1 (method of A), a.ts:2 (function).',
      hint: 'Say which one: ouroboros refactor "Rename the method A.add to plus" -t a.ts; ouroboros refactor "Rename the function add to plus" -t a.ts',
    });
    expect(await rename({ 'a.ts': 'function f(add) {}\nfunction g(add) {}' })).toMatchObject({
      hint: 'Say which one: ouroboros refactor "Rename the parameter add to plus at=a.ts:1" -t a.ts; ouroboros refactor "Rename the parameter add to plus at=a.ts:2" -t a.ts',
    });
  });
});
