import { assert, asyncProperty, constantFrom, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsdocTypes } from '../../src/recipes/jsdoc-types.ts';
import type { RecipeResult, SlotValues } from '../../src/recipes/recipe.ts';
import { treeOfTexts, withChanges, type Texts } from '../support/fixture.ts';

const signal = new AbortController().signal;

async function run(texts: Texts, slots: SlotValues = {}): Promise<RecipeResult> {
  return jsdocTypes.run({ slots, targets: ['a.js'], signal }, treeOfTexts(texts));
}

async function textAfter(texts: Texts, slots: SlotValues = {}): Promise<string> {
  const result = await run(texts, slots);
  if (result.kind === 'refused') throw new Error(result.reason);
  return (result.kind === 'changed' ? withChanges(texts, result.changes) : texts)['a.js'] ?? '';
}

const TYPED: Readonly<Record<string, readonly [string, string]>> = {
  'a result, in a comment of one line': [
    'export function ok(x) {\n  return !x;\n}\n',
    '/** @returns {boolean} */\nexport function ok(x) {\n  return !x;\n}\n',
  ],
  'defaults and a result': [
    "class A {\n  pad(n = 2, by = ' ') {\n    return by.repeat(n);\n  }\n}\nexports.A = A;\n",
    "class A {\n  /**\n   * @param {number} [n]\n   * @param {string} [by]\n   * @returns {string}\n   */\n  pad(n = 2, by = ' ') {\n    return by.repeat(n);\n  }\n}\nexports.A = A;\n",
  ],
  'what all calls of its module give, and what follows from it': [
    'function add(a, b) {\n  return a + b;\n}\nexport const three = add(1, 2);\n',
    '/**\n * @param {number} a\n * @param {number} b\n * @returns {number}\n */\nfunction add(a, b) {\n  return a + b;\n}\nexport const three = add(1, 2);\n',
  ],
  'tags without a type, with their words': [
    "/**\n * Says it.\n *\n * @param loud how loud, as a number\n *   from one to ten\n * @return what was said\n * @api public\n */\nexports.say = function (loud = 1) {\n  return 'x'.repeat(loud);\n};\n",
    "/**\n * Says it.\n *\n * @param {number} loud how loud, as a number\n *   from one to ten\n * @return {string} what was said\n * @api public\n */\nexports.say = function (loud = 1) {\n  return 'x'.repeat(loud);\n};\n",
  ],
  'tags that are missing, in order': [
    '\t/**\n\t * Cuts.\n\t * @param {string} s a text\n\t * @private\n\t */\n\tfunction cut(s, n = 3) {\n\t\treturn s.slice(0, n);\n\t}\n\texports.cut = cut;\n',
    '\t/**\n\t * Cuts.\n\t * @param {string} s a text\n\t * @param {number} [n]\n\t * @returns {string}\n\t * @private\n\t */\n\tfunction cut(s, n = 3) {\n\t\treturn s.slice(0, n);\n\t}\n\texports.cut = cut;\n',
  ],
  'a comment of one line that grows, with its line endings': [
    'export {};\r\n/** Counts. */\r\nconst count = (n = 1) => n + 1;\r\n',
    'export {};\r\n/**\r\n * Counts.\r\n * @param {number} [n]\r\n * @returns {number}\r\n */\r\nconst count = (n = 1) => n + 1;\r\n',
  ],
  'a comment of one line that ends in two stars': [
    'export {};\r\n/** Counts. **/\r\nconst count = (n = 1) => n + 1;\r\n',
    'export {};\r\n/**\r\n * Counts.\r\n * @param {number} [n]\r\n * @returns {number}\r\n */\r\nconst count = (n = 1) => n + 1;\r\n',
  ],
  'parameters in their order, whichever is known first': [
    "const last = (s, isLoud = true) => {\n  return isLoud ? s : '';\n};\nconst first = (s = '') => last(s);\nexports.all = first;\n",
    "/**\n * @param {string} s\n * @param {boolean} [isLoud]\n * @returns {string}\n */\nconst last = (s, isLoud = true) => {\n  return isLoud ? s : '';\n};\n/**\n * @param {string} [s]\n * @returns {string}\n */\nconst first = (s = '') => last(s);\nexports.all = first;\n",
  ],
  'above a directive for the line': [
    '// eslint-disable-next-line no-console\nexport function log() { return 1; }\n',
    '/** @returns {number} */\n// eslint-disable-next-line no-console\nexport function log() { return 1; }\n',
  ],
};

