import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../../src/codebase/workspace.ts';
import { createCandidate, treeOf } from '../../../src/domain/candidate.ts';
import { digestOf } from '../../../src/domain/digest.ts';
import type { Verdict } from '../../../src/domain/ports.ts';
import { createNewImportsGate } from '../../../src/safety/gates/new-imports.ts';
import { createProject, eventsOf } from '../../support/cli.ts';
import { makeFolder, type Files } from '../../support/work-tree.ts';

type Patch = Readonly<Record<string, string | null>>;

/** What the gate says of a patch on a folder with these files. */
async function judge(root: string, patch: Patch): Promise<Verdict> {
  const tree = treeOf(createWorkspace({ root, vcs: null }));
  const changes = await Promise.all(
    Object.entries(patch).map(async ([path, after]) => {
      const bytes = after === null ? null : Buffer.from(after);
      return { path, before: await tree.read(path), after: bytes, tolerances: [] };
    }),
  );
  const gate = createNewImportsGate({ root });
  return gate.check(createCandidate(tree, changes), new AbortController().signal);
}

/** `path:line` and the message of all that is refused. */
async function refused(files: Files, patch: Patch): Promise<readonly string[]> {
  const { diagnostics } = await judge(makeFolder(files), patch);
  return diagnostics.map(({ path, line, message }) => `${path}:${line} ${message}`);
}

const NO_PYTHON = 'is no file of the project, no package that it declares, and not in the standard library.';
const NO_SCRIPT = 'is no package that the project declares, no file of it, and no module of Node.';

const PYTHON: Files = {
  'pyproject.toml': `[project]
name = "shop"
dependencies = [
  "requests>=2",  # the web
  "PyYAML",
  # "pandas",
  "Pillow ; python_version > '3'",
  "google-cloud-storage",
  "opencv-python-headless", "scikit-learn", "beautifulsoup4", "python-dateutil", "python-dotenv", "attrs", "PyJWT",
  "pyOpenSSL",
]
[project.optional-dependencies]
fast = ["ujson[x]==1"]
[dependency-groups]
dev = ["hypothesis"]
[tool.poetry.group.docs.dependencies]
mkdocs = "^1"
`,
  'src/shop/__init__.py': '',
  'src/shop/cart.py': 'import os\n',
  'src/shop/price.py': 'TAX = 1\n',
};

const inCart = (code: string): Patch => ({ 'src/shop/cart.py': `import os\n${code}\n` });

