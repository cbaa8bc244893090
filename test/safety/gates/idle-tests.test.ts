import { describe, expect, test } from 'vitest';
import { createWeakenedTestsGate } from '../../../src/safety/gates/weakened-tests.ts';
import { judgeBy, type Sides } from '../../support/judge.ts';

const GATE = createWeakenedTestsGate();

const PYTHON = `from read import load, read

MORE = load("more.json")


def check(text, number):
    assert read(text) == number


def test_known():
    for text, number in load("known.json"):
        assert read(text) == number


def test_more():
    for text, number in MORE:
        check(text, number)
    assert read("") is None


def test_counts():
    for number in range(3):
        assert read(str(number)) == number
`;
const SCRIPT = `const more = load('more.json');

it('reads what is known', () => {
  for (const [text, number] of load('known.json')) {
    expect(read(text)).toBe(number);
  }
});

it('reads more', () => {
  more.forEach(([text, number]) => {
    expect(read(text)).toBe(number);
  });
  expect(read('')).toBe(null);
});

it('counts', () => {
  for (let n = 0; n < 3; n++) {
    expect(read(String(n))).toBe(n);
  }
});
`;
const GO = `package read

func TestKnown(t *testing.T) {
	for _, tt := range load(t, "known.json") {
		if got := Read(tt.text); got != tt.number {
			t.Errorf("got %d", got)
		}
	}
}

func TestMore(t *testing.T) {
	tests := []struct {
		text   string
		number int
	}{
		{"one", 1},
		{"two", 2},
	}
	for _, tt := range tests {
		check(t, tt.text, tt.number)
	}
	require.Equal(t, 0, Read(""))
}

func TestCounts(t *testing.T) {
	for n := 0; n < 3; n++ {
		require.Equal(t, n, Read(text(n)))
	}
}
`;

const RUN = `	}
	for _, tt := range tests {
		check(t, tt.text, tt.number)
	}
	require.Equal(t, 0, Read(""))
}
`;

const TEXTS = { 'test_read.py': PYTHON, 'read.test.ts': SCRIPT, 'read_test.go': GO } as const;
type Path = keyof typeof TEXTS;

const READ = 'def read(text):\n    return None\n';

/** Whether a change of a file of tests is refused, held for a person, or neither. */
async function judged(
  path: Path,
  [from, to]: readonly [string, string],
  {
    files = {},
    words = '',
  }: { readonly files?: Readonly<Record<string, Sides>>; readonly words?: string } = {},
): Promise<string> {
  const before = TEXTS[path];
  expect(before).toContain(from);
  const verdict = await judgeBy(GATE, { ...files, [path]: [before, before.replace(from, () => to)] }, words);
  if (!verdict.passed) return 'refused';
  return verdict.doubts === undefined ? 'passed' : 'doubted';
}