const LEFT: Readonly<Record<string, string>> = {
  'what TypeScript does not know': 'export function f(a) { return a.b; }\n',
  'types that say little': 'export function f() { return {}; }\nexport const g = (a = {}) => a.b;\n',
  'what has its types':
    '/** @returns {number | string} */\nexport function f() { return 1; }\n/** @type {() => number} */\nexport const g = () => 1;\n',
  'callbacks and constructors':
    '[1].map(function (n) { return n + 1; });\nexport function Point() { this.x = 1; }\n',
  'functions that give nothing': 'export function f() {\n  f();\n}\n',
  'the comment of a part of the file': 'export {};\n/**\n * Numbers\n */\n\nconst one = () => 1;\n',
  'comments of other forms': '/**\n  Gives one.\n*/\nexport const one = () => 1;\n',
  'what a comment says in a word of its own': '/**\n * @return maybe\n */\nexport const one = () => 1;\n',
  'a function that another takes the place of': 'export let one = () => 1;\none = Number;\n',
  'what a call may end before it comes to nothing':
    'export function f(a) {\n  if (a) return 1;\n  process.exit(1);\n}\n',
  'stand-ins': 'export class A {\n  hook() {}\n}\n',
  'functions that share a line': 'export const a = 1; function f() { return 1; }\n',
  'parameters of a function that others may call': 'export function f(a) { g(a); }\nf(1);\nfunction g() {}\n',
};

const TYPED_FILE = 'export const f = (n = 1) => n;\n';

describe('jsdoc-types', () => {
  it.each(Object.entries(TYPED))('writes %s', async (_, [before, after]) => {
    expect(await textAfter({ 'a.js': before })).toBe(after);
  });

  it('stops in the midst of its files when it is told to', async () => {
    const texts = Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`${name}.js`, TYPED_FILE]));
    const controller = new AbortController();
    const onProgress = (): void => {
      setImmediate(() => controller.abort(new Error('stopped')));
    };
    const request = { slots: {}, targets: Object.keys(texts), signal: controller.signal, onProgress };
    await expect(jsdocTypes.run(request, treeOfTexts(texts))).rejects.toThrow('stopped');
  });

  it('leaves the one of several files that others call otherwise', async () => {
    const texts = {
      'a.js': 'export const f = (n = 1) => n;\n',
      'b.js': "import { f } from './a.js';\nexport const g = (n = 2) => n + f('x');\n",
    };
    const request = { slots: {}, targets: Object.keys(texts), signal };
    const result = await jsdocTypes.run(request, treeOfTexts(texts));
    const changed = result.kind === 'changed' ? withChanges(texts, result.changes) : texts;
    expect(changed['a.js']).not.toContain('@param');
    expect(changed['b.js']).toContain('@param {number} [n]');
  });

  it.each(Object.entries(LEFT))('leaves %s', async (_, text) => {
    expect(await textAfter({ 'a.js': text })).toBe(text);
  });

  it.each([
    ['calls differ', 'f(1);\nf("a");'],
    ['a call leaves it out', 'f(1);\nf();'],
    ['it is handed on', 'f(1);\n[1].map(f);'],
    ['the function tests it', 'f(1);', 'typeof a'],
    ['the function sets it', 'f(1);', 'a = 2'],
  ])('leaves a parameter where %s', async (_, calls, body = 'a') => {
    const text = `import 'b';\nfunction f(a) {\n  if (${body}) return true;\n  return false;\n}\n${calls}\n`;
    expect(await textAfter({ 'a.js': text })).not.toContain('@param');
  });

  it('leaves a default that an importer does not keep to', async () => {
    const texts = {
      'a.js': "export function join(list, by = ',') {\n  return list.join(by);\n}\n",
      'b.js': "import { join } from './a.js';\njoin([], 1);\n",
    };
    expect(await textAfter(texts)).toBe(texts['a.js']);
    expect(await textAfter({ ...texts, 'b.js': texts['b.js'].replace('1', "';'") })).toContain(
      '@param {string} [by]',
    );
  });

  it('leaves a type that the file does not import', async () => {
    const texts = {
      'a.js': "import { make } from './b.js';\nexport const f = () => make();\n",
      'b.js': 'export class Thing { own = 1; }\nexport const make = () => new Thing();\n',
    };
    expect(await run(texts, { function: 'f' })).toMatchObject({ kind: 'refused' });
    const imported = { ...texts, 'a.js': texts['a.js'].replace('{ make }', '{ make, Thing }') };
    expect(await textAfter(imported)).toContain('/** @returns {Thing} */');
  });

  it('documents one function of several, and proves it', async () => {
    const text = 'exports.a = () => 1;\nexports.b = () => 2;\n';
    expect(await run({ 'a.js': text }, { function: 'b' })).toMatchObject({
      summary: '1 comment is given types in a.js.',
      proofs: [{ level: 'S' }, { level: 'D' }, { level: 'A' }],
    });
    expect(await textAfter({ 'a.js': text }, { at: 'a.js:2' })).toContain('1;\n/** @returns {number} */');
  });

  it('has nothing left to do a second time', async () => {
    const some = uniqueArray(constantFrom(...Object.values(TYPED)), { minLength: 1, maxLength: 3 });
    await assert(
      asyncProperty(some, async (cases) => {
        const once = await textAfter({ 'a.js': cases.map(([before]) => before).join('\n') });
        expect(await run({ 'a.js': once })).toMatchObject({ kind: 'unchanged' });
      }),
      { numRuns: 5 },
    );
  });
});
