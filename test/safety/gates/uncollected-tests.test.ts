import { describe, expect, test } from 'vitest';
import { createWeakenedTestsGate } from '../../../src/safety/gates/weakened-tests.ts';
import { judgePatch, type Patch } from '../../support/judge.ts';
import { makeFolder } from '../../support/work-tree.ts';

const PYTHON = `class TestBag:
    def setup_method(self):
        self.bag = Bag({"a": 1})

    def test_get(self):
        assert self.bag.get("a") == 1

    def test_copy(self):
        assert self.bag.copy() == self.bag
        assert self.bag.copy() is not self.bag
`;
const SCRIPT = `import { bag } from '../src/bag';

describe('bag', () => {
  it('gets', () => {
    expect(bag.get('a')).toBe(1);
  });

  it('copies', () => {
    expect(bag.copy()).toEqual(bag);
  });
});
`;
const PACKAGE = '{ "devDependencies": { "vitest": "^3.0.0" } }\n';

async function isRefused(files: Readonly<Record<string, string>>, patch: Patch): Promise<boolean> {
  const verdict = await judgePatch(createWeakenedTestsGate(), makeFolder(files), { patch });
  return !verdict.passed;
}

describe('tests of Python that pytest collects no more', () => {
  test.each([
    ['a method that has another name', 'def test_copy(', 'def check_copy('],
    ['a method with the name of what it calls', 'def test_copy(', 'def copy('],
    ['a class that has another name', 'class TestBag', 'class BagChecks'],
    ['a class that is constructed', '    def setup_method(self)', '    def __init__(self)'],
  ])('are refused: %s', async (_, from, to) => {
    const patch = { 'tests/test_bag.py': PYTHON.replace(from, to) };
    expect(await isRefused({ 'tests/test_bag.py': PYTHON }, patch)).toBe(true);
  });

  test.each([
    [
      'a method that a test calls',
      'def test_copy(self):',
      'def test_copies(self):\n        self.copy_is_same()\n\n    def copy_is_same(self):',
    ],
    [
      'a method that runs after each test',
      'def test_copy(self):',
      'def test_copies(self):\n        self.bag.copy()\n\n    def teardown_method(self):',
    ],
    ['a class of unittest', 'class TestBag', 'class BagChecks(TestCase)'],
    ['another name that is collected', 'def test_copy(', 'def test_copies('],
  ])('pass where they are: %s', async (_, from, to) => {
    const patch = { 'tests/test_bag.py': PYTHON.replace(from, to) };
    const root = makeFolder({ 'tests/test_bag.py': PYTHON });
    const { passed, doubts } = await judgePatch(createWeakenedTestsGate(), root, { patch });
    expect({ passed, doubts }).toEqual({ passed: true, doubts: undefined });
  });

  test('are refused where nothing but marks of pytest decorates them', async () => {
    const marked = PYTHON.replace(
      '    def test_copy',
      '    @pytest.mark.parametrize("n", [1])\n    def test_copy',
    );
    const [path, name] = ['tests/test_bag.py', 'def test_copy('];
    expect(await isRefused({ [path]: marked }, { [path]: marked.replace(name, 'def copies(') })).toBe(true);
    const hooked = marked.replace('@pytest.mark.parametrize("n", [1])', '@hooks.after_each');
    expect(await isRefused({ [path]: marked }, { [path]: hooked.replace(name, 'def copies(') })).toBe(false);
  });

  test.each([
    ['pytest.ini', '[pytest]\npython_functions = test check_*\n'],
    ['pyproject.toml', '[tool.pytest.ini_options]\npython_functions = ["test_*", "check"]\n'],
    ['setup.cfg', '[tool:pytest]\npython_functions =\n    test_*\n    check_*\n'],
  ])('pass by the names that %s asks for', async (path, settings) => {
    const patch = { 'tests/test_bag.py': PYTHON.replace('def test_copy(', 'def check_copy(') };
    expect(await isRefused({ 'tests/test_bag.py': PYTHON, [path]: settings }, patch)).toBe(false);
  });

  test('are refused where a new setting leaves their names out, but for those of unittest', async () => {
    const patch = { 'pytest.ini': '[pytest]\npython_functions = check_*\n' };
    expect(await isRefused({ 'tests/test_bag.py': PYTHON, 'pytest.ini': '' }, patch)).toBe(true);
    const ofUnittest = PYTHON.replace('class TestBag', 'class TestBag(TestCase)');
    expect(await isRefused({ 'tests/test_bag.py': ofUnittest, 'pytest.ini': '' }, patch)).toBe(false);
  });

  test('are refused in a class of another name, unless the settings ask for it', async () => {
    const files = { 'tests/test_bag.py': PYTHON };
    const patch = { 'tests/test_bag.py': PYTHON.replace('class TestBag', 'class BagSpec') };
    expect(await isRefused({ ...files, 'tox.ini': '[pytest]\npython_classes = Test Check\n' }, patch)).toBe(
      true,
    );
    expect(await isRefused({ ...files, 'tox.ini': '[pytest]\npython_classes = Test* *Spec\n' }, patch)).toBe(
      false,
    );
  });
});

