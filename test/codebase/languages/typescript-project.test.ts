import { describe, expect, it } from 'vitest';
import {
  createLibraryFiles,
  type LibraryFiles,
} from '../../../src/codebase/languages/typescript-libraries.ts';
import {
  openTypeScriptProject,
  readProjectSource,
  type ProjectSource,
  type TypeScriptProject,
} from '../../../src/codebase/languages/typescript-project.ts';
import { treeOfTexts, type Texts } from '../../support/fixture.ts';

function read(texts: Texts, always: readonly string[] = []): Promise<ProjectSource> {
  return readProjectSource(treeOfTexts(texts), { always, signal: new AbortController().signal });
}

const LIBRARIES = createLibraryFiles();

describe('readProjectSource', () => {
  it('takes sources that people write, and others only by name', async () => {
    const texts = {
      'a.ts': '',
      'b.jsx': '',
      'c.min.js': '',
      'dist/d.js': '',
      'node_modules/e/e.js': '',
      'f.py': '',
    };
    expect((await read(texts)).files.sources).toEqual(['a.ts', 'b.jsx']);
    expect((await read(texts, ['dist/d.js'])).files.sources).toEqual(['a.ts', 'b.jsx', 'dist/d.js']);
  });

  it.each([
    ['./a', 'src/a.ts'],
    ['./a.js', 'src/a.ts'],
    ['./b', 'src/b.mjs'],
    ['./part', 'src/part/index.tsx'],
    ['.', 'src/index.ts'],
    ['@lib/x', 'lib/x.ts'],
    ['#inner', 'src/inner.ts'],
    ['@shop/core', 'packages/core/src/index.ts'],
    ['@shop/core/tools', 'packages/core/src/tools.ts'],
    ['@shop/core/mapped', 'packages/core/src/deep/two.ts'],
    ['@shop/core/deep/one', 'packages/core/source/deep/one.ts'],
    ['src/part', 'src/part/index.tsx'],
    ['lodash/map', null],
    ['react', null],
    ['./missing', null],
  ])('resolves %s to %s', async (specifier, path) => {
    const { modules } = await read({
      'tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
      'tsconfig.app.json':
        '{ "extends": "./base.json", "compilerOptions": { "paths": { "@lib/*": ["./lib/*"] } } }',
      'package.json':
        '{ "name": "shop", "imports": { "#inner": "./src/inner.ts" }, "dependencies": { "lodash": "*" } }',
      'src/a.ts': '',
      'src/b.mjs': '',
      'src/index.ts': '',
      'src/inner.ts': '',
      'src/part/index.tsx': '',
      'lib/x.ts': '',
      'lodash/map.ts': '',
      'packages/core/package.json':
        '{ "name": "@shop/core", "main": "dist/index.js", "exports": { ".": "./dist/index.js", "./tools": { "import": "./dist/tools.mjs" }, "./mapped": "./dist/esm/deep/two.js", "./deep/*": "./source/deep/*.ts" } }',
      'packages/core/src/deep/two.ts': '',
      'packages/core/src/index.ts': '',
      'packages/core/src/tools.ts': '',
      'packages/core/source/deep/one.ts': '',
    });
    expect(modules.resolve(specifier, 'src/main.ts')).toBe(path);
  });
});

it('the entries of a tree are the sources of what its published packages name', async () => {
  const { modules } = await read({
    'one/package.json': '{ "name": "one", "main": "./lib/main.js", "types": "./lib/main.d.ts" }',
    'one/src/main.ts': '',
    'one/index.ts': '',
    'two/package.json': '{ "name": "two" }',
    'two/index.ts': '',
    'own/package.json': '{ "name": "own", "private": true }',
    'own/index.ts': '',
  });
  expect([...modules.entries]).toEqual(['one/src/main.ts', 'two/index.ts']);
});

