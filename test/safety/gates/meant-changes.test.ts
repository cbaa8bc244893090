import { describe, expect, test } from 'vitest';
import { createWeakenedTestsGate } from '../../../src/safety/gates/weakened-tests.ts';
import { judgeBy, type Sides } from '../../support/judge.ts';

const GATE = createWeakenedTestsGate();

/** Whether a change is refused, held for a person, or neither. */
const judged = async (files: Readonly<Record<string, Sides>>, words = ''): Promise<string> => {
  const { passed, doubts } = await judgeBy(GATE, files, words);
  if (!passed) return 'refused';
  return doubts === undefined ? 'passed' : 'doubted';
};

const BAG = `class Bag:
    def add(self, item):
        self.items.append(item)

    def drain(self):
        return self.items
`;
const TESTS = `import pytest
from shop.bag import Bag
from shop.till import Till


def test_adds():
    bag = Bag()
    bag.add("a")
    assert bag.items == ["a"]
    assert bag.left == 1


def test_pays():
    assert Till().pay(3) == "paid"
`;
const WITHOUT_TEST = TESTS.slice(0, TESTS.indexOf('\n\ndef test_pays'));
const CUT = TESTS.replace('    assert bag.left == 1\n', '');
const DRAINS = BAG.replace('return self.items', 'return list(self.items)');

