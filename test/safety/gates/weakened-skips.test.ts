import { describe, expect, test } from 'vitest';
import { objections } from '../../support/guards.ts';

/** Tests that pass where nothing is thrown: no assertion goes with them when they no longer run. */
const PYTHON = `@pytest.mark.parametrize("name", names())
def test_runs(name):
    prepare()
    main(["--name", name])
`;
const SCRIPT = `describe('main', () => {
  it.each(names())('knows %s', (name) => {
    main(['--name', name]);
  });

  it('runs', () => {
    prepare();
    main(['--version']);
  });
});
`;

async function judged(path: string, from: string, to: string): Promise<readonly string[]> {
  const before = path.endsWith('.py') ? PYTHON : SCRIPT;
  const found = await objections({ [path]: [before, before.replace(from, to)] });
  return found.map((one) => one.split(':')[0] ?? '');
}

test('a test that was there is kept from running, though another is new', async () => {
  const skipped = PYTHON.replace('def test_runs', '@pytest.mark.skip(reason="slow")\ndef test_runs');
  const after = `${skipped}\n\ndef test_stops():\n    stop()\n`;
  expect(await objections({ 'test_main.py': [PYTHON, after] })).toEqual(['weakened-tests:test_main.py:2']);
});

test('a program that tests start may end as it likes', async () => {
  const before = 'process.on("SIGINT", () => {\n  // goes on\n});\n';
  const after = before.replace('// goes on', 'process.exit();');
  expect(await objections({ 'test/fixtures/sigint.js': [before, after] })).toEqual([]);
  expect(await objections({ 'test/setup.js': [before, after] })).toEqual(['weakened-tests:test/setup.js:2']);
});

describe('a test that asserts nothing of its own is kept from running', () => {
  test.each([
    ['test_main.py', '    main(', '    if False:\n        main('],
    ['test_main.py', '    main(', '    return\n    main('],
    ['test_main.py', '    prepare()\n', '    return None\n\n    prepare()\n'],
    [
      'test_main.py',
      '    main(["--name", name])',
      '    try:\n        main(["--name", name])\n    except AssertionError:\n        pass',
    ],
    ['test_main.py', '    main(', '    with suppress(AssertionError):\n        main('],
    ['test_main.py', 'names()', '[]'],
    ['main.test.ts', "    main(['--v", "    if (false) main(['--v"],
    ['main.test.ts', '    prepare();', '    return;\n    prepare();'],
    ['main.test.ts', "it('runs', () => {", "it('runs', function () {\n    this.skip();"],
    ['main.test.ts', "it('runs', () => {", "it('runs', (ctx) => {\n    ctx.skip();"],
    ['main.test.ts', "it('runs'", "xit('runs'"],
    ['main.test.ts', "describe('main'", "xdescribe('main'"],
    ['main.test.ts', 'it.each(', 'xit.each('],
    ['main.test.ts', 'it.each(', 'fit.each('],
    ['main.test.ts', 'names()', '[]'],
    ['main.test.ts', "  it('runs'", "  it.only('is new', () => {\n    main([]);\n  });\n\n  it('runs'"],
    ['main.test.ts', "  it('runs'", "  fit('is new', () => {\n    main([]);\n  });\n\n  it('runs'"],
  ])('in %s by %j → %j', async (path, from, to) => {
    expect(await judged(path, from, to)).toEqual(['weakened-tests']);
  });

  test.each([
    ['test_main.py', '    main(', '    if not prepared:\n        main('],
    ['test_main.py', '    main(', '    return main('],
    ['test_main.py', '    main(', '    with suppress(KeyError):\n        main('],
    ['test_main.py', 'names()', '["one"]'],
    ['main.test.ts', '    main([', '    if (isReady) main(['],
    ['main.test.ts', "  it('runs'", "  xit('waits', () => {\n    main([]);\n  });\n\n  it('runs'"],
    ['main.test.ts', '    prepare();', '    prepare().skip(1);'],
    ['main.test.ts', 'names()', "['one']"],
    ['main.test.ts', '    prepare();', "    process.on('exit', prepare);"],
  ])('not in %s by %j → %j', async (path, from, to) => {
    expect(await judged(path, from, to)).toEqual([]);
  });
});

test('a row of a table may wait where its test is new', async () => {
  const row =
    '    pytest.param(\n        None,\n        marks=[\n            pytest.mark.xfail(reason="later"),\n        ],\n    ),\n';
  const table = (rows: string): string =>
    `@pytest.mark.parametrize("of", [\n    1,\n${rows}])\ndef test_stops(of):\n    stop(of)\n`;
  const fresh = `${PYTHON}\n\n${table(row)}`;
  expect(await objections({ 'test_main.py': [PYTHON, fresh] })).toEqual([]);
  const known = `${PYTHON}\n\n${table('    None,\n')}`;
  expect(await objections({ 'test_main.py': [known, fresh] })).toHaveLength(1);
});
