import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../../src/domain/digest.ts';
import type { Verdict } from '../../../src/domain/ports.ts';
import { literalPattern } from '../../../src/domain/literal-pattern.ts';
import { createLintGate } from '../../../src/safety/gates/lint.ts';
import { createGitVcs } from '../../../src/safety/git.ts';
import { judgePatch, placesIn, type Patch } from '../../support/judge.ts';
import { makeFolder, makeRepository, type Files } from '../../support/work-tree.ts';

async function judge(files: Files, patch: Patch): Promise<Verdict> {
  const root = makeFolder(files);
  return judgePatch(createLintGate({ root }), root, { patch });
}

const PYTHON = 'import os\n\n\ndef home():\n    return os.environ["HOME"]\n';

describe('Python: a new mistake is refused', () => {
  test.each([
    ['an undefined name', 'x = pathlib.Path()\n', 'Undefined name `pathlib` (F821)'],
    ['an import that is gone while its name is used', null, 'Undefined name `os` (F821)'],
    [
      'a format without its value',
      'print("%s %s" % (1,))\n',
      '`%`-format string has 2 placeholder(s) but 1 substitution(s) (F507)',
    ],
    ['a comparison that does nothing', 'os.name == "x"\n', /^Pointless comparison.*\(B015\)$/],
    ['`is` with a literal', 'flag = os.name is "x"\n', 'Use `==` to compare constant literals (F632)'],
    [
      'a function that takes the place of another one',
      'def at():\n    return 1\n\n\ndef at():\n    return 2\n',
      'Redefinition of unused `at` from line 6: `at` redefined here (F811)',
    ],
    [
      'a key whose value replaces another',
      'x = {"a": 1, "b": 2, "a": 3}\n',
      /^Dictionary key literal `"a"` .*F601/,
    ],
    ['return with a value in __init__', 'class A:\n    def __init__(self):\n        return 1\n', /PLE0101/],
  ])('%s', async (_, added, message) => {
    const after = added === null ? PYTHON.replace('import os\n', '') : `${PYTHON}${added}`;
    const { passed, diagnostics } = await judge({ 'a.py': PYTHON }, { 'a.py': after });
    expect(passed).toBe(false);
    expect(diagnostics.map((one) => one.message)).toEqual([
      expect.stringMatching(message instanceof RegExp ? message : literalPattern(message)),
    ]);
  });

  test('a mistake that was there is refused where it is made once more', async () => {
    const before = 'def f():\n    raise NotImplemented\n';
    const { diagnostics } = await judge(
      { 'a.py': before },
      { 'a.py': `${before}${before.replace('f()', 'g()')}` },
    );
    expect(diagnostics.map(({ line }) => line)).toEqual([4]);
  });

  test('the verdict names the place, the bytes that were judged, and no parser that would stand for syntax', async () => {
    const after = `${PYTHON}print(hom())\n`;
    const verdict = await judge({ 'a.py': PYTHON }, { 'a.py': after });
    expect(placesIn(verdict)).toEqual(['a.py:6 Undefined name `hom` (F821)']);
    expect(verdict.judged).toEqual([{ path: 'a.py', digest: digestOf(Buffer.from(after)), verifiedBy: [] }]);
  });
});

describe('Python: what is no mistake of the change passes', () => {
  test.each([
    ['an error that was there and moves', 'print(gone)\n', 'x = 1\nprint(gone)\n'],
    ['one more use of a name that was missing before', 'print(gone)\n', 'print(gone)\ny = gone + 1\n'],
    [
      'a built-in name of Python 2',
      'x = 1\n',
      'x = 1\ntry:\n    text = unicode\nexcept NameError:\n    text = str\n',
    ],
    [
      'a built-in name of Python 2 under a condition',
      'x = 1\n',
      'import sys\nif sys.version_info[0] == 2:\n    text = unicode\n',
    ],
    [
      'a second function under a name that a decorator has taken note of',
      'x = 1\n',
      'import app\n\n\n@app.get("/")\ndef at():\n    return 1\n\n\n@app.get("/b")\ndef at():\n    return 2\n',
    ],
    ['a stand-in for an import', 'x = 1\n', 'try:\n    import at\nexcept ImportError:\n    def at(): ...\n'],
    ['a key that stands twice with one value', 'x = 1\n', 'x = {"a": 1, "a": 1}\n'],
    ['keys that are alike in other letters', 'x = 1\n', 'x = {1: 2, True: 3, 1.0: 4}\n'],
    ['a key that stood twice before', 'x = {"a": 1, "a": 2}\n', 'y = 1\nx = {"a": 1, "a": 2}\n'],
    ['a key of another dictionary', 'x = 1\n', 'x = {"a": {"a": 1}, "b": {"a": 2}, "c": {"a": 3}}\n'],
    [
      'an export of a module that makes its names when they are asked for',
      'x = 1\n',
      '__all__ = ["__version__"]\n\n\ndef __getattr__(name):\n    return name\n',
    ],
    ['a bare raise in a hook', 'x = 1\n', 'def hook():\n    raise\n'],
    ['a line that asked for silence before', 'print(gone)  # noqa\n', 'x = 1\nprint(gone)  # noqa\n'],
    ['a text that did not parse before', 'def (:\n', 'print(gone)\n'],
    ['a new text that does not parse', 'x = 1\n', 'print(gone\n'],
  ])('%s', async (_, before, after) => {
    expect(await judge({ 'a.py': before }, { 'a.py': after })).toMatchObject({
      passed: true,
      diagnostics: [],
    });
  });

  test('unused names and matters of taste are warnings, which the summary names', async () => {
    const after = `import sys\n${PYTHON}\n\ndef f(x=[]):\n    return x\n`;
    const { passed, summary } = await judge({ 'a.py': PYTHON }, { 'a.py': after });
    expect(passed).toBe(true);
    expect(summary).toBe(
      'No new lint errors. Warnings: a.py `sys` imported but unused (F401); a.py Do not use mutable data structures for argument defaults (B006).',
    );
  });
});

