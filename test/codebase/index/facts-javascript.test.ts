import { describe, expect, test } from 'vitest';
import { readFacts } from '../../../src/codebase/index/facts/read-facts.ts';
import type { FileFacts, SymbolFact } from '../../../src/codebase/index/file-facts.ts';

async function facts(path: string, lines: readonly string[]): Promise<FileFacts> {
  const found = await readFacts(path, lines.join('\n'));
  if (found === null) throw new Error(`No facts of ${path}`);
  return found;
}

/** `kind qualifiedName`, with a `+` before what is exported. */
function named(symbols: readonly SymbolFact[]): readonly string[] {
  return symbols.map(
    ({ kind, qualifiedName, isExported }) => `${isExported ? '+' : ''}${kind} ${qualifiedName}`,
  );
}

async function namesIn(path: string, lines: readonly string[]): Promise<readonly string[]> {
  return named((await facts(path, lines)).symbols);
}

async function importsIn(path: string, lines: readonly string[]): Promise<readonly string[]> {
  const { imports } = await facts(path, lines);
  return imports.map(
    ({ line, specifier, names, given }) =>
      `${line} ${specifier} [${names.join(' ')}]${given.length > 0 ? ` > ${given.map(({ name, as }) => (name === as ? as : `${name}=${as}`)).join(' ')}` : ''}`,
  );
}

describe('symbols of TypeScript', () => {
  test('a function has its lines, its body line, its signature and its first sentence', async () => {
    const { symbols } = await facts('a.ts', [
      "const mark = '𝒳é';",
      '/**',
      ' * Adds é to 𝒳. Not more.',
      ' * @returns the sum',
      ' */',
      'export async function add(',
      '  a: number, // the first',
      '  b = 1,',
      '): Promise<number> {',
      '  return a + b;',
      '}',
    ]);
    expect(symbols).toEqual([
      {
        name: 'mark',
        qualifiedName: 'mark',
        kind: 'constant',
        isExported: false,
        exportedAs: [],
        startLine: 1,
        endLine: 1,
        bodyLine: 2,
        signature: "const mark = '𝒳é'",
        doc: null,
      },
      {
        name: 'add',
        qualifiedName: 'add',
        kind: 'function',
        isExported: true,
        exportedAs: [],
        startLine: 6,
        endLine: 11,
        bodyLine: 10,
        signature: 'export async function add( a: number, b = 1, ): Promise<number>',
        doc: 'Adds é to 𝒳.',
      },
    ]);
  });

  test('a class is found with its decorators, methods, function fields and fields', async () => {
    const { symbols } = await facts('a.ts', [
      '@decorated()',
      'export class Box<T> extends Base {',
      '  static #count = 1;',
      '  private size: number;',
      '  @input() name = "a";',
      '  constructor(readonly value: T) { super(); }',
      '  get width(): number { return 1; }',
      '  handle = (event: Event): void => {};',
      '}',
    ]);
    expect(named(symbols)).toEqual([
      '+class Box',
      'field Box.#count',
      'field Box.size',
      '+field Box.name',
      '+method Box.constructor',
      '+method Box.width',
      '+method Box.handle',
    ]);
    expect(symbols[0]).toMatchObject({ startLine: 1, endLine: 9, bodyLine: 3 });
    expect(symbols.map(({ signature }) => signature)).toEqual([
      'export class Box<T> extends Base',
      'static #count = 1',
      'private size: number',
      'name = "a"',
      'constructor(readonly value: T)',
      'get width(): number',
      'handle = (event: Event): void',
    ]);
  });

  test('types, enumerations and namespaces are found, and what namespaces export', async () => {
    expect(
      await namesIn('a.ts', [
        'export interface Shape { area(): number }',
        'type Id = string;',
        'export enum Colour { Red }',
        'export namespace Tools { export function cut() {} const hidden = 1 }',
        "declare module 'other' { export interface Added { a: 1 } }",
        "declare module 'any';",
        'declare global { interface Window { a: 1 } }',
        'abstract class Half { abstract go(): void; abstract size: number; [key: string]: unknown; accessor on = 1 }',
      ]),
    ).toEqual([
      '+interface Shape',
      'type Id',
      '+enum Colour',
      '+namespace Tools',
      '+function Tools.cut',
      'constant Tools.hidden',
      '+interface Added',
      'interface Window',
      'class Half',
      'method Half.go',
      'field Half.size',
      'field Half.on',
    ]);
  });

  test('constants are those of the top level; function values and nested functions are functions', async () => {
    expect(
      await namesIn('a.tsx', [
        'const one = 1, two = () => 2;',
        'const { left, right: [first] } = pair;',
        'export const View = memo(function View() {',
        '  const local = 1;',
        '  function inner() { const deep = () => 1; return function last() {}; }',
        '  return <p onClick={() => {}} />;',
        '});',
        'export default { name: "x", data() {}, nested: { run: () => 1 } };',
        'export { one };',
      ]),
    ).toEqual([
      '+constant one',
      'function two',
      'constant left',
      'constant first',
      '+constant View',
      'function View.inner',
      'function View.inner.deep',
      'function View.inner.last',
      '+constant default',
      '+method default.data',
      '+method default.nested.run',
    ]);
  });

  test('a comment belongs to what follows it at once, and directives say nothing', async () => {
    const { symbols } = await facts('a.ts', [
      '// Of the file.',
      '',
      'const a = 1; // of a',
      'const b = 2;',
      '// Reads it',
      '// at once. Then more.',
      '// eslint-disable-next-line',
      'const c = 3;',
      '/** Kept. */',
      '',
      'const d = 4;',
      '// prettier-ignore',
      '// Counts.',
      'const e = 5;',
      '// @ts-ignore',
      'const f = 6;',
    ]);
    expect(symbols.map(({ doc }) => doc)).toEqual([
      null,
      null,
      'Reads it at once.',
      'Kept.',
      'Counts.',
      null,
    ]);
  });

  test('a signature leaves out comments, and values that are long or of several lines', async () => {
    const { symbols } = await facts('a.ts', [
      'export function take(/* the first */ a: number, b /* :string */: number) {}',
      `const words = '${'word '.repeat(40)}';`,
      'const table: Table = {',
      '  a: 1,',
      '};',
      'const short = { a: 1 };',
    ]);
    expect(symbols.map(({ signature }) => signature)).toEqual([
      'export function take( a: number, b : number)',
      'const words',
      'const table: Table',
      'const short = { a: 1 }',
    ]);
  });

  test('a class that is a value has its members', async () => {
    expect(await namesIn('a.ts', ['export const Box = class { open() {} static size = 1 };'])).toEqual([
      '+class Box',
      '+method Box.open',
      '+field Box.size',
    ]);
  });

  test('functions are found in the blocks of statements, constants are not', async () => {
    expect(
      await namesIn('a.ts', [
        'if (a) { function one() {} const no = 1; } else { function two() {} }',
        'try { function three() {} } catch { function four() {} } finally { function five() {} }',
        'for (const a of b) { const six = () => 1; }',
        'switch (a) { case 1: function seven() {} }',
        '{ label: while (a) { function eight() {} } }',
      ]),
    ).toEqual(['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'].map((n) => `function ${n}`));
  });
});

