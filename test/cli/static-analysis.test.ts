import { expect, test } from 'vitest';
import { describeAnalysis } from '../../src/domain/static-analysis.ts';
import { createProject } from '../support/cli.ts';

const FILES = {
  'area.py': `import os
import sys


def area(width, height):
    return width * height
`,
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "noEmit": true, "lib": ["es5"], "types": [] } }',
  'price.ts': 'const rest: string = 1;\nexport function price(cents: number): number {\n  return cents;\n}\n',
};

/** A script of a model that changes both files in one step. */
const SCRIPT = JSON.stringify([
  { plan: { steps: [{ title: 'Guard both', files: ['area.py', 'price.ts'] }] } },
  {
    edits: [
      {
        file: 'area.py',
        search: 'import sys\\n\\n\\ndef area(width, height):\\n',
        replace: '\\n\\ndef area(width, height):\\n    if width < 0:\\n        return 0\\n',
      },
      { file: 'price.ts', search: '  return cents;', replace: '  return cents > 0 ? cents : 0;' },
    ],
  },
]).replaceAll('\\\\n', '\\n');

test('the record has what the checks count in the changed files before and after, and status says it in a line', async () => {
  const project = await createProject({ ...FILES, 'script.json': SCRIPT });
  const task = ['refactor', 'Guard both', '-t', 'area.py', '-t', 'price.ts', '--engine', 'model'];
  const result = await project.ouroboros([
    ...task,
    '--mock-script',
    'script.json',
    '--auto-apply',
    '--max-risk',
    '1',
  ]);
  expect(result.exitCode).toBe(0);
  const [artifact] = project.artifacts();
  expect(artifact?.static_analysis).toEqual({
    lint: { files: 2, before: 3, after: 2, before_is_whole: true },
    types: { files: 1, before: 1, after: 1, before_is_whole: true },
    complexity: { files: 2, before: 2, after: 4, before_is_whole: true },
  });
  expect((await project.ouroboros(['status', '--latest'])).stdout).toContain(
    'lint findings 3 before, 2 after; type errors 1 before, 1 after; complexity 2 before, 4 after',
  );
});

test.each([
  [true, 3, 'type errors 3 before, 0 after'],
  [false, 0, 'type errors not counted before, 0 after'],
  [false, 3, 'type errors at least 3 before, 0 after'],
])('a number that nobody counted is not told as one (%s, %i)', (isBeforeWhole, before, words) => {
  expect(describeAnalysis({ types: { files: 2, before, after: 0, isBeforeWhole } })).toBe(words);
});

test('where nothing was counted there is nothing to say', () => {
  expect(describeAnalysis({})).toBeNull();
});