test('data of tests may ask for names that are nowhere', async () => {
  const patch = (path: string): Promise<{ readonly passed: boolean }> =>
    judge({ [path]: 'x = 1\n' }, { [path]: 'x = 1\nprint(gone)\n' });
  expect(await patch('tests/exceptions/source/attributes.py')).toMatchObject({ passed: true });
  expect(await patch('tests/exceptions/attributes.py')).toMatchObject({ passed: false });
});

test('a file that a later step will change may be unfinished', async () => {
  const root = makeFolder({ 'a.py': 'x = 1\n' });
  const patch = { 'a.py': 'x = helper()\n' };
  const gate = createLintGate({ root });
  const later = await judgePatch(gate, root, { patch, intent: { words: '', later: ['a.py'] } });
  expect(later).toMatchObject({
    passed: true,
    summary: 'No new lint errors. Warnings: a.py Undefined name `helper` (F821).',
  });
  expect((await judgePatch(gate, root, { patch })).passed).toBe(false);
});

const SCRIPT = 'import { join } from "node:path";\nexport const at = (name) => join("a", name);\n';

describe('a name that a file asks the global object for', () => {
  test.each([
    ['src/a.js', 'if (window.Vue) {\n  Vue.use(plugin);\n}\n', true],
    ['src/a.ts', "const has = 'globalThis' && globalThis['Vue'];\nVue.use(has);\n", true],
    ['src/a.js', 'if (window.Vuex) {\n  Vue.use(plugin);\n}\n', false],
    ['src/a.js', 'if (my.window.Vue) {\n  Vue.use(plugin);\n}\n', false],
    ['src/a.js', 'if (!window.Vue) {\n  Vue = plugin;\n}\n', false],
  ])('is defined there: %s %j', async (path, code, passed) => {
    const before = 'const plugin = {};\nlet my;\nexport { plugin, my };\n';
    expect(await judge({ [path]: before }, { [path]: before + code })).toMatchObject({ passed });
  });
});