describe('what tests lose along with sources', () => {
  test.each<readonly [string, string, Readonly<Record<string, Sides>>]>([
    ['are refused where only tests change', 'refused', {}],
    ['are refused where other sources change', 'refused', { 'shop/post.py': ['a = 1\n', 'a = 2\n'] }],
    ['are refused where sources stay as they are', 'refused', { 'shop/bag.py': [BAG, BAG] }],
    ['are a doubt where a file that they import changes', 'doubted', { 'shop/bag.py': [BAG, DRAINS] }],
    ['are a doubt where versions change', 'doubted', { 'requirements.txt': ['a==1\n', 'a==2\n'] }],
  ])('%s', async (_, expected, sources) => {
    const before = TESTS.replace('from shop.till import Till\n', '');
    expect(await judged({ ...sources, 'tests/test_shop.py': [before, CUT] })).toBe(expected);
    expect(await judged({ ...sources, 'tests/test_shop.py': [TESTS, WITHOUT_TEST] })).toBe(expected);
  });

  test.each([
    ['doubted', 'Relax the unstable test of bags'],
    ['doubted', 'Disable weak tests'],
    ['doubted', 'Remove deprecated functions'],
    ['passed', 'Killed some tests'],
    ['passed', 'Revert "Pay at tills"'],
    ['refused', 'Revert to one till'],
    ['passed', 'chore: rm method from test'],
    ['refused', 'Do not weaken any tests'],
    ['refused', 'Speed up the tests'],
  ])('are %s where the task says %j', async (expected, words) => {
    expect(await judged({ 'test_shop.py': [TESTS, CUT] }, words)).toBe(expected);
    expect(await judged({ 'test_shop.py': [TESTS, WITHOUT_TEST] }, words)).toBe(expected);
  });

  test('are a doubt where a file changes in the folder that the tests are named after', async () => {
    const tests: Sides = [TESTS, CUT];
    const template: Sides = ['suffix = {{ suffix }}\n', '\n'];
    expect(await judged({ 'mail/letters/a.html_t': template, 'test_letters.py': tests })).toBe('doubted');
    expect(await judged({ 'mail/stamps/a.html_t': template, 'test_letters.py': tests })).toBe('refused');
    expect(await judged({ 'docs/letters/a.md': template, 'test_letters.py': tests })).toBe('refused');
  });

  test('are a doubt where the task moves them and a file of tests is new that nobody reads', async () => {
    const tests: Sides = [TESTS, WITHOUT_TEST];
    const words = 'Move the test of paying to a bash script';
    expect(await judged({ 'tests/pays.sh': [null, 'pay 3\n'], 'test_shop.py': tests }, words)).toBe(
      'doubted',
    );
    expect(await judged({ 'tests/pays.sh': [null, 'pay 3\n'], 'test_shop.py': tests })).toBe('refused');
    expect(await judged({ 'pays.sh': [null, 'pay 3\n'], 'test_shop.py': tests }, words)).toBe('refused');
    expect(await judged({ 'tests/pays.md': [null, 'pay 3\n'], 'test_shop.py': tests }, words)).toBe(
      'refused',
    );
  });

  test('are a doubt where the package changes that they import as a whole', async () => {
    const before = TESTS.replace('from shop.bag import Bag', 'from shop import Bag');
    const tests: Sides = [before, before.replace('    assert bag.left == 1\n', '')];
    expect(await judged({ 'src/shop/post.py': ['a = 1\n', 'a = 2\n'], 'test_it.py': tests })).toBe('doubted');
    expect(await judged({ 'mail/post.py': ['a = 1\n', 'a = 2\n'], 'test_it.py': tests })).toBe('refused');
  });

  test('are a doubt where the tests are written for another runner', async () => {
    const script = (runner: string, checks: string): string =>
      `const { test } = require('${runner}');\n\ntest('pays', (t) => {\n${checks}});\n`;
    const [two, one] = ['  t.equal(pay(3), 1);\n  t.equal(pay(4), 2);\n', '  t.equal(pay(3), 1);\n'];
    const changed: Sides = [script('tap', two), script('node:test', one)];
    expect(await judged({ 'test/till.test.js': changed })).toBe('doubted');
    expect(await judged({ 'test/till.test.js': [script('tap', two), script('tap', one)] })).toBe('refused');
  });

  test('are a doubt where a definition changes of which they speak', async () => {
    const source =
      'function total(items) {\n  return items.length;\n}\n\nfunction other() {\n  return 1;\n}\n';
    const sums = "it('sums', () => {\n  expect(shop.total([1])).toBe(1);\n});\n";
    const others = "it('is other', () => {\n  expect(shop.other()).toBe(1);\n});\n";
    const files = { 'lib/sums.js': [source, source.replace('items.length', 'items.size')] } as const;
    const path = 'test/shop.test.js';
    expect(await judged({ ...files, [path]: [sums + others, others] })).toBe('doubted');
    expect(await judged({ ...files, [path]: [sums + others, sums] })).toBe('refused');
  });

  test('are a doubt where the file has another test instead, and refused beside one in another file', async () => {
    const other = '\n\ndef test_posts():\n    assert post(1) == "sent"\n';
    expect(await judged({ 'test_shop.py': [TESTS, other] })).toBe('doubted');
    const more = `${TESTS}\n\ndef test_opens():\n    assert Till().opens\n`;
    const both = { 'test_shop.py': [more, WITHOUT_TEST], 'test_post.py': ['a = 1\n', other] } as const;
    expect(await judged(both)).toBe('refused');
    expect(await judged({ 'test_shop.py': [TESTS, null], 'test_post.py': [null, other] })).toBe('doubted');
  });

  test('are a doubt where a condition goes that decided between them', async () => {
    const branches =
      'if OLD:\n        assert Till().pay(3) == "paid"\n    else:\n        assert Till().pay(3) == "gone"';
    const before = TESTS.replace('assert Till().pay(3) == "paid"', branches);
    expect(await judged({ 'test_shop.py': [before, TESTS] })).toBe('doubted');
  });

  test('pass where as many tests are in another file', async () => {
    const other = 'def test_posts():\n    assert post(1) == "sent"\n';
    const files = { 'test_shop.py': [TESTS, WITHOUT_TEST], 'test_post.py': ['a = 1\n', other] } as const;
    expect(await judged(files)).toBe('passed');
  });

  test.each([
    ['refused', 'assert Till().pay(3)'],
    ['doubted', 'coins = split(3)\n    assert Till().pay(3)'],
  ])('are %s where they say less as %j', async (expected, now) => {
    const after = TESTS.replace('assert Till().pay(3) == "paid"', now);
    expect(await judged({ 'test_shop.py': [TESTS, after] })).toBe(expected);
  });
});

