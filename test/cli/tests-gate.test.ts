import { describe, expect, onTestFinished, test } from 'vitest';
import { noBoxReason } from '../support/box.ts';
import { createProject, type Project } from '../support/cli.ts';
import { startMessagesServer, type Scenario } from '../support/messages-server.ts';

const FILES = {
  'package.json': '{ "type": "module", "scripts": { "test": "node --test" } }',
  'src/area.js': 'export const area = (width, height) => width * height;\n',
  'src/area.test.js': `
import assert from 'node:assert';
import { test } from 'node:test';
import { area } from './area.js';
test('multiplies', () => assert.equal(area(2, 3), 6));
`,
  'bad.json': replies(['width * height', 'width + height'], ['width * height', 'height * width']),
};

const LONGER = `export function area(width, height) {
  return width * height;
}
`;

/** A script of a model that replaces a text by another, one pair for each attempt. */
function replies(...edits: readonly (readonly [string, string])[]): string {
  return JSON.stringify(
    edits.map(([search, replace]) => ({ edits: [{ file: 'src/area.js', search, replace }] })),
  );
}

function refactor(project: Project, ...more: readonly string[]): ReturnType<Project['ouroboros']> {
  const task = ['refactor', 'Swap the factors', '-t', 'src/area.js', '--mock-script', 'bad.json'];
  return project.ouroboros([...task, ...more]);
}

describe.skipIf(noBoxReason !== null)(`the project's tests (in a box${noBoxReason ?? ''})`, () => {
  test('failing tests go back to the model, and what passes them is applied', async () => {
    const project = await createProject(FILES);
    const result = await refactor(project, '--auto-apply');
    expect(result.exitCode).toBe(0);
    expect(project.read('src/area.js')).toContain('height * width');
    const [artifact] = project.artifacts();
    expect(artifact?.tests).toMatchObject({
      runs: [
        { result: 'failed', new_failures: ['src/area.test.js › multiplies'], sandbox: 'bubblewrap' },
        { result: 'passed', before: { passed: 1 }, after: { passed: 1 } },
      ],
      not_run: [],
    });
    expect(artifact?.attempts.map((attempt) => attempt.result)).toEqual(['gate_failed', 'passed']);
    expect(result.stdout).toContain('New failures: src/area.test.js › multiplies.');
    expect((await project.ouroboros(['status', '--latest'])).stdout).toContain(
      'Tests passed: node in a sandbox',
    );
  });

  test('tests that are started and show nothing hold what nobody looks at, as those that are asked for do', async () => {
    const endless = FILES['src/area.test.js'].replace(
      '=> assert',
      '=> new Promise(() => setInterval(Date, 9)) ?? assert',
    );
    const project = await createProject({ ...FILES, 'src/area.test.js': endless });
    const result = await refactor(project, '--auto-apply', '--test-timeout', '3s');
    expect(result.exitCode).toBe(4);
    expect(result.stdout).toContain('the tests were stopped at the limit of time');
    expect(result.stdout).toContain('--tests none leaves them out.');
    expect(project.read('src/area.js')).toBe(FILES['src/area.js']);
    expect((await refactor(project, '--auto-apply', '--tests', 'none')).exitCode).toBe(0);
  });

  test('three patches that fail are all that the model may try, each told which test and which line', async () => {
    const project = await createProject({ ...FILES, 'src/area.js': LONGER });
    const edit = (replace: string): Scenario => ({
      edits: [{ file: 'src/area.js', search: 'return width * height', replace }],
    });
    const server = await startMessagesServer({
      scenarios: [
        edit('throw new Error(width)'),
        edit('throw new Error(height)'),
        edit('throw new Error(1)'),
      ],
    });
    onTestFinished(() => server.close());
    const task = ['refactor', 'Swap the factors', '-t', 'src/area.js', '--auto-apply', '--max-risk', '1'];
    const env = { ANTHROPIC_BASE_URL: server.url, ANTHROPIC_API_KEY: 'sk-ant-test' };
    expect((await project.ouroboros(task, { env })).exitCode).toBe(1);
    expect(project.read('src/area.js')).toBe(LONGER);
    expect(server.requests).toHaveLength(3);
    const feedback = JSON.stringify(server.requests[1]);
    expect(feedback).toContain('src/area.test.js › multiplies');
    expect(feedback).toContain('src/area.js:2: throw new Error(width);');
    expect(feedback).toContain('Change a test only where the task asks');
    expect(project.artifacts()[0]?.attempts).toHaveLength(3);
  });

  test('`test RUN` runs them again on what a run stored, and once more when it is applied', async () => {
    const project = await createProject(FILES);
    await refactor(project, '--dry-run');
    const [held] = project.artifacts();
    const again = async (): Promise<number> =>
      (await project.ouroboros(['test', held?.run_id ?? ''])).exitCode;
    expect(await again()).toBe(1);
    expect(project.read('src/area.js')).toBe(FILES['src/area.js']);
    await project.ouroboros(['apply', held?.run_id ?? '']);
    const applied = project.artifacts().find(({ kind }) => kind === 'apply');
    expect((await project.ouroboros(['test', applied?.run_id ?? ''])).exitCode).toBe(1);
    expect(project.artifacts().filter(({ kind }) => kind === 'test')).toMatchObject([
      { outcome: 'failed', tests: { runs: [{ new_failures: ['src/area.test.js › multiplies'] }] } },
      { outcome: 'failed', tests: { runs: [{ new_failures: ['src/area.test.js › multiplies'] }] } },
    ]);
    project.write('src/area.js', 'other\n');
    expect(await again()).toBe(5);
  });

  test('`test RUN` of a change that breaks nothing changes nothing', async () => {
    const project = await createProject({
      ...FILES,
      'bad.json': replies(['width * height', 'height * width']),
    });
    await refactor(project, '--auto-apply');
    const [first] = project.artifacts();
    expect((await project.ouroboros(['test', first?.run_id ?? ''])).exitCode).toBe(0);
    expect(project.artifacts()[1]).toMatchObject({ kind: 'test', outcome: 'unchanged' });
  });

  test('a change that is worse than the limits is taken back exactly, with the reason on record', async () => {
    const branchy = '(width < 0 ? 0 : height < 0 ? 1 : width === 1 ? height : width * height)';
    const project = await createProject({
      ...FILES,
      'bad.json': replies(['width * height', branchy]),
      'ouroboros.config.json': '{ "revertIfWorse": { "complexity": 2, "testTime": 100 } }',
    });
    const result = await refactor(project, '--auto-apply', '--max-risk', '1');
    expect(result.exitCode).toBe(1);
    expect(project.read('src/area.js')).toBe(FILES['src/area.js']);
    expect(await project.git('status', '--short', 'src')).toBe('');
    const [artifact] = project.artifacts();
    expect(artifact).toMatchObject({
      outcome: 'failed',
      file_modifications: [],
      reverted: expect.stringContaining('highest complexity 4, 1 before, limit 3'),
      metrics: [
        { metric: 'errors', before: 0, after: 0, is_worse: false },
        { metric: 'complexity', before: 1, after: 4, limit: 3, is_worse: true },
        { metric: 'coverage', before: 1, after: 1 },
        { metric: 'test-time' },
      ],
    });
    const status = await project.ouroboros(['status', '--latest']);
    expect(status.stdout).toContain('complexity: 1 before, 4 after, limit 3 (worse)');
    const undone = await project.ouroboros(['undo', artifact?.run_id ?? '']);
    expect(undone.exitCode).toBe(2);
  });

  test('a change that is no worse stands, with what was measured', async () => {
    const project = await createProject({
      ...FILES,
      'bad.json': replies(['width * height', 'height * width']),
    });
    const result = await refactor(project, '--auto-apply', '--revert-if-worse');
    expect(result.exitCode).toBe(0);
    expect(project.read('src/area.js')).toContain('height * width');
    const [artifact] = project.artifacts();
    expect(artifact?.metrics?.every((metric) => !metric.is_worse)).toBe(true);
    expect(artifact).not.toHaveProperty('reverted');
  });

  test.each([
    ['with --tests none', ['--auto-apply', '--tests', 'none']],
    ['without --auto-apply', ['--dry-run']],
  ])('are not run %s', async (_, options) => {
    const project = await createProject(FILES);
    expect((await refactor(project, ...options)).exitCode).toBe(0);
    expect(project.artifacts()[0]).not.toHaveProperty('tests');
  });
});

