import { describe, expect, test } from 'vitest';
import { createWeakenedTestsGate } from '../../../src/safety/gates/weakened-tests.ts';
import { judgeBy, type Sides } from '../../support/judge.ts';

const GATE = createWeakenedTestsGate();
type Files = Readonly<Record<string, Sides>>;

/** Whether a change is refused, held for a person, or neither. */
async function judged(files: Files, words = ''): Promise<string> {
  const { passed, doubts } = await judgeBy(GATE, files, words);
  if (!passed) return 'refused';
  return doubts === undefined ? 'passed' : 'doubted';
}

const PAYS = 'def test_pays():\n    assert pay(3) == "paid"\n';
const SKIPS = 'def test_swaps():\n    assert swap(3) == "swapped"\n';

describe('a test that goes', () => {
  test.each([
    ['refused', ''],
    ['doubted', '@unittest.skipIf(tills is not None, "no tills")\n'],
    ['doubted', '@pytest.mark.skip(reason="old")\n'],
  ])('is %s where it stood behind %j', async (expected, mark) => {
    const files = { 'test_till.py': [`${PAYS}\n\n${mark}${SKIPS}`, PAYS] } as const;
    expect(await judged(files, 'Clean up unnecessary conditionals')).toBe(expected);
  });

  test.each([
    ['passed', 'Comment out the failing type test'],
    ['doubted', 'Cut excessive assertions in test_till.py'],
    ['doubted', 'Trim the tests of tills'],
    ['refused', 'Cut the time of pay()'],
  ])('is %s where the task says %j', async (expected, words) => {
    expect(await judged({ 'test_till.py': [`${PAYS}\n\n${SKIPS}`, PAYS] }, words)).toBe(expected);
  });

  test('passes where the file that it is named after goes, and the task removes something', async () => {
    const source = 'export function swap(n) {\n  return n;\n}\n';
    const other = 'export function post(n) {\n  return n;\n}\n';
    const swaps = "import { pay } from './pay';\n\nit('swaps', () => {\n  expect(pay(1)).toBe(1);\n});\n";
    const tests = { 'src/swap.test.js': [swaps, null] } as const;
    const gone: Files = { ...tests, 'src/swap.js': [source, null] };
    expect(await judged(gone, 'Drop support for old tills')).toBe('passed');
    expect(await judged(gone, 'Pay in advance')).toBe('doubted');
    expect(await judged({ ...tests, 'src/post.js': [other, null] }, 'Drop support for old tills')).not.toBe(
      'passed',
    );
    const moved: Files = { ...gone, 'lib/swap.js': [null, source] };
    expect(await judged(moved, 'Drop the folder src')).not.toBe('passed');
  });

  test('is not minded in the code of others', async () => {
    expect(await judged({ 'vendor/shop/test_till.py': [PAYS, null] }, 'Update the shop')).toBe('passed');
    expect(await judged({ 'shop/test_till.py': [PAYS, null] }, 'Update the shop')).toBe('refused');
  });

  test.each([
    ['doubted', null, 'Remove unused files of tills'],
    ['refused', null, 'Remove unused names of tills'],
    ['refused', PAYS, 'Remove unused files of tills'],
  ])('is %s where %j is left of its file and the task says %j', async (expected, after, words) => {
    const files = { 'test_shop.py': [`${PAYS}\n\n${SKIPS}`, after] } as const;
    expect(await judged(files, words)).toBe(expected);
  });

  test('is a doubt where lines of the sources change on which its subject stands', async () => {
    const script = "it('warns', () => {\n  expect(start('--compilers')).toBe('gone');\n});\n";
    const options = (name: string): string => `const options = { files: 1, ${name}: { hidden: true } };\n`;
    const files = (from: string, to: string): Files => ({
      'test/compilers.spec.js': [script, null],
      'lib/cli/run.js': [options(from), options(to)],
    });
    expect(await judged(files('compilers', 'others'), 'Clean up references')).toBe('doubted');
    expect(await judged(files('watchers', 'others'), 'Clean up references')).toBe('refused');
  });

  test('passes where the task wants no more of what the sources have not any more', async () => {
    const before = 'OPTIONS = ["is_open", "left"]\n\n\ndef pay(n):\n    return n\n';
    const option = 'def test_is_open():\n    assert pay(3, is_open=True) == 3\n';
    const files: Files = {
      'till.py': [before, before.replace('"is_open", ', '')],
      'test_till.py': [`${PAYS}\n\n${option}`, PAYS],
    };
    expect(await judged(files, "Don't make is_open configurable")).toBe('passed');
  });
});

