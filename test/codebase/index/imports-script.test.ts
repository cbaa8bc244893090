import { readFile } from 'node:fs/promises';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createImportResolver } from '../../../src/codebase/index/imports/import-resolver.ts';
import { makeFolder, writeFiles, type Files } from '../../support/work-tree.ts';

type Resolve = (from: string, specifier: string) => string;

/** Answers as `state path`. Only `files` are listed; `unlisted` lie on the disk as well. */
async function resolverOf(files: Files, unlisted: Files = {}): Promise<Resolve> {
  const root = makeFolder(files);
  writeFiles(root, unlisted);
  const paths = Object.keys(files);
  const resolver = await createImportResolver({
    root,
    paths,
    readText: (path) => readFile(join(root, path), 'utf8'),
  });
  return (from, specifier) => {
    const { state, path } = resolver.resolve(from, { line: 1, specifier, names: ['a'], given: [] });
    return path === null ? state : `${state} ${path}`;
  };
}

describe('relative imports', () => {
  test('find the source that an emitted extension stands for', async () => {
    const resolve = await resolverOf({
      'src/a.ts': '',
      'src/b.tsx': '',
      'src/c.mts': '',
      'src/d.d.ts': '',
      'main.ts': '',
    });
    expect(
      ['./src/a.js', './src/b.jsx', './src/c.mjs', './src/d.js', './src/a'].map((one) =>
        resolve('main.ts', one),
      ),
    ).toEqual([
      'resolved src/a.ts',
      'resolved src/b.tsx',
      'resolved src/c.mts',
      'resolved src/d.d.ts',
      'resolved src/a.ts',
    ]);
  });

  test('take the file as it is named before any other', async () => {
    const resolve = await resolverOf({
      'a.js': '',
      'a.ts': '',
      'style.css': '',
      'logo.svg': '',
      'main.ts': '',
    });
    expect(['./a.js', './style.css', './logo.svg?url'].map((one) => resolve('main.ts', one))).toEqual([
      'resolved a.js',
      'resolved style.css',
      'resolved logo.svg',
    ]);
  });

  test.each([
    '.ts',
    '.tsx',
    '.mts',
    '.cts',
    '.js',
    '.jsx',
    '.mjs',
    '.cjs',
    '.d.ts',
    '.d.mts',
    '.d.cts',
    '.json',
    '.vue',
    '.svelte',
  ])('may leave out the ending %s', async (ending) => {
    const resolve = await resolverOf({ [`part${ending}`]: '', 'main.ts': '' });
    expect(resolve('main.ts', './part')).toBe(`resolved part${ending}`);
  });

  test.each([
    ['a.js', 'a.js'],
    ['a.js', 'a.ts'],
    ['a.js', 'a.tsx'],
    ['a.js', 'a.d.ts'],
    ['a.jsx', 'a.jsx'],
    ['a.jsx', 'a.tsx'],
    ['a.mjs', 'a.mjs'],
    ['a.mjs', 'a.mts'],
    ['a.mjs', 'a.d.mts'],
    ['a.cjs', 'a.cjs'],
    ['a.cjs', 'a.cts'],
    ['a.cjs', 'a.d.cts'],
  ])('of the package itself mean by the file %s what compilers make it of: %s', async (named, path) => {
    const manifest = '{ "imports": { "#own/*": "./src/*" } }';
    const resolve = await resolverOf({ 'package.json': manifest, [`src/${path}`]: '', 'main.ts': '' });
    expect(resolve('main.ts', `#own/${named}`)).toBe(`resolved src/${path}`);
  });

  test.each(['.js', '.ts', '.tsx', '.vue', '.svelte', '.astro'])(
    'of a file %s are resolved',
    async (ending) => {
      const resolve = await resolverOf({ [`main${ending}`]: '', 'part/index.jsx': '', 'part.md': '' });
      expect(resolve(`main${ending}`, './part')).toBe('resolved part/index.jsx');
    },
  );

  test('find the index of a folder, its own folder and the one above included', async () => {
    const resolve = await resolverOf({ 'index.ts': '', 'lib/index.ts': '', 'lib/deep/a.ts': '' });
    expect(resolve('index.ts', './lib')).toBe('resolved lib/index.ts');
    expect(resolve('lib/deep/a.ts', '..')).toBe('resolved lib/index.ts');
    expect(resolve('lib/deep/a.ts', '../../')).toBe('resolved index.ts');
  });

  test('are unresolved where no file is, and external where the file is not listed', async () => {
    const resolve = await resolverOf({ 'main.ts': '' }, { 'generated.ts': '' });
    expect(resolve('main.ts', './gone')).toBe('unresolved');
    expect(resolve('main.ts', '../../gone')).toBe('unresolved');
    expect(resolve('main.ts', './generated')).toBe('external');
  });

  test('into a build folder lead to the source when nothing is built', async () => {
    const resolve = await resolverOf({ 'package.json': '{}', 'config.d.ts': '', 'src/public/config.ts': '' });
    expect(resolve('config.d.ts', './dist/config.js')).toBe('guessed src/public/config.ts');
  });
});

