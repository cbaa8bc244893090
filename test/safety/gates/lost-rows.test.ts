import { describe, expect, test } from 'vitest';
import { objections } from '../../support/guards.ts';

const PYTHON = `import pytest

CASES = [("one", 1), ("two", 2), ("three", 3)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("eleven", 11),
        ("twelve", 12),
        ("thirteen", 13),
        ("twelve twelve", 24),
    ],
)
def test_rows(text, number):
    assert read(text) == number


@pytest.mark.parametrize("case", CASES)
def test_cases(case):
    assert read(case[0]) == case[1]


def test_loop():
    for text, number in CASES:
        assert read(text) == number
`;
const SCRIPT = `describe('read', () => {
  const tests = [
    { text: 'one', out: 1 },
    { text: 'two', out: 2 },
    { text: 'one two', out: 12 },
  ];
  for (const one of tests) {
    test(\`reads \${one.text}\`, () => {
      expect(read(one.text)).toBe(one.out);
    });
  }
});

describe('write', () => {
  const tests = [[1, 'one'], [2, 'two'], [3, 'three']];
  test.each(tests)('writes %i', (number, text) => {
    expect(write(number)).toBe(text);
  });

  it.each\`
    number | text
    \${21} | \${'one'}
    \${22} | \${'two'}
  \`('writes $number', ({ number, text }) => {
    expect(write(number)).toBe(text);
  });
});
`;

async function isRefused(path: string, after: string, words = ''): Promise<boolean> {
  const found = await objections({ [path]: [path.endsWith('.py') ? PYTHON : SCRIPT, after] }, words);
  return found.some((one) => one.startsWith('weakened-tests'));
}

describe('rows of tables are lost', () => {
  test.each([
    ['a row', '        ("twelve twelve", 24),\n', ''],
    ['several rows', '        ("eleven", 11),\n        ("twelve", 12),\n', ''],
    ['a row of a named table', '("one", 1), ("two", 2), ', '("one", 1), '],
    ['all but some by a slice', 'for text, number in CASES:', 'for text, number in CASES[:1]:'],
    ['all but some by a slice', '"case", CASES)', '"case", CASES[1:])'],
  ])('in Python: %s (%j → %j)', async (_, from, to) => {
    expect(await isRefused('test_read.py', PYTHON.replace(from, to))).toBe(true);
  });

  test.each([
    ['a row', "    { text: 'one two', out: 12 },\n", ''],
    ['all but some by a slice', 'of tests)', 'of tests.slice(0, 1))'],
    ['all but some by a slice', 'each(tests)', 'each(tests.slice(1))'],
    ['a row of a table of the same name', "[2, 'two'], ", ''],
    ['a line', "    ${22} | ${'two'}\n", ''],
  ])('in a script: %s (%j → %j)', async (_, from, to) => {
    expect(await isRefused('read.test.ts', SCRIPT.replace(from, to))).toBe(true);
  });
});

describe('rows of tables are not lost', () => {
  test.each([
    ['are others', '("twelve twelve", 24)', '("twenty", 20)'],
    ['are merged', '("eleven", 11),\n        ("twelve", 12),', '("eleven twelve", (11, 12)),'],
    ['take another order', '("one", 1), ("two", 2), ', '("two", 2), ("one", 1), '],
    ['are generated', '"case", CASES)', '"case", make_cases(3))'],
    ['become a test', '        ("thirteen", 13),\n', ''],
  ])('where they %s: %j → %j', async (title, from, to) => {
    const more = title === 'become a test' ? '\n\ndef test_more():\n    assert read("thirteen") == 13\n' : '';
    expect(await isRefused('test_read.py', PYTHON.replace(from, to) + more)).toBe(false);
  });

  test.each([
    ['take another name', 'const tests = [\n', 'const cases = [\n', 'of tests)', 'of cases)'],
    ['move to another table', "[2, 'two'], ", '', "'three']];", "'three'], [2, 'two']];"],
    ['are generated', 'of tests)', 'of makeTests())', '', ''],
  ])('where they %s: %j → %j, %j → %j', async (_, from, to, next, then) => {
    expect(await isRefused('read.test.ts', SCRIPT.replace(from, to).replace(next, then))).toBe(false);
  });

  test('where the task asks for it', async () => {
    const after = PYTHON.replace('        ("twelve twelve", 24),\n', '');
    expect(await isRefused('test_read.py', after, 'Remove the test cases of twelve')).toBe(false);
  });
});
