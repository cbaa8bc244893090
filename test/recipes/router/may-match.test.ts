import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RECIPES } from '../../../src/recipes/catalog.ts';
import { mayMatchOf } from '../../../src/recipes/router/may-match.ts';
import { parsePattern, type Pattern } from '../../../src/recipes/router/pattern.ts';
import type { Word } from '../../../src/recipes/router/word.ts';
import { wordsOf } from '../../../src/recipes/router/words.ts';

const PATTERNS = RECIPES.flatMap(({ patterns, riders = [] }) => [...patterns, ...riders]);

/** The words of one sentence that a pattern matches: at each choice, the option that the next number says. */
function wordsFor(pattern: Pattern, draw: () => number): readonly string[] {
  switch (pattern.kind) {
    case 'word':
      return [pattern.key];
    case 'slots':
    case 'mark':
      return [];
    case 'sequence':
      return pattern.parts.flatMap((part) => wordsFor(part, draw));
    case 'choice': {
      const option = pattern.options[draw() % pattern.options.length];
      return option === undefined ? [] : wordsFor(option, draw);
    }
  }
}

function asWords(keys: readonly string[]): readonly Word[] {
  const [like] = wordsOf('word');
  return like === undefined ? [] : keys.map((key) => ({ ...like, key, text: key }));
}

function mayMatch(pattern: string, sentence: string): boolean {
  return mayMatchOf([wordsOf(sentence)])(pattern);
}

describe('mayMatchOf', () => {
  it.each([
    ['rename {from} to {to}', 'Rename a to b', true],
    ['rename {from} to {to}', 'Rename a as b', false],
    ['rename [all] x', 'rename x', true],
    ['(convert|turn [over]) x', 'turn x', true],
    ['(convert|turn over) x', 'turn x', false],
    ['(a1|b1 (c1|d1)) e1|f1', 'b1 d1 e1', true],
    ['(a1|b1 (c1|d1)) e1|f1', 'c1 d1 e1', false],
    ['(a1|b1 (c1|d1)) e1|f1', 'f1', true],
    ['@remove imports', 'Get rid of the imports', true],
    ['@remove imports', 'Sort the imports', false],
    ['@use `&&` chains <calls=update>', 'Use "a && b" chains', true],
  ])('of %j for "%s" is %s', (pattern, sentence, isPossible) => {
    expect(mayMatch(pattern, sentence)).toBe(isPossible);
  });

  it('needs a word of only one of the forms of a sentence', () => {
    const forms = ['x should be renamed', 'rename x'].map(wordsOf);
    expect(mayMatchOf(forms)('rename {from}')).toBe(true);
  });

  it('rules out no pattern that matches', () => {
    const anyPattern = fc.constantFrom(...PATTERNS);
    const anyDraws = fc.infiniteStream(fc.nat({ max: 59 }));
    fc.assert(
      fc.property(anyPattern, anyDraws, (text, draws) => {
        const words = asWords(wordsFor(parsePattern(text), () => draws.next().value));
        expect(mayMatchOf([words])(text)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
