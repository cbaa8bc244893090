import { describe, expect, test } from 'vitest';
import { createCandidate } from '../../../src/domain/candidate.ts';
import type { Verdict } from '../../../src/domain/ports.ts';
import { createVanishedDefinitionsGate } from '../../../src/safety/gates/vanished-definitions.ts';
import { makeFolder, treeWith, type Files } from '../../support/work-tree.ts';

type Patch = Readonly<Record<string, string | null>>;

async function judge(files: Files, patch: Patch, words = 'Tidy up'): Promise<Verdict> {
  const bytes = (text: string | Uint8Array | null): Uint8Array | null =>
    text === null ? null : Buffer.from(text);
  const changes = Object.entries(patch).map(([path, after]) => {
    return { path, before: bytes(files[path] ?? null), after: bytes(after), tolerances: [] };
  });
  const gate = createVanishedDefinitionsGate({ root: makeFolder(files) });
  const candidate = createCandidate(treeWith(files), changes, { words, later: [] });
  return gate.check(candidate, new AbortController().signal);
}

const found = async (...asked: Parameters<typeof judge>): Promise<readonly string[]> =>
  (await judge(...asked)).diagnostics.map(
    ({ path, line, message }) => `${path}:${line} ${message.split(' here,')[0]}`,
  );

const B = 'export const B = 2;\n';
const ALIAS = '{ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["src/*"] } } }';

