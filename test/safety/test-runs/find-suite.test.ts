import { expect, test } from 'vitest';
import { findSuites } from '../../../src/safety/test-runs/find-suite.ts';
import { treeWith, type Files } from '../../support/work-tree.ts';

const script = (test_: string, rest = {}): string => JSON.stringify({ scripts: { test: test_ }, ...rest });
const JS_TEST = { 'a.test.js': '' };
const PY_TEST = { 'test_a.py': 'def test(): pass\n' };

async function suitesOf(path: string, files: Files, isDeclaredOnly = true): Promise<unknown> {
  return findSuites({
    paths: [path],
    tree: treeWith({ [path]: '', ...files }),
    command: null,
    isDeclaredOnly,
  });
}

test.each([
  ['vitest run --reporter=dot --coverage --dir src', { runner: 'vitest', args: ['--dir', 'src'] }],
  ['npx jest --config "jest unit.json"', { runner: 'jest', args: ['--config', 'jest unit.json'] }],
  ['mocha --recursive', { runner: 'mocha', args: ['--recursive'] }],
  ["node --test 'test/*.js'", { runner: 'node', args: ['--test', 'test/*.js'] }],
  ['mocha -R dot -u tdd --reporter spec spec', { runner: 'mocha', args: ['-u', 'tdd', 'spec'] }],
  ['vitest --reporter dot --ui --dir src', { runner: 'vitest', args: ['--dir', 'src'] }],
  ['jest --watchAll --coverage --reporters default -u src', { runner: 'jest', args: ['src'] }],
  ['mocha -w --reporter=dot spec', { runner: 'mocha', args: ['spec'] }],
  ['make check && ./run', { runner: 'command', args: ['make check && ./run'] }],
  ['nyc mocha', { runner: 'command', args: ['nyc mocha'] }],
  ["A=1 B='x y' node --test", { runner: 'node', args: ['--test'], environment: { A: '1', B: 'x y' } }],
  ['cross-env NODE_ENV=test mocha', { runner: 'mocha', args: [], environment: { NODE_ENV: 'test' } }],
])('the script %s is taken for what it calls', async (line, suite) => {
  expect(await suitesOf('a.js', { ...JS_TEST, 'package.json': script(line) })).toEqual([
    { ...suite, folder: '.' },
  ]);
});

test.each([
  ['tsc && vitest run', { runner: 'vitest', args: [], around: 'tsc && "$@"' }],
  [
    'A=1 jest -i&&eslint . || true',
    { runner: 'jest', args: ['-i'], environment: { A: '1' }, around: '"$@" && eslint . || true' },
  ],
  ['echo "a && b" && mocha spec', { runner: 'command', args: ['echo "a && b" && mocha spec'] }],
  ['echo "a" && mocha spec', { runner: 'mocha', args: ['spec'], around: 'echo "a" && "$@"' }],
  ['vitest run && vitest run --dir e2e', { runner: 'command', args: ['vitest run && vitest run --dir e2e'] }],
  ['vitest run | tee log && tsc', { runner: 'command', args: ['vitest run | tee log && tsc'] }],
  ['(tsc && vitest run)', { runner: 'command', args: ['(tsc && vitest run)'] }],
  ['cd web && vitest run', { runner: 'command', args: ['cd web && vitest run'] }],
  ['vitest run && cd web', { runner: 'vitest', args: [], around: '"$@" && cd web' }],
])('of the commands %s the one that runs tests is told apart', async (line, suite) => {
  const manifest = script(line, { devDependencies: { vitest: '5' } });
  expect(await suitesOf('a.ts', { ...JS_TEST, 'package.json': manifest })).toEqual([
    { folder: '.', ...suite },
  ]);
});