describe('a skip', () => {
  test('passes where the task has tests marked', async () => {
    const after = TESTS.replace('def test_pays', '@pytest.mark.xfail\ndef test_pays');
    expect(await judged({ 'test_shop.py': [TESTS, after] }, 'Mark the tests in test_shop.py as xfail')).toBe(
      'passed',
    );
    expect(await judged({ 'test_shop.py': [TESTS, after] }, 'Run the tests as they are')).toBe('refused');
    for (const marks of [
      'Mark test_pays as failing while it lasts',
      'Mark known test failure',
      'Mark the till test unstable',
      'Failing test for #12',
    ])
      expect(await judged({ 'test_shop.py': [TESTS, after] }, marks)).toBe('passed');
    const words = "Accept that paying can't be tested easily";
    expect(await judged({ 'test_shop.py': [TESTS, after] }, words)).toBe('doubted');
  });

  test('is a doubt where the task switches off what the test is about', async () => {
    const after = TESTS.replace('def test_pays', '@pytest.mark.skip\ndef test_pays');
    expect(await judged({ 'test_shop.py': [TESTS, after] }, 'Disable the till')).toBe('doubted');
    expect(await judged({ 'test_shop.py': [TESTS, after] }, 'Disable the stamps')).toBe('refused');
    expect(await judged({ 'test_shop.py': [TESTS, after] }, 'Add bags\n\n* disable the till')).toBe(
      'refused',
    );
    const words = 'Turn bags into rows (2 tests to be re-enabled later)';
    expect(await judged({ 'test_shop.py': [TESTS, after] }, words)).toBe('passed');
  });

  test('of a function that decides whether to skip is a doubt', async () => {
    const before = 'export const open = () => new Till();\n';
    const of = (condition: string): Sides => [
      before,
      `${before}\nexport const itMaySkip = (...given) => {\n  ${condition}return it.skip(...given);\n};\n`,
    ];
    expect(await judged({ 'test/utils.ts': of("if (process.env.OLD === '1') ") })).toBe('doubted');
    expect(await judged({ 'test/utils.ts': of('') })).toBe('refused');
  });

  test('of modules of pytest that begins with an empty list is a doubt', async () => {
    const before = 'import sys\n';
    const after = `${before}\ncollect_ignore: list[str] = []\nif sys.version_info < (3, 14):\n    collect_ignore.append("test_t.py")\n`;
    expect(await judged({ 'tests/conftest.py': [before, after] })).toBe('doubted');
  });

  const skip = (mark: string): Readonly<Record<string, Sides>> => ({
    'test_shop.py': [TESTS, TESTS.replace('def test_pays', `${mark}\ndef test_pays`)],
  });

  test.each([
    ['refused', '@pytest.mark.skip(reason="later")'],
    ['refused', '@pytest.mark.skipif(True, reason="later")'],
    ['refused', '@unittest.skipUnless(False, "later")'],
    ['refused', '@pytest.mark.xfail(reason="later")'],
    ['doubted', '@pytest.mark.skipif(sys.platform == "win32", reason="no tills")'],
    ['doubted', '@unittest.skipUnless(has_tills(), "no tills")'],
    ['doubted', '@pytest.mark.xfail(sys.version_info < (3, 9), reason="too old")'],
  ])('is %s as %j', async (expected, mark) => {
    expect(await judged(skip(mark))).toBe(expected);
  });

  test.each([
    ['refused', 'it.skip('],
    ['doubted', 'it.skipIf(isOld)('],
    ['refused', 'it.skipIf(true)('],
    ['doubted', 'it.runIf(isNew)('],
  ])('is %s as %j', async (expected, start) => {
    const before = "it('pays', () => {\n  expect(pay(3)).toBe('paid');\n});\n";
    expect(await judged({ 'till.test.ts': [before, before.replace('it(', start)] })).toBe(expected);
  });

  test.each([
    ['refused', '{ skip: true }'],
    ['doubted', "{ skip: typeof Bun === 'undefined' }"],
  ])('is %s as an option: %j', async (expected, option) => {
    const before = "test('pays', () => {\n  assert.equal(pay(3), 1);\n});\n";
    const after = before.replace("'pays', ", `'pays', ${option}, `);
    expect(await judged({ 'till.test.js': [before, after] })).toBe(expected);
  });

  test('of a module is a doubt where something is not there', async () => {
    const after = TESTS.replace(
      '\n\n\ndef test_adds',
      '\n\ntry:\n    import tills\nexcept ImportError:\n    pytestmark = pytest.mark.skip(reason="no tills")\n\n\ndef test_adds',
    );
    expect(await judged({ 'test_shop.py': [TESTS, after] })).toBe('doubted');
  });

  test.each([
    ['refused', '    pytest.skip("later")\n'],
    ['doubted', '    if (\n        is_old()\n    ):\n        pytest.skip("old")\n'],
    ['doubted', '    if not has_tills():\n        pytest.skip("no tills")\n'],
    ['doubted', '    pytest.importorskip("tills")\n'],
  ])('is %s within a test: %j', async (expected, line) => {
    const after = TESTS.replace('    assert Till()', `${line}    assert Till()`);
    expect(await judged({ 'test_shop.py': [TESTS, after] })).toBe(expected);
  });

  test('passes where the task says nothing else', async () => {
    expect(await judged(skip('@pytest.mark.skip(reason="later")'), 'Skip this too for now.')).toBe('passed');
    expect(await judged(skip('@pytest.mark.skip(reason="later")'), 'Pay, and skip tills')).toBe('refused');
    expect(await judged(skip('@pytest.mark.skip(reason="later")'), 'Mute the test of tills')).toBe('passed');
  });

  test('of a name is judged by what the name stands for', async () => {
    const named = (value: string): Sides => [
      TESTS,
      TESTS.replace('def test_pays', `@old\ndef test_pays`).replace(
        '\n\n\ndef',
        `\n\nold = ${value}\n\n\ndef`,
      ),
    ];
    const conditional = named('pytest.mark.skipif(sys.platform == "win32", reason="no")');
    expect(await judged({ 'test_shop.py': conditional })).toBe('doubted');
    expect(await judged({ 'test_shop.py': named('pytest.mark.skip(reason="no")') })).toBe('refused');
  });

  test('of a row passes where it depends on something', async () => {
    const table = (row: string): string =>
      `@pytest.mark.parametrize("n", [1, ${row}])\ndef test_pays(n):\n    assert pay(n) == "paid"\n`;
    const row = (mark: string): Sides => [table('2'), table(`2, pytest.param(3, marks=pytest.mark.${mark})`)];
    expect(await judged({ 'test_till.py': row('skipif(sys.platform == "win32", reason="no")') })).toBe(
      'passed',
    );
    expect(await judged({ 'test_till.py': row('skip(reason="no")') })).toBe('refused');
  });
});