describe('bare imports', () => {
  test('tell modules of Node, packages and addresses apart', async () => {
    const resolve = await resolverOf({ 'a.ts': '' });
    expect(
      ['fs', 'node:test', 'fs/promises', 'react', '@scope/x/y', 'https://example.org/a.js'].map((one) =>
        resolve('a.ts', one),
      ),
    ).toEqual(['builtin', 'builtin', 'builtin', 'external', 'external', 'external']);
  });

  test('follow the paths of the nearest tsconfig.json, which may have comments', async () => {
    const resolve = await resolverOf({
      'app/tsconfig.json': '{ // aliases\n "compilerOptions": { "paths": { "~lib/*": ["./source/*"], }, } }',
      'app/source/a.ts': '',
      'app/main.ts': '',
    });
    expect(resolve('app/main.ts', '~lib/a')).toBe('resolved app/source/a.ts');
  });

  test.each([
    ['.js', ['.js', '.ts', '.tsx', '.d.ts']],
    ['.jsx', ['.jsx', '.tsx']],
    ['.mjs', ['.mjs', '.mts', '.d.mts']],
    ['.cjs', ['.cjs', '.cts', '.d.cts']],
  ])('with the ending %s may stand for each of %j', async (written, endings) => {
    for (const ending of endings) {
      const resolve = await resolverOf({
        'tsconfig.json': '{ "compilerOptions": { "paths": { "~lib/*": ["./source/*"] } } }',
        [`source/a${ending}`]: '',
        'main.ts': '',
      });
      expect(resolve('main.ts', `~lib/a${written}`)).toBe(`resolved source/a${ending}`);
    }
  });

  test.each(['source', 'development', 'import', 'module', 'node', 'require', 'default'])(
    'with a number sign are found under the condition %s',
    async (condition) => {
      const manifest = JSON.stringify({ imports: { '#a': { [condition]: './src/a.ts' } } });
      const resolve = await resolverOf({ 'package.json': manifest, 'src/a.ts': '' });
      expect(resolve('src/a.ts', '#a')).toBe('resolved src/a.ts');
    },
  );

  test('follow the paths of a tsconfig.json that extends what is not installed', async () => {
    const resolve = await resolverOf({
      'tsconfig.json':
        '{ // far /* away\n "extends": "@tsconfig/node20", "compilerOptions": { "paths": { "~lib/*": ["./source/*"], } } }',
      'source/a.ts': '',
      'main.ts': '',
    });
    expect(resolve('main.ts', '~lib/a')).toBe('resolved source/a.ts');
    expect(resolve('main.ts', 'react')).toBe('external');
  });

  const paths = (of: Readonly<Record<string, readonly string[]>>, more = {}): string =>
    JSON.stringify({ compilerOptions: { paths: of, ...more } });

  test.each<[string, Readonly<Record<string, string>>, string, string]>([
    ['of jsconfig.json', { 'jsconfig.json': paths({ '@/*': ['s/*'] }) }, '@/a', 'resolved s/a.ts'],
    [
      'of what it extends, from the base folder that it extends too',
      {
        'jsconfig.json': '{ "extends": ["./c/jsconfig.one", "./c/jsconfig.two.json"] }',
        'c/jsconfig.one.json': '{ "compilerOptions": { "baseUrl": "../s" } }',
        'c/jsconfig.two.json': paths({ '~x/*': ['*'] }),
      },
      '~x/a',
      'resolved s/a.ts',
    ],
    [
      'and of two the longer one',
      { 'jsconfig.json': paths({ '~x/*': ['t/*'], '~x/y/*': ['s/*'] }) },
      '~x/y/a',
      'resolved s/a.ts',
    ],
    [
      'unless another configuration differs',
      { 'jsconfig.json': paths({ '~x/*': ['s/*'] }), 'jsconfig.test.json': paths({ '~x/*': ['t/*'] }) },
      '~x/a',
      'guessed s/a.ts',
    ],
    ['of SvelteKit', { 'svelte.config.js': '', 'src/lib/a.ts': '' }, '$lib/a', 'resolved src/lib/a.ts'],
    ['of SvelteKit', { 'svelte.config.ts': '', 'src/lib/a.ts': '' }, '$lib/a', 'resolved src/lib/a.ts'],
    ['of SvelteKit', { 'svelte.config.mjs': '', 'src/lib/a.ts': '' }, '$lib/a', 'resolved src/lib/a.ts'],
    ['of SvelteKit alone', { 'src/lib/a.ts': '' }, '$lib/a', 'external'],
  ])('follow the patterns %s', async (_, files, specifier, found) => {
    const resolve = await resolverOf({ ...files, 's/a.ts': '', 'main.js': '' });
    expect(resolve('main.js', specifier)).toBe(found);
  });

  test('follow the aliases that bundlers have by custom', async () => {
    const resolve = await resolverOf({ 'app/src/a.ts': '', 'app/src/pages/b.ts': '' });
    expect(resolve('app/src/pages/b.ts', '@/a')).toBe('guessed app/src/a.ts');
    expect(resolve('app/src/pages/b.ts', '/src/a')).toBe('guessed app/src/a.ts');
    expect(resolve('app/src/pages/b.ts', '~~/pages/b')).toBe('guessed app/src/pages/b.ts');
    expect(resolve('app/src/pages/b.ts', '@/gone')).toBe('unresolved');
  });

  test('with a number sign follow the imports field, into a build folder as well', async () => {
    const manifest = {
      imports: { '#a': './src/a.ts', '#b': { types: './dist/b.d.ts', default: './dist/b.js' } },
    };
    const resolve = await resolverOf({
      'package.json': JSON.stringify(manifest),
      'src/a.ts': '',
      'src/b.ts': '',
    });
    expect(['#a', '#b', '#c'].map((one) => resolve('src/a.ts', one))).toEqual([
      'resolved src/a.ts',
      'guessed src/b.ts',
      'unresolved',
    ]);
  });
});

