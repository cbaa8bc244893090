import { expect, test } from 'vitest';
import { choiceFor } from '../../../src/safety/test-runs/prepare-suite.ts';
import type { TestChoice } from '../../../src/safety/test-runs/runner-call.ts';
import type { Suite } from '../../../src/safety/test-runs/suite.ts';
import { withIndexOf } from '../../support/indexed.ts';
import { changesOf } from '../../support/tests-gate.ts';
import { treeWith } from '../../support/work-tree.ts';

const FILES = {
  'package.json': '{}',
  'a.js': 'export const a = 1;\n',
  'a.test.js': "import { a } from './a.js';\n",
  'm.py': 'a = 1\n',
  'test_m.py': 'import m\n',
  'go.mod': 'module example.com/shop\n',
  'tax.go': 'package shop\n',
  'tax_test.go': 'package shop\n',
};
async function choiceOf(runner: Suite['runner'], path: string, run: 'related' | 'all'): Promise<TestChoice> {
  return choiceFor({
    suite: { runner, folder: '.', args: [] },
    changes: changesOf({ [path]: 'changed\n' }),
    config: { run },
    index: { ask: async (ask) => withIndexOf(FILES, ask) },
    tree: treeWith(FILES),
  });
}

test.each<[Suite['runner'], string, TestChoice]>([
  ['vitest', 'a.js', { kind: 'related', sources: ['a.js'] }],
  ['jest', 'a.js', { kind: 'related', sources: ['a.js'] }],
  ['node', 'a.js', { kind: 'files', files: ['a.test.js'] }],
  ['pytest', 'm.py', { kind: 'files', files: ['test_m.py'] }],
  ['go', 'tax.go', { kind: 'files', files: ['tax_test.go'] }],
  ['mocha', 'a.js', { kind: 'all' }],
  ['node', 'package.json', { kind: 'all' }],
])('%s is asked for the tests that reach %s', async (runner, path, choice) => {
  expect(await choiceOf(runner, path, 'related')).toEqual(choice);
  expect(await choiceOf(runner, path, 'all')).toEqual({ kind: 'all' });
});
