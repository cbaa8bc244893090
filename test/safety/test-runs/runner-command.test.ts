import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunnerPlace, TestChoice } from '../../../src/safety/test-runs/runner-call.ts';
import { runnerCommand } from '../../../src/safety/test-runs/runner-command.ts';
import type { Suite } from '../../../src/safety/test-runs/suite.ts';
import { makeFolder, type Files } from '../../support/work-tree.ts';

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

const SCRIPTS: Files = {
  'node_modules/vitest/vitest.mjs': '',
  'node_modules/@vitest/coverage-v8/package.json': '{}',
  'node_modules/jest/bin/jest.js': '',
};
const CHOSEN = { kind: 'files', files: ['test/a.js'] } as const;
const COVERAGE = { paths: ['src/a.js', 'src/b.js'], folder: '/report/coverage' };
const TOOLCHAINS = {
  go: { programs: '/go/bin', mounts: [], packages: null, lineCounter: null },
  cargo: null,
};
const commandOf = (one: Suite, choice: TestChoice, change: Partial<RunnerPlace> = {}): readonly string[] => {
  const found = runnerCommand(
    one,
    choice,
    placeOf(makeFolder(SCRIPTS), { toolchains: TOOLCHAINS, ...change }),
  );
  return 'command' in found ? found.command : [];
};

test('chosen files are handed to each runner, in the place of its patterns', () => {
  expect(commandOf(suite('vitest'), CHOSEN)).toEqual(expect.arrayContaining(['run', 'test/a.js']));
  expect(commandOf(suite('pytest'), { kind: 'files', files: ['test_a.py'] })).toContain('test_a.py');
  const args = ['--test', 'test/*.js', '--import', './setup.js', '--test-timeout=9', 'more/*.js'];
  const node = commandOf(suite('node', args), CHOSEN);
  expect(node.slice(3)).toEqual(['--test', '--import', './setup.js', '--test-timeout=9', 'test/a.js']);
  expect(
    commandOf(suite('go'), { kind: 'files', files: ['a_test.go', 'b/c_test.go', 'b/d_test.go'] }),
  ).toEqual(expect.arrayContaining(['./.', './b']));
  expect(commandOf(suite('go'), ALL)).toContain('./...');
});

test.each<[Suite['runner'], readonly string[], readonly string[]]>([
  [
    'vitest',
    ['--coverage.provider=v8', '--coverage.include=src/b.js', '--coverage.reportsDirectory=/report/coverage'],
    ['--coverage.enabled=false'],
  ],
  ['jest', ['--collectCoverageFrom=src/b.js', '--coverageDirectory=/report/coverage'], ['--coverage=false']],
  [
    'node',
    ['--test-coverage-include=src/b.js', '--test-reporter-destination=/report/coverage/lcov.info'],
    [],
  ],
  ['go', ['-coverprofile=/report/coverage/cover.out', '-coverpkg=./src'], []],
  ['pytest', ['--include=src/a.js,src/b.js', 'COVERAGE_JSON=/report/coverage/coverage.json'], []],
])('%s counts the lines of the files that are asked for, and else none', (runner, counted, uncounted) => {
  const python = { ...PYTHON, hasCoverage: true };
  const asked = commandOf(suite(runner), ALL, { python, coverage: COVERAGE });
  expect(asked).toEqual(expect.arrayContaining([...counted]));
  const plain = commandOf(suite(runner), ALL, { python });
  expect(plain).toEqual(expect.arrayContaining([...uncounted]));
  expect(plain.filter((argument) => counted.includes(argument))).toEqual([]);
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
