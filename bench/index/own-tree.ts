import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, type Figure } from '../measure.ts';
import { measureCold } from './cold.ts';
import { readPattern, writeTree } from './generated-tree.ts';
import { measureGrowth } from './growth.ts';
import { measureQueries } from './queries.ts';

const FILES = 2300;
const ROUNDS = 3;

/** Measures the index on about 2,300 files that are made from those of this repository. */
export async function measureIndex(): Promise<readonly Figure[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'ouroboros-bench-'));
  const tree = join(scratch, 'tree');
  const pattern = await readPattern(ROOT, FILES);
  writeTree(tree, pattern, Math.max(1, Math.round(FILES / pattern.files.length)));
  const figures = [...(await measureCold(tree, ROUNDS)), ...(await measureQueries(tree))];
  rmSync(scratch, { recursive: true, force: true });
  return figures;
}

/** Measures how the index grows up to ten times as many files of this repository; a hundred times takes minutes. */
export async function measureOwnGrowth(): Promise<readonly Figure[]> {
  return measureGrowth(ROOT, [1, 10]);
}