test('a machine without a sandbox says in the record and at the end that tests were not run', async () => {
  const project = await createProject(FILES, { git: false });
  const result = await project.ouroboros(
    [
      'refactor',
      'Swap the factors',
      '-t',
      'src/area.js',
      '--mock-script',
      'bad.json',
      '--auto-apply',
      '--max-risk',
      '1',
    ],
    { env: { PATH: '/nowhere' } },
  );
  expect(result.exitCode).toBe(0);
  expect(result.stdout).toContain('The tests were not run: ');
  expect(project.artifacts()[0]?.tests).toMatchObject({
    runs: [],
    not_run: [{ reason: expect.any(String) }],
  });
});

test('tests that someone asks for and that cannot be run hold the change', async () => {
  const project = await createProject(FILES, { git: false });
  const options = ['--auto-apply', '--max-risk', '1', '--tests', 'all'];
  const task = ['refactor', 'Swap the factors', '-t', 'src/area.js', '--mock-script', 'bad.json'];
  const result = await project.ouroboros([...task, ...options], { env: { PATH: '/nowhere' } });
  expect(result.exitCode).toBe(4);
  expect(result.stdout).toContain('the tests that --tests all asks for were not run: bubblewrap');
  expect(project.read('src/area.js')).toBe(FILES['src/area.js']);
});

test('--require-tests refuses a file that no test is near to', async () => {
  const project = await createProject({ 'src/area.js': FILES['src/area.js'], 'bad.json': FILES['bad.json'] });
  const result = await refactor(project, '--dry-run', '--require-tests', '--max-attempts', '1');
  expect(result.exitCode).toBe(1);
  expect(project.artifacts()[0]?.safety_checks.at(-1)).toMatchObject({
    gate: 'require-tests',
    passed: false,
  });
});
