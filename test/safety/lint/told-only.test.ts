import { describe, expect, test } from 'vitest';
import { createLintGate } from '../../../src/safety/gates/lint.ts';
import { judgeBy } from '../../support/judge.ts';

const GATE = createLintGate({ root: '/nowhere' });

const wrong = (path: string): string => (path.endsWith('.py') ? 'gone()\n' : 'export const a = gone();\n');

async function isRefused(path: string, text: string): Promise<boolean> {
  return !(await judgeBy(GATE, { [path]: [null, text] })).passed;
}

describe('what stands in data of tests is told', () => {
  test.each([
    'tests/data/cases/function.py',
    'test/fixtures/delay.js',
    'src/__fixtures__/delay.ts',
    'tests/App/Fixtures/delay.js',
    'pkg/testdata/a.py',
    'spec/test-data/a.py',
  ])('%s', async (path) => {
    const { passed, summary } = await judgeBy(GATE, { [path]: [null, wrong(path)] });
    expect(passed).toBe(true);
    expect(summary).toContain('gone');
  });

  test.each(['tests/test_a.py', 'src/data/a.py', 'src/fixture.js'])('but not in %s', async (path) => {
    expect(await isRefused(path, wrong(path))).toBe(true);
  });
});

describe('a test', () => {
  const annotated = 'def test_a():\n    class A:\n        b: "Gone"\n        c: list["Gone | None"] = []\n';

  test('may annotate in quotes what there is not', async () => {
    expect(await isRefused('tests/test_a.py', annotated)).toBe(false);
    expect(await isRefused('src/a.py', annotated)).toBe(true);
    expect(await isRefused('tests/test_a.py', 'def test_a():\n    print(f"{gone}")\n')).toBe(true);
    expect(await isRefused('tests/test_a.py', 'def test_a():\n    print("a", gone)\n')).toBe(true);
  });

  test('may compare for the error alone', async () => {
    const comparing = (outer: string): string =>
      `import pytest\n\n\ndef test_a(a, b):\n    ${outer}:\n        # never gets there\n        [a] < b\n`;
    expect(await isRefused('tests/test_a.py', comparing('with pytest.raises(TypeError)'))).toBe(false);
    expect(await isRefused('tests/test_a.py', comparing('if a'))).toBe(true);
  });
});

test.each(['a.svelte.js', 'a.svelte.ts', 'a.svelte.test.ts'])('runes are known in %s', async (path) => {
  const text =
    'export const count = $state(0);\nexport const twice = $derived(count * 2);\n$effect.root(() => {});\n';
  expect(await isRefused(path, text)).toBe(false);
  expect(await isRefused(path.replace('.svelte', ''), text)).toBe(true);
  expect(await isRefused(path, `${text}gone();\n`)).toBe(true);
});

test('a logger may take its values by braces, and a constructor give on what another one gives', async () => {
  const logging = (text: string): string => `import logging\n\nlogging.info(${text}, 1)\n`;
  expect(await isRefused('a.py', logging('"made {}"'))).toBe(false);
  expect(await isRefused('a.py', logging('"made"'))).toBe(true);
  const made = (value: string): string =>
    `class A(dict):\n    def __init__(self, b):\n        return ${value}\n`;
  expect(await isRefused('a.py', made('dict.__init__(self, b)'))).toBe(false);
  expect(await isRefused('a.py', made('b'))).toBe(true);
});

test('a script may take the same name in two blocks from what it requires', async () => {
  const block = (name: string): string =>
    `if (a) {\n  const { one, ${name} } = require("..");\n  one[${name}] = 1;\n}\n`;
  expect(await isRefused('a.cjs', `const a = 1;\n${block('b')}${block('c')}`)).toBe(false);
});

test('what IPython gives is known, and nobody has written what is minified', async () => {
  expect(
    await isRefused('a.py', 'try:\n    shell = get_ipython()\nexcept Exception:\n    shell = None\n'),
  ).toBe(false);
  expect(await isRefused('a.min.js', wrong('a.min.js'))).toBe(false);
});

test.each(['a.tsx', 'a.jsx'])('an attribute that stands twice is refused in %s', async (path) => {
  expect(await isRefused(path, 'export const a = <p id="a" class="b" id="c" />;\n')).toBe(true);
  expect(await isRefused(path, 'export const a = <p id="a"><b id="c" /></p>;\n')).toBe(false);
});

test('what stands on a minified line has been run, and what it puts on an object is there', async () => {
  const line = `!function(e){module.exports?module.exports=e:e.ago=e;for(gone=1;gone;)gone--;${'f();'.repeat(300)}function f(){}}({});`;
  expect(await isRefused('a.js', `${line}\nexport const b = ago(1);\n`)).toBe(false);
  expect(await isRefused('a.js', `${line}\nexport const b = gone(1);\n`)).toBe(true);
});

test('a member may be given a value as often as one likes', async () => {
  const text =
    "const a = require('a');\nfunction b() {}\nconst c = new a.C();\nc.write = b;\nc.write = () => {};\n{\n  c.write = a.d();\n}\n";
  expect(await isRefused('a.js', text)).toBe(false);
});

test('names are known that another program or a compiler gives', async () => {
  const config = 'c.ServerApp.port = 1\n';
  expect(await isRefused('docker/jupyter_notebook_config.py', config)).toBe(false);
  expect(await isRefused('docker/a.py', config)).toBe(true);
  const deleted = 'known = {}\n\n\ndef add(a):\n    known[a] = 1\n\n\nadd(2)\ndel known\n';
  expect(await isRefused('a.py', deleted)).toBe(false);
  expect(await isRefused('a.py', deleted.replace('known[a]', 'gone[a]'))).toBe(true);
  const made = 'for name in ("a", "b"):\n    globals()[name] = 1\nprint(a)\n';
  expect(await isRefused('a.py', made)).toBe(false);
  expect(await isRefused('a.py', made.replace('[name]', '["b"]'))).toBe(true);
  const build = 'load("@rules_go//go:def.bzl", "go_library")\n\ngo_library(name = "shop")\n';
  for (const path of ['BUILD.bazel', 'go/defs.bzl', 'SConstruct', 'Tiltfile'])
    expect(await isRefused(path, build)).toBe(false);
  const list = 'export const A = (b) => <For each={b.c}>{(d) => <i class={d} />}</For>;\n';
  expect(await isRefused('a.jsx', list)).toBe(false);
  expect(await isRefused('a.jsx', list.replaceAll('For', 'Gone'))).toBe(true);
  const exposed = (name: string): string =>
    `export const a = async (page) => {\n  await page.exposeFunction('${name}', String);\n  await page.evaluate(() => log(1));\n};\n`;
  expect(await isRefused('a.js', exposed('log'))).toBe(false);
  expect(await isRefused('a.js', exposed('logs'))).toBe(true);
});

test('what a template has in capitals between underscores is filled in later', async () => {
  expect(await isRefused('a.py', 'import os\n\nbase = os.getcwd()[: -len(__BIN_NAME__)]\n')).toBe(false);
  expect(await isRefused('a.py', 'import os\n\nbase = os.getcwd()[: -len(BIN_NAME)]\n')).toBe(true);
  expect(await isRefused('a.py', 'print(__bin_name__)\n')).toBe(true);
});
