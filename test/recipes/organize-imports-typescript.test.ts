import { array, assert, asyncProperty, constantFrom } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { organizeImports } from '../../src/recipes/organize-imports.ts';
import type { RecipeResult } from '../../src/recipes/recipe.ts';
import { treeOfTexts, withChanges, type Texts } from '../support/fixture.ts';

type Lines = readonly string[];

async function run(texts: Texts, slots: Readonly<Record<string, string>> = {}): Promise<RecipeResult> {
  const request = { slots, targets: ['app.ts'], signal: new AbortController().signal };
  return organizeImports.run(request, treeOfTexts(texts));
}

async function sorted(texts: Texts): Promise<string | undefined> {
  const result = await run(texts);
  return withChanges(texts, result.kind === 'changed' ? result.changes : [])['app.ts'];
}

function wordsOf(result: RecipeResult): string {
  if (result.kind === 'refused') return result.reason;
  return [result.summary, ...(result.kind === 'changed' ? result.notes : [])].join(' ');
}

const text = (lines: Lines): string => lines.map((line) => `${line}\n`).join('');

const CHANGED: Readonly<Record<string, readonly [before: Lines, after: Lines]>> = {
  'packages by name, then files': [
    ["import { z } from './z'", "import a from '../a'", "import { b } from 'b';", "import * as fs from 'fs'"],
    ["import { b } from 'b';", "import * as fs from 'fs'", "import a from '../a'", "import { z } from './z'"],
  ],
  'the names of an import': [["import { b, type C, a } from 'm'"], ["import { a, b, type C } from 'm'"]],
  'names on lines of their own': [
    ['import x, {', '\tb as a,', '\ta as b,', "} from 'm'"],
    ['import x, {', '\ta as b,', '\tb as a,', "} from 'm'"],
  ],
  'each side of an import for its side effects by itself': [
    ["import { b } from 'b'", "import { a } from 'a'", "import 'c'", "import { d } from 'd'", "import 'a'"],
    ["import { a } from 'a'", "import { b } from 'b'", "import 'c'", "import { d } from 'd'", "import 'a'"],
  ],
  'groups between blank lines by themselves': [
    [
      "import { b } from './b'",
      "import { a } from './a'",
      '',
      "import { d } from 'd'",
      "import { c } from 'c'",
    ],
    [
      "import { a } from './a'",
      "import { b } from './b'",
      '',
      "import { c } from 'c'",
      "import { d } from 'd'",
    ],
  ],
  'comments with the import that they are behind, and directives': [
    ["import b from 'b' // for b", '// @ts-expect-error no types', "import a from 'a' /* for a */"],
    ['// @ts-expect-error no types', "import a from 'a' /* for a */", "import b from 'b' // for b"],
  ],
  'types as types': [
    ["import type { b } from 'b'", "import { type a } from 'a'"],
    ["import { type a } from 'a'", "import type { b } from 'b'"],
  ],
  'under a licence': [
    ['// Copyright A', "import b from 'b'", "import a from 'a'"],
    ['// Copyright A', "import a from 'a'", "import b from 'b'"],
  ],
  'and keeps what the last one ends without': [
    ["import b from 'b'", "import a from 'a'", ';[a, b].map(String)'],
    ["import b from 'b'", "import a from 'a'", ';[a, b].map(String)'],
  ],
};

const STYLED: Readonly<Record<string, readonly [around: Texts, before: Lines, after: Lines]>> = {
  'capital letters first': [
    { 'x.ts': "import { B, a } from 'B'\nimport c, { D, b } from 'a'\n" },
    ["import { a } from 'a'", "import { b, C } from 'B'"],
    ["import { C, b } from 'B'", "import { a } from 'a'"],
  ],
  'modules of Node first': [
    { 'x.ts': "import { a } from 'node:os'\nimport b from 'b'\n" },
    ["import b from 'b'", "import c from 'fs'"],
    ["import c from 'fs'", "import b from 'b'"],
  ],
  'aliases behind packages': [
    { 'x.ts': "import { a } from 'vue'\nimport b from '@/b'\nimport c from './c'\n" },
    ["import b from './b'", "import c from '@/c'", "import d from 'd'"],
    ["import d from 'd'", "import c from '@/c'", "import b from './b'"],
  ],
  'types last': [
    { 'x.ts': "import { a } from 'b'\nimport type { b } from 'a'\n" },
    ["import type { a } from 'a'", "import { b } from 'b'"],
    ["import { b } from 'b'", "import type { a } from 'a'"],
  ],
};

