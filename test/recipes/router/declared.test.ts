import { describe, expect, it } from 'vitest';
import { doubtfulNames } from '../../../src/recipes/router/declared.ts';
import { routeSentence } from '../../../src/recipes/router/router.ts';
import { wordsOf } from '../../../src/recipes/router/words.ts';

/** The slots of a sentence, where the targets declare all of the names. */
function slotsWith(declared: readonly string[], sentence: string): unknown {
  const route = routeSentence(sentence, {
    targets: ['a.py', 'a.ts'],
    functions: [],
    declared: new Set(declared),
  });
  return route.kind === 'match' ? route.slots : route.kind;
}

describe('words of English that the targets declare', () => {
  it.each([
    ['Rename default to fallback', { from: 'default', to: 'fallback' }],
    ['Rename the default method to fallback', { kind: 'method', from: 'default', to: 'fallback' }],
    ['Rename type to kind_of', { from: 'type', to: 'kind_of' }],
    ['Rename i to index', { from: 'i', to: 'index' }],
    ['Rename next of class Pager to advance', { from: 'next', class: 'Pager', to: 'advance' }],
    ['Inline the variable name', { name: 'name' }],
    ['Move call to src/b.py', { name: 'call', module: 'src/b.py' }],
    ['Add a cache to test', { function: 'test' }],
    ['Convert the callback of file to a promise', { function: 'file' }],
  ])('are names in %s', (sentence, slots) => {
    const words = doubtfulNames(wordsOf(sentence));
    expect(Object.values(slots)).toContain(words.at(-1));
    expect(slotsWith(words, sentence)).toEqual(slots);
    expect(slotsWith([], sentence)).not.toEqual(slots);
  });

  it.each([
    'Rename the default to fallback',
    'Rename method to total',
    'Rename this to total',
    'Rename the file to total',
  ])('are none in %s', (sentence) => {
    expect(slotsWith(['default', 'method', 'this', 'file'], sentence)).toBe('none');
  });
});

describe('an article', () => {
  it.each([
    ['Rename log to A', { from: 'log', to: 'A' }],
    ['Rename a to b_c', { from: 'a', to: 'b_c' }],
    ['Rename a of class Config to total', { from: 'a', class: 'Config', to: 'total' }],
    ['Rename total to a better name', 'none'],
  ])('is a name where nothing follows that it belongs to: %s', (sentence, slots) => {
    expect(slotsWith([], sentence)).toEqual(slots);
  });
});

describe('what is no name', () => {
  it.each(['Rename call of class Config to total', 'Convert the dict i into a dataclass Config'])(
    'makes nothing else of the sentence: %s',
    (sentence) => {
      expect(slotsWith([], sentence)).toBe('none');
    },
  );
});

describe('a refusal', () => {
  const explained = (sentence: string, target: string): unknown => {
    const route = routeSentence(sentence, { targets: [target], functions: [] });
    return route.kind === 'none' ? route.explain() : route.kind;
  };

  it('says to put a word in quotes that may be a name', () => {
    expect(explained('Rename default to fallback', 'a.py')).toMatchObject({
      reason: expect.stringContaining('If "default" is a name of the code, put it in quotes.'),
    });
  });

  it('says that a place can name the symbol', () => {
    expect(explained('Rename it to total', 'a.py')).toMatchObject({
      reason: expect.stringContaining('or its place with --at FILE:LINE'),
    });
  });

  it('offers sentences about files of the language of the target', () => {
    expect(explained('Rename the module', 'a.py')).toMatchObject({
      nearest: expect.arrayContaining([
        expect.objectContaining({ example: 'Rename the module shop/price.py to shop/prices.py' }),
      ]),
    });
  });
});
