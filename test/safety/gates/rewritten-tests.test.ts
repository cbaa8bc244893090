import { describe, expect, test } from 'vitest';
import { doubtsOf, objections } from '../../support/guards.ts';

const TWO = 'def test_one():\n    assert add(1, 2) == 3\n\n\ndef test_two():\n    assert add(0, 0) == 0\n';
const UNITTEST =
  'class AddTest(unittest.TestCase):\n    def test_one(self):\n        self.assertEqual(add(1, 2), 3)\n\n    def test_two(self):\n        self.assertEqual(add(0, 0), 0)\n        self.assertIn(1, [add(0, 1)])\n';
const FEW = 'def test_one():\n    assert add(1) == 3\n\n\ndef test_two():\n    assert add(2) == 4\n';
const SCRIPT =
  "it('adds one', () => {\n  expect(add(1, 2)).toBe(3);\n});\nit('adds none', () => {\n  expect(add(0, 0)).toBe(0);\n});\n";

describe('tests in Python may be', () => {
  test.each([
    [
      'rows of a table',
      TWO,
      '@pytest.mark.parametrize(("a", "b", "c"), [(1, 2, 3), (0, 0, 0)])\ndef test_add(a, b, c):\n    assert add(a, b) == c\n',
    ],
    [
      'rows of a table with a name',
      TWO,
      'CASES = [(1, 2, 3), (0, 0, 0)]\n\n\n@pytest.mark.parametrize("a, b, c", CASES)\ndef test_add(a, b, c):\n    assert add(a, b) == c\n',
    ],
    [
      'subtests',
      UNITTEST.replace('        self.assertIn(1, [add(0, 1)])\n', ''),
      'class AddTest(unittest.TestCase):\n    def test_add(self):\n        for a, b, c in [(1, 2, 3), (0, 0, 0)]:\n            with self.subTest(a=a):\n                self.assertEqual(add(a, b), c)\n',
    ],
    [
      'asserted by a function that they call',
      TWO,
      'def same(a, b, c):\n    assert add(a, b) == c\n\n\ndef test_one():\n    same(1, 2, 3)\n\n\ndef test_two():\n    same(0, 0, 0)\n',
    ],
    ['one test', TWO, 'def test_add():\n    assert add(1, 2) == 3\n    assert add(0, 0) == 0\n'],
    [
      'those of pytest',
      UNITTEST,
      'def test_one():\n    assert add(1, 2) == 3\n\n\ndef test_two():\n    assert add(0, 0) == 0\n    assert 1 in [add(0, 1)]\n',
    ],
    [
      'in two classes',
      UNITTEST,
      UNITTEST.replace('\n    def test_two', '\n\nclass MoreTest(unittest.TestCase):\n    def test_two'),
    ],
    ['renamed', TWO, TWO.replace('test_one', 'test_adds_numbers')],
    [
      'without what the rest implies',
      'def test_a():\n    x = f()\n    assert x is not None\n    assert x.b == 2\n',
      'def test_a():\n    x = f()\n    assert x.b == 2\n',
    ],
    [
      'asserted at once',
      'def test_a():\n    assert f().a == 1\n    assert f().b == 2\n',
      'def test_a():\n    assert (f().a, f().b) == (1, 2)\n',
    ],
    [
      'asserted at once, as pytest does',
      'class T(TestCase):\n    def test_a(self):\n        self.assertEqual(f().a, 1)\n        self.assertEqual(f().b, 2)\n',
      'def test_a():\n    assert (f().a, f().b) == (1, 2)\n',
    ],
    [
      'examples of hypothesis',
      FEW,
      '@example(1, 3)\n@example(2, 4)\ndef test_add(n, out):\n    assert add(n) == out\n',
    ],
  ])('%s', async (_, before, after) => {
    expect(await objections({ 'test_add.py': [before, after] })).toEqual([]);
    expect(await doubtsOf({ 'test_add.py': [before, after] })).toEqual([]);
  });

  test.each(['[3, 4]', '(3, 4)', '{3, 4}', '{1: 3, 2: 4}'])('asserted by a table: %s', async (table) => {
    const after = `SUMS = ${table}\n\n\ndef test_add():\n    assert together(add(1), add(2)) == SUMS\n`;
    expect(await objections({ 'test_add.py': [FEW, after] })).toEqual([]);
    expect(await doubtsOf({ 'test_add.py': [FEW, after] })).toEqual([]);
    const less = after.replace('4', '3');
    expect(await doubtsOf({ 'test_add.py': [FEW, less] })).toContain('test_add.py:1');
  });

  test('asserted by a function of another file', async () => {
    const after =
      'from .support import same\n\n\ndef test_one():\n    same(1, 2, 3)\n\n\ndef test_two():\n    same(0, 0, 0)\n';
    const support = 'def same(a, b, c):\n    assert add(a, b) == c\n';
    expect(
      await objections({ 'tests/test_add.py': [TWO, after], 'tests/support.py': [null, support] }),
    ).toEqual([]);
  });

  test('code in a string, which is no test', async () => {
    const of = (code: string): string =>
      `def test_run(pytester):\n    pytester.makepyfile("""${code}""")\n    assert run()\n`;
    const [before, after] = [of('def test_x():\n  assert 1\n'), of('\npytestmark = pytest.mark.skip\n')];
    expect(await objections({ 'test_run.py': [before, after] })).toEqual([]);
  });
});