describe('a test that is a generator', () => {
  const fetches = (mark: string, fetch: string): string =>
    `class TestTill(AsyncTestCase):\n${mark}    def test_fetches(self):\n        got = ${fetch}\n        self.assertEqual(got, 3)\n`;

  test('counts where a decorator runs it, and is collected no more where none does', async () => {
    const before = fetches('', 'self.fetch(3)');
    const files = (mark: string): Files => ({
      'test_till.py': [before, fetches(mark, 'yield self.fetch(3)')],
    });
    expect(await judged(files('    @gen_test\n'))).toBe('passed');
    expect(await judged(files(''))).toBe('refused');
  });
});

describe('an assertion that says as much', () => {
  const inPython = (line: string): string => `def test_tells():\n    out = run(3)\n    ${line}\n`;
  const inScript = (line: string): string => `it('tells', () => {\n  const out = run(3);\n  ${line};\n});\n`;
  const inGo = (lines: string): string =>
    `package a\n\nfunc TestTells(t *testing.T) {\n\terr := Run(3)\n${lines}}\n`;

  test.each<readonly [string, string, string, string]>([
    ['passed', 'test_a.py', inPython('assert ("no {}".format(3) in out)'), inPython('assert "no 3" in out')],
    ['passed', 'test_a.py', inPython('assert (out == 3)'), inPython('assert out == 3')],
    [
      'passed',
      'a.test.js',
      inScript('assert.equal(true, out.includes(3))'),
      inScript('assert.strictEqual(true, out.includes(3))'),
    ],
    [
      'doubted',
      'a.test.js',
      inScript('assert.equal(out.name, "one")'),
      inScript('assert.include(out.name, "one")'),
    ],
    [
      'passed',
      'a_test.go',
      inGo('\tassert.Error(t, err)\n\tassert.Contains(t, err.Error(), "too many")\n'),
      inGo('\tassert.ErrorContains(t, err, "too many")\n'),
    ],
    [
      'refused',
      'a_test.go',
      inGo('\tassert.EqualError(t, err, "too many")\n'),
      inGo('\tassert.Error(t, err)\n'),
    ],
  ])('is %s in %s: %j → %j', async (expected, path, before, after) => {
    expect(await judged({ [path]: [before, after] }, 'Lint the tests')).toBe(expected);
  });
});

test('what follows where a fixture returns is no test that is kept from running', async () => {
  const before = `${PAYS}\n\n@pytest.fixture\ndef till():\n    return Till()\n`;
  const left = '    more = Till()\n    assert more.is_open\n';
  expect(await judged({ 'test_till.py': [before, before + left] })).toBe('passed');
  const early = before.replace('    assert pay', '    return\n    assert pay');
  expect(await judged({ 'test_till.py': [before, early] })).toBe('refused');
});

test('a test without assertions is a doubt where another file has it now', async () => {
  const body = '  expectExactType(undefined)(pay().error);\n';
  const script = (check: string): string => `it('types', () => {\n${check}});\n`;
  const before = script(body);
  const after = script('  pay();\n');
  const moved = script('  expectTypeOf(pay().error).toBeUndefined();\n');
  const words = 'Move the type tests';
  expect(await judged({ 'till.test.ts': [before, after], 'till.test-d.ts': [null, moved] }, words)).toBe(
    'doubted',
  );
  expect(await judged({ 'till.test.ts': [before, after], 'till.test-d.ts': [moved, moved] }, words)).toBe(
    'refused',
  );
});

