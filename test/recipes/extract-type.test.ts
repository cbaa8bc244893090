import { describe, expect, it } from 'vitest';
import { extractType } from '../../src/recipes/extract-type.ts';
import type { RecipeResult, SlotValues } from '../../src/recipes/recipe.ts';
import { treeOfTexts, withChanges, type Texts } from '../support/fixture.ts';

async function extract(texts: Texts, slots: SlotValues): Promise<RecipeResult> {
  const targets = Object.keys(texts).slice(0, 1);
  const request = { slots: { name: 'Options', ...slots }, targets, signal: new AbortController().signal };
  return extractType.run(request, treeOfTexts(texts));
}

async function extracted(text: string, slots: SlotValues): Promise<string | undefined> {
  const result = await extract({ 'a.ts': text }, slots);
  if (result.kind !== 'changed') throw new Error(JSON.stringify(result));
  return withChanges({ 'a.ts': text }, result.changes)['a.ts'];
}

const CLASS = `import type { Id } from './id.js';

/** A store. */
export class Store {
  // How it opens.
  open(options: {
    id: Id; // which
    /** In seconds. */
    age?: number;
    at: { x: number };
  }): Id {
    return options.id;
  }
}
`;

describe('extract-type', () => {
  it('declares the type as it is written in front of its statement and the comments of that', async () => {
    expect(await extracted(CLASS, { at: 'a.ts:6' })).toBe(`import type { Id } from './id.js';

type Options = {
  id: Id; // which
  /** In seconds. */
  age?: number;
  at: { x: number };
};

/** A store. */
export class Store {
  // How it opens.
  open(options: Options): Id {
    return options.id;
  }
}
`);
  });

  it('proves syntax, diagnostics and the tree, and is refused where nothing is left to name', async () => {
    const result = await extract({ 'a.ts': CLASS }, { at: 'a.ts:6' });
    expect(result).toMatchObject({
      summary: 'The type at a.ts:6 is now the type Options.',
      proofs: [{ level: 'S' }, { level: 'D' }, { level: 'A' }],
    });
    const after = (await extracted(CLASS, { at: 'a.ts:6' })) ?? '';
    expect(await extract({ 'a.ts': after }, { name: 'Other', at: 'a.ts:3' })).toMatchObject({
      kind: 'refused',
    });
  });

  it.each([
    [
      'an interface where the file has more of these',
      'export interface A { a: 1 }\r\nexport const f = (o: { b: A }) => o.b\r\n',
      {},
      'export interface A { a: 1 }\r\ninterface Options { b: A }\r\n\r\nexport const f = (o: Options) => o.b\r\n',
    ],
    [
      'an interface where one is asked for',
      'export const f = (o: { b: 1 }) => o.b;\n',
      { kind: 'interface' },
      'interface Options { b: 1 }\n\nexport const f = (o: Options) => o.b;\n',
    ],
    [
      'a type in a file without semicolons',
      'export let f: Array<{ b: 1 }>\n',
      {},
      'type Options = { b: 1 }\n\nexport let f: Array<Options>\n',
    ],
    [
      'the inner type of a type with a name',
      'export type T = {\n  a: { b: 1 };\n};\n',
      { at: 'a.ts:2' },
      'type Options = { b: 1 };\n\nexport type T = {\n  a: Options;\n};\n',
    ],
  ])('makes %s', async (_, before, slots, after) => {
    expect(await extracted(before, slots)).toBe(after);
  });

  it.each([
    ['two types', 'export const f = (a: { x: 1 }, b: { y: 1 }) => [a, b];\n', {}, /a\.ts:1, a\.ts:1/],
    ['no type', 'export type T = { x: 1 };\n', { range: '1-1', name: 'Else' }, /No object type/],
    ['a name in use', 'export type Options = 1;\nexport let f: { x: 1 };\n', {}, /uses the name Options/],
    ['a type parameter', 'export const f = <T,>(a: { x: T }) => a;\n', {}, /names T, which is not there/],
    [
      'a local type',
      'export function f() {\n  type L = 1;\n  let a: { x: L } | null = null;\n  return a;\n}\n',
      {},
      /names L/,
    ],
    ['another kind', 'export let f: { x: 1 };\n', { kind: 'class' }, /not a class/],
    ['a file with errors', 'export let f: { x: 1 = 2;\n', {}, /syntax errors/],
  ])('refuses %s', async (_, text, slots, reason) => {
    expect(await extract({ 'a.ts': text }, slots)).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(reason),
    });
  });

  it('does not take the order in which TypeScript names the parts of a type for something new', async () => {
    const texts = {
      'a.ts':
        "import type { B } from './lib.ts';\nexport function g(o: { x: B }): B | string {\n  return o.x;\n}\n",
      'lib.ts': 'export interface A {\n  a: 1;\n}\nexport interface B {\n  b: 1;\n}\n',
      'c.ts':
        "import { g } from './a.ts';\nimport type { A, B } from './lib.ts';\ndeclare function f(x: A | B | string): typeof g;\nf(1);\n",
    };
    expect(await extract(texts, { at: 'a.ts:2' })).toMatchObject({ kind: 'changed' });
  });

  const OWNED = `export function connect(options: { host: string }, retry: { times: number }): { ok: boolean } {
  const state: { open: boolean } = { open: options.host !== '' && retry.times > 0 };
  return { ok: state.open };
}
export const close = (options: { host: string }): string => options.host;
`;

  it.each([
    ['the parameter', { of: 'retry' }, 'retry: Options'],
    ['the variable', { of: 'state' }, 'const state: Options'],
    [
      'the parameter of one of two functions',
      { of: 'options', function: 'close' },
      'close = (options: Options)',
    ],
    ['what is written', { text: '{ ok: boolean; }' }, '): Options {'],
  ])('finds a type by %s', async (_, slots, after) => {
    expect(await extracted(OWNED, slots)).toContain(after);
  });

  it.each([
    [{ of: 'options' }, 'Several object types could be meant: a.ts:1, a.ts:5.'],
    [{ of: 'nothing' }, 'No object type without a name belongs to nothing in a.ts.'],
    [{ text: '{ other: 1 }' }, 'No object type without a name begins there in a.ts.'],
  ])('refuses %j', async (slots, reason) => {
    expect(await extract({ 'a.ts': OWNED }, slots)).toMatchObject({ kind: 'refused', reason });
  });
});
