import { describe, expect, it } from 'vitest';
import { extractFunction } from '../../src/recipes/extract-function.ts';
import type { RecipeResult } from '../../src/recipes/recipe.ts';
import { treeOfTexts } from '../support/fixture.ts';

type Asked = { readonly range: string; readonly path?: string; readonly name?: string };

async function extract(text: string, { range, path = 'a.py', name = 'taken' }: Asked): Promise<RecipeResult> {
  const request = { slots: { range, name }, targets: [path], signal: new AbortController().signal };
  return extractFunction.run(request, treeOfTexts({ [path]: text }));
}

function textOf(result: RecipeResult): string {
  if (result.kind !== 'changed') throw new Error(JSON.stringify(result));
  return result.changes.map(({ after }) => Buffer.from(after ?? []).toString()).join('');
}

async function headOf(text: string, asked: Asked): Promise<string | undefined> {
  const after = textOf(await extract(text, asked));
  return /^ *(?:async )?def taken\([^:]*?(?::[^:]+)*?:$/m.exec(after)?.[0];
}

describe('the head of a function that extract-function makes in Python', () => {
  it.each([
    [
      'the annotations of the parameters that it takes',
      'def f(a: int, b: "Box[str]" = None, *c: int) -> None:\n    x = 1\n    print(a, c, x)\n',
      '3-3',
      'def taken(a: int, c, x) -> None:',
    ],
    [
      'the type of a result that is returned',
      'def f(a: int, b: list[int] = []) -> dict[str, int]:\n    print(a)\n    return {"a": b[a]}\n',
      '3-3',
      'def taken(b: list[int], a: int) -> dict[str, int]:',
    ],
    [
      'no type for a result that nobody names',
      'def f(a: int) -> int:\n    b = a\n    return b\n',
      '2-2',
      'def taken(a: int):',
    ],
    [
      'the types of a method',
      'class A:\n    def f(self, a: int) -> int:\n        return self.n + a\n',
      '3-3',
      '    def taken(self, a: int) -> int:',
    ],
    [
      'the types of a function that waits',
      'from b import Job\n\n\nasync def f(a: Job) -> int:\n    return await a\n',
      '5-5',
      'async def taken(a: Job) -> int:',
    ],
    ['no types where there are none', 'def f(a):\n    print(a)\n', '2-2', 'def taken(a):'],
    [
      'no type that a condition above has narrowed',
      'def f(a: int | None, b: int) -> None:\n    if a is None:\n        return\n    print(a, b)\n',
      '4-4',
      'def taken(a, b: int) -> None:',
    ],
    [
      'no type of a variable that is given another value',
      'def f(a: int | None) -> None:\n    a = a or 1\n    print(a)\n',
      '3-3',
      'def taken(a) -> None:',
    ],
    [
      'no type that is None by default and does not say so',
      'def f(a: int = None) -> None:\n    print(a)\n',
      '2-2',
      'def taken(a) -> None:',
    ],
    [
      'no type that has its meaning in the class',
      'class A:\n    T = int\n\n    def f(self, a: T, b: Self, c: int) -> T:\n        return a + b + c\n',
      '5-5',
      'def taken(a, b, c: int):',
    ],
    [
      'no type whose name is another outside of the class',
      'class A:\n    def f(self, a: __T, b: int):\n        print(a, b)\n',
      '3-3',
      'def taken(a, b: int):',
    ],
    [
      'no type that has its meaning in the function around',
      'def g():\n    T = int\n\n    def f(a: T) -> None:\n        print(a)\n\n    return f\n',
      '5-5',
      'def taken(a):',
    ],
    [
      'no type of a type parameter',
      'def f[T](a: T, b: int) -> T:\n    print(b)\n    return a\n',
      '2-3',
      'def taken(b, a):',
    ],
    [
      'the type that the object of a method has',
      'from b import T\n\n\nclass A:\n    def f(self: T, a: int) -> T:\n        return self.g(a)\n',
      '6-6',
      '    def taken(self: T, a: int) -> T:',
    ],
    [
      'no type variable that no parameter has',
      'import typing\n\nBox = typing.TypeVar("Box")\n\n\ndef f(a: Box, b: int) -> Box:\n    print(a)\n    return b\n',
      '8-8',
      'def taken(b: int):',
    ],
    [
      'no type guard',
      'def f(a: object) -> TypeGuard[int]:\n    return isinstance(a, int)\n',
      '2-2',
      'def taken(a: object):',
    ],
    [
      'no result of what only raises',
      'def f(a: int, b) -> int:\n    if b:\n        return a\n    raise ValueError(a)\n',
      '4-4',
      'def taken(a: int):',
    ],
  ])('has %s', async (_, text, range, head) => {
    expect(await headOf(text, { range })).toBe(head);
  });

  it('is wrapped, and so is the call, where lines may not be as wide', async () => {
    const head =
      'def f(\n    first_one: int, second_one: str, third_one: bytes, fourth_one: bool\n) -> None:\n';
    const body = '    print(first_one, second_one)\n    print(third_one, fourth_one, 1234567890)\n';
    const result = await extract(`${head}${body}`, { range: '4-5', name: 'taken_out_of_the_function' });
    const call = '    taken_out_of_the_function(first_one, second_one, third_one, fourth_one)\n';
    const made =
      'def taken_out_of_the_function(\n    first_one: int, second_one: str, third_one: bytes, fourth_one: bool\n) -> None:\n';
    expect(textOf(result)).toBe(`${head}${call}\n\n${made}${body}`);
  });

  const PACKAGE = '__all__ = ["f"]\n\n\ndef f(a):\n    b = a\n    print(b)\n';

  it('is refused a public name in a package that lists its public names', async () => {
    expect(await extract(PACKAGE, { range: '5-5', path: 'p/__init__.py' })).toMatchObject({
      kind: 'refused',
      reason: 'p/__init__.py lists its public names in __all__, and taken would be one more of the package.',
      hint: 'Choose a name that starts with an underscore: _taken',
    });
  });

  it.each([
    ['a private name', { range: '5-5', path: 'p/__init__.py', name: '_taken' }],
    ['a module of a package', { range: '5-5', path: 'p/a.py' }],
  ])('is given %s', async (_, asked) => {
    expect(await extract(PACKAGE, asked)).toMatchObject({ kind: 'changed' });
  });
});
