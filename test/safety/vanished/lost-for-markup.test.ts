import { describe, expect, test } from 'vitest';
import { createVanishedDefinitionsGate } from '../../../src/safety/gates/vanished-definitions.ts';
import { judgePatch, placesIn } from '../../support/judge.ts';
import { makeFolder, type Files } from '../../support/work-tree.ts';

const VUE = `<script setup>
import { ref } from 'vue'
import Share from './Share.vue'
import { tip as hint, label } from './tips'

const open = ref(false)

function set(value) {
  open.value = value
}
</script>

<template>
  <!-- <Gone @click="away()" /> -->
  <Share :title="hint" @click="set(true)">{{ open }}</Share>
  <b :class="{ label: open }">set</b>
</template>
`;
const SVELTE = `<script>
  import { flip } from 'svelte/animate';
  import { page } from '$app/stores';
  import Row from './Row.svelte';
  let { rows } = $props();
  function drop(i) {
    rows.splice(i, 1);
  }
</script>

{#each rows as row, i (row)}
  <Row animate:flip={{ duration: 200 }} onclick={() => drop(i)} />
{/each}
<a href="/x">{$page.url} drop</a>
`;

async function places(
  path: string,
  sides: readonly [string, string],
  { words = 'Remove unused code', others = {} }: { words?: string; others?: Files } = {},
): Promise<readonly string[]> {
  const [before, after] = sides;
  const root = makeFolder({ [path]: before, ...others });
  const intent = { words, later: [] };
  const verdict = await judgePatch(createVanishedDefinitionsGate({ root }), root, {
    patch: { [path]: after },
    intent,
  });
  return placesIn(verdict).map((place) => place.replace(/ is used here.*/, ''));
}

function without(text: string, gone: string | RegExp): string {
  const after = text.replace(gone, '');
  expect(after).not.toBe(text);
  return after;
}

describe('what only the markup uses may not go', () => {
  test.each([
    ['a function of Vue', 'a.vue', VUE, /function set[^]*?\n\}\n/, 'a.vue:12 `set`'],
    ['a component of Vue', 'a.vue', VUE, /import Share.*\n/, 'a.vue:14 `Share`'],
    ['another name of an import', 'a.vue', VUE, /tip as hint, /, 'a.vue:15 `hint`'],
    ['an action of Svelte', 'a.svelte', SVELTE, /.*flip.*\n/, 'a.svelte:11 `flip`'],
    ['a component of Svelte', 'a.svelte', SVELTE, /.*Row.svelte.*\n/, 'a.svelte:11 `Row`'],
    ['a store of Svelte', 'a.svelte', SVELTE, /.*stores.*\n/, 'a.svelte:13 `page`'],
    ['a function of Svelte', 'a.svelte', SVELTE, / {2}function drop[^]*?\n {2}\}\n/, 'a.svelte:9 `drop`'],
  ])('%s', async (_, path, before, gone, place) => {
    expect(await places(path, [before, without(before, gone)])).toEqual([place]);
  });
});

describe('what runes of Svelte gave the markup may not go', () => {
  const RUNES = `<script lang="ts">
  let { rows = [1, 2], label: title, ...rest }: Props = $props();
  let open = $state(false);
  const total = $derived(rows.length);
</script>

<Row {title} {...rest}>{total} of {rows}</Row>
{#if open}<b>{title}</b>{/if}
`;

  test.each([
    ['what the script still speaks of', 'rows = [1, 2], label', 'label', []],
    ['a property by another name', ', label: title', '', ['a.svelte:7 `title`']],
    ['the rest', ', ...rest', '', ['a.svelte:7 `rest`']],
    ['a state', 'open =', 'shown =', ['a.svelte:8 `open`']],
    ['what is derived', 'total =', 'sum =', ['a.svelte:7 `total`']],
    ['nothing', 'label: title', "'label': title", []],
  ])('%s: %j → %j', async (_, from, to, found) => {
    const words = 'Tidy the component';
    expect(await places('a.svelte', [RUNES, RUNES.replace(from, to)], { words })).toEqual(found);
  });
});