describe('packages of the workspace', () => {
  const app = { 'packages/app/main.ts': '', 'packages/app/package.json': '{ "name": "app" }' };
  const core = (manifest: object): Files => ({
    ...app,
    'packages/core/package.json': JSON.stringify({ name: '@acme/core', ...manifest }),
  });

  test('are found without an installation by what their exports name', async () => {
    const resolve = await resolverOf({
      ...core({ exports: { '.': './src/index.ts', './feature/*': './src/features/*.ts' } }),
      'packages/core/src/index.ts': '',
      'packages/core/src/features/sum.ts': '',
    });
    expect(resolve('packages/app/main.ts', '@acme/core')).toBe('workspace packages/core/src/index.ts');
    expect(resolve('packages/app/main.ts', '@acme/core/feature/sum')).toBe(
      'workspace packages/core/src/features/sum.ts',
    );
  });

  test('are traced from the build to the source by the output folder of the compiler', async () => {
    const resolve = await resolverOf({
      ...core({ main: './output/index.js' }),
      'packages/core/tsconfig.json': '{ "compilerOptions": { "outDir": "output", "rootDir": "source" } }',
      'packages/core/source/index.ts': '',
    });
    expect(resolve('packages/app/main.ts', '@acme/core')).toBe('workspace packages/core/source/index.ts');
  });

  test('are guessed by name where nothing says what a build is made of', async () => {
    const resolve = await resolverOf({
      ...core({
        exports: {
          '.': { import: './dist/index.mjs' },
          './node': { types: './node.d.ts', default: './dist/node.js' },
          './feature': './dist/esm/feature/index.js',
        },
      }),
      'packages/core/src/feature/index.ts': '',
      'packages/core/node.d.ts': '',
      'packages/core/src/index.ts': '',
      'packages/core/src/public/node.ts': '',
      'packages/core/src/deep/down/node.ts': '',
    });
    expect(resolve('packages/app/main.ts', '@acme/core')).toBe('guessed packages/core/src/index.ts');
    expect(resolve('packages/app/main.ts', '@acme/core/node')).toBe(
      'guessed packages/core/src/public/node.ts',
    );
    expect(resolve('packages/app/main.ts', '@acme/core/feature')).toBe(
      'guessed packages/core/src/feature/index.ts',
    );
    expect(resolve('packages/app/main.ts', '@acme/core/gone')).toBe('unresolved');
  });

  test('are taken by their source where the main file is a stub beside it', async () => {
    const resolve = await resolverOf({
      ...core({ main: 'index.js' }),
      'packages/core/index.js': "module.exports = require('./dist/core.cjs.js')",
      'packages/core/src/index.ts': '',
    });
    expect(resolve('packages/app/main.ts', '@acme/core')).toBe('guessed packages/core/src/index.ts');
  });

  test('are traced to the source when the link to them leads to a build', async () => {
    const files = { ...core({ exports: './dist/index.js' }), 'packages/core/src/index.ts': '' };
    const root = makeFolder(files);
    writeFiles(root, { 'packages/core/dist/index.js': '', 'node_modules/@acme/.keep': '' });
    symlinkSync('../../packages/core', join(root, 'node_modules/@acme/core'));
    const readText = (path: string): Promise<string> => readFile(join(root, path), 'utf8');
    const resolver = await createImportResolver({ root, paths: Object.keys(files), readText });
    const imported = { line: 1, specifier: '@acme/core', names: [], given: [] };
    expect(resolver.resolve('packages/app/main.ts', imported)).toEqual({
      state: 'guessed',
      path: 'packages/core/src/index.ts',
    });
  });

  test('are none of it where it only keeps the copy of another project', async () => {
    const resolve = await resolverOf({
      ...app,
      'third_party/core/package.json': '{ "name": "@acme/core", "main": "index.js" }',
      'third_party/core/index.js': '',
    });
    expect(resolve('packages/app/main.ts', '@acme/core')).toBe('external');
  });

  test('that are input of tests stand in only for files beside them', async () => {
    const resolve = await resolverOf({
      ...core({ main: 'index.ts' }),
      'packages/core/index.ts': '',
      'test/fixtures/fake/core/package.json': '{ "name": "@acme/core", "main": "fake.ts" }',
      'test/fixtures/fake/core/fake.ts': '',
    });
    expect(resolve('test/fixtures/fake/main.ts', '@acme/core')).toBe(
      'workspace test/fixtures/fake/core/fake.ts',
    );
    expect(resolve('test/main.ts', '@acme/core')).toBe('workspace packages/core/index.ts');
  });
});