describe('the names by which others take a symbol', () => {
  async function outside(path: string, lines: readonly string[]): Promise<readonly string[]> {
    const { symbols } = await facts(path, lines);
    return symbols.map(({ qualifiedName, exportedAs }) => [qualifiedName, ...exportedAs].join(' '));
  }

  test('are told where its own is not the only one', async () => {
    expect(
      await outside('a.ts', [
        'export function plain() {}',
        'function local() { function inner() {} }',
        'class Main { run() {} }',
        'export { local as given, local };',
        'export { Main as default };',
      ]),
    ).toEqual(['plain', 'local given local', 'local.inner', 'Main default', 'Main.run']);
  });

  test.each([
    ['export default function go() {}', 'go default'],
    ['export default function () {}', 'default'],
    ['export default () => 1;', 'default'],
    ['const go = 1; export default go;', 'go default'],
    ['interface Go {}; export type { Go as G };', 'Go G'],
    ['const go = 1; export = go;', 'go export='],
    ['const go = 1; module.exports = go;', 'go export='],
    ['module.exports = function go() {};', 'go export='],
    ['module.exports = () => 1;', 'default export='],
    ['function go() {} exports = module.exports = go; exports.run = go;', 'go export= run'],
    ['function go() {} module.exports = { go, run: go };', 'go go run'],
  ])('of %s', async (line, expected) => {
    expect((await outside('a.ts', [line]))[0]).toBe(expected);
  });
});

describe('symbols of CommonJS', () => {
  test('exports, prototypes and members of objects are definitions', async () => {
    expect(
      await namesIn('a.js', [
        'exports.open = exports.shut = exports.none = void 0;',
        'exports.open = function (path) {};',
        'exports.shut = shut;',
        'module.exports.later = async () => {};',
        'function shut() {}',
        "exports.other = require('./other');",
        'function Old() { this.run = function () {}; this.value = 1; }',
        'Old.prototype.stop = function () {};',
        'Old.prototype.all = function () {};',
        'var app = module.exports = {};',
        'app.use = function use(fn) {};',
      ]),
    ).toEqual([
      '+function open',
      '+function later',
      '+function shut',
      'function Old',
      'method Old.run',
      'method Old.stop',
      'method Old.all',
      '+constant app',
      '+method app.use',
    ]);
  });

  test('the object that a module exports gives its functions, and marks what it names', async () => {
    expect(
      await namesIn('a.cjs', [
        'function go() {}',
        'module.exports = { go, stop() {}, LIMIT: 3 };',
        'return;',
      ]),
    ).toEqual(['+function go', '+function stop', '+constant LIMIT']);
  });
});

