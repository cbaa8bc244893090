import { describe, expect, test } from 'vitest';
import { createLintGate } from '../../../src/safety/gates/lint.ts';
import { judgeBy, placesIn } from '../../support/judge.ts';

const GATE = createLintGate({ root: '/nowhere' });

/** What the gate has against a new file, by place. */
async function foundIn(path: string, text: string): Promise<readonly string[]> {
  return placesIn(await judgeBy(GATE, { [path]: [null, text] }));
}

const vue = (script: string): string =>
  `<template>\n  <p>{{ a }}</p>\n</template>\n\n<script setup lang="ts">\n${script}\n</script>\n`;

describe('the scripts of a component', () => {
  test.each([
    ['A.vue', vue('const a = gone(1);'), 'A.vue:6 `gone` is not defined (TS2304)'],
    [
      'K.vue',
      vue('const a = { b: 1, b: 2 };'),
      'K.vue:6 An object literal cannot have multiple properties with the same name. (TS1117)',
    ],
    ['B.vue', vue('const a = 1;\na++;'), "B.vue:7 Cannot assign to 'a' because it is a constant. (TS2588)"],
    [
      'C.vue',
      '<script>\nexport default { methods: { a: (x) => gone(x) } };\n</script>\n',
      'C.vue:2 `gone` is not defined (TS2304)',
    ],
    [
      'A.svelte',
      '<script>\n  let a = gone;\n</script>\n<p>{a}</p>\n',
      'A.svelte:2 `gone` is not defined (TS2304)',
    ],
    [
      'A.astro',
      '---\nconst a = gone(Astro.url);\n---\n<p>{a}</p>\n',
      'A.astro:2 `gone` is not defined (TS2304)',
    ],
    ['B.astro', '<p/>\n<script>\n  gone();\n</script>\n', 'B.astro:3 `gone` is not defined (TS2304)'],
  ])('%s: a new mistake is refused in its place', async (path, text, place) => {
    expect(await foundIn(path, text)).toEqual([place]);
  });

  test.each([
    [
      'macros of the compiler',
      'A.vue',
      vue("import { ref } from 'vue';\ndefineProps<{ b: string }>();\nconst a = ref(1);"),
    ],
    [
      'a name of the other script',
      'A.vue',
      `<script lang="ts">\nexport const b = 1;\n</script>\n${vue('const a = b;')}`,
    ],
    [
      'runes, stores and what `$:` declares',
      'A.svelte',
      '<script>\n  import { page } from "./p";\n  let a = $state(1);\n  $: b = a * 2;\n  $: console.log(b, $page);\n</script>\n',
    ],
    [
      'what `$:` unpacks',
      'A.svelte',
      '<script>\n  $: ({ level: _level, size = 1, ...rest } = $$props);\n  $: [a, b] = pair();\n  $: console.log(_level, size, rest, a, b);\n  function pair() {}\n</script>\n',
    ],
    [
      'a snippet of the markup',
      'A.svelte',
      '<script module>\n  export { row };\n</script>\n\n{#snippet row(item)}\n  <p>{item}</p>\n{/snippet}\n',
    ],
    ['what is left to the page', 'A.astro', '<p/>\n<script is:inline>\n  gone();\n</script>\n'],
    ['an early return', 'A.astro', '---\nif (!Astro.url) return Astro.redirect("/");\n---\n<p/>\n'],
    [
      'data and other languages',
      'A.vue',
      '<script type="application/json">gone</script>\n<script lang="coffee">\ngone\n</script>\n',
    ],
    ['a name that only the template uses', 'A.vue', vue('const a = 1;')],
  ])('%s is no mistake', async (_, path, text) => {
    expect(await foundIn(path, text)).toEqual([]);
  });
});

/** A notebook whose cells are these, one line of the file for each of their lines. */
function notebook(...cells: readonly string[]): string {
  const asCell = (source: string): object => ({ cell_type: 'code', source: source.split(/(?<=\n)/) });
  return JSON.stringify({ cells: cells.map(asCell) }, null, 1);
}

describe('the cells of a notebook are one module', () => {
  test('a name that no cell defines is refused in its place', async () => {
    const text = notebook('import os\n', 'x = os.name\nprint(y)\n');
    expect(await foundIn('a.ipynb', text)).toEqual(['a.ipynb:13 Undefined name `y` (F821)']);
    expect((await judgeBy(GATE, { 'a.ipynb': [text, notebook('import os\n', 'print(y)\n')] })).passed).toBe(
      true,
    );
  });

  test.each([
    ['a name of a cell before', ['import os', 'os.name']],
    ['what IPython gives', ['display(_)', 'get_ipython()', 'Out[1]']],
    ['an expression that is shown', ['x = 1', 'x == 1']],
    ['an await at the top', ['import a', 'await a.run()']],
    ['what is named in a timed line', ['%time x = 1', 'print(x)']],
    ['what a command gives', ['names = !ls', 'print(names)']],
    ['a cell of another language', ['%%bash\necho $x', 'x = 1']],
    ['names of pylab', ['%pylab inline', 'plot(x)']],
  ])('%s is no mistake', async (_, cells) => {
    expect(await foundIn('a.ipynb', notebook(...cells))).toEqual([]);
  });

  test('one of another language is said not to be judged', async () => {
    const text = JSON.stringify({ cells: [], metadata: { language_info: { name: 'R' } } });
    expect(await judgeBy(GATE, { 'a.ipynb': [null, text] })).toMatchObject({
      passed: true,
      summary: 'No new lint errors. Not judged: a.ipynb: it has no code that a linter here reads.',
      judged: [],
    });
  });
});
