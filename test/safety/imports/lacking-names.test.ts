import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../../src/codebase/workspace.ts';
import { createCandidate, treeOf } from '../../../src/domain/candidate.ts';
import type { Verdict } from '../../../src/domain/ports.ts';
import { createNewImportsGate } from '../../../src/safety/gates/new-imports.ts';
import { makeFolder, type Files } from '../../support/work-tree.ts';

type Asked = {
  readonly files: Files;
  readonly patch: Readonly<Record<string, string>>;
  readonly later?: string;
};

async function judge({ files, patch, later }: Asked): Promise<Verdict> {
  const root = makeFolder(files);
  const tree = treeOf(createWorkspace({ root, vcs: null }));
  const changes = await Promise.all(
    Object.entries(patch).map(async ([path, after]) => {
      return { path, before: await tree.read(path), after: Buffer.from(after), tolerances: [] };
    }),
  );
  const intent = { words: '', later: later === undefined ? [] : [later] };
  return createNewImportsGate({ root }).check(
    createCandidate(tree, changes, intent),
    new AbortController().signal,
  );
}

const places = async (files: Files, patch: Asked['patch']): Promise<readonly string[]> =>
  (await judge({ files, patch })).diagnostics.map(({ path, line, message }) => `${path}:${line} ${message}`);

const PYTHON: Files = {
  'requirements.txt': 'requests\n',
  'p/__init__.py': '',
  'p/b.py': 'def hope(): pass\n',
  'p/a.py': 'from .b import (\n    hope,\n)\n',
};
const SCRIPT: Files = {
  'package.json': '{ "dependencies": { "lodash": "4" }, "imports": { "#lib/*": "./src/*.js" } }',
  'tsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["src/*"] } } }',
  'src/b.ts': 'export const hope = 1;\nexport type Shape = 1;\n',
  'src/c.ts': "export * from './b';\n",
  'src/old.js': 'exports.hope = 1;\n',
  'src/a.ts': '',
};

