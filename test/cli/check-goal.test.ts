import { describe, expect, it } from 'vitest';
import { runCheck, type CheckOptions } from '../../src/cli/commands/check.ts';
import { capturedIo } from '../support/captured-io.ts';
import { makeFolder, type Files } from '../support/work-tree.ts';

const MODULE = 'import a from "./a.js";\nexport default a;\n';
const SCRIPT = 'with (Math) max(1, 2);\n';
const COMMONJS = 'return require("./a");\n';

const COMMONJS_PACKAGE = '{"type": "commonjs"}';
const MODULE_PACKAGE = '{"type": "module"}';

/** The names of the files that the command takes for valid JavaScript. */
async function accepted(files: Files, options: Partial<CheckOptions> = {}): Promise<readonly string[]> {
  const io = capturedIo(makeFolder(files));
  await runCheck({ paths: [], format: 'json', ...options }, io);
  const told = io
    .out()
    .split('\n')
    .map(
      (line) =>
        JSON.parse(line) as { readonly file: string; readonly language: string; readonly valid: boolean },
    );
  return told.filter(({ language, valid }) => language === 'javascript' && valid).map(({ file }) => file);
}

describe('JavaScript', () => {
  it('is read as its extension says, whatever its package says', async () => {
    const files = { 'a.mjs': MODULE, 'b.mjs': SCRIPT, 'c.cjs': MODULE, 'd.cjs': COMMONJS };
    for (const text of [MODULE_PACKAGE, COMMONJS_PACKAGE]) {
      expect(await accepted({ ...files, 'package.json': text })).toEqual(['a.mjs', 'd.cjs']);
    }
  });

  it('is read as the nearest package.json says', async () => {
    const kinds = { 'commonjs.js': COMMONJS, 'module.js': MODULE, 'script.js': SCRIPT };
    const inside = Object.entries(kinds).map(([name, text]) => [`old/src/${name}`, text]);
    const files = { ...kinds, ...Object.fromEntries(inside), 'package.json': MODULE_PACKAGE };
    expect(await accepted({ ...files, 'old/package.json': COMMONJS_PACKAGE })).toEqual([
      'module.js',
      'old/src/commonjs.js',
      'old/src/script.js',
    ]);
  });

  it.each([
    ['there is none', {}],
    ['it does not say', { 'package.json': '{"name": "a"}' }],
    ['it says what nobody knows', { 'package.json': '{"type": "umd"}' }],
    ['it is broken', { 'package.json': '{"type": ' }],
    ['it is no text', { 'package.json': Uint8Array.from([0xff, 0xfe, 0x7b]) }],
  ])('is read as its content says where %s in package.json', async (_what, manifest) => {
    const files: Files = { 'a.js': MODULE, 'b.js': SCRIPT, 'c.js': COMMONJS, 'd.js': `${MODULE}${SCRIPT}` };
    expect(await accepted({ ...files, ...manifest })).toEqual(['a.js', 'b.js', 'c.js']);
  });

  it('is not read as the project says where it is installed', async () => {
    const files: Files = { 'package.json': MODULE_PACKAGE, 'node_modules/a.js': SCRIPT, 'a.js': SCRIPT };
    expect(await accepted(files, { paths: ['node_modules/a.js', 'a.js'] })).toEqual(['node_modules/a.js']);
  });

  it('is read as it is told to, before anything else', async () => {
    const files = { 'a.mjs': SCRIPT, 'b.cjs': MODULE, 'c.js': MODULE, 'd.js': SCRIPT, 'e.js': COMMONJS };
    const all: Files = { ...files, 'package.json': MODULE_PACKAGE, 'f.jsx': '<a/>;\n' };
    expect(await accepted(all, { goal: 'module' })).toEqual(['b.cjs', 'c.js', 'f.jsx']);
    expect(await accepted(all, { goal: 'script' })).toEqual(['a.mjs', 'd.js', 'f.jsx']);
  });
});

it('leaves TypeScript to its own rules', async () => {
  const io = capturedIo(makeFolder({ 'a.ts': MODULE, 'package.json': COMMONJS_PACKAGE }));
  expect(await runCheck({ paths: [], goal: 'script' }, io)).toBe(0);
});
