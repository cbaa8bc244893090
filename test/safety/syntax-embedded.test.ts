import { describe, expect, it } from 'vitest';
import { checkSyntax } from '../../src/safety/syntax-check.ts';
import { testsPython } from '../support/python.ts';

/** What speaks against a text, each as `line:column kind parser message`, and who judged it. */
async function judge(
  path: string,
  after: string,
  before: string | null = null,
): Promise<{ readonly errors: readonly string[]; readonly verifiedBy: readonly string[] }> {
  const sides = { before: before === null ? null : Buffer.from(before), after: Buffer.from(after) };
  const { diagnostics, verifiedBy } = await checkSyntax({ path, ...sides }, { python: null });
  const errors = diagnostics.map(
    ({ line, column, kind, source, message }) => `${line}:${column} ${kind} ${source} ${message}`,
  );
  return { errors, verifiedBy };
}

describe('a single-file component', () => {
  const template = '<template>\n  <p :a="b">é</p>\n</template>\n';

  it('has errors of its scripts at the lines and columns of the file', async () => {
    const { errors } = await judge(
      'a.vue',
      `${template}<script lang="ts">\nexport default {};\n</script>\n<script setup lang="ts">\nlet a: = 1;\n</script>\n`,
    );
    expect(errors).toEqual([expect.stringMatching(/^8:8 syntax typescript /)]);
  });

  it('names the parsers of its scripts apart: they do not vouch for its template', async () => {
    const scripts = '<script>\nlet a = 1;\n</script>\n';
    expect((await judge('a.vue', template + scripts)).verifiedBy).toEqual([
      'tree-sitter',
      'tree-sitter (script)',
      'oxc (script)',
    ]);
    expect((await judge('a.svelte', '<p>a</p>\n')).verifiedBy).toEqual([]);
  });

  it('may name its components as members of others', async () => {
    const text = '<template>\n  <Theme.Layout>\n    <a.b.C />\n  </Theme.Layout>\n</template>\n';
    expect((await judge('a.vue', text)).errors).toEqual([]);
    expect((await judge('a.vue', text.replace('.C />', '.C <'))).errors).not.toEqual([]);
  });

  it('is refused for a broken template although its script is valid', async () => {
    const { errors } = await judge(
      'a.vue',
      `<template><p :a="b"</template>\n<script>\nlet a = 1;\n</script>\n`,
    );
    expect(errors.map((one) => one.split(' ')[2])).toContain('tree-sitter');
  });

  it('is judged by the scripts of its own alone', async () => {
    const inTemplate =
      '<template>\n<component is="script">\n<script>let (</script>\n</component>\n</template>\n';
    expect((await judge('a.vue', inTemplate)).verifiedBy).toEqual(['tree-sitter']);
    const apart =
      '<script src="./a.js">\n</script>\n<script lang="coffee">\na = (b) ->\n</script>\n<!-- <script>let (</script> -->\n';
    expect(await judge('a.svelte', apart)).toEqual({ errors: [], verifiedBy: [] });
  });

  it('is refused for new errors only', async () => {
    const old = '<script>\nlet a = (1;\n</script>\n';
    expect((await judge('a.svelte', `<p>new</p>\n${old}`, old)).errors).toEqual([]);
    const worse = `${old}<script module>\nlet b = (2;\n</script>\n`;
    expect((await judge('a.svelte', worse, old)).errors).toEqual([
      expect.stringMatching(/^5:11 syntax oxc /),
    ]);
  });

  it('lacks the end of a block', async () => {
    expect((await judge('a.svelte', '<p>a</p>\n<script>\nlet a;\n')).errors).toEqual([
      '2:1 missing component Missing `</script>`',
    ]);
  });
});

/** As Jupyter writes it: a string a line. */
function notebook(cells: readonly string[], kernel = 'python'): string {
  const coded = cells.map((source) => ({
    cell_type: 'code',
    source: source.match(/[^\n]*\n|[^\n]+$/g) ?? [],
  }));
  const described = { cell_type: 'markdown', source: ['def (\n'] };
  return JSON.stringify(
    { cells: [described, ...coded], metadata: { language_info: { name: kernel } } },
    null,
    1,
  );
}

