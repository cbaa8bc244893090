import { describe, expect, it } from 'vitest';
import type { RecipeResult, SlotValues } from '../../src/recipes/recipe.ts';
import { renameSymbol } from '../../src/recipes/rename-symbol.ts';
import { fixtureLeaves, readFixture, treeOfTexts, withChanges, type Texts } from '../support/fixture.ts';

type Case = {
  readonly slots: SlotValues;
  readonly targets?: readonly string[];
  readonly notes?: readonly string[];
};

const CASES: Readonly<Record<string, Case>> = {
  'class-hierarchy': {
    slots: { from: 'area', to: 'surface', class: 'Square' },
    notes: ['area stays in strings: src/shape.ts:9.'],
  },
  'commonjs-exports': {
    slots: { from: 'add', to: 'plus' },
    targets: ['lib/math.js'],
    notes: ['add stays in strings: lib/everything.js:1.'],
  },
  'commonjs-named-function': { slots: { from: 'add', to: 'plus' }, targets: ['math.js'] },
  'function-across-modules': {
    slots: { from: 'add', to: 'plus' },
    notes: [
      'add stays in strings: src/shorthand.ts:3.',
      'add stays in comments: src/math.ts:5; src/shorthand.ts:4.',
    ],
  },
  'javascript-with-declarations': { slots: { from: 'add', to: 'plus' }, targets: ['math.js'] },
  'jsx-component': {
    slots: { from: 'Card', to: 'Tile' },
    targets: ['card.tsx'],
    notes: ['Card stays in strings: card.tsx:4; page.tsx:5.'],
  },
  'local-variable': { slots: { from: 'found', to: 'match', at: 'search.ts:2' } },
  'overloads-and-merging': {
    slots: { from: 'parse', to: 'read' },
    notes: ['parse stays in strings: use.ts:1.'],
  },
  'plain-scripts': {
    slots: { from: 'count', to: 'total' },
    targets: ['page.js'],
    notes: ['count stays in strings: other.js:2.'],
  },
  'private-field': { slots: { from: '#items', to: '#entries' } },
  'properties-and-patterns': {
    slots: { from: 'size', to: 'length', class: 'Box' },
    notes: ['size stays in strings: box.ts:8.', 'Data from outside, such as JSON, keeps the field size.'],
  },
  'script-requires-typescript': { slots: { from: 'add', to: 'plus' }, targets: ['src/math.ts'] },
  'test-doubles': {
    slots: { from: 'send', to: 'deliver' },
    targets: ['src/mail.ts'],
    notes: ['send stays in strings: src/mail.test.ts:8.'],
  },
  'types-only': {
    slots: { from: 'Point', to: 'Vector' },
    targets: ['point.js'],
    notes: ['Point stays in comments: point.js:4.'],
  },
  'workspace-packages': {
    slots: { from: 'connect', to: 'open' },
    targets: ['packages/client/src/index.ts'],
    notes: [
      'packages/client/src/index.ts exports it from a package: users outside of the project may break.',
    ],
  },
};

function rename(texts: Texts, { slots, targets = [] }: Case): Promise<RecipeResult> {
  return renameSymbol.run({ slots, targets, signal: new AbortController().signal }, treeOfTexts(texts));
}

function after(texts: Texts, result: RecipeResult): Texts | RecipeResult {
  return result.kind === 'changed' ? withChanges(texts, result.changes) : result;
}

