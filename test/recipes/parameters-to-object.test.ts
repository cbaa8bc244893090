import { assert, asyncProperty, boolean, constantFrom, integer, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parametersToObject } from '../../src/recipes/parameters-to-object.ts';
import type { RecipeResult, SlotValues } from '../../src/recipes/recipe.ts';
import { treeOfTexts, withChanges, type Texts } from '../support/fixture.ts';

const signal = new AbortController().signal;

async function run(texts: Texts, slots: SlotValues = {}): Promise<RecipeResult> {
  const request = { slots: { function: 'createUser', ...slots }, targets: [], signal };
  return parametersToObject.run(request, treeOfTexts(texts));
}

async function after(texts: Texts, slots: SlotValues = {}): Promise<Texts> {
  const result = await run(texts, slots);
  if (result.kind !== 'changed') throw new Error(JSON.stringify(result));
  return withChanges(texts, result.changes);
}

async function textAfter(text: string, slots: SlotValues = {}): Promise<string | undefined> {
  return (await after({ 'a.ts': text }, slots))['a.ts'];
}

const PROJECT: Texts = {
  'src/user.ts': `/**
 * Makes a user.
 * @param name - What it is called.
 * @param age - In years.
 */
export function createUser(name: string, age = 3, tags?: readonly string[]): string {
  return [name, age, ...(tags ?? [])].join();
}
`,
  'src/index.ts': `export { createUser } from './user.js';\n`,
  'src/app.ts': `import { createUser } from './index.js';
import * as users from './user.js';

const name = 'a';
export const all = [
  createUser(name),
  createUser(createUser('b', /* years */ 4), 5, ['c']),
  users.createUser(
    \`x\`,
    name.length, // its length
  ),
];
`,
};

