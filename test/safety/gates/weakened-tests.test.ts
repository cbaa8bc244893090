import { describe, expect, test } from 'vitest';
import { judge, objections } from '../../support/guards.ts';

const PYTHON = `import pytest


@pytest.mark.parametrize("n", [1, 2])
def test_f(n):
    x = f(n)
    assert x == n


class TestG:
    def test_g(self):
        self.assertEqual(g(1), 2)
`;
const SCRIPT = `describe('f', () => {
  it('adds', () => {
    const x = f(1);
    expect(x).toBe(2);
  });

  test.each([1, 2])('is %i', (n) => {
    assert.ok(f(n) === n);
    expect(f(n)).toMatchInlineSnapshot(\`n\`);
  });
});
`;

const SAME = {
  'area/test_g.py': [PYTHON, PYTHON],
  'area/g_test.py': [PYTHON, PYTHON],
  '__tests__/g.js': [SCRIPT, SCRIPT],
  'g.test.js': [SCRIPT, SCRIPT],
  'g.test.ts': [SCRIPT, SCRIPT],
} as const;

describe('tests are weakened', () => {
  test.each([
    ['test_f.py', 'assert x == n', 'assert True or x == n'],
    ['test_f.py', 'assert x == n', 'assert x == n or 1, "n"'],
    ['test_f.py', 'self.assertEqual(g(1), 2)', 'self.assertTrue(g(1) == 2 or True)'],
    ['test_f.py', '    assert x == n', '    return\n    assert x == n'],
    ['test_f.py', '    x = f(n)', '    pytest.skip("no")\n    x = f(n)'],
    ['test_f.py', '    assert x == n', '    return None\n\n    assert x == n'],
    ['test_f.py', '[1, 2])\ndef', '[])\ndef'],
    ['test_f.py', 'import pytest', 'import pytest\n\npytestmark = pytest.mark.skip'],
    ['test_f.py', 'class TestG:', 'no = pytest.mark.skip("no")\n\n\n@no\nclass TestG:'],
    ['test_f.py', 'import pytest', 'import pytest\n\npytestmark = [pytest.mark.xfail(run=False)]'],
    ['test_f.py', 'class TestG:', 'class TestG:\n    __test__ = False\n'],
    ['test_f.py', '    assert x == n', '    if False:\n        assert x == n'],
    ['test_f.py', '    assert x == n', '    with suppress(AssertionError):\n        assert x == n'],
    ['f.test.ts', "it('adds', ()", "it('adds', { skip: true }, ()"],
    ['f.test.ts', '    expect(x)', '    if (false) expect(x)'],
    ['f.test.ts', 'expect(x).toBe(2);', 'expect(x);'],
    ['f.test.ts', 'expect(x).toBe(2);', 'expect(f(g(1)))'],
    ['f.test.ts', 'assert.ok(f(n) === n)', 'assert.ok(f(n) === n || true)'],
    ['f.test.ts', '    expect(x)', '    return;\n    expect(x)'],
    ['f.test.ts', "it('adds'", "it.only('adds'"],
    ['f.test.ts', "describe('f'", "fdescribe('f'"],
    ['f.test.ts', "describe('f'", "describe.skip('f'"],
    ['f.test.ts', "it('adds'", "it.skip('adds again'"],
    ['f.test.ts', 'each([1, 2])', 'each([])'],
    ['f.test.ts', '`n`', '`m`'],
  ])('in %s by %j → %j', async (path, from, to) => {
    const before = path.endsWith('.py') ? PYTHON : SCRIPT;
    const found = await objections({ [path]: [before, before.replace(from, to)] });
    expect(found.map((one) => one.split(':')[0])).toEqual(['weakened-tests']);
  });

  test.each([
    ['conftest.py', 'collect_ignore = ["test_f.py"]'],
    ['sub/conftest.py', 'def pytest_ignore_collect(path): return True'],
    ['conftest.py', 'def pytest_runtest_setup(item): pytest.skip("no")'],
    ['pytest.ini', 'addopts = --ignore=test_f.py'],
    ['pyproject.toml', 'addopts = "--deselect test_f.py::test_f"'],
    ['pyproject.toml', 'addopts = "-k not test_f"'],
    ['package.json', '  "test": "echo ok"'],
    ['package.json', '  "test": "vitest run || true"'],
    ['jest.config.js', "  testPathIgnorePatterns: ['f.test'],"],
    ['package.json', '  "test": "vitest run --passWithNoTests"'],
  ])('by what a new line of %s tells the runner: %s', async (path, line) => {
    expect(await objections({ [path]: ['x\n', `x\n${line}\n`] })).toEqual([`weakened-tests:${path}:2`]);
    expect(await objections({ [path]: [null, `${line}\n`] })).toEqual([`weakened-tests:${path}:1`]);
    expect(await objections({ [path]: [`${line}\n`, `x\n${line}\n`] })).toEqual([]);
  });

  test.each([
    ['pyproject.toml', 'python_files = ["test_*.py"]', 'python_files = ["test_unit_*.py"]'],
    ['pytest.ini', '[pytest]', '[pytest]\npython_files = check_*.py'],
    ['pytest.ini', '[pytest]', '[pytest]\npython_files = test_*.py'],
    ['pytest.ini', '[pytest]', '[pytest]\npython_files = *_test.py'],
    ['jest.config.js', "testMatch: ['**/*.test.js']", "testMatch: ['**/unit.test.js']"],
    ['jest.config.js', 'module.exports = {}', "module.exports = { testMatch: ['**/*.test.js'] }"],
    ['package.json', '"jest": {}', '"jest": { "testMatch": ["<rootDir>/unit/**/*.js"] }'],
    ['vitest.config.ts', 'test: { globals: true }', "test: { include: ['unit/**/*.test.ts'] }"],
  ])('by files of tests that %s leaves out: %s → %s', async (path, before, after) => {
    const found = await objections({ ...SAME, [path]: [before, after] });
    expect(found.map((one) => one.split(':').slice(0, 2).join(':'))).toEqual([`weakened-tests:${path}`]);
  });

  test.each([
    ['vitest.config.ts', 'test: {}', "test: { projects: [{ test: { include: ['unit/**'] } }] }"],
    ['pyproject.toml', 'python_files = ["test_*.py"]', 'python_files = ["test_*.py", "check_*.py"]'],
    ['jest.config.js', "testMatch: ['**/*.test.js']", "testMatch: ['**/*.{test,spec}.[jt]s?(x)']"],
    [
      'vitest.config.ts',
      "test: { typecheck: { tsconfig: 'a.json' }, include: ['./**/*.(spec|test).[jt]s?(x)'] }",
      "test: { include: ['./**/*.(spec|test).[jt]s?(x)'] }",
    ],
    ['vitest.config.ts', 'test: {}', "test: { include: ['./**/*.(spec|test).[jt]s?(x)'] }"],
    [
      'vitest.config.ts',
      'test: {}',
      "test: { include: ['**/*.test.ts', '**/*.test.js'], coverage: { include: ['src'] } }",
    ],
  ])('not by those that %s still finds: %s → %s', async (path, before, after) => {
    expect(await objections({ ...SAME, [path]: [before, after] })).toEqual([]);
  });

  test.each([
    ['test_f.py', 'def test_f(n):', '@patch("calc.f", return_value=2)\ndef test_f(n):'],
    ['test_f.py', '    x = f(n)', '    with mock.patch.object(calc, "g"):\n        x = f(n)'],
    ['f.test.ts', "describe('f'", "vi.mock('../src/f.js');\n\ndescribe('f'"],
    ['f.test.ts', "describe('f'", "jest.mock('./f', () => ({ f: () => 2 }));\n\ndescribe('f'"],
  ])('by a mock in the place of what %s tests: %j → %j', async (path, from, to) => {
    const before = path.endsWith('.py') ? PYTHON.replace('assert x == n', 'assert f(n) == n') : SCRIPT;
    const found = await objections({ [path]: [before, before.replace(from, to)] });
    expect(found.map((one) => one.split(':')[0])).toEqual(['weakened-tests']);
  });

  test.each([
    ['test_f.py', 'def test_f(n):', '@patch("calc.fetch", return_value=2)\ndef test_f(n):'],
    [
      'test_f.py',
      '    x = f(n)',
      '    with patch("pathlib.Path.f"), patch.object(os, "f"):\n        x = f(n)',
    ],
    [
      'test_f.py',
      '    x = f(n)',
      '    from os import Path\n    with patch.object(Path, "f"):\n        x = f(n)',
    ],
    ['f.test.ts', "describe('f'", "vi.mock('./fetch');\n\ndescribe('f'"],
    [
      'f.test.ts',
      "describe('f'",
      "vi.mock('./f', async (importOriginal) => ({ ...(await importOriginal()), h: 1 }));\n\ndescribe('f'",
    ],
  ])('not by a mock of something else in %s: %j → %j', async (path, from, to) => {
    const before = path.endsWith('.py') ? PYTHON.replace('assert x == n', 'assert f(n) == n') : SCRIPT;
    expect(await objections({ [path]: [before, before.replace(from, to)] })).toEqual([]);
  });

  test('not by a mock in a test that there was not', async () => {
    const mocking = '\n\n@patch("calc.f")\ndef test_calls(f):\n    run()\n    assert f.called\n';
    const before = PYTHON.replace('assert x == n', 'assert f(n) == n');
    expect(await objections({ 'test_f.py': [before, before + mocking] })).toEqual([]);
  });

  test('not by settings that move to another folder', async () => {
    const setting = "testPathIgnorePatterns: ['f.test'],\n";
    const files = { 'jest.config.js': [setting, null], 'area/jest.config.js': [null, setting] } as const;
    expect(await objections(files)).toEqual([]);
  });

  const jest = 'exports[`a 1`] = `1`;\n\nexports[`b 1`] = `2`;\n';
  const syrupy = "# serializer version: 1\n# name: test_a\n  'x'\n# ---\n# name: test_b\n  'y'\n# ---\n";
  test.each([
    ['__snapshots__/f.test.ts.snap', jest, jest.replace('`2`', '`3`')],
    ['__snapshots__/test_f.ambr', syrupy, syrupy.replace("'x'", "'z'")],
    ['__snapshots__/f.test.ts.snap', jest, null],
  ])('by another %s', async (path, before, after) => {
    const files = { [path]: [before, after], 'f.test.ts': ['f();\n', 'f();\n'] } as const;
    expect(await objections(files)).toEqual([`weakened-tests:${path}:1`]);
  });

  test('not by a snapshot that is new or moves to another file', async () => {
    const path = '__snapshots__/f.snap';
    expect(await objections({ [path]: [jest, `${jest}\nexports[\`c 1\`] = \`3\`;\n`] })).toEqual([]);
    expect(await objections({ [path]: [jest, null], '__snapshots__/g.snap': [null, jest] })).toEqual([]);
  });
});