describe('JavaScript and TypeScript: an undefined name, or one that may not be assigned to, is refused', () => {
  test.each([
    ['a.js', 'export const b = basename(at("x"));\n', '`basename` is not defined (TS2304)'],
    ['a.ts', 'export const b = { basename };\n', '`basename` is not defined (TS18004)'],
    ['a.jsx', 'export const b = <Missing />;\n', '`Missing` is not defined (TS2304)'],
    ['a.mjs', 'export const b = Procces.env;\n', '`Procces` is not defined (TS2304)'],
    ['a.cjs', 'module.exports = path.join("a");\n', '`path` is not defined (TS2304)'],
    ['b.js', 'at = null;\n', "Cannot assign to 'at' because it is a constant. (TS2588)"],
    [
      'b.ts',
      'export const b = () => { join = at; };\n',
      "Cannot assign to 'join' because it is an import. (TS2632)",
    ],
    [
      'c.js',
      'export const b = { a: 1, "a": at };\n',
      'An object literal cannot have multiple properties with the same name. (TS1117)',
    ],
    ['c.mjs', 'export class C { c = 1; c() {} }\n', "Duplicate identifier 'c'. (TS2300)"],
    ['b.mjs', 'export class B { b() {} b() {} }\n', 'Duplicate function implementation. (TS2393)'],
  ])('%s: %s', async (path, added, message) => {
    const verdict = await judge({ [path]: SCRIPT }, { [path]: SCRIPT + added });
    expect(placesIn(verdict)).toEqual([`${path}:3 ${message}`]);
  });

  test.each([
    [
      'a global of the language, of pages, of Node or of a test runner',
      'export const b = [structuredClone, document, process, describe];\n',
    ],
    ['a name that the text asks for', 'export const b = typeof gadget === "undefined" ? 1 : gadget;\n'],
    ['a name that a comment declares', '/* global gadget */\nexport const b = gadget;\n'],
    ['what a build replaces', 'if (__DEV__) at("x");\n'],
    [
      'a key of another object, a prototype, an accessor, a pattern',
      'export const b = [{ a: 1 }, { a: 2, __proto__: at, get c() { return 1; }, set c(to) {} }];\nexport const f = ({ d, d: e }) => d + e;\n',
    ],
    ['an overloaded method', 'export class B { get b() { return 1; } set b(to) { this.c = to; } c = 1; }\n'],
    ['a variable that is assigned to', 'export let b = 1;\nb = 2;\n'],
    ['a type in a comment', '/** @type {Gadget} */\nexport const b = 1;\n'],
    [
      'a name that the project declares for all',
      'export const b = gadget;\n',
      { 'types/all.d.ts': 'declare const gadget: number;\n' },
    ],
    [
      'a name that a tool of the project may import by itself',
      'export const b = gadget;\n',
      {
        'vite.config.ts': "import auto from 'unplugin-auto-import/vite';\nexport default auto();\n",
        'src/gadget.ts': 'export const gadget = 1;\n',
      },
    ],
  ])('%s passes', async (_, added, others: Files = {}) => {
    const { passed, summary } = await judge({ 'a.js': SCRIPT, ...others }, { 'a.js': SCRIPT + added });
    expect({ passed, summary }).toEqual({ passed: true, summary: 'No new lint errors.' });
  });

  test.each([
    ['passes', '// @ts-expect-error\n'],
    [
      'passes',
      'a = at; // @ts-ignore: no types\n\n  // of the page\r\n// eslint-disable-next-line no-undef\n',
    ],
    ['is refused', '// @ts-ignore\nat("a");\n'],
    ['is refused', '\n'],
  ])('%s where the line was not checked before: %j', async (expected, above) => {
    const text = (name: string): string => `${SCRIPT}let a;\n${above}at(${name});\n`;
    const { passed } = await judge({ 'a.js': text('at') }, { 'a.js': text('gadget') });
    expect(passed ? 'passes' : 'is refused').toBe(expected);
  });

  test.each(['// @ts-nocheck', '/* @flow strict */'])('is not judged below %s', async (comment) => {
    const text = `${comment}\n${SCRIPT}`;
    const verdict = await judge({ 'a.js': text }, { 'a.js': `${text}at(gadget);\n` });
    expect(verdict).toMatchObject({ passed: true, summary: expect.stringContaining('cannot be told') });
  });

  test('scripts of a page share their names', async () => {
    expect((await judge({ 'a.js': 'var a = 1;\n' }, { 'a.js': 'var a = fromOtherScript();\n' })).passed).toBe(
      true,
    );
  });

  test('a name that a script loaded for its effect may make is told and refuses nothing', async () => {
    const effect = "require('./every-helper');\n";
    const { passed, summary } = await judge({ 'a.cjs': effect }, { 'a.cjs': `${effect}madeByHelper();\n` });
    expect(passed).toBe(true);
    expect(summary).toContain('`madeByHelper` is not defined');
    const used = effect.replace('require', 'const helper = require');
    expect((await judge({ 'a.cjs': used }, { 'a.cjs': `${used}helper(madeByHelper);\n` })).passed).toBe(
      false,
    );
  });

  test('a text without a wrong name has no new one, whatever was wrong with the text before', async () => {
    const { passed, summary } = await judge({ 'a.js': 'const a = (;\n' }, { 'a.js': SCRIPT });
    expect({ passed, summary }).toEqual({ passed: true, summary: 'No new lint errors.' });
  });

  test('a text that is nested too deeply is not judged', async () => {
    const deep = `export const n = ${'1 + '.repeat(10_000)}1;\n`;
    const { passed, summary } = await judge({}, { 'deep.js': deep });
    expect({ passed, summary }).toEqual({
      passed: true,
      summary: 'No new lint errors. Not judged: deep.js: its names cannot be told.',
    });
  });
});

/** A folder that has oxlint installed. */
function withOxlint(files: Files): string {
  const root = makeFolder({ 'a.js': SCRIPT, ...files });
  mkdirSync(join(root, 'node_modules'));
  const installed = dirname(dirname(import.meta.resolve('oxlint').replace('file://', '')));
  symlinkSync(installed, join(root, 'node_modules', 'oxlint'));
  return root;
}

