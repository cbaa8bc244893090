import { describe, expect, test } from 'vitest';
import { createWeakenedTestsGate } from '../../../src/safety/gates/weakened-tests.ts';
import { judgeBy, type Sides } from '../../support/judge.ts';

const GATE = createWeakenedTestsGate();
const WORDS = 'Fix the bug so that the build is green again';

/** Whether a change is refused, held for a person, or neither. */
async function judged(files: Readonly<Record<string, Sides>>, words = WORDS): Promise<string> {
  const { passed, doubts } = await judgeBy(GATE, files, words);
  if (!passed) return 'refused';
  return doubts === undefined ? 'passed' : 'doubted';
}

const PYTHON = `import pytest
from shop.till import pay, total


def test_pays(monkeypatch):
    bill = pay(3)
    assert bill.coins == [2, 1]
    assert total(bill) == 59
    assert pay(4).state == "paid"
`;
const SCRIPT = `describe('till', () => {
  it('pays', async () => {
    const bill = await pay(3);
    expect(bill.coins).toEqual([2, 1]);
    expect(total(bill)).toBe(59);
    assert.strictEqual(bill.coins.length, 2);
  });
});
`;
const inPython = (from: string, to: string): Promise<string> =>
  judged({ 'tests/test_till.py': [PYTHON, PYTHON.replace(from, to)] });
const inScript = (from: string, to: string): Promise<string> =>
  judged({ 'test/till.test.ts': [SCRIPT, SCRIPT.replace(from, to)] });

describe('a number that only has to be near', () => {
  test.each([
    ['refused', 'total(bill) == pytest.approx(59, abs=100)'],
    ['refused', 'abs(total(bill) - 59) < 30'],
    ['refused', 'total(bill) == pytest.approx(59, rel=0.5)'],
    ['passed', 'abs(bill.tip - 59) < 30'],
    ['passed', 'total(bill) == pytest.approx(59)'],
    ['passed', 'total(bill) == pytest.approx(59, abs=0.01)'],
  ])('is %s as %j', async (expected, now) => {
    expect(await inPython('total(bill) == 59', now)).toBe(expected);
  });

  test('is refused in unittest and in Go', async () => {
    const cases =
      'class TestTill(TestCase):\n    def test_total(self):\n        self.assertEqual(59, total())\n';
    const near = cases.replace('assertEqual(59, total())', 'assertAlmostEqual(59, total(), delta=100)');
    expect(await judged({ 'tests/test_till.py': [cases, near] })).toBe('refused');
    const go = 'package till\n\nfunc TestTotal(t *testing.T) {\n\tassert.InDelta(t, 59, Total(), 0.01)\n}\n';
    expect(await judged({ 'till_test.go': [go, go.replace('0.01', '1000')] })).toBe('refused');
    expect(await judged({ 'till_test.go': [go, go.replace('0.01', '0.02')] })).not.toBe('refused');
  });
});

describe('an assertion of a value in whose place one of a range stands', () => {
  test.each([
    ['refused', '.coins).toEqual([2, 1])', '.coins.length).toBeGreaterThan(0)'],
    ['doubted', 'toBe(59)', 'toBeGreaterThan(12)'],
    ['doubted', 'toBe(59)', 'toBeLessThanOrEqual(60)'],
  ])('is %s: %j → %j', async (expected, from, to) => {
    expect(await inScript(from, to)).toBe(expected);
  });

  test('is refused where any filled list will do, and a doubt of numbers', async () => {
    const filled = 'assert.ok(bill.coins.length > 0)';
    expect(await inScript('assert.strictEqual(bill.coins.length, 2)', filled)).toBe('refused');
    expect(await inPython('total(bill) == 59', 'total(bill) >= 12')).toBe('doubted');
    expect(await inPython('total(bill) == 59', '59 == total(bill)')).toBe('passed');
  });
});

describe('a mock of what a test asks for, put in by pytest', () => {
  test.each([
    ['refused', 'monkeypatch.setattr("shop.till.total", lambda bill: 59)'],
    ['refused', 'monkeypatch.setitem(globals(), "total", lambda bill: 59)'],
    ['passed', 'monkeypatch.setattr("shop.till.now", lambda: 59)'],
  ])('is %s as %j', async (expected, line) => {
    expect(await inPython('    bill =', `    ${line}\n    bill =`)).toBe(expected);
  });
});

describe('settings by which tests are left out', () => {
  const config =
    "export default defineConfig({\n  test: {\n    coverage: { include: ['src/**'] },\n  },\n});\n";
  const withLine = (line: string): Sides => [
    config,
    config.replace('  test: {\n', `  test: {\n    ${line}\n`),
  ];
  const files = { 'test/till.test.ts': [SCRIPT, SCRIPT], 'test/post.test.ts': [SCRIPT, SCRIPT] } as const;

  test.each([
    ['refused', "exclude: ['test/till.test.ts', 'node_modules/**'],"],
    ['refused', "exclude: ['**/till.*'],"],
    ['passed', "exclude: ['**/dist/**', 'node_modules/**'],"],
    ['passed', "typecheck: { exclude: ['test/till.test.ts'] },"],
  ])('are %s in vitest as %j', async (expected, line) => {
    expect(await judged({ ...files, 'vitest.config.ts': withLine(line) })).toBe(expected);
  });

  test.each([
    ['refused', 'mocha --ignore test/till.test.ts test/'],
    ['refused', 'borp --exclude=test/till.test.ts'],
    ['passed', 'nyc --exclude test mocha test/'],
    ['passed', 'mocha --ignore test/none.test.ts test/'],
  ])('are %s in a script as %j', async (expected, command) => {
    const manifest = (text: string): string => `{\n  "scripts": {\n    "test": "${text}"\n  }\n}\n`;
    expect(await judged({ ...files, 'package.json': [manifest('mocha test/'), manifest(command)] })).toBe(
      expected,
    );
  });
});