test('a list of files that pytest leaves out is a doubt below a condition', async () => {
  const conftest = (line: string): Sides => [
    null,
    `import sys\n\ncollect_ignore = []\nif sys.version_info < (3, 14):\n${line}`,
  ];
  const old = { 'test_old.py': [PAYS, PAYS] } as const;
  expect(
    await judged({ ...old, 'conftest.py': conftest('    collect_ignore.extend(["test_old.py"])\n') }),
  ).toBe('doubted');
  expect(
    await judged({ ...old, 'conftest.py': conftest('    pass\ncollect_ignore.extend(["test_old.py"])\n') }),
  ).toBe('refused');
});

test('a benchmark may be skipped', async () => {
  const bench = "describe('reads', () => {\n  it('reads one', () => expect(read(1)).toBe(1));\n});\n";
  const after = bench.replace('describe(', 'describe.skip(');
  expect(await judged({ 'test/read.bench.ts': [bench, after] })).toBe('passed');
  expect(await judged({ 'test/read.test.ts': [bench, after] })).toBe('refused');
});

test('a new package below others may say that it has no tests', async () => {
  const settings: Sides = [null, '{\n  "scripts": {\n    "test": "true"\n  }\n}\n'];
  expect(await judged({ 'packages/till/package.json': settings })).toBe('passed');
  expect(await judged({ 'package.json': settings })).toBe('refused');
  const old = await judgeBy(GATE, { 'packages/till/package.json': ['{}\n', settings[1]] });
  expect(old.passed).toBe(false);
});

describe('snapshots that are rewritten', () => {
  const rewritten: Sides = ['exports[`a 1`] = `"one"`;\n', 'exports[`a 1`] = `"two"`;\n'];
  const gone: Sides = [
    'exports[`a 1`] = `"one"`;\n\nexports[`b 1`] = `"two"`;\n',
    'exports[`a 1`] = `"one"`;\n',
  ];
  const source: Sides = ['export const a = 1;\n', 'export const a = 2;\n'];
  const path = 'packages/till/test/__snapshots__/a.test.ts.snap';

  test.each<readonly [string, string, Files, string]>([
    [
      'pass with a source of their package',
      'passed',
      { [path]: rewritten, 'packages/till/src/a.ts': source },
      'Show two',
    ],
    [
      'are a doubt with a source of another',
      'doubted',
      { [path]: rewritten, 'packages/bag/src/a.ts': source },
      'Show two',
    ],
    [
      'are a doubt where the code is to do the same',
      'doubted',
      { [path]: rewritten, 'packages/till/src/a.ts': source },
      'Refactor a',
    ],
    [
      'are a doubt where they are gone',
      'doubted',
      { [path]: gone, 'packages/till/src/a.ts': source },
      'Show two',
    ],
    [
      'are a doubt with what tests are set up by',
      'doubted',
      { [path]: rewritten, 'packages/till/test/setup.ts': source },
      'Show two',
    ],
    [
      'are a doubt where the task speaks of tests that change',
      'doubted',
      { [path]: rewritten },
      'Update the tests of tills',
    ],
    ['are refused alone', 'refused', { [path]: rewritten }, 'Show two'],
  ])('%s', async (_, expected, files, words) => {
    expect(await judged(files, words)).toBe(expected);
  });

  test('pass in a test beside its source', async () => {
    const inline = (value: string): string =>
      `it('shows', () => {\n  expect(show()).toMatchInlineSnapshot(\`${value}\`);\n});\n`;
    const files: Files = { 'src/till/a.test.ts': [inline('one'), inline('two')] };
    expect(await judged({ ...files, 'src/till/a.ts': source }, 'Show two')).toBe('passed');
    expect(await judged(files, 'Show two')).toBe('refused');
  });
});
