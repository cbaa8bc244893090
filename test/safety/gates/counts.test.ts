import { expect, test } from 'vitest';
import type { Gate, Verdict } from '../../../src/domain/ports.ts';
import { createLintGate } from '../../../src/safety/gates/lint.ts';
import { createTypesGate } from '../../../src/safety/gates/types.ts';
import { judgePatch, type Patch } from '../../support/judge.ts';
import { makeFolder, type Files } from '../../support/work-tree.ts';

async function countsBy(
  createGate: (place: { readonly root: string }) => Gate,
  files: Files,
  patch: Patch,
): Promise<Verdict['counts']> {
  const root = makeFolder(files);
  const { counts } = await judgePatch(createGate({ root }), root, { patch });
  return counts?.toSorted((a, b) => a.path.localeCompare(b.path));
}

const SCRIPT = { 'a.ts': 'const a = 1;\nexport {};\n' };

test.each<[name: string, files: Files, patch: Patch, before: number | null, after: number]>([
  ['Python', { 'a.py': 'import os\n' }, { 'a.py': 'import os\nimport re\n' }, 1, 2],
  ['a new file', {}, { 'a.py': 'import os\n' }, 0, 1],
  ['a script', SCRIPT, { 'a.ts': 'const a = 1;\nconst b = 2;\nexport {};\n' }, 1, 2],
  ['a script in which nothing is left', SCRIPT, { 'a.ts': 'export {};\n' }, null, 0],
])('the findings of linters are counted on both sides: %s', async (_name, files, patch, before, after) => {
  const [path = ''] = Object.keys(patch);
  expect(await countsBy(createLintGate, files, patch)).toEqual([{ path, before, after }]);
});

test('of names that were missing before the change none is counted', async () => {
  const files = { 'a.ts': 'export const a = gone;\nconst unused = 1;\n' };
  const patch = { 'a.ts': 'export const a = gone;\nconst unused = 2;\n' };
  expect(await countsBy(createLintGate, files, patch)).toEqual([{ path: 'a.ts', before: 1, after: 1 }]);
});

test('the type errors of changed files are counted on both sides where any is left, and those of no others', async () => {
  const files = {
    'tsconfig.json': '{ "compilerOptions": { "strict": true, "noEmit": true, "lib": ["es5"], "types": [] } }',
    'price.ts': 'export function price(cents: number): number {\n  return cents;\n}\n',
    'cart.ts': "import { price } from './price';\n\nexport const total: string = price(250);\n",
    'wrong.ts': 'export const one: string = 1;\nexport const two: string = 2;\n',
  };
  const patch = {
    'wrong.ts': 'export const one: string = 1;\n',
    'price.ts': 'export function price(cents: number): number {\n  return cents * 1;\n}\n',
    'new.ts': 'export const some = 1;\n',
  };
  expect(await countsBy(createTypesGate, files, patch)).toEqual([
    { path: 'new.ts', before: 0, after: 0 },
    { path: 'price.ts', before: null, after: 0 },
    { path: 'wrong.ts', before: 2, after: 1 },
  ]);
});
