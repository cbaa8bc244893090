import { describe, expect, it } from 'vitest';
import { commonjsToEsm } from '../../src/recipes/commonjs-to-esm.ts';
import type { RecipeResult } from '../../src/recipes/recipe.ts';
import { treeOfTexts, withChanges, type Texts } from '../support/fixture.ts';

const signal = new AbortController().signal;
const MANIFEST = '{\n  "name": "kit",\n  "version": "1.0.0",\n  "main": "index.js"\n}\n';

async function run(texts: Texts, targets: readonly string[] = []): Promise<RecipeResult> {
  return commonjsToEsm.run(
    { slots: {}, targets, signal },
    treeOfTexts({ 'package.json': MANIFEST, ...texts }),
  );
}

/** The texts of the changed files. */
async function after(texts: Texts): Promise<Texts> {
  const result = await run(texts);
  const changes = result.kind === 'changed' ? result.changes : [];
  const all = withChanges({}, changes);
  return Object.fromEntries(Object.entries(all).filter(([path]) => path !== 'package.json'));
}

const MANIFESTS: Readonly<Record<string, readonly [before: string, after: string]>> = {
  'on one line': ['{"name":"kit"}\n', '{"name":"kit","type":"module"}\n'],
  'on one line with spaces': [
    '{ "name": "kit", "main": "index", "type": "commonjs" }',
    '{ "name": "kit", "main": "index.js", "type": "module" }',
  ],
  'that holds nothing': ['{}\n', '{"type": "module"}\n'],
  'without the usual fields': [
    '{\n  "dependencies": {}\n}\n',
    '{\n  "dependencies": {},\n  "type": "module"\n}\n',
  ],
};

function reasonOf(result: RecipeResult): string {
  return result.kind === 'refused' ? result.reason : result.kind;
}

const TURNED: Readonly<Record<string, readonly [Texts, Texts]>> = {
  'a function that is the module, and its tests': [
    {
      'index.js': "#!/usr/bin/env node\n'use strict';\n\nmodule.exports = function (a) { return a; };\n",
      'test.js': "var assert = require('assert'), kit = require('./');\n\nassert(kit(1));\n",
    },
    {
      'index.js': '#!/usr/bin/env node\nexport default function (a) { return a; }\n',
      'test.js': "import assert from 'assert';\nimport kit from './index.js';\n\nassert(kit(1));\n",
    },
  ],
  'a value with members, under a name of its own': [
    {
      'index.js':
        'module.exports = (a) => module.exports.base(a);\nmodule.exports.base = (a) => a;\nmodule.exports.default = module.exports;\n',
    },
    {
      'index.js':
        'const kit = (a) => kit.base(a);\n\nexport default kit;\nkit.base = (a) => a;\nkit.default = kit;\n',
    },
  ],
  'an object that lists variables, taken apart and as a whole': [
    {
      'index.js': 'const a = 1;\nfunction b() {}\nmodule.exports = {\n  a, // one\n  c: b,\n};\n',
      'use.js': "const { a, c: d } = require('./index');\nconst all = require('.');\nall.c(a, d);\n",
    },
    {
      'index.js': 'const a = 1;\nfunction b() {}\nexport {\n  a, // one\n  b as c,\n};\n',
      'use.js': "import { a, c as d } from './index.js';\nimport * as all from './index.js';\nall.c(a, d);\n",
    },
  ],
  'an object that somebody changes stays an object': [
    {
      'index.js': 'const a = 1;\nmodule.exports = { a };\n',
      'use.js': "const { a } = require('./index');\nconst kit = require('./index');\nkit.a = a;\n",
    },
    {
      'index.js': 'const a = 1;\nexport default { a };\n',
      'use.js':
        "import index from './index.js';\nconst { a } = index;\nimport kit from './index.js';\nkit.a = a;\n",
    },
  ],
  'members that are functions, values and variables': [
    {
      'index.js':
        'exports.parse = function (a) { return exports.base(a) };\nexports.base = base;\nexports.delete = function drop() {};\nexports.SIZE = 2 * 3;\nfunction base() {}\n',
      'use.js': "var SIZE = require('./index').SIZE;\nSIZE + 1;\n",
    },
    {
      'index.js':
        'export function parse(a) { return base(a) }\nexport { base };\nfunction drop() {}\n\nexport { drop as delete };\nexport const SIZE = 2 * 3;\nfunction base() {}\n',
      'use.js': "import { SIZE } from './index.js';\nSIZE + 1;\n",
    },
  ],
  'a module that passes another on, by either kind of export': [
    {
      'index.js': "module.exports = require('./lib');\n",
      'lib/index.js': 'exports.a = 1\n',
      'other.js': "module.exports = require('./lib/one')\n",
      'lib/one.js': 'module.exports = 1\n',
    },
    {
      'index.js': "export * from './lib/index.js';\n",
      'lib/index.js': 'export const a = 1\n',
      'other.js': "export { default } from './lib/one.js'\n",
      'lib/one.js': 'export default 1\n',
    },
  ],
  'a load within an expression, the paths of the file, JSON, and the question for the main module': [
    {
      'index.js':
        "var log = require('util').debuglog('kit')\nvar data = require('./data.json')\nlog(__dirname, data)\nif (require.main === module) log('main')\n",
      'data.json': '{}\n',
    },
    {
      'index.js':
        "import { createRequire } from 'node:module'\nimport { dirname as folderOfPath } from 'node:path'\nimport { fileURLToPath } from 'node:url'\nconst require = createRequire(import.meta.url)\nconst __dirname = folderOfPath(fileURLToPath(import.meta.url))\n\nimport util from 'util'\nvar log = util.debuglog('kit')\nvar data = require('./data.json')\nlog(__dirname, data)\nif (process.argv[1] !== undefined && require.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) log('main')\n",
    },
  ],
  'what has comments in it, which stay': [
    {
      'index.js':
        "const a = /* first: */ require('util');\nconst { b, // one: two\n} = require('util');\nmodule.exports = /* all */ { a, b };\n",
    },
    {
      'index.js':
        "import util from 'util';\nconst a = /* first: */ util;\nimport utilModule from 'util';\nconst { b, // one: two\n} = utilModule;\nexport /* all */ { a, b };\n",
    },
  ],
  'a variable that holds the exports': [
    {
      'index.js': 'var app = exports = module.exports = {};\napp.a = function () {};\nexports.b = 1;\n',
    },
    {
      'index.js': 'var app = {};\n\nexport default app;\napp.a = function () {};\napp.b = 1;\n',
    },
  ],
};

