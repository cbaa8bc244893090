import { describe, expect, test } from 'vitest';
import { objections } from '../../support/guards.ts';

/** Whether the gate against weakened tests refuses a change of one file, beside files that stay as they are. */
async function isRefused(
  path: string,
  sides: readonly [string, string],
  others: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  const same = Object.fromEntries(
    Object.entries(others).map(([name, text]) => [name, [text, text] as const]),
  );
  const found = await objections({ ...same, [path]: sides });
  return found.some((one) => one.startsWith('weakened-tests'));
}

describe('how near a number has to come', () => {
  const python = (check: string): string => `def test_near():\n    ${check}\n`;
  const script = (check: string): string => `test('near', () => {\n  ${check};\n});\n`;

  test.each([
    ['assert x == approx(3, rel=1e-6)', 'assert x == approx(3, rel=1e-1)'],
    ['assert math.isclose(x, 3, abs_tol=1e-9)', 'assert math.isclose(x, 3, abs_tol=0.5)'],
    ['assert abs(x - 3) < 1e-6', 'assert abs(x - 3) < 0.1'],
    ['np.testing.assert_allclose(x, y, rtol=1e-7)', 'np.testing.assert_allclose(x, y, rtol=1e-3)'],
    ['np.testing.assert_almost_equal(x, y, decimal=7)', 'np.testing.assert_almost_equal(x, y, decimal=1)'],
  ])('is not ten thousand times less in Python: %s → %s', async (from, to) => {
    expect(await isRefused('test_near.py', [python(from), python(to)])).toBe(true);
    expect(await isRefused('test_near.py', [python(to), python(from)])).toBe(false);
  });

  test('is not ten thousand times less in a script', async () => {
    const sides = [script('expect(x).toBeCloseTo(0.3, 5)'), script('expect(x).toBeCloseTo(0.3, 1)')] as const;
    expect(await isRefused('near.test.ts', sides)).toBe(true);
    const chai = [script('expect(x).closeTo(3, 1e-6)'), script('expect(x).closeTo(3, 0.1)')] as const;
    expect(await isRefused('near.test.ts', chai)).toBe(true);
  });

  test.each([
    ['assert x == approx(3, rel=1e-6)', 'assert x == approx(3, rel=1e-5)'],
    ['assert abs(x - 3) < 1e-10', 'assert abs(x - 3) < 1e-7'],
    ['assert x == approx(3, rel=1e-6)', 'assert y == approx(4, rel=1e-2)'],
    ['assert x == approx(3, abs=0)', 'assert x == approx(3, abs=1e-6)'],
    ['assert take(x, delta=1)', 'assert take(x, delta=n)'],
  ])('may be a little less, and another for another value: %s → %s', async (from, to) => {
    expect(await isRefused('test_near.py', [python(from), python(to)])).toBe(false);
  });
});

describe('tests of Go in a file with a constraint', () => {
  const file =
    'package calc\n\nimport "testing"\n\nfunc TestAdd(t *testing.T) {\n\tassert.Equal(t, 3, Add(1, 2))\n}\n';

  test.each(['ignore', 'integration', 'linux && integration', '!(linux || !never)', 'never || !gc && slow'])(
    'are refused where it never holds by itself: %s',
    async (constraint) => {
      const after = `// Copyright.\n\n//go:build ${constraint}\n\n${file}`;
      expect(await isRefused('calc_test.go', [file, after])).toBe(true);
      expect(await isRefused('calc_test.go', [after, `${after}\n// More.\n`])).toBe(false);
    },
  );

  test.each(['linux', '!windows', 'go1.21 && !race', 'amd64 || integration', '!integration', '(unix)'])(
    'pass where it holds on some machine: %s',
    async (constraint) => {
      expect(await isRefused('calc_test.go', [file, `//go:build ${constraint}\n\n${file}`])).toBe(false);
    },
  );

  test('pass where the constraint is a word in a string, or the file is new', async () => {
    const quoted = file.replace('Add(1, 2))', 'Add(1, 2), `\n//go:build ignore\n`)');
    expect(await isRefused('calc_test.go', [file, quoted])).toBe(false);
  });
});

describe('a test of Python that becomes async', () => {
  const before = 'def test_add():\n    assert add(1, 2) == 3\n';
  const after = `async ${before}`;
  const manifest = '[project.optional-dependencies]\ntest = ["pytest"]\n';

  test('is refused where the project has pytest and nothing that awaits it', async () => {
    expect(await isRefused('test_add.py', [before, after], { 'pyproject.toml': manifest })).toBe(true);
  });

  test.each([
    ['has a plugin', { 'pyproject.toml': manifest.replace(']', ', "pytest-asyncio"]') }, after],
    ['has a hook', { 'pyproject.toml': manifest, 'conftest.py': 'def pytest_pyfunc_call(): ...\n' }, after],
    ['says nothing of pytest', { 'setup.py': 'setup()\n' }, after],
    ['marks it', { 'pyproject.toml': manifest }, `@pytest.mark.anyio\n${after}`],
    ['marks it by a name of its own', { 'pyproject.toml': manifest }, `@awaited\n${after}`],
  ])('passes where the project %s', async (_, others, text) => {
    expect(await isRefused('test_add.py', [before, text], others)).toBe(false);
  });

  test('passes in a class that awaits its tests, and where it was async before', async () => {
    const inClass = (base: string, text: string): string =>
      `class TestAdd(${base}):\n${text.replaceAll(/^(?=.)/gm, '    ')}`;
    const sides = [inClass('TestCase', before), inClass('IsolatedAsyncioTestCase', after)] as const;
    expect(await isRefused('test_add.py', sides, { 'pyproject.toml': manifest })).toBe(false);
    const changed = after.replace('2', '3');
    expect(await isRefused('test_add.py', [after, changed], { 'pyproject.toml': manifest })).toBe(false);
  });
});

test('tests of ava are tests under each of its names', async () => {
  const before =
    "test('adds', async t => {\n  t.is(add(1, 2), 3);\n});\ntest('more', t => {\n  t.is(add(1, 1), 2);\n});\n";
  const serial = before.replace("test('adds', async t", "test.serial('adds', withServer, async (t, server)");
  expect(await isRefused('test/add.ts', [before, serial])).toBe(false);
  expect(await isRefused('test/add.ts', [serial, serial.replace('test.serial(', 'test.serial.skip(')])).toBe(
    true,
  );
  expect(await isRefused('test/add.ts', [serial, before.slice(before.indexOf("test('more'"))])).toBe(true);
});

describe('files that pytest leaves out by a list', () => {
  const before = "collect_ignore = []\nif OLD:\n    collect_ignore.extend([\n        'test_a.py',\n    ])\n";

  test('may be new ones, and those of before in other words', async () => {
    const even = 'collect_ignore = []\nif OLD:\n    collect_ignore.extend(["test_a.py"])\n';
    const more = `${even}if NEW:\n    collect_ignore += needs_new\nneeds_new = ["tests/test_b.py"]\n`;
    expect(await isRefused('conftest.py', [before, even])).toBe(false);
    const found = await objections({
      'conftest.py': [before, more],
      'lib/tests/test_b.py': [null, 'def test_b():\n    assert b() == 1\n'],
    });
    expect(found).toEqual([]);
  });

  test('may not be others', async () => {
    const more = `${before}collect_ignore += ["tests/test_b.py"]\n`;
    expect(await isRefused('conftest.py', [before, more])).toBe(true);
    expect(await isRefused('conftest.py', [before, `${before}collect_ignore += all_of_them()\n`])).toBe(true);
  });
});
