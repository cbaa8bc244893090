import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { rankFiles, type RankedFile } from '../../../../src/codebase/index/rank/rank-files.ts';
import { openCodeDatabase, type CodeDatabase } from '../../../../src/codebase/index/store/code-database.ts';
import { scratchFolders } from '../../../support/scratch.ts';
import { ask, update } from '../sample-readers.ts';

const newFolder = scratchFolders();
const open: CodeDatabase[] = [];
afterEach(() => {
  for (const database of open.splice(0)) database.close();
});

type Tree = Readonly<Record<string, string>>;

const SHOP: Tree = {
  'src/cart.ts':
    "import { price } from './price';\nexport function addToCart(item) {\n  return price(item);\n}\n",
  'src/price.ts': "import { rate } from './rate';\nexport function price(item) {\n  return item * rate;\n}\n",
  'src/rate.ts': 'export const rate = 1.2;\n',
  'src/mail/send.ts': '// Sends a letter.\nexport function send(letter) {\n  return letter;\n}\n',
  'src/mail/queue.ts': 'export function push(letter) {\n  return letter;\n}\n',
  'test/cart.test.ts':
    "import { addToCart } from '../src/cart';\naddToCart(1); addToCart(2); addToCart(3);\n",
};

async function indexed(...trees: readonly Tree[]): Promise<CodeDatabase> {
  const root = newFolder();
  const database = openCodeDatabase(null);
  open.push(database);
  for (const tree of trees) {
    for (const [path, text] of Object.entries(tree)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    await update(root, database);
  }
  return database;
}

async function ranked(
  database: CodeDatabase,
  task: string,
  targets: readonly string[] = [],
): Promise<readonly RankedFile[]> {
  return ask(database, (queries) => rankFiles({ queries, task, targets }));
}

async function order(task: string, tree = SHOP): Promise<readonly string[]> {
  return (await ranked(await indexed(tree), task)).map(({ path }) => path);
}

describe('rankFiles', () => {
  it('puts first what has the words of the task, and then what that uses', async () => {
    const { 'test/cart.test.ts': _, ...sources } = SHOP;
    const files = await order('put into the cart twice', sources);
    expect(files).toEqual(['src/cart.ts', 'src/price.ts', 'src/rate.ts']);
  });

  it('leaves out what neither has a word nor is near', async () => {
    expect(await order('cart')).not.toContain('src/mail/queue.ts');
  });

  it('takes the scope of a commit for a folder', async () => {
    const files = await order('fix(mail): push is lost');
    expect(files.slice(0, 2).toSorted()).toEqual(['src/mail/queue.ts', 'src/mail/send.ts']);
  });

  it('puts tests behind the sources, unless the task asks for tests', async () => {
    expect((await order('addToCart of many'))[0]).toBe('src/cart.ts');
    const files = await order('speed up the cart tests');
    expect(files.indexOf('test/cart.test.ts')).toBeLessThan(2);
  });

  it('prefers words that stand side by side', async () => {
    const tree = {
      'a.ts': 'snapshot(); other(); inline();\n',
      'b.ts': 'other(); inlineSnapshot();\n',
      'c.ts': 'nothing();\n',
      'd.ts': 'nothing();\n',
      'e.ts': 'nothing();\n',
    };
    expect((await order('write inline snapshots', tree))[0]).toBe('b.ts');
  });

  it('puts targets first and starts from them', async () => {
    const files = await ranked(await indexed(SHOP), 'letter', ['src/price.ts']);
    expect(files[0]).toMatchObject({ path: 'src/price.ts', lexical: 1 });
    const linked = new Map(files.map((file) => [file.path, file.linked]));
    expect(linked.get('src/rate.ts')).toBeGreaterThan(0);
  });

  it('gives the files that others build on to a task without a word of the code', async () => {
    const files = await ranked(await indexed(SHOP), 'fix it');
    expect(files[0]?.path).toBe('src/price.ts');
    expect(files.every(({ lexical }) => lexical === 0)).toBe(true);
    expect(files.map(({ path }) => path)).not.toContain('test/cart.test.ts');
  });

  it('scores from 0 to 1, the best with 1', async () => {
    const files = await ranked(await indexed(SHOP), 'price of the cart');
    for (const score of files.flatMap(({ lexical, linked }) => [lexical, linked])) {
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
    }
    expect(files[0]?.lexical).toBe(1);
  });

  it('gives the very same for the same tree, however the index came about', async () => {
    const backwards = Object.fromEntries(Object.entries(SHOP).toReversed());
    const stale = { ...backwards, 'src/rate.ts': 'export const cart = letter;\n' };
    const [once, inSteps] = [await indexed(SHOP), await indexed(stale, SHOP)];
    for (const task of ['price of the cart', 'send a letter', 'cart tests', 'fix it'])
      expect(await ranked(inSteps, task)).toEqual(await ranked(once, task));
  });

  it('gives nothing of an empty tree', async () => {
    expect(await order('cart', {})).toEqual([]);
  });
});