describe('what only the markup of a component with two scripts uses may not go', () => {
  const TYPED = VUE.replace('<script setup>', '<script setup lang="ts">').replace(
    'const open',
    'const props = defineProps<ShareProps>()\nconst open',
  );
  const PLAIN = '<script lang="ts">\nexport interface ShareProps {\n  tip?: string\n}\n</script>\n\n';
  const OPTIONS = '<script>\n  export default { name: "Shared" }\n  export const limit = 3\n</script>\n\n';

  test.each([
    ['a function', OPTIONS + VUE, /function set[^]*?\n\}\n/, 'a.vue:17 `set`'],
    ['a component', OPTIONS + VUE, /import Share.*\n/, 'a.vue:19 `Share`'],
    [
      'what the first gave',
      `${OPTIONS}${VUE}`.replace('set(true)', 'set(limit)'),
      /.*limit.*\n/,
      'a.vue:19 `limit`',
    ],
    ['with its properties in the first', PLAIN + TYPED, /import Share.*\n/, 'a.vue:21 `Share`'],
    [
      'with properties picked of a type',
      PLAIN.replace(' {', " extends Pick<Base, 'x'> {") + TYPED,
      /import Share.*\n/,
      'a.vue:21 `Share`',
    ],
    [
      'beside options',
      `${OPTIONS}${VUE.replace('const open', "defineOptions({ name: 'x' })\nconst open")}`,
      /import Share.*\n/,
      'a.vue:20 `Share`',
    ],
    ['with their scripts the other way round', TYPED + PLAIN, /function set[^]*?\n\}\n/, 'a.vue:13 `set`'],
  ])('%s', async (_, before, gone, place) => {
    expect(await places('a.vue', [before, without(before, gone)])).toEqual([place]);
  });

  test.each([
    ['a property of its type', PLAIN.replace('tip?', 'set?') + TYPED],
    ['a type that it extends', PLAIN.replace(' {', ' extends Base {') + TYPED],
    ['what it picks of a type', PLAIN.replace(' {', " extends Pick<Base, 'set'> {") + TYPED],
    ['options', `${OPTIONS}${VUE.replace('const open', 'defineOptions({ props: BASE })\nconst open')}`],
  ])('but what %s gives', async (_, before) => {
    expect(await places('a.vue', [before, without(before, /function set[^]*?\n\}\n/)])).toEqual([]);
  });
});

describe('what the options of a component of Vue gave its markup may not go', () => {
  const BOXED = `<template>
  <b :class="{ label: open }" :title="tip" @click="set(true)">{{ total }} {{ $t('set') }}</b>
  <i v-for="row in rows" :key="row" @click="drop(row)">{{ row }} {{ user }}</i>
</template>

<script>
import { mapState } from 'vuex'

export default {
  name: 'Boxed',
  props: ['tip'],
  data() {
    return { open: false, rows: [] }
  },
  computed: {
    ...mapState(['user']),
    total() {
      return 2
    },
  },
  methods: {
    set(value) {
      this.open = value
    },
    async drop(at) {
      this.tell('drop', at)
    },
  },
}
</script>
`;

  test.each([
    ['a method', 'set(value)', 'write(value)', ['a.vue:2 `set`']],
    ['a property', "['tip']", "['hint']", ['a.vue:2 `tip`']],
    ['what data gives', 'rows: []', 'lines: []', ['a.vue:3 `rows`']],
    ['what is computed', 'total() {', 'sum() {', ['a.vue:2 `total`']],
    ['what a store gives', "['user']", "['person']", []],
    ['what the script still speaks of', 'async drop', 'async remove', []],
    ['what a mixin may give', "['tip'],", "['hint'],\n  mixins: [BOXES],", []],
    ['what is spread from elsewhere', 'set(value) {', '...setters,\n    write(value) {', []],
  ])('%s: %j → %j', async (_, from, to, found) => {
    expect(await places('a.vue', [BOXED, BOXED.replace(from, to)])).toEqual(found);
  });

  test('nor where they become a setup, or are typed', async () => {
    const typed = BOXED.replace('<script>', '<script lang="ts">')
      .replace('default {', 'default defineComponent({')
      .replace('},\n}\n', '},\n})\n');
    const words = 'Tidy';
    const gone = typed.replace('total()', 'sum()');
    expect(await places('a.vue', [typed, gone], { words })).toEqual(['a.vue:2 `total`']);
    const setup = `${BOXED.split('<script>')[0] ?? ''}<script setup>
const props = defineProps(['tip'])
const { user, rows, open, drop } = useBoxes()
const set = (value) => write(value)
</script>
`;
    expect(await places('a.vue', [BOXED, setup], { words })).toEqual(['a.vue:2 `total`']);
  });

  test('but what all components have may', async () => {
    const gone = BOXED.replace('set(value)', 'write(value)');
    const others = { 'main.js': 'app.config.globalProperties.set = write;\n' };
    expect(await places('a.vue', [BOXED, gone], { others })).toEqual([]);
    const mixin = { 'main.js': 'app.mixin({ methods: { set() {} } });\n' };
    expect(await places('a.vue', [BOXED, gone], { others: mixin })).toEqual([]);
  });
});

