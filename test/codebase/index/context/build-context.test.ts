import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { contextBuilder } from '../../../../src/codebase/index/context/build-context.ts';
import type { CodeContext, ContextMaterial } from '../../../../src/codebase/index/context/code-context.ts';
import { rankFiles } from '../../../../src/codebase/index/rank/rank-files.ts';
import { definitionsOf } from '../../../../src/codebase/outline.ts';
import { withIndexOf } from '../../../support/indexed.ts';
import type { Files } from '../../../support/work-tree.ts';

type Options = Partial<Omit<ContextMaterial, 'queries' | 'ranked' | 'targets'>> & {
  readonly targets?: readonly string[];
};

/** One token a character: easy to reckon with. */
const count = (text: string): number => text.length;

async function contextOf(files: Files, task: string, options: Options = {}): Promise<CodeContext> {
  const paths = options.targets ?? [];
  const targets = await Promise.all(
    paths.map(async (path) => {
      const text = String(files[path]);
      return { path, text, definitions: await definitionsOf(path, text) };
    }),
  );
  return withIndexOf(files, (queries) => {
    const ranked = rankFiles({ queries, task, targets: paths });
    const budget = options.budget ?? 1000;
    const defaults = { functions: [], relatedBudget: budget, isFrugal: false, mayShow: () => true };
    const build = contextBuilder({ ...defaults, ...options, queries, ranked, task, targets, budget });
    return build(count);
  });
}

function textOf(context: CodeContext): string {
  return context.kind === 'context' ? context.text : '';
}

const MONEY = `"""Amounts of money."""


def to_cents(amount):
    """Rounds an amount to cents."""
    return round(amount * 100)


def with_tax(amount, rate=0.19):
    return amount * (1 + rate)
`;
const ORDERS = `from money import to_cents


class Order:
    def __init__(self, lines):
        self.lines = lines

    def total(self):
        return to_cents(sum(self.lines))

    @property
    def is_empty(self):
        return not self.lines


def print_order(order):
    print(order.total())
`;
const SHOP = { 'money.py': MONEY, 'orders.py': ORDERS, 'test_money.py': MONEY, 'README.md': 'to_cents\n' };

it('shows the best functions word for word, and names what else is there', async () => {
  const context = await contextOf(SHOP, 'round an amount to cents', { budget: 400 });
  expect(textOf(context)).toBe(`money.py
def to_cents(amount):
    """Rounds an amount to cents."""
    return round(amount * 100)
def with_tax(amount, rate=0.19):
    return amount * (1 + rate)

orders.py
class Order
    def __init__(self, lines):
        self.lines = lines
    def total(self):
        return to_cents(sum(self.lines))
    @property
    def is_empty(self):
        return not self.lines
def print_order
`);
});

it('shows a target whole and first, and of other files what it uses with its signature', async () => {
  const context = await contextOf(SHOP, 'cache the total of an order', {
    targets: ['orders.py'],
    isFrugal: true,
    budget: 2000,
  });
  expect(textOf(context).startsWith(`orders.py\n${ORDERS}`)).toBe(true);
  expect(context).toMatchObject({
    sections: [
      { path: 'orders.py', isTarget: true, parts: [{ startLine: 1, form: 'code', text: ORDERS }] },
      { path: 'money.py', isTarget: false, parts: [{ form: 'signature', text: 'def to_cents(amount)' }] },
    ],
  });
});

it('cuts a target at the borders of its definitions when it does not fit, and says what it left out', async () => {
  const context = await contextOf(SHOP, 'make it faster', {
    targets: ['orders.py'],
    functions: ['Order.total'],
    budget: 250,
    relatedBudget: 0,
  });
  expect(textOf(context)).toBe(`orders.py
from money import to_cents


[lines 4-7 not shown: Order, __init__]
    def total(self):
        return to_cents(sum(self.lines))
[lines 10-17 not shown: is_empty, print_order]
`);
});

const LEDGER = ['total', 'cache_rates', 'cache_taxes', 'print_rows', 'cache_rows']
  .map((name) => `def ${name}(rows):\n    # ${name} ${'of the ledger '.repeat(10)}\n    return rows\n`)
  .join('\n\n');

it.each([
  ['the best definitions of a target', {}, ['total', 'cache_rates', 'cache_taxes']],
  ['no other definition where functions are named', { functions: ['total'] }, ['total']],
  ['other files where they may take their share', { relatedBudget: 400 }, ['total', 'cache_rates']],
])('gives the room that a frugal context leaves to %s', async (_name, options, shown) => {
  const context = await contextOf({ 'ledger.py': LEDGER }, 'cache the total', {
    targets: ['ledger.py'],
    isFrugal: true,
    budget: 800,
    relatedBudget: 0,
    ...options,
  });
  const names = Array.from(textOf(context).matchAll(/^def (\w+)/gm), ([, name]) => name);
  expect(names).toEqual(shown);
});

