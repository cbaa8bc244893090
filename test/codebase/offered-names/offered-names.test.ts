import { expect, test } from 'vitest';
import { offeredNames } from '../../../src/codebase/offered-names/offered-names.ts';

async function names(path: string, text: string): Promise<string> {
  const { names, stars, isOpen } = await offeredNames(path, text);
  return isOpen ? 'any' : [...names, ...stars.map((star) => `* of ${star}`)].join(' ');
}

test('a module of Python offers what its top level binds, in whatever branch', async () => {
  const text = [
    'from a import b as c, d',
    'from .q import *',
    'import x.y, z as zz',
    'A, (B, *C) = 1, (2, 3)',
    'T: int',
    'if 1:',
    '    def f(): inner = 1',
    'elif (w := 3):',
    '    class K:',
    '        m = 1',
    'try:',
    '    F = G = 1',
    'except E as ex:',
    '    pass',
    'with open() as fh: pass',
    'for i, j in y: pass',
    'print(pp := 1)',
    'def g():',
    '    global GG, HH',
    'type Al = int',
  ].join('\n');
  expect(await names('a.py', text)).toBe('c d x zz A B C T f w K F G ex fh i j pp g Al GG HH * of .q');
});

test.each([
  ["export default 1; export * from './x'; export const { a, b: [c] } = q;", 'default a c * of ./x'],
  ["export * as ns from './y'; export { p as q } from './z'; export type { T } from './t';", 'ns q T'],
  ['export interface I {} export enum E { A } export abstract class C {} export namespace N {}', 'I E C N'],
  ['const x = 1;\nexport { x as y };', 'y'],
  ['const x = 1;', 'default'],
])('a TypeScript module %j offers %s', async (text, offered) => {
  expect(await names('a.ts', text)).toBe(offered);
});

test.each([
  ['exports.a = 1;\nmodule.exports.b = 2;', 'default a b'],
  ['module.exports = { a, b: c.d };', 'default a b'],
  ['exports.a = f;\nexports.b = exports.a;\nmodule.exports.a();', 'default a b'],
  ['const api = { a, b() {} };\napi.c = 1;\nmodule.exports = api;', 'default c a b'],
  ['var app = (exports = module.exports = {});\napp.a = 1;\nexports.b = 2;', 'default a b'],
  ['exports.a = function () { this.b = 1; };', 'default a b'],
  ['const { a } = module.exports;\nif (require.main === module) a();\n[exports.a] = x;', 'default a'],
  ['Object.assign(exports, { a }, require("./x"));', 'default a * of ./x'],
  ['module.exports = { ...require("./x"), a };', 'default a * of ./x'],
  ['module.exports = Object.freeze({ a });', 'default a'],
  ['Object.defineProperty(exports, "a", { get });', 'default a'],
  ['exports.a = 1;\nObject.keys(exports).forEach(log);', 'default a'],
])('a CommonJS module %j offers %s', async (text, offered) => {
  expect(await names('a.js', text)).toBe(offered);
});

test('a CommonJS module that is a function or a class offers what is assigned to it, and what every function has', async () => {
  const express = 'exports = module.exports = f;\nfunction f() { return f(); }\nexports.a = 1;\nf.b = 2;';
  expect((await names('a.js', express)).split(' ')).toEqual(expect.arrayContaining(['a', 'b', 'bind']));
  const own = 'class A { static s() {} m() { this.p = 1; } }\nmodule.exports = A;\nmodule.exports.A = A;';
  const offered = (await names('a.js', own)).split(' ');
  expect(offered).toEqual(expect.arrayContaining(['s', 'A']));
  expect(offered).not.toContain('m');
});