const LOUD = { 'a.ts': 'start()\nexport const a = 1\n', 'b.ts': 'start()\nexport const b = 1\n' };
const KEPT: Readonly<Record<string, readonly [texts: Texts, reason: string]>> = {
  'a comment that speaks of the order': [
    { 'app.ts': "import b from 'b' // must be first\nimport a from 'a'\n" },
    'a comment may be about the order',
  ],
  'a comment above the first import': [
    { 'app.ts': "x()\n// reads it\nimport b from 'b'\nimport a from 'a'\n" },
    'may be about its first import alone',
  ],
  'modules of the project that do something': [
    { ...LOUD, 'app.ts': "import { b } from './b'\nimport { a } from './a'\n" },
    'b.ts does something when it is loaded',
  ],
  'modules that load such modules': [
    {
      ...LOUD,
      'app.ts': "import { b } from './d'\nimport { a } from './c'\n",
      'c.ts': "export * from './a'\n",
      'd.ts': "export * from './b'\n",
    },
    'does something when it is loaded',
  ],
  'packages before a module that does something': [
    { ...LOUD, 'app.ts': "import { b } from './b'\nimport a from 'a'\n" },
    'b.ts does something when it is loaded',
  ],
  'modules that import each other and compute with it': [
    {
      'app.ts': "import { B } from './b'\nimport { A } from './a'\n",
      'a.ts': "import { B } from './b'\nexport class A extends B {}\n",
      'b.ts': "import { A } from './a'\nexport class B { a = () => A }\n",
    },
    'a.ts takes part in a cycle of imports',
  ],
  styles: [
    { 'app.ts': "import b from './b.css'\nimport a from './a.css'\n", 'a.css': '', 'b.css': '' },
    'does something when it is loaded',
  ],
  'a sorter with an order of its own': [
    {
      'app.ts': "import b from 'b'\nimport a from 'a'\n",
      'x.ts': "import c from './c'\nimport b from 'b'\nimport a from 'a'\nimport d from './d'\n",
      'eslint.config.js': "export default [{ rules: { 'simple-import-sort/imports': 'error' } }]\n",
    },
    'eslint.config.js has its imports sorted by simple-import-sort',
  ],
  'a file with a syntax error': [
    { 'app.ts': "import b from 'b'\nimport a from 'a'\nlet =\n" },
    'syntax error',
  ],
};

describe('organize-imports of TypeScript sorts', () => {
  it.each(Object.entries(CHANGED))('%s', async (_, [before, after]) => {
    expect(await sorted({ 'app.ts': text(before) })).toBe(text(after));
  });

  it.each(Object.entries(STYLED))('%s where the files around do', async (_, [around, before, after]) => {
    expect(await sorted({ ...around, 'app.ts': text(before) })).toBe(text(after));
  });

  it('modules of the project that only give names to values', async () => {
    const quiet = {
      'a.ts': "import { b } from './b'\nexport const a = () => b\n",
      'b.ts': 'export const b = 1\n',
    };
    const before = text(["import { b } from './b'", "import { a } from './a'"]);
    const after = text(["import { a } from './a'", "import { b } from './b'"]);
    expect(await sorted({ ...quiet, 'app.ts': before })).toBe(after);
  });

  it('and keeps line ends and the mark at the start of the file', async () => {
    const before = "\uFEFFimport b from 'b'\r\nimport a from 'a'\r\n";
    expect(await sorted({ 'app.ts': before })).toBe("\uFEFFimport a from 'a'\r\nimport b from 'b'\r\n");
  });

  it('and proves it', async () => {
    const result = await run({ 'app.ts': "import b from 'b'\nimport a from 'a'\n" });
    expect(result.kind === 'changed' ? result.proofs.map(({ level }) => level) : result).toEqual([
      'S',
      'D',
      'A',
    ]);
  });
});

describe('organize-imports of TypeScript leaves', () => {
  it.each(Object.entries(KEPT))('%s', async (_, [texts, reason]) => {
    expect(wordsOf(await run(texts))).toContain(reason);
    expect(await sorted(texts)).toBe(texts['app.ts']);
  });

  it('files of a language that the sentence does not speak of', async () => {
    const result = await run({ 'app.ts': "import b from 'b'\nimport a from 'a'\n" }, { only: 'python' });
    expect(wordsOf(result)).toContain('None of the targets is a file of these languages: python');
  });
});

describe('organize-imports of TypeScript', () => {
  it('gives the same when it is run again', async () => {
    const line = constantFrom(
      "import { B, a } from 'b'",
      "import 'effect'",
      "import type { T } from '../t'",
      "import d, { type U } from './d' // d",
      '',
      '// note',
      "import * as n from 'node:os'",
      "import { e as B } from 'E'",
    );
    await assert(
      asyncProperty(array(line, { maxLength: 8 }), async (lines) => {
        const around = { 'x.ts': "import c from 'c'\nimport { B, a } from './b'\n" };
        const once = await sorted({ ...around, 'app.ts': text(lines) });
        expect(await sorted({ ...around, 'app.ts': once ?? '' })).toBe(once);
        expect(once?.split('\n').length).toBe(lines.length + 1);
      }),
      { numRuns: 40 },
    );
  });
});