describe('tests by names that the same change stops asking for', () => {
  const files = {
    'pytest.ini': '[pytest]\npython_functions = test check\n',
    'tests/test_bag.py': PYTHON.replaceAll('def test_', 'def check_'),
  };
  const narrowed = '[pytest]\npython_functions = test\n';

  test('are refused where their file stays and where it changes', async () => {
    expect(await isRefused(files, { 'pytest.ini': narrowed })).toBe(true);
    const touched = `${files['tests/test_bag.py']}\n`;
    expect(await isRefused(files, { 'pytest.ini': narrowed, 'tests/test_bag.py': touched })).toBe(true);
  });

  test('are told where the settings stand, whatever else changes', async () => {
    const patch = { 'a.py': 'a = 1\n', 'pytest.ini': narrowed };
    const { diagnostics } = await judgePatch(createWeakenedTestsGate(), makeFolder(files), { patch });
    expect(diagnostics.map(({ path }) => path)).toEqual(['pytest.ini']);
  });

  test('pass under the names that are still asked for, and where more are', async () => {
    expect(await isRefused(files, { 'pytest.ini': narrowed, 'tests/test_bag.py': PYTHON })).toBe(false);
    const wider = '[pytest]\npython_functions = test check spec\n';
    expect(await isRefused(files, { 'pytest.ini': wider })).toBe(false);
  });
});

describe('tests in files of another name', () => {
  test.each([
    ['tests/test_bag.py', 'tests/bag_checks.py', PYTHON, {}],
    ['test_bag.py', 'tests/bag.py', PYTHON, {}],
    ['test/bag.test.ts', 'test/bag.ts', SCRIPT, { 'package.json': PACKAGE }],
  ])('are refused where no runner looks for them: %s → %s', async (from, to, text, files) => {
    expect(await isRefused({ ...files, [from]: text }, { [from]: null, [to]: text })).toBe(true);
  });

  test.each([
    ['tests/test_bag.py', 'tests/bag_test.py', PYTHON, {}],
    ['tests/test_bag.py', 'tests/tests.py', PYTHON, {}],
    [
      'tests/test_bag.py',
      'tests/check_bag.py',
      PYTHON,
      { 'pytest.ini': '[pytest]\npython_files = test_*.py check_*.py\n' },
    ],
    ['tests/test_bag.py', 'tests/bags.py', PYTHON, { 'tests/test_all.py': 'from .bags import TestBag\n' }],
    [
      'test/bag.test.ts',
      'test/bag.ts',
      SCRIPT,
      { 'package.json': '{ "devDependencies": { "mocha": "^11.0.0" } }\n' },
    ],
    [
      'test/bag.test.ts',
      'test/bag.ts',
      SCRIPT,
      {
        'package.json': PACKAGE,
        'vitest.config.ts': "export default { test: { include: ['test/**/*.ts'] } };\n",
      },
    ],
  ])('pass where one does: %s → %s', async (from, to, text, files) => {
    expect(await isRefused({ ...files, [from]: text }, { [from]: null, [to]: text })).toBe(false);
  });
});