describe('a notebook', () => {
  it('has errors at their place in the file, which name the cell and its line', async () => {
    const text = notebook(['x = 1\n', '# "quoted"\t\\ é\nx = "a" (\n']);
    const { errors, verifiedBy } = await judge('a.ipynb', text);
    const lines = text.split('\n');
    const line = lines.findIndex((one) => one.includes('x = \\"a\\"')) + 1;
    expect(errors[0]).toMatch(new RegExp(`^${line}:\\d+ syntax ruff .*\\(cell 3, line [23]\\)$`));
    expect(verifiedBy).toEqual(['tree-sitter', 'json', 'ruff']);
  });

  it('points behind the escapes of its strings', async () => {
    const text = '{"cells": [{"cell_type": "code", "source": "a = \\"\\u00e9\\" é )"}], "metadata": {}}';
    const { errors } = await judge('a.ipynb', text);
    expect(errors[0]).toMatch(new RegExp(`^1:${text.indexOf('é') + 1} `));
  });

  it.each([
    '%matplotlib inline\nx = 1\n',
    '%%bash\nfor i in $(ls); do echo "it\'s $i"; done\n',
    '%%timeit -n 10\nx = 1\n',
    '!pip install \\\n  a b\n',
    'files = !ls -l "it\'s\n',
    'a, b = %time f(x)\n',
    'if x:\n    !ls\n    %time f(x)\n',
    'x?\n?x\nx.y??\n',
    'ls -l\ncd ..\n',
    '%timeit f((x for x in y),\n          z=1)\n',
    'print("%d"\n      % x)\nx = """\n%% no magic\n"""\n',
    'await f()\nasync with g() as h:\n    pass\n',
    'x;\n',
    '',
  ])('takes %j as IPython does', async (cell) => {
    expect((await judge('a.ipynb', notebook([cell]))).errors).toEqual([]);
  });

  it.each([
    '%%timeit\nx = (\n',
    'x = 1\ny = = 2\n!ls\n',
    'def f():\n    await g()\n',
    'return 1\n',
    'x ? y\n',
    'ls = = 1\n',
  ])('refuses %j', async (cell) => {
    expect((await judge('a.ipynb', notebook([cell]))).errors).not.toEqual([]);
  });

  it('of another language is judged as JSON alone', async () => {
    const r = notebook(['x <- function(a) { a }\n'], 'R');
    expect(await judge('a.ipynb', r)).toEqual({ errors: [], verifiedBy: ['tree-sitter', 'json'] });
    expect((await judge('a.ipynb', r.slice(0, -1))).errors[0]).toMatch(/ json /);
  });

  it('is refused for new errors only, wherever their cell has moved', async () => {
    const before = notebook(['x = (\n']);
    expect((await judge('a.ipynb', notebook(['y = 1\n', 'x = (\n']), before)).errors).toEqual([]);
    expect((await judge('a.ipynb', notebook(['y = )\n', 'x = (\n']), before)).errors).toHaveLength(1);
  });

  it.runIf(testsPython)('is judged by the interpreter too', async () => {
    const good = Buffer.from(notebook(['await f()\n', '%time x\n']));
    const verdict = await checkSyntax({ path: 'a.ipynb', before: null, after: good });
    expect(verdict).toMatchObject({ valid: true, verifiedBy: ['tree-sitter', 'json', 'ruff', 'python3'] });
    const bad = Buffer.from(notebook(['x.__debug__ = 1\n']));
    expect((await checkSyntax({ path: 'a.ipynb', before: null, after: bad })).valid).toBe(false);
  });

  it.each([
    ['{"cells": 5}', false],
    ['[]', false],
    ['{"metadata": {}, "nbformat": 4}', false],
    ['{"cells": [{"source": "x = 1"}]}', false],
    ['{"cells": [{"cell_type": "code", "source": 1}]}', false],
    ['{"cells": []}', true],
    ['{"cells": [{"cell_type": "raw", "source": []}], "extra": 1}', true],
    ['{"worksheets": [{"cells": [{"cell_type": "code", "input": "x = 1"}]}]}', true],
  ])('what Jupyter cannot open is no notebook: %s', async (text, isNotebook) => {
    expect((await checkSyntax({ path: 'a.ipynb', before: null, after: Buffer.from(text) })).valid).toBe(
      isNotebook,
    );
  });
});