describe('a name that a module of the project lacks is refused', () => {
  test.each([
    ['from .b import nope', '1 `.b` has no `nope`. Did you mean hope?'],
    ['from p.b import nope', '1 `p.b` has no `nope`. Did you mean hope?'],
    ['from . import nope', '1 `.` has no `nope`.'],
    ['from .b import (\n    hope,\n    nope,\n)', '1 `.b` has no `nope`. Did you mean hope?'],
  ])('in Python: %j', async (code, message) => {
    expect(await places(PYTHON, { 'p/a.py': `${code}\n` })).toEqual([`p/a.py:${message}`]);
  });

  test.each([
    ["import { nope } from './b';", './b` has no `nope`. Did you mean hope?'],
    ["import { hope, nope } from './b.js';", './b.js` has no `nope`. Did you mean hope?'],
    ["import b from './b';", './b` has no default export.'],
    ["import type { Shapes } from './b';", './b` has no `Shapes`. Did you mean Shape?'],
    ["import { nope } from './c';", './c` has no `nope`. Did you mean hope?'],
    ["export { nope } from './b';", './b` has no `nope`. Did you mean hope?'],
    ["import { nope } from '@/b';", '@/b` has no `nope`. Did you mean hope?'],
    ["import { nope } from '#lib/old';", '#lib/old` has no `nope`. Did you mean hope?'],
    ["const { nope } = require('./old');", './old` has no `nope`. Did you mean hope?'],
    ["const { nope } = await import('./b');", './b` has no `nope`. Did you mean hope?'],
  ])('in TypeScript: %s', async (code, message) => {
    expect(await places(SCRIPT, { 'src/a.ts': `${code}\n` })).toEqual([`src/a.ts:1 \`${message}`]);
  });

  test('in the scripts of components and the cells of notebooks, at the line of the file', async () => {
    const script = "<script>\nimport { nope } from './b';\n</script>\n";
    const astro = "---\nimport { nope } from './b';\n---\n<p/>\n";
    const patch = { 'src/A.svelte': script, 'src/B.vue': script, 'src/C.astro': astro };
    const lines = (await judge({ files: SCRIPT, patch })).diagnostics.map(
      ({ path, line }) => `${path}:${line}`,
    );
    expect(lines).toEqual(['src/A.svelte:2', 'src/B.vue:2', 'src/C.astro:2']);
    const cell = { cell_type: 'code', source: ['%matplotlib inline\n', 'from p.b import nope'] };
    const notebook = JSON.stringify({ cells: [cell], metadata: {} }, null, 1);
    expect(await places(PYTHON, { 'n.ipynb': notebook })).toEqual([
      'n.ipynb:7 `p.b` has no `nope`. Did you mean hope?',
    ]);
  });

  test.each(['src/a.tsx', 'src/a.jsx', 'src/a.mts'])('in every kind of script: %s', async (path) => {
    const patch = { [path]: "import { nope } from './b';\n" };
    expect(await places(SCRIPT, patch)).toEqual([`${path}:1 \`./b\` has no \`nope\`. Did you mean hope?`]);
  });

  test('as a module of a folder that is no package by itself', async () => {
    const files = { ...PYTHON, 'q/b.py': '', 'q/a.py': 'from . import b\n' };
    const found = await places(files, { 'q/a.py': 'from . import b, nope\n' });
    expect(found).toEqual(['q/a.py:1 `.` leads to no file.']);
  });

  test('though the module that is not there has tests', async () => {
    const files = { ...SCRIPT, 'src/nope.test.ts': '', 'src/theme.scss': '' };
    const patch = { 'src/a.ts': "import './theme';\nimport { nope } from './nope';\n" };
    expect(await places(files, patch)).toEqual(['src/a.ts:2 `./nope` leads to no file.']);
  });

  test('of a package of the workspace', async () => {
    const files = {
      'package.json': '{ "workspaces": ["packages/*"] }',
      'packages/m/package.json': '{ "name": "@s/m", "main": "./src/index.ts" }',
      'packages/m/src/index.ts': 'export const hope = 1;\n',
      'packages/n/package.json': '{ "name": "@s/n", "dependencies": { "@s/m": "*" } }',
    };
    const patch = { 'packages/n/a.ts': "import { hope, nope } from '@s/m';\n" };
    expect(await places(files, patch)).toEqual([
      'packages/n/a.ts:1 `@s/m` has no `nope`. Did you mean hope?',
    ]);
  });
});

describe('a name passes', () => {
  test.each([
    ['a module of the package', {}, 'from p import b\nfrom p.b import hope, __name__\nfrom . import b as c'],
    ['any of a module that answers to all', { 'p/b.py': 'def __getattr__(n): ...\n' }, 'from .b import nope'],
    ['what a star may bring from elsewhere', { 'p/b.py': 'from requests import *\n' }, 'from .b import nope'],
    ['what a star brings', { 'p/c.py': 'from .b import *\n' }, 'from .c import hope'],
    ['what a build makes', { 'p/fast.pyx': '' }, 'from . import fast'],
    ['what is only tried', {}, 'try:\n    from .b import nope\nexcept ImportError:\n    nope = None'],
    [
      'what the file took before',
      { 'p/a.py': 'from .b import nope\n' },
      'import os\nfrom .b import nope, hope',
    ],
    ['what a stub beside declares', { 'p/b.pyi': 'nope: int\n' }, 'from .b import nope'],
  ])('in Python: %s', async (_, others, code) => {
    expect(await places({ ...PYTHON, ...others }, { 'p/a.py': `${code}\n` })).toEqual([]);
  });

  test.each([
    ['of every kind', {}, "import { hope, type Shape } from './c';\nimport * as b from './b';"],
    ['from elsewhere', { 'src/b.ts': "export * from 'lodash';\n" }, "import { nope } from './b';"],
    ['of a module that is a value', { 'src/old.js': 'module.exports = f;\n' }, "import { n } from './old';"],
    ['as the default of CommonJS', {}, "import old from './old';"],
    ['as the default of a component', { 'src/B.vue': '<p/>' }, "import B from './B.vue';"],
    [
      'that a source of types beside has',
      { 'src/old.js': 'export default {};', 'src/old.ts': 'export type N = 1;' },
      "import { N } from './old.js';",
    ],
    ['that declarations beside have', { 'src/old.d.ts': 'export type N = 1;' }, "import { N } from './old';"],
    ['of what a bundler makes of a file', {}, "import Worker from './b?worker';"],
    ['of what only a bundler may find', {}, "import { nope } from '~/b';"],
    ['of data', { 'src/d.json': '{}' }, "import { n } from './d.json';"],
    ['that every object has', {}, "require('./old').hasOwnProperty('a');"],
    [
      'in a folder that a build fills',
      { 'src/dist/x.js': 'exports.a = 1;' },
      "import { n } from './dist/x';",
    ],
  ])('in TypeScript: %s', async (_, others, code) => {
    expect(await places({ ...SCRIPT, ...others }, { 'src/a.ts': `${code}\n` })).toEqual([]);
  });

  test('that a component only tries to load', async () => {
    const text = "<script>\ntry {\n  require('./nope');\n} catch {}\n</script>\n";
    expect(await places(SCRIPT, { 'src/A.vue': text })).toEqual([]);
  });

  test('that who runs a notebook may have installed', async () => {
    const notebook = JSON.stringify({
      cells: [{ cell_type: 'code', source: ['import what'] }],
      metadata: {},
    });
    expect(await places(PYTHON, { 'n.ipynb': notebook })).toEqual([]);
    expect(await places(PYTHON, { 'n.py': 'import what\n' })).toHaveLength(1);
  });

  test('that the same change, or a later step of the plan, adds to the module', async () => {
    const patch = { 'src/a.ts': "import { nope } from './b';\n" };
    expect(await places(SCRIPT, { ...patch, 'src/b.ts': 'export const nope = 1;\n' })).toEqual([]);
    expect((await judge({ files: SCRIPT, patch, later: 'src/b.ts' })).passed).toBe(true);
  });
});