describe('where a tool imports names by itself', () => {
  const NUXT = { 'package.json': '{ "dependencies": { "nuxt": "4" } }' };
  const GONE = without(VUE, /function set[^]*?\n\}\n/);

  test('what the component declared and nothing else speaks of may not go', async () => {
    expect(await places('a.vue', [VUE, GONE], { others: NUXT })).toEqual(['a.vue:12 `set`']);
  });

  test('what was imported, or stands in another file, may', async () => {
    const others = { ...NUXT, 'utils/set.ts': 'export const set = () => 1;\n' };
    expect(await places('a.vue', [VUE, GONE], { others })).toEqual([]);
    expect(await places('a.vue', [VUE, without(VUE, 'tip as hint, ')], { others: NUXT })).toEqual([]);
  });
});

describe('passes', () => {
  const GONE = without(VUE, /function set[^]*?\n\}\n/);

  test('what the markup does not use, or only in a text, a comment or as a key', async () => {
    expect(await places('a.vue', [VUE, without(VUE, ', label')])).toEqual([]);
    expect(await places('a.vue', [VUE, GONE.replace('@click="set(true)"', '')])).toEqual([]);
  });

  test('what stands in a comment or a text of a component of Svelte alone', async () => {
    const unused = SVELTE.replace('onclick={() => drop(i)}', "title={tell('drop')}").replace(' drop<', '<');
    const commented = `${unused}<!-- <b onclick={drop}>drop</b> -->\n`;
    const gone = / {2}function drop[^]*?\n {2}\}\n/;
    expect(await places('a.svelte', [commented, without(commented, gone)])).toEqual([]);
  });

  test('what no import gave but one in a comment', async () => {
    const given = SVELTE.replace("  import Row from './Row.svelte';", "  // import Row from './Row.svelte';");
    expect(await places('a.svelte', [given, without(given, /.*Row.svelte.*\n/)])).toEqual([]);
  });

  test('what the task names', async () => {
    expect(await places('a.vue', [VUE, GONE], { words: 'Remove set' })).toEqual([]);
  });

  test.each([
    ['a property', "const props = defineProps(['set'])"],
    ['properties of a type elsewhere', 'defineProps<Props>()'],
    ['properties of a value elsewhere', 'defineProps(buttonProps)'],
    ['another statement', 'const { set } = useForm()'],
  ])('what %s gives', async (_, line) => {
    const after = VUE.replace(/function set[^]*?\n\}\n/, `${line}\n`);
    expect(await places('a.vue', [VUE, after])).toEqual([]);
  });

  test('what the markup gives itself', async () => {
    const looped = VUE.replace('<Share ', '<Share v-for="set in all" ');
    expect(await places('a.vue', [looped, without(looped, /function set[^]*?\n\}\n/)])).toEqual([]);
    const each = SVELTE.replace('as row, i', 'as drop, i');
    expect(await places('a.svelte', [each, without(each, / {2}function drop[^]*?\n {2}\}\n/)])).toEqual([]);
  });

  test('a component without setup, and where a tool imports names by itself', async () => {
    const plain = VUE.replace(' setup', '');
    expect(await places('a.vue', [plain, without(plain, /function set[^]*?\n\}\n/)])).toEqual([]);
    const others = { 'vite.config.ts': "import Components from 'unplugin-vue-components/vite'" };
    expect(await places('a.vue', [VUE, without(VUE, /import Share.*\n/)], { others })).toEqual([]);
  });
});

test('a file whose name has signs of a pattern loses names without a crash', async () => {
  const before = 'export const load = () => 1;\nexport const other = 1;\n';
  const after = 'export const load = () => 1;\n';
  expect(await places('src/+page.js', [before, after])).toEqual([]);
});
