import { describe, expect, test } from 'vitest';
import { objections } from '../../support/guards.ts';

const TESTS = `package calc

import "testing"

func TestAdd(t *testing.T) {
	assert.Equal(t, 3, Add(1, 2))
	require.NoError(t, Check(1))
}

func TestSum(t *testing.T) {
	if got := Sum(1, 2); got != 3 {
		t.Errorf("Sum(1, 2) = %d", got)
	}
}

func check(t *testing.T, got int) {
	if got != 3 {
		t.Fatal(got)
	}
}

func TestMore(t *testing.T) {
	check(t, Add(2, 1))
}
`;

async function isRefused(from: string, to: string): Promise<boolean> {
  const found = await objections({ 'calc_test.go': [TESTS, TESTS.replace(from, to)] });
  return found.some((one) => one.startsWith('weakened-tests'));
}

describe('tests of Go are weakened', () => {
  test.each([
    ['by a skip', '\tassert.Equal', '\tt.Skip()\n\tassert.Equal'],
    ['by a skip with a reason', '\tif got := Sum', '\tt.Skipf("later")\n\tif got := Sum'],
    ['by an early return', '\tcheck(t, Add', '\treturn\n\tcheck(t, Add'],
    ['without an assertion of testify', '\trequire.NoError(t, Check(1))\n', ''],
    ['without an assertion', '\t\tt.Errorf("Sum(1, 2) = %d", got)\n', ''],
    ['without a call that asserts', '\tcheck(t, Add(2, 1))\n', '\tAdd(2, 1)\n'],
    ['by a name that is not run', 'func TestSum(', 'func testSum('],
    ['by a word that goes on', 'func TestSum(', 'func Testsum('],
    ['by removal', TESTS.slice(TESTS.indexOf('func TestMore')), ''],
  ])('%s: %j → %j', async (_, from, to) => {
    expect(await isRefused(from, to)).toBe(true);
  });
});

test('tests of Go are weakened without an error, whatever is said of others', async () => {
  const named = TESTS.replace('require.NoError(t, Check(1))', 'assert.Equal(t, "no", err.Error())');
  const before = named.replace('\tassert.Equal(t, 3', '\tassert.Error(t, err)\n\tassert.Equal(t, 3');
  expect(await objections({ 'calc_test.go': [before, named] })).toEqual(['weakened-tests:calc_test.go:5']);
});

test('tests of Go are weakened without a call of a function that asserts by its name', async () => {
  const text =
    'package a\n\nfunc TestA(t *testing.T) {\n\tbuf, err := load(t)\n\tassertNoError(t, err)\n\trequireSame(t, buf, 1)\n\tassert.Equal(t, 2, buf)\n}\n';
  const lost = async (from: string, to: string): Promise<readonly string[]> =>
    objections({ 'a_test.go': [text, text.replace(from, to)] });
  expect(await lost('assertNoError(t, err)', '_, _ = buf, err')).toEqual(['weakened-tests:a_test.go:3']);
  expect(await lost('requireSame(t, buf, 1)', '_ = buf')).toEqual(['weakened-tests:a_test.go:3']);
  expect(await lost('assertNoError(t, err)', 'require.NoError(t, err)')).toEqual([]);
  const made = text.replace('\trequireSame', '\t_ = checkSize(buf)\n\trequireSame');
  expect(await objections({ 'a_test.go': [made, text] })).toEqual([]);
});

describe('tests of Go are not weakened', () => {
  test('without a benchmark, which no run of the tests starts', async () => {
    const benchmark = 'func BenchmarkAdd(b *testing.B) {\n\tcheck(nil, Add(1, 2))\n\tb.Fatal()\n}\n';
    const found = await objections({ 'calc_test.go': [`${TESTS}\n${benchmark}`, TESTS] });
    expect(found.filter((one) => one.startsWith('weakened-tests'))).toEqual([]);
    expect(await isRefused('func TestSum(t *testing.T)', 'func BenchmarkSum(t *testing.B)')).toBe(true);
  });

  test.each([
    ['by another name', 'func TestSum(', 'func TestSumOfTwo('],
    [
      'by a skip where it applies',
      '\tassert.Equal',
      '\tif testing.Short() {\n\t\tt.Skip()\n\t}\n\tassert.Equal',
    ],
    ['by another way to assert', 'assert.Equal(t, 3, Add(1, 2))', 'check(t, Add(1, 2))'],
    ['by an assertion of a dot import', 'assert.Equal(t, 3, Add(1, 2))', 'Equal(t, 3, Add(1, 2))'],
    ['by a return at the end', '\tcheck(t, Add(2, 1))\n', '\tcheck(t, Add(2, 1))\n\treturn\n'],
    ['by another way to make an error', '\tassert.Equal', '\t_ = errors.New("a")\n\tassert.Equal'],
    ['by one more', 'func TestMore', 'func TestLess(t *testing.T) {\n\tcheck(t, 3)\n}\n\nfunc TestMore'],
  ])('%s: %j → %j', async (_, from, to) => {
    expect(await isRefused(from, to)).toBe(false);
  });
});

describe('rows of a table of Go', () => {
  const table = (rows: string): string =>
    `package calc\n\nvar sums = []struct{ a, b int }{\n${rows}}\n\nfunc TestSums(t *testing.T) {\n\tfor _, one := range sums {\n\t\tassert.Equal(t, one.b, Add(one.a))\n\t}\n}\n`;
  const rows = '\t{1, 2},\n\t// more\n\t{2, 3},\n\t{7, 8},\n';
  const isLess = async (before: string, after: string): Promise<boolean> =>
    (await objections({ 'calc_test.go': [before, after] })).some((one) => one.startsWith('weakened-tests'));

  test('are missed where they go, and not where they are another or move', async () => {
    expect(await isLess(table(rows), table(rows.replace('\t{2, 3},\n', '')))).toBe(true);
    expect(await isLess(table(rows), table(rows.replace('{2, 3}', '{2, 4}')))).toBe(false);
    expect(await isLess(table(rows), table(rows.replace('\t// more\n', '')))).toBe(false);
    const other = '\nfunc TestMore(t *testing.T) {\n\tsums := load()\n\tcheck(t, sums)\n}\n';
    expect(await isLess(table(rows) + other, table(rows.replace('\t{2, 3},\n', '')) + other)).toBe(true);
    const inside = table('').replace('range sums', 'range []struct{ a, b int }{{1, 2}, {2, 3}, {7, 8}}');
    expect(await isLess(table(rows), inside)).toBe(false);
    expect(await isLess(inside, inside.replace(', {7, 8}', ''))).toBe(true);
  });
});