describe('a call that imports is judged as a statement is', () => {
  test.each([
    ['a.py', 'import importlib\nimportlib.import_module("reqeusts.api")'],
    ['a.py', 'import os\n__import__("reqeusts")'],
    ['a.mjs', "import { createRequire } from 'node:module';\ncreateRequire(import.meta.url)('lodahs');"],
    [
      'a.mjs',
      "import { createRequire } from 'node:module'; const load = createRequire(import.meta.url);\nload('lodahs');",
    ],
    ['a.mjs', '// a\nawait import(`lodahs`);'],
  ])('in %s: %j', async (path, code) => {
    const files = { ...PYTHON, ...SCRIPT };
    const found = await judge({ files, patch: { [path]: `${code}\n` } });
    expect(found.diagnostics.map(({ line }) => line)).toEqual([2]);
  });

  test.each([
    ['a.py', 'import importlib\nimportlib.import_module(name)\nimportlib.import_module(".x", "p")'],
    [
      'a.py',
      'import pytest_x\nwith pytest_x.raises(ImportError):\n    __import__("reqeusts")'.replace(/^.*\n/, ''),
    ],
    ['a.mjs', "const load = other(import.meta.url);\nload('lodahs');"],
    ['a.mjs', 'await import(`lo${x}dahs`);'],
  ])('and passes in %s: %j', async (path, code) => {
    expect(await places({ ...PYTHON, ...SCRIPT }, { [path]: `${code}\n` })).toEqual([]);
  });
});

describe('without a manifest', () => {
  test('what may be installed is named as not judged; what the project imports already is not', async () => {
    const files = { 'a.py': 'import numpy\n', 'b.js': "import q from 'q';\n" };
    const patch = {
      'c.py': 'import numpy, os, a\nimport what\n',
      'd.js': "import q from 'q';\nimport 'why';\n",
    };
    expect(await judge({ files, patch })).toMatchObject({
      passed: true,
      summary:
        'No new import is known to lead nowhere. Not judged, as no manifest says what is installed: `what`, `why`.',
    });
  });

  test('a module of the project’s own package and one of Node that are not there are refused', async () => {
    const files = { 'p/__init__.py': '', 'p/b.py': '' };
    const patch = { 'a.py': 'from p.nowhere import x\n', 'd.js': "import 'node:fss';\n" };
    expect((await judge({ files, patch })).diagnostics.map(({ path }) => path)).toEqual(['a.py', 'd.js']);
  });
});