test.each([
  ['npm run unit', { unit: 'mocha spec' }, { runner: 'mocha', args: ['spec'] }],
  [
    'npm run -s unit -- --grep "a b"',
    { unit: 'mocha spec' },
    { runner: 'mocha', args: ['spec', '--grep', 'a b'] },
  ],
  ['yarn unit', { unit: 'pnpm run deep --bail', deep: 'mocha' }, { runner: 'mocha', args: ['--bail'] }],
  ['yarn unit --bail', { unit: 'mocha spec' }, { runner: 'mocha', args: ['spec', '--bail'] }],
  ['npm run unit -w web', { unit: 'mocha spec' }, { runner: 'command', args: ['npm run unit -w web'] }],
  [
    'npm run a && npm run b',
    { a: 'mocha a', b: 'mocha b' },
    { runner: 'command', args: ['npm run a && npm run b'] },
  ],
  ['npm run unit', { unit: 'tsc && mocha spec' }, { runner: 'mocha', args: ['spec'], around: 'tsc && "$@"' }],
  [
    'npm run lint && npm run unit',
    { lint: 'eslint .', unit: 'tsc && mocha spec' },
    { runner: 'mocha', args: ['spec'], around: 'npm run lint && tsc && "$@"' },
  ],
  ['npm run test', {}, { runner: 'command', args: ['npm run test'] }],
  [
    'mocha spec',
    { pretest: 'tsc', posttest: 'rm -r dist' },
    { runner: 'mocha', args: ['spec'], around: '(tsc) && ("$@") && (rm -r dist)' },
  ],
  [
    'npm run unit',
    { unit: 'mocha spec', preunit: 'tsc' },
    { runner: 'mocha', args: ['spec'], around: '(tsc) && ("$@")' },
  ],
  [
    './run spec',
    { pretest: 'tsc', posttest: 'rm -r dist' },
    { runner: 'command', args: ['(tsc) && (./run spec) && (rm -r dist)'] },
  ],
])('the script %s with the scripts %j is followed', async (line, scripts, suite) => {
  const manifest = JSON.stringify({ scripts: { test: line, ...scripts } });
  expect(await suitesOf('a.js', { 'spec/m.js': '', 'package.json': manifest })).toEqual([
    { ...suite, folder: '.' },
  ]);
});

test('yarn 2 runs nothing before a script', async () => {
  const manifest = JSON.stringify({
    packageManager: 'yarn@4.1.0',
    scripts: { test: 'mocha spec', pretest: 'tsc' },
  });
  expect(await suitesOf('a.js', { 'package.json': manifest })).toMatchObject([{ runner: 'mocha' }]);
});

test('without a script the runner among the packages is taken', async () => {
  const manifest = JSON.stringify({ devDependencies: { jest: '30' } });
  expect(await suitesOf('a.js', { ...JS_TEST, 'package.json': manifest })).toEqual([
    { runner: 'jest', folder: '.', args: [] },
  ]);
  expect(await suitesOf('a.js', { ...JS_TEST, 'package.json': '{}' })).toEqual([]);
});

test('the files that mocha is told to take need no names of tests', async () => {
  expect(await suitesOf('a.js', { 'package.json': script('mocha') })).toEqual([]);
  expect(await suitesOf('a.js', { 'package.json': script('mocha'), '.mocharc.yml': '' })).toMatchObject([
    { runner: 'mocha', args: [] },
  ]);
  expect(await suitesOf('a.js', { 'package.json': script('mocha', { mocha: {} }) })).toHaveLength(1);
});

test.each(['', '.js', '.cjs', '.mjs', '.yaml', '.yml', '.json', '.jsonc'])(
  'mocha is told so by .mocharc%s',
  async (ending) => {
    const files = { 'package.json': script('mocha'), [`.mocharc${ending}`]: '' };
    expect(await suitesOf('a.js', files)).toHaveLength(1);
  },
);

test.each([
  ['what npm init writes', script('echo "Error: no test specified" && exit 1')],
  ['a broken manifest', '{'],
])('%s is no suite', async (_, manifest) => {
  expect(await suitesOf('a.js', { ...JS_TEST, 'package.json': manifest })).toEqual([]);
});