const STAYS: Readonly<Record<string, readonly [Texts, RegExp]>> = {
  'a load in a function': [
    { 'index.js': "function a() {\n  return require('./b');\n}\na();\n", 'b.js': 'module.exports = 1;\n' },
    /index\.js:2 loads \.\/b only when that code runs/,
  ],
  'a load that is tried': [
    { 'index.js': "try {\n  var a = require('fs');\n} catch (e) {}\n" },
    /index\.js:2 loads fs only when/,
  ],
  'a computed name': [
    { 'index.js': 'module.exports = (a) => require(a);\n' },
    /index\.js:1 loads a module whose name is made up/,
  ],
  'a load behind the environment': [
    {
      'index.js': "process.env.A = '1';\nvar b = require('./b');\nb();\n",
      'b.js': 'module.exports = function () {};\n',
    },
    /index\.js:2 loads \.\/b after line 1 has run/,
  ],
  'exports that are set in branches': [
    { 'index.js': 'if (process.browser) {\n  module.exports = 1;\n} else {\n  module.exports = 2;\n}\n' },
    /index\.js:2 sets an export within other code; index\.js:4/,
  ],
  'exports that are set again': [
    { 'index.js': 'module.exports = 1;\nmodule.exports = 2;\n' },
    /index\.js:2 sets `module\.exports` again/,
  ],
  'a variable that is assigned again': [
    { 'index.js': 'var a = 1;\nexports.a = a;\na = 2;\n' },
    /index\.js:2 exports a, which is assigned again/,
  ],
  'members that are changed from outside': [
    { 'index.js': 'exports.a = 1;\n', 'test.js': "var kit = require('./');\nkit.a = 2;\n" },
    /test\.js:2 uses the exports of index\.js as a whole/,
  ],
  'an exported function that may mean the exports object by `this`': [
    { 'index.js': 'exports.count = function () { this.total = 1; };\n' },
    /index\.js:1 exports count, which uses `this`/,
  ],
  'modules that load each other': [
    {
      'index.js': "var b = require('./b');\nexports.a = function () { b.c(); };\n",
      'b.js': "var a = require('./index');\nexports.c = function () { a.a(); };\n",
    },
    /index\.js:1 loads b\.js, which loads it in turn/,
  ],
  '`this` of the module': [{ 'index.js': 'this.a = 1;\n' }, /index\.js:1 uses `this`/],
  'a wrapper for all kinds of modules': [
    {
      'index.js':
        "(function (root, make) {\n  if (typeof module === 'object') module.exports = make();\n  else root.kit = make();\n})(this, function () {});\n",
    },
    /index\.js:2 uses `module` for more than its exports/,
  ],
  'a variable that nothing declares': [
    { 'index.js': 'module.exports = function () { total = 1; };\n' },
    /index\.js:1 assigns to total, which nothing/,
  ],
  'arguments beside an assigned parameter': [
    { 'index.js': 'module.exports = function (a) { a = a || 1; return arguments.length; };\n' },
    /index\.js:1 assigns to a parameter and uses `arguments`/,
  ],
  'a package that is not installed': [
    { 'index.js': "module.exports = require('left');\n" },
    /index\.js:1 loads left, which is not installed/,
  ],
  'a package with an entry of its own for import': [
    {
      'index.js': "module.exports = require('left');\n",
      'node_modules/left/package.json': '{"exports":{"import":"./a.mjs","require":"./a.js"}}',
    },
    /index\.js:1 loads left, which gives `import` another file/,
  ],
  'another package of the tree that loads it': [
    {
      'index.js': 'exports.a = 1;\n',
      'example/package.json': '{}',
      'example/a.js': "var kit = require('..');\nkit.a;\n",
    },
    /example\/a\.js:1 loads index\.js, and stays CommonJS/,
  ],
  'settings of a tool': [
    { 'index.js': 'exports.a = 1;\n', '.eslintrc.js': 'module.exports = {};\n' },
    /\.eslintrc\.js is loaded with `require` by its tool/,
  ],
  'a type description of another form': [
    { 'index.js': 'module.exports = 1;\n', 'index.d.ts': 'declare const a: number;\nexport = a;\n' },
    /index\.d\.ts describes the package by `export =`/,
  ],
};