describe('a new import of Python is refused', () => {
  test.each([
    ['import reqeusts', `\`reqeusts\` ${NO_PYTHON} Did you mean requests?`],
    ['import ndg', `\`ndg\` ${NO_PYTHON}`],
    ['import pandas', `\`pandas\` ${NO_PYTHON}`],
    ['import fastjsonx.core', `\`fastjsonx.core\` ${NO_PYTHON}`],
    ['from .prices import TAX', '`.prices` leads to no file. Did you mean src/shop/price.py?'],
    ['from shop.prices import TAX', '`shop.prices` leads to no file. Did you mean src/shop/price.py?'],
    ['from shop_helpers import x', `\`shop_helpers\` ${NO_PYTHON}`],
    ['def f():\n    import reqeusts', `\`reqeusts\` ${NO_PYTHON} Did you mean requests?`],
    [
      'try:\n    import reqeusts\nexcept ValueError:\n    pass',
      `\`reqeusts\` ${NO_PYTHON} Did you mean requests?`,
    ],
  ])('%j', async (code, message) => {
    const found = await refused(PYTHON, inCart(code));
    expect(found.map((one) => one.replace(/^\S+:\d+ /, ''))).toEqual([message]);
  });

  test.each([
    ['requirements.txt', 'requests==2\n'],
    ['requirements/base.in', 'requests\n'],
    ['setup.cfg', '[options]\ninstall_requires =\n    requests\n'],
    ['setup.py', 'from setuptools import setup\nsetup(name="shop", install_requires=["requests"])\n'],
    ['Pipfile', '[packages]\nrequests = "*"\n'],
    ['environment.yml', 'dependencies:\n  - requests=2\n'],
    ['pyproject.toml', '[tool.poetry.dependencies]\npython = "^3"\nrequests = { version = "2" }\n'],
  ])('beside %s, where it passes what is declared', async (manifest, text) => {
    const files = { [manifest]: text, 'a.py': '' };
    const code = 'import requests\nimport invented_name\nimport reqeusts\n';
    expect(await refused(files, { 'a.py': code })).toEqual([
      `a.py:2 \`invented_name\` ${NO_PYTHON}`,
      `a.py:3 \`reqeusts\` ${NO_PYTHON} Did you mean requests?`,
    ]);
  });

  test('but not what the environments of tox have, nor what comes with a declared package', async () => {
    const files = {
      'pyproject.toml':
        '[project]\nname = "a"\ndependencies = ["trio"]\n[dependency-groups]\ndocs = ["sphinx", "sphinx-argparse"]\n',
      'tox.toml': '[env.release]\ndeps = [ "gitpython>=3.1", "towncrier" ]\n',
      'a.py': '',
    };
    const code =
      'from git import Repo\nimport towncrier\nfrom docutils import nodes\nimport sphinxarg.parser\nfrom outcome import Value\nimport invented_name\n';
    expect(await refused(files, { 'a.py': code })).toEqual([`a.py:6 \`invented_name\` ${NO_PYTHON}`]);
  });

  test('without offering the name of the project, which may be no module', async () => {
    const files = { 'setup.py': 'setup(name="shopkit", install_requires=["requests"])\n', 'a.py': '' };
    expect(await refused(files, { 'a.py': 'import shopkitt\n' })).toEqual([
      `a.py:1 \`shopkitt\` ${NO_PYTHON}`,
    ]);
  });

  test.each(['third_party/tool/requirements.txt', 'src/_vendor/pyproject.toml'])(
    'beside %s, which declares what others use',
    async (manifest) => {
      const files = { ...PYTHON, [manifest]: '[project]\ndependencies = [\n"rich"\n]\nrich\n' };
      expect(await refused(files, inCart('import rich'))).toEqual([
        `src/shop/cart.py:2 \`rich\` ${NO_PYTHON}`,
      ]);
    },
  );

  test('with the place, the lines around and the bytes that were judged', async () => {
    const after = 'import os\nimport reqeusts\n';
    expect(await judge(makeFolder(PYTHON), { 'src/shop/cart.py': after })).toEqual({
      passed: false,
      summary: `src/shop/cart.py:2 \`reqeusts\` ${NO_PYTHON} Did you mean requests?`,
      diagnostics: [
        {
          path: 'src/shop/cart.py',
          line: 2,
          column: 1,
          kind: 'new-imports',
          message: `\`reqeusts\` ${NO_PYTHON} Did you mean requests?`,
          source: 'guard',
          context: '  1 | import os\n> 2 | import reqeusts\n    | ^\n  3 | ',
        },
      ],
      judged: [{ path: 'src/shop/cart.py', digest: digestOf(after), verifiedBy: [] }],
    });
  });

  test('from its own package, which the manifest names', async () => {
    const files = {
      'setup.py': 'setup(name="shop", install_requires=["shop[all]"])\n',
      'shop/__init__.py': '',
    };
    expect(await refused(files, { 'shop/a.py': 'from shop.prices import TAX\n' })).toEqual([
      'shop/a.py:1 `shop.prices` leads to no file.',
    ]);
  });

  test('from a module that the same patch deletes', async () => {
    const patch = { ...inCart('from .price import TAX'), 'src/shop/price.py': null };
    expect(await refused(PYTHON, patch)).toEqual(['src/shop/cart.py:2 `.price` leads to no file.']);
  });
});

