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
  ['make check && ./run', { runner: 'command', args: ['make check && ./run'] }],
])('the script %s is taken for what it calls', async (line, suite) => {
  expect(await suitesOf('a.js', { ...JS_TEST, 'package.json': script(line) })).toEqual([
    { ...suite, folder: '.' },
  ]);
});

test('a script of several commands is left to the runner among the packages', async () => {
  const manifest = script('tsc && vitest run', { devDependencies: { vitest: '5' } });
  expect(await suitesOf('a.ts', { ...JS_TEST, 'package.json': manifest })).toEqual([
    { runner: 'vitest', folder: '.', args: [] },
  ]);
});

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
