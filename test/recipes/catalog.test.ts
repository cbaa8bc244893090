import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RECIPES } from '../../src/recipes/catalog.ts';
import { describeRecipes } from '../../src/recipes/describe.ts';
import { routeSentence } from '../../src/recipes/router/router.ts';

const ENGINE = new Set([
  'catalog',
  'describe',
  'each-file',
  'everywhere',
  'counted',
  'most-proved',
  'place',
  'recipe',
  'source-file',
]);

describe('the catalogue', () => {
  it('lists every recipe that has a file, once', () => {
    const files = readdirSync(new URL('../../src/recipes', import.meta.url))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => name.slice(0, -3))
      .filter((name) => !ENGINE.has(name));
    expect(RECIPES.map(({ id }) => id).toSorted()).toEqual(files.toSorted());
  });

  it('is what docs/recipes.md says', () => {
    const page = readFileSync(new URL('../../docs/recipes.md', import.meta.url), 'utf8');
    expect(page).toBe(describeRecipes(RECIPES));
  });

  it.each(RECIPES.map((recipe) => ({ id: recipe.id, recipe })))('knows all about $id', ({ recipe }) => {
    expect(recipe.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(recipe.examples.length).toBeGreaterThanOrEqual(3);
    expect(recipe.refuses).not.toEqual([]);
    expect(recipe.proves).not.toEqual([]);
    expect(new Set(recipe.slots.map(({ name }) => name)).size).toBe(recipe.slots.length);
  });

  it.each(RECIPES.flatMap(({ id, examples }) => examples.map((example) => ({ id, example }))))(
    'routes "$example" to $id',
    ({ id, example }) => {
      const route = routeSentence(example, { targets: [], functions: [] });
      expect(route.kind === 'match' ? route.recipe.id : route).toBe(id);
    },
  );
});
