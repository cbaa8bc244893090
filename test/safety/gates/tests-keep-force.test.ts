import { describe, expect, test } from 'vitest';
import { createWeakenedTestsGate } from '../../../src/safety/gates/weakened-tests.ts';
import { judgePatch, type Patch } from '../../support/judge.ts';
import { doubtsOf, objections } from '../../support/guards.ts';
import { makeFolder } from '../../support/work-tree.ts';

async function isRefused(path: string, sides: readonly [string, string], words = ''): Promise<boolean> {
  return (await objections({ [path]: sides }, words)).some((one) => one.startsWith('weakened-tests'));
}

const inTest = (...lines: readonly string[]): string => `def test_a():\n    ${lines.join('\n    ')}\n`;
const ERROR = ['with pytest.raises(E) as excinfo:', '    f(1)'];
const METHODS = `class TestA:
    def assert_same(self, a, b):
        assert a == b

    def test_f(self):
        self.assert_same(f(1), 1)

    def test_g(self):
        self.assert_same(g(1), 1)
`;
const TAP = `test('adds', (t) => {
  t.equal(add(1, 1), 2)
  t.notOk(add.broken)
})
`;

describe('tests of Python that say the same in other words pass', () => {
  test.each([
    [
      'the message of an error',
      inTest(...ERROR, "assert 'no' in str(excinfo)"),
      inTest("with pytest.raises(E, match='no'):", '    f(1)'),
    ],
    [
      'a warning by its kind',
      inTest('with pytest.warns(DeprecationWarning):', '    f(1)'),
      inTest('with pytest.deprecated_call():', '    f(1)'),
    ],
    [
      'assertions that a function takes over, whatever its name',
      inTest('assert f(1) == 1', 'assert g(1) == 1'),
      `def same(a, b):\n    assert a == b\n\n\n${inTest('same(f(1), 1)', 'same(g(1), 1)')}`,
    ],
    [
      'a helper that is written out',
      METHODS,
      METHODS.replace(/ {4}def assert_same.*\n.*\n\n/, '').replaceAll(
        /self\.assert_same\((.*), 1\)/g,
        'assert $1 == 1',
      ),
    ],
    [
      'a table of one row',
      '@pytest.mark.parametrize("n", (1,))\n@pytest.mark.parametrize("m", [1, 2])\ndef test_a(m, n):\n    assert f(m, n)\n',
      '@pytest.mark.parametrize("m", [1, 2])\ndef test_a(m):\n    assert f(m, 1)\n',
    ],
    [
      'what a call gives',
      inTest('errors = schema.validate({})', 'assert errors == {}'),
      inTest('errors = schema.load({}).errors', 'assert errors == {}'),
    ],
    [
      'tests that a class takes over',
      METHODS,
      `${METHODS.replace('TestA', 'ABase')}\n\nclass ATest(ABase, TestCase):\n    pass\n`,
    ],
    [
      'a loop that asserts nothing',
      inTest("for sign in ('<', '>'):", '    text = text.replace(sign, "")', 'assert text'),
      inTest("for sign in ('<',):", '    text = text.replace(sign, "")', 'assert text'),
    ],
    [
      'a generator that gives nothing',
      inTest('assert f(1)'),
      inTest('def none():', '    return', '    yield', 'assert f(1)'),
    ],
    [
      'a fixture, whatever stands after its return',
      `@pytest.fixture\ndef shop():\n    return opened\n\n\n${inTest('assert f(1)')}`,
      `@pytest.fixture\ndef shop():\n    return opened\n    opened.close()\n\n\n${inTest('assert f(1)')}`,
    ],
    ['the opposite', inTest('assert not f(1)'), inTest('assert f(1)')],
    [
      'something as firm, and more beside it',
      inTest('bag = Bag()', 'assert bag.items == ["a"]'),
      inTest('bag = Bag()', 'assert bag.left() == 1', 'assert till.is_open'),
    ],
    [
      'a test that was skipped',
      `${inTest('assert f(1)')}\n\ndef test_b():\n    pytest.skip("later")\n`,
      inTest('assert f(1)'),
    ],
  ])('%s', async (_, before, after) => {
    expect(await objections({ 'test_a.py': [before, after] })).toEqual([]);
    expect(await doubtsOf({ 'test_a.py': [before, after] })).toEqual([]);
  });

  test.each([
    ['a warning', inTest('with pytest.deprecated_call():', '    f(1)'), inTest('f(1)')],
    [
      'a helper that asserts less',
      METHODS,
      METHODS.replace('        assert a == b', '        print(a == b)'),
    ],
    [
      'a row',
      '@pytest.mark.parametrize("m", [1, 2])\ndef test_a(m):\n    assert f(m)\n',
      '@pytest.mark.parametrize("m", [1])\ndef test_a(m):\n    assert f(m)\n',
    ],
    ['a call that asserts', inTest('check_schema({})'), inTest('pass')],
    ['what follows a return', inTest('shop()', 'assert f(1)'), inTest('shop()', 'return', 'assert f(1)')],
  ])('but not without %s', async (_, before, after) => {
    expect(await isRefused('test_a.py', [before, after])).toBe(true);
  });

  test('but not beyond doubt where the function that takes assertions over makes none', async () => {
    const before = inTest('assert f(1) == 1', 'assert g(1) == 1');
    const after = `def check(a, b):\n    print(a, b)\n\n\n${inTest('check(f(1), 1)', 'check(g(1), 1)')}`;
    expect(await doubtsOf({ 'test_a.py': [before, after] })).toEqual(['test_a.py:1']);
  });

  test('but not beyond doubt without the message of an error', async () => {
    const before = inTest("with pytest.raises(E, match='no'):", '    f(1)');
    const after = inTest('with pytest.raises(E):', '    f(1)');
    expect(await doubtsOf({ 'test_a.py': [before, after] })).toEqual(['test_a.py:1']);
  });
});