describe('what another file still takes from a module is missed', () => {
  test.each<[string, Files, Patch, string]>([
    [
      'a constant',
      { 'm.ts': `export const A = 1;\n${B}`, 'n.ts': "import { A } from './m';" },
      { 'm.ts': B },
      'n.ts:1 `A` is taken from m.ts',
    ],
    [
      'a type',
      { 'm.ts': `export interface I {}\n${B}`, 'n.ts': "import type { I } from './m';" },
      { 'm.ts': B },
      'n.ts:1 `I` is taken from m.ts',
    ],
    [
      'an export',
      { 'm.ts': 'export const A = 1;', 'n.ts': "import { A } from './m';" },
      { 'm.ts': `const A = 1;\n${B}` },
      'n.ts:1 `A` is taken from m.ts',
    ],
    [
      'a default',
      { 'm.ts': 'export default function f() {}', 'n.ts': "import f from './m';" },
      { 'm.ts': 'export function f() {}' },
      'n.ts:1 `default` is taken from m.ts',
    ],
    [
      'another name',
      { 'm.ts': 'const x = 1;\nexport { x as y };', 'n.ts': "export { y } from './m';" },
      { 'm.ts': 'const x = 1;\nexport { x };' },
      'n.ts:1 `y` is taken from m.ts',
    ],
    [
      'a property of module.exports',
      { 'm.js': 'module.exports = { x, y };', 'n.js': "const { x } = require('./m');" },
      { 'm.js': 'module.exports = { y };' },
      'n.js:1 `x` is taken from m.js',
    ],
    [
      'a member of a namespace',
      { 'm.ts': `export const A = 1;\n${B}`, 'n.ts': "import * as m from './m';\nlog(m.A);" },
      { 'm.ts': B },
      'n.ts:2 `A` is taken from m.ts',
    ],
    [
      'a member of what is required',
      { 'm.js': 'exports.a = 1;\nexports.b = 2;', 'n.js': "const m = require('./m');\nm.a();" },
      { 'm.js': 'exports.b = 2;' },
      'n.js:2 `a` is taken from m.js',
    ],
    [
      'a member that its module reads itself, where it is asked of `require`',
      {
        'm.js': 'exports.a = f;\nexports.d = exports.b = 1;\nmodule.exports.a();\n',
        'n.js': "var a = require('./m').a;",
      },
      { 'm.js': 'exports.d = exports.b = 1;\n' },
      'n.js:1 `a` is taken from m.js',
    ],
    [
      'a member that its own module still reads',
      { 'm.js': 'exports.a = f;\nexports.d = exports.a;' },
      { 'm.js': 'exports.c = f;\nexports.d = exports.a;' },
      'm.js:2 `a` is taken from m.js',
    ],
    [
      'a member of an exported function',
      {
        'm.js': 'module.exports = f;\nmodule.exports.b = 1;\nfunction f() {}',
        'n.js': "const { b } = require('./m');",
      },
      { 'm.js': 'module.exports = f;\nfunction f() {}' },
      'n.js:1 `b` is taken from m.js',
    ],
    [
      'a name of a module that reads the table of modules',
      { 'm.py': 'def a(): pass\ndef f(x): return sys.modules[x]\n', 'n.py': 'from m import a\n' },
      { 'm.py': 'def f(x): return sys.modules[x]\n' },
      'n.py:1 `a` is taken from m.py',
    ],
    [
      'a name of a module whose `__getattr__` raises',
      {
        'm.py': 'A = 1\ndef __getattr__(name):\n    raise AttributeError(name)\n',
        'n.py': 'from m import A\n',
      },
      { 'm.py': 'def __getattr__(name):\n    raise AttributeError(name)\n' },
      'n.py:1 `A` is taken from m.py',
    ],
    [
      'a member of a module that another one is',
      {
        'lib/m.js': 'exports.a = 1;\nexports.b = 2;',
        'index.js': "'use strict';\nmodule.exports = require('./lib/m');\n",
        'test/n.js': "var m = require('../');\nm.a;",
      },
      { 'lib/m.js': 'exports.b = 2;' },
      'test/n.js:2 `a` is taken from index.js',
    ],
    [
      'by an alias',
      { 'tsconfig.json': ALIAS, 'src/m.ts': `export const A = 1;\n${B}`, 'n.ts': "import { A } from '@/m';" },
      { 'src/m.ts': B },
      'n.ts:1 `A` is taken from src/m.ts',
    ],
    [
      'by an alias of jsconfig.json',
      { 'jsconfig.json': ALIAS, 'src/m.js': `export const A = 1;\n${B}`, 'n.js': "import { A } from '@/m';" },
      { 'src/m.js': B },
      'n.js:1 `A` is taken from src/m.js',
    ],
    [
      'by an alias in a component',
      {
        'jsconfig.json': ALIAS,
        'src/m.js': `export const A = 1;\n${B}`,
        'src/n.vue': "<script>\nimport { A } from '@/m';\n</script>",
      },
      { 'src/m.js': B },
      'src/n.vue:2 `A` is taken from src/m.js',
    ],
    [
      'by an alias of a configuration that this one extends',
      {
        'config/base.json': '{}',
        'config/tsconfig.base.json': '{ "compilerOptions": { "paths": { "~x/*": ["../src/*"] } } }',
        'jsconfig.json': '{ "extends": ["./config/base.json", "./config/tsconfig.base"] }',
        'src/m.js': `export const A = 1;\n${B}`,
        'n.js': "import { A } from '~x/m';",
      },
      { 'src/m.js': B },
      'n.js:1 `A` is taken from src/m.js',
    ],
    [
      'by `$lib` of SvelteKit',
      {
        'svelte.config.js': 'export default {};',
        'tsconfig.json': '{ "extends": "./.svelte-kit/tsconfig.json" }',
        'src/lib/m.ts': `export const A = 1;\n${B}`,
        'src/routes/+page.svelte': "<script>\nimport { A } from '$lib/m';\n</script>",
      },
      { 'src/lib/m.ts': B },
      'src/routes/+page.svelte:2 `A` is taken from src/lib/m.ts',
    ],
    [
      'through a star',
      {
        'm.ts': `export const A = 1;\n${B}`,
        'index.ts': "export * from './m';",
        'n.ts': "import { A } from '.';",
      },
      { 'm.ts': B },
      'n.ts:1 `A` is taken from index.ts',
    ],
    [
      'in a component',
      { 'm.ts': `export const A = 1;\n${B}`, 'n.vue': "<script>\nimport { A } from './m';\n</script>" },
      { 'm.ts': B },
      'n.vue:2 `A` is taken from m.ts',
    ],
    ['all of it', { 'm.ts': 'run();', 'n.ts': "import './m';" }, { 'm.ts': null }, 'n.ts:1 m.ts is imported'],
    [
      'a variable',
      { 'm.py': 'A = 1\nB = 2\n', 'n.py': 'from m import A\n' },
      { 'm.py': 'B = 2\n' },
      'n.py:1 `A` is taken from m.py',
    ],
    [
      'a name of a package',
      { 'p/__init__.py': 'from .m import f\n', 'p/m.py': 'def f(): pass\n', 'n.py': 'from p import f\n' },
      { 'p/__init__.py': '\n' },
      'n.py:1 `f` is taken from p/__init__.py',
    ],
    [
      'a name of the package around it',
      { 'p/__init__.py': 'from .m import f\n', 'p/m.py': 'def f(): pass\n', 'p/n.py': 'from . import f\n' },
      { 'p/__init__.py': '\n' },
      'p/n.py:1 `f` is taken from p/__init__.py',
    ],
    [
      'through a star',
      { 'p/__init__.py': 'from .m import *\n', 'p/m.py': 'def f(): pass\n', 'n.py': 'from p import f\n' },
      { 'p/m.py': 'x = 1\n' },
      'n.py:1 `f` is taken from p/__init__.py',
    ],
    [
      'a member',
      { 'm.py': 'def a(): pass\nB = 2\n', 'n.py': 'import m\nm.a()\n' },
      { 'm.py': 'B = 2\n' },
      'n.py:2 `a` is taken from m.py',
    ],
    [
      'a member',
      { 'p/__init__.py': '', 'p/m.py': 'def a(): pass\n', 'p/n.py': 'from . import m as q\nq.a()\n' },
      { 'p/m.py': 'B = 2\n' },
      'p/n.py:2 `a` is taken from p/m.py',
    ],
    [
      'what only moves',
      { 'm.py': 'def f(): pass\nB = 2\n', 'n.py': 'from m import f\n' },
      { 'm.py': 'B = 2\n', 'k.py': 'def f(): pass\n' },
      'n.py:1 `f` is taken from m.py',
    ],
  ])('%s: %j', async (_, files, patch, message) => {
    expect(await found(files, patch)).toEqual([message]);
  });
});