describe('imports', () => {
  test('statements name what they take, and what is given on', async () => {
    expect(
      await importsIn('a.ts', [
        "import React, { memo as m, type FC } from 'react';",
        "import * as all from './all.js';",
        "import './side.css';",
        "export { a as b, default } from './a';",
        "export * from './rest';",
        "import { kept, given } from './both';",
        'export { given };',
        "import legacy = require('./legacy');",
      ]),
    ).toEqual([
      '1 react [default memo FC]',
      '2 ./all.js [*]',
      '3 ./side.css []',
      '4 ./a [a default] > a=b default',
      '5 ./rest [*] > *',
      '6 ./both [kept]',
      '6 ./both [given] > given',
      '8 ./legacy [*]',
    ]);
  });

  test('a name that is given on stands with all the names that it is given', async () => {
    expect(
      await importsIn('a.ts', [
        "export { default as One, type Two as Zwei, one, one as eins } from './a';",
        "export * as all from './b';",
        "import main, { part as local, kept } from './c';",
        "import * as space from './d';",
        'export { local as teil, local, space };',
        'export default main;',
        "export type { Only as Nur } from './e';",
        'kept(space);',
        "export import legacy = require('./f');",
        "import { $a } from './g';",
        'export { $a as both }; go($a, $aa);',
      ]),
    ).toEqual([
      '1 ./a [default Two one] > default=One Two=Zwei one one=eins',
      '2 ./b [*] > *=all',
      '3 ./c [kept]',
      '3 ./c [default part] > default part=teil part=local',
      '4 ./d [*]',
      '4 ./d [*] > *=space',
      '7 ./e [Only] > Only=Nur',
      '9 ./f [*] > *=legacy',
      '10 ./g [$a]',
      '10 ./g [$a] > $a=both',
    ]);
    expect(
      await importsIn('a.cjs', [
        "exports.a = require('./a');",
        "module.exports = require('./b');",
        "exports.c = require('./c').d;",
      ]),
    ).toEqual(['1 ./a [*] > *=a', '2 ./b [*] > *=export=', '3 ./c [d] > d=c']);
  });

  test('the object that a module exports gives on what it takes from other modules', async () => {
    expect(
      await importsIn('a.cjs', [
        'const own = module.exports = {',
        "  ...require('./all'),",
        "  one: require('./one').two,",
        "  whole: require('./whole'),",
        "  [key]: require('./computed'),",
        "  ...spread(require('./argument')),",
        "  run() { return { ...require('./inside') }; },",
        '};',
        "const options = { ...require('./options') };",
      ]),
    ).toEqual([
      '2 ./all [*] > *',
      '3 ./one [two] > two=one',
      '4 ./whole [*] > *=whole',
      '5 ./computed [*]',
      '6 ./argument [*]',
      '7 ./inside [*]',
      '9 ./options [*]',
    ]);
  });

  test('a text without a tree gives its names on as one with a tree', async () => {
    const lines = [
      "export { a as b, default as C, type D } from './a';",
      "export * as all from './b';",
      "export * from './c';",
      "import { e as f } from './d';",
    ];
    const withTree = await importsIn('a.ts', lines);
    const nested = `let x = ${'['.repeat(12_000)};`;
    expect(await importsIn('a.ts', [...lines, nested])).toEqual(withTree);
  });

  test('calls count wherever they stand, but not in comments', async () => {
    expect(
      await importsIn('a.js', [
        "require('./side');",
        "const { a, b: c } = require('./taken');",
        "const d = require('./whole').part;",
        "// require('./no')",
        'function later() {',
        "  return import('./lazy').then((module) => module);",
        '}',
        "/** @type {import('./types').Foo} */",
        "exports.again = require('./again');",
      ]),
    ).toEqual([
      '1 ./side []',
      '2 ./taken [a b]',
      '3 ./whole [part]',
      '6 ./lazy [* default]',
      '8 ./types [Foo]',
      '9 ./again [*] > *=again',
    ]);
  });

  test('calls do not count where they are only quoted', async () => {
    expect(
      await importsIn('a.tsx', [
        'const script = `',
        "  const a = require('./no');",
        "  ${await import('./real')}",
        "  import('./no');`;",
        'const code = \'import("./no")\';',
        'const tip = <p>Say "now": import("./no")</p>;',
        "const pattern = /['`]import\\('a'\\)/, b = require('./too');",
        "let type: `${string}` | typeof import('./typed');",
      ]),
    ).toEqual(['3 ./real [* default]', '7 ./too [*]', '8 ./typed [* default]']);
  });
});

