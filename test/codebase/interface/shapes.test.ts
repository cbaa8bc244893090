import { describe, expect, test } from 'vitest';
import { interfaceDifference } from '../../../src/codebase/interface/interface-difference.ts';
import { describeInterface, type InterfaceDifference } from '../../../src/domain/interface-difference.ts';

const difference = async (path: string, before: string, after: string): Promise<InterfaceDifference> =>
  interfaceDifference(path, Buffer.from(before), Buffer.from(after));

describe('a change is told and breaks nobody', () => {
  test.each([
    [
      'a.ts',
      'export class C { constructor(a: string) {} }',
      'export class C { constructor(a: string, b = 1) {} }',
    ],
    ['a.ts', 'export class C { x = 1 }', 'export class C { x = 1; constructor(b?: number) {} }'],
    ['a.py', 'class C:\n    x = 1\n', 'class C:\n    x = 1\n    def __init__(self, b=1): pass\n'],
    ['a.py', '@dataclass\nclass C:\n    a: int\n', '@dataclass\nclass C:\n    a: int\n    b: int = 1\n'],
    [
      'a.py',
      '@dataclass(kw_only=True)\nclass C:\n    a: int\n    b: int = 1\n',
      '@dataclass(kw_only=True)\nclass C:\n    a: int\n    c: int = 2\n    b: int = 1\n',
    ],
    ['a.py', 'class C:\n    a: int = 0\n', 'class C:\n    a: int = 0\n    b: int = 0\n'],
    [
      'a.ts',
      'export abstract class C { abstract a(): void; }',
      'export abstract class C { abstract a(): void; b(): void {} }',
    ],
    [
      'a.py',
      'class C(ABC):\n    @abstractmethod\n    def a(self): ...\n',
      'class C(ABC):\n    @abstractmethod\n    def a(self): ...\n    def b(self): ...\n',
    ],
    ['a.ts', 'export const O = { a: 1 };', 'export const O = { a: 1, b: 2 };'],
    ['a.ts', 'export enum E { A, B }', 'export enum E { A, B, C }'],
    ['a.ts', 'export class C {}', 'export class C extends B {}'],
    ['a.ts', 'export class C extends B {}', 'export class C extends B implements I {}'],
    ['a.py', 'class C:\n    pass\n', 'class C(B):\n    pass\n'],
    ['a.py', 'class C(A):\n    pass\n', 'class C(A, B):\n    pass\n'],
    ['a.ts', 'export interface C {}', 'export interface C extends B {}'],
    ['a.ts', 'export function f(a: string) {}', 'export function f(a: string | number) {}'],
    ['a.py', 'def f(a: str): pass\n', 'def f(a: str | int): pass\n'],
    ['a.py', 'def f(a: str): pass\n', 'def f(a: Optional[str]): pass\n'],
    ['a.ts', 'export function f(): string | null {}', 'export function f(): string {}'],
    ['a.ts', 'export type T = "a" | "b";', 'export type T = "a" | "b" | "c";'],
    ['a.ts', 'export async function f(a) {}', 'export function f(a): Promise<void> {}'],
    ['a.ts', 'export interface I { a: string }', 'export interface I { a: string; b?: string }'],
  ])('in %s from %j to %j', async (path, before, after) => {
    const found = await difference(path, before, after);
    expect(found.breaking).toEqual([]);
    expect(describeInterface(found)).not.toEqual([]);
  });

  test('another value of a constant of the same shape is not even told', async () => {
    const found = await difference('a.ts', 'export const O = { a: 1 };', 'export const O = { a: 2 };');
    expect(describeInterface(found)).toEqual([]);
  });
});