describe('what another file takes from a module is not missed', () => {
  test('where another import gives its name to something else', async () => {
    const files = { 'm.py': 'a = 1\nb = 2\n', 'n.py': 'import m\nfrom shims import other, m\n\nm.a()\n' };
    expect(await found(files, { 'm.py': 'b = 2\n' })).toEqual([]);
    const alone = { ...files, 'n.py': 'import m\n\nm.a()\n' };
    expect(await found(alone, { 'm.py': 'b = 2\n' })).toHaveLength(1);
  });

  const script = { 'm.ts': 'export const A = 1;\n', 'n.ts': "import { A } from './m';\n" };
  const python = { 'm.py': 'A = 1\nB = 2\n', 'n.py': 'from m import A\n' };
  test.each<[string, Files, Patch]>([
    ['where the file becomes a folder', script, { 'm.ts': null, 'm/index.ts': 'export const A = 1;\n' }],
    ['where the file becomes a package', python, { 'm.py': null, 'm/__init__.py': 'A = 1\n' }],
    ['where it is given on', script, { 'm.ts': "export { A } from './k';", 'k.ts': 'export const A = 1;' }],
    ['where a star gives it on', script, { 'm.ts': "export * from './k';", 'k.ts': 'export const A = 1;' }],
    ['where a star may bring it', python, { 'm.py': 'from elsewhere import *\n' }],
    ['where the importer changes too', script, { 'm.ts': B, 'n.ts': "import { B } from './m';" }],
    ['where the module answers to all', python, { 'm.py': 'def __getattr__(n): ...\n' }],
    [
      'where it becomes a module',
      { 'p/__init__.py': 'm = 1\n', 'n.py': 'from p import m\n' },
      { 'p/__init__.py': '', 'p/m.py': '' },
    ],
    [
      'where the import is only tried',
      { ...python, 'n.py': 'try:\n    from m import A\nexcept ImportError:\n    A = 1\n' },
      { 'm.py': 'B = 2\n' },
    ],
    [
      'where a bundler makes another module of it',
      { 'm.ts': 'export default 1;', 'n.ts': "import W from './m?worker';" },
      { 'm.ts': B },
    ],
    [
      'where the member is asked for',
      { ...python, 'n.py': 'import m\nif hasattr(m, "A"):\n    m.A\n' },
      { 'm.py': 'B = 2\n' },
    ],
    [
      'where the module gives on all of another that has it',
      {
        'm.js': 'exports.a = 1;\nexports.b = exports.a;',
        'o.js': 'exports.a = exports.b = 1;',
        'n.js': "require('./m').a;",
      },
      { 'm.js': "module.exports = { ...require('./o') };" },
    ],
    [
      'where the module reads a member only if it is there',
      { 'm.js': 'exports.a = f;\nif (exports.a) exports.a();' },
      { 'm.js': 'if (exports.a) exports.a();' },
    ],
    [
      'where the module writes its members by computed keys',
      { 'm.js': 'exports.a = 1;', 'n.js': "require('./m').a;" },
      { 'm.js': 'for (const name of names) exports[name] = 1;' },
    ],
    [
      'where the module answers for the name',
      { ...python, 'm.py': 'A = 1\nB = 2\n' },
      {
        'm.py':
          'B = 2\ndef __getattr__(name):\n    if name == "A":\n        return 1\n    raise AttributeError(name)\n',
      },
    ],
    [
      'where a parameter has the name of the module',
      { ...python, 'n.py': 'import m\ndef f(m):\n    m.A\n' },
      { 'm.py': 'B = 2\n' },
    ],
    [
      'where only `__all__` loses it',
      { ...python, 'm.py': "__all__ = ['A', 'B']\nA = B = 1\n" },
      { 'm.py': "__all__ = ['B']\nA = B = 1\n" },
    ],
    ['where a package takes its place', { ...python, 'requirements.txt': 'm\n' }, { 'm.py': null }],
    [
      'where a package takes the place of its folder',
      { 'p/m.py': 'A = 1\n', 'n.py': 'from p.m import A\n', 'requirements.txt': 'p\n' },
      { 'p/m.py': null },
    ],
    [
      'where what the module reads are the exports of another',
      { 'm.ts': 'export const A = 1;\nconst { exports } = await load();\nexports.A();\n' },
      { 'm.ts': 'const { exports } = await load();\nexports.A();\nexport const C = 1;\n' },
    ],
  ])('%s', async (_, files, patch) => {
    expect(await found(files, patch)).toEqual([]);
  });

  test.each([
    ['Remove LIMIT_A', { 'm.py': 'B = 2\n' }],
    ['Delete the old module', { 'm.py': null }],
  ])('where the task names it: %s', async (words, patch) => {
    const files = { 'm.py': 'LIMIT_A = 1\nB = 2\n', 'n.py': 'from m import LIMIT_A\n' };
    const old = { 'old.py': files['m.py'], 'n.py': 'from old import LIMIT_A\n' };
    const isWhole = patch['m.py'] === null;
    expect(await found(isWhole ? old : files, isWhole ? { 'old.py': null } : patch, words)).toEqual([]);
    expect(await found(isWhole ? old : files, isWhole ? { 'old.py': null } : patch)).toHaveLength(1);
  });
});
