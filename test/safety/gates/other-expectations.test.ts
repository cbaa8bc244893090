import { describe, expect, test } from 'vitest';
import { createWeakenedTestsGate } from '../../../src/safety/gates/weakened-tests.ts';
import { judgeBy, type Sides } from '../../support/judge.ts';

const GATE = createWeakenedTestsGate();
type Files = Readonly<Record<string, Sides>>;

const PYTHON = `def test_area():
    got = area(2, 3)
    assert got == 6
    assert area("a", 1) == "none"
`;
const SOURCE = ['def area(a, b):\n    return a * b\n', 'def area(a, b):\n    return a + b\n'] as const;

/** Whether a change is refused, held for a person, or neither. */
async function judged(files: Files, words: string): Promise<string> {
  const { passed, doubts } = await judgeBy(GATE, files, words);
  if (!passed) return 'refused';
  return doubts === undefined ? 'passed' : 'doubted';
}

function changed(from: string, to: string): Sides {
  expect(PYTHON).toContain(from);
  return [PYTHON, PYTHON.replace(from, to)];
}

describe('another value that a test expects', () => {
  const five = { 'test_calc.py': changed('== 6', '== 5') };

  test.each<readonly [string, string, Files, string]>([
    ['doubted', 'where nothing but tests changes', {}, 'Speed up area'],
    ['doubted', 'where prose changes along', { 'docs/area.md': ['a\n', 'b\n'] }, 'Speed up area'],
    ['doubted', 'where the code is to do the same', { 'calc.py': SOURCE }, 'Refactor area'],
    ['doubted', 'where the code is to do the same', { 'calc.py': SOURCE }, 'refactor(calc): area by loops'],
    [
      'doubted',
      'where the task says nothing of it',
      { 'calc.py': SOURCE },
      'Make area fast, and the tests pass',
    ],
    ['passed', 'where the task has tests changed', { 'calc.py': SOURCE }, 'Sum sides and adapt the tests'],
    ['passed', 'where versions change', { 'calc.py': SOURCE, 'setup.cfg': ['a\n', 'b\n'] }, 'Use calc 2'],
    ['passed', 'where the task names it', { 'calc.py': SOURCE }, 'Simplify area: 2 and 3 make 5'],
    ['passed', 'where the task is about tests', {}, 'Mend what the tests of area expect'],
    ['doubted', 'where tests are to be written in another way', {}, 'Refactor the tests of area'],
    ['passed', 'where tests are to expect something else', {}, 'Simplify the tests of area, and fix one'],
    ['doubted', 'where data change along', { 'testdata/area.json': ['1\n', '2\n'] }, 'Show areas'],
  ])('is %s %s', async (expected, _, files, words) => {
    expect(await judged({ ...five, ...files }, words)).toBe(expected);
  });

  test.each([
    ['doubted', '"none"', '"no such"'],
    ['passed', '"none"', '"no area"'],
    ['passed', '    got = area(2, 3)\n    assert got == 6\n', '    got = area(5, 1)\n    assert got == 5\n'],
    ['passed', 'assert area("a", 1) == "none"', 'assert area("b", 1) == "some"'],
    ['passed', '== 6', '== len("area")'],
  ])('is %s as %j → %j', async (expected, from, to) => {
    expect(await judged({ 'test_calc.py': changed(from, to) }, 'Speed up area')).toBe(expected);
  });

  test.each([
    ['doubted', 'Refactor area'],
    ['passed', 'Refactor area, and fix its messages'],
    ['passed', 'Show areas'],
  ])('that is a text is %s where the sources change and the task says %j', async (expected, words) => {
    const files = { 'test_calc.py': changed('"none"', '"no such"'), 'calc.py': SOURCE };
    expect(await judged(files, words)).toBe(expected);
  });

  test.each([
    ['passed', '"none"', "u'none'"],
    ['passed', '== 6', '== 6_0 // 10'],
    ['doubted', '"none"', 'None'],
  ])('is %s as %j → %j', async (expected, from, to) => {
    expect(await judged({ 'test_calc.py': changed(from, to) }, 'Speed up area')).toBe(expected);
  });

  test('that is a text is a doubt where nothing but prose changes along', async () => {
    const files = { 'test_calc.py': changed('"none"', '"no such"'), 'README.md': ['a\n', 'b\n'] } as const;
    expect(await judged(files, 'Show areas')).toBe('doubted');
  });

  test('is not the name of a snapshot', async () => {
    const named = (name: string): string =>
      `it('area', () => {\n  expect(area(2, 3)).toMatchSnapshot('${name}');\n});\n`;
    expect(await judged({ 'calc.test.ts': [named('six'), named('two by three')] }, 'Speed up area')).toBe(
      'passed',
    );
  });

  test('is not what Go says of a failure', async () => {
    const go = (message: string): string =>
      `package calc\n\nfunc TestArea(t *testing.T) {\n\tif got := Area(2, 3); got != 6 {\n\t\tt.Errorf("${message}", got)\n\t}\n}\n`;
    expect(await judged({ 'calc_test.go': [go('got %d'), go('was %d')] }, 'Speed up area')).toBe('passed');
  });

  test.each<readonly [string, string]>([
    ['calc.test.ts', "it('area', () => {\n  expect(area(2, 3)).toBe(6);\n});\n"],
    ['calc_test.go', 'package calc\n\nfunc TestArea(t *testing.T) {\n\tassert.Equal(t, 6, Area(2, 3))\n}\n'],
    [
      'test_it.py',
      'class TestArea(TestCase):\n    def test_it(self):\n        self.assertEqual(area(2, 3), 6)\n',
    ],
  ])('is a doubt in %s', async (path, before) => {
    expect(await judged({ [path]: [before, before.replace('6', '5')] }, 'Speed up area')).toBe('doubted');
  });
});
