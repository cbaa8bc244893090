import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSummaryCache } from '../../src/provenance/summary-cache.ts';
import { scratchFolders } from '../support/scratch.ts';

const scratch = scratchFolders();
const KEY = { content: 'abc', model: 'claude-haiku-5-5', prompt: 'sha256:1' };

/** The one file of a cache that holds one summary. */
function onlyFile(root: string): string {
  const folder = join(root, '.ouroboros', 'summaries');
  const [name = '', ...others] = readdirSync(folder);
  expect(others).toEqual([]);
  return join(folder, name);
}

test('a summary is found by code, model and prompt, and by nothing less', async () => {
  const root = scratch();
  await createSummaryCache(root).keep(KEY, 'Adds up prices.');
  const cache = createSummaryCache(root);
  expect(cache.read(KEY)).toBe('Adds up prices.');
  expect(cache.read({ ...KEY, content: 'abd' })).toBeNull();
  expect(cache.read({ ...KEY, model: 'claude-sonnet-5-5' })).toBeNull();
  expect(cache.read({ ...KEY, prompt: 'sha256:2' })).toBeNull();
  expect(cache.read({ content: 'ab', model: 'c', prompt: '' })).toBeNull();
});

test.each([
  ['a changed word', (text: string) => text.replace('prices', 'orders')],
  ['half of itself', (text: string) => text.slice(0, text.length / 2)],
  ['nothing', () => ''],
  ['something else', () => '[1, 2]'],
])('a file with %s in it is a miss, and is written anew', async (_, damage) => {
  const root = scratch();
  const cache = createSummaryCache(root);
  await cache.keep(KEY, 'Adds up prices.');
  const file = onlyFile(root);
  writeFileSync(file, damage(readFileSync(file, 'utf8')));
  expect(cache.read(KEY)).toBeNull();
  await cache.keep(KEY, 'Adds up all prices.');
  expect(cache.read(KEY)).toBe('Adds up all prices.');
});

test('a file of one key does not answer for another', async () => {
  const root = scratch();
  const cache = createSummaryCache(root);
  await cache.keep(KEY, 'Adds up prices.');
  const file = onlyFile(root);
  const text = readFileSync(file);
  await cache.keep({ ...KEY, content: 'abd' }, 'Other.');
  for (const name of readdirSync(join(root, '.ouroboros', 'summaries'))) {
    writeFileSync(join(root, '.ouroboros', 'summaries', name), text);
  }
  expect(cache.read(KEY)).toBe('Adds up prices.');
  expect(cache.read({ ...KEY, content: 'abd' })).toBeNull();
});

test('a link in place of the folder is neither read through nor written through', async () => {
  const root = scratch();
  const theirs = scratch();
  await createSummaryCache(theirs).keep(KEY, 'Planted.');
  mkdirSync(join(root, '.ouroboros'));
  symlinkSync(join(theirs, '.ouroboros', 'summaries'), join(root, '.ouroboros', 'summaries'));
  const cache = createSummaryCache(root);
  expect(cache.read(KEY)).toBeNull();
  await cache.keep({ ...KEY, content: 'abd' }, 'Mine.');
  expect(readFileSync(onlyFile(theirs), 'utf8')).toContain('Planted.');
});