describe('openTypeScriptProject', () => {
  it('holds what hangs together with the seeds, and what speaks to every file', async () => {
    const source = await read({
      'a.ts': "import './b';",
      'b.ts': 'export {};',
      'user.ts': "const b = await import('./b');",
      'stranger.ts': 'export {};',
      'alias.ts': "import '@/b';",
      'globals.d.ts': 'declare const version: string;',
      'script.js': 'var x = 1;',
    });
    const project = openTypeScriptProject(source, { seeds: ['a.ts'], isolatesScripts: false });
    expect(project.files.sources).toEqual([
      'a.ts',
      'alias.ts',
      'b.ts',
      'globals.d.ts',
      'script.js',
      'user.ts',
    ]);
  });

  it.each([
    ['a reference', "/// <reference path='./b.ts' />\nexport {};", true],
    ['an addition to the globals', 'export {};\ndeclare global { var added: 1; }', true],
    ['what is not there', "import './gone';", true],
    ['what is not there, in a comment', "// taken from './gone'\nexport {};", false],
    ['what is not there and is no source', "import './gone.css';\nexport {};", false],
    ['a package', "import 'lodash';", false],
  ])('holds a file with %s: %j, %s', async (_, text, isHeld) => {
    const source = await read({ 'b.ts': 'export {};', 'other.ts': text });
    const project = openTypeScriptProject(source, { seeds: ['b.ts'], isolatesScripts: false });
    expect(project.files.sources.includes('other.ts')).toBe(isHeld);
  });

  it('holds the JavaScript that a declaration file describes', async () => {
    const texts = {
      'a.ts': "import './c';\nimport 'kit';",
      'c.d.ts': 'export {};',
      'c.js': 'exports.c = 1;',
      'kit/package.json': '{ "name": "kit", "main": "main.cjs", "types": "types.d.ts" }',
      'kit/types.d.ts': 'export {};',
      'kit/main.cjs': 'exports.kit = 1;',
    };
    const project = openTypeScriptProject(await read(texts), { seeds: ['a.ts'], isolatesScripts: false });
    expect(project.files.sources).toEqual(['a.ts', 'c.d.ts', 'c.js', 'kit/main.cjs', 'kit/types.d.ts']);
  });

  it('checks with the options of the nearest configuration', async () => {
    const source = await read({
      'one/tsconfig.json': '{ "compilerOptions": { "strict": false } }',
      'one/a.ts': 'export const a: string = null;',
      'two/a.ts': 'export const a: string = null;',
      'six/jsconfig.json': '{ "compilerOptions": { "strict": false } }',
      'six/a.ts': 'export const a: string = null;',
    });
    const codes = ['one/a.ts', 'two/a.ts', 'six/a.ts'].map((path) => {
      const project = openTypeScriptProject(source, { seeds: [path], isolatesScripts: false });
      return project.program.getSemanticDiagnostics(project.sourceFile(path)).map(({ code }) => code);
    });
    expect(codes).toEqual([[], [2322], []]);
  });

  it('keeps each part of the strictness that a configuration chooses', async () => {
    const text = [
      "import 'package/register';",
      'export class Point { x: number; }',
      'export const each: (at: number | string) => void = (at: number) => void at;',
      'try { each(1); } catch (error) { error.message; }',
    ].join('\n');
    const loose =
      '"strictPropertyInitialization": false, "strictFunctionTypes": false, "useUnknownInCatchVariables": false';
    const source = await read({
      'one/tsconfig.json': `{ "compilerOptions": { "strict": true, ${loose} } }`,
      'one/a.ts': text,
      'two/a.ts': text,
    });
    const codes = ['one/a.ts', 'two/a.ts'].map((path) => {
      const project = openTypeScriptProject(source, { seeds: [path], isolatesScripts: false });
      return project.program.getSemanticDiagnostics(project.sourceFile(path)).map(({ code }) => code);
    });
    expect(codes).toEqual([[], [2564, 2322, 18_046]]);
  });

  it('gives a second program in which other texts hold, and leaves the first', async () => {
    const source = await read({
      'a.ts': 'export const a = 1;',
      'b.ts': "import { a } from './a';\na.toFixed();",
    });
    const first = openTypeScriptProject(source, { seeds: ['a.ts'], isolatesScripts: false });
    const second = first.withTexts(new Map([['a.ts', "export const a = 'x';"]]));
    const codesOf = (project: typeof first) =>
      project.program.getSemanticDiagnostics(project.sourceFile('b.ts')).map(({ code }) => code);
    expect([codesOf(first), codesOf(second), codesOf(first)]).toEqual([[], [2551], []]);
    expect(second.sourceFile('b.ts')).toBe(first.sourceFile('b.ts'));
  });
});