describe('assertions in a loop that runs over nothing now', () => {
  test.each<readonly [Path, string, string]>([
    ['test_read.py', 'in load("known.json"):', 'in []:'],
    ['test_read.py', 'in load("known.json"):', 'in ():'],
    ['test_read.py', 'in load("known.json"):', 'in {}.items():'],
    ['test_read.py', 'in load("known.json"):', 'in list():'],
    ['test_read.py', 'in load("known.json"):', 'in enumerate([]):'],
    ['test_read.py', 'in load("known.json"):', 'in load("known.json") * 0:'],
    ['test_read.py', 'in load("known.json"):', 'in islice(load("known.json"), 0):'],
    ['test_read.py', 'in load("known.json"):', 'in [one for one in load("known.json") if False]:'],
    ['test_read.py', 'in load("known.json"):', 'in (one for one in []):'],
    ['test_read.py', 'in load("known.json"):', 'in zip([], load("known.json")):'],
    ['test_read.py', 'in load("known.json"):', 'in load("known.json")[:0]:'],
    ['test_read.py', 'in load("known.json"):', 'in load("known.json")[1:1]:'],
    [
      'test_read.py',
      '    for text, number in load("known.json"):',
      '    known = []\n    for text, number in known:',
    ],
    ['test_read.py', 'MORE = load("more.json")', 'MORE = []'],
    ['test_read.py', 'in range(3)', 'in range(0)'],
    ['test_read.py', 'in range(3)', 'in range(3, 3)'],
    ['test_read.py', '    for number in range(3):', '    number = 0\n    while False:'],
    ['read.test.ts', "of load('known.json'))", 'of [])'],
    ['read.test.ts', "of load('known.json'))", 'of [] as Case[])'],
    ['read.test.ts', "of load('known.json'))", 'of Object.entries({}))'],
    ['read.test.ts', "of load('known.json'))", 'of new Map())'],
    ['read.test.ts', "of load('known.json'))", "of load('known.json').slice(0, 0))"],
    ['read.test.ts', "of load('known.json'))", "of load('known.json').filter(() => false))"],
    [
      'read.test.ts',
      "  for (const [text, number] of load('known.json'))",
      '  const known = [];\n  for (const [text, number] of known)',
    ],
    ['read.test.ts', "const more = load('more.json')", 'const more: Case[] = []'],
    ['read.test.ts', 'more.forEach', '[].forEach'],
    ['read.test.ts', 'more.forEach', 'more.slice(0, 0).forEach'],
    ['read.test.ts', 'more.forEach', '[].map(parse).forEach'],
    ['read.test.ts', 'n < 3', 'n < 0'],
    ['read.test.ts', 'for (let n = 0; n < 3; n++)', 'while (false)'],
    ['read_test.go', 'load(t, "known.json")', '[]Case{}'],
    ['read_test.go', 'load(t, "known.json")', 'load(t, "known.json")[:0]'],
    ['read_test.go', '{\n\t\t{"one", 1},\n\t\t{"two", 2},\n\t}', '{}'],
    ['read_test.go', 'range tests', 'range tests[:0]'],
    [
      'read_test.go',
      `\t\t{"one", 1},\n\t\t{"two", 2},\n${RUN}`,
      `${RUN}\nfunc fill() {\n\ttests := load()\n\tprintln(tests)\n}\n`,
    ],
    ['read_test.go', 'n < 3', 'n < 0'],
    ['read_test.go', 'n := 0; n < 3; n++', 'false'],
  ])('are refused in %s: %j → %j', async (path, from, to) => {
    expect(await judged(path, [from, to])).toBe('refused');
  });
});

describe('assertions behind the end of a turn', () => {
  test.each<readonly [Path, string, string]>([
    ['test_read.py', 'in load("known.json"):\n', 'in load("known.json"):\n        continue\n'],
    ['test_read.py', 'in MORE:\n', 'in MORE:\n        break\n'],
    ['read.test.ts', "of load('known.json')) {\n", "of load('known.json')) {\n    continue;\n"],
    ['read.test.ts', 'n++) {\n', 'n++) {\n    break;\n'],
    ['read_test.go', '"known.json") {\n', '"known.json") {\n\t\tcontinue\n'],
    ['read_test.go', 'n++ {\n', 'n++ {\n\t\tbreak\n'],
    ['read_test.go', 'range tests {\n', 'range tests {\n\t\treturn\n'],
  ])('are refused in %s: %j → %j', async (path, from, to) => {
    expect(await judged(path, [from, to])).toBe('refused');
  });
});

describe('a condition that never holds', () => {
  test.each<readonly [Path, string, string]>([
    ['test_read.py', '    for number in range(3):', '    number = 1\n    if False and number:'],
    ['read.test.ts', 'for (let n = 0; n < 3; n++) {', 'const n = 1;\n  if (false && n) {'],
    ['read_test.go', 'got != tt.number', 'false && got != tt.number'],
    [
      'read_test.go',
      '\trequire.Equal(t, 0, Read(""))',
      '\tif false {\n\t\trequire.Equal(t, 0, Read(""))\n\t}',
    ],
  ])('is refused around assertions in %s: %j → %j', async (path, from, to) => {
    expect(await judged(path, [from, to])).toBe('refused');
  });
});