describe('a condition under which a test ends', () => {
  const script = (body: string): string => `it('pays', () => {\n${body}});\n`;

  test.each([
    ['refused', "  if (process.env.CI) return;\n  expect(pay(3)).toBe('paid');\n"],
    ['doubted', "  if (typeof Till === 'undefined') return;\n  expect(pay(3)).toBe('paid');\n"],
  ])('is %s as %j', async (expected, body) => {
    const before = script("  expect(pay(3)).toBe('paid');\n");
    expect(await judged({ 'till.test.js': [before, script(body)] })).toBe(expected);
  });

  test('is a doubt where it was there in another form', async () => {
    const before = script("  if (isOpen) {\n    expect(pay(3)).toBe('paid');\n  }\n");
    const after = script("  if (!isOpen) return;\n  expect(pay(3)).toBe('paid');\n");
    expect(await judged({ 'till.test.js': [before, after] })).toBe('doubted');
  });
});

describe('a constraint that keeps tests of Go from running', () => {
  const go = (constraint: string): string =>
    `${constraint}package till\n\nfunc TestPay(t *testing.T) {\n\trequire.Equal(t, 1, Pay(3))\n}\n`;
  const [plain, tagged] = [go(''), go('//go:build old_till\n\n')];

  test.each<readonly [string, string, Readonly<Record<string, Sides>>]>([
    ['is refused alone', 'refused', {}],
    ['is refused beside another', 'refused', { 'more_test.go': [plain, tagged] }],
    ['is a doubt where others run instead', 'doubted', { 'new_test.go': [tagged, plain] }],
    ['is a doubt where sources are left out too', 'doubted', { 'till.go': [plain, tagged] }],
  ])('%s', async (_, expected, others) => {
    expect(await judged({ 'till_test.go': [plain, tagged], ...others })).toBe(expected);
  });
});

test('a snapshot is a doubt where its test asks for something else', async () => {
  const path = 'test/__snapshots__/till.test.ts.snap';
  const snapshots: Sides = ['exports[`a 1`] = `"one"`;\n', 'exports[`a 1`] = `"two"`;\n'];
  const own: Sides = ['it("a", () => show(1));\n', 'it("a", () => show(2));\n'];
  expect(await judged({ [path]: snapshots, 'test/till.test.ts': own })).toBe('doubted');
  expect(await judged({ [path]: snapshots, 'test/bag.test.ts': own })).toBe('refused');
  const words = 'Use snapshots for errors';
  expect(await judged({ [path]: snapshots, 'test/bag.test.ts': own }, words)).toBe('doubted');
  expect(await judged({ [path]: snapshots }, 'Update the snapshots')).toBe('passed');
});
