import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../src/recipes/router/words.ts';

function keys(sentence: string): string {
  return wordsOf(sentence)
    .map(({ key }) => key)
    .join(' ');
}

describe('wordsOf', () => {
  it.each([
    ['lines 10-20', 'lines 10-20'],
    ['lines 10–20', 'lines 10-20'],
    ['line 10 to line 20', 'line 10-20'],
    ['lines between 10 and 20', 'lines between 10-20'],
    ['L10-L20', 'lines 10-20'],
    ['line 2', 'line 2-2'],
    ['on L12', 'on lines 12-12'],
    ['src/a.ts:10-20', 'src/a.ts lines 10-20'],
    ['src/a.ts:12', 'src/a.ts:12'],
    ['L1 to L2', 'l1 to l2'],
    ['lines 10 and 20', 'lines 10-10 and 20'],
  ])('reads %j as %j', (sentence, read) => {
    expect(keys(sentence)).toBe(read);
  });

  it.each([
    ["don't, isn't, can't, cannot", 'do not is not can not can not'],
    ["it's, they're, we'd", "it 's they are we would"],
    ['organise, behaviour and the licence', 'organize behavior and license'],
    ['x => y → z', 'x -> y -> z'],
    ['?. && % `a?.b` `x && x.y`', '?. && % `?.` `&&`'],
    ['Rename a, b', 'rename a b'],
  ])('brings %j to one spelling', (sentence, read) => {
    expect(keys(sentence)).toBe(read);
  });

  it('keeps what a word looked like and where it stood', () => {
    expect(wordsOf("The user's `A b`")).toEqual([
      { kind: 'word', text: 'user', key: 'user', isQuoted: false, isAfterArticle: true, start: 4, end: 8 },
      { kind: 'word', text: "'s", key: "'s", isQuoted: false, isAfterArticle: false, start: 8, end: 10 },
      { kind: 'phrase', text: 'A b', key: 'a b', isQuoted: true, isAfterArticle: false, start: 11, end: 16 },
    ]);
  });
});
