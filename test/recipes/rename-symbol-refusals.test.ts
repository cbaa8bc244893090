import { describe, expect, it } from 'vitest';
import type { SlotValues } from '../../src/recipes/recipe.ts';
import { renameSymbol } from '../../src/recipes/rename-symbol.ts';
import { treeOfTexts, type Texts } from '../support/fixture.ts';

type Refusal = {
  readonly files: Texts;
  readonly slots?: SlotValues;
  readonly targets?: readonly string[];
  readonly reason: string;
};

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

const REFUSALS: Readonly<Record<string, Refusal>> = {
  'a reserved word': {
    files: { 'a.ts': 'function add() {}' },
    slots: { to: 'class' },
    reason: '"class" is a reserved word.',
  },
  'what is no name': {
    files: { 'a.ts': 'function add() {}' },
    slots: { to: 'a-b' },
    reason: '"a-b" is not a valid name.',
  },
  'a member that the language gives a meaning': {
    files: { 'a.ts': 'class A { add() {} }' },
    slots: { to: 'then' },
    reason: 'A member named then has a meaning of its own in JavaScript.',
  },
  'a parameter that would capture a use': {
    files: { 'a.ts': 'function add() {}\nfunction f(plus: number) {\n  return [add(), plus];\n}' },
    reason: 'plus would mean something else at a.ts:3.',
  },
  'a local that would capture an import': {
    files: {
      'a.ts': "import { plus } from './b';\nexport function f() {\n  const add = 1;\n  return add + plus;\n}",
      'b.ts': 'export const plus = 1;',
    },
    slots: { at: 'a.ts:3' },
    reason: 'plus would mean something else at a.ts:4.',
  },
  'a second declaration in the same scope': {
    files: { 'a.ts': 'function add() {}\nfunction plus() {}' },
    reason: 'plus would mean something else at a.ts:1,2.',
  },
  'a collision in an importer': {
    files: {
      'a.ts': 'export function add() {}',
      'b.ts': "import { add } from './a';\nconst plus = 1;\nadd(plus);",
    },
    reason: 'plus would mean something else at b.ts:1,2,3.',
  },
  'a member that would override another': {
    files: { 'a.ts': 'class Base { plus() {} }\nclass Sub extends Base { add() {} }\nnew Sub().add();' },
    reason: 'plus would mean something else at a.ts:2.',
  },
  'a member that another would override': {
    files: { 'a.ts': 'class Base { add() {} }\nclass Sub extends Base { plus() {} }\nnew Sub().add();' },
    reason: 'plus would mean something else at a.ts:2,3.',
  },
  'a global that the file uses': {
    files: { 'a.js': 'exports.run = add;\nfunction add() {\n  return process.env;\n}' },
    slots: { to: 'process' },
    reason: 'process would mean something else at a.js:3.',
  },
  'two exports of one name from a barrel': {
    files: {
      'a.ts': 'export function add() {}',
      'b.ts': 'export function plus() {}',
      'c.ts': "export * from './a';\nexport * from './b';",
    },
    reason:
      "The rename would break c.ts:2: Module './a' has already exported a member named 'plus'. Consider explicitly re-exporting to resolve the ambiguity. (TS2308)",
  },
  'a component that would become an element': {
    files: { 'a.tsx': 'const Add = () => null;\nexport const page = <Add />;' },
    slots: { from: 'Add', to: 'plus' },
    reason: 'plus would mean something else at a.tsx:2.',
  },
  'a key that a type spells as a string': {
    files: { 'a.ts': "interface A {\n  add: number;\n}\nexport const key: keyof A = 'add';" },
    slots: { class: 'A' },
    reason: `The rename would break a.ts:4: Type '"add"' is not assignable to type '"plus"'. (TS2322)`,
  },
  'a structure that stands in for another': {
    files: {
      'a.ts':
        'interface A {\n  add: number;\n}\ninterface B {\n  add: number;\n}\nexport const turn = (b: B): A => b;',
    },
    slots: { class: 'A' },
    reason:
      "The rename would break a.ts:7: Property 'plus' is missing in type 'B' but required in type 'A'. (TS2741)",
  },
  'a structure that is passed for another in a file that says neither name': {
    files: {
      'a.ts': 'export interface A {\n  add: number;\n}\nexport const take = (a: A) => a;',
      'b.ts': 'export const b: { add: number } = { add: 1 };',
      'c.ts': "import { take } from './a';\nimport { b } from './b';\ntake(b);",
    },
    slots: { class: 'A' },
    reason:
      "The rename would break c.ts:3: Argument of type '{ add: number; }' is not assignable to parameter of type 'A'. Property 'plus' is missing in type '{ add: number; }' but required in type 'A'. (TS2345)",
  },
  'a value of the language that is passed in a file that says neither name': {
    files: {
      'a.ts': 'export interface A {\n  size: number;\n}\nexport const take = (a: A) => a;',
      'c.ts': "import { take } from './a';\ntake(new Set());",
    },
    slots: { from: 'size', class: 'A' },
    reason:
      "The rename would break c.ts:2: Argument of type 'Set<unknown>' is not assignable to parameter of type 'A'. Property 'plus' is missing in type 'Set<unknown>' but required in type 'A'. (TS2345)",
  },
  'a name that a type makes of another': {
    files: {
      'a.ts':
        'export interface A {\n  add: number;\n}\nexport type On = { [K in keyof A as `on${Capitalize<K>}`]: A[K] };',
      'c.ts': "import type { On } from './a';\nexport const on: On = { onAdd: 1 };",
    },
    slots: { class: 'A' },
    reason:
      "The rename would break c.ts:2: Object literal may only specify known properties, and 'onAdd' does not exist in type 'On'. (TS2353)",
  },
  'a member of the language': {
    files: {
      'a.ts':
        'export const steps: Iterator<number> = {\n  add: 1,\n  next: () => ({ done: true, value: 1 }),\n};',
    },
    slots: { from: 'next', at: 'a.ts:3' },
    reason: 'next is declared outside of the project, by a library of the language.',
  },
  'a file that does not parse': {
    files: { 'a.ts': 'function add() {}}' },
    reason: 'a.ts has syntax errors, so its names cannot be trusted.',
  },
  'a name with two meanings': {
    files: { 'a.ts': 'class A { add() {} }\nclass B { add() {} }' },
    reason: 'add is declared 2 times: a.ts:1 (method of A), a.ts:2 (method of B).',
  },
  'a name of another kind': {
    files: { 'a.ts': 'class add {}' },
    slots: { kind: 'function' },
    reason: 'No function add is declared.',
  },
  'a name that nothing declares': {
    files: { 'a.ts': 'function addAll() {}' },
    slots: { from: 'adAll' },
    reason: 'adAll is not declared in the JavaScript or TypeScript of the project.',
  },
  'a name that nothing declares in two languages': {
    files: { 'a.ts': 'function addAll() {}', 'b.py': 'def add_all():\n    pass\n' },
    slots: { from: 'adAll' },
    reason: 'adAll is not declared in the project.',
  },
  'a place where the name does not stand': {
    files: { 'a.ts': 'function add() {}\n' },
    slots: { at: 'a.ts:2' },
    reason: 'No add stands at a.ts:2.',
  },
  'a place that is none': {
    files: { 'a.ts': 'function add() {}\n' },
    slots: { at: 'line 2' },
    reason: '"line 2" is not a place of the form file:line.',
  },
  'a use in a Vue file': {
    files: {
      'a.ts': 'export function add() {}',
      'View.vue': "<script>\nimport { add } from './a';\n</script>",
    },
    reason: 'View.vue:2 uses add, and files of its kind cannot be changed.',
  },
  'a use in an MDX file': {
    files: {
      'a.ts': 'export function add() {}',
      'guide.mdx': "# Sums\nimport { add } from './a';\n",
    },
    reason: 'guide.mdx:2 uses add, and files of its kind cannot be changed.',
  },
  'an import that only a bundler resolves': {
    files: { 'src/a.ts': 'export function add() {}', 'src/b.ts': "import { add } from '@/a';\nadd();" },
    targets: ['src/a.ts'],
    reason: 'These uses may reach add, but cannot be followed: src/b.ts:1.',
  },
  'require in TypeScript': {
    files: { 'a.ts': 'export function add() {}', 'b.ts': "const { add } = require('./a');\nadd();" },
    targets: ['a.ts'],
    reason: 'These uses may reach add, but cannot be followed: b.ts:1.',
  },
  'exports that are copied at run time': {
    files: {
      'a.js': 'exports.add = () => 1;',
      'b.js': "Object.assign(exports, require('./a'));",
      'c.js': "console.log(require('./b').add());",
    },
    targets: ['a.js'],
    reason: 'These uses may reach add, but cannot be followed: c.js:1.',
  },
  'a namespace that is indexed': {
    files: {
      'a.ts': 'export function add() {}',
      'b.ts': "import * as all from './a';\nexport const call = (name: 'add') => all[name]();",
    },
    targets: ['a.ts'],
    reason: 'These uses may reach add, but cannot be followed: b.ts:2.',
  },
  'an export that only a computed path loads': {
    files: {
      'pages/a.js': 'exports.add = () => 1;',
      'load.js': 'exports.load = (name) => require(`./pages/${name}`);',
    },
    targets: ['pages/a.js'],
    reason:
      'No file imports pages/a.js by its name, but these places may load it by a computed path: load.js:1.',
  },
  'a member that an untyped value may have': {
    files: { 'a.js': 'class A { add() {} }\nexports.run = (value) => value.add();\nexports.A = A;' },
    slots: { class: 'A' },
    reason: 'These places may mean the same add, but have no type that says so: a.js:2.',
  },
  'an option that a plain object may give': {
    files: {
      'a.ts': 'export type Options = { add?: boolean };\nexport const run = (options: Options) => options;',
      'b.ts':
        "import { run } from './a';\nconst cases = [{ add: true }];\nfor (const one of cases) run(one);",
    },
    slots: { class: 'Options' },
    reason: 'These places may mean the same add, but have no type that says so: b.ts:2.',
  },
  'a member that an `in` test and a like type may mean': {
    files: {
      'a.ts': 'export class Failure extends Error {\n  add() {}\n}',
      'b.ts': 'export interface Addable extends Error {\n  add: () => void;\n}',
      'c.ts':
        "import type { Addable } from './b';\nexport const run = (error: Error | Addable) => {\n  if ('add' in error) error.add();\n};",
    },
    slots: { class: 'Failure' },
    reason: 'add would stay where the same member may be meant: c.ts:3; b.ts:2.',
  },
  'a method that an interface asks for without being named': {
    files: {
      'a.ts': 'export class Sum {\n  add(value: number) {}\n}',
      'b.ts': 'export interface Adder {\n  add(value: number): void;\n}',
    },
    slots: { class: 'Sum' },
    reason: 'add would stay where the same member may be meant: b.ts:2.',
  },
  'optional data of a type that the owner fits': {
    files: {
      'a.ts':
        'export type A = { add?: string; a?: string };\nexport type B = { add?: string };\nexport const turn = (a: A): B => ({ ...a });',
    },
    slots: { at: 'a.ts:1' },
    reason: 'add would stay where the same member may be meant: a.ts:2.',
  },
  'a key that only a string names': {
    files: {
      'a.ts':
        "export interface A {\n  add: string;\n}\nexport type Rest = Omit<A, 'add'>;\nexport const has = (a: A) => Object.hasOwn(a, 'add');\nexport const log = (a: A) => console.log('add');",
    },
    reason: 'add would stay where the same member may be meant: a.ts:4,5.',
  },
  'a member that is assigned to an untyped value': {
    files: { 'a.js': "const response = require('http').make();\nresponse.add = function add() {};" },
    reason: 'add is assigned at a.js:2 to a value of unknown type, so its uses cannot be proven.',
  },
  'a variable that several scripts may share': {
    files: { 'a.js': 'var add = add || {};', 'b.js': 'var add = add || {};' },
    reason:
      'Several scripts declare the variable add and may share it: a.js:1 (variable), b.js:1 (variable).',
  },
  'a file that nests too deeply': {
    files: { 'a.ts': `export function add() {}\nexport const deep = ${nested(6000)};`, 'b.ts': 'export {};' },
    reason: 'Code nests too deeply for TypeScript to check it: a.ts.',
  },
  'an importer that nests too deeply': {
    files: {
      'a.ts': 'export function add() {}',
      'b.ts': `import { add } from './a';\nexport const sum = add()${' + 1'.repeat(9000)};`,
    },
    targets: ['a.ts'],
    reason: 'Code nests too deeply for TypeScript to check it: b.ts.',
  },
  'targets in other languages': {
    files: { 'a.go': 'func add() {}\n' },
    targets: ['a.go'],
    reason: 'None of the targets is a Python, JavaScript or TypeScript file.',
  },
};

describe('rename-symbol refuses', () => {
  it.each(Object.entries(REFUSALS))('%s', async (_title, { files, slots, targets = [], reason }) => {
    const request = {
      slots: { from: 'add', to: 'plus', ...slots },
      targets,
      signal: new AbortController().signal,
    };
    const result = await renameSymbol.run(request, treeOfTexts(files));
    expect(result).toMatchObject({ kind: 'refused', reason });
  });
});
