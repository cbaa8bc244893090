import { describe, expect, test } from 'vitest';
import { createWeakenedTestsGate } from '../../../src/safety/gates/weakened-tests.ts';
import { judgeBy, type Sides } from '../../support/judge.ts';

const PYTHON = `import pytest
from bag import Bag, sort_of


@pytest.mark.parametrize("size", [1, 2, 3])
@pytest.mark.parametrize("is_old", [True, False])
def test_sizes(size, is_old):
    bag = Bag(size, is_old)
    assert len(bag) == size


def test_adds():
    bag = Bag(2)
    bag.add("a")
    assert bag.items == ["a"]
    assert bag.left == 1
    assert bag.is_open


def test_tells_prefix():
    assert Bag(1, prefix="x").name == "x-bag"
`;

const GATE = createWeakenedTestsGate();

/** Whether a change of a file of tests is refused, held for a person, or neither. */
const judged = async (after: string, words = '', before = PYTHON): Promise<string> => {
  const files: Readonly<Record<string, Sides>> = { 'tests/test_bag.py': [before, after] };
  const { passed, doubts } = await judgeBy(GATE, files, words);
  if (!passed) return 'refused';
  return doubts === undefined ? 'passed' : 'doubted';
};

const CUT = PYTHON.replace('    assert bag.left == 1\n', '');
const WRITTEN_ANEW = PYTHON.replace(
  '    assert bag.left == 1\n    assert bag.is_open\n',
  '    state = vars(bag)\n    flags = state.pop("flags")\n    assert state == {**flags, "left": 1}\n',
);
const WITHOUT_PREFIX = PYTHON.slice(0, PYTHON.indexOf('\n\ndef test_tells_prefix'));

describe('assertions that go', () => {
  test.each([
    ['out of a test that is else the same', CUT],
    ['for a line that says nothing new', PYTHON.replace('assert bag.left == 1', 'bag.left')],
    [
      'behind a block that swallows errors',
      PYTHON.replace(
        '    assert bag.left == 1',
        '    try:\n        assert bag.left == 1\n    except Exception:\n        print("never mind")',
      ),
    ],
  ])('are refused %s', async (_, after) => {
    expect(await judged(after)).toBe('refused');
  });

  test('are a doubt where the test was written anew', async () => {
    expect(await judged(WRITTEN_ANEW)).toBe('doubted');
  });

  test.each([
    ['Remove the attribute left of bags', 'doubted'],
    ['Bags do not tell what is left any more', 'doubted'],
    ['Simplify the bag', 'refused'],
    ['Remove the unused import', 'refused'],
  ])('are judged by what the task says is to go: %j', async (words, expected) => {
    expect(await judged(CUT, words)).toBe(expected);
  });
});

describe('tests that go', () => {
  test.each([
    ['Remove the prefix parameter of Bag', 'doubted'],
    ['Drop "prefix"', 'doubted'],
    ['Clean up the tests', 'refused'],
    ['Rename Bag.left', 'refused'],
    ['Remove duplicated code in prefix.py', 'refused'],
  ])('are judged by what the task says is to go: %j', async (words, expected) => {
    expect(await judged(WITHOUT_PREFIX, words)).toBe(expected);
  });
});

describe('rows that go', () => {
  test('pass where the same row stands there still', async () => {
    expect(await judged(PYTHON, '', PYTHON.replace('[1, 2, 3]', '[1, 2, 3, 2]'))).toBe('passed');
  });

  test('are a doubt where their table went as a whole, and refused where it got shorter', async () => {
    const without = PYTHON.replace('@pytest.mark.parametrize("is_old", [True, False])\n', '').replaceAll(
      ', is_old',
      '',
    );
    expect(await judged(without)).toBe('doubted');
    expect(await judged(PYTHON.replace('[1, 2, 3]', '[1]'))).toBe('refused');
  });
});