describe('tests are not weakened', () => {
  test.each([
    ['test_f.py', 'assert x == n', 'assert x == n or x is None'],
    [
      'test_f.py',
      'class TestG',
      'no = pytest.mark.skip("no")\n\n\n@no\ndef test_h():\n    assert h()\n\n\nclass TestG',
    ],
    ['test_f.py', '    assert x == n', '    assert x == n\n    return'],
    ['test_f.py', '    assert x == n', '    if n:\n        return\n    assert x == n'],
    [
      'test_f.py',
      'class TestG',
      '@pytest.mark.skipif(windows)\ndef test_h():\n    assert h()\n\n\nclass TestG',
    ],
    ['f.test.ts', 'expect(x).toBe(2);', 'expect(x)\n      .toBe(2);'],
    ['f.test.ts', '    expect(x)', '    if (!x) {\n      return;\n    }\n    expect(x)'],
    ['f.test.ts', '    expect(x)', '    if (!x)\n      return;\n    expect(x)'],
    ['f.test.ts', "  it('adds'", "  it.skip('waits', () => {\n    expect(1).toBe(2);\n  });\n\n  it('adds'"],
    ['f.test.ts', '(`n`)', '(`\n      n\n    `)'],
  ])('in %s by %j → %j', async (path, from, to) => {
    const before = path.endsWith('.py') ? PYTHON : SCRIPT;
    expect(await objections({ [path]: [before, before.replace(from, to)] })).toEqual([]);
  });
});

