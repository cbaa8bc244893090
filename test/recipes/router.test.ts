import { describe, expect, it } from 'vitest';
import { RECIPES, recipeById } from '../../src/recipes/catalog.ts';
import { methodToFunction } from '../../src/recipes/method-to-function.ts';
import type { Recipe } from '../../src/recipes/recipe.ts';
import { removeUnusedImports } from '../../src/recipes/remove-unused-imports.ts';
import { renameSymbol } from '../../src/recipes/rename-symbol.ts';
import {
  routeSentence,
  type NoRoute,
  type Route,
  type RouteContext,
} from '../../src/recipes/router/router.ts';
import { COVERED, UNCOVERED } from './router-sentences.ts';

/** Recipes that stay as they are while the catalogue grows: what they do not cover stays uncovered. */
const FIRST = [methodToFunction, renameSymbol, removeUnusedImports];
const nothing: RouteContext = { targets: [], functions: [] };

/** A route without the recipes themselves. */
function shape(route: Route): unknown {
  if (route.kind === 'match') return { recipe: route.recipe.id, slots: route.slots };
  return route.kind;
}

function noneOf(sentence: string, context: Partial<RouteContext> = {}): NoRoute {
  const route = routeSentence(sentence, { ...nothing, ...context }, FIRST);
  if (route.kind !== 'none') throw new Error(JSON.stringify(shape(route)));
  return route.explain();
}

describe('routeSentence', () => {
  for (const [sentence, recipe, slots, context = {}] of COVERED) {
    it(`covers: ${sentence}`, () => {
      const route = routeSentence(sentence, { ...nothing, ...context });
      expect(shape(route)).toEqual({ recipe, slots });
    });
  }

  it.each(UNCOVERED)('leaves to others: %s', (sentence) => {
    expect(routeSentence(sentence, nothing, FIRST).kind).toBe('none');
  });

  it.each(RECIPES.flatMap(({ id, examples }) => examples.map((example) => [example, id])))(
    'routes the example "%s"',
    (example, id) => {
      expect(shape(routeSentence(example, nothing))).toMatchObject({ recipe: id });
    },
  );

  it('says which words no recipe covers, and offers the part that one does', () => {
    const route = noneOf('Rename add to plus and make it handle negative numbers', { targets: ['src/a.ts'] });
    expect(route.reason).toBe('No recipe covers "make it handle negative numbers".');
    expect(route.uncovered).toEqual(['make', 'it', 'handle', 'negative', 'numbers']);
    expect(route.nearest[0]).toEqual({
      recipe: recipeById('rename-symbol'),
      example: 'Rename add to plus',
      command: 'ouroboros refactor "Rename add to plus" -t src/a.ts',
    });
  });

  it('never offers the part of a sentence that forbids it', () => {
    const { nearest } = noneOf("Don't rename add to plus", { targets: ['a.ts'] });
    expect(nearest.map(({ example }) => example)).not.toContain('rename add to plus');
  });

  it.each(['src/a.py', 'src/a.ts'])('offers for %s only what works on it and routes', (target) => {
    const sentences = [...UNCOVERED, 'Rename it to plus and log it', 'Rename add to plus and dance'];
    for (const sentence of sentences) {
      const { nearest } = noneOf(sentence, { targets: [target] });
      for (const { recipe, example } of nearest) {
        expect(recipe.languages).toContain(target.endsWith('py') ? 'python' : 'typescript');
        const route = routeSentence(example, { targets: [target], functions: [] });
        expect(shape(route)).toMatchObject({ recipe: recipe.id });
      }
    }
  });

  it('offers only recipes that work on the file which the sentence names', () => {
    const { nearest } = noneOf('Add tracing to src/users.ts', { targets: ['src/a.py', 'src/users.ts'] });
    expect(nearest.map(({ command }) => command)).toEqual([
      'ouroboros refactor "Rename formatName to formatFullName" -t src/a.py -t src/users.ts',
      'ouroboros refactor "Remove unused imports" -t src/a.py -t src/users.ts',
    ]);
  });

  it('offers only recipes that work on the targets', () => {
    const { nearest } = noneOf('Add logging to user service', { targets: ['src/users.py'] });
    expect(nearest).not.toEqual([]);
    for (const { recipe, command } of nearest) {
      expect(recipe.languages).toContain('python');
      expect(command).toMatch(/^ouroboros refactor ".+" -t src\/users\.py$/);
    }
    expect(noneOf('Rename add to plus', { targets: ['main.go'] })).toMatchObject({
      reason: 'rename-symbol works on python, javascript, typescript, tsx, and no target is of that kind.',
      uncovered: [],
      nearest: [],
    });
  });

  it('quotes commands for the shell, and names a folder for many targets', () => {
    const one = noneOf('Rename `add` to `plus` soon', { targets: ["it's a.ts"] });
    expect(one.nearest[0]?.command).toBe(
      String.raw`ouroboros refactor 'Rename ${'`add`'} to ${'`plus`'}' -t 'it'\''s a.ts'`,
    );
    const targets = ['src/a/1.ts', 'src/a/2.ts', 'src/b/3.ts', 'src/b/4.ts'];
    expect(noneOf('Add tracing', { targets }).nearest[0]?.command).toMatch(/ -t src$/);
  });

  it('narrows the targets to the path in the sentence', () => {
    const targets = ['src/a.py', 'src/b.py', 'lib/c.py'];
    expect(routeSentence('Remove unused imports from b.py', { ...nothing, targets })).toMatchObject({
      targets: ['src/b.py'],
    });
    expect(routeSentence('Remove unused imports in ./src/', { ...nothing, targets })).toMatchObject({
      targets: ['src/a.py', 'src/b.py'],
    });
    expect(noneOf('Remove unused imports from z.py', { targets }).reason).toBe(
      'z.py is not among the targets.',
    );
    expect(routeSentence('Remove unused imports from z.py', nothing)).toMatchObject({ targets: ['z.py'] });
  });

  it('asks for a name that neither the sentence nor -f gives', () => {
    expect(noneOf('Turn this method into a function').reason).toBe(
      'method-to-function needs the name for "method": put it in the sentence, or give it with -f, or its place with --at FILE:LINE.',
    );
  });

  it.each([
    ['Rename add to plus', ['sub']],
    ['Rename it to plus', ['add', 'sub']],
    ['Turn Invoice.total into a function', ['Order.total']],
    ['Remove unused imports', ['add']],
  ])('does not do "%s" while -f names %j', (sentence, functions) => {
    expect(routeSentence(sentence, { ...nothing, functions }).kind).toBe('none');
  });

  it('names every candidate when two recipes cover the sentence', () => {
    const [recipe] = RECIPES;
    if (recipe === undefined) throw new Error('no recipes');
    const twin: Recipe = { ...recipe, id: 'twin' };
    const route = routeSentence('Turn Invoice.total into a function', nothing, [recipe, twin]);
    expect(route).toMatchObject({
      kind: 'ambiguous',
      candidates: [{ recipe: { id: recipe.id } }, { recipe: { id: 'twin' } }],
    });
  });

  it('reads a sentence of ten thousand words in good time', () => {
    expect(noneOf(`${'rename add to plus and '.repeat(2_500)}stop`).uncovered.length).toBeGreaterThan(0);
  });
});

