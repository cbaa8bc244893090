import { expect, test } from 'vitest';
import { openMeasuredCoverage } from '../../../src/codebase/measured-coverage/measured-coverage.ts';
import { createWorkspace } from '../../../src/codebase/workspace.ts';
import { createCandidate, treeOf } from '../../../src/domain/candidate.ts';
import type { Verdict } from '../../../src/domain/ports.ts';
import { createRequireTestsGate } from '../../../src/safety/gates/require-tests.ts';
import { changesOf } from '../../support/tests-gate.ts';
import { makeFolder, type Files } from '../../support/work-tree.ts';

async function check(files: Files, changed: Files): Promise<Verdict> {
  const root = makeFolder(files);
  const tree = treeOf(createWorkspace({ root, vcs: null }));
  const gate = createRequireTestsGate({
    isRequired: true,
    coverage: openMeasuredCoverage(root),
    index: null,
  });
  return gate.check(createCandidate(tree, changesOf(changed)), new AbortController().signal);
}

test('a file without tests is refused by its name', async () => {
  const verdict = await check({ 'src/area.js': '1;\n' }, { 'src/area.js': '2;\n' });
  expect(verdict).toMatchObject({ passed: false, summary: expect.stringContaining('src/area.js') });
});

test('tests of another language are none of it', async () => {
  const verdict = await check({ 'tests/test_area.py': '' }, { 'src/area.js': '2;\n' });
  expect(verdict.passed).toBe(false);
});

test.each([
  ['a file with tests', { 'src/area.js': '2;\n' }, { 'test/area.test.js': '' }],
  ['a file whose tests come with the change', { 'src/area.js': '2;\n', 'src/area.test.js': '1;\n' }, {}],
  ['a component with tests', { 'src/area.vue': '<p/>\n' }, { 'test/area.spec.ts': '' }],
  ['a test itself', { 'test/area.test.js': '2;\n' }, {}],
  ['data and text', { 'a.json': '{}', 'notes.md': 'text' }, {}],
  [
    'other data, and markup',
    { 'a.toml': 'a = 1', 'a.yml': 'a: 1', 'a.html': '<p>', 'a.css': 'p {}', 'a.erb': '<%= a %>' },
    {},
  ],
])('%s may be changed', async (_, changed, files) => {
  expect((await check(files, changed)).passed).toBe(true);
});
