import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunnerPlace } from '../../../src/safety/test-runs/runner-call.ts';
import { runnerCommand } from '../../../src/safety/test-runs/runner-command.ts';
import type { Suite } from '../../../src/safety/test-runs/suite.ts';
import { makeFolder } from '../../support/work-tree.ts';

const ALL = { kind: 'all' } as const;
const PYTHON = { command: 'python3', mounts: [], hasPytest: true, hasCoverage: false };

function placeOf(folder: string, change: Partial<RunnerPlace> = {}): RunnerPlace {
  return {
    folder,
    onDisk: (path) => path,
    report: '/report/report',
    scratch: '/report',
    coverage: null,
    python: PYTHON,
    toolchains: { go: null, cargo: null },
    ...change,
  };
}

function suite(runner: Suite['runner'], args: readonly string[] = []): Suite {
  return { runner, folder: '.', args };
}

test('sources below src come before what is installed of the same project', () => {
  const folder = makeFolder({ 'src/area.py': '' });
  expect(runnerCommand(suite('pytest'), ALL, placeOf(folder))).toMatchObject({
    environment: { PYTHONPATH: 'src' },
  });
  expect(runnerCommand(suite('pytest'), ALL, placeOf(makeFolder()))).not.toHaveProperty(
    'environment.PYTHONPATH',
  );
});

test('the config of vitest is bundled only where its folder for that is there', () => {
  const packages = {
    'node_modules/vitest/vitest.mjs': '',
    'node_modules/vitest/package.json': '{ "version": "5.1.1" }',
  };
  const bare = makeFolder(packages);
  const used = makeFolder({ ...packages, 'node_modules/.vite-temp/old': '' });
  const command = (folder: string): unknown =>
    runnerCommand(suite('vitest'), ALL, placeOf(join(folder, 'web')));
  expect(command(bare)).toMatchObject({ command: expect.arrayContaining(['--configLoader=runner']) });
  expect(runnerCommand(suite('vitest'), ALL, placeOf(used))).not.toMatchObject({
    command: expect.arrayContaining(['--configLoader=runner']),
  });
});

test('jest and mocha get the arguments of the project, and where to report', () => {
  const folder = makeFolder({ 'node_modules/jest/bin/jest.js': '', 'node_modules/mocha/bin/mocha.js': '' });
  const related = { kind: 'related', sources: ['src/a.js'] } as const;
  expect(runnerCommand(suite('jest', ['--config', 'x']), related, placeOf(folder))).toMatchObject({
    command: expect.arrayContaining([
      'x',
      '--json',
      '--outputFile=/report/report',
      '--findRelatedTests',
      'src/a.js',
    ]),
  });
  expect(runnerCommand(suite('mocha', ['--recursive']), ALL, placeOf(folder))).toMatchObject({
    command: expect.arrayContaining(['--recursive', '--reporter', 'json', 'output=/report/report']),
  });
});

test.each([
  ['vitest', {}, 'vitest is not installed in node_modules'],
  [
    'pytest',
    { python: { ...PYTHON, hasPytest: false } },
    'pytest is not installed for the Python of the project',
  ],
  ['unittest', { python: null }, 'there is no Python here'],
] as const)('%s that is not there is named', (runner, change, reason) => {
  expect(runnerCommand(suite(runner), ALL, placeOf(makeFolder(), change))).toEqual({
    kind: 'missing',
    reason,
  });
});

test('a runner that was installed elsewhere is started where the suite sees it', () => {
  const installed = makeFolder({ 'mocha/bin/mocha.js': '' });
  const onDisk = (path: string): string => path.replace('/project/node_modules', installed);
  expect(runnerCommand(suite('mocha'), ALL, placeOf('/project/web', { onDisk }))).toMatchObject({
    command: expect.arrayContaining(['/project/node_modules/mocha/bin/mocha.js']),
  });
});

test('lines of Rust are counted where the program for that is there, else the reason is told', () => {
  const coverage = { paths: ['src/lib.rs'], folder: '/report/coverage' };
  const cargo = { programs: '/rust/bin', mounts: [], packages: null, lineCounter: null };
  const call = (lineCounter: string | null): unknown => {
    const toolchains = { go: null, cargo: { ...cargo, lineCounter } };
    return runnerCommand(suite('cargo'), ALL, placeOf('/project', { coverage, toolchains }));
  };
  expect(call('/rust/bin/cargo-llvm-cov')).toMatchObject({
    command: expect.arrayContaining(['/rust/bin/cargo-llvm-cov', 'llvm-cov', '/report/coverage/lcov.info']),
  });
  expect(call(null)).toMatchObject({
    command: expect.arrayContaining(['/rust/bin/cargo', 'test']),
    unmeasured: 'lines are counted by cargo-llvm-cov, which is not installed',
  });
});
