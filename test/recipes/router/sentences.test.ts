import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RECIPES } from '../../../src/recipes/catalog.ts';
import { routeSentence, type Route } from '../../../src/recipes/router/router.ts';
import { readSentenceSets, slotsOf, type Sentence } from './read-sentences.ts';

const SETS = readSentenceSets('');
const COVERED = SETS.filter(({ id }) => !id.startsWith('none'));
const UNCOVERED = SETS.filter(({ id }) => id.startsWith('none'));
const LATER = readSentenceSets('later/');
/** What no recipe covers may be covered by one that comes later; these stay. */
const THESE = RECIPES.filter(({ id }) => COVERED.some((set) => set.id === id));

function routed({ text, targets }: Sentence, recipes = RECIPES): Route {
  return routeSentence(text, { targets, functions: [] }, recipes);
}

function recipeOf(route: Route): string | null {
  return route.kind === 'match' ? route.recipe.id : null;
}

describe('the sentences of engineers', () => {
  it.each(COVERED)('for $id run it, with their slots', ({ id, sentences }) => {
    const found = sentences.map((one) => {
      const route = routed(one);
      const slots = route.kind === 'match' ? route.slots : {};
      return { text: one.text, recipe: recipeOf(route), slots };
    });
    const wanted = sentences.map(({ text, expected, isGap }) =>
      isGap ? { text, recipe: null, slots: {} } : { text, recipe: id, slots: slotsOf(expected) },
    );
    expect(found).toEqual(wanted);
  });

  it('are at least twenty for each recipe, and gaps are few', () => {
    for (const { sentences } of COVERED) expect(sentences.length).toBeGreaterThanOrEqual(20);
    const all = COVERED.flatMap(({ sentences }) => sentences);
    expect(all.filter(({ isGap }) => isGap).length / all.length).toBeLessThan(0.05);
  });

  it.each(UNCOVERED)('run nothing where no recipe covers them: $id', ({ sentences }) => {
    const run = sentences.filter((one) => recipeOf(routed(one, THESE)) !== null);
    expect(run.map(({ text }) => text)).toEqual([]);
  });

  it.each(UNCOVERED)(
    'that are refused are answered by the recipe that a person would name: $id',
    ({ sentences }) => {
      const named = sentences.filter(({ expected }) => expected !== '');
      const first = named.map((one) => {
        const route = routed(one, THESE);
        return {
          text: one.text,
          first: route.kind === 'none' ? route.explain().nearest[0]?.recipe.id : null,
        };
      });
      expect(first).toEqual(named.map(({ text, expected }) => ({ text, first: expected })));
    },
  );

  it.each(LATER)('for $id run no other recipe', ({ id, sentences }) => {
    const wrong = sentences.filter((one) => ![id, null].includes(recipeOf(routed(one))));
    expect(wrong.map(({ text }) => text)).toEqual([]);
  });

  it('run nothing once a word that limits or forbids stands among theirs', () => {
    const plain = COVERED.flatMap(({ sentences }) => sentences).filter(
      ({ text }) => !/["'`]|[.,;:?!] |\b(?:because|since|as|so)\b/.test(text),
    );
    // What is wrong, and why, may be told in any words: sentences that do so are left out.
    const limits = ['not', 'never', 'except', 'unless', 'half', 'two', 'async', 'recursively'];
    fc.assert(
      fc.property(
        fc.constantFrom(...plain),
        fc.constantFrom(...limits),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (sentence, limit, where) => {
          // Where a task speaks of async code the word limits nothing.
          fc.pre(!sentence.text.includes(limit));
          const words = sentence.text.split(' ');
          const at = Math.round(where * words.length);
          const text = [...words.slice(0, at), limit, ...words.slice(at)].join(' ');
          expect(recipeOf(routed({ ...sentence, text }))).toBeNull();
        },
      ),
      { numRuns: 600, seed: 3 },
    );
  });
});