test('a value that is the opposite of the one before is a doubt, and any value at all is refused', async () => {
  const before = "it('is open', () => {\n  expect(bag.isOpen).toBeUndefined();\n});\n";
  const of = async (from: string, to: string): Promise<string> => {
    const sides: Sides = [before.replace('toBeUndefined()', from), before.replace('toBeUndefined()', to)];
    const { passed, doubts } = await judgeBy(GATE, { 'bag.test.ts': sides }, 'fix it');
    return passed ? (doubts === undefined ? 'passed' : 'doubted') : 'refused';
  };
  expect(await of('toBeUndefined()', 'toBeTruthy()')).toBe('doubted');
  expect(await of('toBeUndefined()', 'toBeDefined()')).toBe('doubted');
  expect(await of('toBeFalsy()', 'toBeTruthy()')).toBe('passed');
  expect(await of('toBe(false)', 'toBeTruthy()')).toBe('doubted');
  expect(await of('to.be.undefined', 'to.not.be.undefined')).toBe('doubted');
  expect(await of('to.be.undefined', 'to.not.be.null')).toBe('refused');
  expect(await of('toBeNull()', 'toBeDefined()')).toBe('refused');
  expect(await of('toBe(3)', 'toBeTruthy()')).toBe('refused');
});

test('snapshots are a doubt where a commit of tests has them follow', async () => {
  const before = "it('tells', () => {\n  expect(tell()).toMatchInlineSnapshot('one');\n});\n";
  const files = { 'test/tell.test.ts': [before, before.replace('one', 'two')] } as const;
  const verdict = await judgeBy(GATE, files, 'test: update custom handlers');
  expect(verdict).toMatchObject({ passed: true, doubts: [{ line: 1 }] });
  expect((await judgeBy(GATE, files, 'feat: custom handlers')).passed).toBe(false);
});

test('a skip that comes back is a doubt where the task takes something back, and refused elsewhere', async () => {
  const skipped = PYTHON.replace('def test_adds', '@pytest.mark.skip\ndef test_adds');
  expect(await judged(skipped, 'Revert "Let bags add again"')).toBe('doubted');
  expect(await judged(skipped, 'Let bags add again')).toBe('refused');
});

test('a doubt passes, and tells its place in words and as a diagnostic', async () => {
  const files: Readonly<Record<string, Sides>> = { 'tests/test_bag.py': [PYTHON, WRITTEN_ANEW] };
  const message = 'Of 5 assertions 4 are left. Keep what the tests check.';
  expect(await judgeBy(GATE, files)).toMatchObject({
    passed: true,
    summary: `In doubt: tests/test_bag.py:1 ${message}`,
    diagnostics: [],
    doubts: [{ path: 'tests/test_bag.py', line: 1, kind: 'weakened-tests', message }],
  });
});

describe('a file of snapshots that is deleted', () => {
  const gone: readonly [string, null] = ['exports[`a 1`] = `"one"`;\n', null];
  const path = 'test/__snapshots__/a.test.ts.snap';
  const more: Sides = ['f();\n', 'g();\n'];

  test('is no loss where no test was left to look at it', async () => {
    const { passed, doubts } = await judgeBy(GATE, { [path]: gone, 'test/b.test.ts': more });
    expect([passed, doubts]).toEqual([true, undefined]);
  });

  test('is refused beside its test', async () => {
    const same: Sides = ['f();\n', 'f();\n'];
    const files = { [path]: gone, 'test/a.test.ts': same, 'test/b.test.ts': more };
    expect(await judgeBy(GATE, files)).toMatchObject({ passed: false });
    const loose = { 'test/a.snap': gone, 'test/b.test.ts': more };
    expect(await judgeBy(GATE, loose)).toMatchObject({ passed: false });
  });
});

describe('a snapshot that is rewritten', () => {
  const snapshots: Sides = ['exports[`a 1`] = `"one"`;\n', 'exports[`a 1`] = `"two"`;\n'];

  test('passes where the sources change too, is a doubt where they shall do the same, and is refused where only tests do', async () => {
    const path = 'test/__snapshots__/a.test.ts.snap';
    const alone = await judgeBy(GATE, { [path]: snapshots, 'test/b.test.ts': ['f();\n', 'g();\n'] });
    expect(alone).toMatchObject({ passed: false, diagnostics: [{ path }] });
    const sources: Sides = ['export const a = 1;\n', 'export const a = 2;\n'];
    const both = { [path]: snapshots, 'src/a.ts': sources };
    expect((await judgeBy(GATE, both)).doubts).toBeUndefined();
    expect(await judgeBy(GATE, both, 'Tidy up a')).toMatchObject({ passed: true, doubts: [{ path }] });
  });

  test('passes without a doubt where the task asks for it', async () => {
    const files = { 'a.test.ts.snap': snapshots, 'src/a.ts': ['a();\n', 'b();\n'] } as const;
    expect((await judgeBy(GATE, files, 'Say two, and update the snapshots')).doubts).toBeUndefined();
  });
});

