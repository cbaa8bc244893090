import { describe, expect, it } from 'vitest';
import { routeSentence, type Route } from '../../src/recipes/router.ts';
import { COVERED, UNCOVERED } from './router-sentences.ts';

const nothing = { targets: [], functions: [] };

/** A route without the recipes themselves. */
function shape(route: Route): unknown {
  if (route.kind === 'match') return { recipe: route.recipe.id, slots: route.slots };
  return route.kind;
}

describe('routeSentence', () => {
  for (const [sentence, recipe, slots, context = {}] of COVERED) {
    it(`covers: ${sentence}`, () => {
      const route = routeSentence(sentence, { ...nothing, ...context });
      expect(shape(route)).toEqual({ recipe, slots });
    });
  }

  it.each(UNCOVERED)('leaves to others: %s', (sentence) => {
    expect(routeSentence(sentence, nothing).kind).toBe('none');
  });
});