describe('sentences of unexpected', () => {
  const chai = "it('adds', () => {\n  expect(add(1, 1)).to.equal(2);\n  expect(add.ok).to.be.true;\n});\n";
  const after = "it('adds', () => {\n  expect(add(1, 1), 'to equal', 2).and('not to be', 3);\n});\n";

  test('assert, and so does each that follows', async () => {
    expect(await isRefused('a.test.js', [chai.replace(/ {2}expect\(add.ok.*\n/, ''), after])).toBe(false);
    expect(await isRefused('a.test.js', [after, after.replace(/expect.*;/, 'add(1, 1);')])).toBe(true);
  });

  test('say less where they only ask for something', async () => {
    expect(
      await isRefused('a.test.js', [
        after,
        after.replace(/'to equal'.*;/, "'to be ok').and('to be defined');"),
      ]),
    ).toBe(true);
  });
});

describe('tests of node:test', () => {
  test('assert by their context, as those of tap do', async () => {
    const after = TAP.replace('t.equal', 't.assert.strictEqual').replace('t.notOk(', 't.assert.ok(!');
    expect(await isRefused('a.test.js', [TAP, after])).toBe(false);
    expect(await isRefused('a.test.js', [after, after.replace(/ {2}t\.assert\.strictEqual.*\n/, '')])).toBe(
      true,
    );
  });

  test('may say the opposite', async () => {
    const truth = (value: string): string => `test('opens', () => {\n  assert.ok(${value});\n});\n`;
    expect(await isRefused('a.test.js', [truth('!shop.isOpen()'), truth('shop.isOpen()')])).toBe(false);
  });

  test('start others by their context', async () => {
    const before = `test('all', () => {\n  ${TAP}})\n`;
    const after = before
      .replace("test('adds', (t)", "t.test('adds', (t)")
      .replace("'all', ()", "'all', async (t)");
    expect(await isRefused('a.test.js', [before, after])).toBe(false);
  });

  test('may be given a function by its name, as those of ava', async () => {
    const body = TAP.slice(TAP.indexOf('(t)'), TAP.lastIndexOf(')'));
    const after = `const sums = ${body};\n\ntest('adds', sums);\ntest('adds more', sums);\n`;
    expect(await isRefused('a.test.js', [TAP, after])).toBe(false);
    expect(await isRefused('a.test.js', [TAP, after.replaceAll(', sums', ', () => {}')])).toBe(true);
  });

  test('that say nothing may go', async () => {
    const idle = `${TAP}\ntest('x', (t) => {\n  t.pass()\n})\n`;
    expect(await isRefused('a.test.js', [idle, TAP])).toBe(false);
  });
});

describe('folders that a runner is kept out of', () => {
  const isRefusedIn = async (files: Readonly<Record<string, string>>, patch: Patch): Promise<boolean> =>
    !(await judgePatch(createWeakenedTestsGate(), makeFolder(files), { patch })).passed;
  const CFG = '[tool:pytest]\nnorecursedirs = .git docs\n';
  const TESTS = { 'tests/typed/test_a.py': inTest('assert f(1) == 1') };

  test('may be new ones', async () => {
    const patch = { 'setup.cfg': CFG.replace('docs', 'docs tests/typed') };
    expect(await isRefusedIn({ 'setup.cfg': CFG }, patch)).toBe(false);
    expect(await isRefusedIn({ 'setup.cfg': CFG, ...TESTS }, patch)).toBe(true);
  });

  test('may be told in another file', async () => {
    const settings = '[tool.pytest.ini_options]\nnorecursedirs = ".git docs"\n';
    expect(
      await isRefusedIn({ 'setup.cfg': CFG, ...TESTS }, { 'setup.cfg': null, 'pyproject.toml': settings }),
    ).toBe(false);
  });
});

describe('what a task says of tests', () => {
  const before = `${inTest('assert f(1) == 1')}\n\ndef test_b():\n    assert g(1) == 1\n`;
  const after = inTest('assert f(1) == 1');

  test.each(['Do not test what nobody uses', 'test: remove g', 'Remove testing of g'])(
    '%j asks for fewer',
    async (words) => {
      expect(await isRefused('test_a.py', [before, after], words)).toBe(false);
    },
  );

  test.each(['Clean up the tests', 'Tidy the tests', 'test: rename g'])(
    '%j asks for no fewer',
    async (words) => {
      expect(await isRefused('test_a.py', [before, after], words)).toBe(true);
    },
  );

  test('a value in a call is named, and tests of it go along with it', async () => {
    const source = "function redirect(url) {\n  if (url === 'back') url = referrer();\n  back(url);\n}\n";
    const tests = `it('redirects', () => {\n  assert.equal(redirect('/a'), '/a');\n});\n`;
    const more = `${tests}it('redirects back', () => {\n  assert.equal(redirect('back'), '/b');\n});\n`;
    const files = {
      'r.js': [source, source.replace(/ {2}if .*\n/, '')],
      'r.test.js': [more, tests],
    } as const;
    expect(await objections(files, 'Remove redirect(back)')).toEqual([]);
    expect(await doubtsOf(files, 'Remove redirect(back)')).toEqual([]);
    expect(await doubtsOf(files, 'Remove the referrer')).toEqual(['r.test.js:1', 'r.test.js:1']);
  });
});