describe("the project's own oxlint", () => {
  const DEBUGGER = { 'a.js': `${SCRIPT}debugger;\n` };
  const judgeWith = async (files: Files, patch: Patch = DEBUGGER): Promise<Verdict> => {
    const root = withOxlint(files);
    return judgePatch(createLintGate({ root }), root, { patch });
  };

  test.each(['.oxlintrc.json', '.oxlintrc.jsonc'])('what %s calls an error is refused', async (name) => {
    const config = '{ /* own rules */ "rules": { "no-debugger": "error" } }';
    const verdict = await judgeWith({ [name]: config });
    expect(placesIn(verdict)).toEqual(['a.js:3 `debugger` statement is not allowed (eslint(no-debugger))']);
    expect(verdict.diagnostics[0]?.source).toBe('oxlint');
  });

  test('a configuration that it extends counts', async () => {
    const verdict = await judgeWith({
      '.oxlintrc.json': '{ "extends": ["./lint/base.json"] }',
      'lint/base.json': '{ "rules": { "no-debugger": "error" } }',
    });
    expect(verdict.passed).toBe(false);
  });

  test('a change is judged by the configuration that it found', async () => {
    const config = (level: string): string => `{ "rules": { "no-debugger": "${level}" } }`;
    const patch = { ...DEBUGGER, '.oxlintrc.json': config('off') };
    expect((await judgeWith({ '.oxlintrc.json': config('error') }, patch)).passed).toBe(false);
  });

  test('a new comment silences nothing', async () => {
    const silent = { 'a.js': `${SCRIPT}// oxlint-disable-next-line\ndebugger;\n` };
    const { passed, diagnostics } = await judgeWith(
      { '.oxlintrc.json': '{ "rules": { "no-debugger": "error" } }' },
      silent,
    );
    expect({ passed, line: diagnostics[0]?.line }).toEqual({ passed: false, line: 4 });
  });

  test('Python is not its concern', async () => {
    const files = { 'oxlint.config.ts': 'export default {};\n' };
    const { passed, summary } = await judgeWith(files, { 'a.py': 'x = 1\n' });
    expect({ passed, summary }).toEqual({ passed: true, summary: 'No new lint errors.' });
  });

  test('what it only warns of is told', async () => {
    const { passed, summary } = await judgeWith({});
    expect(passed).toBe(true);
    expect(summary).toContain('a.js `debugger` statement is not allowed (eslint(no-debugger))');
  });

  test('an error that was there before is not new', async () => {
    const config = '{ "rules": { "no-debugger": "error" } }';
    const verdict = await judgeWith(
      { '.oxlintrc.json': config, ...DEBUGGER },
      { 'a.js': `${SCRIPT}at("x");\ndebugger;\n` },
    );
    expect(verdict.passed).toBe(true);
  });

  const PLUGIN =
    'import { writeFileSync } from "node:fs";\nwriteFileSync("/dev/null", "");\nexport default {};\n';
  test.each<[string, Files, string]>([
    [
      'a plugin that is code',
      { '.oxlintrc.json': '{ "jsPlugins": ["./plugin.js"] }', 'plugin.js': PLUGIN },
      'its configuration loads code or files outside of the repository',
    ],
    [
      'a hidden plugin',
      { '.oxlintrc.json': String.raw`{ "jsPlugin\u0073": ["./plugin.js"] }`, 'plugin.js': PLUGIN },
      'its configuration loads code or files outside of the repository',
    ],
    [
      'a configuration from elsewhere',
      { '.oxlintrc.json': '{ "extends": ["../other.json"] }' },
      'its configuration loads code or files outside of the repository',
    ],
    ['a configuration that is code', { 'oxlint.config.ts': PLUGIN }, 'its configuration is code'],
  ])('%s is not run', async (_, files, reason) => {
    const { passed, summary } = await judgeWith(files);
    expect({ passed, summary }).toEqual({
      passed: true,
      summary: `No new lint errors. Not judged: a.js: oxlint was not run, since ${reason}.`,
    });
  });

  test('a linter that came with the repository is not run', async () => {
    const launcher = 'node_modules/oxlint/bin/oxlint';
    const root = makeRepository({ 'a.js': SCRIPT, [launcher]: 'throw new Error("run");\n' });
    const gate = createLintGate({ root });
    const { summary } = await judgePatch(gate, root, { patch: DEBUGGER, vcs: createGitVcs() });
    expect(summary).toContain(
      'oxlint was not run, since the oxlint of the project is a part of its repository',
    );
  });
});