describe('tables of tests without a row', () => {
  test.each([
    [
      'test_read.py',
      'import pytest\n\n\n@pytest.mark.parametrize("case", load())\ndef test_it(case):\n    assert read(case) == 1\n',
    ],
    ['read.test.ts', "it.each(load())('reads %s', (one) => {\n  expect(read(one)).toBe(1);\n});\n"],
    [
      'read.test.ts',
      "describe.each(load())('of %s', (one) => {\n  it('reads', () => {\n    expect(read(one)).toBe(1);\n  });\n});\n",
    ],
  ])('are refused in %s: %j', async (path, before) => {
    const refusedAs = async (table: string): Promise<boolean> =>
      !(await judgeBy(GATE, { [path]: [before, before.replace('load()', table)] })).passed;
    expect(await refusedAs(path.endsWith('.py') ? 'load()[:0]' : 'load().slice(0, 0)')).toBe(true);
    expect(await refusedAs('loadAll()')).toBe(false);
  });
});

test.each([
  ['refused', 'all(x == 1 for x in [])'],
  ['refused', 'all(x == 1 for x in found[:0])'],
  ['passed', 'all(x == 1 for x in sorted(found))'],
])('all of nothing says nothing: %s as %s', async (expected, now) => {
  const py = (check: string): string => `def test_all():\n    found = read("a")\n    assert ${check}\n`;
  const { passed } = await judgeBy(GATE, { 'test_read.py': [py('all(x == 1 for x in found)'), py(now)] });
  expect(passed ? 'passed' : 'refused').toBe(expected);
});

test('they are refused where the sources change too, unless the task asks for a skip', async () => {
  const files = { 'read.py': [READ, READ.replace('None', '1')] } as const;
  const change = ['in MORE:', 'in MORE[:0]:'] as const;
  expect(await judged('test_read.py', change, { files })).toBe('refused');
  expect(await judged('test_read.py', change, { files, words: 'Skip the tests of more' })).toBe('passed');
});

describe('a loop that may run', () => {
  test.each<readonly [Path, string, string]>([
    ['test_read.py', 'in load("known.json"):', 'in load("known.json")[1:]:'],
    [
      'test_read.py',
      'in load("known.json"):\n',
      'in load("known.json"):\n        if text in MORE:\n            continue\n',
    ],
    ['test_read.py', 'in load("known.json"):', 'in sorted(load("known.json"), key=str):'],
    ['test_read.py', 'in load("known.json"):', 'in [one for one in load("known.json") if one]:'],
    [
      'test_read.py',
      'in load("known.json"):\n        assert read(text) == number\n\n\ndef test_more():\n',
      'in KNOWN:\n        assert read(text) == number\n\n\ndef test_more():\n    KNOWN = []\n',
    ],
    [
      'test_read.py',
      '    for text, number in load("known.json"):',
      '    known = []\n    known.extend(load("known.json"))\n    for text, number in known:',
    ],
    ['test_read.py', 'MORE = load("more.json")', 'MORE = []\nfill(MORE)'],
    ['test_read.py', 'in range(3)', 'in range(1, 3)'],
    ['test_read.py', 'in range(3)', 'in range(3, 0, -1)'],
    ['read.test.ts', "of load('known.json'))", "of load('known.json').slice(0, 2))"],
    [
      'read.test.ts',
      "  for (const [text, number] of load('known.json'))",
      "  const known = [];\n  known.push(...load('known.json'));\n  for (const [text, number] of known)",
    ],
    ['read.test.ts', "of load('known.json')) {\n", "of load('known.json')) {\n    if (!text) continue;\n"],
    [
      'read.test.ts',
      "of load('known.json')) {\n    expect(read(text)).toBe(number);\n  }\n});\n\nit('reads more', () => {\n",
      "of KNOWN) {\n    expect(read(text)).toBe(number);\n  }\n});\n\nit('reads more', () => {\n  const KNOWN = [];\n",
    ],
    ['read.test.ts', 'n = 0; n < 3; n++', 'n = 3; n > 0; n--'],
    ['read_test.go', 'load(t, "known.json")', 'load(t, "known.json")[1:]'],
    ['read_test.go', '{\n\t\t{"one", 1},\n\t\t{"two", 2},\n\t}', '{}\n\ttests = append(tests, load(t)...)'],
    ['read_test.go', '"known.json") {\n', '"known.json") {\n\t\tif tt.text == "" {\n\t\t\tcontinue\n\t\t}\n'],
  ])('passes in %s: %j → %j', async (path, from, to) => {
    expect(await judged(path, [from, to])).toBe('passed');
  });
});