describe('a new import of Python passes', () => {
  test.each([
    'import json, asyncio, tomllib, xml.etree.ElementTree as ET',
    'import requests.adapters',
    'import yaml\nfrom PIL import Image\nimport cv2, sklearn.svm\nfrom bs4 import BeautifulSoup',
    'from dateutil import tz\nfrom dotenv import load_dotenv\nimport attr, attrs, jwt\nfrom OpenSSL import SSL',
    'from google.cloud import storage',
    'import ujson, hypothesis, mkdocs',
    'from .price import TAX\nfrom . import price\nfrom shop.price import TAX\nimport shop.price',
    'try:\n    import reqeusts\nexcept ImportError:\n    reqeusts = None',
    'try:\n    import reqeusts\nexcept (ModuleNotFoundError, OSError):\n    import simplereq',
    'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from reqeusts import Session',
    'import contextlib\nwith contextlib.suppress(ImportError):\n    import reqeusts',
    'TEXT = """\nimport reqeusts\n"""',
    '# import reqeusts',
    'import sys\nif sys.version_info < (3,):\n    import cPickle as pickle\nelse:\n    import pickle',
    'from __future__ import annotations',
    'import _socket',
    'import hypothesis as pytest\npytest.importorskip("reqeusts")\nimport reqeusts',
  ])('%j', async (code) => {
    expect(await refused(PYTHON, inCart(code))).toEqual([]);
  });

  test('from a module that the same patch makes', async () => {
    const patch = {
      ...inCart('from .fresh import x\nfrom shop.fresh import y'),
      'src/shop/fresh.py': 'x = y = 1\n',
    };
    expect(await refused(PYTHON, patch)).toEqual([]);
  });

  test('of a package that the same patch declares', async () => {
    const declared = String(PYTHON['pyproject.toml']).replace('"PyYAML",', '"PyYAML", "numpy",');
    expect(await refused(PYTHON, { ...inCart('import numpy'), 'pyproject.toml': declared })).toEqual([]);
  });

  test('where no manifest says what the project depends on', async () => {
    const tool = { 'pyproject.toml': '[tool.black]\nline-length = 100\n', 'a.py': '' };
    const dynamic = { 'pyproject.toml': '[project]\nname = "a"\ndynamic = ["dependencies"]\n', 'a.py': '' };
    expect(await refused({ 'a.py': '' }, { 'a.py': 'import anything\n' })).toEqual([]);
    expect(await refused(tool, { 'a.py': 'import anything\n' })).toEqual([]);
    expect(await refused(dynamic, { 'a.py': 'import anything\n' })).toEqual([]);
  });

  test('of a package that another file imported before', async () => {
    const files = { ...PYTHON, 'tools/run.py': 'import click\n' };
    expect(await refused(files, inCart('import click'))).toEqual([]);
  });

  test.each(['.venv', 'venv', 'env', '.env'])(
    'of a package in the environment %s of the project',
    async (name) => {
      const root = makeFolder(PYTHON);
      const installed = join(root, name, 'lib/python3.12/site-packages/rich');
      mkdirSync(installed, { recursive: true });
      expect((await judge(root, inCart('import rich'))).passed).toBe(true);
    },
  );

  test.each([
    ['uv.lock', '[[package]]\nname = "sniffio"\n'],
    ['Pipfile.lock', '{ "default": {\n  "sniffio": {}\n} }'],
  ])('of a package that %s has installed for another', async (lock, text) => {
    const files = { ...PYTHON, [lock]: text };
    expect(await refused(files, inCart('import sniffio'))).toEqual([]);
    expect(await refused(files, inCart('import sniffion'))).toHaveLength(1);
  });

  test('but not for the same words in a file that locks nothing of Python', async () => {
    const files = { ...PYTHON, 'Cargo.lock': '[[package]]\nname = "sniffio"\n' };
    expect(await refused(files, inCart('import sniffio'))).toHaveLength(1);
  });

  test('of a package where manifests speak of other folders alone', async () => {
    const files = {
      'a/requirements.txt': 'requests\n',
      'b/c.py': '',
      'd/requirements/dev.txt': 'requests\n',
    };
    expect(await refused(files, { 'b/d.py': 'import faiss\n' })).toEqual([]);
    expect(await refused(files, { 'a/d.py': 'import faiss\n' })).toHaveLength(1);
    expect(await refused(files, { 'd/e.py': 'import faiss\n' })).toHaveLength(1);
  });

  test('of a module that git ignores, or that a build makes', async () => {
    const files = {
      ...PYTHON,
      '.gitignore': '_version.py\n',
      'src/shop/fast.pyx': '',
      'proto/order.proto': '',
    };
    const code =
      'from ._version import version\nfrom .fast import f\nfrom .order_pb2 import Order\nfrom shop import fast, _version';
    expect(await refused(files, inCart(code))).toEqual([]);
  });

  test('of a module that a manifest names, or that stands in a folder of scripts', async () => {
    const manifest = `${String(PYTHON['pyproject.toml'])}[tool.hatch.build]\nversion-file = "src/shop/_built.py"\n`;
    const files = { ...PYTHON, 'pyproject.toml': manifest, 'tools/lib/helpers.py': '' };
    expect(await refused(files, inCart('from ._built import version\nimport helpers'))).toEqual([]);
  });

  test('of a module of Python 2 in a project that says it runs there', async () => {
    const setup = (version: number): string =>
      `setup(install_requires=["requests"], classifiers=["Programming Language :: Python :: ${version}"])\n`;
    const patch = { 'a.py': 'import urllib2\n' };
    expect(await refused({ 'setup.py': setup(2), 'a.py': '' }, patch)).toEqual([]);
    expect(await refused({ 'setup.py': setup(3), 'a.py': '' }, patch)).toHaveLength(1);
  });

  test.each(['tox.ini', 'noxfile.py'])('of a package that %s mentions', async (path) => {
    const files = { ...PYTHON, [path]: 'run("pip install pytest-cov coverage")\n' };
    expect(await refused(files, inCart('import coverage, pytest_cov'))).toEqual([]);
    expect(await refused(files, inCart('import coverages'))).toHaveLength(1);
  });

  test('when the file had it before, in whatever words', async () => {
    const root = makeFolder({ ...PYTHON, 'old.py': 'import invented.part as p\n' });
    expect((await judge(root, { 'old.py': 'x = 1\nfrom invented.part import q\n' })).passed).toBe(true);
  });
});