test.each([
  ['def f(x):\n    return sys.modules["x"]', 'f'],
  ['mod = sys.modules.get(name)', 'mod'],
  ['x = getattr(sys.modules[__name__], "a")', 'x'],
  ['for n, v in list(sys.modules.items()): pass', 'n v'],
  ['x = globals().get("a")', 'x'],
  ['x = sorted(globals())', 'x'],
  ['class A:\n    def f(self):\n        setattr(self, "a", sys.modules["x"])', 'A'],
  ['def f():\n    return "%(a)s" % locals()', 'f'],
  ['def f(x):\n    setattr(x, "a", 1)', 'f'],
  ['class A:\n    def __getattr__(self, name): return sys.modules[name]', 'A'],
  ['def f():\n    exec(code, d.__dict__)', 'f'],
  ['def f():\n    vars()["a"] = 1', 'f'],
  ['x = list(iter_modules(package.__path__))', 'x'],
  ['import_module("x").__dict__.get("a")', ''],
  ['# globals().update(x)\nx = "sys.modules[__name__] = 1"', 'x'],
  ['def __getattr__(name):\n    raise AttributeError(name)', '__getattr__'],
  [
    'def __getattr__(name: str):\n    if name == "a":\n        return 1\n    raise AttributeError(name)',
    '__getattr__ a',
  ],
])('a module of Python that only reads modules and names offers what it binds: %j', async (text, offered) => {
  expect(await names('a.py', text)).toBe(offered);
});

test('a component offers its default, and of names only those that it mentions', async () => {
  expect((await names('A.vue', '<script>export const a = 1</script>')).split(' ')).toContain('a');
  expect((await names('A.svelte', '<p/>')).split(' ')[0]).toBe('default');
});

test.each([
  ['a.py', 'def __getattr__(name): ...'],
  [
    'a.py',
    'def __getattr__(name):\n    if name in old:\n        return old[name]\n    raise AttributeError(name)',
  ],
  ['a.py', '__getattr__, __all__ = attach(__name__)'],
  ['a.py', 'globals().update(x)'],
  ['a.py', 'def f(n):\n    globals()[n] = 1'],
  ['a.py', 'fill(globals())'],
  ['a.py', 'vars()["a"] = 1'],
  ['a.py', 'sys.modules[__name__] = X()'],
  ['a.py', 'this = sys.modules[__name__]'],
  ['a.py', 'm = sys.modules[n]\nsetattr(m, a, b)'],
  ['a.py', 'import_module("a").__dict__["b"] = 1'],
  ['a.py', 'exec(code)'],
  ['a.py', '__path__ = extend_path(__path__, __name__)'],
  ['a.py', 'def f(:'],
  ['a.py', '# Generated by the protocol buffer compiler.  DO NOT EDIT!\nX = 1'],
  ['a.js', 'module.exports = f;'],
  ['a.js', 'module.exports = { ...x };'],
  ['a.js', 'Object.assign(exports, x);'],
  ['a.js', 'exports[name] = 1;'],
  ['a.js', 'mixin(exports, x);'],
  ['a.js', 'const app = (module.exports = {});\nnames.forEach((name) => { app[name] = 1; });'],
  ['a.js', 'const api = { a };\nfill(api);\nmodule.exports = api;'],
  ['a.js', 'class A extends B {}\nmodule.exports = A;'],
  ['a.js', 'module.exports = new A();'],
  ['a.js', 'window.lib = {};'],
  ['a.js', 'define(["a"], function (a) { return a; });'],
  ['a.js', '(function (exports) { exports.a = 1; })(this);'],
  ['a.js', 'export const ='],
  ['a.ts', 'const x = 1;\nexport = x;'],
  ['a.json', '{}'],
])('in %s any name may be there: %j', async (path, text) => {
  expect(await names(path, text)).toBe('any');
});

test('a name that only a comment declares as a type is there', async () => {
  expect((await names('a.js', '/** @typedef {string} T */\nexport const a = 1;')).split(' ')).toContain('T');
});

test('a file of declarations offers all that it declares', async () => {
  const text = 'interface I {}\nexport const a: number;\n';
  expect((await names('a.d.ts', text)).split(' ')).toEqual(expect.arrayContaining(['I', 'a']));
  expect(await names('a.ts', text.replace(': number', ' = 1'))).toBe('a');
});
