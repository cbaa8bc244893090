import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitSections } from '../../../src/codebase/index/summary/fit-sections.ts';
import { readManifest } from '../../../src/codebase/index/summary/manifests.ts';
import type { SummarySection } from '../../../src/codebase/index/summary/section.ts';
import { summaryOfIndex } from '../../../src/codebase/index/summary/summary-of-index.ts';
import { estimateTokens } from '../../../src/domain/tokens.ts';
import { withIndexOf } from '../../support/indexed.ts';
import type { Files } from '../../support/work-tree.ts';

const SHOP: Files = {
  'package.json': JSON.stringify({
    name: 'shop',
    description: 'Sells things',
    bin: { shop: './dist/cli.js' },
    exports: { '.': './dist/index.js', './money': './dist/money.js' },
  }),
  'src/index.ts': "export { total } from './orders.ts';\nexport * from './money.ts';\n",
  'src/cli.ts':
    "import { total } from './orders.ts';\nimport chalk from 'chalk';\n\nconsole.log(chalk(total([])));\n",
  'src/money.ts':
    "import { type Order } from './orders.ts';\n\nexport const RATE = 100;\n\nexport function toCents(amount: number): number {\n  return amount * RATE;\n}\n\nexport function ofOrder(order: Order): number {\n  return order.cents;\n}\n",
  'src/orders.ts':
    "import { toCents } from './money.ts';\n\nexport class Order {\n  cents = 0;\n  pay(): void {}\n  #secret(): void {}\n}\n\nexport function total(prices: readonly number[]): number {\n  return toCents(prices.length);\n}\n",
  'src/broken.ts': 'export function broken( {\n',
  'test/money.test.ts': "import { toCents } from '../src/money.ts';\n\ntoCents(1);\n",
  'tools/.aws/deploy.ts': 'export const key = 1;\n',
};

async function summaryOf(files: Files, budgetTokens = 4000): Promise<string> {
  return withIndexOf(files, (queries) => summaryOfIndex(queries, { budgetTokens, count: estimateTokens }));
}

it('tells a newcomer what there is: size, entries, folders, hubs with signatures, cycles, tests, errors', async () => {
  expect(await summaryOf(SHOP)).toBe(`files: 7 (sources 5, tests 1), lines: 33
languages, by files: typescript 6, json 1
packages used, by source files: chalk 1

## Entry points
package.json: shop, Sells things; commands shop = ./dist/cli.js; exports ., ./money
src/cli.ts
src/index.ts gives on total, all of ./money.ts

## Folders, with all files below
src/ 5 typescript

## Files that others depend on most, with the number of sources that import them
src/money.ts (2)
  function toCents(amount: number): number
  function ofOrder(order: Order): number
src/orders.ts (3)
  function total(prices: readonly number[]): number
  class Order: pay

## Import cycles of sources: 1, of 2 files
2: src/money.ts, src/orders.ts

## Tests
of 5 sources 1 directly, 0 over the interface of their package, 4 by no known test
no known test: src/orders.ts (3)

## Files with syntax errors: 1
src/broken.ts`);
});

it('names the commands of a Python project and the modules that can be run', async () => {
  const summary = await summaryOf({
    'pyproject.toml': '[project]\nname = "shop"\n\n[project.scripts]\nshop = "shop.cli:main"\n',
    'shop/__main__.py': 'from shop.cli import main\n\nmain()\n',
    'shop/cli.py': 'def main():\n    pass\n',
  });
  expect(summary).toContain('pyproject.toml: shop; commands shop = shop.cli:main\nshop/__main__.py');
});

it('says entries that stand side by side in one line', async () => {
  const files = Object.fromEntries(
    ['a', 'b', 'c', 'd'].map((name) => [`plugins/${name}/index.ts`, `export const ${name} = 1;\n`]),
  );
  expect(await summaryOf(files)).toContain('plugins/*/index.ts (4)');
});

it('has something to say where no import can be followed, and nothing of an empty tree', async () => {
  expect(await summaryOf({ 'a.lua': 'function f()\nend\n' })).toContain('a.lua');
  expect(await summaryOf({})).toBe('files: 0 (sources 0, tests 0), lines: 0');
});

it('keeps what is written in names and manifests on its line', async () => {
  const summary = await summaryOf({
    'package.json': '{"name": "a", "description": "one\\n## two", "bin": {"x\\ny": "z"}}',
    'a\n## three/b.ts': 'export const b = 1;\n',
    'a\n## three/c.ts': 'export const c = 1;\n',
  });
  expect(summary).toContain('package.json: a, one ## two; commands x y = z');
  expect(summary).not.toContain('three');
});