describe('parameters-to-object', () => {
  it('gives the function a pattern with its types, and every call of the project an object', async () => {
    expect(await after(PROJECT)).toEqual({
      'src/user.ts': `/**
 * Makes a user.
 * @param options
 * @param options.name - What it is called.
 * @param options.age - In years.
 */
export function createUser({
  name,
  age = 3,
  tags,
}: {
  name: string;
  age?: number;
  tags?: readonly string[];
}): string {
  return [name, age, ...(tags ?? [])].join();
}
`,
      'src/index.ts': `export { createUser } from './user.js';\n`,
      'src/app.ts': `import { createUser } from './index.js';
import * as users from './user.js';

const name = 'a';
export const all = [
  createUser({ name }),
  createUser({ name: createUser({ name: 'b', /* years */ age: 4 }), age: 5, tags: ['c'] }),
  users.createUser({
    name: \`x\`,
    age: name.length, // its length
  }),
];
`,
    });
  });

  it('proves syntax, diagnostics, the tree and every use, and tells of callers that it does not see', async () => {
    expect(await run(PROJECT)).toMatchObject({
      summary: 'createUser takes one object now, and 4 calls of it give one.',
      notes: [expect.stringContaining('outside of the project')],
      proofs: [{ level: 'S' }, { level: 'D' }, { level: 'A' }, { level: 'R' }],
    });
  });

  it('leaves a function that takes an object already', async () => {
    expect(await run(await after(PROJECT))).toMatchObject({ kind: 'unchanged' });
  });

  it.each([
    [
      'an arrow function',
      'const createUser = (name: string, age: number) => name + age;\ncreateUser("a", 1);\n',
      'const createUser = ({ name, age }: { name: string; age: number }) => name + age;\ncreateUser({ name: "a", age: 1 });\n',
    ],
    [
      'a function expression with a name of its own',
      'const createUser = function createUser(n: number) { if (n) createUser(n - 1); };\ncreateUser(1);\n',
      'const createUser = function createUser({ n }: { n: number }) { if (n) createUser({ n: n - 1 }); };\ncreateUser({ n: 1 });\n',
    ],
    [
      'one whose parameters are all optional',
      "function createUser(a = 'a', b?: number) { return [a, b]; }\ncreateUser();\ncreateUser('b');\n",
      "function createUser({ a = 'a', b }: { a?: string; b?: number } = {}) { return [a, b]; }\ncreateUser();\ncreateUser({ a: 'b' });\n",
    ],
    [
      'a default that needs another parameter, and a type parameter',
      'function createUser<T extends string>(a: T, b: T = a): T { return b; }\nexport const x: "a" = createUser("a");\n',
      'function createUser<T extends string>({ a, b = a }: { a: T; b?: T }): T { return b; }\nexport const x: "a" = createUser({ a: "a" });\n',
    ],
    [
      'lines that it is written in, without semicolons and with tabs',
      'function createUser(\n\tname: string,\n\tat: {\n\t\tx: number\n\t},\n) {\n\treturn name + at.x\n}\ncreateUser("a", { x: 1 })\n',
      'function createUser({\n\tname,\n\tat,\n}: {\n\tname: string\n\tat: {\n\t\tx: number\n\t}\n}) {\n\treturn name + at.x\n}\ncreateUser({ name: "a", at: { x: 1 } })\n',
    ],
    [
      'lines that end as in Windows',
      'function createUser(\r\n  a: number,\r\n) {}\r\ncreateUser(\r\n  1\r\n);\r\n',
      'function createUser({\r\n  a,\r\n}: {\r\n  a: number;\r\n}) {}\r\ncreateUser({\r\n  a: 1\r\n});\r\n',
    ],
  ])('changes %s', async (_, before, expected) => {
    expect(await textAfter(before)).toBe(expected);
  });

  it('changes a method that nothing overrides, named with its class', async () => {
    const text = `class Store {
  createUser(name: string, age: number) { return name + age; }
  other() { return this.createUser('a', 1); }
}
class Other { createUser(a: number) { return a; } }
new Store()?.createUser('b', 2);
new Other().createUser(1);
`;
    expect(await textAfter(text, { function: 'Store.createUser' })).toBe(`class Store {
  createUser({ name, age }: { name: string; age: number }) { return name + age; }
  other() { return this.createUser({ name: 'a', age: 1 }); }
}
class Other { createUser(a: number) { return a; } }
new Store()?.createUser({ name: 'b', age: 2 });
new Other().createUser(1);
`);
    expect(await run({ 'a.ts': text })).toMatchObject({
      kind: 'refused',
      hint: 'Say which one: at=FILE:LINE.',
    });
  });

  it('follows CommonJS and its documented types', async () => {
    const texts = {
      'user.js': `/**
 * @param {string} name
 * @param {number} [age]
 */
function createUser(name, age) {
  return name + age;
}
module.exports = { createUser };
`,
      'app.js': `const { createUser } = require('./user');\nconst lib = require('./user');\ncreateUser('a');\nlib.createUser('b', 1);\n`,
    };
    expect(await after(texts)).toEqual({
      'user.js': `/**
 * @param {object} options
 * @param {string} options.name
 * @param {number} [options.age]
 */
function createUser({ name, age }) {
  return name + age;
}
module.exports = { createUser };
`,
      'app.js': `const { createUser } = require('./user');\nconst lib = require('./user');\ncreateUser({ name: 'a' });\nlib.createUser({ name: 'b', age: 1 });\n`,
    });
  });

  it('gives callbacks the types that they had', async () => {
    const text = `function createUser<T, U>(of: T, to: (one: T) => U): U { return to(of); }
export const n = createUser({ a: 1 }, (one) => one.a + 1);
`;
    expect(await textAfter(text)).toContain('= createUser({ of: { a: 1 }, to: (one) => one.a + 1 });');
  });

  it('names what is documented of a parameter behind the object too', async () => {
    const text = `/**
 * @param {string} name
 * @param {object} at
 * @param {number} at.x
 */
function createUser(name, at) { return name + at.x; }
createUser('a', { x: 1 });
`;
    expect((await after({ 'a.js': text }))['a.js']).toContain(` * @param {object} options
 * @param {string} options.name
 * @param {object} options.at
 * @param {number} options.at.x
 */`);
  });

  it.each([
    [
      'one that is passed on',
      'function createUser(a: number) {}\n[1].forEach(createUser);\n',
      /called at a\.ts:2/,
    ],
    [
      'one that is bound',
      'function createUser(a: number) {}\ncreateUser.call(null, 1);\n',
      /called at a\.ts:2/,
    ],
    [
      'one that is made new',
      'function createUser(a: number) {}\nnew (createUser as any)(1);\n',
      /called at a\.ts:2/,
    ],
    [
      'one in an object',
      'function createUser(a: number) {}\nexport const o = { createUser };\n',
      /called at a\.ts:2/,
    ],
    ['an alias', 'function createUser(a: number) {}\nexport { createUser as make };\n', /called at a\.ts:2/],
    ['a default export', 'export default function createUser(a: number) {}\n', /default export/],
    [
      'a default export of the name',
      'function createUser(a: number) {}\nexport default createUser;\n',
      /called at a\.ts:2/,
    ],
    [
      'its parameters as a type',
      'function createUser(a: number) {}\nexport type P = Parameters<typeof createUser>;\n',
      /called at a\.ts:2/,
    ],
    [
      'overloads',
      'function createUser(a: number): void;\nfunction createUser(a: string): void;\nfunction createUser(a: unknown) {}\n',
      /without its code too, at a\.ts:1,2/,
    ],
    ['a rest parameter', 'function createUser(a: number, ...b: number[]) {}\n', /rest parameter b/],
    ['a destructured parameter', 'function createUser({ a }: { a: 1 }, b: number) {}\n', /without a name/],
    ['a this parameter', 'function createUser(this: Date, b: number) {}\n', /parameter this/],
    [
      'a type predicate',
      'function createUser(a: unknown): a is string { return !!a; }\n',
      /about its parameter a/,
    ],
    [
      'an inferred predicate',
      'const createUser = (a: unknown) => typeof a === "string";\n',
      /about its parameter a/,
    ],
    ['arguments', 'function createUser(a: number) { return arguments.length; }\n', /uses `arguments`/],
    ['a directive', 'function createUser(a: number) { "use strict"; }\n', /directive/],
    ['a comment', 'function createUser(a: number /* years */, b: 1) {}\n', /comments/],
    ['a comment at the end', 'function createUser(\n  a: number, // years\n) {}\n', /comments/],
    ['a guessed type', 'function createUser(a = [1]) {}\n', /guessed/],
    ['a declared type', 'const createUser: (a: number) => void = (a) => {};\n', /type that is declared/],
    [
      'a spread',
      'function createUser(a: number, b: number) {}\ncreateUser(...([1, 2] as const));\n',
      /a\.ts:2 spreads/,
    ],
    ['no parameters', 'function createUser() {}\n', /no parameters/],
    [
      'a method of an object',
      'export const o = { createUser(a: number) {} };\no.createUser(1);\n',
      /of an object/,
    ],
    ['a class', 'class createUser { constructor(a: number) {} }\n', /no function/],
    [
      'an override',
      'class A { createUser(a: 1) {} }\nclass B extends A { createUser(a: 1) {} }\nnew B().createUser(1);\n',
      /a\.ts:1, a\.ts:2/,
    ],
    [
      'a method of an interface',
      'interface I { createUser(a: 1): void }\nclass B implements I { createUser(a: 1) {} }\nnew B().createUser(1);\n',
      /without its code too, at a\.ts:1/,
    ],
    [
      'a method that nothing calls',
      'export class B { createUser(a: 1) {} }\n',
      /Nothing in the project calls/,
    ],
    [
      'an unknown base',
      "import { Base } from 'base';\nclass B extends Base { createUser(a: 1) {} }\nnew B().createUser(1);\n",
      /does not hold Base/,
    ],
    [
      'a call on any',
      'export class B { createUser(a: 1) {} }\nnew B().createUser(1);\nexport const f = (x: any) => x.createUser(1);\n',
      /a\.ts:3/,
    ],
    ['what is not there', 'export const a = 1;\n', /not declared/],
    ['a syntax error', 'function createUser(a: number) {}\ncreateUser(1;\n', /syntax errors/],
  ])('refuses %s', async (_, text, reason) => {
    expect(await run({ 'a.ts': text })).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(reason),
    });
  });

  it('evaluates the arguments in their order, with the defaults and values that they had', async () => {
    const name = constantFrom('a', 'b', 'c', 'd');
    await assert(
      asyncProperty(
        uniqueArray(name, { minLength: 1 }),
        boolean(),
        integer({ min: 0, max: 4 }),
        async (names, hasDefaults, given) => {
          const parameters = names.map((one, at) => (hasDefaults ? `${one} = log(${at})` : one));
          const count = Math.min(given, names.length);
          const call = names.slice(0, count).map((one, at) => (at % 2 === 0 ? one : `log('${one}')`));
          const text = `const seen = [];
const log = (x) => (seen.push(x), x);
const [a, b, c, d] = ['A', 'B', 'C', 'D'];
function createUser(${parameters.join(', ')}) { return [${names.join(', ')}]; }
const value = createUser(${call.join(', ')});
module.exports = JSON.stringify([seen, value]);
`;
          const changed = (await after({ 'a.js': text }))['a.js'] ?? '';
          expect(valueOf(changed)).toBe(valueOf(text));
          expect(changed.split('\n')[1]).toBe(text.split('\n')[1]);
        },
      ),
      { numRuns: 8 },
    );
  });
});

function valueOf(code: string): unknown {
  const module: { exports?: unknown } = {};
  // oxlint-disable-next-line typescript/no-implied-eval -- the program of the test is run
  new Function('module', code)(module);
  return module.exports;
}
