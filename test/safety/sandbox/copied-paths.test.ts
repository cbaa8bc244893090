import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copiedPaths } from '../../../src/safety/sandbox/copied-paths.ts';
import { makeFolder } from '../../support/work-tree.ts';

const PATHS = ['small.txt', 'kept.bin', 'left.bin', 'gone.bin'];
const LIMIT = 256 * 1024 ** 2;

function folderWith(bytes: number): string {
  const root = makeFolder({ 'small.txt': '' });
  for (const name of ['kept.bin', 'left.bin']) {
    writeFileSync(join(root, name), '');
    truncateSync(join(root, name), bytes);
  }
  return root;
}

test('large files are left out where they are not tracked', async () => {
  const found = await copiedPaths(folderWith(LIMIT + 1), PATHS, async () => ['left.bin', 'small.txt']);
  expect(found).toEqual({ paths: ['small.txt', 'kept.bin', 'gone.bin'], leftOut: ['left.bin'] });
});

test('what is tracked is not asked where no file is large', async () => {
  const found = await copiedPaths(folderWith(LIMIT), PATHS, async () => Promise.reject(new Error('asked')));
  expect(found).toEqual({ paths: PATHS, leftOut: [] });
});
