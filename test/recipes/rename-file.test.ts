import { describe, expect, it } from 'vitest';
import { renameFile } from '../../src/recipes/rename-file.ts';
import type { RecipeResult } from '../../src/recipes/recipe.ts';
import { treeOfTexts, type Texts } from '../support/fixture.ts';

const signal = new AbortController().signal;

async function run(texts: Texts, source: string, destination: string): Promise<RecipeResult> {
  return renameFile.run({ slots: { path: source, destination }, targets: [], signal }, treeOfTexts(texts));
}

/** The tree after the move; files that are gone are left out. */
function treeAfter(texts: Texts, result: RecipeResult): Texts {
  const changes = result.kind === 'changed' ? result.changes : [];
  const decoded = changes.map(({ path, after }) => [
    path,
    after === null ? null : new TextDecoder().decode(after),
  ]);
  const all: Readonly<Record<string, string | null>> = { ...texts, ...Object.fromEntries(decoded) };
  return Object.fromEntries(
    Object.entries(all).flatMap(([path, text]) => (text === null ? [] : [[path, text]])),
  );
}

function reasonOf(result: RecipeResult): string {
  return result.kind === 'refused' ? result.reason : result.kind;
}

describe('rename-file', () => {
  const texts = {
    'src/util.ts': "import { b } from './b';\r\nimport '../data.json';\r\nexport const a = b; // ./b\r\n",
    'src/b.ts': 'export const b = 1;\n',
    'src/use.ts': 'import { a } from \'./util\';\nexport * from "./util.js";\nexport const c = a;\n',
    'test/use.test.ts':
      "import { a } from '../src/util.ts';\nvi.mock('../src/util');\ntype A = typeof import('../src/util');\n",
    'lib/use.cjs': "const { a } = require('../src/util');\n",
  };

  it('moves a file to another folder, its imports and its importers with it', async () => {
    const result = await run(texts, 'src/util.ts', 'lib/deep/text.ts');
    expect(treeAfter(texts, result)).toEqual({
      'lib/deep/text.ts':
        "import { b } from '../../src/b';\r\nimport '../../data.json';\r\nexport const a = b; // ./b\r\n",
      'src/b.ts': texts['src/b.ts'],
      'src/use.ts':
        'import { a } from \'../lib/deep/text\';\nexport * from "../lib/deep/text.js";\nexport const c = a;\n',
      'test/use.test.ts':
        "import { a } from '../lib/deep/text.ts';\nvi.mock('../lib/deep/text');\ntype A = typeof import('../lib/deep/text');\n",
      'lib/use.cjs': "const { a } = require('./deep/text');\n",
    });
  });

  it('renames in the folder where the destination is a name alone, with the same bytes', async () => {
    const result = await run(texts, 'src/util.ts', 'text.ts');
    expect(treeAfter(texts, result)['src/text.ts']).toBe(texts['src/util.ts']);
    expect(treeAfter(texts, result)['src/use.ts']).toBe(texts['src/use.ts'].replaceAll('util', 'text'));
  });

  it('comes back to the same bytes by the way back', async () => {
    const there = treeAfter(texts, await run(texts, 'src/util.ts', 'lib/deep/text.ts'));
    expect(treeAfter(there, await run(there, 'lib/deep/text.ts', 'src/util.ts'))).toEqual(texts);
  });

  it('follows imports of a folder by its index', async () => {
    const before = { 'src/a/index.js': 'export const a = 1;\n', 'src/b.js': "import { a } from './a';\n" };
    const result = await run(before, 'src/a/index.js', 'src/c/index.js');
    expect(treeAfter(before, result)).toEqual({
      'src/c/index.js': 'export const a = 1;\n',
      'src/b.js': "import { a } from './c';\n",
    });
  });

  it('tells where prose and settings still name the file, and when nothing imports it', async () => {
    const before = {
      'src/a.ts': 'export {};\n',
      'README.md': 'See\nsrc/a.ts.\n',
      'typedoc.json': '{"entryPoints": ["src/a.ts"]}',
    };
    const result = await run(before, 'src/a.ts', 'src/b.ts');
    expect(result.kind === 'changed' ? result.notes : []).toEqual([
      expect.stringMatching(/^No module of the 1 imports it/),
      'These still name src/a.ts: README.md:2, typedoc.json:1.',
    ]);
  });

  const REFUSED: Readonly<Record<string, readonly [Texts, string, string, RegExp]>> = {
    'a file that is not there': [{ 'b.ts': '' }, 'a.ts', 'c.ts', /no JavaScript or TypeScript file a\.ts/],
    'a destination that exists': [{ 'a.ts': '', 'b.ts': '' }, 'a.ts', 'b.ts', /b\.ts exists already/],
    'another extension': [{ 'a.ts': '' }, 'a.ts', 'b.js', /another kind/],
    'another case alone': [{ 'a.ts': '' }, 'a.ts', 'A.ts', /in case alone/],
    'a way out of the tree': [{ 'a.ts': '' }, 'a.ts', '../b.ts', /within the tree/],
    'an entry point': [
      { 'a.js': '', 'package.json': '{"name": "p", "main": "./a.js"}' },
      'a.js',
      'b.js',
      /entry point/,
    ],
    'a script that a manifest runs': [
      { 'a.js': '', 'package.json': '{"scripts": {"start": "node ./a.js"}}' },
      'a.js',
      'b.js',
      /named by package\.json:1/,
    ],
    'the settings of a tool': [
      { 'jest.config.js': '' },
      'jest.config.js',
      'tests.config.js',
      /found by its name/,
    ],
    'settings that move to a folder': [
      { 'vite.config.mts': '' },
      'vite.config.mts',
      'build/vite.config.mts',
      /found by its name/,
    ],
    'settings in a hidden file': [{ '.eslintrc.cjs': '' }, '.eslintrc.cjs', '.lint.cjs', /found by its name/],
    'a file that a component imports': [
      { 'src/a.ts': '', 'src/C.vue': "<script>\nimport './a'\n</script>" },
      'src/a.ts',
      'src/b.ts',
      /named by src\/C\.vue:2/,
    ],
    'an import by an alias': [
      {
        'src/a.ts': 'export {};',
        'b.ts': "import '@/a';",
        'tsconfig.json': '{"compilerOptions": {"paths": {"@/*": ["./src/*"]}}}',
      },
      'src/a.ts',
      'src/c.ts',
      /b\.ts:1 imports @\/a/,
    ],
    'a name in a text': [
      { 'a.ts': '', 'b.ts': "new Worker('./a.ts');" },
      'a.ts',
      'c.ts',
      /b\.ts:1 names it otherwise/,
    ],
    'a computed name': [
      { 'l/a.ts': '', 'b.ts': 'import(`./l/${x}.ts`);' },
      'l/a.ts',
      'l/c.ts',
      /b\.ts:1 names it otherwise/,
    ],
    'a sum as a name': [
      { 'l/a.js': '', 'b.js': "require('./l/' + x);" },
      'l/a.js',
      'l/c.js',
      /b\.js:1 names it otherwise/,
    ],
    'a pattern': [
      { 'l/a.ts': '', 'b.ts': "import.meta.glob('./l/*.ts');" },
      'l/a.ts',
      'm/a.ts',
      /b\.ts:1 names it otherwise/,
    ],
  };

  it.each(Object.entries(REFUSED))('refuses %s', async (_, [before, source, destination, reason]) => {
    expect(reasonOf(await run(before, source, destination))).toMatch(reason);
  });

  it('renames settings that a module imports, and a file that only begins like some', async () => {
    const before = {
      'src/app.config.ts': 'export const c = 1;\n',
      'src/main.ts': "import { c } from './app.config';\n",
      'src/config.ts': '',
    };
    const imported = treeAfter(before, await run(before, 'src/app.config.ts', 'shop.config.ts'));
    expect(imported['src/main.ts']).toBe("import { c } from './shop.config';\n");
    expect(reasonOf(await run(before, 'src/config.ts', 'settings.ts'))).toBe('changed');
  });

  it('refuses a destination that would hide another file', async () => {
    const before = { 'a.js': '', 'u/x/index.js': 'export {};', 'b.js': "import './u/x';" };
    expect(reasonOf(await run(before, 'a.js', 'u/x.js'))).toMatch(
      /an import of b\.js would find another file/,
    );
  });
});