const SCRIPT: Files = {
  'package.json': JSON.stringify({
    name: 'shop',
    dependencies: { lodash: '4', '@scope/kit': '1' },
    devDependencies: { vite: '8', '@types/estree': '1', '@types/babel__core': '7' },
    peerDependencies: { react: '19' },
    optionalDependencies: { fsevents: '2' },
    imports: { '#lib/*': './src/lib/*.js', '#types/*': { default: './src/types/*.d.ts' } },
    workspaces: ['packages/*'],
  }),
  'tsconfig.json': JSON.stringify({ compilerOptions: { paths: { '@app/*': ['./src/*'] } } }),
  'src/cart.ts': 'export const a = 1;\n',
  'src/price.ts': 'export const TAX = 1;\n',
  'src/lib/util.js': 'export const u = 1;\n',
  'src/types/money.d.ts': 'export type Money = number;\n',
  'src/logo.svg': '<svg/>',
  'packages/money/package.json': JSON.stringify({ name: '@shop/money', dependencies: { dinero: '1' } }),
  'packages/money/src/index.ts': 'export const m = 1;\n',
};

const inScript = (code: string): Patch => ({ 'src/cart.ts': `export const a = 1;\n${code}\n` });

const ALIASED: Files = {
  'package.json': '{ "dependencies": {} }',
  'jsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["src/*"] } } }',
  'src/utils/m.js': 'export const a = 1;\n',
  'src/views/a.vue': "<script>\nimport { a } from '@/utils/m';\n</script>\n",
  'src/cart.ts': '',
};
const TSCONFIG: Files = { 'jsconfig.json': '{}', 'tsconfig.json': ALIASED['jsconfig.json'] ?? '' };
const KIT: Files = {
  'package.json': '{ "devDependencies": { "@sveltejs/kit": "2" } }',
  'svelte.config.js': 'export default {};\n',
  'tsconfig.json': '{ "extends": "./.svelte-kit/tsconfig.json" }',
  'src/lib/m.ts': 'export const a = 1;\n',
  'src/routes/+page.svelte': "<script>\nimport { a } from '$lib/m';\n</script>\n",
  'src/cart.ts': '',
};
const NOPE = "import { a } from '@/utils/nope';";