describe('rename-symbol', () => {
  it('has a case for every fixture', () => {
    expect(Object.keys(CASES).toSorted()).toEqual(fixtureLeaves('rename-symbol').toSorted());
  });

  it.each(Object.entries(CASES))('renames: %s', async (leaf, one) => {
    const before = readFixture('rename-symbol', leaf, 'before');
    const result = await rename(before, one);
    expect(after(before, result)).toEqual({ ...before, ...readFixture('rename-symbol', leaf, 'after') });
    expect(result).toMatchObject({ notes: one.notes ?? [] });
  });

  it.each(Object.entries(CASES))('takes back: %s', async (leaf, { slots, targets = [] }) => {
    const before = readFixture('rename-symbol', leaf, 'before');
    const there = { ...before, ...readFixture('rename-symbol', leaf, 'after') };
    const result = await rename(there, {
      slots: { ...slots, from: slots['to']!, to: slots['from']! },
      targets,
    });
    expect(after(there, result)).toEqual(before);
  });

  it('proves syntax, tree, diagnostics and references', async () => {
    const texts = readFixture('rename-symbol', 'function-across-modules', 'before');
    const result = await rename(texts, { slots: { from: 'add', to: 'plus' } });
    expect(result).toMatchObject({
      summary: 'Renamed add (function) to plus: 18 places in 6 files.',
      proofs: [
        { level: 'S', detail: '6 changed files parse with TypeScript 6.0.3' },
        {
          level: 'A',
          detail: 'the syntax tree of every changed file is the same but for the renamed places',
        },
        { level: 'D', detail: 'no new diagnostics of TypeScript 6.0.3 in 6 files' },
        {
          level: 'R',
          detail:
            '18 places renamed and resolved again; the old name stays 3 in other declarations, 0 on values of unknown type, 1 in strings, 2 in comments',
        },
      ],
    });
  });

  it('has nothing to do once the rename is done, whatever else has the old name', async () => {
    const texts = { 'a.ts': 'export function plus() {} // add\n', 'b/c.ts': 'export function add() {}\n' };
    const result = await rename(texts, { slots: { from: 'add', to: 'plus' }, targets: ['a.ts'] });
    expect(result).toEqual({
      kind: 'unchanged',
      summary: 'Nothing to rename: plus is declared, and add no longer is.',
    });
  });

  it('refuses a misspelt name, although the new one is declared', async () => {
    const texts = { 'a.ts': 'export const option = 1;\nexport const flag = 2;\n' };
    const slots = { from: 'optoin', to: 'flag' };
    expect(await rename(texts, { slots, targets: ['a.ts'] })).toMatchObject({
      kind: 'refused',
      hint: expect.stringContaining('Declared there: option.'),
    });
  });

  it('leaves a namesake alone once the rename is done', async () => {
    const texts = {
      'a.ts': 'export function plus() {}\n',
      'b.ts': "import { plus } from './a';\nexport type B = { add: boolean };\nplus();\n",
    };
    const slots = { from: 'add', to: 'plus' };
    const done = {
      kind: 'unchanged',
      summary:
        'Nothing to rename: plus is declared, and add only stands for something else: b.ts:2 (property of B).',
    };
    expect(await rename(texts, { slots })).toEqual(done);
    expect(await rename(texts, { slots, targets: ['a.ts'] })).toMatchObject({ kind: 'unchanged' });
    expect(await rename(texts, { slots: { ...slots, kind: 'property' } })).toMatchObject({ kind: 'changed' });
  });

  it('renames a member beside unlike types, events and plain data of the same name', async () => {
    const before = {
      'a.ts':
        "export class Sum {\n  add(value: number) {}\n  on(event: string) {}\n}\nnew Sum().on('add');\n",
      'b.ts':
        "export interface Basket {\n  add(item: Date): void;\n}\nexport const has = (b: Basket) => 'add' in b;\n",
      'c.ts': 'export interface Row {\n  add: number;\n}\nexport class Other {\n  add(value: number) {}\n}\n',
    };
    const result = await rename(before, { slots: { from: 'add', to: 'plus', class: 'Sum' } });
    expect(after(before, result)).toEqual({ ...before, 'a.ts': before['a.ts'].replace('add(', 'plus(') });
  });

  it('renames beside files that nest too deeply to be checked', async () => {
    const deep = '['.repeat(6000) + ']'.repeat(6000);
    const before = {
      'a.ts': 'export function add() {}\n',
      'data.js': `var data = ${deep};\n`,
      'other.ts': `export const other = ${deep};\n`,
    };
    const result = await rename(before, { slots: { from: 'add', to: 'plus' }, targets: ['a.ts'] });
    expect(after(before, result)).toEqual({ ...before, 'a.ts': 'export function plus() {}\n' });
  });

  it('keeps byte order marks and line endings', async () => {
    const before = {
      'a.ts': '\uFEFFexport function add() {\r\n  return "💡";\r\n}\r\nadd();',
      'b.ts': '\uFEFF/* 💡 */ import { add } from "./a";\nadd();\r\nadd()\n',
    };
    const result = await rename(before, { slots: { from: 'add', to: 'plus' } });
    expect(after(before, result)).toEqual({
      'a.ts': '\uFEFFexport function plus() {\r\n  return "💡";\r\n}\r\nplus();',
      'b.ts': '\uFEFF/* 💡 */ import { plus } from "./a";\nplus();\r\nplus()\n',
    });
  });

  it('leaves other packages of the tree alone', async () => {
    const before = {
      'one/lib.ts': 'export const load = 1;\n',
      'one/use.ts': "import { load } from './lib';\nexport default load;\n",
      'two/lib.ts': 'export const load = 2;\n',
    };
    const result = await rename(before, { slots: { from: 'load', to: 'start' }, targets: ['one/lib.ts'] });
    expect(after(before, result)).toEqual({
      'one/lib.ts': 'export const start = 1;\n',
      'one/use.ts': "import { start } from './lib';\nexport default start;\n",
      'two/lib.ts': 'export const load = 2;\n',
    });
  });

  it('renames the member that the target declares, once, and never that of another file', async () => {
    const node = 'class Node { insert() {} }\nmodule.exports = { Node };\n';
    const before = { 'a/n.js': node, 'b/n.js': node };
    const one = { slots: { from: 'insert', to: 'add', class: 'Node' }, targets: ['a/n.js'] };
    const there = after(before, await rename(before, one));
    expect(there).toEqual({ ...before, 'a/n.js': node.replace('insert', 'add') });
    expect(await rename({ ...before, 'a/n.js': node.replace('insert', 'add') }, one)).toEqual({
      kind: 'unchanged',
      summary: 'Nothing to rename: add is declared, and insert no longer is.',
    });
  });

  it('says where the symbol is declared when no target declares it', async () => {
    const before = {
      'lib.ts': 'export const load = 1;\n',
      'use.ts': "import { load } from './lib';\nexport default load;\n",
    };
    const result = await rename(before, { slots: { from: 'load', to: 'start' }, targets: ['use.ts'] });
    expect(result).toEqual({
      kind: 'refused',
      reason: 'None of the targets declares load; it is declared here: lib.ts:1 (constant).',
      hint: 'Say which one: ouroboros refactor "Rename the constant load to start" -t lib.ts',
    });
  });

  it.each([
    ['a local', 'export function plus() {\n  const add = 1;\n  return add;\n}\n', {}],
    [
      'a parameter of the same kind',
      'export const plus = 1;\nexport const f = (add: number) => add;\n',
      { kind: 'variable' },
    ],
    ['a comment', '// add\nexport function plus() {}\n', {}],
    [
      'nothing, the new one being a local',
      'export function f() {\n  const plus = 1;\n  return plus;\n}\n',
      {},
    ],
    [
      'nothing at the given line',
      'export function f() {\n  const plus = 1;\n  return plus;\n}\n',
      { at: 'a.ts:2' },
    ],
    ['another class', 'export class A { plus() {} }\nexport class B { add(b: B) {} }\n', { class: 'A' }],
  ])(
    'has nothing to do once the rename is done: the old name is left for %s',
    async (_title, text, slots) => {
      const result = await rename(
        { 'a.ts': text },
        { slots: { from: 'add', to: 'plus', ...slots }, targets: ['a.ts'] },
      );
      expect(result).toMatchObject({ kind: 'unchanged' });
    },
  );

  it('renames a member beside untyped uses only when it is told to', async () => {
    const before = {
      'a.ts':
        'export class Store {\n  load() {}\n}\nexport function start(store: any) {\n  store.load();\n}\n',
    };
    const slots = { from: 'load', to: 'read', class: 'Store' };
    expect(await rename(before, { slots })).toEqual({
      kind: 'refused',
      reason: 'These places may mean the same load, but have no type that says so: a.ts:5.',
      hint: 'Give them a type, or add untyped=leave to the sentence to rename without them.',
    });
    expect(await rename(before, { slots: { ...slots, untyped: 'leave' } })).toMatchObject({
      kind: 'changed',
      notes: ['load stays on values of unknown type, which may be the same symbol: a.ts:5.'],
    });
  });
});