describe('broken and strange texts', () => {
  test('a broken file gives what parses before the break, with its imports', async () => {
    const lines = [
      "import { a } from './a';",
      'export class Good {',
      '  run() {}',
      '}',
      'export function bad( {',
    ];
    const { symbols, imports, hasErrors } = await facts('a.ts', lines);
    expect(hasErrors).toBe(true);
    expect(named(symbols)).toEqual(['+class Good', 'method Good.run']);
    expect(imports).toEqual([{ line: 1, specifier: './a', names: ['a'], given: [] }]);
  });

  test.each([
    ['brackets', `${'['.repeat(12_000)}${']'.repeat(12_000)}`],
    ['blocks', `${'{'.repeat(12_000)}${'}'.repeat(12_000)}`],
    ['arrows', `${'a=>'.repeat(12_000)}a`],
    ['tags', `x=${'<a>'.repeat(12_000)}${'</a>'.repeat(12_000)}`],
    ['loops', `${'for(;;)'.repeat(12_000)};`],
  ])('%s nested 12,000 deep are not given to a parser that they would end', async (_, text) => {
    expect(await readFacts('a.jsx', text)).toMatchObject({ language: 'javascript', hasErrors: true });
  });

  test.each([
    ['chained calls', `a${'.b()'.repeat(2_000)}`],
    ['calls on one line', 'a(b);'.repeat(3_000)],
    ['comparisons on one line', `x=[${'a<1,'.repeat(3_000)}]`],
    ['arrows on lines of their own', 'x(a=>a);\n'.repeat(3_000)],
  ])('%s are not nested', async (_, text) => {
    expect(await readFacts('a.jsx', text)).toMatchObject({ language: 'javascript', hasErrors: false });
  });

  test('a chain of 12,000 calls ends in no crash', async () => {
    expect(await readFacts('a.js', `a${'.b()'.repeat(12_000)}`)).toMatchObject({ language: 'javascript' });
  });

  test('the outline tells the kinds of a text that is nested too deeply to have a tree', async () => {
    expect(
      await namesIn('a.ts', [
        'export class Box {',
        '  open() {}',
        '}',
        'export interface Shape { a: 1 }',
        'enum Colour { Red }',
        'export type Id = string;',
        'function module() {}',
        'const run = () => {};',
        `let x = ${'['.repeat(12_000)};`,
      ]),
    ).toEqual([
      '+class Box',
      'method Box.open',
      '+interface Shape',
      'enum Colour',
      '+type Id',
      'function module',
      'function run',
    ]);
  });

  test('scripts of a component keep their lines', async () => {
    const { symbols, imports } = await facts('a.vue', [
      '<template><a /></template>',
      '<script setup lang="ts">',
      "import B from './B.vue';",
      'function go(): void {}',
      '</script>',
    ]);
    expect(imports).toEqual([{ line: 3, specifier: './B.vue', names: ['default'], given: [] }]);
    expect(symbols).toMatchObject([{ name: 'go', startLine: 4 }]);
  });

  test('a script of a component may name types in its attributes', async () => {
    const { language, imports } = await facts('a.svelte', [
      '<script module lang="ts" generics="T extends Map<string, number>">',
      "  import { a } from './a.ts';",
      '</script>',
      '<p>{a}</p>',
    ]);
    expect(language).toBe('svelte');
    expect(imports).toEqual([{ line: 2, specifier: './a.ts', names: ['a'], given: [] }]);
  });

  test('the frontmatter of an Astro component is a script, and so is what its page runs', async () => {
    const { language, imports, symbols } = await facts('a.astro', [
      '---',
      "import Layout from './Layout.astro';",
      "if (!Astro.props.ok) return Astro.redirect('/');",
      'export function getStaticPaths() {}',
      '---',
      "<Layout>import { no } from './no.ts'; ---</Layout>",
      '<script>',
      "import { run } from './run.ts';",
      '</script>',
    ]);
    expect(language).toBe('astro');
    expect(imports).toMatchObject([
      { line: 2, specifier: './Layout.astro', names: ['default'] },
      { line: 8, specifier: './run.ts', names: ['run'] },
    ]);
    expect(symbols).toMatchObject([{ name: 'getStaticPaths', startLine: 4 }]);
  });

  test.each(['---\n---\n', '<p>---</p>\n<script>', '---', ''])(
    'a component of %j takes nothing',
    async (text) => {
      expect(await readFacts('a.astro', text)).toMatchObject({ imports: [], symbols: [], hasErrors: false });
    },
  );
});