describe('an import by an alias', () => {
  test.each<[string, Files, string, string]>([
    ['of jsconfig.json', ALIASED, NOPE, '`@/utils/nope` leads to no file.'],
    ['of tsconfig.json', { ...ALIASED, ...TSCONFIG }, NOPE, '`@/utils/nope` leads to no file.'],
    [
      'that lacks a letter',
      ALIASED,
      "import { a } from '@/util/m';",
      '`@/util/m` leads to no file. Did you mean src/utils/m.js',
    ],
    [
      'with a name that the module lacks',
      ALIASED,
      "import { b } from '@/utils/m';",
      '`@/utils/m` has no `b`.',
    ],
    ['of SvelteKit', KIT, "import { a } from '$lib/nope';", '`$lib/nope` leads to no file.'],
    ['of SvelteKit with a name', KIT, "import { b } from '$lib/m';", '`$lib/m` has no `b`.'],
  ])('%s is refused', async (_, files, code, message) => {
    const [found = '', ...others] = await refused(files, { 'src/cart.ts': `${code}\n` });
    expect(others).toEqual([]);
    expect(found).toContain(`src/cart.ts:1 ${message}`);
  });

  test('is refused in components and in several files at once, by a new name too', async () => {
    const patch = {
      'src/views/a.vue': `<script>\nimport { b } from '@/utils/m';\n${NOPE}\n</script>\n`,
      'src/cart.ts': NOPE,
    };
    expect(await refused({ ...ALIASED, 'src/b.js': "import '@/utils/m';" }, patch)).toEqual([
      expect.stringContaining('src/views/a.vue:2 `@/utils/m` has no `b`.'),
      expect.stringContaining('src/views/a.vue:3 `@/utils/nope` leads to no file.'),
      expect.stringContaining('src/cart.ts:1 `@/utils/nope` leads to no file.'),
    ]);
  });

  test.each<[string, Files, string]>([
    ['no other import proves it', { ...ALIASED, 'src/views/a.vue': "import '@/utils/other'" }, NOPE],
    ['others of its folder lead nowhere either', { ...ALIASED, 'src/b.js': "import '@/utils/made';" }, NOPE],
    [
      'a bundler has a meaning of its own',
      { ...ALIASED, 'vite.config.js': "a: { '@/utils': '../u' }" },
      NOPE,
    ],
    ['a declaration makes modules', { ...ALIASED, 'src/b.d.ts': "declare module '@/utils/*';" }, NOPE],
    [
      'two configurations differ',
      { ...ALIASED, 'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["lib/*"] } } }' },
      NOPE,
    ],
    [
      'it leads out of the project',
      { ...ALIASED, 'jsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["src/*", "../x/*"] } } }' },
      NOPE,
    ],
    [
      'it leads to what is made',
      { ...ALIASED, 'jsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["src/*", ".nuxt/*"] } } }' },
      NOPE,
    ],
    [
      'a base folder is told by nobody',
      { ...ALIASED, 'src/b.js': "import { a } from 'utils/m';" },
      "import { a } from 'utils/nope';",
    ],
    [
      'the library is elsewhere',
      { ...KIT, 'svelte.config.js': "kit: { files: { lib: 'x' } }" },
      "import '$lib/nope';",
    ],
  ])('is not judged where %s', async (_, files, code) => {
    const verdict = await judge(makeFolder(files), { 'src/cart.ts': `${code}\n` });
    expect(verdict).toMatchObject({ passed: true, summary: expect.stringContaining('Not judged') });
  });

  test.each<[string, Files, string]>([
    ['what git ignores', { ...ALIASED, '.gitignore': 'src/made/' }, "import a from '@/made/nope';"],
    ['a file of another kind', { ...ALIASED, 'src/a.png': '' }, "import a from '@/a.png';"],
    ['a component', ALIASED, "import a from '@/views/a';"],
    [
      'a module of Nuxt, beside names that the manifest gives',
      {
        ...ALIASED,
        'package.json': '{ "devDependencies": { "@nuxt/kit": "4" }, "imports": { "#own/*": "./src/*.js" } }',
      },
      "import { a } from '#router';",
    ],
    ['the root of Nuxt', ALIASED, "import a from '~~/src/utils/m';"],
    [
      'SvelteKit with aliases beside it',
      { ...KIT, 'svelte.config.js': "kit: { alias: { '@/*': './src/*' } }" },
      "import '$lib/m';",
    ],
  ])('of %s passes', async (_, files, code) => {
    const verdict = await judge(makeFolder(files), { 'src/cart.ts': `${code}\n` });
    expect(verdict).toMatchObject({ passed: true, summary: 'No new import is known to lead nowhere.' });
  });
});

describe('a new import of JavaScript or TypeScript is refused', () => {
  test.each([
    ["import _ from 'lodahs';", `\`lodahs\` ${NO_SCRIPT} Did you mean lodash?`],
    ["export * from '@scope/kitt/part';", `\`@scope/kitt/part\` ${NO_SCRIPT} Did you mean @scope/kit?`],
    ["const x = require('fast-cart-helper');", `\`fast-cart-helper\` ${NO_SCRIPT}`],
    ["const x = require('fast-cart-helper'); try { f(x); } catch {}", `\`fast-cart-helper\` ${NO_SCRIPT}`],
    ["const x = await import('fast-cart-helper');", `\`fast-cart-helper\` ${NO_SCRIPT}`],
    ["import type { X } from 'fast-cart-types';", `\`fast-cart-types\` ${NO_SCRIPT}`],
    ["import { x } from 'node:fss';", `\`node:fss\` ${NO_SCRIPT} Did you mean node:fs, node:dns, node:os?`],
    ["import { TAX } from './prices';", '`./prices` leads to no file. Did you mean src/price.ts?'],
    ["import { TAX } from '@app/prices';", '`@app/prices` leads to no file. Did you mean src/price.ts?'],
    ["import { u } from '#lib/utils';", '`#lib/utils` leads to no file. Did you mean src/lib/util.js?'],
    [
      "import type { Money } from '#types/mone';",
      '`#types/mone` leads to no file. Did you mean src/types/money.d.ts?',
    ],
    ["const c = require('./lib/util.js').w;", '`./lib/util.js` has no `w`. Did you mean u?'],
    ["const c = (await import('./lib/util.js')).w;", '`./lib/util.js` has no `w`. Did you mean u?'],
    ["import d from 'dinero';", `\`dinero\` ${NO_SCRIPT}`],
  ])('%s', async (code, message) => {
    const found = await refused(SCRIPT, inScript(code));
    expect(found).toEqual([`src/cart.ts:2 ${message}`]);
  });

  test('from a file that the same patch deletes', async () => {
    const patch = { ...inScript("import { TAX } from './price';"), 'src/price.ts': null };
    expect((await refused(SCRIPT, patch))[0]).toContain('src/cart.ts:2 `./price` leads to no file.');
  });

  test('but not in data of tests, where it may be wrong on purpose', async () => {
    const wrong = "import x from 'lodahs';\n";
    const patch = { 'test/fixtures/a.js': wrong, 'test/configCases/b/index.js': wrong, 'test/c.js': wrong };
    expect(await refused(SCRIPT, patch)).toEqual([
      `test/c.js:1 \`lodahs\` ${NO_SCRIPT} Did you mean lodash?`,
    ]);
  });

  test('in the script of a component', async () => {
    const patch = { 'src/Cart.vue': "<template/>\n<script setup>\nimport x from 'lodahs';\n</script>\n" };
    expect(await refused(SCRIPT, patch)).toEqual([
      `src/Cart.vue:3 \`lodahs\` ${NO_SCRIPT} Did you mean lodash?`,
    ]);
  });
});