const LANGUAGE_OF: Readonly<Record<string, string>> = { py: 'python', ts: 'typescript', js: 'javascript' };

describe('RECIPES', () => {
  const values: Readonly<Record<string, string>> = {
    at: 'src/a.ts:12',
    kind: 'function',
    class: 'Outer.Inner',
    untyped: 'leave',
    path: 'src/a.ts',
    source: 'shop.models',
  };

  it.each(RECIPES.flatMap((recipe) => recipe.slots.map((slot) => ({ recipe, slot }))))(
    'let a sentence give the slot $slot.name of $recipe.id',
    ({ recipe, slot }) => {
      const extension = ['py', 'ts', 'js'].find((one) =>
        recipe.languages.some((id) => LANGUAGE_OF[one] === id),
      );
      const targets = [`src/a.${extension}`];
      const shown = recipe.examples.map((example) => routeSentence(example, { targets, functions: [] }));
      const isShown = shown.some((one) => one.kind === 'match' && slot.name in one.slots);
      const value = values[slot.name] ?? 'name';
      const [example = ''] = recipe.examples;
      const route = routeSentence(`${example}, ${slot.name}=${value}`, { targets, functions: [] });
      const isGiven = route.kind === 'match' && route.slots[slot.name] === value;
      expect(isGiven || isShown).toBe(true);
    },
  );

  it.each(['at=src/a.ts:12', 'at src/a.ts:12', 'declared at `a.ts:12`', 'at=a.ts:12.'])(
    'take the place of a declaration from "%s"',
    (place) => {
      expect(shape(routeSentence(`Rename add to plus ${place}`, nothing))).toEqual({
        recipe: 'rename-symbol',
        slots: { from: 'add', to: 'plus', at: place.includes('src') ? 'src/a.ts:12' : 'a.ts:12' },
      });
    },
  );

  it.each(RECIPES)('$id says what it does, with three examples and what it refuses', (recipe) => {
    expect(recipe.examples.length).toBeGreaterThanOrEqual(3);
    expect(recipe.refuses.length).toBeGreaterThanOrEqual(3);
    expect(recipe.languages.length).toBeGreaterThanOrEqual(1);
    expect(recipeById(recipe.id)).toBe(recipe);
  });

  it('have ids of their own', () => {
    expect(new Set(RECIPES.map(({ id }) => id)).size).toBe(RECIPES.length);
    expect(recipeById('nothing')).toBeNull();
  });
});
