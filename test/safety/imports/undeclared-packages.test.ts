import { describe, expect, test } from 'vitest';
import { createCandidate } from '../../../src/domain/candidate.ts';
import type { Verdict } from '../../../src/domain/ports.ts';
import { createNewImportsGate } from '../../../src/safety/gates/new-imports.ts';
import { makeFolder, treeWith } from '../../support/work-tree.ts';

async function judge(path: string, text: string, others: Readonly<Record<string, string>>): Promise<Verdict> {
  const change = { path, before: null, after: Buffer.from(text), tolerances: [] };
  const candidate = createCandidate(treeWith(others), [change], { words: '', later: [] });
  return createNewImportsGate({ root: makeFolder({}) }).check(candidate, new AbortController().signal);
}

const PYTHON = { 'pyproject.toml': '[project]\nname = "shop"\ndependencies = ["requests"]\n' };
const SCRIPT = { 'package.json': '{ "name": "shop", "dependencies": { "left-pad": "1" } }' };

describe('packages of programs beside the project', () => {
  test.each([
    ['examples/web/serve.py', 'import tornado\n', 'tornado'],
    ['extras/packaging/hook-pip.py', 'from PyInstaller.utils.hooks import get\n', 'PyInstaller.utils.hooks'],
    ['benchmarks/run.py', 'import pyperf\n', 'pyperf'],
    ['examples/serve.js', "import fastify from 'fastify';\n", 'fastify'],
    ['test/fuzzing/serve.js', "import fastify from 'fastify';\n", 'fastify'],
  ])('are not judged where no manifest there declares them, in %s', async (path, text, name) => {
    const verdict = await judge(path, text, { ...PYTHON, ...SCRIPT });
    expect(verdict.passed).toBe(true);
    expect(verdict.summary).toContain(`Not judged, as no manifest says what is installed: \`${name}\`.`);
  });

  test.each([
    ['examples/requirements.txt', 'examples/web/serve.py', 'import tornado\n'],
    ['examples/package.json', 'examples/web/serve.js', "import fastify from 'fastify';\n"],
  ])('are judged beside %s', async (manifest, path, text) => {
    const files = { ...PYTHON, ...SCRIPT, [manifest]: '{ "dependencies": {} }' };
    expect((await judge(path, text, files)).passed).toBe(false);
  });

  test.each([
    ['src/serve.py', 'import tornado\n'],
    ['src/examples.py', 'import tornado\n'],
    ['src/extras/serve.py', 'import tornado\n'],
    ['lib/demo/serve.js', "import fastify from 'fastify';\n"],
    ['src/serve.js', "import fastify from 'fastify';\n"],
  ])('are judged in %s', async (path, text) => {
    expect((await judge(path, text, { ...PYTHON, ...SCRIPT })).passed).toBe(false);
  });

  test('are judged in a package of Python of such a name', async () => {
    const files = { ...PYTHON, 'shop/__init__.py': '', 'shop/contrib/__init__.py': '' };
    expect((await judge('shop/contrib/auth/serve.py', 'import tornado\n', files)).passed).toBe(false);
    expect((await judge('contrib/auth/serve.py', 'import tornado\n', files)).passed).toBe(true);
  });

  test('are judged where they are files of the project', async () => {
    const files = { ...PYTHON, 'shop/__init__.py': '' };
    expect((await judge('examples/serve.py', 'from shop.prices import TAX\n', files)).passed).toBe(false);
  });
});

describe('a script of Python that says what it needs', () => {
  const block =
    '# /// script\n# requires-python = ">=3.11"\n# dependencies = [\n#   "pydantic>=2.7",\n# ]\n# ///\n';

  test('may import that, and nothing else', async () => {
    expect((await judge('tools/a.py', `${block}from pydantic import BaseModel\n`, PYTHON)).passed).toBe(true);
    expect((await judge('tools/a.py', `${block}import pydantics\n`, PYTHON)).passed).toBe(false);
    expect((await judge('tools/a.py', 'import pydantic\n', PYTHON)).passed).toBe(false);
  });
});