describe('an assertion that moves below a condition', () => {
  const moved = (condition: string, indent = '        '): string =>
    `    if ${condition}:\n${indent}assert total(bill) == 59`;

  test.each([
    ['doubted', moved('total(bill)')],
    ['doubted', moved('total(bill) is not None')],
    ['passed', moved('sys.version_info > (3, 9)')],
    ['passed', moved('bill')],
    ['passed', `${moved('total(bill)')}\n    else:\n        assert total(bill) == 60`],
    ['passed', `${moved('total(bill)')}\n    else:\n        pay(bill)`],
  ])('is %s as %j', async (expected, now) => {
    expect(await inPython('    assert total(bill) == 59', now)).toBe(expected);
  });

  test('is none where the condition is about another value of which as much is asked', async () => {
    const before = PYTHON.replace('total(bill) == 59', 'len(total) == 59');
    const after = before.replace('    assert len', '    if len(rows) > 1:\n        assert len');
    expect(await judged({ 'tests/test_till.py': [before, after] })).toBe('passed');
  });

  test('is a doubt in a script, and no more where it stood below one', async () => {
    const line = 'expect(total(bill)).toBe(59);';
    const guarded = `if (total(bill)) {\n      ${line}\n    }`;
    expect(await inScript(line, guarded)).toBe('doubted');
    expect(await inScript(line, `if (total(bill)) ${line}`)).toBe('doubted');
    expect(await inScript(line, `if (isOld) {\n      ${line}\n    }`)).toBe('passed');
    const [before, after] = [
      SCRIPT.replace(line, guarded),
      SCRIPT.replace(line, guarded.replace('if (total(bill', 'if (total(bill.x')),
    ];
    expect(await judged({ 'test/till.test.ts': [before, after] })).toBe('passed');
  });
});

describe('bounds of coverage that get lower', () => {
  test.each([
    [
      'package.json',
      '"test": "borp --check-coverage --lines 95"',
      '"test": "borp --check-coverage --lines 60"',
    ],
    ['jest.config.js', 'global: { branches: 90, lines: 90 }', 'global: { branches: 90, lines: 40 }'],
    ['vitest.config.ts', 'thresholds: { lines: 90 }', 'thresholds: { lines: 10 }'],
    ['pyproject.toml', 'fail_under = 100', 'fail_under = 80'],
    ['tox.ini', 'pytest --cov-fail-under=90', 'pytest --cov-fail-under=50'],
    ['codecov.yml', '        target: 90%', '        target: 50%'],
    ['.nycrc', '"lines": 90', '"lines": 9'],
    ['spec/spec_helper.rb', 'minimum_coverage 95', 'minimum_coverage 70'],
  ])('are a doubt in %s: %j → %j', async (path, before, after) => {
    expect(await judged({ [path]: [before, after] })).toBe('doubted');
    expect(await judged({ [path]: [after, before] })).toBe('passed');
    expect(await judged({ [path]: [before, after] }, 'Lower the bound of coverage')).toBe('passed');
    expect((await judgeBy(GATE, { [path]: [before, after] })).judged).toMatchObject([{ path }]);
  });
});

describe('tests that are run again until they pass', () => {
  test.each([
    ['tests/test_till.py', 'def test_pays', '@pytest.mark.flaky(reruns=5)\ndef test_pays'],
    ['test/till.test.ts', "  it('pays'", "  this.retries(3);\n  it('pays'"],
    ['test/till.test.ts', "  it('pays'", "  jest.retryTimes(3);\n  it('pays'"],
    ['test/till.test.ts', "it('pays', async", "it('pays', { retry: 3 }, async"],
  ])('are a doubt in %s: %j → %j', async (path, from, to) => {
    const before = path.endsWith('.py') ? PYTHON : SCRIPT;
    const files: Readonly<Record<string, Sides>> = { [path]: [before, before.replace(from, to)] };
    expect(await judged(files)).toBe('doubted');
    expect(await judged(files, 'Retry flaky tests')).toBe('passed');
  });

  test('are a doubt in settings, and none is an option of what is tested', async () => {
    const config: Sides = ['export default { use: {} };\n', 'export default { retries: 2, use: {} };\n'];
    expect(await judged({ 'playwright.config.ts': config })).toBe('doubted');
    expect(await inScript('await pay(3)', 'await pay(3, { retry: 2 })')).toBe('passed');
  });
});
