import { expect, it } from 'vitest';
import { createProject } from '../support/cli.ts';

const FILES = { 'src/a.js': 'let a = 1;\n', 'src/b.js': 'let b = 1;\n', 'src/test_a.py': 'assert 1\n' };
const PLAN = { plan: { steps: [{ title: 'x', files: ['src/test_a.py'] }] } };
const EDIT = { edits: [{ file: 'src/test_a.py', search: 'assert 1', replace: 'assert True' }] };
const WHOLE = { files: [{ file: 'src/test_a.py', content: 'assert True\n' }] };

it.each([
  ['a plan of the reasoner', [PLAN, EDIT], ['-c', 'quality']],
  ['an edit', [EDIT], ['-t', 'src/b.js']],
  ['a whole file', [WHOLE], ['-t', 'src/b.js']],
])('refuses %s that changes a file beside the targets', async (_name, script, args) => {
  const project = await createProject({ ...FILES, 'script.json': JSON.stringify(script) });
  const options = ['--mock-script', 'script.json', '--auto-apply', '--max-risk', '1', '--max-attempts', '1'];
  const result = await project.ouroboros(['refactor', 'x', '-t', 'src/a.js', ...args, ...options]);
  expect(result.exitCode).toBe(1);
  expect(project.read('src/test_a.py')).toBe('assert 1\n');
});