describe('the declarations of browsers', () => {
  it.each([
    ['a.ts', 'export const home = new URL("x:y");', true],
    ['a.ts', 'export const home = (at: HTMLElement) => at;', true],
    ['a.ts', "export const home = globalThis['URL'];", true],
    ['a.js', '/** @type {URL} */\nexport let home;', true],
    ['a.ts', '/** The URL of a Request. */\nexport const home = 1; // document', false],
    ['a.ts', "export const home = 'no URL here';", false],
    ['a.ts', 'export const home = `document`.length;', true],
    ['a.ts', 'export const home = globalThis.fetch;', true],
    ['a.ts', 'export const home = { fetch };', true],
    ['a.ts', 'export const home = (at: { fetch: () => void }) => at.fetch();', false],
    ['a.ts', "import { Request } from 'express';\nexport const home = (at: Request) => at;", false],
    ['a.ts', "import { Request as Asked } from 'express';\nexport const home = (at: Asked) => at;", false],
    ['a.ts', "import { Asked } from 'express';\nexport const home = (at: Asked) => new Request(at);", true],
    ['a.js', "const { URL } = require('node:url');\nexports.home = new URL('x:y');", false],
    ['a.js', "const { parse } = require('node:url');\nexports.home = new URL('x:y');", true],
    ['a.js', '/** The URL of a Request.\n * @param {string} document */\nexports.home = () => 1;', false],
    ['a.js', '/** @param {{ at: URL }} from */\nexports.home = (from) => from;', true],
    ['a.js', '/** @typedef {object} Home\n * @property {Request} at */\nexports.home = 1;', true],
  ])('come with %s for %j: %s', async (path, text, isThere) => {
    const { program } = await openAlone({ [path]: text }, LIBRARIES);
    expect(program.getSourceFiles().some(({ fileName }) => fileName.endsWith('/lib.dom.d.ts'))).toBe(isThere);
  });
});

describe('createLibraryFiles', () => {
  it('lets programs of several trees share what the language declares', async () => {
    const libraries = createLibraryFiles();
    const [one, other, alone] = [
      await openAlone({ 'a.ts': 'export {};' }, libraries),
      await openAlone({ 'b.ts': 'export {};' }, libraries),
      await openAlone({ 'b.ts': 'export {};' }, createLibraryFiles()),
    ].map(({ program }) =>
      program.getSourceFiles().find(({ fileName }) => fileName.endsWith('/lib.es5.d.ts')),
    );
    expect(one).toBeDefined();
    expect(other).toBe(one);
    expect(alone).not.toBe(one);
  });

  it.each([
    { what: 'a script', text: 'interface Array<T> { added: T }', use: '[1].added;' },
    {
      what: 'a module',
      text: 'export {}; declare global { interface Array<T> { added: T } }',
      use: '[1].added;',
    },
    { what: 'a namespace', text: 'declare namespace Intl { const added: 1; }', use: 'Intl.added;' },
  ])('keeps what $what of one tree adds to the language from the next', async ({ text, use }) => {
    const libraries = createLibraryFiles();
    const first = await openAlone({ 'a.ts': `${text}\n${use}` }, libraries);
    expect(diagnosticsOf(first)).toEqual([]);
    const next = await openAlone({ 'b.ts': use }, libraries);
    expect(diagnosticsOf(next)).toEqual(['2339 0']);
  });
});

async function openAlone(texts: Texts, libraries: LibraryFiles): Promise<TypeScriptProject> {
  const source = await readProjectSource(treeOfTexts(texts), {
    always: [],
    signal: new AbortController().signal,
    libraries,
  });
  return openTypeScriptProject(source, { seeds: Object.keys(texts), isolatesScripts: false });
}

/** Their codes and lines, counted from 0. */
function diagnosticsOf({ program }: TypeScriptProject): readonly string[] {
  return program
    .getSemanticDiagnostics()
    .map(({ code, file, start = 0 }) => `${code} ${file?.getLineAndCharacterOfPosition(start).line}`);
}