describe('a new import of JavaScript or TypeScript passes', () => {
  test.each([
    "import _ from 'lodash';\nimport get from 'lodash/get.js';\nimport k from '@scope/kit/part';",
    "import 'react/jsx-runtime';\nimport 'fsevents';",
    "import fs from 'node:fs';\nimport path from 'path';\nimport { x } from 'fs/promises';",
    "import type { Node } from 'estree';\nimport type { Core } from '@babel/core';",
    "import { TAX } from './price';\nimport { TAX as T } from './price.js';\nimport logo from './logo.svg?url';",
    "import { TAX } from '@app/price';\nimport { u } from '#lib/util';",
    "import type { Money } from '#types/money';",
    "import m from '../packages/money';",
    "const b = f(1)\n  .g(require('./lib/util.js'))\n  .h();\nconst { u } = (await import('./lib/util.js'));",
    "import T from '@docusaurus/Translate';\nimport B from '@theme-original/Banner';\nimport c from '@site/c';",
    "import { m } from '@shop/money';\nimport self from 'shop';",
    "import x from 'virtual:pages';\nimport 'vite/client';\nimport y from 'https://example.org/y.js';",
    "import raw from '!!raw-loader!./price';\nimport { page } from '$app/stores';\nimport '/public.js';",
    "let x;\ntry { x = require('lodahs'); } catch { x = null; }",
    "const x = await import('lodahs').catch(() => null);",
    "const at = require.resolve('lodahs', { paths: [folder] });",
    "const s = \"import x from 'lodahs'\";\nconst t = `\nimport y from 'lodahs';\nrequire('lodahs');\n`;",
    "// import x from 'lodahs';\n/* require('lodahs') */",
    "// @ts-expect-error it has no types\nimport x from 'lodahs';",
  ])('%s', async (code) => {
    expect(await refused(SCRIPT, inScript(code))).toEqual([]);
  });

  test('from a file that the same patch makes', async () => {
    const patch = { ...inScript("import { f } from './fresh.js';"), 'src/fresh.ts': 'export const f = 1;\n' };
    expect(await refused(SCRIPT, patch)).toEqual([]);
  });

  test('from a package that the same patch makes, and a build fills', async () => {
    const manifest = '{ "name": "raw", "main": "out.js" }';
    const patch = {
      ...inScript("import raw from '../packages/raw';"),
      'packages/raw/package.json': manifest,
    };
    expect(await refused(SCRIPT, patch)).toEqual([]);
  });

  test.each(["import { a } from '{{ name }}';", "const a = require('<%= name %>');"])(
    'whose name a template fills: %s',
    async (code) => {
      expect(await refused(SCRIPT, inScript(code))).toEqual([]);
    },
  );

  test('of what the nearest manifest declares, and the root', async () => {
    const code = "import d from 'dinero';\nimport _ from 'lodash';\n";
    expect(await refused(SCRIPT, { 'packages/money/src/index.ts': code })).toEqual([]);
  });

  test('where there is no manifest', async () => {
    expect(await refused({ 'a.js': '' }, { 'a.js': "import x from 'anything';\n" })).toEqual([]);
  });

  test('of a package that is installed, or that another file imported before', async () => {
    const root = makeFolder({ ...SCRIPT, 'src/other.js': "const c = require('chalk/source');\n" });
    const path = join(root, 'node_modules/ansi/index.js');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '');
    const code = "import ansi from 'ansi';\nimport chalk from 'chalk';";
    expect((await judge(root, inScript(code))).passed).toBe(true);
    rmSync(join(root, 'node_modules'), { recursive: true });
    expect((await judge(root, inScript(code))).passed).toBe(false);
  });

  test.each([
    ['package-lock.json', '{ "packages": {\n    "node_modules/kleur": {}\n} }'],
    ['yarn.lock', 'kleur@^4.0.0:\n  version "4.1.5"\n'],
    ['bun.lock', '{ "packages": {\n  "kleur": ["kleur@4.1.5"],\n} }'],
  ])('of a package that %s has installed for another', async (lock, text) => {
    const files = { ...SCRIPT, [lock]: text };
    expect(await refused(files, inScript("import k from 'kleur';"))).toEqual([]);
    expect(await refused(files, inScript("import k from 'kleurs';"))).toHaveLength(1);
  });

  test.each([
    ['pnpm-lock.yaml', 'packages:\n\nkleur@4.1.5:\n'],
    ['NEWS.md', 'kleur@4 is what we used once.\n'],
  ])('but not for the same words in %s', async (path, text) => {
    expect(await refused({ ...SCRIPT, [path]: text }, inScript("import k from 'kleur';"))).toHaveLength(1);
  });

  test('of a file for one platform, or of a name that a bundler is told', async () => {
    const files = {
      ...SCRIPT,
      'src/Box.ios.tsx': '',
      'vite.config.js': "alias: { 'shop-core': '../core' }\n",
    };
    const code = "import { Box } from './Box';\nimport core from 'shop-core/main';";
    expect(await refused(files, inScript(code))).toEqual([]);
    for (const target of ["'../core/main.js'", "path.resolve(__dirname, 'core')"]) {
      const told = { ...SCRIPT, 'rolldown.config.js': `alias: {\n  shopCore: ${target}\n}\n` };
      expect(await refused(told, inScript("import core from 'shopCore';"))).toEqual([]);
      expect(await refused(told, inScript("import core from 'shopCores';"))).toHaveLength(1);
    }
    expect(await refused(SCRIPT, inScript(code))).toHaveLength(2);
  });

  test('of what a declared package is known to install beside it', async () => {
    const files = { ...SCRIPT, 'package.json': '{ "devDependencies": { "jest": "30" } }' };
    expect(await refused(files, inScript("import { expect } from '@jest/globals';"))).toEqual([]);
  });

  test('of what a folder that the compiler takes for the same one may hold', async () => {
    const config = '{ "compilerOptions": { "rootDirs": [".", "./.made/types"] } }';
    const files = { ...SCRIPT, 'tsconfig.json': config, '.gitignore': '.made/\n' };
    const code = "import type { A } from './+types/a';";
    expect(await refused(files, inScript(code))).toEqual([]);
    expect(await refused({ ...files, 'tsconfig.json': '{}' }, inScript(code))).toHaveLength(1);
  });

  test('of a file that git ignores, by rules of folders below as well', async () => {
    const files = { ...SCRIPT, 'src/a/b/.gitignore': 'made/\n', 'src/a/b/c.js': '' };
    const patch = { 'src/a/b/d.js': "import x from './made/client';\nimport y from './gone';\n" };
    expect(await refused(files, patch)).toEqual(['src/a/b/d.js:2 `./gone` leads to no file.']);
  });

  test('of a file that git ignores', async () => {
    const files = { ...SCRIPT, '.gitignore': 'made/\n' };
    const code =
      "import x from './made/client';\nimport y from '@app/made/client';\nimport z from '#lib/made/client';";
    const typed = "import type { T } from '#types/made/client';";
    expect(await refused(files, inScript(`${code}\n${typed}`))).toEqual([]);
    expect(await refused(SCRIPT, inScript(`${code}\n${typed}`))).toHaveLength(4);
  });

  test('of a file that is there without being listed, or in a folder that a build fills', async () => {
    const files = {
      ...SCRIPT,
      '.ouroborosignore': 'hidden.js\n',
      'src/hidden.js': '',
    };
    const code =
      "import x from './hidden';\nimport y from './generated/client';\nimport z from '../dist/z.js';";
    expect(await refused(files, inScript(code))).toEqual([]);
  });
});