describe('commonjs-to-esm', () => {
  it.each(Object.entries(MANIFESTS))(
    'writes the type into a package.json %s',
    async (_title, [before, written]) => {
      const path = before.includes('main') ? 'index.js' : 'lib.js';
      const texts = { 'package.json': before, [path]: 'module.exports = 1;\n' };
      const result = await run(texts);
      expect(withChanges({}, result.kind === 'changed' ? result.changes : [])['package.json']).toContain(
        written,
      );
    },
  );

  it('turns modules that are CommonJS although the package says otherwise', async () => {
    const manifest = '{"name":"kit","type":"module"}\n';
    const result = await run({ 'package.json': manifest, 'lib.js': 'const a = require("fs");\na.b();\n' });
    expect(result).toMatchObject({ kind: 'changed', changes: [{ path: 'lib.js' }] });
    const both = { 'package.json': manifest, 'a.js': 'module.exports = 1;\n', 'b.js': 'export default 1;\n' };
    expect(await run(both)).toMatchObject({ kind: 'refused' });
    const done = { 'package.json': manifest, 'b.js': 'export default 1;\n// require("a")\n' };
    expect(await run(done)).toMatchObject({ kind: 'unchanged' });
  });

  it.each(Object.entries(TURNED))('turns %s', async (_, [before, wanted]) => {
    expect(await after(before)).toEqual(wanted);
  });

  it.each(Object.entries(STAYS))('refuses %s', async (_, [texts, reason]) => {
    expect(reasonOf(await run(texts))).toMatch(reason);
  });

  it('says in package.json that the modules are ES modules, and names the main file in full', async () => {
    const manifest = '{\n\t"name": "kit",\n\t"main": "lib"\n}\n';
    const result = await run({ 'package.json': manifest, 'lib/index.js': 'exports.a = 1;\n' });
    const changes = result.kind === 'changed' ? result.changes : [];
    expect(withChanges({}, changes)['package.json']).toBe(
      '{\n\t"name": "kit",\n\t"main": "lib/index.js",\n\t"type": "module"\n}\n',
    );
  });

  it('uses what the oldest version of Node that the package names can do', async () => {
    const manifest = '{\n  "name": "kit",\n  "engines": { "node": "^24.2.0 || >=25" }\n}\n';
    const text = "const a = require('./a.json');\na(__filename, require.main === module);\n";
    const texts = await after({ 'package.json': manifest, 'index.js': text, 'a.json': '{}' });
    expect(texts).toEqual({
      'index.js':
        "import a from './a.json' with { type: 'json' };\na(import.meta.filename, import.meta.main);\n",
    });
  });

  it('leaves CRLF, files without modules and packages within the package as they are', async () => {
    const texts = {
      'index.js': "'use strict';\r\nvar a = require('fs');\r\nexports.b = a;\r\n",
      'page.js': 'var a = 1;\n',
      'fixtures/package.json': '{}',
      'fixtures/a.js': 'module.exports = 1;\n',
    };
    expect(await after(texts)).toEqual({ 'index.js': "import a from 'fs';\r\nexport { a as b };\r\n" });
  });

  it('has nothing to do a second time', async () => {
    const first = await run({ 'index.js': 'exports.a = 1;\n' });
    const changes = first.kind === 'changed' ? first.changes : [];
    expect((await run(withChanges({}, changes))).kind).toBe('unchanged');
  });

  it('refuses a part of the package', async () => {
    const result = await run({ 'index.js': 'exports.a = 1;\n', 'b.js': '' }, ['index.js']);
    expect(reasonOf(result)).toMatch(/not among the targets: b\.js/);
  });
});
