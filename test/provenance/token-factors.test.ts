import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createTokenFactors } from '../../src/provenance/token-factors.ts';
import { scratchFolders } from '../support/scratch.ts';

const scratch = scratchFolders();
const run = promisify(execFile);

function fileOf(root: string): string {
  return join(root, '.ouroboros', 'token-factors.json');
}

test('a factor that was learnt is known to the next run, each model by itself', async () => {
  const root = scratch();
  const factors = createTokenFactors(root);
  expect(factors.factorOf('claude-sonnet-5-5')).toBeNull();
  await factors.learn('claude-sonnet-5-5', (learnt) => (learnt ?? 1.45) - 0.05);
  await factors.learn('qwen3-coder', () => 1.2);
  await factors.learn('claude-sonnet-5-5', (learnt) => (learnt ?? 0) - 0.1);
  const next = createTokenFactors(root);
  expect(next.factorOf('claude-sonnet-5-5')).toBeCloseTo(1.3, 9);
  expect(next.factorOf('qwen3-coder')).toBe(1.2);
  expect(next.factorOf('constructor')).toBeNull();
  expect(readdirSync(join(root, '.ouroboros')).toSorted()).toEqual(['.gitignore', 'token-factors.json']);
});

test('reading makes no file, and neither does a reply that taught nothing new', async () => {
  const root = scratch();
  const factors = createTokenFactors(root);
  expect(factors.factorOf('m')).toBeNull();
  expect(existsSync(join(root, '.ouroboros'))).toBe(false);
  await factors.learn('m', () => 1.2);
  const before = readFileSync(fileOf(root));
  await factors.learn('m', (learnt) => learnt ?? 0);
  expect(readFileSync(fileOf(root))).toEqual(before);
});

test.each([
  ['is no JSON', '{"tokenizer":"o200k_base","fact'],
  ['is empty', ''],
  ['holds a factor that no model has', '{"tokenizer":"o200k_base","factors":{"m":250}}'],
  ['holds a factor that is none', '{"tokenizer":"o200k_base","factors":{"m":"1.2"}}'],
  ['is of another tokenizer', '{"tokenizer":"cl100k_base","factors":{"m":1.2}}'],
  ['is a list', '[]'],
])('a file that %s is as good as none, and is replaced by the next reply', async (_, content) => {
  const root = scratch();
  mkdirSync(join(root, '.ouroboros'));
  writeFileSync(fileOf(root), content);
  const factors = createTokenFactors(root);
  expect(factors.factorOf('m')).toBeNull();
  await factors.learn('m', (learnt) => learnt ?? 1.5);
  expect(factors.factorOf('m')).toBe(1.5);
});

test('a link in place of the file is not followed, for reading or for writing', async () => {
  const root = scratch();
  const elsewhere = join(scratch(), 'theirs.json');
  const theirs = '{"tokenizer":"o200k_base","factors":{"m":2}}';
  writeFileSync(elsewhere, theirs);
  mkdirSync(join(root, '.ouroboros'));
  symlinkSync(elsewhere, fileOf(root));
  const factors = createTokenFactors(root);
  expect(factors.factorOf('m')).toBeNull();
  await factors.learn('m', () => 1.5);
  expect(factors.factorOf('m')).toBe(1.5);
  expect(readFileSync(elsewhere, 'utf8')).toBe(theirs);
});

test('a link in place of the folder is left alone', async () => {
  const root = scratch();
  const elsewhere = scratch();
  writeFileSync(join(elsewhere, 'token-factors.json'), '{"tokenizer":"o200k_base","factors":{"m":2}}');
  symlinkSync(elsewhere, join(root, '.ouroboros'));
  const factors = createTokenFactors(root);
  await factors.learn('m', () => 1.5);
  expect(factors.factorOf('m')).toBeNull();
  expect(readdirSync(elsewhere)).toEqual(['token-factors.json']);
});

test('a folder of its name is no error', async () => {
  const root = scratch();
  mkdirSync(fileOf(root), { recursive: true });
  const factors = createTokenFactors(root);
  await factors.learn('m', () => 1.5);
  expect(factors.factorOf('m')).toBeNull();
  expect(readdirSync(join(root, '.ouroboros')).toSorted()).toEqual(['.gitignore', 'token-factors.json']);
});

test('several processes that learn at once leave a whole file of what one of them wrote', async () => {
  const root = scratch();
  const learner = join(import.meta.dirname, 'learn-in-child.ts');
  await Promise.all(['a', 'b', 'c'].map((name) => run(process.execPath, [learner, root, name])));
  const factors = createTokenFactors(root);
  const known = ['a', 'b', 'c'].map((name) => factors.factorOf(name)).filter((factor) => factor !== null);
  expect(known.length).toBeGreaterThan(0);
  expect(known.every((factor) => factor === 1.2 || factor === 1.5)).toBe(true);
  expect(readdirSync(join(root, '.ouroboros')).toSorted()).toEqual(['.gitignore', 'token-factors.json']);
});