test('a deleted file, a file of another language, a fixture and an unchanged import are not judged', async () => {
  const files = { ...SCRIPT, 'src/old.ts': "import x from 'lodahs';\n", 'main.go': '' };
  const patch = {
    'src/price.ts': null,
    'src/old.ts': "import y from 'lodahs';\n",
    'main.go': 'import "nowhere/at/all"\n',
    'test/fixtures/rename/input.ts': "import x from 'some-other-lib';\n",
    'src/_vendor/six.py': 'import nowhere_at_all\n',
    'test/__testfixtures__/input.ts': "import x from './nowhere';\n",
  };
  expect(await refused(files, patch)).toEqual([]);
});

const WITH_MANIFEST = {
  'requirements.txt': 'requests\n',
  'total.py': 'def total(items):\n    return sum(items)\n',
};
const adding = (module: string): object => ({
  edits: [{ file: 'total.py', search: 'def total', replace: `import ${module}\n\n\ndef total` }],
});

describe('on the command line', () => {
  test('an invented package goes back to the model, and the next attempt is applied', async () => {
    const project = await createProject({
      ...WITH_MANIFEST,
      'script.json': JSON.stringify([adding('reqeusts'), adding('requests')]),
    });
    const args = ['refactor', 'Use requests', '-t', 'total.py', '--mock-script', 'script.json', '--json'];
    const result = await project.ouroboros([...args, '--auto-apply', '--max-risk', '0.9']);
    expect(result).toMatchObject({ exitCode: 0 });
    const failed = eventsOf(result).filter((event) => event['type'] === 'gate.failed');
    expect(failed).toMatchObject([{ gate: 'new-imports', diagnostics: [{ path: 'total.py', line: 1 }] }]);
    expect(project.read('total.py')).toContain('import requests\n');
  });

  test('it can be switched off by name', async () => {
    const project = await createProject({
      ...WITH_MANIFEST,
      'ouroboros.config.json': JSON.stringify({ disabledGates: ['new-imports'] }),
      'script.json': JSON.stringify([adding('reqeusts')]),
    });
    const args = ['refactor', 'Use requests', '-t', 'total.py', '--mock-script', 'script.json', '--json'];
    expect(await project.ouroboros([...args, '--auto-apply', '--max-risk', '0.9'])).toMatchObject({
      exitCode: 0,
    });
    expect(project.read('total.py')).toContain('import reqeusts\n');
  });
});