it('shows a class whole where a frugal context has room for more than the method that it was cut to', async () => {
  const fields = '    # of the ledger\n'.repeat(8);
  const ledger = `class Ledger:\n${fields}    def total(self):\n        return cache(self)\n\n\n`;
  const rest = 'def other(rows):\n    return rows\n\n\n'.repeat(30);
  const context = await contextOf({ 'ledger.py': `${ledger}${rest}` }, 'total of the ledger', {
    targets: ['ledger.py'],
    isFrugal: true,
    budget: 600,
    relatedBudget: 0,
  });
  expect(textOf(context)).toContain(ledger.trimEnd());
});

it('saves what a large target would cost', async () => {
  const functions = Array.from({ length: 400 }, (_, at) => `def cache_${at}():\n    return ${at}\n`);
  const context = await contextOf({ 'large.py': functions.join('\n\n') }, 'cache it', {
    targets: ['large.py'],
    isFrugal: true,
    budget: 12_000,
  });
  const code = textOf(context).replaceAll(/^\[lines .*\n/gm, '');
  expect(code.length).toBeGreaterThan(5000);
  expect(code.length).toBeLessThan(6500);
});

it('says that a target is too large when what was named does not fit', async () => {
  const named = { targets: ['orders.py'], functions: ['Order.total'], budget: 60 };
  expect(await contextOf(SHOP, 'make it faster', named)).toMatchObject({
    kind: 'too-large',
    path: 'orders.py',
  });
});

it('shows nothing of files that may not be shown, nor of tests that nobody named', async () => {
  const context = await contextOf(SHOP, 'round an amount to cents', {
    mayShow: (path) => path !== 'orders.py',
  });
  expect(context).toMatchObject({ sections: [{ path: 'money.py' }] });
});

it('names the callers of a function that will change', async () => {
  const context = await contextOf(SHOP, 'rename it', {
    targets: ['money.py'],
    functions: ['to_cents'],
    isFrugal: true,
    budget: 2000,
  });
  expect(context).toMatchObject({
    sections: [
      { path: 'money.py' },
      { path: 'orders.py', parts: [{}, { form: 'signature', text: 'def total(self)' }] },
    ],
  });
});

it('fills a large budget with further functions when every name is said', async () => {
  const body = Array.from({ length: 20 }, (_, at) => `    total += ${at} * rate\n`).join('');
  const functions = Array.from({ length: 30 }, (_, at) => `def price_${at}(rate):\n${body}`);
  const files = { 'prices.py': functions.join('\n\n') };
  const context = await contextOf(files, 'compute a price', { budget: 10_000 });
  expect(textOf(context).length).toBeGreaterThan(9400);
  expect(textOf(context).length).toBeLessThanOrEqual(10_000);
  expect(textOf(context)).toContain('price_29');
});

it('keeps any budget, gives the same bytes again, and shows code word for word', async () => {
  const folder = join(import.meta.dirname, '../../../../src/codebase/languages');
  const files = Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
  const words = [
    'parse',
    'tree',
    'typescript',
    'project',
    'diagnostics',
    'ruff',
    'resolve',
    'python',
    'zebra',
  ];
  await withIndexOf(files, async (queries) => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 20_000 }),
        fc.uniqueArray(fc.constantFrom(...words), { maxLength: 4 }),
        async (budget, chosen) => {
          const task = chosen.join(' ');
          const build = (): CodeContext =>
            contextBuilder({
              queries,
              task,
              ranked: rankFiles({ queries, task, targets: [] }),
              targets: [],
              functions: [],
              budget,
              relatedBudget: budget,
              isFrugal: false,
              mayShow: () => true,
            })((text) => Math.ceil(text.length / 3));
          const context = build();
          expect(build()).toEqual(context);
          const { tokens, sections } = context.kind === 'context' ? context : { tokens: 0, sections: [] };
          expect(tokens).toBeLessThanOrEqual(budget);
          for (const { path, parts } of sections) {
            const lines = String(files[path]).split('\n');
            for (const { startLine, endLine, text } of parts.filter(({ form }) => form === 'code'))
              expect(text).toBe(lines.slice(startLine - 1, endLine).join('\n'));
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

it('shows a notebook without what its cells printed, word for word else', async () => {
  const cell = (source: string, outputs: unknown): object => ({
    cell_type: 'code',
    metadata: {},
    outputs,
    source: [source],
  });
  const image = [{ data: { 'image/png': 'iVBOR'.repeat(2000) }, output_type: 'display_data' }];
  const cells = [cell('plot()', image), cell('print(1)', [])];
  const text = `${JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
  const context = await contextOf({ 'a.ipynb': text }, 'Print 2', { targets: ['a.ipynb'], budget: 2000 });
  expect(textOf(context)).not.toContain('iVBOR');
  const shown = textOf(context).split('\n').slice(1);
  const gap = shown.findIndex((line) => /^\[lines 7-\d+ not shown\]$/.test(line));
  expect(gap).toBe(6);
  expect(text.startsWith(`${shown.slice(0, gap).join('\n')}\n`)).toBe(true);
  expect(text.endsWith(shown.slice(gap + 1).join('\n'))).toBe(true);
});
