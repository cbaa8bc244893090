import { describe, expect, it } from 'vitest';
import { addCache } from '../../src/recipes/add-cache.ts';
import { runEverywhere } from '../../src/recipes/everywhere.ts';
import type { Recipe, RecipeRequest, RecipeResult } from '../../src/recipes/recipe.ts';
import { changeTo, readSource } from '../../src/recipes/source-file.ts';
import type { SourceTree } from '../../src/domain/ports.ts';
import { treeOfTexts } from '../support/fixture.ts';

const REQUEST: RecipeRequest = { slots: {}, targets: ['a.txt'], signal: new AbortController().signal };
const PROOFS = [{ level: 'S', detail: 'it is text' }] as const;

/** Doubles the letter of the slot in a.txt, and refuses `x`. */
const DOUBLE: Recipe = {
  id: 'double',
  version: '1.0.0',
  title: 'Double a letter',
  languages: [],
  slots: [{ name: 'letter', description: 'the letter', isRequired: true }],
  patterns: ['double {letter}'],
  proves: ['S'],
  effect: 'preserves',
  examples: ['Double a'],
  refuses: ['x'],
  run: async ({ slots }, tree) => double(slots['letter'] ?? '', tree),
  places: async (_request, tree) => (await textOf(tree)).split('').map((letter) => ({ letter })),
};

async function double(letter: string, tree: SourceTree): Promise<RecipeResult> {
  if (letter === 'x') return { kind: 'refused', reason: 'x stays.', hint: null };
  if (letter === '-') return { kind: 'unchanged', summary: 'Nothing to double.' };
  const source = await readSource(tree, 'a.txt');
  if (source.kind === 'refused') throw new Error(source.reason);
  const text = source.file.text.replace(letter, letter + letter);
  const changes = [changeTo(source.file, text)];
  return { kind: 'changed', changes, summary: `${letter} doubled.`, notes: [], proofs: PROOFS };
}

async function textOf(tree: SourceTree): Promise<string> {
  return Buffer.from((await tree.read('a.txt')) ?? []).toString();
}

async function run(text: string, recipe = DOUBLE): Promise<RecipeResult> {
  return runEverywhere(recipe, REQUEST, treeOfTexts({ 'a.txt': text }));
}

describe('runEverywhere', () => {
  it('tells how many of the places are done', async () => {
    const told: unknown[] = [];
    const request: RecipeRequest = { ...REQUEST, onProgress: (progress) => void told.push(progress) };
    await runEverywhere(DOUBLE, request, treeOfTexts({ 'a.txt': 'ax' }));
    expect(told).toEqual([
      { unit: 'place', done: 0, total: 2 },
      { unit: 'place', done: 1, total: 2 },
    ]);
  });

  it('does each place on what those before it left, and names what it left', async () => {
    const result = await run('a-xb');
    expect(result).toMatchObject({
      kind: 'changed',
      changes: [{ after: new TextEncoder().encode('aa-xbb') }],
      summary: 'double changed 2 places, left 1.',
      notes: ['a doubled.', 'b doubled.', 'Left as it was: letter=x: x stays.'],
      proofs: [{ level: 'S', detail: 'at each of 2 places, the first: it is text' }],
    });
  });

  it('finds the places below those that it has changed, although their lines are others now', async () => {
    const f = (name: string): string => `def ${name}(x: int):\n    return x + 1\n`;
    const texts = { 'a.py': [f('f'), f('g'), f('h')].join('\n\n') };
    const request: RecipeRequest = { ...REQUEST, targets: ['a.py'] };
    const result = await runEverywhere(addCache, request, treeOfTexts(texts));
    expect(result).toMatchObject({ kind: 'changed', summary: 'add-cache changed 3 places.' });
  });

  it('refuses where every place is refused, with the first reason', async () => {
    expect(await run('x')).toMatchObject({ kind: 'refused', reason: expect.stringContaining('x stays.') });
  });

  it('changes nothing where there is no place', async () => {
    expect(await run('')).toEqual({ kind: 'unchanged', summary: 'The targets have no place for double.' });
  });

  it('runs a recipe that works on whole targets once', async () => {
    const { places: _places, ...whole } = DOUBLE;
    const once: Recipe = { ...whole, run: async (_request, tree) => double('a', tree) };
    expect(await run('ab', once)).toMatchObject({ summary: 'a doubled.' });
  });
});