describe('tests in a script may be', () => {
  test.each([
    [
      'rows of a table',
      SCRIPT,
      "it.each([[1, 2, 3], [0, 0, 0]])('adds %i', (a, b, c) => {\n  expect(add(a, b)).toBe(c);\n});\n",
    ],
    [
      'made in a loop',
      SCRIPT,
      'for (const [a, b, c] of [[1, 2, 3], [0, 0, 0]]) {\n  it(`adds ${a}`, () => {\n    expect(add(a, b)).toBe(c);\n  });\n}\n',
    ],
    [
      'asserted by a function that they call',
      SCRIPT,
      "function same(a, b, c) {\n  expect(add(a, b)).toBe(c);\n}\nit('adds one', () => same(1, 2, 3));\nit('adds none', () => {\n  same(0, 0, 0);\n});\n",
    ],
    [
      'those of node:assert',
      SCRIPT,
      SCRIPT.replaceAll(/expect\((.*)\)\.toBe\((\d)\)/g, 'assert.strictEqual($1, $2)'),
    ],
    [
      'left to supertest',
      "it('is xhr', (done) => {\n  app.use((req, res) => {\n    req.xhr.should.be.true();\n    res.end();\n  });\n  request(app).get('/').expect(200, done);\n});\n",
      "it('is xhr', (done) => {\n  app.use((req, res) => res.send(req.xhr));\n  request(app).get('/').expect(200, 'true', done);\n});\n",
    ],
    [
      'more, some of which only run where they can',
      SCRIPT,
      `${SCRIPT}it.skipIf(windows)('links', () => {\n  expect(link()).toBe(1);\n});\n`,
    ],
    [
      'only run where they can be',
      SCRIPT,
      `const describeHooks = hooks ? describe : describe.skip;\n${SCRIPT}describeHooks('hooks', () => {});\n`,
    ],
    [
      'types, in a file of their own',
      "it('types', () => {\n  function Page() {\n    expectTypeOf(a).toEqualTypeOf<B>();\n  }\n});\n",
      "it('has types', () => {\n  expectTypeOf(a).toEqualTypeOf<B>();\n});\n",
    ],
    [
      'types, in a function that nobody calls',
      "it('types', () => {\n  expectTypeOf(a).toEqualTypeOf<B>();\n});\n",
      "it('types', () => {\n  function Page() {\n    expectTypeOf(a).toEqualTypeOf<B>();\n  }\n});\n",
    ],
    [
      'asked for their error in one assertion',
      "it('fails', () => {\n  try {\n    add(null);\n    assert.fail('no error');\n  } catch (error) {\n    assert.equal(error.code, 7);\n  }\n});\n",
      "it('fails', () => {\n  assert.throws(() => add(null), { code: 7 });\n});\n",
    ],
    ['those of chai', SCRIPT, SCRIPT.replaceAll(/expect\((.*)\)\.toBe/g, '$1.should.equal')],
    [
      'one test',
      SCRIPT,
      "it('adds', () => {\n  expect(add(1, 2)).toBe(3);\n  expect(add(0, 0)).toBe(0);\n});\n",
    ],
  ])('%s', async (_, before, after) => {
    expect(await objections({ 'add.test.ts': [before, after] })).toEqual([]);
  });

  test('renamed, with their snapshots', async () => {
    const before = 'exports[`adds 1`] = `1`;\n\nexports[`b 1`] = `2`;\n';
    const files = { '__snapshots__/f.snap': [before, before.replace('adds 1', 'sums 1')] } as const;
    expect(await objections(files)).toEqual([]);
  });
});

test('a test may be gone where another was written whose rows are fewer', async () => {
  const table = '@pytest.mark.parametrize("a", [1])\ndef test_add(a):\n    assert add(a, 2) == 3\n';
  const found = await doubtsOf({ 'test_add.py': [TWO, table] });
  expect(new Set(found)).toEqual(new Set(['test_add.py:1']));
});
