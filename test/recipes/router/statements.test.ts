import { describe, expect, it } from 'vitest';
import { clausesOf } from '../../../src/recipes/router/mood.ts';
import { toldIn } from '../../../src/recipes/router/statements.ts';
import { wordsOf } from '../../../src/recipes/router/words.ts';

/** The words that are only told. */
function told(sentence: string): string {
  const words = wordsOf(sentence);
  const indexes = toldIn(words, clausesOf(sentence, words));
  return words.flatMap(({ key }, at) => (indexes.has(at) ? [key] : [])).join(' ');
}

describe('clauses that only tell', () => {
  it.each([
    ['Node 22 is our baseline now, convert it', 'node 22 is our baseline now'],
    ['The name says nothing; rename it', 'name says nothing'],
    ['Convert it because the bundler complains', 'because bundler complains'],
  ])('are passed over where another clause asks: %s', (sentence, expected) => {
    expect(told(sentence)).toBe(expected);
  });

  it.each([
    'It is old',
    'Tests must stay, convert the rest',
    'Only the first one is old, convert it',
    'Convert it so that callers can pass a currency',
    'It is old and invalidate it',
    'Convert it, the others are not ours',
  ])('are not those that ask, forbid or limit: %s', (sentence) => {
    expect(told(sentence)).toBe('');
  });

  it('keep the place of what a pronoun refers to', () => {
    expect(told('the imports in the menu are old, remove them')).toBe('imports in are old');
  });
});