describe('what the task asks for', () => {
  test.each([
    ['Remove the tests of g', PYTHON.slice(0, PYTHON.indexOf('class TestG'))],
    ['Delete test_g', PYTHON.slice(0, PYTHON.indexOf('class TestG'))],
    ['test(g): drop what nobody runs', PYTHON.slice(0, PYTHON.indexOf('class TestG'))],
    ['Skip the flaky test_f', PYTHON.replace('@pytest', '@pytest.mark.skip\n@pytest')],
  ])('passes and is told: %s', async (words, after) => {
    const verdict = (await judge({ 'test_f.py': [PYTHON, after] }, words)).get('weakened-tests');
    expect(verdict).toMatchObject({
      passed: true,
      diagnostics: [],
      summary: expect.stringContaining('The task asks for it: test_f.py:'),
    });
  });

  test('may be new snapshots', async () => {
    const files = { 'f.test.ts': [SCRIPT, SCRIPT.replace('`n`', '`m`')] } as const;
    expect(await objections(files, 'Update the snapshots')).toEqual([]);
  });

  test.each([
    'Simplify f without removing tests',
    'Simplify f. Do not delete any tests.',
    'Remove the helper of f',
    'Skip the flaky test of f',
  ])('is not the removal of a test where it says %j', async (words) => {
    const after = PYTHON.slice(0, PYTHON.indexOf('class TestG'));
    expect(await objections({ 'test_f.py': [PYTHON, after] }, words)).toHaveLength(2);
  });
});