describe('tests of a script that nothing runs any more', () => {
  test.each([
    [
      'in a function that is never called',
      "it('copies', () => {",
      'const copies = () => {',
      '});\n});',
      '};\n});',
    ],
    [
      'given to a function that does not call them',
      "it('copies'",
      "later('copies'",
      'describe(',
      'function later(title, body) {\n  console.log(title);\n}\n\ndescribe(',
    ],
  ])('are refused: %s', async (_, from, to, end, instead) => {
    const after = SCRIPT.replace(from, to).replace(end, instead);
    expect(await isRefused({ 'bag.test.ts': SCRIPT }, { 'bag.test.ts': after })).toBe(true);
  });

  test('are refused that lose their body, and pass that never had one', async () => {
    const called = SCRIPT.replace('expect(bag.copy()).toEqual(bag);', 'bag.copy();');
    const written = "it('copies', () => {\n    bag.copy();\n  });";
    const title = called.replace(written, "it('copies');");
    expect(await isRefused({ 'bag.test.ts': called }, { 'bag.test.ts': title })).toBe(true);
    const gone = title.replace("it('copies');", '');
    expect(await isRefused({ 'bag.test.ts': title }, { 'bag.test.ts': gone })).toBe(false);
  });

  test('pass where a function starts them', async () => {
    const after = `const copies = (title: string, body: () => void) => {\n  it(title, body);\n};\n\n${SCRIPT.replace("it('copies'", "copies('copies'")}`;
    expect(await isRefused({ 'bag.test.ts': SCRIPT }, { 'bag.test.ts': after })).toBe(false);
  });
});

describe('patterns of files to leave out', () => {
  const files = { 'test/bag.test.js': SCRIPT, 'test/tools/run.js': 'run();\n' };
  const jest = (patterns: string): string =>
    `module.exports = {\n  testPathIgnorePatterns: ${patterns},\n};\n`;
  const judged = async (path: string, sides: readonly [before: string, after: string]): Promise<boolean> =>
    isRefused({ ...files, 'tests/test_bag.py': PYTHON, [path]: sides[0] }, { [path]: sides[1] });

  test('are refused in settings that are new, though sources change along', async () => {
    const patch = { 'test/tools/run.js': 'run(1);\n', 'jest.config.js': jest("['bag']") };
    const { passed } = await judgePatch(createWeakenedTestsGate(), makeFolder(files), { patch });
    expect(passed).toBe(false);
  });

  test.each([
    ['jest.config.js', jest("['/dist/']"), jest("['/dist/', 'bag']")],
    ['jest.config.js', jest("['/dist/']"), jest('[...slow]')],
    ['pytest.ini', '[pytest]\n', '[pytest]\naddopts = --ignore=tests/test_bag.py\n'],
    ['pytest.ini', '[pytest]\n', '[pytest]\naddopts = --ignore tests\n'],
  ])('are refused where there are tests, or nobody can tell: %s', async (path, before, after) => {
    expect(await judged(path, [before, after])).toBe(true);
  });

  test.each([
    ['jest.config.js', jest("['/dist/']"), jest("['/dist/', '<rootDir>/build/']")],
    ['jest.config.js', jest("['bag', '/dist/']"), jest("['bag']")],
    ['jest.config.js', 'x.push(1);\n', "// testPathIgnorePatterns.push('bag');\n"],
    ['package.json', '{ "a": "jest --passWithNoTests" }\n', '{ "a": "jest --ci --passWithNoTests" }\n'],
    ['tox.ini', '[pytest]\n', '[pytest]\naddopts = --ignore=docs\n'],
    ['conftest.py', 'collect_ignore = ["setup.py", "docs"]\n', 'collect_ignore = ["docs"]\n'],
  ])('pass where they name none: %s', async (path, before, after) => {
    expect(await judged(path, [before, after])).toBe(false);
  });

  test('pass where they name files that are new, and are refused by another name', async () => {
    const patch = { 'tests/slow.py': PYTHON, 'conftest.py': 'collect_ignore = ["tests/slow.py"]\n' };
    expect(await isRefused({ 'tests/test_bag.py': PYTHON }, patch)).toBe(false);
    const named = { ...patch, 'conftest.py': patch['conftest.py'].replace('slow', 'test_bag') };
    expect(await isRefused({ 'tests/test_bag.py': PYTHON }, named)).toBe(true);
  });
});