describe('a package that another one brings along', () => {
  const lock = "lockfileVersion: '9.0'\n\npackages:\n\n  'kleur@4.1.5':\n    resolution: {}\n";
  const old = 'lockfileVersion: 5.4\n\npackages:\n\n  /kleur/4.1.5:\n    resolution: {}\n';
  const code = "import k from 'kleur';\n";

  test.each([
    ['.npmrc', 'shamefully-hoist=true\n', lock],
    ['.npmrc', 'strict-peer-dependencies=false\nnode-linker = hoisted\n', old],
    ['pnpm-workspace.yaml', 'packages:\n  - docs\nshamefullyHoist: true\n', lock],
    ['pnpm-workspace.yaml', 'nodeLinker: hoisted\n', old],
  ])('is there where pnpm installs all of them flat, by %s: %j', async (path, setting, text) => {
    const files = { ...SCRIPT, 'pnpm-lock.yaml': text, [path]: setting };
    expect((await judge('src/a.js', code, files)).passed).toBe(true);
    expect((await judge('src/a.js', "import k from 'kleurs';\n", files)).passed).toBe(false);
  });

  test.each([
    ['.npmrc', 'shamefully-hoist=false\n'],
    ['notes.txt', 'shamefully-hoist=true\n'],
  ])('is not with %s: %j', async (path, setting) => {
    const files = { ...SCRIPT, 'pnpm-lock.yaml': lock, [path]: setting };
    expect((await judge('src/a.js', code, files)).passed).toBe(false);
  });

  test('is not by any other file of that form', async () => {
    const files = { ...SCRIPT, '.npmrc': 'shamefully-hoist=true\n', 'docs/pnpm.yaml': lock };
    expect((await judge('src/a.js', code, files)).passed).toBe(false);
  });
});

test('names that begin with a sign are of modules where Nuxt is there, and unknown elsewhere', async () => {
  const code = "import type { Config } from '#i18n';\n";
  for (const name of ['nuxt', 'nuxt-nightly', 'nuxt-edge']) {
    const nuxt = { 'package.json': `{ "devDependencies": { "${name}": "4" } }` };
    expect((await judge('app/a.ts', code, nuxt)).passed).toBe(true);
  }
  expect((await judge('app/a.ts', code, SCRIPT)).passed).toBe(false);
});

test.each([
  ['shop/pyodide.py', 'import js\n', true],
  ['shop/web.py', 'from pyodide.ffi import to_js\nimport js\nimport micropip\n', true],
  ['shop/web.py', 'import js\n', false],
  ['shop/web.py', 'from pyodide.ffi import to_js\nimport jss\n', false],
])('a module that Python has in a browser is known there: %s %j', async (path, text, isKnown) => {
  expect((await judge(path, text, PYTHON)).passed).toBe(isKnown);
});

test('a module that the text knows may be missing can be imported where it is needed', async () => {
  const tried = 'try:\n    import k5\nexcept ImportError:\n    k5 = None\n';
  const needed = '\n\ndef shell():\n    import k5\n';
  expect((await judge('shop/web.py', tried + needed, PYTHON)).passed).toBe(true);
  expect((await judge('shop/web.py', needed + needed.replace('shell', 'other'), PYTHON)).passed).toBe(false);
});

test('a file that only the text around an example has is not judged, unless one is near', async () => {
  const text = "import Field from './FieldOfYours.js';\n";
  const others = { ...SCRIPT, 'docs/src/examples/Text.js': 'export default 1;\n' };
  expect((await judge('docs/src/examples/use.js', text, others)).passed).toBe(true);
  expect((await judge('src/use.js', text, others)).passed).toBe(false);
  const near = { ...others, 'docs/src/examples/FieldOfYour.js': 'export default 1;\n' };
  expect((await judge('docs/src/examples/use.js', text, near)).passed).toBe(false);
});