describe('a change can break who uses the file', () => {
  test.each([
    ['a.py', 'class C:\n    def __init__(self, a): pass\n', 'class C:\n    def __init__(self, a, b): pass\n'],
    [
      'a.ts',
      'export class C { constructor(a: string) {} }',
      'export class C { constructor(a: string, b: number) {} }',
    ],
    ['a.ts', 'export class C { x = 1 }', 'export class C { x = 1; constructor(b: number) {} }'],
    ['a.py', 'class C:\n    x = 1\n', 'class C:\n    x = 1\n    def __init__(self, b): pass\n'],
    ['a.py', '@dataclass\nclass C:\n    a: int\n', '@dataclass\nclass C:\n    a: int\n    b: int\n'],
    ['a.py', '@dataclass\nclass C:\n    a: int\n    b: int = 1\n', '@dataclass\nclass C:\n    a: int\n'],
    [
      'a.py',
      '@dataclass\nclass C:\n    a: int\n    b: int\n',
      '@dataclass\nclass C:\n    b: int\n    a: int\n',
    ],
    [
      'a.py',
      '@dataclass\nclass C:\n    a: int\n    b: int = 1\n',
      '@dataclass\nclass C:\n    a: int\n    c: int = 2\n    b: int = 1\n',
    ],
    ['a.py', '@dataclass\nclass C:\n    a: int = 1\n', '@dataclass\nclass C:\n    a: int = 2\n'],
    ['a.py', '@dataclass\nclass C:\n    a: int = 1\n', '@dataclass\nclass C:\n    a: int\n'],
    ['a.py', '@dataclass\nclass C:\n    a: int = 1\n', '@dataclass(frozen=True)\nclass C:\n    a: int = 1\n'],
    ['a.py', '@dataclass\nclass C:\n    a: int = 1\n', 'class C:\n    a: int = 1\n'],
    ['a.py', 'class C(NamedTuple):\n    a: int\n', 'class C(NamedTuple):\n    a: int\n    b: int\n'],
    ['a.py', 'class C(BaseModel):\n    a: int\n', 'class C(BaseModel):\n    a: int\n    b: int\n'],
    [
      'a.ts',
      'export abstract class C { abstract a(): void; }',
      'export abstract class C { abstract a(): void; abstract b(): void; }',
    ],
    [
      'a.py',
      'class C(ABC):\n    @abstractmethod\n    def a(self): ...\n',
      'class C(ABC):\n    @abstractmethod\n    def a(self): ...\n    @abstractmethod\n    def b(self): ...\n',
    ],
    ['a.ts', 'export abstract class C { a(): void {} }', 'export abstract class C { abstract a(): void; }'],
    ['a.ts', 'export class C { a(): void {} }', 'export abstract class C { a(): void {} }'],
    ['a.ts', 'class C {}\nexport { C };', 'class C {}\nexport type { C };'],
    ['a.ts', 'export const O = { a: 1, b: 2 };', 'export const O = { a: 1 };'],
    [
      'a.ts',
      'export const O = {\n  a: 1,\n  b: { c: 2, d: 3 },\n} as const;',
      'export const O = {\n  a: 1,\n  b: { c: 2 },\n} as const;',
    ],
    ['a.py', "O = {'a': 1, 'b': 2}\n", "O = {'a': 1}\n"],
    ['a.ts', 'export enum E { A, B }', 'export enum E { A }'],
    ['a.ts', 'export enum E { A, B }', 'export enum E { A, C, B }'],
    ['a.ts', 'export enum E { A = 1 }', 'export enum E { A = 2 }'],
    ['a.py', 'class E(Enum):\n    A = 1\n    B = 2\n', 'class E(Enum):\n    A = 1\n'],
    ['a.py', 'class E(Enum):\n    A = 1\n', 'class E(Enum):\n    A = 2\n'],
    ['a.ts', 'export function f(a = 1) {}', 'export function f(a = 2) {}'],
    ['a.py', 'class C(A):\n    pass\n', 'class C:\n    pass\n'],
    ['a.ts', 'export class C extends A {}', 'export class C extends B {}'],
    ['a.ts', 'export function f(a) {}', 'export async function f(a) {}'],
    ['a.ts', 'export const f = (a) => 1;', 'export const f = async (a) => 1;'],
    ['a.ts', 'export class C { m() {} }', 'export class C { async m() {} }'],
    ['a.py', 'def f(): pass\n', 'async def f(): pass\n'],
    ['a.ts', 'export function f(a: string | number) {}', 'export function f(a: string) {}'],
    ['a.ts', 'export function f(): string {}', 'export function f(): string | null {}'],
    ['a.ts', 'export type T = "a" | "b";', 'export type T = "a";'],
    ['a.ts', 'export interface I { a: string }', 'export interface I { readonly a: string }'],
    ['a.ts', 'export class C { m() {} }', 'export class C { static m() {} }'],
    ['a.ts', 'export interface I { a: string }', 'export interface I { a?: string }'],
    [
      'a.ts',
      'export class C { constructor(readonly a: string) {} }',
      'export class C { constructor(a: string) {} }',
    ],
    ['a.py', 'class T(TypedDict):\n    a: int\n', 'class T(TypedDict):\n    a: int\n    b: int\n'],
    ['a.ts', 'export class C { m() {} }', 'export class C { private m() {} }'],
  ])('in %s from %j to %j', async (path, before, after) => {
    expect((await difference(path, before, after)).breaking).not.toEqual([]);
  });
});

test('what a class gets from its fields is told as its constructor', async () => {
  const before =
    '@dataclass\nclass C:\n    a: int\n    b: list = field(default_factory=list)\n    X: ClassVar[int] = 1\n';
  const found = await difference('a.py', before, before.replace('    b:', '    c: str\n    b:'));
  expect(describeInterface(found)).toEqual([
    'changed C.__init__: def __init__(self, a: int, b: list = list) → def __init__(self, a: int, c: str, b: list = list) (can break who uses it)',
    'added C.c: c: str',
  ]);
});

test.each([
  [
    'a part of a constant that comes from elsewhere',
    'export const O = { a: 1 };',
    'export const O = { ...x };',
  ],
  ['a constant whose type says what it promises', 'export const O: T = { a: 1 };', 'export const O: T = {};'],
  ['a constructor that takes nothing', 'export class C { constructor() {} }', 'export class C {}'],
  ['a type that is exported as one', 'type T = 1;\nexport { T };', 'type T = 1;\nexport type { T };'],
])('nobody is broken by %s', async (_, before, after) => {
  expect((await difference('a.ts', before, after)).breaking).toEqual([]);
});
