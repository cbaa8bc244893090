import { expect, it } from 'vitest';
import { isStackOverflow, tooDeepFiles } from '../../../src/codebase/languages/typescript-depth.ts';
import { loadTypeScript } from '../../../src/codebase/languages/typescript.ts';

it('names the files that are nested too deeply for the compiler, long ones are none', async () => {
  const texts = new Map([
    ['sum.ts', `a = b${' + c'.repeat(1_000)};`],
    ['overflow.ts', `${'('.repeat(20_000)}1${')'.repeat(20_000)}`],
    ['long.ts', 'a = b + c;\n'.repeat(1_000)],
    ['short.ts', 'a = ((((b))));'],
  ]);
  expect(tooDeepFiles(await loadTypeScript(), texts)).toEqual(['sum.ts', 'overflow.ts']);
});

it('tells a stack that overflows from other errors', () => {
  const recurse = (): number => recurse() + 1;
  const errorOf = (act: () => unknown): unknown => {
    try {
      return act();
    } catch (error) {
      return error;
    }
  };
  expect(isStackOverflow(errorOf(recurse))).toBe(true);
  expect(isStackOverflow(errorOf(() => new Uint8Array(-1)))).toBe(false);
  expect(isStackOverflow(new TypeError('Maximum call stack'))).toBe(false);
});