describe('an assertion that says as much', () => {
  const inPython = (line: string): string => `def test_tells():\n    out = run(3)\n    ${line}\n`;

  test.each([
    ['a text is formatted in another way', `assert "'{}'".format(3) in out`, `assert f"'{3}'" in out`, true],
    ['a list is looked into, and was compared', 'assert out == ["3"]', 'assert "3" in out', false],
  ])('passes, and one that says less does not: %s', async (_, from, to, isPassed) => {
    const { passed } = await judgeBy(GATE, { 'test_a.py': [inPython(from), inPython(to)] });
    expect(passed).toBe(isPassed);
  });

  test.each([
    ['expect(err).toBeFalsy()', 'expect(err).toBeTruthy()', true],
    ["expect(err).toEqual('no')", 'expect(err).toBeTruthy()', false],
  ])('passes, and one that says less does not: %s → %s', async (from, to, isPassed) => {
    const inScript = (line: string): string => `it('tells', () => {\n  const err = run();\n  ${line};\n});\n`;
    const { passed } = await judgeBy(GATE, { 'a.test.ts': [inScript(from), inScript(to)] });
    expect(passed).toBe(isPassed);
  });
});

test('the same truth in the words of another library passes', async () => {
  const before = "it('inverts', () => {\n  expect(mocha.options.invert, 'to be', true);\n});\n";
  const after = before.replace(", 'to be', true)", ').to.equal(true)');
  const verdictOf = async (text: string): Promise<boolean> =>
    (await judgeBy(GATE, { 'a.test.js': [before, text] })).passed;
  expect(await verdictOf(after)).toBe(true);
  expect(await verdictOf(before.replace(", 'to be', true)", ').to.be.a("boolean")'))).toBe(false);
});

test('a fixture that skips where what it gives is not there is a doubt', async () => {
  const there = `${PYTHON}\n\n@pytest.fixture\ndef remote(is_there):\n    if is_there:\n        return "http://a"\n    pytest.skip("not there")\n`;
  expect(await judged(there)).toBe('doubted');
  expect(await judged(there.replace('        return "http://a"', '        prepare()'))).toBe('refused');
});

test('a skip that the task asks for passes in other languages too', async () => {
  const php = (skip: string): string =>
    `<?php\nclass BagTest extends TestCase\n{\n    public function testAdds()\n    {\n${skip}        $this->assertSame(1, add());\n    }\n}\n`;
  const sides: Sides = [php(''), php("        $this->markTestSkipped('slow');\n")];
  const passes = async (words: string): Promise<boolean> =>
    (await judgeBy(GATE, { 'tests/BagTest.php': sides }, words)).passed;
  expect(await passes('Skipped bag test for the release')).toBe(true);
  expect(await passes('Make bags faster')).toBe(false);
});

test('a test that became a part of another is a doubt, and one whose lines are nowhere new is refused', async () => {
  const testOf = (name: string, lines: readonly string[]): string =>
    `it('${name}', async () => {\n${lines.map((line) => `  ${line};\n`).join('')}});\n`;
  const setUp = (kind: string): readonly string[] => [
    `bag = makeBag({ kind: ${kind} })`,
    `shop = new Shop(bag, ${kind})`,
    'await shop.open(bag)',
  ];
  const slow = testOf('is slow', [...setUp('slow'), 'expect(shop.time).toBeGreaterThan(700)']);
  const fast = testOf('is fast', [
    ...setUp('fast').map((line) => line.replace(/^(?=bag|shop)/, 'const ')),
    'expect(shop.time).toBeLessThan(700)',
  ]);
  const both = testOf('is slow', [
    ...setUp('slow'),
    'const before = shop.time',
    ...setUp('fast'),
    'expect(before).toBeGreaterThan(shop.time)',
  ]);
  const of = async (after: string): Promise<string> => {
    const { passed, doubts } = await judgeBy(GATE, { 'shop.test.ts': [slow + fast, after] }, 'Mend it');
    return passed ? (doubts === undefined ? 'passed' : 'doubted') : 'refused';
  };
  expect(await of(both)).toBe('doubted');
  expect(await of(slow)).toBe('refused');
  expect(await of(slow.replace('await', 'expect(bag.kind).toBe(slow);\n  await'))).toBe('refused');
});
