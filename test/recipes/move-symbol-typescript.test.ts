import { describe, expect, it } from 'vitest';
import { moveSymbol } from '../../src/recipes/move-symbol.ts';
import type { RecipeResult, SlotValues } from '../../src/recipes/recipe.ts';
import { treeOfTexts, withChanges, type Texts } from '../support/fixture.ts';

const TO = { name: 'parse', module: 'src/dates.ts', source: 'src/a.ts' };

async function run(texts: Texts, slots: SlotValues = TO): Promise<RecipeResult> {
  const request = { slots, targets: [], signal: new AbortController().signal };
  return moveSymbol.run(request, treeOfTexts(texts));
}

async function moved(texts: Texts, slots: SlotValues = TO): Promise<Texts | string> {
  const result = await run(texts, slots);
  return result.kind === 'changed' ? withChanges(texts, result.changes) : wordsOf(result);
}

function wordsOf(result: RecipeResult): string {
  if (result.kind === 'refused') return `${result.reason} ${result.hint ?? ''}`;
  return [result.summary, ...(result.kind === 'changed' ? result.notes : [])].join(' ');
}

const text = (...lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
const PARSE = 'export function parse() {}\n';
const DATES = 'export const d = 1\n';

/** Files that import the name, next to a module that declares it and one that it goes to. */
const IMPORTERS: Readonly<Record<string, readonly [before: string, after: string]>> = {
  'an import of it alone': [
    "import { parse } from './a'\nparse()\n",
    "import { parse } from './dates'\nparse()\n",
  ],
  'an import under another name': [
    "import { parse as p } from './a.js';\np();\n",
    "import { parse as p } from './dates.js';\np();\n",
  ],
  'an import with others': [
    "import { other, parse } from './a'\nimport { z } from 'z'\nparse(other, z)\n",
    "import { other } from './a'\nimport { z } from 'z'\nimport { parse } from './dates'\nparse(other, z)\n",
  ],
  'an import where the new module is imported': [
    'import { d } from "./dates"\nimport { other, parse } from "./a"\nparse(other, d)\n',
    'import { d, parse } from "./dates"\nimport { other } from "./a"\nparse(other, d)\n',
  ],
  'what gives on all of both': [
    "export * from './a'\nexport * from './dates'\n",
    "export * from './a'\nexport * from './dates'\n",
  ],
  'what gives on all of its module': [
    "export * from './a'\n",
    "export * from './a'\nexport { parse } from './dates'\n",
  ],
  'what gives on all of several modules, in another style': [
    'export * from "./z";\nexport * from "./a.js"; // all\n',
    'export * from "./z";\nexport * from "./a.js"; // all\nexport { parse } from "./dates.js";\n',
  ],
  'what gives on all of its types': [
    "export type * from './a'\n",
    "export type * from './a'\nexport type { parse } from './dates'\n",
  ],
  'what gives on all of its module but has the name itself': [
    "export * from './a'\nexport const parse = 2\n",
    "export * from './a'\nexport const parse = 2\n",
  ],
  'what gives it on': ["export { parse } from './a'\n", "export { parse } from './dates'\n"],
  'what gives it on with others': [
    "export { other, parse as p } from './a'\n",
    "export { other } from './a'\nexport { parse as p } from './dates'\n",
  ],
};

const KEPT: Readonly<Record<string, readonly [texts: Texts, reason: string, slots?: SlotValues]>> = {
  'a name that is not there': [{ 'src/a.ts': DATES, 'src/dates.ts': '' }, 'There is no declaration'],
  'a name that the destination uses': [
    { 'src/a.ts': PARSE, 'src/dates.ts': 'export const parse = 1\n' },
    'src/dates.ts uses the name parse already',
  ],
  'a default export': [
    { 'src/a.ts': 'export default function parse() {}\n' },
    'Make it a named export first',
  ],
  'a variable that is assigned again': [
    { 'src/a.ts': 'export let parse = 1\nparse = 2\n' },
    'parse is assigned again',
  ],
  'code that assigns a variable of its module': [
    { 'src/a.ts': 'let count = 0\nexport function parse() { count++ }\n' },
    'parse assigns count of its module at src/a.ts:2',
  ],
  'modules that would import each other': [
    { 'src/a.ts': 'export const n = 1\nexport function parse() { return n }\nparse()\n' },
    'would import each other',
  ],
  'a place that an importer would load while it is loaded by it': [
    {
      'src/a.ts': 'export function parse() { return 1 }\nexport const n = 2\n',
      'src/store.ts': "import { parse } from './a'\nexport const all = parse()\n",
      'src/dates.ts': "import { all } from './store'\nexport const dates = () => all\n",
    },
    'src/store.ts and src/dates.ts would import each other.',
  ],
  'code that speaks of its own file': [
    { 'src/a.ts': "export const parse = new URL('./x', import.meta.url)\n" },
    'depends on the place of its file at src/a.ts:1',
  ],
  CommonJS: [
    { 'src/a.js': 'function parse() {}\nmodule.exports = { parse }\n' },
    'is no ES module',
    { ...TO, source: 'src/a.js', module: 'src/b.js' },
  ],
  'TypeScript that would stand in JavaScript': [
    { 'src/a.ts': PARSE },
    'is TypeScript and',
    { ...TO, module: 'src/b.js' },
  ],
  'what is given on as a whole': [
    { 'src/a.ts': PARSE, 'src/all.ts': "export * as all from './a'\n" },
    'src/all.ts:1 gives on all that the module exports, so parse was left. Keep it importable from where it is: reexport=keep.',
  ],
  'what is taken from the module as a whole': [
    { 'src/a.ts': PARSE, 'src/all.ts': "import * as a from './a'\na.parse()\n" },
    'src/all.ts:1 takes it from the module as a whole',
  ],
  'what is mocked': [
    {
      'src/a.ts': PARSE,
      'test/a.test.ts': "import { parse } from '../src/a'\nvi.mock('../src/a')\nparse()\n",
    },
    'test/a.test.ts:2 mocks the module',
  ],
  'an export of an entry point': [
    { 'package.json': '{"name":"p","main":"src/a.ts"}', 'src/a.ts': PARSE },
    'src/a.ts is an entry point',
  ],
  'code of another kind of module': [
    { 'src/a.ts': `'use client'\n${PARSE}`, 'src/dates.ts': DATES },
    'do not begin with the same directives',
  ],
  'a variable among others': [
    { 'src/a.ts': 'export const parse = 1, b = 2\n' },
    'is declared along with others',
  ],
  'one of two of its name': [
    { 'src/a.ts': PARSE, 'src/b.ts': PARSE },
    'parse is declared 2 times: src/a.ts:1, src/b.ts:1',
    { name: 'parse', module: 'src/dates.ts' },
  ],
  'a file with a syntax error': [{ 'src/a.ts': 'export function parse( {}\n' }, 'syntax errors'],
};

describe('move-symbol of a module whose files name folders', () => {
  it('writes the first import of a file with the quotes of its texts, and no braces of its comments', async () => {
    const texts = {
      'src/a.ts': text(
        '/** @type {string} */',
        'const a = "1";',
        'const b = "2";',
        '',
        "export function parse() { return '3'; }",
        '',
        'parse(a + b);',
      ),
    };
    expect(await moved(texts)).toMatchObject({
      'src/a.ts': text(
        'import { parse } from "./dates";',
        '',
        '/** @type {string} */',
        'const a = "1";',
        'const b = "2";',
        '',
        'parse(a + b);',
      ),
    });
  });

  it('names a new file as files are named, and takes the documentation at the top along', async () => {
    const texts = {
      'src/a.ts': text(
        '/**',
        ' * Parses.',
        ' * @param a what',
        ' */',
        'export function parse(a: string) {}',
        '',
        "export const b = parse('');",
      ),
      'src/use.ts': text("import { z } from './folder/'", "import { b } from './a.ts'", 'b(z)'),
      'src/folder/index.ts': text('export const z = 1'),
    };
    expect(await moved(texts)).toMatchObject({
      'src/a.ts': text("import { parse } from './dates.ts';", '', "export const b = parse('');"),
      'src/dates.ts': text(
        '/**',
        ' * Parses.',
        ' * @param a what',
        ' */',
        'export function parse(a: string) {}',
      ),
    });
  });
});

describe('move-symbol in TypeScript', () => {
  it('takes the code with its comments and its imports, byte for byte', async () => {
    const texts = {
      'src/a.ts': text(
        '// header',
        "import fs from 'node:fs';",
        "import { y, z } from './lib/z.js';",
        "import type { T } from './t.js';",
        '',
        'const before = y;',
        '',
        '// about parse',
        '/** Parses. */',
        'export function parse(text: string): T {',
        '    return z(text,   fs); // odd',
        '}',
        '',
        'export const after = before;',
      ),
      'src/lib/z.ts': 'export const z = (...all: unknown[]): any => all;\nexport const y = 1;\n',
      'src/t.ts': 'export type T = string;\n',
      'src/lib/dates.ts': text("import { y } from './z.js';", '', 'export const d = y;'),
    };
    expect(await moved(texts, { ...TO, module: 'src/lib/dates.ts' })).toEqual({
      ...texts,
      'src/a.ts': text(
        '// header',
        "import { y } from './lib/z.js';",
        '',
        'const before = y;',
        '',
        'export const after = before;',
      ),
      'src/lib/dates.ts': text(
        "import { y, z } from './z.js';",
        "import fs from 'node:fs';",
        "import type { T } from '../t.js';",
        '',
        'export const d = y;',
        '',
        '// about parse',
        '/** Parses. */',
        'export function parse(text: string): T {',
        '    return z(text,   fs); // odd',
        '}',
      ),
    });
  });

  it('makes the file where it is not there, and imports what stays from it', async () => {
    const texts = {
      'src/a.ts': text(
        'import { z } from "./z"',
        '',
        'function parse() { return z }',
        '',
        'export const a = parse()',
      ),
      'src/z.ts': 'export const z = 1\n',
    };
    expect(await moved(texts, { ...TO, module: 'src/new/dates.ts' })).toEqual({
      ...texts,
      'src/a.ts': text('import { parse } from "./new/dates"', '', 'export const a = parse()'),
      'src/new/dates.ts': text('import { z } from "../z"', '', 'export function parse() { return z }'),
    });
  });

  it.each(Object.entries(IMPORTERS))('tells %s', async (_, [before, after]) => {
    const texts = {
      'src/a.ts': 'export function parse(...all: unknown[]) { return all }\n\nexport const other = 1\n',
      'src/dates.ts': DATES,
      'src/use.ts': before,
    };
    expect(await moved(texts)).toMatchObject({ 'src/use.ts': after });
  });

  it('tells components, and importers by an alias', async () => {
    const script = (from: string): string =>
      `<script setup>\nimport { parse } from '${from}'\nparse()\n</script>\n`;
    const texts = {
      'tsconfig.json': '{"compilerOptions":{"paths":{"@/*":["./src/*"]}}}',
      'src/a.ts': PARSE,
      'src/dates.ts': DATES,
      'src/C.vue': script('./a'),
      'test/use.ts': "import { parse } from '@/a'\nparse()\n",
    };
    expect(await moved(texts)).toMatchObject({
      'src/C.vue': script('./dates'),
      'test/use.ts': "import { parse } from '@/dates'\nparse()\n",
    });
  });

  it('exports what the code uses of its old module, and says so', async () => {
    const texts = {
      'src/a.ts': `const LIMIT = 1\n\nexport function parse() { return LIMIT }\n`,
      'src/dates.ts': DATES,
    };
    const result = await run(texts);
    expect(wordsOf(result)).toContain('src/a.ts exports LIMIT now, which parse uses');
    expect(withChanges(texts, result.kind === 'changed' ? result.changes : [])).toEqual({
      'src/a.ts': 'export const LIMIT = 1\n',
      'src/dates.ts':
        "import { LIMIT } from './a'\n\nexport const d = 1\n\nexport function parse() { return LIMIT }\n",
    });
  });

  it('leaves the documentation of the file where it is', async () => {
    const texts = {
      'src/a.ts': `/**\n * @module\n */\n\n${PARSE}export const b = 1\n`,
      'src/dates.ts': DATES,
    };
    expect(await moved(texts)).toEqual({
      'src/a.ts': '/**\n * @module\n */\n\nexport const b = 1\n',
      'src/dates.ts': `${DATES}\n${PARSE}`,
    });
  });

  it('takes away the import of the destination itself', async () => {
    const texts = {
      'src/a.ts': PARSE,
      'src/dates.ts': "import { parse } from './a'\n\nexport const d = parse()\n",
    };
    expect(await moved(texts)).toMatchObject({
      'src/dates.ts': 'export const d = parse()\n\nexport function parse() {}\n',
    });
  });

  it('takes a name out of the list of exports', async () => {
    const texts = {
      'src/a.ts': 'function parse() {}\nconst b = 1\n\nexport { b, parse }\n',
      'src/dates.ts': DATES,
    };
    expect(await moved(texts)).toEqual({
      'src/a.ts': 'const b = 1\n\nexport { b }\n',
      'src/dates.ts': `${DATES}\nexport function parse() {}\n`,
    });
  });

  it('keeps the name where it was when that is asked for', async () => {
    const texts = {
      'src/a.ts': `${PARSE}\nexport const b = 1\n`,
      'src/dates.ts': DATES,
      'src/all.ts': "export * from './a'\n",
    };
    expect(await moved(texts, { ...TO, reexport: 'keep' })).toMatchObject({
      'src/a.ts': "export { parse } from './dates'\n\nexport const b = 1\n",
      'src/all.ts': "export * from './a'\n",
    });
  });

  it.each(Object.entries(KEPT))('leaves %s', async (_, [texts, reason, slots]) => {
    expect(wordsOf(await run(texts, slots))).toContain(reason);
  });

  const LAST = 'export function parse(): Z {\n  return z\n}\n';

  it.each([
    ["import { z, Z } from 'z'\n\n", "import { z, Z } from 'z'\n"],
    [
      "import { z } from 'z'\nimport type { Z } from './z'\n\n\n",
      "import { z } from 'z'\nimport type { Z } from './z'\n",
    ],
  ])('takes the last code of a module with the imports right above it: %j', async (imports, kept) => {
    const before = { 'src/a.ts': imports + LAST, 'src/use.ts': "import { parse } from './a'\nparse()\n" };
    const result = await run(before);
    expect(withChanges(before, result.kind === 'changed' ? result.changes : [])).toEqual({
      'src/a.ts': '',
      'src/dates.ts': `${kept}\n${LAST}`,
      'src/use.ts': "import { parse } from './dates'\nparse()\n",
    });
    expect(wordsOf(result)).toContain('src/a.ts holds nothing any more.');
  });

  it('leaves an import there that other code uses', async () => {
    const before = { 'src/a.ts': `import { z } from 'z'\n\nz()\n\n${PARSE.replace('{}', '{ z() }')}` };
    expect(await moved(before)).toMatchObject({ 'src/a.ts': "import { z } from 'z'\n\nz()\n" });
  });

  it('says that a file should be renamed where all that it holds would go and others take it whole', async () => {
    const before = { 'src/a.ts': PARSE, 'src/index.ts': "export * from './a'\n" };
    const words = await moved(before);
    expect(words).toMatch(
      /^parse is all that src\/a\.ts holds\. The result would be wrong at src\/index\.ts:1/,
    );
    expect(words).toMatch(/"Rename src\/a\.ts to src\/dates\.ts"\.$/);
  });

  it('proves what it did', async () => {
    const result = await run({ 'src/a.ts': PARSE, 'src/dates.ts': DATES });
    expect(result.kind === 'changed' ? result.proofs.map(({ level }) => level) : result).toEqual([
      'S',
      'D',
      'A',
      'R',
    ]);
  });
});