test('a part of a project is tested by the runner above it, where it has tests', async () => {
  const above = { 'package.json': script('vitest') };
  const part = { ...above, 'packages/web/package.json': '{}' };
  const path = 'packages/web/src/a.ts';
  expect(await suitesOf(path, { ...part, ...JS_TEST })).toEqual([]);
  expect(await suitesOf(path, { ...part, 'packages/web/test/a.test.ts': '' })).toEqual([
    { runner: 'vitest', folder: '.', args: [] },
  ]);
});

test('Python is not tested by the runner of the JavaScript around it', async () => {
  expect(
    await suitesOf('examples/a.py', {
      ...JS_TEST,
      'examples/test_a.py': '',
      'package.json': script('vitest'),
    }),
  ).toEqual([]);
});

test.each([
  ['conftest.py', '', 'pytest'],
  ['pyproject.toml', '[tool.pytest.ini_options]', 'pytest'],
  ['pytest.ini', '', 'pytest'],
  ['setup.cfg', '[tool:pytest]', 'pytest'],
  ['tox.ini', 'deps = pytest', 'pytest'],
  ['setup.py', "setup(tests_require=['pytest'])", 'pytest'],
  ['requirements.txt', 'pytest==8', 'pytest'],
  ['requirements-dev.txt', 'pytest==8', 'pytest'],
  ['setup.py', 'setup()', 'unittest'],
])('with %s holding %j, Python is tested by %s', async (name, text, runner) => {
  expect(await suitesOf('a.py', { ...PY_TEST, [name]: text })).toEqual([{ runner, folder: '.', args: [] }]);
});

test('Go is tested by its module, and Rust by its package where a file of it has a test', async () => {
  const go = { 'go.mod': 'module a\n', 'a_test.go': '' };
  expect(await suitesOf('sub/a.go', go)).toEqual([{ runner: 'go', folder: '.', args: [] }]);
  expect(await suitesOf('a.go', { 'go.mod': go['go.mod'] })).toEqual([]);
  const rust = {
    'core/Cargo.toml': '[package]\n',
    'core/src/a.rs': 'mod tests { #[tokio::test] fn a() {} }\n',
  };
  expect(await suitesOf('core/src/lib.rs', rust)).toEqual([{ runner: 'cargo', folder: 'core', args: [] }]);
  expect(await suitesOf('core/src/lib.rs', { 'core/Cargo.toml': '' })).toEqual([]);
});

test.each([
  ['pyproject.toml', '[tool.pytest.ini_options]', 'tests/a.py', '.'],
  ['setup.py', 'setup()', 'tests/unit/a.py', '.'],
  ['README.md', '', 'tests/a.py', 'tests'],
])('with %s holding %j around tests/conftest.py, %s is tested from %s', async (name, text, path, folder) => {
  const files = { [name]: text, 'tests/conftest.py': '', 'tests/unit/test_a.py': '' };
  expect(await suitesOf(path, files)).toEqual([{ runner: 'pytest', folder, args: [] }]);
});

test('a project below another has its own suite, though the one around it has a conftest.py', async () => {
  const files = { 'conftest.py': '', 'pyproject.toml': 'pytest', 'sub/setup.cfg': '', 'sub/conftest.py': '' };
  expect(await suitesOf('sub/a.py', { ...files, 'sub/test_a.py': '' })).toEqual([
    { runner: 'pytest', folder: 'sub', args: [] },
  ]);
});

test('a project without tests has no suite', async () => {
  expect(await suitesOf('a.py', { 'conftest.py': '' })).toEqual([]);
});

test('without a manifest the tests say what they are written for, and only where someone asks', async () => {
  expect(await suitesOf('a.py', PY_TEST)).toEqual([]);
  expect(await suitesOf('a.py', PY_TEST, false)).toEqual([{ runner: 'pytest', folder: '.', args: [] }]);
  expect(await suitesOf('a.py', { 'test_a.py': 'import unittest\n' }, false)).toEqual([
    { runner: 'unittest', folder: '.', args: [] },
  ]);
});

test('text and settings belong to no suite', async () => {
  expect(await suitesOf('notes.md', { ...JS_TEST, 'package.json': script('vitest') }, false)).toEqual([]);
});