describe('a package that a notebook imports', () => {
  const notebook = (...cells: readonly (readonly string[])[]): string =>
    JSON.stringify(
      {
        cells: cells.map((lines) => ({
          cell_type: 'code',
          execution_count: null,
          metadata: {},
          outputs: [],
          source: lines.map((line) => `${line}\n`),
        })),
        metadata: { kernelspec: { language: 'python', name: 'python3' } },
        nbformat: 4,
        nbformat_minor: 5,
      },
      null,
      1,
    );
  const KEPT = [
    'import json',
    'import numpy as np',
    'import pandas as pd',
    'import seaborn',
    'from sklearn import svm',
  ];
  const files = {
    'requirements.txt': 'numpy\npandas\nseaborn\nscikit-learn\n',
    'a.ipynb': notebook(KEPT),
  };
  const added = (...cells: readonly (readonly string[])[]): Patch => ({
    'a.ipynb': notebook(KEPT, ...cells),
  });

  test('is refused where all others are declared and nothing installs it', async () => {
    expect(await refused(files, added(['import pandasfast']))).toEqual([
      expect.stringContaining(`\`pandasfast\` ${NO_PYTHON}`),
    ]);
  });

  test.each([
    ['a cell installs it', [['%pip install -q pandas-fast pandasfast==1.0'], ['import pandasfast']]],
    ['a cell installs from elsewhere', [['!pip install git+https://a.b/c.git'], ['import pandasfast']]],
    [
      'a cell installs what a file lists',
      [['!{sys.executable} -m pip install -r more.txt'], ['import pandasfast']],
    ],
    ['it is always there', [['from IPython.display import display']]],
    ['one line imports another that is not declared', [['import os, torch'], ['import pandasfast']]],
    ['another is not declared either', [['import torch'], ['import pandasfast']]],
  ])('is not refused where %s', async (_, cells) => {
    expect(await refused(files, added(...cells))).toEqual([]);
  });

  test('is not refused where another notebook imports it, or few packages tell', async () => {
    const patch = added(['import pandasfast']);
    expect(await refused({ ...files, 'b.ipynb': notebook(['import pandasfast']) }, patch)).toEqual([]);
    expect(await refused({ ...files, 'requirements.txt': 'pandas\n' }, patch)).toEqual([]);
  });
});