it('is the same for the same tree, whatever was asked of it before', async () => {
  const [one, other] = await Promise.all([
    summaryOf(SHOP),
    withIndexOf(SHOP, (queries) => {
      queries.symbolsNamed('total', 3);
      return summaryOfIndex(queries, { budgetTokens: 4000, count: estimateTokens });
    }),
  ]);
  expect(other).toBe(one);
});

it('never takes more than its budget, for any budget from 200 up', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 60 }, (_, at) => [
      `src/part${at % 7}/module${at}.ts`,
      `import { f${(at + 1) % 60} } from '../part${((at + 1) % 60) % 7}/module${(at + 1) % 60}.ts';\nexport function f${at}(): void {}\n`,
    ]),
  );
  await withIndexOf({ ...SHOP, ...many }, (queries) => {
    const sizes = [200, 300, 500, 1000, 2000, 4000].map((budgetTokens) => {
      const tokens = estimateTokens(summaryOfIndex(queries, { budgetTokens, count: estimateTokens }));
      expect(tokens).toBeLessThanOrEqual(budgetTokens);
      return tokens;
    });
    expect(sizes[0]).toBeGreaterThan(100);
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
  });
});

const section = fc.record({
  title: fc.option(fc.string({ maxLength: 30 })),
  entries: fc.uniqueArray(
    fc.record({ key: fc.string({ maxLength: 4 }), text: fc.string({ maxLength: 200 }) }),
    { selector: ({ key }) => key, maxLength: 12 },
  ),
  share: fc.constantFrom(0.05, 0.3, 1),
  moreText: fc.constantFrom(null, (shown: ReadonlySet<string>) => `${shown.size} of many`),
});

it.each([
  ['that add up', (text: string) => text.length],
  ['of which a whole has more than its parts', (text: string) => Math.ceil(text.length ** 1.2)],
  ['of which a whole has less', (text: string) => Math.ceil(text.length / 4)],
])('sections keep to a budget of tokens %s', (_what, count) => {
  fc.assert(
    fc.property(
      fc.array(section, { maxLength: 6 }),
      fc.integer({ min: 0, max: 1500 }),
      (sections, budgetTokens) => {
        const text = fitSections(sections, { budgetTokens, count });
        expect(text === '' || count(text) <= budgetTokens).toBe(true);
      },
    ),
  );
});

it('gives what a section leaves to the largest share, in the order of keys', () => {
  const entries = (name: string, many: number) =>
    Array.from({ length: many }, (_, at) => ({ key: `${name}${9 - at}`, text: `${name}${9 - at}` }));
  const sections: readonly SummarySection[] = [
    { title: 'A', entries: entries('a', 9), share: 0.2, moreText: () => 'and more' },
    { title: 'B', entries: entries('b', 9), share: 0.7, moreText: null },
  ];
  const text = fitSections(sections, { budgetTokens: 50, count: (part) => part.length });
  expect(text).toBe('A\na8\na9\nand more\n\nB\nb1\nb2\nb3\nb4\nb5\nb6\nb7\nb8\nb9');
});

it.each([
  ['no JSON', 'package.json', '{', null],
  ['no name', 'package.json', '{"private": true}', null],
  [
    'a single command',
    'package.json',
    '{"name": "a", "bin": "./a.js"}',
    { commands: ['a = ./a.js'], entries: [] },
  ],
  ['a main file', 'package.json', '{"name": "a", "main": "./a.js"}', { commands: [], entries: ['./a.js'] }],
  [
    'conditions of one entry',
    'package.json',
    '{"name": "a", "main": "./a.js", "exports": {"import": "./b.js"}}',
    { commands: [], entries: ['./a.js'] },
  ],
  ['no package', 'Cargo.toml', '[workspace]\nmembers = ["a"]\n', null],
  [
    'a crate',
    'Cargo.toml',
    "[package]\r\nname = 'a'\r\ndescription = 'B'\r\n",
    { name: 'a', description: 'B' },
  ],
])('reads a manifest with %s', (_what, path, text, expected) => {
  const manifest = readManifest(path, text);
  expect(manifest === null).toBe(expected === null);
  expect(manifest ?? {}).toMatchObject(expected ?? {});
});
